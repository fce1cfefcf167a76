"""Which code and which model made a version."""

import shutil
import subprocess
from pathlib import Path

import copydesk


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
