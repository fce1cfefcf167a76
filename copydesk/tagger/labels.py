"""The label sets of the tagger's two heads, in the order of the model's outputs."""


def _bio(*names: str) -> tuple[str, ...]:
    return ("O", *(prefix + name for name in names for prefix in ("B-", "I-")))


ATTRIBUTION_LABELS = _bio("SOURCE", "CUE", "CONTENT")
"""Terms of PARC3/PolNeAR."""

ENTITY_LABELS = _bio("PERSON", "ORG", "LOC", "MISC")
"""The four classes of CoNLL-2003; `copydesk.text.labels` refines LOC and MISC by rule."""

POINTER_SIZE = 64
"""Width of each query and key of the pointers content->cue and content->source."""

POINTERS = ("CUE", "SOURCE")
"""Order of the pointers in the model's pointer output: query, key of each."""
