"""The outcome of a check as a page."""

from collections.abc import Sequence
from pathlib import Path

from copydesk.ledger import FATES, QUARANTINED
from copydesk.report.alarms import sentence, whose
from copydesk.report.outcome import VERBS, Outcome
from copydesk.report.page import write_page

VERDICTS = {
    "clean": "No alarm rang.",
    "alarms": "Look at it before it is built.",
    "unusable": "No file of it can be used.",
}


def write_check(path: Path, outcome: Outcome, drops: Sequence[Path]) -> None:
    """Write the page to ``path``; see `copydesk.report.page.require_page` for what may be there.

    Raises:
        CopydeskError: If it can not be written.
    """
    # What needs a person first.
    fates = [QUARANTINED, *(fate for fate in FATES if fate != QUARANTINED)]
    files = {fate: [entry for entry in outcome.entries if entry.fate == fate] for fate in fates}
    write_page(
        "check.html.jinja",
        path,
        outcome=outcome,
        counts=outcome.counts(),
        drops=[str(drop) for drop in drops],
        dataset=str(outcome.dataset),
        means=VERDICTS[outcome.verdict],
        judgement=outcome.judgement,
        alarms=[(alarm, whose(alarm), sentence(alarm)) for alarm in outcome.judgement.alarms],
        files={fate: entries for fate, entries in files.items() if entries},
        verbs=VERBS,
    )
