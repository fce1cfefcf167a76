"""Runs commands in forked children, for tests that kill them.

Importing what a build needs takes seconds and a build half of one, so this process imports everything, builds once to
have it all warm, and forks for each line of JSON on its standard input. It is a process of its own because pytest
should not be forked.

A line is a list of runs, which begin at the same moment: ``[{"do": "next", "root": …, "at": 7, "act": "kill"}]``. The
answers are a list of the children's process ids and, once all have ended, a list of what came of them.
"""

import json
import os
import sys
import traceback
from pathlib import Path
from typing import Any

from fault_courses import RUNS, warm_up
from fault_steps import KILL, arm, disarm

from copydesk.errors import CopydeskError


def run(order: dict[str, Any]) -> dict[str, Any]:
    """Do what an order says and return what came of it."""
    root = Path(order["root"])
    if user := order.get("user"):
        os.setegid(user)
        os.seteuid(user)
    arm(str(root), order.get("at"), order.get("act", KILL))
    try:
        how, said = "done", RUNS[order["do"]](root)
    except CopydeskError as error:
        how, said = "refused", str(error)
    except BaseException:
        how, said = "crashed", traceback.format_exc()
    return {"how": how, "said": said, "steps": disarm()}


def fork(order: dict[str, Any], start: tuple[int, int]) -> tuple[int, int]:
    """Start a child that waits until the other end of ``start`` is closed; return its id and where it will tell."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(start[1])
        os.read(start[0], 1)
        os.write(writing, json.dumps(run(order)).encode())
        os._exit(0)
    os.close(writing)
    return child, reading


def answer(orders: list[dict[str, Any]]) -> None:
    """Run the orders at the same time, and tell what came of each."""
    start = os.pipe()
    children = [fork(order, start) for order in orders]
    print(json.dumps([child for child, _ in children]), flush=True)
    for end in start:
        os.close(end)
    answers = []
    for child, reading in children:
        with os.fdopen(reading, "rb") as pipe:
            told = pipe.read()
        os.waitpid(child, 0)
        answers.append(json.loads(told) if told else {"how": "killed", "said": "", "steps": 0})
    print(json.dumps(answers), flush=True)


if __name__ == "__main__":
    warm_up(Path(sys.argv[1]))
    print("ready", flush=True)
    for line in sys.stdin:
        answer(json.loads(line))
