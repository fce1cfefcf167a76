"""A process that forks what is to be killed, and the ground of each course; both are made once."""

from collections.abc import Callable, Iterator

import pytest
from fault_grounds import Ground, Zygote, zygote_in


@pytest.fixture(scope="session")
def zygote(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Zygote]:
    with zygote_in(tmp_path_factory.mktemp("warm")) as process:
        yield process


@pytest.fixture(scope="session")
def ground(zygote: Zygote, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Ground]:
    """Return the ground of a course by its name, made once."""
    made: dict[str, Ground] = {}

    def of(course: str) -> Ground:
        if course not in made:
            made[course] = Ground(zygote, tmp_path_factory.mktemp(course.replace(" ", "-")), course)
        return made[course]

    return of
