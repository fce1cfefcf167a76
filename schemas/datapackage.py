"""``datapackage.json``: a version as a Data Package, version 2 (https://datapackage.org)."""

import re
from typing import Any

from copydesk.settings import About
from schemas import TABLES
from schemas.described import (
    DESCRIPTION,
    MEDIA_TYPE,
    NAME,
    TITLE,
    Column,
    Release,
    columns_of,
    instant,
    key_of,
    plain_references,
    prose,
    type_name,
    version_of,
)
from schemas.relations import Reference

PROFILES = "https://datapackage.org/profiles/2.0"

_CONSTRAINTS = {
    "greater_than_or_equal_to": ("minimum", "min_value"),
    "less_than_or_equal_to": ("maximum", "max_value"),
    "str_matches": ("pattern", "pattern"),
    "isin": ("enum", "allowed_values"),
}
"""Pandera's name of a check to the standard's, and to pandera's of what it compares with."""

_TYPES = {
    "string": "string",
    "integer": "integer",
    "floating": "number",
    "boolean": "boolean",
    "timestamp": "datetime",
    "list": "array",
}
"""Kind of an Arrow type to the standard's name."""


def datapackage(release: Release) -> dict[str, Any]:
    """Return the descriptor, to lie in the folder that holds a folder of Parquet files for each table.

    Beside the standard's words it has these, as it allows: ``unit``, ``itemCategories`` (the vocabulary of a list),
    ``rows`` and ``parts`` (``path``, ``bytes``, ``hash`` of each file), and ``citation``.
    """
    references: dict[str, list[Reference]] = {name: [] for name in release.tables}
    for reference in plain_references(release):
        references[reference.table].append(reference)
    return {
        "$schema": f"{PROFILES}/datapackage.json",
        "name": NAME,
        **_about(release.about),
        "version": version_of(release),
        "created": instant(release.created_at),
        "resources": [_resource(name, release, references[name]) for name in TABLES if name in release.tables],
    }


def _about(about: About) -> dict[str, Any]:
    said: dict[str, Any] = {"title": about.title or TITLE, "description": about.description or DESCRIPTION}
    if about.url:
        said["homepage"] = about.url
    if about.license:
        said["licenses"] = [_license(about.license)]
    if about.creators:
        said["contributors"] = [{"title": name, "roles": ["creator"]} for name in about.creators]
    if about.citation:
        said["citation"] = about.citation
    return said


def _license(text: str) -> dict[str, str]:
    """Return a licence by its address or by its name, which the standard wants without spaces."""
    if re.match(r"https?://", text):
        return {"path": text}
    return {"name": re.sub(r"[^A-Za-z0-9._]+", "-", text).strip("-") or "other", "title": text}


def _resource(name: str, release: Release, references: list[Reference]) -> dict[str, Any]:
    model, table = TABLES[name], release.tables[name]
    schema: dict[str, Any] = {
        "$schema": f"{PROFILES}/tableschema.json",
        "fields": [_field(column) for column in columns_of(model)],
        "primaryKey": key_of(model),
    }
    if references:
        schema["foreignKeys"] = [
            {"fields": list(one.columns), "reference": {"resource": one.to, "fields": list(one.key)}}
            for one in references
        ]
    return {
        "$schema": f"{PROFILES}/dataresource.json",
        "name": name,
        "type": "table",
        "description": prose(model),
        "format": "parquet",
        "mediatype": MEDIA_TYPE,
        "path": [f"{name}/{file.name}" for file in table.files],
        "rows": table.rows,
        # Not as `bytes` and `hash` of the resource: those are for one file.
        "parts": [
            {"path": f"{name}/{file.name}", "bytes": file.size, "hash": f"sha256:{file.sha256}"} for file in table.files
        ],
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": type_name(column.type, _TYPES, "a Data Package"),
        "description": column.description,
    }
    if column.unit:
        field["unit"] = column.unit
    if column.values:
        word = "itemCategories" if field["type"] == "array" else "categories"
        field[word] = [{"value": value, "label": meaning} for value, meaning in column.values.items()]
    constraints: dict[str, Any] = {} if column.nullable else {"required": True}
    for check, compared in column.checks.items():
        if check in _CONSTRAINTS:
            word, value = _CONSTRAINTS[check]
            constraints[word] = compared[value]
    if constraints:
        field["constraints"] = constraints
    return field
