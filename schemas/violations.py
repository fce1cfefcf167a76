"""What a broken rule looks like, and the check of one table by itself."""

import re
from typing import Any, NamedTuple

import pandas as pd
import pandera.pandas as pandera

from schemas import ALL

SHOWN = 80
"""Characters of an offending value that a detail shows."""

_SHAPE = {
    "column_in_dataframe": "missing_column",
    "column_in_schema": "unknown_column",
    "column_ordered": "column_order",
    "dtype": "column_type",
}
"""What pandera calls the ways in which a whole table can be wrong, and what we do."""


class Violation(NamedTuple):
    """A broken rule: which, where, and what was found."""

    table: str
    rule: str
    """The rule's name, with its column where it has one: ``kind.isin``, ``end_after_start``, ``missing_column``."""
    article_id: str | None
    """The article to quarantine; None where the fault is the whole table's, or the table has no articles."""
    detail: str
    """The row's place in the article or the table, and the offending value; for a person to read."""


def validate(table_name: str, frame: pd.DataFrame) -> list[Violation]:
    """Return what is wrong with ``frame`` as the table ``table_name``, by its model alone; nothing when it is fine.

    Missing, unknown or disordered columns and wrong types are the whole table's: then these alone are returned, since
    no rule about values can be trusted. All else is found at once, each fault of each row as one violation.

    Raises:
        KeyError: If there is no table of that name.
    """
    model = ALL[table_name]
    frame = frame.reset_index(drop=True)  # concatenated frames repeat their index, and cases are told by it
    try:
        model.validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as error:
        cases = error.failure_cases
    else:
        return []
    misshapen = _misshapen(table_name, cases)
    return misshapen or _broken_rows(table_name, frame, cases)


def shown(value: object) -> str:
    """Return ``value`` as one short line."""
    line = repr(value[: 2 * SHOWN] if isinstance(value, str) else value)
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"


def _misshapen(table: str, cases: pd.DataFrame) -> list[Violation]:
    """Return the faults of the whole table: those of pandera's cases that name no row."""
    found: dict[tuple[str, str], Violation] = {}
    for case in cases[cases["index"].isna()].itertuples():
        check = re.split(r"\(", str(case.check))[0]
        rule = _SHAPE.get(check)
        if rule is None:  # a check that crashed on the wrong type, which another case reports
            continue
        name = str(case.column if rule == "column_type" else case.failure_case)
        detail = f"column {name} is {case.failure_case}" if rule == "column_type" else f"column {name}"
        # Every later column is out of order too: the first says it all.
        key = (rule, "" if rule == "column_order" else name)
        found.setdefault(key, Violation(table, rule, None, detail))
    if not found and cases["index"].isna().any():
        reason = cases.loc[cases["index"].isna(), "failure_case"].iloc[0]
        return [Violation(table, "check_failed", None, shown(str(reason)))]
    return list(found.values())


def _broken_rows(table: str, frame: pd.DataFrame, cases: pd.DataFrame) -> list[Violation]:
    """Return one violation for each rule and row; pandera repeats a rule over several columns for each of these."""
    unique = list(ALL[table].to_schema().unique or [])
    key = [name for name in unique if name != "article_id"] or unique
    whole_row = cases["schema_context"] != "Column"
    cases = cases.assign(column=cases["column"].mask(whole_row), whole_row=whole_row)
    cases = cases.drop_duplicates(["check", "column", "index"]).sort_values("index", kind="stable")
    rows = cases["index"].to_numpy(dtype="int64")
    keys: list[list[Any]] = [frame[name].take(rows).tolist() for name in key]
    articles: list[Any] = frame["article_id"].take(rows).tolist() if "article_id" in frame else [None] * len(rows)
    violations = []
    for case, article, *place in zip(cases.itertuples(), articles, *keys, strict=True):
        check = str(case.check).split("(", 1)[0]
        where = ", ".join(f"{name} {shown(value)}" for name, value in zip(key, place, strict=True))
        article_id = article if isinstance(article, str) else None
        if check == "multiple_fields_uniqueness":
            violations.append(Violation(table, "unique", article_id, f"{where}: another row has the same key"))
        elif case.whole_row:
            violations.append(Violation(table, check, article_id, f"{where}: {_meaning(table, check)}"))
        else:
            detail = f"{where}: {case.column} is {shown(case.failure_case)}"
            violations.append(Violation(table, f"{case.column}.{check}", article_id, detail))
    return violations


def _meaning(table: str, check: str) -> str:
    """Return the description of a rule over several columns."""
    return next((str(item.description) for item in ALL[table].to_schema().checks if item.name == check), check)
