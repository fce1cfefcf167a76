"""Pages: whatever stands in the data, a page is inert, whole, and shows it."""

import re
from pathlib import Path

import pytest
from lxml import html

from copydesk.errors import CopydeskError, UsageError
from copydesk.report import page
from copydesk.report.page import grouped, require_page, signed, visible, write_page

TEMPLATES = Path(page.__file__).with_name("templates")

HOSTILE = {
    "a script": "<script>alert(1)</script>",
    "an attribute": '"><img src=x onerror=alert(1)>',
    "a template": "{{ 7 * 7 }}{% raw %}",
    "an entity": "&lt;b&gt;&amp;",
    "an end of the page": "</bdi></table></body></html>",
    "a style": "</style><style>body{display:none}",
    "an address": "javascript:alert(1)",
    "a long line": "wood " * 200_000,
}


@pytest.fixture
def _trial_template(monkeypatch):
    """Add a template that says a text everywhere a page may."""
    from jinja2 import ChoiceLoader, DictLoader

    environment = page._environment()
    trial = (
        '{% extends "base.html.jinja" %}{% block title %}{{ value }}{% endblock %}'
        "{% block main %}<p>{{ said(value) }}</p>{{ bar(number, 4) }}{{ bars(1, 2, 0) }}{{ more(2003) }}{% endblock %}"
    )
    monkeypatch.setattr(
        environment, "loader", ChoiceLoader([DictLoader({"trial.html.jinja": trial}), environment.loader])
    )


def written(path, value):
    write_page("trial.html.jinja", path, value=value, number=3)
    return html.fromstring(path.read_bytes())


@pytest.mark.usefixtures("_trial_template")
@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_page_shows_foreign_text_and_does_nothing(tmp_path, value):
    tree = written(tmp_path / "out.html", value)
    assert tree.xpath("string(//p/bdi)") == value
    assert tree.xpath("string(//title)") == value
    assert tree.xpath("//script | //img | //@*[starts-with(name(), 'on')] | //@href | //@src") == []
    assert len(tree.xpath("//style")) == 1
    assert tree.xpath("//p[@class='more']/text()") == ["… and 3 more; --json names all"]


@pytest.mark.usefixtures("_trial_template")
def test_a_page_forbids_the_browser_to_load_anything(tmp_path):
    policies = written(tmp_path / "out.html", "owls").xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'"]


@pytest.mark.parametrize(
    ("value", "shown"),
    {
        "owls": "owls",
        "two\nlines\tand": "two\nlines\tand",
        "\u202etxt.exe": "[U+202E]txt.exe",
        "a\x00b\x1b[31m": "a[U+0000]b[U+001B][31m",
        "\u2066x\u2069\u2029\ufeff": "[U+2066]x[U+2069][U+2029][U+FEFF]",
        "half \udce9": "half [U+DCE9]",
        # Joiners make letters and emoji what they are.
        "👩\u200d🚀 نمی\u200cخواهم": "👩\u200d🚀 نمی\u200cخواهم",
        7: 7,
        None: "–",
    }.items(),
)
def test_characters_that_turn_or_hide_others_are_shown_by_number(value, shown):
    assert visible(value) == shown


def test_numbers_are_grouped_and_signed():
    assert [grouped(1234567), signed(99), signed(-1200), signed(0)] == ["1,234,567", "+99", "\u22121,200", "±0"]


@pytest.mark.usefixtures("_trial_template")
def test_a_page_that_fails_leaves_the_one_before(tmp_path, monkeypatch):
    path = tmp_path / "out.html"
    path.write_text("before")

    def full(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(CopydeskError, match=re.escape(f"{path}: the page can not be written: No space left on device")):
        write_page("trial.html.jinja", path, value="owls", number=1)
    assert [(found.name, found.read_text()) for found in tmp_path.iterdir()] == [("out.html", "before")]


@pytest.mark.usefixtures("_trial_template")
def test_a_page_that_names_what_it_was_not_given_is_a_defect(tmp_path):
    from jinja2 import UndefinedError

    with pytest.raises(UndefinedError):
        write_page("trial.html.jinja", tmp_path / "out.html", number=1)
    assert list(tmp_path.iterdir()) == []


REFUSED_PATHS = {
    "no page": ("2", "ends in .html"),
    "no folder": ("none/out.html", "a folder that exists"),
    "a folder": ("folder.html", "a folder that exists"),
    "in the dataset": ("dataset/latest/out.html", "lies in"),
    "in a drop": ("drop/../drop/out.html", "lies in"),
}


@pytest.mark.parametrize(("name", "message"), REFUSED_PATHS.values(), ids=REFUSED_PATHS.keys())
def test_a_place_where_no_page_belongs_is_bad_usage(tmp_path, name, message):
    for folder in ("dataset/latest", "drop", "folder.html"):
        (tmp_path / folder).mkdir(parents=True)
    with pytest.raises(UsageError, match=message):
        require_page(tmp_path / name, tmp_path / "dataset", [tmp_path / "drop"])


def test_a_page_beside_the_data_is_allowed(tmp_path):
    (tmp_path / "dataset").mkdir()
    require_page(tmp_path / "dataset.html", tmp_path / "dataset", [tmp_path / "drop"])


@pytest.mark.parametrize("path", sorted(TEMPLATES.iterdir()), ids=lambda path: path.name)
def test_templates_keep_to_what_is_safe(path):
    """What is escaped and inert by default stays so only while no template says otherwise."""
    text = path.read_text("utf-8")
    forbidden = r"\|\s*safe|Markup|autoescape|<script|\bhref\b|\bsrc=|\bstyle=|\son\w+=|@import|url\(|{%-?\s*raw"
    assert re.findall(forbidden, text, re.IGNORECASE) == []


def test_the_code_of_pages_keeps_to_what_is_safe():
    code = Path(page.__file__).read_text("utf-8")
    assert re.findall(r"Markup|autoescape=False|from_string", code) == []
    assert "autoescape=True" in code
