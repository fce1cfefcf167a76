"""Articles as scrapers save them: JSON with what the page's metadata said."""

import json


def page(text: str, path: str = "owls", **said: object) -> str:
    """Return an invented article, its first line the title, from ``path`` at the Holmstad Herald; ``said`` beside."""
    title, _, body = text.partition("\n\n")
    facts = {"url": f"https://herald.example/{path}", "publisher": "Holmstad Herald", "title": title}
    return json.dumps(facts | {"text": body} | said)
