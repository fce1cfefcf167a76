"""Read PolNeAR (Newell et al., LREC 2018): news texts with brat stand-off attributions."""

import re
from dataclasses import dataclass
from pathlib import Path

from copydesk.text.spans import Span

ROLES = ("SOURCE", "CUE", "CONTENT")


@dataclass(frozen=True)
class Article:
    """One annotated text. Each attribution maps a role to its fragments, sorted."""

    name: str
    text: str
    attributions: list[dict[str, list[Span]]]


def read_articles(folder: Path) -> list[Article]:
    """Return the annotated articles of a split folder (``text/``, ``attributions/``), by name.

    Twenty documents have several annotators; the first by id is taken, as the scorer does.
    """
    annotations: dict[str, Path] = {}
    for path in sorted(folder.glob("attributions/*.ann")):
        annotations.setdefault(path.stem.rsplit("_", 1)[0], path)
    articles = []
    for name, path in sorted(annotations.items()):
        text = (folder / "text" / f"{name}.txt").read_bytes().decode("utf-8")
        articles.append(Article(name, text, _attributions(path.read_bytes().decode("utf-8"))))
    return articles


def _attributions(annotation: str) -> list[dict[str, list[Span]]]:
    spans: dict[str, list[Span]] = {}
    found = []
    # Some text fields hold newlines, so a record ends only where the next one begins.
    for record in re.split(r"\n(?=[TEAR#*]\d*\t)", annotation):
        if match := re.match(r"(T\d+)\t\S+ ([\d ;]+)\t", record):
            spans[match[1]] = [Span(*map(int, part.split())) for part in match[2].split(";")]
        elif match := re.match(r"E\d+\t(.*)", record):
            roles: dict[str, list[Span]] = {role: [] for role in ROLES}
            for argument in match[1].split():
                role, _, identifier = argument.partition(":")
                role = role.rstrip("0123456789").upper()
                if role in roles:
                    roles[role] += spans.get(identifier, [])
            found.append({role: sorted(fragments) for role, fragments in roles.items()})
    return found
