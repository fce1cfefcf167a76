"""Which code, models and settings made a row."""

from dataclasses import replace
from pathlib import Path

import copydesk.provenance
from copydesk.provenance import Recipe, code_hash, recipe_of, settings_hash
from copydesk.settings import Identity, Limits, Publisher, Settings


def test_a_recipe_is_another_one_when_any_of_its_parts_is():
    recipe = Recipe(*(digit * 64 for digit in "abcd"))
    others = [recipe._replace(**{name: "e" * 64}) for name in Recipe._fields]
    assert len({item.name for item in (recipe, *others)}) == 5
    assert len(recipe.name) == 16


def test_the_code_is_known_by_its_modules_wherever_they_lie(tmp_path):
    def hashed(**files: str) -> str:
        for name, text in files.items():
            (tmp_path / f"{name}.py").write_text(text)
        return copydesk.provenance._hash_of(tmp_path, [tmp_path / f"{name}.py" for name in files])

    same, otherwise = hashed(a="x = 1", b="y = 2"), hashed(b="y = 2", a="x = 1")
    assert same == otherwise
    assert hashed(a="x = 1\n", b="y = 2") != same
    assert hashed(a="x = 1", c="y = 2") != same
    assert len(code_hash()) == 64


def test_only_settings_that_decide_what_rows_say_count():
    settings = Settings()
    for same in (
        replace(settings, workers=7),
        replace(settings, dataset=Path("x")),
        replace(settings, drops=Path("y")),
    ):
        assert settings_hash(same) == settings_hash(settings)
    for other in (
        replace(settings, identity=Identity(similarity=0.5)),
        replace(settings, limits=Limits(files=1)),
        replace(settings, publishers={"Herald": Publisher(keep=("x",))}),
    ):
        assert settings_hash(other) != settings_hash(settings)
    one, two = {"A": Publisher(), "B": Publisher()}, {"B": Publisher(), "A": Publisher()}
    assert settings_hash(replace(settings, publishers=one)) == settings_hash(replace(settings, publishers=two))


def test_a_run_s_recipe_names_its_models():
    recipe = recipe_of(Settings())
    assert all(len(part) == 64 for part in recipe)
    assert recipe == recipe_of(Settings())
