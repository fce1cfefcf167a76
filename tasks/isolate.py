"""Keep one article's failure to that article."""

import logging
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from copydesk.errors import CopydeskError
from copydesk.intake.records import one_line
from copydesk.ledger import Ledger

Key = TypeVar("Key")
Result = TypeVar("Result")

logger = logging.getLogger(__name__)


def isolate(
    items: Iterable[tuple[str, Key]], work: Callable[[Key], Result], ledger: Ledger, reason: str
) -> Iterator[tuple[str, Result]]:
    """Yield (article_id, result of ``work``) of every item; an article whose work raises goes to quarantine.

    Args:
        items: (article_id, what to work on).
        work: The stage's function; what it raises is a defect of ours, so it is logged with its traceback.
        ledger: Where the quarantine is written down.
        reason: Code of the quarantine.
    """
    for article_id, item in items:
        try:
            result = work(item)
        except CopydeskError:
            raise  # refuses the run, whatever the article
        except Exception as error:
            logger.exception("article %s: %s", article_id, reason)
            ledger.quarantine([article_id], reason, one_line(f"{type(error).__name__}: {error}"))
        else:
            yield article_id, result
