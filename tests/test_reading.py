"""Reading with the tagger: the same whether in this process or in others, and nobody dies for another's article."""

import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

import copydesk.reading
from copydesk.errors import CopydeskError
from copydesk.reading import read_all, tagger_fingerprint
from copydesk.tagger.model import FOLDER, Tagger
from copydesk.text.annotations import Reading
from copydesk.text.spans import Span

TEXTS = [f"“We will rebuild bridge {number},” said Maria Lindqvist, the mayor of Arvika." for number in range(6)]
WORK = [(text, [[Span(0, len(text))]]) for text in TEXTS]
DEADLY = ("kill", [])


class Deadly:
    """A reader that the system kills over one article, as when memory runs out. Goes to the workers by its name."""

    def __call__(self, article):  # noqa: D102
        if article == DEADLY:
            os.kill(os.getpid(), signal.SIGKILL)
        return Reading((), ())


@pytest.fixture
def _always_pool(monkeypatch):
    monkeypatch.setattr(copydesk.reading, "POOL_FROM_CHARS", 0)


def test_what_is_read_lies_in_the_text():
    (reading,) = read_all(WORK[:1], 1)
    names = {TEXTS[0][mention.start : mention.end] for mention in reading.mentions}
    assert {"Maria Lindqvist", "Arvika"} <= names
    (said,) = reading.attributions
    assert "rebuild bridge 0" in TEXTS[0][said.content.start : said.content.end]


@pytest.mark.usefixtures("_always_pool")
def test_two_processes_read_as_one_does_in_the_same_order():
    assert list(read_all(WORK, 2)) == [Tagger().read(*work) for work in WORK]


def test_few_articles_are_not_worth_a_second_process(monkeypatch):
    monkeypatch.setattr(copydesk.reading, "_pool", lambda workers: pytest.fail(f"started {workers}"))
    assert len(list(read_all(WORK, 0))) == len(WORK)
    assert list(read_all([], 2)) == []


def test_an_article_that_can_not_be_read_comes_as_what_it_raised(monkeypatch):
    def read(text, _streams):
        if "bridge 2" in text:
            raise ValueError("not this one")
        return Reading((), ())

    monkeypatch.setattr(copydesk.reading._tagger, "read", read)
    readings = list(read_all(WORK, 1))
    assert [type(reading) for reading in readings] == [Reading, Reading, ValueError, Reading, Reading, Reading]


def test_an_article_that_takes_too_much_memory_takes_down_only_itself(monkeypatch):
    def read(text, _streams):
        if "bridge 2" in text:
            raise MemoryError
        return Reading((), ())

    monkeypatch.setattr(copydesk.reading._tagger, "read", read)
    assert [type(reading) for reading in read_all(WORK, 1)].count(MemoryError) == 1


def test_a_model_that_can_not_be_used_is_no_article_s_fault(monkeypatch, tmp_path):
    shutil.copyfile(FOLDER / "tokenizer.json", tmp_path / "tokenizer.json")
    (tmp_path / "tagger.onnx").write_bytes(b"cut off")
    monkeypatch.setattr(copydesk.reading, "_tagger", Tagger(tmp_path))
    with pytest.raises(CopydeskError, match="not a readable model"):
        list(read_all(WORK, 1))


@pytest.mark.usefixtures("_always_pool")
@pytest.mark.parametrize("at", [0, 2, 5])
def test_a_killed_process_takes_its_own_article_only(monkeypatch, at):
    # The workers import this module by its name to find the reader; the articles before and after survive.
    monkeypatch.setattr(copydesk.reading, "_read", Deadly())
    work = [*WORK[:at], DEADLY, *WORK[at:]]
    readings = list(read_all(work, 2))
    assert [type(reading) for reading in readings] == [
        BrokenProcessPool if number == at else Reading for number in range(len(work))
    ]
    assert "killed" in str(readings[at])


def test_the_fingerprint_is_the_model_s_and_a_missing_model_is_told(monkeypatch, tmp_path):
    assert tagger_fingerprint() == Tagger().fingerprint
    assert len(tagger_fingerprint()) == 64
    monkeypatch.setattr(copydesk.reading, "_tagger", Tagger(tmp_path))
    with pytest.raises(CopydeskError, match="reinstall"):
        tagger_fingerprint()


ORPHANING = """
import multiprocessing, time
import copydesk.reading
with copydesk.reading._pool(2) as pool:
    pool.submit(time.sleep, 0).result()
    print(*(child.pid for child in multiprocessing.active_children()), flush=True)
    time.sleep(60)
"""


def test_the_workers_of_a_killed_build_end_with_it():
    with subprocess.Popen([sys.executable, "-c", ORPHANING], stdout=subprocess.PIPE, text=True) as parent:
        workers = [Path(f"/proc/{pid}") for pid in parent.stdout.readline().split()]
        assert workers
        assert all(worker.exists() for worker in workers)
        parent.kill()
    for _ in range(100):
        if not any(_lives(worker) for worker in workers):
            return
        time.sleep(0.1)
    pytest.fail("a worker lives on")


def _lives(process: Path) -> bool:
    try:
        return "\nState:\tZ" not in (process / "status").read_text()
    except OSError:
        return False
