"""Judge: the drop's articles as a whole against those of the dataset; what is unlike them raises an alarm."""

import pandas as pd
from prefect import task
from prefect.cache_policies import NO_CACHE

from copydesk.drift import COLUMNS, VERSIONS, Judgement, baseline_of, judge
from copydesk.ledger import QUARANTINED, Ledger
from copydesk.settings import Settings
from copydesk.store import Dataset, Version
from schemas import TABLES
from schemas.arrow import empty, to_table
from schemas.versions import Versions
from tasks.lookups import matching, scanned


@task(name="judge", cache_policy=NO_CACHE)
def judge_drop(
    profiles: pd.DataFrame, dataset: Dataset | None, head: Version | None, ledger: Ledger, settings: Settings
) -> Judgement:
    """Return what the gate says of the drop; nothing is left out and nothing written.

    Args:
        profiles: The table ``profiles`` of the articles that would be added or revised, validated.
        dataset: What they are compared with; None where there is nothing yet.
        head: Its newest version.
        ledger: The fates of the drop's files.
        settings: The gate's thresholds, and which alarms a publisher never raises.
    """
    drop = to_table(profiles, TABLES["profiles"])
    base = baseline_of(
        scanned(dataset, head, "profiles", list(COLUMNS)),
        dataset.read("versions", head, list(VERSIONS)) if dataset and head else to_table(empty(Versions), Versions),
        set(drop["publisher"].to_pylist()),
        settings.gate,
        leaving={str(article_id) for article_id in drop["article_id"].to_pylist()},
    )
    quiet = {name: publisher.quiet for name, publisher in settings.publishers.items()}
    return judge(drop, base, _news(ledger, dataset, head), settings.gate, quiet)


def _news(ledger: Ledger, dataset: Dataset | None, head: Version | None) -> Ledger:
    """Return the fates without files that lie in quarantine already: a folder that grows brings them each time."""
    paths = sorted({entry.source_path for entry in ledger.fates(QUARANTINED)})
    columns = ["source_path", "content_hash"]
    held = matching(dataset, head, "quarantine", "source_path", paths, columns)
    known = set(zip(*(held[column].to_pylist() for column in columns), strict=True))
    return Ledger(
        [
            entry
            for entry in ledger.entries
            if entry.fate != QUARANTINED or (entry.source_path, entry.content_hash) not in known
        ]
    )
