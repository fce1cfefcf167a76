"""Gold and predictions in the shapes that the scorers of ``../shared/eval`` read."""

from collections.abc import Iterable
from typing import Any

Row = dict[str, Any]

NER_LABELS = {
    "person": "PERSON",
    "politician": "PERSON",
    "organisation": "ORG",
    "politicalparty": "ORG",
    "location": "LOC",
    "country": "LOC",
}
"""Labels of CoNLL-2003 and CrossNER politics, and what the scorer calls them. Others (misc, event, election) are
nobody's: the scorer knows three labels."""


def ner_gold(rows: Iterable[Row]) -> list[Row]:
    """Return gold ``{"doc", "text", "ents"}`` with the scorer's labels; other entities are left out."""
    return [
        {
            "doc": row["doc"],
            "text": row["text"],
            "ents": [[start, end, NER_LABELS[label]] for start, end, label in row["ents"] if label in NER_LABELS],
        }
        for row in rows
    ]


def ner_predictions(records: Iterable[Row]) -> list[Row]:
    """Return ``{"doc", "ents": [[start, end, label]]}`` of annotations; the scorer folds GPE and LOC itself."""
    return [{"doc": record["doc"], "ents": [mention[:3] for mention in record["mentions"]]} for record in records]


def sentence_predictions(records: Iterable[Row]) -> list[Row]:
    """Return ``{"doc", "sents": [[start, end]]}`` of annotations."""
    return [{"doc": record["doc"], "sents": record["sentences"]} for record in records]


def html_gold(rows: Iterable[Row]) -> list[Row]:
    """Return gold of HTML pages as the scorer reads that of texts: of a page, every stated title counts."""
    return [row | {"title_in_raw": bool(row.get("title"))} for row in rows]


def texts_of(rows: Iterable[Row]) -> dict[str, str]:
    """Return the texts of gold rows by document.

    Raises:
        ValueError: If two rows name one document, since predictions could not be told apart.
    """
    texts: dict[str, str] = {}
    for row in rows:
        if row["doc"] in texts:
            raise ValueError(f"{row['doc']}: two gold rows of one document")
        texts[row["doc"]] = row["text"]
    return texts
