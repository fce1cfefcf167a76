"""The difference of two versions, as a text and as a page for people."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from copydesk.difference import (
    CAUSES,
    CHANGES,
    FIELDS,
    ArticleChange,
    Difference,
    EntityChange,
    Line,
    PublisherCounts,
    Quote,
    QuoteChange,
)
from copydesk.difference.recipes import code_names, recipe_of
from copydesk.intake.records import one_line
from copydesk.report.difference_json import causes, difference_json
from copydesk.store import Version

SHOWN = 20
"""Most items of each kind that a text names, where nobody asks for more; ``--json`` names all."""

NO_PUBLISHER = "without a publisher"
"""The name of all articles of which nobody knows the publisher."""

_MADE_BY = {"tagger": "tagger_hash", "zoner": "zoner_hash", "settings": "settings_hash"}
"""What beside the code made the rows of a version, and the provenance that has its hash."""
_BY_HAND = frozenset({"rollback", "withdraw"})
"""Operations that read nothing."""
_WORDS = 12
"""Words of a quotation that a line of a text shows."""
_WORDS_BEFORE = 3
"""Of these, words before the first that differs."""
_DIGITS = 8
"""Digits of a hash that a person is shown."""


__all__ = ["SHOWN", "difference_json", "difference_page", "difference_text"]


def difference_text(difference: Difference, limit: int = SHOWN) -> str:
    """Return what differs, at most ``limit`` items of each kind."""
    lines = [_heading(difference), *difference.notes]
    if difference.nothing:
        return "\n".join([*lines, "Not a row about articles differs."])
    lines.append(_articles_line(difference))
    for change in CHANGES:
        lines += _some([_article_lines(article) for article in difference.of(change)], limit)
    lines.append(_quotes_line(difference))
    for quotes in (by_cause(difference.changed), by_cause(difference.lost), by_cause(difference.found)):
        lines += _some([[_quote_line(quote)] for quote in quotes], limit)
    lines.append(_entities_line(difference))
    for change in dict.fromkeys(entity.change for entity in difference.entities):
        entities = [entity for entity in difference.entities if entity.change == change]
        lines += _some([[_entity_line(entity)] for entity in entities], limit)
    return "\n".join([*lines, *_publisher_lines(difference.publishers, limit)])


def difference_page(difference: Difference, path: Path) -> None:
    """Write a page of everything that differs (of tables their first rows, see `copydesk.report.page`).

    Raises:
        CopydeskError: If the file can not be written.
    """
    # Here, as only a page needs it.
    from copydesk.report.page import write_page

    write_page(
        "diff.html.jinja",
        path,
        difference=difference,
        heading=_heading(difference, " · "),
        totals=[version.tables["articles"].rows for version in (difference.a, difference.b)],
        changes=CHANGES,
        quotes={
            "changed": by_cause(difference.changed),
            "lost": by_cause(difference.lost),
            "found": by_cause(difference.found),
        },
        causes=causes(difference.changed),
        meanings=CAUSES,
        fields=FIELDS,
        speaker=speaker,
        nobody=NO_PUBLISHER,
        publishers=[counts for counts in difference.publishers if counts.changed],
        most_articles=max((max(counts.articles) for counts in difference.publishers), default=0),
        most_quotes=max((max(counts.quotes) for counts in difference.publishers), default=0),
    )


def by_cause(quotes: Iterable[QuoteChange]) -> list[QuoteChange]:
    """Return quotations in the order of their causes, what nobody can explain first."""
    order = list(CAUSES)
    return sorted(quotes, key=lambda quote: order.index(quote.cause.name))


def speaker(quote: Quote) -> str:
    """Return who said it and how that was found: ``Ana Ruiz (surname)``; ``unresolved`` for nobody."""
    return f"{quote.speaker_name or '–'} ({quote.method})" if quote.method != "unresolved" else "unresolved"


def _heading(difference: Difference, between: str = "  ") -> str:
    a, b = difference.a, difference.b
    dates = [f"{version.number} ({version.created_at:%Y-%m-%d %H:%M})" for version in (a, b)]
    return between.join(filter(None, [" → ".join(dates), _operations(difference.operations), _made_by(a, b)]))


def _operations(operations: Sequence[str]) -> str:
    counted = Counter(operations)
    return (
        ", ".join(f"{count} × {name}" if count > 1 else name for name, count in counted.items()) or "one and the same"
    )


def _made_by(a: Version, b: Version) -> str:
    if any(version.provenance.get("operation") in _BY_HAND for version in (a, b)):
        # What ran then made no row of an article.
        return ""
    codes = code_names(*(recipe_of(version.provenance) for version in (a, b)))
    old, new = ({"code": code, **_hashes(version)} for code, version in zip(codes, (a, b), strict=True))
    known = [name for name in new if old[name] is not None and new[name] is not None]
    changed = [f"{name} {old[name]} → {new[name]}" for name in known if old[name] != new[name]]
    same = [name for name in known if old[name] == new[name]]
    unchanged = f"{', '.join(same[:-1])}{' and ' if len(same) > 1 else ''}{same[-1]} unchanged" if same else ""
    return "; ".join(filter(None, [*changed, unchanged]))


def _hashes(version: Version) -> dict[str, str | None]:
    found = {name: version.provenance.get(column) for name, column in _MADE_BY.items()}
    return {name: digest[:_DIGITS] if digest else None for name, digest in found.items()}


def _articles_line(difference: Difference) -> str:
    counts = ", ".join(f"{len(difference.of(change)):,} {change}" for change in CHANGES if difference.of(change))
    before, after = (version.tables["articles"].rows for version in (difference.a, difference.b))
    return f"Articles: {counts or 'none differs'}; {before:,} → {after:,}"


def _article_lines(article: ArticleChange) -> list[str]:
    title = f'"{one_line(article.title)}"' if article.title else "without a title"
    facts = [article.change, article.article_id, one_line(article.publisher or ""), title]
    if article.change == "revised":
        facts.append(f"revision {article.revisions[0]} → {article.revisions[1]}")
    if article.change in ("added", "removed"):
        facts.append(one_line(article.source_path))
    if article.why:
        facts.append(one_line(article.why))
    if article.change == "renewed" or not article.text:
        facts.append(", ".join(article.differing))
    return ["  " + "  ".join(filter(None, facts)), *(f"    {line.op} {_marked(line)}" for line in article.text)]


def _marked(line: Line) -> str:
    """Return a line with what differs in brackets, as one line that is safe for a terminal."""
    return one_line("".join(f"[{piece.text}]" if piece.changed else piece.text for piece in line.pieces))


def _quotes_line(difference: Difference) -> str:
    quotes = difference.changed
    of_fields = ", ".join(
        f"{field} {count:,}" for field in FIELDS if (count := sum(field in quote.fields for quote in quotes))
    )
    why = ", ".join(f"{count:,} {name}" for name, count in causes(quotes).items())
    counts = (
        f"{difference.quotes_of_added + len(difference.found):,} added",
        f"{difference.quotes_of_removed + len(difference.lost):,} removed",
        f"{len(quotes):,} changed{f' ({of_fields}): {why}' if quotes else ''}",
    )
    details = f"; {difference.details:,} in details only" if difference.details else ""
    return f"Quotations: {', '.join(counts)}{details}"


def _quote_line(change: QuoteChange) -> str:
    old, new = change.before, change.after
    why = f"{change.cause.name}{f' ({change.cause.detail})' if change.cause.detail else ''}"
    if old is None or new is None:
        quote = old or new
        assert quote is not None  # noqa: S101 - a change of nothing is none
        sign = "-" if new is None else "+"
        words = f"{one_line(speaker(quote))}: {_first_words(quote.content)}"
        return f"  {change.article_id} #{quote.number}  {sign} {words}  {why}"
    told = {
        "speaker": (speaker(old), speaker(new)),
        "kind": (_kind(old), _kind(new)),
        "content": _other_words(old.content, new.content),
    }
    fields = (f"{field}  {one_line(' → '.join(told[field]))}" for field in change.fields)
    return f"  {change.article_id} #{new.number}  {'; '.join(fields)}  {why}"


def _kind(quote: Quote) -> str:
    facts = (
        quote.kind,
        None if quote.is_speech else "no speech",
        quote.cue_class,
        "negated" if quote.cue_negated else None,
    )
    return ", ".join(filter(None, facts))


def _first_words(content: str, start: int = 0) -> str:
    words = content.split()[start:]
    return one_line(f"{'… ' if start else ''}{' '.join(words[:_WORDS])}{' …' if len(words) > _WORDS else ''}")


def _other_words(old: str, new: str) -> tuple[str, str]:
    """Return some words of two contents from a little before they begin to differ."""
    same = 0
    for before, after in zip(old.split(), new.split(), strict=False):
        if before != after:
            break
        same += 1
    start = max(0, same - _WORDS_BEFORE)
    return _first_words(old, start), _first_words(new, start)


def _entities_line(difference: Difference) -> str:
    counts = Counter(change.change for change in difference.entities)
    return f"Entities: {', '.join(f'{count:,} {change}' for change, count in counts.items()) or 'none differs'}"


def _entity_line(change: EntityChange) -> str:
    # Entities of one name differ by their label.
    alike = {entity.name for entity in change.before if entity not in change.after} & {
        entity.name for entity in change.after if entity not in change.before
    }
    sides = [
        ", ".join(f"{entity.name} ({entity.label})" if entity.name in alike else entity.name for entity in side)
        for side in (change.before, change.after)
        if side
    ]
    mentions = f"{change.mentions:,} mention{'s' * (change.mentions != 1)}"
    return f"  {change.change}  {one_line(' → '.join(sides))}  ({mentions})"


def _publisher_lines(publishers: Sequence[PublisherCounts], limit: int) -> list[str]:
    changed = [counts for counts in publishers if counts.changed]
    rows = [
        [
            one_line(counts.publisher or NO_PUBLISHER),
            _moved(counts.articles),
            _moved(counts.quotes),
            _moved(counts.words),
        ]
        for counts in changed
    ]
    head = ["By publisher", "articles", "quotations", "words"]
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    title = "  ".join(cell.ljust(width) for cell, width in zip(head, widths, strict=True)).rstrip()
    return [title, *_some([[line] for line in lines], limit)] if rows else []


def _moved(counts: tuple[int, int]) -> str:
    before, after = counts
    return f"{before:,} → {after:,} ({after - before:+,})" if before != after else f"{before:,}"


def _some(items: Sequence[list[str]], limit: int) -> list[str]:
    """Return the lines of the first ``limit`` items, and how many there are more."""
    lines = [line for item in items[:limit] for line in item]
    more = len(items) - limit
    return [*lines, f"  … and {more:,} more; --json names all"] if more > 0 else lines
