"""Files as disks, networks, scrapers and people damage them."""

import bz2
import gzip
import random
from collections.abc import Callable

Damage = Callable[[bytes, bytes, random.Random], bytes]
"""Takes the bytes of a file, those of another one, and what decides; returns the damaged bytes."""

_STRANGE = (
    *(b"\x00", b"\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\x1b[31m", b"\x85", b"\r", b"\x0c", b"\xe2\x80\xa8"),
    *("\u202e", "\u200b", "\ufffd", "\U0010ffff", "a\u0301" * 40, "“", "”", "»", "「", "“" * 50, "😀" * 30),
    *("<", "</p>", "<!--", "]]>", "&#0;", "&#x110000;", '"', "\\", "\\u0000", "\\ud800", "{", "]", "[[[["),
    *("null", "1e999"),
    *("\n" * 200, "\t" * 200, " " * 2000, "A" * 5000, ": “", "” said X.\n", "=cmd|' /C calc'!A0", "../../x"),
)
_ENCODINGS = ("utf-16", "utf-16-be", "utf-32", "cp1252", "cp1251", "shift_jis", "gb18030", "koi8-r", "utf-7", "cp037")


def _at(data: bytes, chance: random.Random) -> int:
    return chance.randrange(len(data) + 1)


def cut(data: bytes, _other: bytes, chance: random.Random) -> bytes:
    """Break off."""
    return data[: _at(data, chance)]


def flipped(data: bytes, _other: bytes, chance: random.Random) -> bytes:
    """Flip some bits."""
    damaged = bytearray(data or b"\0")
    for _ in range(chance.choice((1, 8, 64))):
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def overwritten(data: bytes, _other: bytes, chance: random.Random) -> bytes:
    """Put noise, or zeros, in place of a stretch."""
    start, size = _at(data, chance), chance.choice((1, 30, 512, 4096))
    noise = bytes(size) if chance.random() < 0.5 else chance.randbytes(size)
    return data[:start] + noise + data[start + size :]


def strange(data: bytes, _other: bytes, chance: random.Random) -> bytes:
    """Put in what nobody expects."""
    for _ in range(chance.choice((1, 3, 20))):
        piece, start = chance.choice(_STRANGE), _at(data, chance)
        data = data[:start] + (piece.encode() if isinstance(piece, str) else piece) + data[start:]
    return data


def left_out(data: bytes, _other: bytes, chance: random.Random) -> bytes:
    """Leave out a stretch."""
    start = _at(data, chance)
    return data[:start] + data[start + chance.choice((1, 20, 300)) :]


def repeated(data: bytes, _other: bytes, chance: random.Random) -> bytes:
    """Repeat a stretch."""
    start = _at(data, chance)
    return data[:start] + data[start : start + 400] * chance.choice((2, 40)) + data[start:]


def spliced(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """Go on with another file."""
    return data[: _at(data, chance)] + other[_at(other, chance) :]


def shuffled(data: bytes, _other: bytes, chance: random.Random) -> bytes:
    """Put the lines into another order."""
    lines = data.splitlines(keepends=True)
    chance.shuffle(lines)
    return b"".join(lines)


def recoded(data: bytes, _other: bytes, chance: random.Random) -> bytes:
    """Write the text in another encoding, or twice in the same."""
    text = data.decode("latin-1" if chance.random() < 0.3 else "utf-8", "replace")
    return text.encode(chance.choice(_ENCODINGS), "replace")


def packed(data: bytes, _other: bytes, chance: random.Random) -> bytes:
    """Pack it, whatever its name says."""
    return chance.choice((gzip.compress, bz2.compress, lambda whole: gzip.compress(gzip.compress(whole))))(data)


def nested(data: bytes, _other: bytes, chance: random.Random) -> bytes:
    """Put it deep inside."""
    before, after = chance.choice(((b"[", b"]"), (b'{"text": ', b"}"), (b"<div>", b"</div>"), (b"<b><table>", b"")))
    depth = chance.choice((3, 200, 20_000))
    return before * depth + data + after * depth


DAMAGES: tuple[Damage, ...] = (
    cut,
    flipped,
    overwritten,
    strange,
    left_out,
    repeated,
    spliced,
    shuffled,
    recoded,
    packed,
    nested,
)


def damaged(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """Return the bytes of a file after one damage, or up to three."""
    for damage in chance.choices(DAMAGES, k=chance.choice((1, 1, 2, 3))):
        data = damage(data, other, chance)
    return data
