"""Pages for people: one HTML file that needs nothing else, and in which foreign text can do nothing.

Titles, paths and quotations come from anybody. So everything is escaped, no page has a script, an address or a link,
and its own policy forbids the browser to load anything. Characters that turn or hide what stands beside them are shown
by their number. Templates put foreign text into ``<bdi>`` (the macro ``said``), so that its direction stays its own.
"""

import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from copydesk import __version__
from copydesk.errors import CopydeskError, UsageError
from copydesk.places import Place

MOST_ROWS = 2000
"""Most rows that a table of a page has: browsers stay quick. ``--json`` names all."""

_HIDDEN = (
    # Control characters, but for tab and line feed.
    *(code for code in range(0x20) if code not in (0x09, 0x0A)),
    *range(0x7F, 0xA0),
    # What sets the direction of text, and the two that end a line or a paragraph whatever the page says.
    *(0x061C, 0x200E, 0x200F, 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A)),
    *(0xFEFF, 0xFFFE, 0xFFFF),
    # Halves of characters, as names of files have them that are no UTF-8. No file could be written with them.
    *range(0xD800, 0xE000),
)
_SHOWN = {code: f"[U+{code:04X}]" for code in _HIDDEN}


def write_page(template: str, path: Path, **values: object) -> None:
    """Render ``template`` (``diff.html.jinja``, say) with ``values`` and write the page to ``path``, whole or not.

    Call `require_page` before the work whose outcome the page shows.

    Raises:
        CopydeskError: If the file can not be written. What stood at ``path`` before still does.
    """
    page = _environment().get_template(template).render(values)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        unfinished.write_text(page, encoding="utf-8")
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise CopydeskError(f"{path}: the page can not be written: {error.strerror}") from None


def require_page(path: Path, dataset: Place, drops: Sequence[Path] = ()) -> None:
    """Return if a page may be written to ``path``: an .html file, in a folder that is there, outside of all data.

    Raises:
        UsageError: If not.
    """
    if path.suffix.lower() != ".html":
        raise UsageError(f"--html {path}: not the name of a page; give one that ends in .html")
    if path.is_dir() or not path.parent.is_dir():
        raise UsageError(f"--html {path}: no file can be written there; name one in a folder that exists")
    place = path.resolve()
    for data in (dataset, *drops):
        if isinstance(data, Path) and place.is_relative_to(data.resolve()):
            raise UsageError(f"--html {path}: lies in {data}, where only data belongs; name a file elsewhere")


def visible(value: object) -> object:
    """Return ``value``; a text with each character that hides or turns others as its number, ``[U+202E]``; None as –.

    Every expression of a template passes here, before it is escaped.
    """
    if value is None:
        return "–"
    return value.translate(_SHOWN) if isinstance(value, str) else value


def grouped(number: int) -> str:
    """Return ``number`` with a comma between thousands."""
    return f"{number:,}"


def signed(number: int) -> str:
    """Return ``number`` with its sign and a comma between thousands; a real minus, and ±0 for nothing."""
    return f"{number:+,}".replace("-", "\u2212") if number else "±0"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("copydesk.report"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=visible,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"grouped": grouped, "signed": signed}
    environment.globals |= {"MOST_ROWS": MOST_ROWS, "copydesk_version": __version__}
    return environment
