"""Whether a page shows less than its article, and what shows it."""

import re
from collections.abc import Sequence

from copydesk.text.annotations import Segment
from copydesk.text.comparison import comparable
from copydesk.text.page_counts import reading_time_minutes
from copydesk.text.page_facts import COUNTED_KINDS, unspaced_share, word_count

WORDS_PER_MINUTE = 200
"""Adults read English non-fiction silently at 238 words a minute (Brysbaert 2019, a mean of 190 studies); publishers'
widgets reckon with 180 to 265 and round up. 200 sits low among them, so a text is called short only when it is."""
UNSPACED_WORDS_PER_MINUTE = 130
"""In Chinese, Japanese and Thai, where two characters count as a word: readers manage 255 characters of Chinese a
minute and 357 of Japanese (Trauzettel-Klosinski 2012), widgets reckon with up to 500; the lowest is safe."""
_SHORT_SHARE = 0.6
"""A text with less than this share of the words that its own reading time promises was cut off. Rounding up to whole
minutes alone can take a two-minute text to just above half, hence `_FEWEST_MINUTES`."""
_FEWEST_MINUTES = 3
_WALL = re.compile(
    r"\b(?:(?:subscribe|register|sign up|sign in|log in|join|upgrade|pay)\b[^.]{0,40}\b(?:to (?:continue|keep|read"
    r"|unlock|finish|access|view|see)\b|for full access)|(?:to|continue) (?:continue )?reading\b[^.]{0,60}\b(?:subscri"
    r"|register|sign|log|free|account)"
    r"|(?:article|story|content|report) is (?:only |exclusively )?(?:available |reserved )?(?:for"
    r"|to) (?:our )?(?:paid |paying |premium )?(?:subscribers|members)|to read the (?:full|rest)"
    r"|read the full story$|subscribe to unlock|already a subscriber|subscribers only|this is a preview"
    r"|unlock this article|you have reached your (?:article )?limit"
    # German, Dutch
    r"|(?:jetzt |um )?weiterlesen (?:mit|zu können)\b|nur für (?:abonnent|registrierte|mitglieder)"
    r"|(?:artikel|inhalt) ist (?:exklusiv|abonnenten|nur)\b|mit \S{1,20}(?:abo|plus) (?:weiter)?lesen"
    r"|alleen voor abonnees|(?:log in|word abonnee) om (?:verder|dit)"
    # French, Spanish, Portuguese, Italian
    r"|réservée? (?:à nos |aux )(?:abonnés|lecteurs)|il vous reste [\d,.]{1,5} ?% de cet article|la suite est réservée"
    r"|(?:exclusiv[oa]|sólo|solo) para (?:nuestros )?(?:suscriptores|socios)|para seguir leyendo"
    r"|(?:exclusiv[oa] para|só para) assinantes|para continuar lendo|(?:riservat[oa] agli|solo per gli) abbonati"
    r"|per continuare a leggere"
    # Swedish, Norwegian, Danish, Finnish
    r"|(?:för|kun for|bare for|for) (?:prenumeranter|abonnenter)\b|för att läsa (?:vidare|hela)"
    r"|for å lese (?:videre|hele)|for at læse (?:videre|hele)|(?:lue|jatka) .{0,20}tilaajana|vain tilaajille"
    # Polish, Czech, Russian, Turkish, Indonesian
    r"|tylko dla (?:prenumeratorów|subskrybentów)|aby czytać dalej|jen pro předplatitele|pokračování .{0,20}předplat"
    r"|(?:только|доступ\S{0,6}) (?:для |по )?подписк?\S{0,8}|чтобы (?:читать дальше|дочитать)|abonelere özel"
    r"|untuk (?:lanjut|melanjutkan) membaca"
    # Hindi, Arabic, Japanese, Chinese, Korean
    r"|पूरी खबर पढ़(?:ें|ने)|للمشتركين فقط|لمتابعة القراءة)"
    r"|(?:有料|会員)(?:会員)?(?:限定|記事)|残り[\d,:： ]{1,8}文字|続きを読むには"
    r"|(?:登录|登錄|订阅|訂閱)[后後]?(?:阅读|閱讀|查看)(?:全文|更多)"
    r"|(?:会员|會員|订户|訂戶)(?:专享|專享|专属|獨享)|구독자 ?전용|로그인 ?후 ?(?:이용|전체)",
    re.IGNORECASE,
)
_WALL_KINDS = frozenset(
    {"newsletter_widget", "placeholder", "other_residue", "navigation", "subheading", "paragraph", "related_headline"}
)
_WALL_CHARS = 300
_LOADING = (
    *("loading", "please wait", "now loading", "wird geladen", "laden", "chargement", "cargando", "caricamento"),
    *("carregando", "laddar", "laster", "indlæser", "ładowanie", "načítání", "загрузка", "yükleniyor", "memuat"),
    *("लोड हो रहा", "جاري التحميل", "جار التحميل", "読み込み中", "加载中", "載入中", "불러오는 중"),
)
_COMMENTS = re.compile(r"comment|komment|coment|reacti|yorum|комментар", re.IGNORECASE)
_CUT = re.compile(r"(?:\[\s?(?P<chars>\+\s?\d{1,7} (?:chars|characters))\s?\]|(?P<ellipsis>\[?(?:\.{3}|…)))$")
_READ_ON = re.compile(
    r"(?:read more|continue reading|keep reading|weiterlesen|mehr lesen|lire la suite|leer más|seguir leyendo"
    r"|leggi tutto|continua a leggere|lees verder|läs mer|les mer|læs mere|czytaj dalej|číst dál|читать далее"
    r"|devamını oku|続きを読む|阅读全文|閱讀全文|더 ?보기)\W{0,4}$",
    re.IGNORECASE,
)
_AFTER_CHARS = 40


def truncation(text: str, segments: Sequence[Segment]) -> str | None:
    """Return the evidence that the text ends before the article does, None when there is none.

    One of ``placeholder after the body: "loading"``, ``subscription wall: "..."``, ``cut off with "..."``,
    ``4 minutes promised, 327 words``; several are joined by "; ".
    """
    body_at = [index for index, segment in enumerate(segments) if segment.kind in COUNTED_KINDS]
    if not body_at:
        return None
    last = body_at[-1]
    evidence = [
        found
        for found in (
            _placeholder(text, segments[last + 1 : last + 8]),
            _wall(text, segments[last : last + 16]),
            _cut(text, segments[last]),
            _short(text, segments),
        )
        if found is not None
    ]
    return "; ".join(evidence) or None


def _placeholder(text: str, after: Sequence[Segment]) -> str | None:
    for segment in after:
        if segment.kind == "placeholder":
            words = text[segment.start : min(segment.end, segment.start + _WALL_CHARS)]
            if comparable(words).strip(" .[(").startswith(_LOADING) and _COMMENTS.search(words) is None:
                return f'placeholder after the body: "{_shown(words, _AFTER_CHARS)}"'
        elif segment.kind not in ("ad_marker", "share_widget"):
            return None
    return None


def _wall(text: str, after: Sequence[Segment]) -> str | None:
    for segment in after:
        if segment.kind in _WALL_KINDS and segment.end - segment.start <= _WALL_CHARS:
            words = text[segment.start : segment.end]
            if _WALL.search(words):
                return f'subscription wall: "{_shown(words, 60)}"'
    return None


def _cut(text: str, last: Segment) -> str | None:
    words = text[max(last.start, last.end - 200) : last.end].rstrip(" \"'”’)")
    read_on = _READ_ON.search(words)
    if read_on is not None:
        # An excerpt: "the mayor said … Read more".
        words = words[: read_on.start()].rstrip(" \"'”’)]([→»")
        if not words.endswith(("...", "…")):
            return None
    found = _CUT.search(words if read_on else words.removesuffix("]")) or _CUT.search(words)
    if found is None:
        return None
    return f'cut off with "{found["chars"] or found["ellipsis"]}"'


def _short(text: str, segments: Sequence[Segment]) -> str | None:
    minutes, words = reading_time_minutes(text, segments), word_count(text, segments)
    pace = UNSPACED_WORDS_PER_MINUTE if unspaced_share(text, segments) > 1 / 2 else WORDS_PER_MINUTE
    if minutes is None or minutes < _FEWEST_MINUTES or words >= _SHORT_SHARE * minutes * pace:
        return None
    return f"{minutes} minutes promised, {words} words"


def _shown(words: str, chars: int) -> str:
    """Return the head of ``words`` on one line."""
    return " ".join(words[:chars].split())
