"""Let the tagger read many articles, over several processes, so that one article can take down only itself."""

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

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
    """
    workers = workers or os.cpu_count() or 1
    if workers == 1 or sum(len(text) for text, _ in articles) < POOL_FROM_CHARS:
        yield from map(_read, articles)
        return
    with _pool(workers) as pool:
        futures = [pool.submit(_read, article) for article in articles]
        for article, future in zip(articles, futures, strict=True):
            yield _result(article, future)


def tagger_fingerprint() -> str:
    """Return the sha256 of the model that `read_all` uses.

    Raises:
        CopydeskError: If a file of the model is missing.
    """
    return _tagger.fingerprint


def _read(article: Work) -> Reading | Exception:
    try:
        return _tagger.read(*article)
    except MemoryError:
        raise
    except Exception as error:
        return error


def _result(article: Work, future: "Future[Reading | Exception]") -> Reading | Exception:
    try:
        return future.result()
    except BrokenProcessPool:
        # A worker was killed (out of memory, say) and took innocent articles with it: each is tried once more, alone.
        with _pool(1) as pool:
            try:
                return pool.submit(_read, article).result()
            except BrokenProcessPool as error:
                return error


def _pool(workers: int) -> ProcessPoolExecutor:
    # Not fork: Prefect's threads hold locks that a forked child would wait for for ever.
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))
