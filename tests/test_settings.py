"""`copydesk.toml`: what it may say, and what a person is told who says something else."""

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from copydesk.errors import UsageError
from copydesk.settings import (
    About,
    Archive,
    Gate,
    Identity,
    Limits,
    Publisher,
    Settings,
    Store,
    load_settings,
    overridden,
    settings_file,
)

WHOLE = """
dataset = "out"
drops = "in"
workers = 3

[limits]
file_bytes = 10
text_chars = 20
json_depth = 30
files = 40

[identity]
similarity = 1

[gate]
strict = true
layout = 0.5

[archive]
keep = false

[store]
thin = false

[about]
title = "News of Brenna"
license = " "
creators = ["Ida Brekke"]

[publishers."The Brenna Daily"]
boilerplate = ["Row with us", "Tide tables"]
prefixes = ["Seen from the ferry:"]
keep = ["The tide waits"]
quiet = ["layout"]
"""

REFUSED = {
    "no TOML": ("dataset = ", "not valid TOML"),
    "not UTF-8": (b"dataset = '\xff'", "not valid TOML"),
    "an unknown key": ("datset = 'x'", "unknown setting 'datset' (known: dataset, drops, workers"),
    "an unknown table": ("[limit]\nfiles = 1", "unknown setting 'limit'"),
    "an unknown limit": ("[limits]\nfile = 1", "limits: unknown setting 'file' (known: file_bytes,"),
    "a text for a number": ("workers = 'two'", "workers must be a whole number, not 'two'"),
    "a fraction for a whole number": ("workers = 1.5", "workers must be a whole number, not 1.5"),
    "a truth value for a number": ("workers = true", "workers must be a whole number, not True"),
    "a truth value for a fraction": ("[identity]\nsimilarity = true", "similarity must be a number, not True"),
    "a number for a path": ("dataset = 5", "dataset must be a path, as a text, not 5"),
    "a value for a table": ("limits = 5", "limits: expected a table"),
    "a text for a list": ("[publishers.x]\nboilerplate = 'a'", "boilerplate must be a list of texts, not 'a'"),
    "a list of others": ("[publishers.x]\nboilerplate = [1]", "boilerplate must be a list of texts, not [1]"),
    "a list of publishers": ("publishers = ['x']", "publishers must be a table"),
    "a publisher without a table": ("publishers.x = 1", "publishers.x: expected a table"),
    "a negative number": ("workers = -1", "workers must not be negative"),
    "a number for a text": ("[about]\ntitle = 5", "about: title must be a text, not 5"),
    "a text for a truth value": ("[archive]\nkeep = 'no'", "archive: keep must be true or false, not 'no'"),
    "a share above one": ("[gate]\nlayout = 1.5", "gate: layout must be from 0 to 1"),
    "no share at all": ("[gate]\nlayout = nan", "gate: layout must be from 0 to 1"),
    "no number at all": ("[gate]\nquotes = nan", "gate: quotes must be a number from 0"),
    "no false alarm ever": ("[gate]\nfalse_alarms = 0", "gate: false_alarms must be above 0 and at most 1"),
    "no article at all": ("[gate]\nleast_known = 0", "gate: least_known must be 1 or more"),
    "an unknown alarm": ("[publishers.x]\nquiet = ['noise']", "publishers.x: quiet: no alarm 'noise' (known: quotes,"),
    "more than wholly alike": ("[identity]\nsimilarity = 1.5", "similarity must be from 0 to 1"),
    "more than the whole text": ("[identity]\ncontainment = 80", "containment must be from 0 to 1"),
}


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "copydesk.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_without_a_file_the_defaults_hold(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert load_settings() == Settings()
    assert settings_file() is None
    assert Settings().dataset == Path("data/processed")


def test_every_setting_can_be_written_in_the_file(tmp_path):
    assert load_settings(written(tmp_path, WHOLE)) == Settings(
        dataset=Path("out"),
        drops=Path("in"),
        workers=3,
        limits=Limits(file_bytes=10, text_chars=20, json_depth=30, files=40),
        identity=Identity(similarity=1.0),
        gate=Gate(strict=True, layout=0.5),
        archive=Archive(keep=False),
        store=Store(thin=False),
        about=About(title="News of Brenna", creators=("Ida Brekke",)),
        publishers={
            "The Brenna Daily": Publisher(
                ("Row with us", "Tide tables"), ("Seen from the ferry:",), ("The tide waits",), ("layout",)
            )
        },
    )


def test_the_working_directory_s_file_is_read(tmp_path, monkeypatch):
    written(tmp_path, "workers = 7")
    monkeypatch.chdir(tmp_path)
    assert load_settings().workers == 7
    assert settings_file() == Path("copydesk.toml")


def test_a_named_file_goes_before_the_working_directory_s(tmp_path, monkeypatch):
    written(tmp_path, "workers = 7")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "other.toml").write_text("workers = 2")
    assert load_settings(Path("other.toml")).workers == 2
    assert settings_file(Path("other.toml")) == Path("other.toml")


@pytest.mark.parametrize(("content", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_what_can_not_be_meant_is_refused_in_one_line_that_names_the_file(tmp_path, content, message):
    path = written(tmp_path, content)
    with pytest.raises(UsageError) as raised:
        load_settings(path)
    assert str(raised.value).startswith(f"{path}: ")
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_named_file_that_is_missing_is_refused(tmp_path):
    with pytest.raises(UsageError, match="no such settings file"):
        load_settings(tmp_path / "none.toml")


def test_a_folder_is_no_settings_file(tmp_path):
    with pytest.raises(UsageError, match="can not be read"):
        load_settings(tmp_path)


def test_options_go_before_the_file_where_they_are_given():
    settings = Settings(workers=3)
    assert overridden(settings, workers=None, dataset=Path("x")) == Settings(workers=3, dataset=Path("x"))


def test_settings_do_not_change_while_a_run_goes_on():
    with pytest.raises(FrozenInstanceError):
        Settings().workers = 2
