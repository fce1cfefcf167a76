"""What a column may be: its Arrow type, its description and unit, and the patterns that ids keep to.

The aliases are annotations for pandera models. They name Arrow types inside pandas, the one spelling that pandera and
pandas agree on: a bare ``pa.string()`` or ``"string[pyarrow]"`` fails validation of frames that came from Parquet.
"""

from collections.abc import Mapping
from typing import Annotated, Any

import pandas as pd
import pandera.pandas as pandera
import pyarrow as pa

Text = Annotated[pd.ArrowDtype, pa.string()]
Integer = Annotated[pd.ArrowDtype, pa.int64()]
Real = Annotated[pd.ArrowDtype, pa.float64()]
Flag = Annotated[pd.ArrowDtype, pa.bool_()]
Instant = Annotated[pd.ArrowDtype, pa.timestamp("us", tz="UTC")]
Texts = Annotated[pd.ArrowDtype, pa.list_(pa.string())]
Spans = Annotated[pd.ArrowDtype, pa.list_(pa.struct([("start", pa.int64()), ("end", pa.int64())]))]
Signature = Annotated[pd.ArrowDtype, pa.binary(256)]
TableStates = Annotated[
    pd.ArrowDtype, pa.list_(pa.struct([("table", pa.string()), ("rows", pa.int64()), ("hash", pa.string())]))
]
Alarms = Annotated[pd.ArrowDtype, pa.list_(pa.struct([("alarm", pa.string()), ("publisher", pa.string())]))]

ID = r"^[0-9a-f]{16}$"
"""article_id, entity_id, drop_id, file_id, recipe: the first 16 hex digits of a sha256."""
HASH = r"^[0-9a-f]{64}$"
"""A whole sha256."""

CODE_POINTS = "code points"
"""Unit of every offset: Python characters of articles.text, ends exclusive."""


def column(
    description: str,
    *,
    unit: str | None = None,
    values: Mapping[str, str] | None = None,
    items: Mapping[str, str] | None = None,
    nullable: bool = False,
    **checks: Any,
) -> Any:
    """Return the field of a column; everything that is known of the column is said here, once.

    Args:
        description: What the column holds, as the data dictionary and the Parquet metadata say it.
        unit: What a number counts or measures.
        values: The only values allowed, each with its meaning.
        items: Of a list, what may stand in it, each with its meaning; the model checks it (`schemas.base.items_match`).
        nullable: Whether null ("nobody knows") may stand here.
        checks: Checks of ``pandera.Field``, such as ``ge=0`` or ``str_matches=ID``.
    """
    if values is not None:
        checks["isin"] = list(values)
    return pandera.Field(
        description=description, nullable=nullable, metadata={"unit": unit, "values": values or items}, **checks
    )
