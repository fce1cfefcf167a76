"""The day that a date line of a page names, in the languages of news. Never relative, never without its year."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from copydesk.text.annotations import Segment

_FIRST_YEAR, _LAST_YEAR = 1800, 2099
_MONTHS_SOURCE = """
    january|february|march|april|may|june|july|august|september|october|november|december
    jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec
    januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember
    jänner|feber|mär|apr|mai|jun|jul|aug|sept|okt|nov|dez
    janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre
    janv|févr|mars|avr|mai|juin|juil|aout|sept|oct|nov|déc
    enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre
    ene|feb|mar|abr|may|jun|jul|ago|set|oct|nov|dic
    janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro
    jan|fev|mar|abr|mai|jun|jul|ago|set|out|nov|dez
    gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre
    gen|feb|mar|apr|mag|giu|lug|ago|set|ott|nov|dic
    januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december
    jan|feb|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec
    januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december
    januar|februar|mars|april|maj|juni|juli|august|september|oktober|november|desember
    stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia
    ledna|února|března|dubna|května|června|července|srpna|září|října|listopadu|prosince
    januára|februára|marca|apríla|mája|júna|júla|augusta|septembra|októbra|novembra|decembra
    január|február|március|április|május|június|július|augusztus|szeptember|október|november|december
    ianuarie|februarie|martie|aprilie|mai|iunie|iulie|august|septembrie|octombrie|noiembrie|decembrie
    ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık
    januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember
    января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря
    січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня
    ιανουαρίου|φεβρουαρίου|μαρτίου|απριλίου|μαΐου|ιουνίου|ιουλίου|αυγούστου|σεπτεμβρίου|οκτωβρίου|νοεμβρίου|δεκεμβρίου
    يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر
    كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول
    ינואר|פברואר|מרץ|אפריל|מאי|יוני|יולי|אוגוסט|ספטמבר|אוקטובר|נובמבר|דצמבר
    जनवरी|फरवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|अक्टूबर|नवंबर|दिसंबर
"""


def _plain(text: str) -> str:
    """Return ``text`` in lower case without accents, so that "février" and "fevrier" are one month."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join([char for char in decomposed if not unicodedata.combining(char)])
    return unicodedata.normalize("NFC", bare)


_FINNISH = "tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu"
_LISTS = [line.strip().split("|") for line in _MONTHS_SOURCE.strip().splitlines()]
_LISTS.append([f"{stem}kuuta" for stem in _FINNISH.split("|")])
_MONTHS = {_plain(name): month for names in _LISTS for month, name in enumerate(names, start=1)}
_MONTH = "(?P<month>" + "|".join(sorted(map(re.escape, _MONTHS), key=len, reverse=True)) + r")(?![^\W\d_])\.?"
_YEAR = r"(?P<year>1[89]\d\d|20\d\d|١[٨٩][٠-٩]{2}|٢٠[٠-٩]{2}|१[८९][०-९]{2}|२०[०-९]{2})(?!\d)"
_DAY = r"(?<![\d:.])(?P<day>\d{1,2})(?![\d:])"
_NAMED = (
    re.compile(
        rf"{_DAY}(?:\.|st|nd|rd|th|er|º|ª)?(?:\s?(?:de|di|d'|of|ta)\s|\s|-|/){{0,2}}{_MONTH}[\s,/-]{{0,3}}(?:del?\s)?{_YEAR}"
    ),
    re.compile(rf"(?<![^\W\d_]){_MONTH}\s{_DAY}(?:st|nd|rd|th)?,?\s{_YEAR}"),
    re.compile(rf"{_YEAR}\.?\s{_MONTH}\s{_DAY}"),
)
_NUMBERS = (
    re.compile(r"(?<!\d)(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일号]?"),
    re.compile(
        r"(?<![\d./-])(?P<year>\d{4})(?P<mark>[./-])\s?(?P<month>\d{1,2})(?P=mark)\s?(?P<day>\d{1,2})(?![\d/-])"
    ),
)
_EITHER_FIRST = re.compile(
    r"(?<![\d./-])(?P<one>\d{1,2})(?P<mark>[./-])\s?(?P<other>\d{1,2})(?P=mark)\s?(?P<year>\d{4})(?!\d)"
)
_UPDATED = re.compile(
    r"(?:last )?(?:updated?|modified|edited|reviewed)|(?:zuletzt )?aktualisiert|geandert|\bstand\b|mis a jour|modifie"
    r"|actualizad[oa]|ultima actualizacion|atualizad[oa]|aggiornat[oa]|bijgewerkt|gewijzigd|uppdaterad|oppdatert"
    r"|opdateret|paivitetty|aktualizacja|aktualizovano|frissitve|actualizat|guncelle|diperbarui|обновлен|изменен"
    r"|оновлено|ενημερωθηκε|اخر تحديث|تحديث|به روز|עודכן|अपडेट|更新|最終更新|수정"
)
_PUBLISHED = re.compile(
    r"publish|posted|first|created|veroffentlicht|erstellt|erschienen|publie|publicad|creado|pubblicat|gepubliceerd|geplaatst"
    r"|publicerad|publisert|udgivet|julkaistu|opublikowano|publikovan|vydano|megjelen|publicat|yayin|giris|diterbitkan|tayang"
    r"|опубликован|опубліковано|نشر|פורסם|प्रकाशित|公開|公开|发布|發布|配信|入力|입력|등록"
)
_LONGEST, _LABEL_CHARS = 200, 30


_DATED_KINDS = frozenset({"dateline", "byline"})
_ABOVE, _INTO_BODY = 8, 1
"""Segments above the headline, and paragraphs of the body, among which a date is the article's own."""


def published_day(text: str, segments: Sequence[Segment], *, day_first: bool = False) -> date | None:
    """Return the day of the date line, dateline or byline next to the headline, None where none tells its year.

    The lines under the headline are looked at first, then those above it, the nearest first; further down a page
    stand the dates of other articles. ``day_first`` as in `day_of_line`.
    """
    title = next((at for at, segment in enumerate(segments) if segment.kind == "title"), 0)
    body = [at for at, segment in enumerate(segments) if segment.kind == "paragraph" and at > title]
    end = body[: _INTO_BODY + 1][-1] if body else len(segments)
    for at in (*range(title, end), *range(title - 1, max(title - _ABOVE, 0) - 1, -1)):
        if segments[at].kind not in _DATED_KINDS:
            continue
        line = text[segments[at].start : min(segments[at].end, segments[at].start + _LONGEST)]
        before = text[segments[at - 1].start : segments[at - 1].end] if at else ""
        if len(before) <= _LABEL_CHARS and not any(map(str.isdigit, before)):
            # "Updated" may stand on a line of its own.
            line = f"{before} {line}"
        day = day_of_line(line, day_first=day_first)
        if day is not None:
            return day
    return None


def day_of_line(line: str, *, day_first: bool = False) -> date | None:
    """Return the day that a line names with its year, None where it names none or only that of an update.

    Args:
        line: A date line, or a byline that ends in a date ("ANN LEE | 3 May 2031"). Only its head is read.
        day_first: Whether ``05/06/2031`` is the 5th of June, as in every language of news but English; else such a
            date, which can be read two ways, is none.
    """
    plain = " ".join(_plain(line[:_LONGEST]).split())
    updated = _UPDATED.search(plain)
    if updated is None:
        return _first_day(plain, day_first=day_first)
    # "Published 3 May 2031, updated 4 May 2031", and the other way round.
    published = _PUBLISHED.search(plain, updated.end())
    before = _first_day(plain[: updated.start()], day_first=day_first)
    return before or (_first_day(plain[published.end() :], day_first=day_first) if published is not None else None)


def _first_day(plain: str, *, day_first: bool) -> date | None:
    found = [
        (match.start(), int(match["year"]), _month(match["month"]), int(match["day"]))
        for pattern in (*_NAMED, *_NUMBERS)
        if (match := pattern.search(plain)) is not None
    ]
    either = _EITHER_FIRST.search(plain)
    if either is not None:
        one, other = int(either["one"]), int(either["other"])
        if day_first or either["mark"] == "." or one > 12 or one == other:
            found.append((either.start(), int(either["year"]), other, one))
        elif other > 12:
            found.append((either.start(), int(either["year"]), one, other))
    for _, year, month, day in sorted(found):
        if _FIRST_YEAR <= year <= _LAST_YEAR:
            try:
                return date(year, month, day)
            except ValueError:
                continue
    return None


def _month(written: str) -> int:
    return int(written) if written.isdigit() else _MONTHS[written]
