"""An invented newspaper whose pages carry what real ones do, in two drops of four pages."""

import json

STORIES = {
    "bridge": (
        "Council votes to rebuild the Arvika bridge",
        "The town of Arvika will replace the bridge that the flood of May carried away, its council decided on Monday."
        "\n\n“We will rebuild it by spring,” said Maria Lindqvist, the mayor, who had asked the council for the money.",
    ),
    "ferry": (
        "Ferry crews end their strike in Lydhavn",
        "The crews of three ferries went back to work on Friday after the island of Brenna promised them more pay."
        "\n\n“Nobody won and everybody can cross again,” said Tomas Ekdal, who has spoken for the crews since March.",
    ),
    "owls": (
        "Owls move into the old signal tower",
        "Four owls have nested in the signal tower of Holmstad since the railway closed, and the town will keep them."
        "\n\n“They pay no rent and they catch the rats,” said Ida Brekke, who has held the tower's keys for years.",
    ),
    "mill": (
        "Paper mill on the Orra cuts a third of its jobs",
        "The paper mill on the river Orra will let ninety of its workers go before the summer, its owners told them."
        "\n\n“We had to choose between some of the jobs and all of them,” said Henrik Vang, who runs the mill today.",
    ),
    "school": (
        "Village school keeps its only teacher",
        "The school of Nordby will keep its teacher for another year although it has no more than six pupils left."
        "\n\n“Six are enough for a football team with a goalkeeper,” said Greta Moe, who has taught there since 1998.",
    ),
    "choir": (
        "Choir of fishermen wins the northern prize",
        "A choir of eleven fishermen from Sandvik took the northern prize for singing on Saturday, its first in years."
        "\n\n“We rehearse at sea, where nobody complains,” said Lars Holm, who sings bass and owns two of the boats.",
    ),
    "wells": (
        "Dry wells bring water carts back to Tveit",
        "Water carts are driving through Tveit for the first time in forty years because the wells there ran dry."
        "\n\n“My grandmother would know what to do with this,” said Astrid Lien, who waited with two cans at her gate.",
    ),
    "clock": (
        "Church clock of Fjell runs backwards for a day",
        "The clock on the church of Fjell ran backwards all Tuesday after a repair, and nobody was late for anything."
        "\n\n“I have never been so early,” said Jonas Rud, the sexton, who climbed up twice to look at the wheels.",
    ),
}  # fmt: skip
"""Name to title and body."""

LABEL = "Holmstad morning edition, every day but Sunday"
SLOGAN = "The Herald tells the north what the north is talking about."
RELATED = {
    "bridge": "ferry", "ferry": "owls", "owls": "mill", "mill": "bridge",
    "school": "bridge", "choir": "owls", "wells": "school", "clock": "wells",
}  # fmt: skip
"""Name to the story that its page leads to."""
AUTHOR = "Anna Berg"


def page(name: str) -> str:
    """Return the page of a story as it is scraped."""
    title, body = STORIES[name]
    other, _ = STORIES[RELATED[name]]
    first, second = body.split("\n\n")
    return (
        f"{LABEL}\n\n{title}\n\nBy {AUTHOR}\n\n{first}\n\nOgså i Herald: {other}\n\n{second}\n\n"
        f"(Stillbilde: {name.title()} Lunde)\n\n{SLOGAN}\n\n{other}\n"
    )


def drop_of(*names: str, publisher: str | None = "Holmstad Herald") -> dict[str, str]:
    """Return the files of a drop with the pages of these stories."""
    files = {f"{name}.txt": page(name) for name in names}
    meta = {f"{name}.txt.meta.json": json.dumps({"publisher": publisher}) for name in names if publisher}
    return files | meta
