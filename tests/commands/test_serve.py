"""`copydesk serve`: what it refuses. `tests/flows/test_schedule.py` looks at what it builds."""

import pytest


@pytest.mark.parametrize("cron", ["daily", "0 6 * *", "61 6 * * *", "", "0 6 * * * * * *"])
def test_a_bad_cron_is_bad_usage(told, drop, cron):
    code, out, err = told("serve", "--cron", cron, "--drops", drop)
    assert (code, out) == (2, "")
    assert err == f'copydesk: --cron {cron!r}: not a cron expression; name five fields, as in "0 6 * * *"\n'


@pytest.mark.parametrize("drops", ["none", "drop/owls.txt"])
def test_a_schedule_needs_a_folder_of_arrivals(told, drop, drops):
    code, out, err = told("serve", "--cron", "0 6 * * *", "--drops", drop.parent / drops)
    assert (code, out) == (2, "")
    assert err == f"copydesk: {drop.parent / drops}: no such folder; name the one in which drops arrive\n"
