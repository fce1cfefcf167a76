"""The version that `copydesk.read` and its like are asked for: a whole number, of whatever make."""

import numpy as np
import pytest

import copydesk
from copydesk.errors import CopydeskError, UsageError

ASKED = {
    "tables": copydesk.tables,
    "read": lambda **how: copydesk.read("quotes", **how),
    "files": lambda **how: copydesk.files("quotes", **how),
}


@pytest.mark.parametrize("version", ["1", "latest", 1.0, [1]])
@pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED.keys())
def test_what_is_no_whole_number_is_refused_before_anything_is_opened(ask, version, tmp_path):
    with pytest.raises(UsageError, match="is no whole number; give that of a version, as in version=1") as refused:
        ask(version=version, dataset=tmp_path / "nowhere")
    assert str(refused.value).startswith(f"version={version!r} ")


def test_numbers_of_a_frame_are_numbers(tmp_path):
    with pytest.raises(CopydeskError, match="no dataset here"):
        copydesk.read("quotes", version=np.int64(1), dataset=tmp_path / "nowhere")
