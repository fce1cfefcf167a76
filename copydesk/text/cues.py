"""Cue words: their lemma, and whether they tell of something said or of something thought, planned or found.

The terms are PARC3/PolNeAR's: the *cue* is the words that attribute, "said", "according to", "has long dreamed of".
"""

import re
from functools import lru_cache

from copydesk.text.wordlists import wordset

_CLASS_WORDS = {
    # speech
    "say": "say tell add state note remark comment observe mention declare proclaim announce speak talk address voice "
    "express utter pronounce reiterate repeat restate recite quote mean continue conclude begin finish recall "
    "recount relate describe characterize characterise depict portray label dub joke quip laugh-off explain clarify "
    "elaborate specify detail outline summarize summarise stress emphasize emphasise underline underscore highlight "
    "point point-out indicate signal suggest hint imply intimate opine offer volunteer interject muse sum remember "
    "reminisce boast brag lament mourn sigh moan complain grumble fume rant rage rave whisper murmur mumble mutter "
    "shout yell scream cry cheer chant sing exclaim bark snap growl introduce testify preach lecture argue reason "
    "contend maintain assert affirm reaffirm aver insist posit hold persist assure reassure guarantee inform notify "
    "brief apprise update thank praise commend laud hail applaud congratulate salute extol tout welcome toast "
    "endorse greet discuss debate converse chat assess utter",
    "claim": "claim allege purport profess assume-publicly",
    "deny": "deny refute dispute rebut reject dismiss disavow disclaim contradict counter retort rebuff repudiate "
    "disagree object protest downplay challenge debunk disown",
    "admit": "admit acknowledge concede confess confirm accept agree apologize apologise recognize recognise reveal "
    "disclose divulge confide concur own-up grant echo",
    "ask": "ask question query inquire enquire wonder request beg plead appeal implore beseech demand urge call press "
    "pressure order command instruct direct recommend advise propose encourage exhort lobby petition invite remind "
    "advocate push entreat caution counsel-against quiz probe grill",
    "promise": "promise pledge vow swear commit undertake assure-of threaten warn forewarn alert",
    "accuse": "accuse blame criticize criticise condemn denounce decry deplore blast slam rebuke chide chastise scold "
    "attack lambast lambaste assail berate bash rap castigate censure reprimand mock ridicule taunt scoff scorn charge "
    "sue indict complain-of lash hit-out fault deride disparage berate",
    "answer": "answer reply respond rejoin react shoot-back fire-back comeback retaliate-with weigh-in chime chip",
    "report": "report write publish post tweet retweet blog read print broadcast email e-mail cite document record log "
    "narrate chronicle caption headline sign list mention-in file tip name identify estimate predict forecast project "
    "foretell prophesy diagnose",
    "rule": "rule decree stipulate certify declare-void order-that pronounce-on",
    "refuse": "refuse decline",
    # not speech
    "believe": "believe think feel suppose presume assume suspect doubt guess imagine consider regard view see deem "
    "reckon understand know realize realise figure perceive judge sense expect anticipate foresee fear worry hope wish "
    "dream like love hate prefer care bet trust mistrust regret appreciate forget envision envisage conceive ponder "
    "contemplate favor favour support oppose back fancy dread resent enjoy seem appear look concern convince persuade",
    "plan": "plan intend aim want seek try attempt mean-to decide choose opt resolve determine prepare consider-doing "
    "mull weigh eye need desire aspire hanker yearn schedule design set tend vote agree-to",
    "find": "find show demonstrate prove discover learn calculate measure detect conclude-from illustrate reflect "
    "establish observe-in poll survey analyze analyse examine study rank rate attest hear watch notice witness teach",
}
SPEECH_CLASSES = wordset(
    """
    say claim deny admit ask promise accuse answer report rule
    """
)
"""Classes whose contents were uttered or written; the others are beliefs, intentions, findings and refusals."""

_CLASS_OF: dict[str, str] = {}
for _name, _words in _CLASS_WORDS.items():
    for _word in _words.split():
        _CLASS_OF.setdefault(_word, _name)

_IRREGULAR = {
    "said": "say", "told": "tell", "wrote": "write", "written": "write", "spoke": "speak", "spoken": "speak",
    "thought": "think", "felt": "feel", "knew": "know", "known": "know", "saw": "see", "seen": "see", "found": "find",
    "shown": "show", "swore": "swear", "sworn": "swear", "held": "hold", "began": "begin", "begun": "begin",
    "sang": "sing", "sung": "sing", "meant": "mean", "dreamt": "dream", "learnt": "learn", "foresaw": "foresee",
    "foreseen": "foresee", "foretold": "foretell", "forecast": "forecast", "retold": "tell", "understood": "understand",
    "heard": "hear", "sought": "seek", "chose": "choose", "chosen": "choose", "forgot": "forget", "shot": "shoot",
    "put": "put", "bet": "bet", "hit": "hit", "read": "read", "set": "set", "made": "make", "gave": "give",
    "given": "give", "taught": "teach", "went": "go", "took": "take", "taken": "take", "had": "have", "has": "have",
    "is": "be", "are": "be", "was": "be", "were": "be", "been": "be", "being": "be", "am": "be", "did": "do",
    "does": "do", "done": "do", "drew": "draw", "laid": "lay", "sent": "send", "saying": "say", "lying": "lie",
    "implied": "imply", "broke": "break", "came": "come", "left": "leave", "lost": "lose", "brought": "bring",
}  # fmt: skip
_HELPERS = wordset(
    """
    have be do will would can could may might must shall should 'll 've 'd go get keep to
    """
)
# Verbs that only carry another cue: "put it", "made clear", "was heard saying", "was quoted as saying".
_CARRIERS = {
    "quote",
    "hear",
    "cite",
    "record",
    "see",
    "go",
    "continue",
    "begin",
    "love",
    "like",
    "want",
    "try",
    "prompt",
}
# Nouns that attribute: "in a statement", "the announcement that".
_NOUNS = {
    "statement": "state", "announcement": "announce", "claim": "claim", "warning": "warn", "promise": "promise",
    "pledge": "pledge", "accusation": "accuse", "allegation": "allege", "comment": "comment", "remark": "remark",
    "assertion": "assert", "suggestion": "suggest", "report": "report", "argument": "argue", "denial": "deny",
    "admission": "admit", "declaration": "declare", "criticism": "criticize", "demand": "demand", "call": "call",
    "insistence": "insist", "belief": "believe", "hope": "hope", "fear": "fear", "view": "view", "opinion": "believe",
    "plan": "plan", "intention": "intend", "finding": "find", "expectation": "expect", "refusal": "refuse",
    "words": "say", "saying": "say", "sayings": "say", "explanation": "explain", "answer": "answer", "reply": "reply",
    "response": "respond",
}  # fmt: skip
_FIXED = (
    (re.compile(r"\baccording\s+to\b", re.IGNORECASE), "according to"),
    (re.compile(r"\bin\s+the\s+words\s+of\b", re.IGNORECASE), "in the words of"),
    (re.compile(r"\bas\s+per\b", re.IGNORECASE), "as per"),
    (re.compile(r"\b(?:put|puts|putting)\s+it\b", re.IGNORECASE), "put it"),
    (re.compile(r"\b(?:make|makes|made|making)\s+(?:it\s+)?clear\b", re.IGNORECASE), "make clear"),
    (re.compile(r"\b(?:lay|lays|laid)\s+out\b", re.IGNORECASE), "lay out"),
    (re.compile(r"\b(?:goes|went|go|going)\s+on\b(?!\s+to\b)", re.IGNORECASE), "go on"),
    (re.compile(r"\b(?:shoot|shot|fire|fired|hit|hits)\s+back\b", re.IGNORECASE), "hit back"),
    (re.compile(r"\bweigh(?:s|ed|ing)?\s+in\b", re.IGNORECASE), "weigh in"),
    (re.compile(r"\b(?:am|is|are|was|were|'s|’s|be)(?:\s+\w+)?\s+like\b", re.IGNORECASE), "be like"),
)
_ABSTENTION = re.compile(r"\b(?:known|seen|regarded|viewed)\s+(?:\w+\s+)?as\b", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_DOUBLED = re.compile(r"([bdgklmnprt])\1$")


def _verb_lemma(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word in _CLASS_OF:
        return word
    for candidate in _candidates(word):
        if candidate in _CLASS_OF:
            return candidate
    return next(iter(_candidates(word)), word)


def _candidates(word: str) -> list[str]:
    """Return the base forms that ``word`` could come from, the likeliest of an unknown verb first."""
    if word.endswith("ies") or word.endswith("ied"):
        return [word[:-3] + "y", word[:-1]] if len(word) > 4 else [word[:-1]]
    for ending in ("ing", "ed"):
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) >= 3:
            single = [stem[:-1]] if _DOUBLED.search(stem) and not stem.endswith("ll") else []
            silent = stem.endswith(("c", "s", "u", "v", "z", "at", "ir", "ur", "iz", "dg", "as", "ang", "eng", "arg"))
            plain = [stem + "e", stem] if silent and not stem.endswith("ss") else [stem, stem + "e"]
            shortened = [stem[:-1]] if stem.endswith("ll") else []
            # "controlled" doubles its l, "called" does not.
            return [*shortened, *plain] if len(stem) > 5 and shortened else [*single, *plain, *shortened]
    if word.endswith(("ches", "shes", "sses", "xes", "zes", "oes")):
        return [word[:-2], word[:-1]]
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        return [word[:-1]]
    return []


@lru_cache(maxsize=4096)
def cue_lemma(cue: str) -> str | None:
    """Return the base form of the verb that attributes: "has long dreamed of" gives "dream".

    Helping verbs and adverbs are passed over; "was quoted as saying" gives "say". Fixed phrases stay whole
    ("according to"). None when the cue holds no word, as with a colon.

    Source: LEMMAS in tests/text/test_cues.py.
    """
    for pattern, phrase in _FIXED:
        if pattern.search(cue[:200]):
            return phrase
    lemmas = []
    for token in _TOKEN.findall(cue[:200].lower().replace("’", "'")):
        base = token.removesuffix("n't").removesuffix("'s")
        if base and not (base.endswith("ly") and base not in ("reply", "rally", "apply", "imply")):
            lemmas.append(_NOUNS.get(base, "") if base in _NOUNS and base not in _CLASS_OF else _verb_lemma(base))
    lemmas = [lemma for lemma in lemmas if lemma]
    known = [lemma for lemma in lemmas if lemma in _CLASS_OF and lemma not in _HELPERS]
    if known:
        follows = [lemma for lemma in known[1:] if _CLASS_OF[lemma] in SPEECH_CLASSES]
        return follows[0] if known[0] in _CARRIERS and follows else known[0]
    return next((lemma for lemma in lemmas if lemma not in _HELPERS), lemmas[-1] if lemmas else None)


@lru_cache(maxsize=4096)
def cue_class(cue: str) -> str | None:
    """Return the class of a cue (say, claim, deny, admit, ask, promise, accuse, answer, report, rule, refuse,
    believe, plan, find); None for a word outside the lexicon.
    """  # noqa: D205
    lemma = cue_lemma(cue)
    if lemma is None:
        return "say" if cue.strip()[:1] in (":", "—", "–", "―", "-") else None
    if lemma in ("according to", "in the words of", "as per", "put it", "make clear", "lay out", "go on", "be like"):
        return "say"
    if lemma in ("hit back", "weigh in"):
        return "answer"
    if _ABSTENTION.search(cue[:200]):
        return "believe"
    return _CLASS_OF.get(lemma)


def is_speech_cue(cue: str) -> bool:
    """Tell whether the cue tells of words said or written, not of a belief, a plan or a finding.

    Words outside the lexicon are no speech cues; a bare colon or dash is one.

    Source: SPEECH in tests/text/test_cues.py.
    """
    return cue_class(cue) in SPEECH_CLASSES
