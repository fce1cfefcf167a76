import pytest
from handmade import name_mentions, paragraphs
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.text.annotations import ArticleEntity, Mention
from copydesk.text.entities import resolve_entities
from copydesk.text.roles import find_roles

NAMES = {
    "Mina Odell": "PERSON", "Ola Berg": "PERSON", "Park Rin": "PERSON", "Harrow College": "ORG", "Halden Bank": "ORG",
    "Centre for Tides": "ORG", "Oslo": "LOC",
}  # fmt: skip
GOLDEN = {
    "apposition with an affiliation": (
        "Mina Odell, professor of soil science at Harrow College in Oslo, said so.",
        [("professor of soil science", "Harrow College", False)],
    ),
    "apposition after the tag": (
        "“No,” said Ola Berg, deputy director of the Centre for Tides at Harrow College.",
        [("deputy director", "Centre for Tides", False)],
    ),
    "age before the apposition": ("Mina Odell, 42, a lecturer from Oslo, said so.", [("lecturer", "Oslo", False)]),
    "title": ("When Norwegian Prime Minister Ola Berg met her.", [("Norwegian Prime Minister", None, False)]),
    "then": ("He and then Norwegian president Ola Berg met.", [("Norwegian president", None, True)]),
    "former": ("A plan by former Halden Bank analyst Mina Odell.", [("analyst", "Halden Bank", True)]),
    "ex": ("They sued ex-minister Ola Berg.", [("minister", None, True)]),
    "at the time": (
        "Ola Berg, president at the time of the flood.",
        [("president at the time of the flood", None, True)],
    ),
    "title with a preposition": (
        "Norway’s ambassador to Chile Ola Berg left.",
        [("Norway’s ambassador to Chile", None, False)],
    ),
    "credit line": ("Ola Berg, Centre for Tides", [("Centre for Tides", "Centre for Tides", False)]),
    "a form of address": ("A plan by Lady Mina Odell and Mr Ola Berg.", []),
    "a clause": ("Mina Odell, 42, is still the chair of Halden Bank, he said.", [("chair", "Halden Bank", False)]),
    "no role": ("Mina Odell, who left in May, and Ola Berg, speaking from Oslo, met.", []),
}


@pytest.mark.parametrize(("text", "expected"), GOLDEN.values(), ids=GOLDEN.keys())
def test_roles_are_read_from_appositions_and_titles(text, expected):
    mentions = name_mentions(text, NAMES)
    roles = find_roles(text, mentions, resolve_entities(text, paragraphs(text), mentions))
    assert [(r.role, r.affiliation, r.is_former) for r in roles] == expected


@settings(deadline=None)
@given(st.text(alphabet="aP, .then\nminster’", max_size=80), st.integers(0, 80), st.integers(0, 20))
def test_any_text_has_roles_inside_it(text, start, length):
    start = min(start, len(text))
    mention = Mention(start, min(len(text), start + length), "PERSON", 0.5)
    for role in find_roles(text, [mention], [ArticleEntity("PERSON", "P", (), (0,))]):
        assert 0 <= role.span.start < role.span.end <= len(text)
        assert role.role
