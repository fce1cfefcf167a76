"""Every row of an article is in one batch, whichever parts it came in, and no row is lost."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from tasks.arrivals import Arrivals

SCHEMA = pa.schema([("article_id", pa.string()), ("text", pa.string())])
IDS = st.sampled_from("abcdefg")
ROWS = st.lists(st.lists(st.tuples(IDS, st.text(max_size=3)), max_size=6), max_size=5)


def table(rows):
    return pa.Table.from_pylist([{"article_id": article, "text": text} for article, text in rows], schema=SCHEMA)


@given(st.sets(IDS), ROWS, st.integers(1, 9))
def test_batches_hold_all_rows_of_their_articles_in_order(ids, parts, size):
    with TemporaryDirectory() as folder:
        arrivals = Arrivals(ids, Path(folder), size)
        arrivals.take("rows", SCHEMA, map(table, parts))
        batches = [[*map(tuple, arrivals.rows("rows", batch).to_pandas().to_numpy())] for batch in arrivals.batches]
        named = [arrivals.article_ids(batch) for batch in arrivals.batches]
    wanted = [row for part in parts for row in part]
    assert [article for names in named for article in names] == sorted(ids)
    assert batches == [[row for row in wanted if row[0] in names] for names in named]
    assert all(len(names) <= size for names in named)
    assert arrivals.counts["rows"] == sum(map(len, batches))
