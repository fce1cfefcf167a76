"""Terms, nicknames and titles of works: what stands in quotation marks without being said."""

import re
from collections.abc import Sequence

from copydesk.text.cue_lexicon import NAMING
from copydesk.text.cues import cue_lemma, is_speech_cue
from copydesk.text.quotation_marks import Quoted
from copydesk.text.wordlists import wordset

# Chinese and Japanese are written without spaces: two characters pass for a word.
_NO_SPACES = r"\u3040-\u30ff\u3400-\u9fff"
WORD = re.compile(rf"[{_NO_SPACES}]{{1,2}}|[^\W{_NO_SPACES}]+(?:['’.-][^\W{_NO_SPACES}]+)*")
# Words that make a few quoted words a statement and not a term.
_VERBAL = wordset(
    """
    i i'm i've i'll i'd we we're we've you you're he she they it it's that's there's this is isn't are aren't was
    wasn't were be been am has have had do don't does doesn't did didn't will won't would can can't could must
    should shall may might let let's go stop come get yes no never thanks thank sorry please hello goodbye
    absolutely why what how who
    """
)
_LITTLE = wordset(
    """
    a an and as at but by for from in into nor of on or over the to upon with vs
    """
)

# Of these too the object in quotation marks is more often a title or a name than words that were said.
_NAMING = NAMING | wordset("chant read write describe post publish")


def is_term(text: str, quoted: Quoted) -> bool:
    """Tell whether the marks set off a term, a nickname or the title of a work rather than words that were said.

    A term has one to three words, none of them a verb or a pronoun, and ends in no stop; a title has all its words
    capitalised. What stands beside a speech cue or after a colon is always something said.

    Source: TERMS in tests/text/test_quotation_marks.py.
    """
    inner = text[quoted.inner.start : quoted.inner.end]
    words = [word.group().replace("’", "'") for word in WORD.finditer(inner[:400])]
    if not words:
        return True
    if _beside_cue(text, quoted):
        return False
    if len(words) > 3:
        return _is_title(words) and not inner.rstrip().endswith(("!", "."))
    if any(word.lower() in _VERBAL or "'" in word[1:-2] for word in words):
        return _is_title(words) and len(words) > 1 and not inner.rstrip().endswith((",", "!", ".", "?"))
    stop = inner.rstrip()[-1:]
    if stop in "!?…":
        return False
    starts_sentence = text[max(0, quoted.outer.start - 9) : quoted.outer.start].rstrip(" \t\xa0")[-1:] in (
        "",
        "\n",
        ".",
        "!",
        "?",
        "”",
        "’",
        '"',
    )
    # American typesetting puts the sentence's own stop inside the marks, so a stop alone proves nothing.
    return not (stop and stop in ".," and starts_sentence and words[0][0].isupper())


def _is_title(words: Sequence[str]) -> bool:
    if len(words) > 12:
        return False
    return words[0][0].isupper() and all(word[0].isupper() or word[0].isdigit() or word in _LITTLE for word in words)


def _beside_cue(text: str, quoted: Quoted) -> bool:
    before = text[max(0, quoted.outer.start - 40) : quoted.outer.start].rstrip()
    if before.endswith(":"):
        return True
    last = WORD.findall(before.rpartition("\n")[2])[-1:]
    after = text[quoted.outer.end : quoted.outer.end + 60].partition("\n")[0]
    # Only a comma, a question or an exclamation leaves a quotation open for a tag after it: “Never,” she said.
    is_open = text[quoted.inner.end - 1 : quoted.inner.end] in tuple(",?!") or after.startswith(",")
    first = WORD.findall(re.split(r"[.;!?“‘\"]", after)[0])[:3] if is_open else []
    return any(is_speech_cue(word) and cue_lemma(word) not in _NAMING for word in [*last, *first])
