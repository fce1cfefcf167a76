"""Run a command and write down what it cost: ``python child.py REPORT.json COMMAND [ARGUMENT...]``.

A process of its own with nothing imported: a child's peak memory counts the memory of the process it was forked from,
and the benchmarks themselves hold pandas and the model.
"""

import json
import resource
import subprocess
import sys
import time
from pathlib import Path


def main() -> int:
    """Run the command, write ``{"wall": s, "cpu": s, "peak": bytes}`` to the report, and return its code."""
    report, *command = sys.argv[1:]
    began = time.perf_counter()
    code = subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode  # noqa: S603 - our caller's command
    wall = time.perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    unit = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss
    cost = {"wall": wall, "cpu": used.ru_utime + used.ru_stime, "peak": used.ru_maxrss * unit}
    Path(report).write_text(json.dumps(cost), encoding="utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main())
