"""The gate from dropped pages to exit codes: a publisher's new layout rings once, in check and in build alike."""

import json
import random

import pytest

import copydesk
from copydesk.text.annotations import Reading

pytestmark = pytest.mark.usefixtures("plain_flows", "mute_tagger")

TOWNS = ("Arvika", "Lydhavn", "Holmstad", "Nordby", "Sandvik", "Tveit", "Fjell", "Brenna", "Orra", "Skarnes", "Vik")
PEOPLE = ("Maria Lindqvist", "Tomas Ekdal", "Ida Brekke", "Henrik Vang", "Greta Moe", "Lars Holm", "Astrid Lien")
DEEDS = ("rebuilt", "painted", "sold", "closed", "flooded", "measured", "bought", "opened", "repaired", "forgot")
THINGS = ("bridge", "ferry", "mill", "school", "choir hall", "well", "clock tower", "harbour", "library", "old road")
TIMES = ("on Monday", "before the summer", "after the storm", "for the second time", "without a word", "at last")
WHY = ("because nobody else would", "although the money was short", "as the council had asked", "to everyone's relief")


@pytest.fixture
def mute_tagger(monkeypatch):
    """Read no names and no quotations: zones are what this is about, and the tagger takes its time."""
    monkeypatch.setattr(
        "flows.stages.read_articles",
        lambda articles, *_: {article.article_id: Reading((), ()) for article in articles},
    )


def sentence(dice: random.Random) -> str:
    return (
        f"{dice.choice(PEOPLE)} of {dice.choice(TOWNS)} {dice.choice(DEEDS)} the {dice.choice(THINGS)} in"
        f" {dice.choice(TOWNS)} {dice.choice(TIMES)} {dice.choice(WHY)}."
    )


def page(seed: int, *, changed: bool = False) -> str:
    dice = random.Random(seed)  # noqa: S311
    title = f"{dice.choice(PEOPLE)} and the {dice.choice(THINGS)} of {dice.choice(TOWNS)}"
    body = "\n\n".join(" ".join(sentence(dice) for _ in range(3)) for _ in range(5))
    if changed:
        widget = "Share on Facebook\n\nShare on Twitter\n\nSubscribe to our newsletter\n\n"
        return f"Home\n\n{widget}{title}\n\n3 min read\n\n{body}\n\nAdvertisement\n\n{widget}0 comments\n"
    return f"{title}\n\nBy Anna Berg\n\n{body}\n"


def dropped(folder, seeds, **how):
    folder.mkdir(parents=True)
    for seed in seeds:
        (folder / f"{seed}.txt").write_text(page(seed, **how), encoding="utf-8")
        (folder / f"{seed}.txt.meta.json").write_text(json.dumps({"publisher": "Holmstad Herald"}))
    return folder


def everything(folder):
    return {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in folder.rglob("*")}


def rung(outcome):
    return [(alarm["alarm"], alarm["publisher"]) for alarm in outcome["alarms"]]


@pytest.mark.slow
def test_a_new_layout_rings_once_in_check_and_build_alike(told, dataset, tmp_path):
    assert told("build", dropped(tmp_path / "first", range(52)), "--strict")[0] == 0
    same, other = (
        dropped(tmp_path / "same", range(100, 122)),
        dropped(tmp_path / "other", range(200, 252), changed=True),
    )

    code, out, _ = told("check", same, "--json")
    assert (code, rung(json.loads(out)), json.loads(out)["notes"]) == (0, [], [])
    assert json.loads(out)["tests"] >= 5

    before = everything(dataset)
    code, out, _ = told("check", other, "--json", "--workers", 1)
    checked = json.loads(out)
    assert code == 1
    assert ("layout", "Holmstad Herald") in rung(checked)
    code, out, _ = told("build", other, "--strict", "--json")
    assert code == 1
    assert json.loads(out)["alarms"] == checked["alarms"]
    assert everything(dataset) == before

    accept = [
        word for alarm in {alarm for alarm, _ in rung(checked)} for word in ("--accept", f"{alarm}:Holmstad Herald")
    ]
    code, out, _ = told("build", other, "--strict", "--json", *accept)
    assert code == 0
    assert json.loads(out)["alarms"] == checked["alarms"]
    alarms = copydesk.read("versions", dataset=dataset)["alarms"].to_list()
    assert [len(recorded) for recorded in alarms] == [0, len(checked["alarms"])]

    again = dropped(tmp_path / "again", range(300, 322), changed=True)
    assert told("check", again)[0] == 0
    back = dropped(tmp_path / "back", range(400, 422))
    assert ("layout", "Holmstad Herald") in rung(json.loads(told("check", back, "--json")[1]))


def test_a_scheduled_build_that_is_strict_says_what_rang_and_fails(dataset, tmp_path, capsys):
    from copydesk.report.outcome import AlarmedError
    from flows.schedule import build_arrivals

    settings = tmp_path / "strict.toml"
    settings.write_text("[gate]\nstrict = true\n")
    drop = dropped(tmp_path / "arrived" / "monday", range(2))
    (drop / "empty.txt").touch()
    with pytest.raises(AlarmedError):
        build_arrivals(tmp_path / "arrived", dataset, settings)
    assert "  quarantined the drop: 33% of 3 files quarantined, limit 20%: empty 1" in capsys.readouterr().out
    assert not dataset.exists()
