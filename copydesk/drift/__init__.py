"""Whether a drop is like what the dataset knows: statistics on the profiles of articles, and on nothing else.

docs/gate.md tells what each alarm measures, by which formula, and how much it takes to ring.
"""

from copydesk.drift.alarms import Accepted, Alarm, Judgement, accepted_of, unaccepted
from copydesk.drift.articles import COLUMNS
from copydesk.drift.baseline import VERSIONS, Baseline, baseline_of
from copydesk.drift.gate import judge

__all__ = [
    "COLUMNS",
    "VERSIONS",
    "Accepted",
    "Alarm",
    "Baseline",
    "Judgement",
    "accepted_of",
    "baseline_of",
    "judge",
    "unaccepted",
]
