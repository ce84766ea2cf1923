"""Where the signs of Markdown stand inside a block: what a page hides, and which words are set apart.

The parser says what a block's inline text consists of, but not where; the walk below follows its tokens with a cursor
over the same text and checks each of them against it. No pattern is ever laid over the raw text, so a bracket in code
stays a bracket. Where token and text disagree the block is left as it is: a sign too many is better than a lie.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tuireader.documents.model import Emphasis
from tuireader.text.span import Span

if TYPE_CHECKING:
    from markdown_it.token import Token

_BREAK = re.compile(r"[ \t]*(\\?)\n[ \t]*")
_KINDS = {"em": Emphasis.STRESSED, "strong": Emphasis.STRONG, "link": Emphasis.LINK}


class MisalignedError(Exception):
    """The tokens and the text of a block do not fit, so nothing can be said about its signs."""


@dataclass(frozen=True, slots=True)
class Placed:
    """The inline text of a block, and where each of its lines stands in the document."""

    content: str
    starts: tuple[int, ...]
    """Where in ``content`` each line begins."""
    offsets: tuple[int, ...]
    """Where in the document each line begins."""

    def source(self, at: int) -> int:
        """Return the offset in the document of the place ``at`` in the content."""
        line = bisect_right(self.starts, at) - 1
        return self.offsets[line] + at - self.starts[line]

    def span(self, start: int, end: int) -> Span:
        """Return the span of the document that ``content[start:end]`` comes from."""
        return Span(self.source(start), self.source(end - 1) + 1 if end > start else self.source(start))


@dataclass(slots=True)
class Signs:
    """What the walk found."""

    hidden: list[Span] = field(default_factory=list)
    emphases: list[tuple[Span, Emphasis]] = field(default_factory=list)

    def extend(self, other: Signs) -> None:
        """Take over what another walk found."""
        self.hidden.extend(other.hidden)
        self.emphases.extend(other.emphases)


def place(content: str, lines: Sequence[tuple[int, str]]) -> Placed:
    """Return where ``content`` stands, given the offset and text of each source line that it was taken from.

    The parser takes quotation signs, list marks and indentation off the front of a line and white space off its end;
    what is left of a line is therefore its tail. Raises MisalignedError if it is not.
    """
    starts, offsets, at = [], [], 0
    parts = content.split("\n")
    if len(parts) > len(lines):
        raise MisalignedError
    for part, (offset, line) in zip(parts, lines, strict=False):
        tail = line if line.endswith(part) else line.rstrip()
        if not tail.endswith(part):
            raise MisalignedError
        starts.append(at)
        offsets.append(offset + len(tail) - len(part))
        at += len(part) + 1
    return Placed(content, tuple(starts), tuple(offsets))


def place_heading(content: str, offset: int, line: str) -> Placed:
    """Return where the words of a heading stand in its line, behind its ``#`` signs; raises MisalignedError."""
    opening = re.match(r".*?#{1,6}[ \t]*", line)
    at = line.find(content, opening.end()) if opening else -1
    if at < 0:
        raise MisalignedError
    return Placed(content, (0,), (offset + at,))


def signs(placed: Placed, tokens: Sequence[Token]) -> Signs:
    """Return the signs and emphases of the inline ``tokens`` of a placed text; nothing at all if they do not fit it."""
    walk = _Walk(placed)
    try:
        walk.follow(tokens)
    except MisalignedError:
        return Signs()
    return walk.found if not placed.content[walk.at :].strip() else Signs()


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans sorted, those that touch or overlap made one, empty ones dropped."""
    result: list[Span] = []
    for span in sorted(s for s in spans if len(s)):
        if result and span.start <= result[-1].end:
            result[-1] = result[-1].join(span)
        else:
            result.append(span)
    return tuple(result)


class _Walk:
    """A cursor over one inline text."""

    def __init__(self, placed: Placed) -> None:
        self.placed = placed
        self.text = placed.content
        self.at = 0
        self.found = Signs()
        self.open: list[int] = []

    def follow(self, tokens: Sequence[Token]) -> None:
        autolink = False
        for token in tokens:
            if token.type == "link_open" and token.markup == "autolink":
                autolink = True
                self.hide("<")
                self.open.append(self.at)
                self.at = self.text.find(">", self.at)
            elif token.type == "link_close" and token.markup == "autolink":
                autolink = False
                self.emphasise(Emphasis.LINK)
                self.hide(">")
            elif not autolink:  # its words stand in it as they are, but the token has them decoded
                self.step(token)

    def step(self, token: Token) -> None:
        kind, _, way = token.type.rpartition("_")
        if token.type == "text":
            self.skip(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            self.line_break()
        elif token.type == "text_special":
            self.special(token)
        elif token.type == "code_inline":
            self.code(token)
        elif token.type == "html_inline":
            self.hide(token.content)
        elif token.type == "footnote_ref":
            self.skip("[")
            self.hide("^")
            self.skip(f"{token.meta['label']}]")
        elif token.type == "image":
            self.hide("!")
            self.skip("[")
            self.follow(token.children or [])
            self.skip("]")
            self.hide(self.destination())
        elif kind in ("em", "strong", "s", "link") and way == "open":
            sign = "[" if kind == "link" else token.markup
            (self.skip if kind == "s" else self.hide)(sign)
            self.open.append(self.at)
        elif kind in ("em", "strong", "s", "link") and way == "close":
            self.close(kind, token.markup)
        else:
            raise MisalignedError

    def close(self, kind: str, markup: str) -> None:
        if kind == "s":  # a page cannot strike words out, so the signs stay
            self.open.pop()
            self.skip(markup)
            return
        self.emphasise(_KINDS[kind])
        if kind == "link":
            self.hide("]")
            self.hide(self.destination())
        else:
            self.hide(markup)

    def emphasise(self, kind: Emphasis) -> None:
        start = self.open.pop()
        if start < self.at:
            self.found.emphases.append((self.placed.span(start, self.at), kind))

    def skip(self, words: str) -> None:
        if self.at < 0 or not self.text.startswith(words, self.at):
            raise MisalignedError
        self.at += len(words)

    def hide(self, sign: str) -> None:
        start = self.at
        self.skip(sign)
        if sign:
            self.found.hidden.append(self.placed.span(start, self.at))

    def line_break(self) -> None:
        found = _BREAK.match(self.text, self.at)
        if not found:
            raise MisalignedError
        if found[1]:
            self.found.hidden.append(self.placed.span(found.start(1), found.end(1)))
        self.at = found.end()

    def special(self, token: Token) -> None:
        if token.info == "escape":
            self.hide("\\")
            self.skip(token.markup[1:])
        elif token.content == "&":
            self.skip("&")
            self.hide(token.markup[1:])
        else:  # any other character reference cannot be shown as what it stands for, and stays as it was written
            self.skip(token.markup)

    def code(self, token: Token) -> None:
        fence = token.markup
        self.hide(fence)
        closing = re.compile(f"(?<!`){fence}(?!`)").search(self.text, self.at)
        if not closing:
            raise MisalignedError
        padded = closing.start() - self.at == len(token.content) + 2
        start, end = self.at + padded, closing.start() - padded
        self.found.hidden += [self.placed.span(self.at, start), self.placed.span(end, closing.end())]
        if start < end:
            self.found.emphases.append((self.placed.span(start, end), Emphasis.CODE))
        self.at = closing.end()

    def destination(self) -> str:
        """What follows the words of a link: ``(address "title")``, ``[label]``, ``[]`` or nothing."""
        if self.text.startswith("(", self.at):
            return self.text[self.at : self.address_end()]
        if self.text.startswith("[", self.at):
            label = re.compile(r"\[(?:[^\[\]\\]|\\.)*\]", re.DOTALL).match(self.text, self.at)
            return label.group() if label else ""
        return ""

    def address_end(self) -> int:
        from markdown_it.helpers import parseLinkDestination, parseLinkTitle

        text, most = self.text, len(self.text)
        address = parseLinkDestination(text, _after_space(text, self.at + 1), most)
        if not address.ok:
            return self.at
        at = _after_space(text, address.pos)
        title = parseLinkTitle(text, at, most) if at > address.pos else None
        if title and title.ok:
            at = _after_space(text, title.pos)
        return at + 1 if text.startswith(")", at) else self.at


def _after_space(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\n":
        at += 1
    return at
