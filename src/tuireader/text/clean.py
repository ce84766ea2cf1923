"""Hostile text made safe to show, code point for code point: the one door between a file and a terminal.

A terminal obeys control characters, and neither Textual nor Rich stops them. What a terminal could obey is shown as a
picture of itself (U+2400 and on) or as the replacement character; so is what a reader cannot see and an attacker can
use: marks that turn the direction of writing, spaces without width, tags, half pairs of surrogates, private characters.
The length never changes, so an offset in the clean text is the same offset in the source.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

REPLACEMENT = "\ufffd"
MOST_MARKS = 8
"""The most combining marks on one letter; the richest living spelling, pointed and chanted Hebrew, needs five."""

MARK_BLOCKS = (
    (0x0300, 0x036F),  # diacritics
    (0x0483, 0x0489),  # Cyrillic
    (0x0591, 0x1DFF),  # Hebrew, Arabic, the scripts of South and South-East Asia, further diacritics
    (0x200C, 0x200D),  # the joiners, which pile up as marks do
    (0x20D0, 0x20FF),  # marks around symbols
    (0x2CEF, 0x2DFF),  # Coptic, Tifinagh, Cyrillic letters above
    (0x302A, 0x309A),  # East Asia
    (0xA66F, 0xABFF),
    (0xFB1E, 0xFB1E),
    (0xFE00, 0xFE2F),  # variation selectors, half marks
    (0x101FD, 0x1FFFF),
    (0xE0100, 0xE01EF),
)
"""First and last code points of the stretches of Unicode in which all combining marks lie, among other characters."""

_UNSAFE = (
    r"\x00-\x09\x0b-\x1f\x7f-\x9f\xad"  # controls but the newline; the soft hyphen
    r"\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e"  # signs of format inside scripts
    r"\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"  # spaces without width, line separators, direction
    r"\ud800-\uf8ff\ufdd0-\ufdef\ufeff\ufff0-\ufffb\ufffe\uffff"  # surrogates, private use, noncharacters
    r"\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    r"\U000e0000-\U000e00ff\U000e01f0-\U0010ffff"  # tags, what is ignored by default, private use
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xE0000, 0x10000))
)


@cache
def _unsafe() -> re.Pattern[str]:
    return re.compile(f"[{_UNSAFE}]")


@cache
def _mark() -> str:
    return "[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in MARK_BLOCKS) + "]"


@cache
def _piled() -> re.Pattern[str]:
    """A run long enough to hold too many marks; which of its characters are marks is asked one by one."""
    return re.compile(f"{_mark()}{_mark()}{{{MOST_MARKS},}}")


@cache
def _sampled() -> re.Pattern[str]:
    return re.compile(_mark())


def _may_be_piled(text: str) -> bool:
    """Whether ``text`` can hold a pile: one that is too high has a mark at some place that the step cannot miss."""
    return not text.isascii() and _sampled().search(text[:: MOST_MARKS + 1]) is not None


def _is_plain(text: str) -> bool:
    """Whether every character is printable in Python's sense, a newline or a no-break space, as in nearly all texts."""
    return text.replace("\n", "").replace("\xa0", "").isprintable()


def is_mark(character: str) -> bool:
    """Whether ``character`` is set on, around or into the letter before it: a combining mark or a joiner."""
    return unicodedata.category(character)[0] == "M" or character in "\u200c\u200d"


def clean(text: str) -> str:
    """Return ``text`` as it may be sent to a terminal, of the same length; newlines are kept, a tab becomes a space."""
    if not _is_plain(text):
        text = _unsafe().sub(_shown, text)
    return _piled().sub(_unpile, text) if _may_be_piled(text) else text


def clean_line(text: str) -> str:
    """Return ``text`` as `clean` does, and on one line: each newline becomes a space."""
    return clean(text).replace("\n", " ")


def count_unsafe(text: str) -> int:
    """Count the characters that `clean` replaces; tabs, which are only widened, do not count."""
    unsafe = 0 if _is_plain(text) else sum(found.group() != "\t" for found in _unsafe().finditer(text))
    if not _may_be_piled(text):
        return unsafe
    return unsafe + sum(_unpile(run).count(REPLACEMENT) for run in _piled().finditer(text))


def _shown(found: re.Match[str]) -> str:
    character = found.group()
    if character == "\t":
        return " "
    if character < " ":
        return chr(0x2400 + ord(character))
    if character == "\x7f":
        return "\u2421"
    return "-" if character == "\xad" else REPLACEMENT


def _unpile(found: re.Match[str]) -> str:
    shown, pile = [], 0
    for character in found.group():
        pile = pile + 1 if is_mark(character) else 0
        shown.append(character if pile <= MOST_MARKS else REPLACEMENT)
    return "".join(shown)
