"""Let the tagger read many articles, over several processes, so that one article can take down only itself."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from copydesk.errors import CopydeskError
from copydesk.tagger.model import Tagger
from copydesk.text.annotations import Reading
from copydesk.text.spans import Span

Work = tuple[str, Sequence[Sequence[Span]]]
"""A source text and the streams of it to read."""

POOL_FROM_CHARS = 400_000
"""Below this many characters one process is done before a second one has loaded the model."""

_tagger = Tagger()


def read_all(articles: Sequence[Work], workers: int) -> Iterator[Reading | Exception]:
    """Yield, in order, what the tagger reads in each article, or the exception that reading it raised.

    Args:
        articles: Texts and their streams.
        workers: Processes to use; 0 takes one for each core. The results do not depend on it.

    Raises:
        CopydeskError: If the model can not be used.
    """
    require_tagger()
    workers = workers or os.cpu_count() or 1
    if workers == 1 or sum(len(text) for text, _ in articles) < POOL_FROM_CHARS:
        yield from map(_read, articles)
        return
    at = 0
    while at < len(articles):
        for reading in _until_broken(articles[at:], workers):
            yield reading
            at += 1
        if at < len(articles):
            # A worker was killed (out of memory, say), by this article or one just after it: read this one alone.
            yield next(_until_broken([articles[at]], 1), BrokenProcessPool("the process that read it was killed"))
            at += 1


def require_tagger() -> None:
    """Return if the model can be used.

    Raises:
        CopydeskError: If a file of it is missing or damaged.
    """
    _tagger.load()


def tagger_fingerprint() -> str:
    """Return the sha256 of the model that `read_all` uses.

    Raises:
        CopydeskError: If a file of the model is missing.
    """
    return _tagger.fingerprint


def _read(article: Work) -> Reading | Exception:
    try:
        return _tagger.read(*article)
    except CopydeskError:
        raise  # the model cannot be used: no article is to blame
    except Exception as error:
        return error


def _until_broken(articles: Sequence[Work], workers: int) -> "Iterator[Reading | Exception]":
    """Yield what processes read in the articles, and stop short if one of the processes is killed."""
    with _pool(workers) as pool:
        try:
            yield from pool.map(_read, articles)
        except BrokenProcessPool:
            return


def _pool(workers: int) -> ProcessPoolExecutor:
    # Not fork: Prefect's threads hold locks that a forked child would wait for for ever.
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"), initializer=_follow_the_parent)


def _follow_the_parent() -> None:
    """Leave Ctrl-C to the parent, and end when it does: a worker of a killed parent would wait for work for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()

    def end() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=end, daemon=True).start()
