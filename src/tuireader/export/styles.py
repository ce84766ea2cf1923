"""The manners of the Markdown: plain for every reader of Markdown, and two that say more to one program each.

To add one: a function that puts the parts of a mark together, and a row.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass

from tuireader.export.escaping import escape, escape_each


@dataclass(frozen=True, slots=True)
class Parts:
    """What is written of one mark. Everything but the first four is Markdown already."""

    id: str
    label: str
    done: bool
    number: str
    """Of the section, as ``2.3``; empty where there is none."""
    quote: tuple[str, ...]
    """Lines, an empty one between paragraphs."""
    where: str
    """The place, and what is to be known beside it."""
    rest: tuple[str, ...]
    """Paragraphs: the note, the tags."""


@dataclass(frozen=True, slots=True)
class Style:
    """One manner of writing Markdown."""

    name: str
    words: str
    """For whom it is, in a few words for menus."""
    together: Callable[[Parts], str]
    also: str = ""
    """Signs that are to be escaped besides those that always are."""
    keys: bool = False
    """Whether citation keys (``[@key, p. 3]``) of an essay that is itself written for pandoc stay as they are."""


def block_id(annotation_id: str) -> str:
    """The id of a mark in letters, digits and hyphens; ids that differ only in other signs stay apart."""
    plain = re.sub(r"[^A-Za-z0-9-]+", "-", annotation_id).strip("-")
    if plain != annotation_id:
        plain += "-" + hashlib.sha256(annotation_id.encode("utf-8", "surrogatepass")).hexdigest()[:6]
    return f"h-{plain.lstrip('-')}"


def _plain(parts: Parts) -> str:
    quoted = [*parts.quote, "", f"— {parts.where}"]
    return "\n\n".join(("\n".join(_quoted(line) for line in quoted), *parts.rest))


def _obsidian(parts: Parts) -> str:
    """A callout with the place as its title, and the id behind it, by which Obsidian links to a block."""
    quoted = [f"[!quote]+ {parts.where}", *parts.quote]
    return "\n\n".join(("\n".join(_quoted(line) for line in quoted), f"^{block_id(parts.id)}", *parts.rest))


def _pandoc(parts: Parts) -> str:
    """A division with the id, the label and the state, which filters and style sheets can see."""
    kind = re.sub(r"[^A-Za-z0-9_-]+", "-", parts.label).strip("-0123456789")
    classes = " ".join(f".{name}" for name in ("highlight", kind, "done" if parts.done else "") if name)
    number = f' section="{parts.number}"' if parts.number else ""
    return f"::: {{#{block_id(parts.id)} {classes}{number}}}\n\n{_plain(parts)}\n\n:::"


def _quoted(line: str) -> str:
    return f"> {line}" if line else ">"


_ROWS = (
    Style("plain", "for every reader of Markdown", _plain),
    Style("obsidian", "callouts, and ids to link to", _obsidian),
    Style("pandoc", "attributes, and citation keys where the essay has them", _pandoc, also="'\"", keys=True),
)

STYLES: dict[str, Style] = {row.name: row for row in _ROWS}
"""Name to style; the first is the default."""


def written_each(text: str, style: Style) -> list[str]:
    """Each character of one line as this style writes it, so that something can be put between two of them."""
    out = escape_each(text, style.also)
    for cited in _CITED.finditer(text) if style.keys else ():
        out[cited.start() : cited.end()] = cited.group()
    return out


def written(text: str, style: Style) -> str:
    """``text`` as one line of Markdown in this style: white space of any kind becomes single spaces."""
    if not style.keys:
        return escape(text, style.also)
    return "".join(written_each(" ".join(text.split()), style))


_KEY = r"-?@[A-Za-z0-9_][\w:.#%&+?/-]*"
_CITED = re.compile(rf"\[{_KEY}(?:, [\w .,–-]+)?(?:; ?{_KEY}(?:, [\w .,–-]+)?)*\]", re.ASCII)
"""A citation as pandoc reads it, between brackets; what else may stand in one is left to be escaped."""
