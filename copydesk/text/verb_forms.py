"""The base forms that an English verb or noun as written may come from."""

import re

_IRREGULAR = {
    "said": "say", "told": "tell", "wrote": "write", "written": "write", "spoke": "speak", "spoken": "speak",
    "thought": "think", "felt": "feel", "knew": "know", "known": "know", "saw": "see", "seen": "see", "found": "find",
    "shown": "show", "swore": "swear", "sworn": "swear", "held": "hold", "began": "begin", "begun": "begin",
    "sang": "sing", "sung": "sing", "meant": "mean", "dreamt": "dream", "learnt": "learn", "foresaw": "foresee",
    "foreseen": "foresee", "foretold": "foretell", "retold": "retell", "understood": "understand", "heard": "hear",
    "sought": "seek", "chose": "choose", "chosen": "choose", "forgot": "forget", "forgotten": "forget",
    "shot": "shoot", "made": "make", "gave": "give", "given": "give", "taught": "teach", "went": "go", "gone": "go",
    "took": "take", "taken": "take", "had": "have", "has": "have", "is": "be", "are": "be", "was": "be", "were": "be",
    "been": "be", "being": "be", "am": "be", "did": "do", "does": "do", "done": "do", "drew": "draw", "drawn": "draw",
    "laid": "lay", "sent": "send", "saying": "say", "sayings": "say", "lying": "lie", "implied": "imply",
    "broke": "break", "broken": "break", "came": "come", "left": "leave", "lost": "lose", "brought": "bring",
    "stood": "stand", "kept": "keep", "got": "get", "gotten": "get", "won": "win", "ran": "run", "led": "lead",
    "struck": "strike", "stricken": "strike", "spun": "spin", "spent": "spend", "built": "build", "fought": "fight",
    "withdrew": "withdraw", "withdrawn": "withdraw", "withheld": "withhold", "forbade": "forbid",
    "forbidden": "forbid", "paid": "pay", "tore": "tear", "torn": "tear", "threw": "throw", "thrown": "throw",
    "bought": "buy", "sold": "sell", "caught": "catch", "dug": "dig", "clung": "cling", "met": "meet", "rose": "rise",
    "drove": "drive", "driven": "drive", "shook": "shake", "shaken": "shake", "stuck": "stick", "overtook": "overtake",
    "partook": "partake", "undertook": "undertake", "undertaken": "undertake", "misread": "misread", "sat": "sit",
    "dealt": "deal", "bore": "bear", "mistook": "mistake", "mistaken": "mistake", "rang": "ring", "hung": "hang",
    "arose": "arise", "became": "become", "beheld": "behold", "upheld": "uphold",
    "strove": "strive", "shrank": "shrink",
    "wept": "weep", "crept": "creep", "leant": "lean", "burnt": "burn", "spelt": "spell", "overheard": "overhear",
    "sued": "sue", "used": "use", "lit": "light",
    "bent": "bend", "vying": "vie", "tying": "tie", "misled": "mislead",
    "going": "go", "doing": "do", "using": "use",
    "typed": "type",
}  # fmt: skip
_DOUBLED = re.compile(r"([bdgklmnprt])\1$")
_SILENT_E = re.compile(
    r"(?:[csuvz]|[aeo]d|ud|[^ao]id|at|[ep]let|compet|[aiu]r|ut|ot|dg|ag|ang|eng|arg|um|[bdfgkpt]l|^[^aeiou\W]*[aeiou][^aeiouwxy\W])$"
)
"""Endings of stems that most often lost an e: "includ", "rais", "handl", "hop"."""


def base_forms(word: str) -> list[str]:
    """Return what the folded ``word`` may be a form of, the likeliest first; never empty.

    The word itself stands last, for it may be a base form already. Which candidate is a word of English is for the
    caller's lexicon to say.

    Source: FORMS in tests/text/test_verb_forms.py.
    """
    if word in _IRREGULAR:
        return [_IRREGULAR[word], word]
    return [*dict.fromkeys([*_stripped(word), word])]


def _stripped(word: str) -> list[str]:
    if word.endswith(("ies", "ied")):
        return [word[:-3] + "y", word[:-1]] if len(word) > 4 else [word[:-1]]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) >= len(ending) + 3:
            return _of_stem(word.removesuffix(ending))
    if word.endswith(("ches", "shes", "sses", "xes", "zes", "oes", "uses")):
        return [word[:-1], word[:-2]] if word.endswith(("uses", "zes")) else [word[:-2], word[:-1]]
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        return [word[:-1]]
    return []


def _of_stem(stem: str) -> list[str]:
    """Return the base forms of what is left of a word without -ing or -ed."""
    single = [stem[:-1]] if _DOUBLED.search(stem) and not stem.endswith("ll") else []
    is_silent = _SILENT_E.search(stem) is not None and not stem.endswith("ss")
    plain = [stem + "e", stem] if is_silent else [stem, stem + "e"]
    shortened = [stem[:-1]] if stem.endswith("ll") else []
    # "controlled" doubles its l, "called" does not.
    return [*shortened, *plain] if len(stem) > 5 and shortened else [*single, *plain, *shortened]
