"""How news sites say whose a picture is, at the end of its caption."""

import re

_CREDIT_WORD = re.compile(
    r"photo|image|pict|credit|foto|bild|video|illustration|©|courtesy|getty|shutter|/|via |\((?:ap|afp|reuters|file"
    r"|supplied|handout)|[.)] (?:ap|afp|reuters|supplied|epa)"
)
_CREDIT = re.compile(
    r"(?:\b(?:photo|photos|photograph|image|images|picture|pictures|credit|credits|illustration|foto|bild|video)\s?"
    r"(?:credit|by|via|courtesy|source|:|/|©)"
    r"|©|\bcourtesy of\b|getty images|shutterstock|(?:/|\bvia )(?:ap|afp|reuters|getty|bloomberg|alamy|pa)\b"
    r"|\((?:pictured|ap|afp|reuters|file|supplied|handout|ap photo|file photo)\b.{0,40}$|\bfile photo$"
    r"|\bpictured\b.{0,30}$"
    r"|[.)] (?:ap|afp|reuters|supplied|epa|handout|bloomberg|xinhua|pa)$)"
)
_TAIL = 90
"""Characters from the end in which a credit stands."""


def ends_with_credit(key: str) -> bool:
    """Tell whether a line closes with the credit of a picture; ``key`` is the line as `comparable` makes it."""
    tail = key[-_TAIL:]
    # Most lines hold none of the words, and the pattern is ten times as slow as looking for them.
    return _CREDIT_WORD.search(tail) is not None and _CREDIT.search(tail) is not None


_AGENCY = (
    r"(?:AP|AFP|EPA|PA|Reuters|REUTERS|Bloomberg|Xinhua|Alamy|Shutterstock|Getty(?: Images)?|GETTY(?: IMAGES)?)"
    r"(?: Photo| Images| via Getty Images| via AP| via Reuters)?"
)
_LABEL = (
    r"(?:AP |File |Video )?"
    r"(?:Photo|PHOTO|Photograph|PHOTOGRAPH|Image|IMAGE|Picture|PICTURE|Credit|CREDIT|Foto|Bild)[sS]?"
    r"(?: (?:[Cc]redit|[Ss]ource)s?)?"
)
_SURE = re.compile(
    rf"(?:^|[.!?…”\"’')\]|–—-] ?| ?\(| ){_LABEL} ?"
    r"(?::|/|©| by(?= [A-Z])| courtesy(?= of [A-Z])) ?[^\s„“«»\":][^.!?]{1,70}\.?$"
    # An agency in brackets behind a whole sentence signs a wire report.
    rf"|(?:[/|©] ?|\bvia ){_AGENCY}\)?$|(?<![.!?”\"’']) \({_AGENCY}\)$|\({_AGENCY}/[^()]{{2,50}}\)$"
)


def is_sure_credit(text: str) -> bool:
    """Tell whether a line, as it is written, can end in nothing but a credit: in its label and a name, or an agency.

    Stricter than `ends_with_credit`, which sentences meet too ("… 2-1 courtesy of a late header").
    """
    return _SURE.search(text[-_TAIL:] if len(text) <= _TAIL else " " + text[-_TAIL:]) is not None
