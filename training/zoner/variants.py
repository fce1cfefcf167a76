"""Other pages that might have held the same article: residue lost, and furniture of other articles put in."""

from collections.abc import Collection, Iterable, Sequence
from random import Random

from training.zoner.gold import Page, Row
from training.zoner.inventions import Inventor, Pool

_BLANK = Row("", None, False)


def variant(page: Page, pool: Pool, rng: Random) -> list[Row] | None:
    """Return the rows of another page with the article of ``page``: its body whole and in its order.

    Args:
        page: A labelled page.
        pool: The articles that invented furniture points to.
        rng: Where all chance comes from; the same seed gives the same variant.

    Returns:
        The rows, None where the page holds no body.

    """
    rows = page.rows
    bodies = [number for number, row in enumerate(rows) if row.kind == "body"]
    if not bodies:
        return None
    first, end = bodies[0], bodies[-1] + 1
    inventor = Inventor(rng, pool, page.language, page.publisher)
    blanks = sum(number + 1 < len(rows) and rows[number + 1].kind is None for number in bodies)
    airy = blanks / len(bodies) > 0.4
    head = _thinned(rows[:first], {"title", "body"}, rng)
    tail = _thinned(rows[end:], {"body"}, rng)
    body = list(rows[first:end])
    if rng.random() < 0.25:
        body = [row for row in body if not (row.kind == "other" and rng.random() < 0.8)]
    if rng.random() < 0.6:
        at = _near_start(tail, 12, rng)
        tail[at:at] = _block(inventor.teasers(), rng, airy=airy)
    if rng.random() < 0.3:
        at = _near_start(tail, 8, rng)
        prose = [rows[number].text.strip() for number in bodies if len(rows[number].text.split()) >= 12]
        tail[at:at] = _block(inventor.comments(prose), rng, airy=airy)
    if rng.random() < 0.25:
        at = rng.randrange(len(head) + 1)
        titles = [number for number, row in enumerate(head) if row.kind == "title"]
        if titles:
            at = rng.randrange(titles[0] + 1)
        head[at:at] = _block(inventor.teasers()[: rng.randrange(2, 12)], rng, airy=airy)
    if rng.random() < 0.3:
        _interrupt(body, inventor, rng, airy=airy)
    return [*head, *body, *tail]


def _thinned(rows: Sequence[Row], kept: Collection[str], rng: Random) -> list[Row]:
    """Drop, half of the time, a stretch of at most two thirds of ``rows``, without those of the ``kept`` kinds."""
    if rng.random() > 0.5 or len(rows) < 4:
        return list(rows)
    start = rng.randrange(len(rows))
    end = min(len(rows), start + rng.randrange(1, max(2, len(rows) * 2 // 3)))
    return [row for number, row in enumerate(rows) if not start <= number < end or row.kind in kept]


def _near_start(rows: Sequence[Row], reach: int, rng: Random) -> int:
    return rng.randrange(min(len(rows), reach) + 1) if rows else 0


def _block(lines: Iterable[str], rng: Random, *, airy: bool) -> list[Row]:
    """Return ``lines`` as rows that are not of the article, parted by blank ones where the page does so."""
    rows = []
    for line in lines:
        bare = " ".join(line.split())
        if bare:
            rows.append(Row(bare, "other", False))
            if airy and rng.random() < 0.9:
                rows.append(_BLANK)
    return rows


def _interrupt(body: list[Row], inventor: Inventor, rng: Random, *, airy: bool) -> None:
    """Put one to three pointers to other articles before paragraphs of ``body``."""
    count = rng.randrange(1, 4)
    spots = [
        number
        for number, row in enumerate(body)
        if number and row.kind == "body" and not row.joins and len(row.text.split()) > 12
    ]
    for spot in sorted(rng.sample(spots, min(count, len(spots))), reverse=True):
        body[spot:spot] = _block(inventor.pointer(), rng, airy=airy)
