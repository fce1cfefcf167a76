"""The data dictionary is what the models say."""

from pathlib import Path

import pytest

from schemas import TABLES, dictionary
from schemas.quarantine import REASONS
from schemas.relations import RULES
from schemas.segments import KINDS


def test_the_dictionary_is_fresh() -> None:
    assert dictionary.PATH.read_text(encoding="utf-8") == dictionary.render(), "run python -m schemas.dictionary"


def test_it_names_every_table_column_value_and_rule() -> None:
    written = dictionary.render()
    for table, model in TABLES.items():
        assert f"\n## {table}\n" in written
        for name, column in model.to_schema().columns.items():
            assert f"\n| `{name}` | `" in written
            assert str(column.description) in written
    for word in (*KINDS, *REASONS, *RULES):
        assert f"\n- `{word}`: " in written


def test_check_tells_stale_from_fresh(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dictionary, "PATH", tmp_path / "data-dictionary.md")
    assert dictionary.main(["--check"]) == 1
    assert capsys.readouterr().err == "docs/data-dictionary.md is stale: run python -m schemas.dictionary\n"
    assert dictionary.main([]) == 0
    assert dictionary.main(["--check"]) == 0
    dictionary.PATH.write_text("old", encoding="utf-8")
    assert dictionary.main(["--check"]) == 1


def test_an_unknown_argument_is_bad_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert dictionary.main(["--force"]) == 2
    assert "usage" in capsys.readouterr().err
