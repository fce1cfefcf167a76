"""Re-resolve requirements.lock and requirements-dev.lock from pyproject.toml: `make lock`.

One lock serves every supported Python and platform, as plain ``name==version`` lines. So versions are resolved for
the oldest supported Python, and what another Python or platform would ask for in addition (a package's conditional
dependencies) is pinned too: an unneeded package does no harm, a missing one breaks an import.
"""

import itertools
import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
OLDEST = "3.11"
PYTHONS = (OLDEST, "3.12", "3.13", "3.14")
PLATFORMS = (("linux", "Linux", "x86_64"), ("linux", "Linux", "aarch64"), ("darwin", "Darwin", "arm64"))
EDITABLES = "editables"
"""What hatchling needs beside itself to install the project with ``pip install --no-build-isolation -e .``."""

SOURCE_ONLY = ("jsonpath-rw",)
"""Packages that have no wheel. pip resolves for another Python from wheels alone, so theirs are made here first."""


class Package(NamedTuple):
    """One resolved package."""

    version: str
    requires: list[Requirement]


def environments() -> list[dict[str, str]]:
    """Return the marker environments that a lock must serve."""
    return [
        {
            "python_version": python,
            "python_full_version": f"{python}.0",
            "implementation_name": "cpython",
            "platform_python_implementation": "CPython",
            "os_name": "posix",
            "sys_platform": system,
            "platform_system": name,
            "platform_machine": machine,
        }
        for python, (system, name, machine) in itertools.product(PYTHONS, PLATFORMS)
    ]


def applies(marker: Marker | None, extras: Iterable[str]) -> bool:
    """Say whether a dependency is asked for on any supported Python and platform."""
    return marker is None or any(
        marker.evaluate({**environment, "extra": extra}) for environment in environments() for extra in ("", *extras)
    )


def build_wheels(folder: Path) -> None:
    """Write into ``folder`` a wheel of each package that has none; these are pure Python, so any Python's will do."""
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder)]
    subprocess.run([*command, *SOURCE_ONLY], check=True)


def resolve(requirements: list[str], pins: Path | None, wheels: Path) -> dict[str, Package]:
    """Ask pip for versions of ``requirements`` that work together on the oldest Python, installing nothing."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed", "--report", "-"]
    command += ["--python-version", OLDEST, "--only-binary", ":all:", "--target", str(ROOT)]
    command += ["--find-links", str(wheels)]
    command += ["--constraint", str(pins)] if pins else []
    done = subprocess.run([*command, *requirements], check=True, stdout=subprocess.PIPE, text=True)
    report: dict[str, Any] = json.loads(done.stdout)
    return {
        canonicalize_name(item["metadata"]["name"]): Package(
            item["metadata"]["version"], [Requirement(line) for line in item["metadata"].get("requires_dist", [])]
        )
        for item in report["install"]
    }


def unmet(roots: list[str], packages: dict[str, Package]) -> list[str]:
    """Return what ``roots`` need on some Python or platform that ``packages`` lack, or hold in an unfit version."""
    wanted: dict[str, set[str]] = {}
    queue = [Requirement(root) for root in roots]
    lacking = set()
    while queue:
        requirement = queue.pop()
        name = canonicalize_name(requirement.name)
        if name not in packages or packages[name].version not in requirement.specifier:
            requirement.marker = None
            lacking.add(str(requirement))
            continue
        if name not in wanted or not requirement.extras <= wanted[name]:
            wanted[name] = wanted.get(name, set()) | requirement.extras
            queue += [item for item in packages[name].requires if applies(item.marker, wanted[name])]
    return sorted(lacking)


def lock(path: Path, roots: list[str], wheels: Path, pins: Path | None = None) -> None:
    """Write the lock of ``roots`` to ``path``, leaving out what the lock ``pins`` holds already."""
    requirements = list(roots)
    packages = resolve(requirements, pins, wheels)
    while lacking := unmet(roots, packages):
        requirements += lacking
        packages = resolve(requirements, pins, wheels)
    held = pins.read_text().splitlines() if pins else []
    lines = [f"{name}=={package.version}" for name, package in sorted(packages.items())]
    title = "# What `make lock` resolved from pyproject.toml; installed with --no-deps. Do not edit by hand."
    path.write_text("\n".join([title, *(line for line in lines if line not in held)]) + "\n")


def main() -> None:
    """Write both locks."""
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text())
    build = [*pyproject["build-system"]["requires"], EDITABLES]
    project = pyproject["project"]
    extras = itertools.chain.from_iterable(project["optional-dependencies"].values())
    runtime = ROOT / "requirements.lock"
    with tempfile.TemporaryDirectory() as folder:
        wheels = Path(folder)
        build_wheels(wheels)
        lock(runtime, [*project["dependencies"], *extras, *build], wheels)
        lock(ROOT / "requirements-dev.lock", pyproject["dependency-groups"]["dev"], wheels, runtime)


if __name__ == "__main__":
    main()
