"""By what code, models and settings a row was made: what the table versions knows of a recipe."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from copydesk.store import Dataset, Version

_HASHES = ("code_hash", "tagger_hash", "zoner_hash", "settings_hash")
_COLUMNS = ("version", "recipe", *_HASHES, "code_version", "git_commit")


class Recipe(NamedTuple):
    """What decides what becomes of a text: four hashes, and what code calls itself."""

    code_hash: str | None
    tagger_hash: str | None
    zoner_hash: str | None
    settings_hash: str | None
    code_version: str
    git_commit: str | None


def code_names(old: Recipe, new: Recipe) -> tuple[str, str]:
    """Return what two states of the code are called, for a person: ``0.2.0 d4e5f6a``; never the same for two.

    A commit does not tell one from another where somebody works on the code: then the hash is added.
    """
    names = [
        f"{recipe.code_version} {(recipe.git_commit or recipe.code_hash or '')[:7]}".rstrip() for recipe in (old, new)
    ]
    if names[0] == names[1] and old.code_hash != new.code_hash:
        names = [f"{name}, {(recipe.code_hash or '–')[:8]}" for name, recipe in zip(names, (old, new), strict=True)]
    return names[0], names[1]


def recipe_of(facts: Mapping[str, Any]) -> Recipe:
    """Return the recipe of a row of versions, or of the provenance of a version; unknown is None."""
    code, tagger, zoner, settings = map(facts.get, _HASHES)
    return Recipe(code, tagger, zoner, settings, facts["code_version"], facts.get("git_commit"))


def recipes_of(dataset: Dataset, newest: Version) -> dict[str, Recipe]:
    """Return every recipe that a version up to ``newest`` was made by; none where nobody recorded them."""
    columns = newest.tables["versions"].columns if "versions" in newest.tables else ()
    if not {"recipe", *_HASHES} <= set(columns):
        return {}
    rows: list[dict[str, Any]] = dataset.read("versions", newest, _COLUMNS).to_pylist()
    found: dict[str, Recipe] = {}
    for row in sorted(rows, key=lambda row: int(row["version"])):
        if row["recipe"] is not None:
            # The first that used it: later ones may be of another commit with the same code.
            found.setdefault(row["recipe"], recipe_of(row))
    return found
