"""Intake: files as dropped become articles with a source text, or go to quarantine with a reason.

Knows nothing of Prefect, pandas or the dataset: what a file means for the dataset is ``copydesk.identity``'s to judge.
"""

from copydesk.intake.articles import DroppedFile, read_file
from copydesk.intake.drop import Progress, list_drop, read_drop
from copydesk.intake.records import Candidate, Reason, Rejected

__all__ = ["Candidate", "DroppedFile", "Progress", "Reason", "Rejected", "list_drop", "read_drop", "read_file"]
