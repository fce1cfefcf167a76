"""The process that forks what is to be killed, and the datasets that it begins with."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from fault_courses import COURSES, write_drops
from fault_judge import State, faults_of, shown, state_of

HERE = Path(__file__).parent
Answer = dict[str, Any]


class Zygote:
    """The process that forks."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def start(self, *orders: Answer) -> list[int]:
        """Begin the orders at the same moment and return the process ids of those who do them."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([{**order, "root": str(order["root"])} for order in orders]) + "\n")
        self._process.stdin.flush()
        pids: list[int] = self._hear()
        return pids

    def ended(self) -> list[Answer]:
        """Wait until all have ended and return what came of them."""
        answers: list[Answer] = self._hear()
        return answers

    def run(self, do: str, root: Path, **more: Any) -> Answer:
        """Do one thing and return what came of it."""
        self.start({"do": do, "root": root, **more})
        return self.ended()[0]

    def must(self, do: str, root: Path) -> str:
        """Do one thing that has to go well and return what it says."""
        answer = self.run(do, root)
        assert answer["how"] == "done", answer["said"]
        return str(answer["said"])

    def _hear(self) -> Any:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the forking process is gone"
        return json.loads(line)


@contextmanager
def zygote_in(home: Path) -> Iterator[Zygote]:
    """Start the process; ``home`` is for what it builds to get warm."""
    environment = {
        **os.environ,
        "PYTHONPATH": ":".join(map(str, (HERE, HERE.parent / "flows", HERE.parent / "store"))),
        "PREFECT_HOME": str(home / "prefect"),
    }
    command = [sys.executable, "-W", "ignore", str(HERE / "fault_zygote.py"), str(home)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield Zygote(process)
        process.kill()


class Ground:
    """Where a course is run: the dataset that it begins with, and what it makes of it when nobody disturbs it."""

    def __init__(self, zygote: Zygote, home: Path, course: str) -> None:
        self.course = COURSES[course]
        self.zygote = zygote
        self._home = home
        write_drops(home / "before")
        for run in self.course.before:
            zygote.must(run, home / "before")
        self.before: State | None = state_of(home / "before") if self.course.before else None
        undisturbed = self.fresh("undisturbed")
        answer = zygote.run(self.course.run, undisturbed)
        assert answer["how"] == "done", answer["said"]
        self.steps = int(answer["steps"])
        self.after = state_of(undisturbed)
        self.shown = shown(home / "before"), shown(undisturbed)
        assert faults_of(undisturbed, every_rule=not self.is_of_the_store) == []

    @property
    def is_of_the_store(self) -> bool:
        """Whether the dataset holds small tables of the store's tests, which keep no rule of the schemas."""
        return self.course.run.startswith(("commit", "open"))

    def fresh(self, name: str = "work") -> Path:
        """Return a home as it is before the run; hard links stay links."""
        home = self._home / name
        shutil.rmtree(home, ignore_errors=True)
        subprocess.run(["cp", "-a", str(self._home / "before"), str(home)], check=True)  # noqa: S607
        return home
