"""The numbers that a page states about itself: minutes to read it, comments on it."""

import re
from collections.abc import Sequence

from copydesk.text.annotations import Segment
from copydesk.text.comparison import comparable
from copydesk.text.wordlists import wordset

_MINUTES = re.compile(
    r"(?<![\d.,/])(?<!\d:)(?P<number>\d{1,3}(?:[.,]\d)?)(?:\s?[-–]\s?\d{1,3})?[\s-]*"
    r"(?P<unit>h(?:ours?|rs?|r)?\b|std\b|stunden?\b|heures?\b|horas?\b|ore\b|ora\b|uur\b|timm\w{0,3}\b|seconds?\b|secs?\b|s\b|sek\w{0,5}\b"
    r"|m(?:in(?:ut\w{0,4})?)?\b|мин\w{0,3}\b|dk\b|dakika\b|perc\b|menit\b|phút\b|मिनट|मिनिट|دقائق|دقيقة|دقیقه|דקות|นาที"
    r"|分|분)",
    re.IGNORECASE,
)
_NUMBER_WORDS = {
    **{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5},
    **{"six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10},
}
_LONGEST_BARE = 2
"""Digits of a number without a unit; more are a year."""
_LONGEST_READ = 240
"""Minutes; more is a year, a price or a count of words."""

_COUNT = re.compile(
    r"(?<![\d.,])(?P<number>\d{1,3}(?:[ ,.']\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}|\d{1,7}(?:[.,]\d{1,2})?)"
    r"\s?(?P<thousands>k\b|tsd\b|mil\b|тыс|万|萬|천|만)?",
    re.IGNORECASE,
)
_THOUSANDS = {"万": 10_000, "萬": 10_000, "만": 10_000}
_NO_COMMENTS = frozenset(
    map(
        comparable,
        wordset(
            """no comments|no comments yet|no comment yet|be the first to comment|be the first to leave a comment
            there are no comments|there are no comments yet|no replies|no replies yet|no responses
            no responses yet|keine kommentare|noch keine kommentare|aucun commentaire|pas de commentaires
            soyez le premier à commenter|sin comentarios|no hay comentarios|aún no hay comentarios
            nenhum comentário|sem comentários|nessun commento|ancora nessun commento|geen reacties
            nog geen reacties|inga kommentarer|inga kommentarer än|ingen kommentarer|ingen kommentarer ennå
            ei kommentteja|brak komentarzy|žádné komentáře|žiadne komentáre|nincs hozzászólás|niciun comentariu
            нет комментариев|комментариев нет|комментариев пока нет|немає коментарів|yorum yok|henüz yorum yok
            belum ada komentar|tidak ada komentar|کوئی تبصرہ نہیں|لا تعليقات|لا توجد تعليقات|بدون نظر|אין תגובות
            कोई टिप्पणी नहीं|コメントはありません|コメントはまだありません|暂无评论|暫無評論|沒有評論|댓글이 없습니다""",
            "|",
        ),
    )
)
_ONE_COMMENT = re.compile(
    r"(?:one|ein|un|uno|una|een|en|ett|et|jeden) (?:comment|reply|response|thought|kommentar|commentaire|comentario"
    r"|comentário|commento|reactie|komentarz|komentář)\b"
)
_THREAD = re.compile(
    r"(?P<number>\d[\d,.]{0,8}) (?:comments?|thoughts?|responses?|replies|reactions?) (?:on|to|so far)\b"
)
_MORE = re.compile(r"\b(?:more|weitere|autres|más|mais|altri|meer|fler|flere|другие|ещё|еще|daha)\b")
_DATE_OR_TIME = re.compile(r"\b\d{1,2}[:.]\d{2}\b|\b(?:19|20)\d{2}\b.{1,20}\d|\b(?:at|on|um|am|à|om|kl)\s\d")
_THREAD_KINDS = frozenset({"navigation", "other_residue", "section_label", "subheading", "related_headline"})
_COUNT_WORDS = 6


def reading_time_minutes(text: str, segments: Sequence[Segment]) -> int | None:
    """Return the minutes, rounded up, that the page says it takes to read, None when it says nothing."""
    for segment in segments:
        if segment.kind == "reading_time":
            minutes = _minutes(text[segment.start : min(segment.end, segment.start + 200)])
            if minutes is not None:
                return minutes
    return None


def _minutes(line: str) -> int | None:
    total = 0.0
    for found in _MINUTES.finditer(line):
        unit, number = found["unit"].casefold(), float(found["number"].replace(",", "."))
        if unit.startswith(("h", "std", "stund", "or", "uur", "timm")):
            total += 60 * number
        elif unit.startswith("s"):
            total += number / 60
        else:
            total += number
            break
    if not total:
        # "Reading time: 4", "Four-minute read", "less than a minute".
        bare = re.findall(r"\d+", line)
        named = [_NUMBER_WORDS[word] for word in re.findall(r"[a-z]+", line.casefold()) if word in _NUMBER_WORDS]
        if len(bare) == 1 and len(bare[0]) <= _LONGEST_BARE:
            total = int(bare[0])
        elif named:
            total = named[0]
        elif re.search(r"less than a minute|weniger als eine minute|moins d.une minute|menos de un minuto", line, re.I):
            total = 1
    minutes = -int(-total // 1)
    return minutes if 0 < minutes <= _LONGEST_READ else None


def comment_count(text: str, segments: Sequence[Segment]) -> int | None:
    """Return the number of comments that the page states, None when it states none. "No comments" is 0."""
    for segment in segments:
        if segment.kind == "comment_count":
            count = _comments(text[segment.start : min(segment.end, segment.start + 200)])
            if count is not None:
                return count
    for segment in segments:
        # The heading of a thread may have been taken for one of another list.
        if segment.kind in _THREAD_KINDS:
            thread = _THREAD.match(comparable(text[segment.start : min(segment.end, segment.start + 60)]))
            if thread is not None:
                return int(re.sub(r"\D", "", thread["number"]))
    return None


def _comments(line: str) -> int | None:
    key = comparable(line).strip(" .!()[]")
    if key in _NO_COMMENTS:
        return 0
    if _ONE_COMMENT.match(key):
        return 1
    thread = _THREAD.match(key)
    if thread is not None:
        return int(re.sub(r"\D", "", thread["number"]))
    # A line that is more than a count ("John wrote on 3 May") tells no number of comments, nor does "5 more".
    if len(key.split()) > _COUNT_WORDS or _MORE.search(key) or _DATE_OR_TIME.search(key):
        return None
    found = _COUNT.search(key)
    if found is None:
        return None
    digits, thousands = found["number"], found["thousands"]
    if thousands:
        return round(float(digits.replace(",", ".").replace(" ", "")) * _THOUSANDS.get(thousands, 1000))
    return int(re.sub(r"\D", "", digits)) if not re.fullmatch(r"\d+[.,]\d{1,2}", digits) else None
