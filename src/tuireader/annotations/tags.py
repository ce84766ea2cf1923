"""What a tag is: one word after ``#``, of letters, digits, ``_`` and ``-`` in any script.

Whatever takes or shows tags asks here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from tuireader.text.span import Span

_JOINS = "-_\u200c\u200d"
"""What may stand inside a tag besides letters and digits: Persian and the scripts of India need the two joiners."""
_BETWEEN = str.maketrans(dict.fromkeys("#,.:;/", " "))
_NOT_BEFORE = "#&/"
"""A number sign after one of these belongs to an address or to an entity of HTML, and after a letter to a word."""


def as_tag(text: str) -> str:
    """The tag that ``text`` is meant to be: hyphens for white space and for points, commas, colons, slashes and number
    signs between words, other signs left out.

    Empty when nothing is left. A tag comes back as it is.
    """
    hyphened = "-".join(text.translate(_BETWEEN).split())
    return "".join(c for c in hyphened if _goes_on(c)).lstrip(_JOINS.replace("_", "")).rstrip("\u200c\u200d")


def is_tag(text: str) -> bool:
    """Whether ``text`` can be written as a tag in a note, and is read back as itself."""
    return bool(text) and as_tag(text) == text


def split_tags(typed: str) -> tuple[str, tuple[str, ...]]:
    """A note as typed: its words, and its tags (``#word``), each once. Tags at the end are taken off the words; those
    among the words stay there too.
    """
    found = tuple(_tags(typed))
    end = len(typed.rstrip())
    for span in reversed(found):
        if span.end != end:
            break
        end = len(typed[: span.start].rstrip())
    return typed[:end].strip(), tuple(dict.fromkeys(_name(typed, span) for span in found))


def with_tags(body: str, tags: tuple[str, ...]) -> str:
    """A note as it is shown for editing: its words, then the tags that are not among them.

    Tags from other programs that no ``#word`` could stand for are left out; `Reading.edit_note` keeps them.
    """
    there = {_name(body, span) for span in _tags(body)}
    missing = [f"#{tag}" for tag in tags if is_tag(tag) and tag not in there]
    return "\n".join(filter(None, [body, " ".join(missing)]))


def _tags(text: str) -> Iterator[Span]:
    """The tags in ``text``, each with its number sign."""
    at = text.find("#")
    while at >= 0:
        end = at + 1
        if end < len(text) and _begins(text[end]) and (at == 0 or not _belongs_to(text[at - 1])):
            while end < len(text) and _goes_on(text[end]):
                end += 1
            while text[end - 1] in "\u200c\u200d":
                end -= 1
            yield Span(at, end)
        at = text.find("#", end)


def _name(text: str, span: Span) -> str:
    return text[span.start + 1 : span.end]


def _begins(c: str) -> bool:
    return c.isalnum() or c == "_" or _combines(c)


def _goes_on(c: str) -> bool:
    return _begins(c) or c in _JOINS


def _belongs_to(c: str) -> bool:
    """Whether a number sign after ``c`` is part of something else."""
    return (_goes_on(c) and c != "-") or c in _NOT_BEFORE


def _combines(c: str) -> bool:
    """Vowel signs and accents that Unicode keeps apart from their letters."""
    return unicodedata.category(c)[0] == "M"
