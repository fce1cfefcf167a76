"""Run by the kill test: for every line on standard input, forks a writer and prints its process id.

Forking saves the second that importing takes, so that more kills fit into the time. The writer adds article after
article to the dataset in its argument, and revises the one before, until it is killed or left alone.
"""

import os
import sys
from pathlib import Path

from store_rows import changes, publish

from copydesk.store import Dataset


def texts_after(version: int) -> dict[str, str]:
    """Return the articles of a version: every one but the newest has been revised once."""
    return {f"{n:04}": f"revised {n}" if n < version else f"first {n}" for n in range(1, version + 1)}


def write(path: Path) -> None:
    dataset = Dataset.open(path, create=True)
    parent = os.getppid()
    while os.getppid() == parent:
        head = dataset.head()
        number = head.number + 1 if head else 1
        old = {f"{number - 1:04}"} if head else set()
        texts = {article: text for article, text in texts_after(number).items() if article in old | {f"{number:04}"}}
        publish(dataset, texts, frozenset(old))


if __name__ == "__main__":
    # What Arrow imports late takes longer than the writers live.
    changes({"a": "x"})
    for _ in sys.stdin:
        child = os.fork()
        if not child:
            write(Path(sys.argv[1]))
            os._exit(0)
        print(child, flush=True)
        os.waitpid(child, 0)
        print("dead", flush=True)
