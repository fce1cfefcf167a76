"""A drop: a file or a folder of files, in an order that depends on their names alone."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from copydesk.errors import UsageError
from copydesk.intake.articles import SIDECAR, DroppedFile, format_of, read_file
from copydesk.intake.records import Candidate, Reason, Refusal, Rejected
from copydesk.settings import Limits

LITTER = frozenset(("thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx"))
"""What operating systems leave in folders, in lower case. Names that begin with a dot are litter too."""

_UNSAFE = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ud800-\\udfff]")
"""Control characters, and the lone surrogates by which Python spells names that are not UTF-8."""

Progress = Callable[[int, int], object]
"""Called with the number of files read so far and the number of files in all."""


def read_drop(drop: Path, limits: Limits, progress: Progress | None = None) -> Iterator[Candidate | Rejected]:
    """Yield every article of ``drop``, and every file that cannot be one, in the order of their paths.

    An empty folder yields nothing. One bad file never stops the others.

    Raises:
        UsageError: If ``drop`` is missing, cannot be listed, or holds more files than ``limits.files``.
    """
    files = list_drop(drop, limits)
    for done, dropped in enumerate(files, start=1):
        yield from read_file(dropped, limits)
        if progress:
            progress(done, len(files))


def list_drop(drop: Path, limits: Limits) -> list[DroppedFile]:
    """Return the files of ``drop`` with their sidecars, sorted by their POSIX paths in it; reads none of them.

    Links to files inside the drop are read, links to folders inside it are passed over (their files are here anyway),
    and links that lead outside are refused.

    Raises:
        UsageError: As ``read_drop``.
    """
    try:
        if drop.is_dir():
            root = drop.resolve(strict=True)
            files, closed = _walk(drop, limits)
        elif drop.exists():
            root = drop.resolve(strict=True).parent
            files, closed = _file_and_sidecar(drop), []
        else:
            raise UsageError(f"{drop}: no such file or folder")
    except OSError as error:
        raise UsageError(f"{drop}: {error.strerror or error}") from None
    if len(files) > limits.files:
        raise UsageError(f"{drop}: more than {limits.files:,} files; split the drop or raise limits.files")
    return sorted([*closed, *_pair(files, root)], key=lambda dropped: dropped.source_path)


def _file_and_sidecar(file: Path) -> dict[str, Path]:
    names = [] if _is_sidecar(file.name) else sidecar_names(file.name)
    return {file.name: file} | {name: file.with_name(name) for name in names if file.with_name(name).is_file()}


def _walk(drop: Path, limits: Limits) -> tuple[dict[str, Path], list[DroppedFile]]:
    """Return the files under ``drop`` by relative path, and the folders that cannot be entered."""
    files: dict[str, Path] = {}
    closed: list[DroppedFile] = []
    folders = [(drop, "")]
    while folders and len(files) <= limits.files:
        folder, prefix = folders.pop()
        try:
            entries = list(os.scandir(folder))
        except OSError as error:
            if not prefix:
                raise
            reason = Reason.UNREADABLE_FILE, f"folder: {error.strerror or error}"
            closed.append(DroppedFile(_safe(prefix.rstrip("/")), folder, refused=reason))
            continue
        for entry in entries:
            if entry.name.startswith(".") or entry.name.lower() in LITTER:
                continue
            place = prefix + entry.name
            if entry.is_dir(follow_symlinks=False):
                folders.append((Path(entry.path), place + "/"))
            else:
                files[place] = Path(entry.path)
    return files, closed


def _pair(files: dict[str, Path], root: Path) -> Iterator[DroppedFile]:
    """Give each article file its sidecar; a sidecar that is nobody's is a loss to be seen."""
    sidecars = {place: path for place, path in files.items() if _is_sidecar(place)}
    claimed: set[str] = set()
    for place, path in files.items():
        if place in sidecars:
            continue
        problem = _problem(place, path, root)
        if problem is None and path.is_dir():
            continue
        folder, _, name = place.rpartition("/")
        prefix = f"{folder}/" if folder else ""
        mine = [prefix + candidate for candidate in sidecar_names(name) if prefix + candidate in sidecars]
        claimed.update(mine)
        sidecar = sidecars[mine[0]] if mine else None
        if problem is None and sidecar is not None and (wrong := _problem(mine[0], sidecar, root)):
            problem = (wrong[0], f"sidecar {sidecar.name}: {wrong[1]}")
        yield DroppedFile(_safe(place), path, sidecar, problem)
    for place in sidecars.keys() - claimed:
        yield DroppedFile(
            _safe(place), sidecars[place], refused=(Reason.MISSING_BODY, "a sidecar without an article beside it")
        )


def _is_sidecar(place: str) -> bool:
    return place.lower().endswith(SIDECAR)


def sidecar_names(name: str) -> list[str]:
    """Return the names that a sidecar of ``name`` may have, the most particular first."""
    names = [name]
    try:
        _, packed = format_of(name)
    except Refusal:
        packed = False
    if packed:
        names.append(name[: -len(".gz")])
    names.append(Path(names[-1]).stem)
    return [item + SIDECAR for item in names]


def _problem(place: str, path: Path, root: Path) -> tuple[Reason, str] | None:
    if _safe(place) != place:
        return Reason.UNSAFE_PATH, "the name holds control characters or is not UTF-8; rename the file"
    try:
        if path.is_symlink() and not path.resolve(strict=True).is_relative_to(root):
            return Reason.UNSAFE_PATH, "a link that leads outside the drop"
    except (OSError, RuntimeError):
        return Reason.UNREADABLE_FILE, "a link that leads nowhere"
    return None


def _safe(place: str) -> str:
    """Return ``place`` with what no table or terminal should get escaped."""
    return _UNSAFE.sub(lambda match: match[0].encode("unicode_escape").decode(), place)
