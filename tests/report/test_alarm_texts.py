"""What the gate says in words."""

import pytest

from copydesk.drift import Alarm, Judgement
from copydesk.report.alarms import SHOWN, alarm_lines, note_lines

WORDS = {
    "a mean of quotations": (
        Alarm("quotes", "Meridian Post", 2.1, 4.0, 2.8, -6.1, 64, 512, None),
        "quotes      Meridian Post: 2.1 quotations an article, 4.0 expected, limit 2.8"
        " (z -6.1; 64 articles against 512)",
    ),
    "a share of the whole drop": (
        Alarm("unresolved", None, 0.41, 0.18, 0.33, 9.1, 64, 2103, None),
        "unresolved  the drop: 41% of the speakers unresolved, 18% expected, limit 33%"
        " (z 9.1; 64 articles against 2,103)",
    ),
    "residue": (
        Alarm("residue", None, 0.41, 0.18, 0.33, 9.1, 64, 2103, None),
        "residue     the drop: 41% residue, 18% expected, limit 33% (z 9.1; 64 articles against 2,103)",
    ),
    "a length": (
        Alarm("length", None, 1210.4, 420.0, 633.0, 7.0, 64, 512, None),
        "length      the drop: 1,210 words an article, 420 expected, limit 633 (z 7.0; 64 articles against 512)",
    ),
    "text that repeats more than it did": (
        Alarm("repeated", None, 0.12, 0.0, 0.05, 7.0, 64, 512, None),
        "repeated    the drop: 12% of the text repeated within its article, 0% expected, limit 5%"
        " (z 7.0; 64 articles against 512)",
    ),
    "text that repeats too much in any drop": (
        Alarm("repeated", None, 0.3, None, 0.2, None, 40, None, "12 articles repeat 30% of their text and more"),
        "repeated    the drop: 12 articles repeat 30% of their text and more (of 40; limit 20%)",
    ),
    "a layout": (
        Alarm("layout", "Meridian Post", 0.41, 0.12, 0.3, 9.0, 64, 512, "byline in 3% of the articles, was 97%"),
        "layout      Meridian Post: zoning profile moved 0.41, limit 0.30 (64 articles against 512):"
        " byline in 3% of the articles, was 97%",
    ),
    "a language": (
        Alarm("languages", "Orra Bote", 0.35, 0.01, 0.11, None, 40, 300, "de in 14 of 40 articles"),
        "languages   Orra Bote: de in 14 of 40 articles, 35%; 1% expected, limit 11% (40 articles against 300)",
    ),
    "a publisher": (
        Alarm("publisher", "Meridan Post", 1.0, None, 0.0, None, 1, 0, "is it Meridian Post?"),
        "publisher   Meridan Post: never seen before, 1 article: is it Meridian Post?",
    ),
    "files": (
        Alarm("quarantined", None, 0.27, None, 0.2, None, 15, None, "empty 3, not_text 1"),
        "quarantined the drop: 27% of 15 files quarantined, limit 20%: empty 3, not_text 1",
    ),
    "a name that would turn the terminal": (
        Alarm("publisher", "Evil\x1b[2J\nPost", 1.0, None, 0.0, None, 2, 0, None),
        "publisher   Evil [2J Post: never seen before, 2 articles",
    ),
}


@pytest.mark.parametrize(("alarm", "words"), WORDS.values(), ids=WORDS.keys())
def test_an_alarm_is_one_line(alarm, words):
    assert alarm_lines(Judgement((alarm,))) == ["Alarms (1):", f"  {words}"]


def test_what_somebody_accepted_is_marked():
    long, layout = (WORDS[name][0] for name in ("a length", "a layout"))
    assert [line.endswith(" (accepted)") for line in alarm_lines(Judgement((long, layout)), (layout,))] == [
        False, False, True
    ]  # fmt: skip


def test_without_alarms_nothing_is_said():
    assert alarm_lines(Judgement()) == []
    assert note_lines(Judgement()) == []


def test_of_many_the_first_are_shown():
    alarm = WORDS["a length"][0]
    lines = alarm_lines(Judgement((alarm,) * (SHOWN + 5)))
    assert (lines[0], len(lines), lines[-1]) == (
        f"Alarms ({SHOWN + 5}):",
        SHOWN + 2,
        "  … and 5 more; --json names all",
    )
    notes = note_lines(Judgement((), tuple(f"number {number}" for number in range(SHOWN + 1))))
    assert (notes[0], notes[-1]) == ("Not judged: number 0.", "  … and 1 more; --json names all")
