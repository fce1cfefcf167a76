"""Invented pages with their gold, for the tests of the zoner's training."""

from training.zoner.gold import label_page

STORY = (
    "The harbour bridge will close for nine weeks from Monday, the port of Eldermouth said in a notice to skippers.",
    "Ferries are to run every half hour instead, from the old fish market to the northern quay and back again.",
    "“Nobody likes it, and everybody knows why it has to be,” said Mina Odell, who sells rope at the market.",
    "The last repair took a fortnight longer than planned, because the wrong bolts were sent from Ostra twice.",
)


def page(*rows, body=STORY, title=None, name="a", publisher="gazette"):
    """Return the labelled page of ``rows``, pairs of the gold's label and the line as written."""
    record = {
        "doc": name, "html_doc": f"{name}-html", "family": publisher,
        "title": title, "title_in_raw": title is not None, "body": list(body), "labels": [label for label, _ in rows],
    }  # fmt: skip
    return label_page(record, "\n".join(line for _, line in rows))


def plain_page(**more):
    """Return a page with a head, the story and a foot, blank lines between."""
    rows = [
        ("other", "Home"), ("other", "Weather"), ("other", "Sport"), ("other", "Tides"),
        ("title", "Bridge to close for nine weeks"), ("byline", "By Jory Penrose"),
        *[("body", paragraph) for paragraph in STORY[:2]], ("other", "Advertisement"), ("subhead", "Bolts from Ostra"),
        *[("body", paragraph) for paragraph in STORY[2:]],
        ("other", "Read next"), ("other", "Lifeboat crew wins a cup"), ("other", "About us"), ("other", "© Gazette"),
    ]  # fmt: skip
    parted = [part for row in rows for part in (row, ("blank", ""))]
    return page(*parted, title="Bridge to close for nine weeks", **more)
