"""The data dictionary, written from the models: ``python -m schemas.dictionary`` writes it, ``--check`` compares."""

import sys
from pathlib import Path
from typing import Any

import pandera.pandas as pandera

from schemas import HIDDEN, SCHEMA_VERSION, TABLES
from schemas.relations import RULES

PATH = Path(__file__).parents[1] / "docs" / "data-dictionary.md"
"""Where the dictionary stands in a checkout."""

_HEAD = f"""\
<!-- Written by `python -m schemas.dictionary`. Do not edit: change schemas/ and run it again. -->

# Data dictionary

The tables of a copydesk dataset, schema version {SCHEMA_VERSION}, each a folder of Parquet files.

- Every `start` and `end` counts code points (Python characters) of `articles.text`, from 0, ends exclusive:
  `text[start:end]` is what the row says. There is no second coordinate system.
- Null says that nobody knows; an empty string stands nowhere. An empty list says that there is none.
- Columns are not null unless "null" says so. Times are UTC.
"""
_INDEX = f"""\
## Hidden tables

Every version also holds {" and ".join(f"`{name}`" for name in HIDDEN)}. They are an index of the tables above, by which
a build finds what it needs to know of all articles without reading them, and can be made from them again. They lie in
no folder that people read; `copydesk verify` checks them as it does all tables.
"""


def render() -> str:
    """Return the dictionary as Markdown: every table, column, vocabulary and rule, in the order of `TABLES`."""
    tables = [_table(name, model) for name, model in TABLES.items()]
    rules = "\n".join(f"- `{name}`: {description}" for name, description in RULES.items())
    return "\n".join([_HEAD, *tables, _INDEX, f"## Rules between tables\n\n{rules}\n"])


def main(arguments: list[str]) -> int:
    """Write the dictionary, or with ``--check`` compare it; return the exit code, 1 when it is stale."""
    if arguments not in ([], ["--check"]):
        print("usage: python -m schemas.dictionary [--check]", file=sys.stderr)
        return 2
    if not arguments:
        PATH.write_text(render(), encoding="utf-8")
    elif not PATH.exists() or PATH.read_text(encoding="utf-8") != render():
        print(f"docs/{PATH.name} is stale: run python -m schemas.dictionary", file=sys.stderr)
        return 1
    return 0


def _table(name: str, model: type[pandera.DataFrameModel]) -> str:
    schema = model.to_schema()
    key = ", ".join(f"`{column}`" for column in schema.unique or [])
    lines = [f"## {name}", "", _prose(model.__doc__), "", f"Key: {key}.", ""]
    lines += ["| column | type | null | unit | description |", "| --- | --- | --- | --- | --- |"]
    lines += [_column(column) for column in schema.columns.values()]
    lines.append("")
    for column in schema.columns.values():
        if values := (column.metadata or {}).get("values"):
            lines += [f"`{column.name}`:", "", *(f"- `{value}`: {meaning}" for value, meaning in values.items()), ""]
    if rules := _rules(schema):
        lines += ["Rules:", "", *(f"- `{rule}`: {meaning}" for rule, meaning in rules.items()), ""]
    return "\n".join(lines)


def _column(column: Any) -> str:
    unit = (column.metadata or {}).get("unit") or ""
    null = "null" if column.nullable else ""
    arrow = str(column.dtype.type.pyarrow_dtype).replace("item: ", "")
    return f"| `{column.name}` | `{arrow}` | {null} | {unit} | {column.description} |"


def _rules(schema: Any) -> dict[str, str]:
    """Return the rules of one table that its types do not tell, by name; the one that all tables share is above."""
    checks = [*(check for column in schema.columns.values() for check in column.checks), *schema.checks]
    return {check.name: check.description for check in checks if check.description and check.name != "not_blank"}


def _prose(docstring: str | None) -> str:
    return " ".join((docstring or "").split())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
