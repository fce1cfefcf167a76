"""The label sets of the tagger's two heads, in the order of the model's outputs."""


def _labels(prefixes: str, *names: str) -> tuple[str, ...]:
    return ("O", *(f"{prefix}-{name}" for name in names for prefix in prefixes))


ATTRIBUTION_LABELS = _labels("BIES", "SOURCE", "CUE", "CONTENT")
"""Terms of PARC3/PolNeAR: first word, word inside, last word, single word. Contents are long: their ends are learned
as their starts are."""

ENTITY_LABELS = _labels("BI", "PERSON", "ORG", "LOC", "MISC")
"""The four classes of CoNLL-2003; `copydesk.text.labels` refines LOC and MISC by rule."""

POINTER_SIZE = 64
"""Width of each query and key of the pointers content->cue and content->source."""

POINTERS = ("CUE", "SOURCE")
"""Order of the pointers in the model's pointer output: query, key of each."""
