"""A progress bar that a long loop can feed without knowing whether anybody looks."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from operator import length_hint
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

Item = TypeVar("Item")

_shown: ContextVar["Progress | None"] = ContextVar("shown", default=None)


@contextmanager
def progress_bar(*, enabled: bool = True) -> Iterator[None]:
    """Show a bar on standard error for every `track` inside the block, if that is a terminal."""
    if not enabled or not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        token = _shown.set(progress)
        try:
            yield
        finally:
            _shown.reset(token)


def track(items: Iterable[Item], description: str, total: int | None = None) -> Iterator[Item]:
    """Yield ``items``, moving the bar of the surrounding `progress_bar` where there is one.

    What is done bit by bit under one ``description`` has one bar, which grows.
    """
    progress = _shown.get()
    if progress is None:
        yield from items
        return
    before = next((task for task in progress.tasks if task.description == description), None)
    if before is None:
        yield from progress.track(items, description=description, total=total)
        return
    progress.update(before.id, total=(before.total or 0) + (length_hint(items) if total is None else total))
    for item in items:
        yield item
        progress.advance(before.id)
