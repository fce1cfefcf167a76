import re
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from copydesk.settings import Publisher, Settings

ROOT = Path(__file__).parents[1]


def keys(settings, prefix=""):
    for item in fields(settings):
        value = getattr(settings, item.name)
        if is_dataclass(value):
            yield from keys(value, f"{item.name}.")
        elif item.name == "publishers":
            yield from ((f"publishers.NAME.{name.name}", getattr(Publisher(), name.name)) for name in fields(Publisher))
        else:
            yield prefix + item.name, value


def in_toml(value):
    if isinstance(value, bool):
        return str(value).lower()
    if value is None or isinstance(value, Path):
        return f'"{value or ""}"'
    return "[]" if value == () else str(value)


def test_every_setting_is_documented_with_its_default():
    rows = re.findall(r"^\| `([\w.]+)` \| `([^`]+)` \|", (ROOT / "docs/settings.md").read_text("utf-8"), re.MULTILINE)
    assert dict(rows) == {name: in_toml(value) for name, value in keys(Settings())}


@pytest.mark.parametrize("page", sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("*.md")))
def test_links_of_the_pages_lead_somewhere(page):
    links = re.findall(r"\]\(([^)#:]+)\)", (ROOT / page).read_text("utf-8"))
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_readme_names_every_command():
    from copydesk.cli import _parser

    commands = next(action.choices for action in _parser()._actions if action.choices)
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [name for name in commands if f"copydesk {name}" not in readme] == []
