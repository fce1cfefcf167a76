"""``croissant.json``: a version in the Croissant format, 1.0, that tools for machine learning read."""

from typing import Any

import pyarrow as pa

from copydesk.settings import About
from schemas import TABLES
from schemas.described import (
    DESCRIPTION,
    NAME,
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

CONFORMS_TO = "http://mlcommons.org/croissant/1.0"

PARQUET = "application/x-parquet"
"""As readers of Croissant know it; under its registered name they find no reader."""

CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""The standard's own, which readers compare with."""

_TYPES = {
    "string": "sc:Text",
    "integer": "cr:Int64",
    "floating": "cr:Float64",
    "boolean": "sc:Boolean",
    "timestamp": "sc:DateTime",
}
"""Kind of an Arrow type to the standard's name."""


def croissant(release: Release) -> dict[str, Any]:
    """Return the descriptor, to lie in the folder that holds a folder of Parquet files for each table."""
    tables = [name for name in TABLES if name in release.tables]
    references = {
        (one.table, one.columns[0]): f"{one.to}/{one.key[0]}"
        for one in plain_references(release)
        if len(one.columns) == 1
    }
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "name": NAME,
        "conformsTo": CONFORMS_TO,
        **_about(release.about),
        "version": version_of(release),
        "datePublished": instant(release.created_at),
        "distribution": [item for name in tables for item in _distribution(name, release)],
        "recordSet": [_record_set(name, references) for name in tables],
    }


def _about(about: About) -> dict[str, Any]:
    said: dict[str, Any] = {"description": about.description or DESCRIPTION}
    if about.title:
        said["alternateName"] = about.title
    if about.url:
        said["url"] = about.url
    if about.license:
        said["license"] = about.license
    if about.creators:
        said["creator"] = [{"@type": "sc:Person", "name": name} for name in about.creators]
    if about.citation:
        said["citeAs"] = about.citation
    return said


def _distribution(name: str, release: Release) -> list[dict[str, Any]]:
    """Return a table's files one by one, and as the set that is read.

    The set does not say that it is contained in the files: then readers find no row, without a word.
    """
    files = [
        {
            "@type": "cr:FileObject",
            "@id": f"{name}/{file.name}",
            "name": f"{name}/{file.name}",
            "contentUrl": f"{name}/{file.name}",
            "contentSize": f"{file.size} B",
            "encodingFormat": PARQUET,
            "sha256": file.sha256,
        }
        for file in release.tables[name].files
    ]
    together = {
        "@type": "cr:FileSet",
        "@id": _files_of(name),
        "name": _files_of(name),
        "encodingFormat": PARQUET,
        "includes": f"{name}/*.parquet",
    }
    return [*files, together]


def _files_of(name: str) -> str:
    return f"{name}-files"


def _record_set(name: str, references: dict[tuple[str, str], str]) -> dict[str, Any]:
    model = TABLES[name]
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": prose(model),
        "key": [{"@id": f"{name}/{column}"} for column in key_of(model)],
        "field": [_field(name, column, references.get((name, column.name))) for column in columns_of(model)],
    }


def _field(table: str, column: Column, refers_to: str | None) -> dict[str, Any]:
    name = f"{table}/{column.name}"
    source = {"fileSet": {"@id": _files_of(table)}, "extract": {"column": column.name}}
    field: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": name,
        "name": name,
        "description": _description(column),
    }
    of: Any = column.type
    if pa.types.is_list(of):
        field["repeated"] = True
        of = of.value_type
    if pa.types.is_struct(of):
        field["subField"] = [
            {
                "@type": "cr:Field",
                "@id": f"{name}/{part.name}",
                "name": f"{name}/{part.name}",
                "dataType": type_name(part.type, _TYPES, "Croissant"),
                "source": {**source, "transform": {"jsonPath": part.name}},
            }
            for part in of
        ]
    else:
        field["dataType"] = type_name(of, _TYPES, "Croissant")
    field["source"] = source
    if refers_to is not None:
        field["references"] = {"field": {"@id": refers_to}}
    return field


def _description(column: Column) -> str:
    """Return what a column holds, with what Croissant has no other word for: its unit and its vocabulary."""
    parts = [column.description]
    if column.unit:
        parts.append(f"Unit: {column.unit}.")
    if column.values:
        parts.append(f"Values: {', '.join(column.values)}.")
    return " ".join(parts)
