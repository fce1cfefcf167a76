import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.text.names import parse_name

NAMES = {
    "western": ("Mina Odell", ("Mina Odell", ("odell",), None)),
    "titles": ("Foreign Minister Park Rin", ("Park Rin", ("park", "rin"), None)),
    "surname first": ("Moon Tae-ri’s", ("Moon Tae-ri", ("moon",), None)),
    "western given name with an eastern surname": ("Karen Kim", ("Karen Kim", ("kim",), None)),
    "particles": ("Greta von der Aue", ("Greta von der Aue", ("von der aue", "aue"), None)),
    "honorific tells gender": ("Mrs. Odell", ("Odell", ("odell",), "f")),
    "suffix": ("Ola T. Berg Jr.", ("Ola T. Berg Jr.", ("berg",), None)),
    "a title alone": ("Queen", ("Queen", ("queen",), None)),
    "nothing": ("!!", ("!!", (), None)),
}


@pytest.mark.parametrize(("mention", "expected"), NAMES.values(), ids=NAMES.keys())
def test_names_fall_into_parts(mention, expected):
    name = parse_name(mention)
    assert (name.core, name.surnames, name.gender) == (expected[0], expected[1], expected[2])


@settings(deadline=None)
@given(st.text())
def test_any_string_is_a_name(text):
    assert parse_name(text).core == parse_name(text).core
