"""Who wrote an article: the names in its bylines, without the jobs, places, agencies and dates around them."""

import re
from collections.abc import Sequence

from copydesk.text.annotations import Segment
from copydesk.text.wordlists import wordset

_LEAD_IN = re.compile(
    # Any word and a colon: "Author:", "Interview:", "Автор:".
    r"(?:[^\W\d_]{2,14}\s?[:：]\s*(?:by\s)?"
    r"|(?:(?:(?:an? )?(?:written|reported|posted|published|updated|compiled|told|story|words|text|report|reporting"
    r"|writing|additional reporting|analysis|opinion|commentary|review|interview)\s+)?by\b"
    r"|(?:eine?\s[^\W\d_]{1,20}\s)?von\b|(?:propos recueillis )?par\b|por\b|door\b|av\b|af\b|di\b|da\b|de\b|od\b"
    r"|autor(?:a|es|ka|zy|en|em|is)?\b|auteurs?\b|autore\b|szerző\b|írta\b|yazan\b|teksti?\b|text[eo]?\b|testo\b"
    r"|oleh\b|penulis\b|author\b|автор(?:ы|и)?\b|текст\b|بقلم|كتبت?\b|الكاتب\b|نویسنده\b|מאת|लेखक|रिपोर्ट|द्वारा"
    r")\s*[:：|–-]?\s*)",
    re.IGNORECASE,
)
"""What opens a byline. In scripts without capitals nothing else tells a name from words."""
_CREDITS_OTHERS = re.compile(
    r"\s*(?:edit(?:ing|ed)|compiled|translat\w+|photo\w*|pictures?|images?|video|illustrations?|graphics?|fotos?|bild(?:er)?"
    r"|photos?|valokuva\w*|kuvat?|übersetzung|traducción|traduction)\b(?:\s+by\b|\s*[:：]|\s*$)",
    re.IGNORECASE,
)
_PARTS = re.compile(
    r"\n|[,;|/•·&()\[\]｜／、，]|\s[-–—]\s|[-–—]{2,}|\s(?=[^\W\d_]{3,12}[:：]\s)"
    r"|\b(?:(?i:and|und|et|och|og|with|mit|avec|con)|y|e|en|i|a|és|ve|ja|и|та|com|med|met)\b(?=\s)|(?<=\s)و(?=\s)"
)
_ADDRESS = re.compile(r"\S{0,80}@\S{0,80}|https?://\S{0,200}|www\.\S{0,200}")
_WHERE = re.compile(r"\s(?:in|at|for|from|on|aus|à|pour|para|per|voor|til|für)\s.*$", re.DOTALL)
_DATE_TAIL = re.compile(
    r"\s+(?:\d|(?:on|updated|published|posted|last|(?:mon|tues|wednes|thurs|fri|satur|sun)day|jan(?:uary)?|feb(?:ruary)?"
    r"|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
    r"(?=\W|$)).*$",
    re.IGNORECASE | re.DOTALL,
)
_NAME = re.compile(r"[^\W\d_][^\s\d_]*(?:\s+[^\W\d_][^\s\d_]*){0,4}")
_PARTICLES = wordset(
    "de da do dos das del della di du des den der van von zu zur la le el al bin ibn ben y af av ten ter"
)
_JOBS = wordset(
    """reporter reporters correspondent editor editors writer columnist journalist contributor producer critic analyst
    chief senior staff political diplomatic foreign business sports science health technology environment deputy
    managing special contributing associate assistant executive freelance guest national international bureau
    newsroom desk team redaktion redakteur redakteurin korrespondent korrespondentin journaliste correspondant
    correspondante envoyé envoyée rédaction rédacteur rédactrice periodista corresponsal redacción redactor redactora
    giornalista corrispondente inviato redazione verslaggever redacteur redactie journalistin journalister reporterin
    toimittaja dziennikarz redakcja redaktor redakce muhabir editör корреспондент обозреватель редакция wartawan
    redaksi jornalista repórter redação local digital multimedia video photo photographer politics opinion agencia"""
)
_NOT_NAMES = _JOBS | wordset(
    """reuters afp ap associated press bloomberg agencies agency news dpa xinhua updated published posted wire wires
    services service reports report admin webmaster editorial board guest the bbc cnn upi ani pti ians kyodo tass efe
    ansa apa belga tt ntb ritzau ctk pap times daily post herald tribune gazette chronicle guardian journal telegraph
    observer media network magazine interview shimbun zeitung presse nachrichten
    university institute foundation today online archive press-agentur agenturen
    agences agencias agenzie redactioneel sponsored content partner minutes min read share comments follow university
    college centre center council ministry of our your this"""
)
# "Ann LeeCorrespondent", "Ann LeeMay 3": two elements of a page without a space between them.
_GLUED = re.compile(
    r"(?<=[^\W\d_A-Z])(?=(?:The|Staff|Senior|Chief|Reporter|Editor|Correspondent|Writer|Redakteur|Korrespondent|Reporterin"
    r"|Updated|Published|January|February|March|April|May|June|July|August|September|October|November|December)(?![a-z]))"
)
_JOB_ENDINGS = (
    "redakteur",
    "redakteurin",
    "korrespondent",
    "korrespondentin",
    "reporter",
    "reporterin",
    "leiter",
    "leiterin",
)
_SEPARATE_SCRIPTS = re.compile("[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0fff]")
_HAN = re.compile(
    r"(?:文|撰文|作者|记者|記者|特派员|特派員|编辑部?记者|報導者|執筆|筆者|取材・文|by)\s*[/／:：|｜＝=・\s]?\s*"
    r"(?P<names>[\u3400-\u9fff\u3040-\u30ff]{2,6}(?:[、,， ]\s?[\u3400-\u9fff\u3040-\u30ff]{2,6}){0,5})"
)
_HAN_BEFORE = re.compile(r"(?<![\u3400-\u9fff])(?P<names>[\u3400-\u9fff]{2,4})\s?(?:记者|記者|特派員|特派员)(?:$|\W)")
_HANGUL = re.compile(
    r"(?P<names>[\uac00-\ud7af]{2,4}(?:[·ㆍ, ]{1,2}[\uac00-\ud7af]{2,4}){0,4}?)\s?(?:선임|인턴)?(?:기자|특파원)"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_MC = re.compile(r"^Mc([a-z])")
_MOST_PARTS = 16
_LONGEST = 500
_ONLY_LEAD_IN = re.compile(
    r"\W*(?:(?:written|posted|published|story|words|text)?\s?by|von|par|por|door|av|af|di|автор)\W*", re.I
)
_JOINS = re.compile(r"(?:and|und|et|y|e|og|och|en|&|,|/|\|)", re.IGNORECASE)
_WIRE_CREDIT = re.compile(r"\s*\(?\s*(?:additional )?(?:reporting|writing|with reporting)\b", re.IGNORECASE)
_ABOVE, _INTO_BODY, _BELOW = 6, 1, 3
"""Segments above the headline, paragraphs of the body and segments after it among which a byline is the article's."""


def authors(text: str, segments: Sequence[Segment]) -> tuple[str, ...]:
    """Return the names in the article's bylines, in order and once each; agencies, places and jobs are left out.

    The bylines under the headline count, and wire credits ("(Reporting by ...)"); without any those above it, else
    those that follow. Bylines further down are those of other articles. A name in capitals comes in lower case with
    capital initials. Names of one word are taken in Chinese, Japanese and Korean only, where they have no space;
    elsewhere one word is rather an agency or a role.
    """
    title = next((at for at, segment in enumerate(segments) if segment.kind == "title"), 0)
    body = [at for at, segment in enumerate(segments) if segment.kind == "paragraph" and at > title]
    first, last = (body[: _INTO_BODY + 1][-1], body[-1]) if body else (len(segments), len(segments))
    head, above, below, credits = _Found(), _Found(), _Found(), _Found()
    for at, segment in enumerate(segments):
        if segment.kind != "byline":
            continue
        line = text[segment.start : min(segment.end, segment.start + _LONGEST)].strip()
        before = text[segments[at - 1].start : segments[at - 1].end] if at else ""
        if _ONLY_LEAD_IN.fullmatch(line) and at + 1 < len(segments):
            after = segments[at + 1]
            line += " " + text[after.start : min(after.end, after.start + 60)]
        labelled = _LEAD_IN.match(line) is not None or _JOINS.fullmatch(before.strip()[:20]) is not None
        if _WIRE_CREDIT.match(line):
            place = credits
        elif title <= at <= first:
            place = head
        elif title - _ABOVE <= at < title:
            place = above
        elif at <= last + _BELOW:
            place = below
        else:
            continue
        (place.labelled if labelled else place.bare).extend(byline_names(line))
    names = head.names or above.names or ([] if credits.names else below.names)
    return tuple(dict.fromkeys(names + credits.names))


class _Found:
    """The names of the bylines of one part of the page."""

    def __init__(self) -> None:
        self.labelled: list[str] = []
        self.bare: list[str] = []

    @property
    def names(self) -> list[str]:
        """The names that a "by" stands before; names that stand alone only where there are no such."""
        return self.labelled or self.bare


def byline_names(line: str) -> list[str]:
    """Return the names of one byline, in order; empty where it names nobody."""
    line = _GLUED.sub("|", _ADDRESS.sub("|", line.strip()[:_LONGEST]))
    unspaced = [found for pattern in (_HAN, _HAN_BEFORE, _HANGUL) if (found := pattern.search(line)) is not None]
    if unspaced:
        return re.split(r"[、,，·ㆍ\s]+", unspaced[0]["names"].strip())
    names = []
    labelled = False
    for part in _PARTS.split(line)[:_MOST_PARTS]:
        bare = part.strip(" \t\u00a0\u200b\u200e\u200f.:：*#_\"'")
        if not bare or _CREDITS_OTHERS.match(bare):
            labelled = False
            continue
        without = _LEAD_IN.sub("", bare, count=1) if _LEAD_IN.match(bare) else bare
        labelled = labelled or without != bare
        name = _name(without, labelled=labelled)
        if name is not None:
            names.append(name)
    return names


def _name(part: str, *, labelled: bool) -> str | None:
    """Return the name that ``part`` begins with, None where it is no name of two words or more."""
    part = _DATE_TAIL.sub("", _WHERE.sub("", part.strip()))
    found = _NAME.match(part)
    if found is None:
        return None
    words = found.group().split()
    # "Ann Lee Political Correspondent", "Ann Lee is ...": what follows the name is cut, what opens with it is none.
    stop = next((at for at, word in enumerate(words) if not _may_be_in_name(word)), len(words))
    words = words[:stop]
    while words and _plain(words[-1]) in _PARTICLES:
        words.pop()
    if len(words) < 2 or not any(len(word.strip(".")) > 1 for word in words):
        return None
    if _SEPARATE_SCRIPTS.search(part):
        # No capitals to tell a name by: the label must, and the part be no longer than a name is.
        return " ".join(words) if labelled and len(part.split()) <= 4 else None
    if not words[-1][0].isupper():
        return None
    return " ".join(map(_capitalised, words)).strip(",.;:'\"")


def _may_be_in_name(word: str) -> bool:
    plain = _plain(word)
    return plain in _PARTICLES or not (word[0].islower() or plain in _NOT_NAMES or plain.endswith(_JOB_ENDINGS))


def _plain(word: str) -> str:
    return word.casefold().strip(".,:;'’\"")


def _capitalised(word: str) -> str:
    """Return a word of a name in capitals as names are written: "MÜLLER-O'NEIL" is "Müller-O'Neil"."""
    if len(word) <= 2 or "." in word[:-1] or not word.isupper():
        return word
    if word.casefold() in _PARTICLES:
        return word.lower()
    word = _LETTERS.sub(lambda piece: piece.group()[0] + piece.group()[1:].lower(), word)
    return _MC.sub(lambda found: "Mc" + found[1].upper(), word)
