"""Learn: what recurs over the documents of a publisher, in the drop and in the dataset before it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

import pandas as pd
from prefect import task
from prefect.cache_policies import NO_CACHE

from copydesk.errors import CopydeskError
from copydesk.families import family_number
from copydesk.hints import hints_of
from copydesk.progress import track
from copydesk.settings import Publisher, Settings
from copydesk.store import Dataset, Version
from copydesk.text.affixes import bare_key
from copydesk.text.learned import LABEL_FAMILIES, NOTHING, Learned, TitleIndex
from copydesk.text.lessons import threshold
from copydesk.text.recurrence import Document, IsTitle, PatternKind, count_documents, pattern_id, sightings
from copydesk.text.zones import normalised
from copydesk.zoner import zone_text
from tasks.frames import table
from tasks.identify import Admission
from tasks.learned_before import Before, read_before
from tasks.learned_rows import TABLE, LearnedRow, in_force, pattern_of, row_of, rows_of, surplus
from tasks.learned_rows import by_publisher as rows_by_publisher

_TITLE_ROUNDS = 3
"""How often the next best title is looked for: a page may open with the site's name, its slogan and a label."""


@dataclass(frozen=True)
class Learning:
    """What a drop teaches, and what was known before it."""

    rows: pd.DataFrame
    """New and changed rows of the table ``learned_lines``."""
    leaving: frozenset[str]
    """pattern_ids whose rows leave the dataset: changed or forgotten."""
    by_publisher: Mapping[str | None, Learned]
    """What holds for the documents of each publisher of the drop."""
    own_titles: Mapping[str, frozenset[str]]
    """Family to the keys of the titles of its articles in the drop."""
    titles: TitleIndex

    def of(self, admission: Admission) -> Learned:
        """Return what is known of the lines of one article from others."""
        publisher = self.by_publisher.get(admission.candidate.publisher, NOTHING)
        family = family_of(admission)
        own = self.own_titles[family]
        return Learned(publisher.lines, publisher.affixes, publisher.keep, self.titles, family_number(family), own)


@task(name="learn", cache_policy=NO_CACHE)
def learn_lines(
    admissions: list[Admission],
    drop_ids: Sequence[str],
    dataset: Dataset | None,
    head: Version | None,
    settings: Settings,
) -> Learning:
    """Count what the admitted articles share with each other and with those of the dataset.

    The order of the files in a drop does not count. Of each family (near duplicates, and the revisions of an article)
    one document is counted for a publisher, when its first article comes.

    Args:
        admissions: The articles, before they are zoned.
        drop_ids: The drops in the order given.
        dataset: What is there already.
        head: Its newest version.
        settings: What a person wants kept.
    """
    arrived = _by_publisher(admissions)
    before = read_before(dataset, head, arrived)
    titles, own_titles = _titles(before, admissions, settings)

    def is_title(kind: PatternKind, key: str, family: str) -> bool:
        return titles.is_title(key) if kind == "suffix" else titles.is_of_another(key, family_number(family))

    known_rows = rows_by_publisher(before.patterns, arrived)
    rows: list[LearnedRow] = []
    leaving: set[str] = set()
    by_publisher: dict[str | None, Learned] = {}
    for publisher in track(sorted(arrived, key=lambda name: (name is not None, name)), "Learning"):
        documents = _documents(publisher, arrived[publisher], before, drop_ids)
        old = rows_of(known_rows.get(publisher), _shown(publisher, arrived[publisher]))
        counted = before.documents(publisher)
        new = _counted(publisher, old, documents, counted, _keep(settings, publisher), is_title)
        changed = [row for identifier, row in new.items() if row is not old.get(identifier)]
        rows += changed
        leaving |= {row["pattern_id"] for row in changed} & old.keys() | old.keys() - new.keys()
        by_publisher[publisher] = in_force(new.values(), _keep(settings, publisher))
    forgotten = surplus(before.patterns, rows, arrived)
    kept = [row for row in rows if row["pattern_id"] not in forgotten]
    return Learning(table(TABLE, kept), frozenset(leaving | forgotten), by_publisher, own_titles, titles)


def _counted(
    publisher: str | None,
    old: Mapping[str, LearnedRow],
    documents: Sequence[Document],
    before: int,
    keep: frozenset[str],
    is_title: IsTitle,
) -> dict[str, LearnedRow]:
    """Return the publisher's rows once its documents are counted; those that stay as they were are the same objects."""
    known = {identifier: pattern_of(row) for identifier, row in old.items()}
    patterns = count_documents(publisher, known, documents, before, threshold(publisher), is_title)
    return {
        identifier: old[identifier]
        if pattern == known.get(identifier)
        else row_of(identifier, publisher, pattern, before + len(documents), keep)
        for identifier, pattern in patterns.items()
    }


def _keep(settings: Settings, publisher: str | None) -> frozenset[str]:
    """Return the keys of what the settings keep of a publisher's lines."""
    return frozenset(map(bare_key, settings.publishers.get(publisher or "", Publisher()).keep))


def family_of(admission: Admission) -> str:
    """Return the family_id of an admitted article."""
    return admission.family_id or admission.article_id


def _titles(
    before: Before, admissions: Sequence[Admission], settings: Settings
) -> tuple[TitleIndex, dict[str, frozenset[str]]]:
    """Return whose every title is, and the keys of the titles of each family of the drop."""
    index = TitleIndex(before.headings, before.bearers)
    own: dict[str, frozenset[str]] = {}
    for admission, title in _own_titles(admissions, settings):
        family = family_of(admission)
        own.setdefault(family, frozenset())
        if title is not None:
            index.add(title, family_number(family))
            own[family] |= {bare_key(title)}
    return index, own


def _own_titles(admissions: Sequence[Admission], settings: Settings) -> Iterator[tuple[Admission, str | None]]:
    """Yield every article with its title: as metadata has it, else as zoning finds it without learning.

    What zoning takes for the title of many articles of a publisher is its name or slogan: then the next best is.
    """
    titles = {admission.article_id: admission.candidate.title for admission in admissions}
    labels: dict[str | None, set[str]] = defaultdict(set)
    waiting = [admission for admission in admissions if admission.candidate.title is None]
    for _ in range(_TITLE_ROUNDS):
        for admission in waiting:
            titles[admission.article_id] = _zoned_title(admission, settings, labels[admission.candidate.publisher])
        borne = {
            (admission.candidate.publisher, titles[admission.article_id], family_of(admission))
            for admission in admissions
        }
        bearers = Counter((publisher, title) for publisher, title, _ in borne)
        waiting = [
            admission
            for admission in waiting
            if (title := titles[admission.article_id]) is not None
            and bearers[admission.candidate.publisher, title] >= LABEL_FAMILIES
        ]
        for admission in waiting:
            labels[admission.candidate.publisher].add(normalised(titles[admission.article_id] or ""))
    return ((admission, titles[admission.article_id]) for admission in admissions)


def _zoned_title(admission: Admission, settings: Settings, labels: Set[str]) -> str | None:
    """Return the title that zoning finds; None where there is none, or the text can't be zoned."""
    text = admission.candidate.text
    try:
        hints = hints_of(admission.candidate, settings)
        segments = zone_text(text, replace(hints, boilerplate=hints.boilerplate | labels))
    except CopydeskError:
        raise  # the model cannot be used: no article is to blame
    except Exception:
        # The article goes to quarantine when it is cleaned, with the reason.
        return None
    return next((text[segment.start : segment.end] for segment in segments if segment.kind == "title"), None)


def _by_publisher(admissions: Iterable[Admission]) -> dict[str | None, list[Admission]]:
    found: dict[str | None, list[Admission]] = defaultdict(list)
    for admission in admissions:
        found[admission.candidate.publisher].append(admission)
    return found


def _shown(publisher: str | None, admissions: Iterable[Admission]) -> Iterator[str]:
    """Yield the pattern_ids of all that the articles show, repeats included."""
    for admission in admissions:
        for sighting in sightings(admission.candidate.text):
            yield pattern_id(publisher, sighting.kind, sighting.key)


def _documents(
    publisher: str | None,
    admissions: Iterable[Admission],
    before: Before,
    drop_ids: Sequence[str],
) -> list[Document]:
    """Return one document for each family that the publisher did not have yet, the earlier drops' first."""
    groups: dict[str, list[Admission]] = defaultdict(list)
    for admission in admissions:
        family = family_of(admission)
        if not before.has(publisher, family_number(family)):
            groups[family].append(admission)
    order = {drop_id: number for number, drop_id in reversed(list(enumerate(drop_ids)))}
    documents = []
    for family, members in groups.items():
        members.sort(key=lambda member: (order[member.drop_id], member.article_id))
        article_ids = tuple(member.article_id for member in members)
        texts = tuple(member.candidate.text for member in members)
        documents.append(Document(family, members[0].drop_id, article_ids, texts))
    return sorted(documents, key=lambda document: (order[document.drop_id], document.family))
