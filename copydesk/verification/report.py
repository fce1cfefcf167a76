"""What verify and gc tell, as text and as JSON."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from copydesk.store.collect import Collected
from copydesk.store.soundness import Fault, spans
from copydesk.verification import Survey

SHOWN = 100
"""Most faults that the text names; `--json` names all."""


def verify_lines(survey: Survey, faults: Iterable[Fault]) -> Iterator[str]:
    """Yield what a person is told, fault by fault as they are found."""
    given_up = f" ({survey.given_up} given up)" if survey.given_up else ""
    rows = f"   rows {survey.rows:,} of version {survey.newest}" if survey.newest is not None else ""
    yield f"objects {survey.objects:,} ({size(survey.bytes)})   versions {survey.versions}{given_up}{rows}"
    count = 0
    for count, fault in enumerate(faults, 1):
        if count <= SHOWN:
            yield f"{fault.kind:<11} {fault.where}: {fault.detail}"
    if count > SHOWN:
        yield f"… and {count - SHOWN:,} more; --json names all"
    yield from (f"note        {note}" for note in survey.notes)
    if count:
        yield f"{count:,} {'faults' if count > 1 else 'fault'}."
    else:
        yield "Sound: every byte, every row, every relation, every file."


def verify_json(survey: Survey, faults: Sequence[Fault]) -> dict[str, Any]:
    """Return everything as plain JSON values."""
    return {
        "sound": not faults,
        "versions": survey.versions,
        "given_up": survey.given_up,
        "objects": survey.objects,
        "bytes": survey.bytes,
        "newest": survey.newest,
        "rows": survey.rows,
        "faults": [{**fault._asdict(), "versions": list(fault.versions)} for fault in faults],
        "notes": list(survey.notes),
    }


def gc_text(collected: Collected, *, dry_run: bool) -> str:
    """Return what a person is told of a collection."""
    stay = (
        f"{spans(range(collected.oldest, collected.newest + 1))} can be read" if collected.newest else "no version yet"
    )
    if not (collected.versions or collected.objects or collected.scratch):
        return f"Nothing to remove; {stay}."
    done = []
    if collected.versions:
        done.append(f"{'would give' if dry_run else 'gave'} up {spans(collected.versions)}")
    if collected.objects:
        what = f"{size(collected.bytes)} in {collected.objects:,} object{'s' if collected.objects > 1 else ''}"
        done.append(f"{'would remove' if dry_run else 'removed'} {what}")
    if collected.scratch:
        what = f"{size(collected.scratch)} that a rebuild has left"
        done.append(f"{'would remove' if dry_run else 'removed'} {what}")
    text = f"{'; '.join(done)}; {stay}{' then' if dry_run else ''}."
    return text[0].upper() + text[1:]


def gc_json(collected: Collected, *, dry_run: bool) -> dict[str, Any]:
    """Return the same as plain JSON values."""
    return {**collected._asdict(), "versions": list(collected.versions), "dry_run": dry_run}


def size(count: int) -> str:
    """Return a number of bytes for a person: ``1.2 GB``."""
    amount, unit = float(count), "bytes"
    for larger in ("kB", "MB", "GB", "TB"):
        if amount < 1000:
            break
        amount, unit = amount / 1000, larger
    return f"{amount:,.0f} {unit}" if unit == "bytes" else f"{amount:,.1f} {unit}"
