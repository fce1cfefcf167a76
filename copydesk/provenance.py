"""Which code, which models and which settings made a row."""

import hashlib
import json
import shutil
import subprocess
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import copydesk
from copydesk.reading import tagger_fingerprint
from copydesk.settings import Publisher, Settings
from copydesk.zoner import shipped

PACKAGES = ("copydesk", "flows", "schemas", "tasks")
"""The packages that together are the program."""

RECIPE_DIGITS = 16
"""Hexadecimal digits of a recipe."""


class Recipe(NamedTuple):
    """All that decides what becomes of an article's bytes; each is a sha256 in hexadecimal."""

    code_hash: str
    tagger_hash: str
    zoner_hash: str
    settings_hash: str

    @property
    def name(self) -> str:
        """The recipe in short, 16 hex digits: equal where all four are."""
        return hashlib.sha256("\n".join(self).encode()).hexdigest()[:RECIPE_DIGITS]


def recipe_of(settings: Settings) -> Recipe:
    """Return the recipe of a run by this code with these settings.

    Raises:
        CopydeskError: If a file of a model is missing.
    """
    return Recipe(code_hash(), tagger_fingerprint(), shipped().fingerprint, settings_hash(settings))


@cache
def code_hash() -> str:
    """Return the sha256 over names and bytes of the program's modules.

    It is right also where git knows nothing, as in an installed package or beside changes that nobody committed. The
    models have hashes of their own.
    """
    root = Path(copydesk.__file__).parents[1]
    return _hash_of(root, (path for package in PACKAGES for path in (root / package).rglob("*.py")))


def _hash_of(root: Path, files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(files):
        name, content = path.relative_to(root).as_posix().encode(), path.read_bytes()
        # The lengths part one file from the next.
        digest.update(b"%d %d\n" % (len(name), len(content)) + name + content)
    return digest.hexdigest()


def settings_hash(settings: Settings) -> str:
    """Return the sha256 over those settings that decide what rows say: not where files lie, nor who is told what."""
    deciding = {
        "identity": vars(settings.identity),
        "limits": vars(settings.limits),
        "publishers": {name: _lines(publisher) for name, publisher in settings.publishers.items()},
    }
    return hashlib.sha256(json.dumps(deciding, sort_keys=True).encode()).hexdigest()


def _lines(publisher: Publisher) -> dict[str, Any]:
    return {"boilerplate": publisher.boilerplate, "prefixes": publisher.prefixes, "keep": publisher.keep}


def git_commit() -> str | None:
    """Return the commit of the checkout that this code runs from, or None for an installed package."""
    git = shutil.which("git")
    root = Path(copydesk.__file__).parents[1]
    if git is None or not (root / ".git").exists():
        return None
    answer = subprocess.run(  # noqa: S603 - fixed arguments, no input of ours or a user's
        [git, "-C", str(root), "rev-parse", "HEAD"], capture_output=True, text=True, check=False, timeout=10
    )
    return answer.stdout.strip() if answer.returncode == 0 else None
