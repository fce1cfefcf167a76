"""Families as numbers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.families import family_number, family_numbers

IDS = {
    "0000000000000000": 0,
    "0000000000000001": 1,
    "7fffffffffffffff": 2**63 - 1,
    "8000000000000000": -(2**63),
    "ffffffffffffffff": -1,
}


@pytest.mark.parametrize(("family_id", "number"), IDS.items())
def test_a_number_says_what_the_digits_say(family_id, number):
    assert family_number(family_id) == number


@given(st.lists(st.integers(0, 2**64 - 1).map("{:016x}".format)))
def test_each_family_has_a_number_of_its_own(ids):
    numbers = family_numbers(ids)
    assert numbers.dtype == np.int64
    assert len(set(numbers.tolist())) == len(set(ids))
    assert numbers.tolist() == [family_number(of) for of in ids]


def test_what_is_no_id_is_refused():
    with pytest.raises(ValueError, match="hex"):
        family_number("Holmstad Herald!")
