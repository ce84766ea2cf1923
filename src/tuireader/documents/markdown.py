"""Markdown to a Document: blocks from the parser's tokens and their source lines, notes written ``[^n]``.

The text of the document stays the raw source, so that every mark has a place in the file that the reader knows; what
Markdown writes only for the machine is listed in ``Document.hidden``. Blocks are whatever markdown-it-py says they are
(CommonMark, tables, footnotes); a definition of a note that nothing points to is still a note entry.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tuireader.documents.front_matter import FrontMatter, front_matter
from tuireader.documents.markdown_inline import MisalignedError, Placed, Signs, merged, place, place_heading, signs
from tuireader.documents.model import Block, BlockKind, Document, Work
from tuireader.documents.revision import identity, revision
from tuireader.documents.shown import show
from tuireader.text.span import Span

if TYPE_CHECKING:
    from markdown_it.token import Token

NOTE_STYLE = "markdown"
_LIST_MARK = re.compile(r"(?:[-+*]|\d{1,9}[.)])[ \t]+\Z")
_BYLINE = re.compile(r"(?:by|von|par|por|di)\s+\S", re.IGNORECASE)
_LONGEST_BYLINE = 120
"""Code points; a longer line that begins with "By" is a sentence."""


def read_markdown(text: str, source: str) -> Document:
    """Return the document that ``text`` is when read as Markdown: one work, in the note style "markdown"."""
    matter = front_matter(text)
    reading = _Blocks(text, matter)
    reading.read()
    blocks = _with_note_headings(tuple(sorted(reading.blocks, key=lambda b: b.span)))
    hidden = merged(reading.signs.hidden)
    title, byline, blocks = _title_page(text, blocks, hidden, matter)
    has_notes = any(b.kind is BlockKind.NOTE_ENTRY for b in blocks)
    span = Span(blocks[0].span.start, blocks[-1].span.end) if blocks else Span(0, len(text))
    work = Work(0, title, span, blocks, byline, NOTE_STYLE if has_notes else "")
    return Document(
        id=identity(text),
        title=title or Path(source).stem or source,
        text=text,
        works=(work,),
        revision=revision(text),
        source=source,
        format="md",
        hidden=hidden,
        emphases=tuple(sorted(reading.signs.emphases)),
    )


def _parse(text: str) -> tuple[list[Token], dict[str, Any]]:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    # Definitions stay where they stand, unused and doubled ones too; a marker without a definition is still a marker.
    parser.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    parser.disable("text_join")  # which would hide where an escape or a character reference was
    data: dict[str, Any] = {}
    return parser.parse(text, data), data


class _Blocks:
    """One pass over the tokens of a text; collects blocks, signs and which lines are accounted for."""

    def __init__(self, text: str, matter: FrontMatter | None) -> None:
        self.text = text
        self.matter = matter
        self.first_line = matter.lines if matter else 0
        self.lines: list[str] = text.split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.told = bytearray(len(self.lines) + 1)
        self.blocks: list[Block] = []
        self.signs = Signs()
        self.inside: list[str] = []
        self.fresh_item = False
        self.cell_at = (-1, 0)
        """The line of the last cell of a table, and where in it the cell ends."""
        self.note: Token | None = None

    def read(self) -> None:
        """Fill ``blocks`` and ``signs``."""
        if self.matter:
            self.residue(0, self.matter.lines)
        tokens, data = _parse(self.text[self.starts[self.first_line] :])
        for at, token in enumerate(tokens):
            self.token(token, tokens[at - 1] if at else None)
        references = [*data.get("references", {}).values(), *data.get("duplicate_refs", [])]
        for reference in references:
            self.residue(*self.range(reference["map"]))
        self.sweep()

    def token(self, token: Token, before: Token | None) -> None:
        if token.type in ("blockquote_open", "list_item_open"):
            self.inside.append(token.type)
            self.fresh_item = token.type == "list_item_open"
        elif token.type in ("blockquote_close", "list_item_close"):
            self.inside.pop()
        elif token.type == "footnote_reference_open" and self.note is None:
            self.note = token
        elif token.type == "footnote_reference_close" and self.note and token.level == self.note.level:
            self.note_entry(self.note)
            self.note = None
        elif token.type == "inline" and before and token.map:
            self.inline(token, before)
        elif token.type in ("fence", "code_block") and token.map:
            self.code(token)
        elif token.type in ("hr", "html_block") and token.map and not self.note:
            self.residue(*self.range(token.map))

    def range(self, lines: list[int] | None) -> tuple[int, int]:
        """The lines of the file, first and behind the last, without blank ones at the edges."""
        first, end = (n + self.first_line for n in lines or (0, 0))
        end = min(end, len(self.lines))
        while first < end and not self.lines[first].strip():  # Unicode knows more white space than Markdown
            first += 1
        while end > first and not self.lines[end - 1].strip():
            end -= 1
        return first, end

    def add(self, kind: BlockKind, start: int, end: int, level: int = 0) -> None:
        if start < end and not self.note:
            self.blocks.append(Block(kind, Span(start, end), level))

    def tell(self, first: int, end: int) -> None:
        self.told[first:end] = b"\1" * (end - first)

    def residue(self, first: int, end: int) -> None:
        if first < end and not any(self.told[first:end]):
            self.tell(first, end)
            self.add(BlockKind.RESIDUE, self.starts[first], self.starts[end] - 1)

    def inline(self, token: Token, before: Token) -> None:
        """A paragraph, a heading or a cell of a table."""
        first, end = self.range(token.map)
        if first == end:
            return
        heading = before.type == "heading_open"
        try:
            placed = self.placed(token, first, end, before)
        except MisalignedError:
            placed = None
        if placed:
            self.signs.extend(signs(placed, token.children or []))
        if before.type in ("th_open", "td_open"):
            self.row(first)
            return
        last = self.range(before.map)[1] if heading else end
        self.tell(first, last)
        if not placed or self.note:
            begin, finish = self.starts[first] + _indent(self.lines[first]), self.starts[end] - 1
        else:
            begin, finish = placed.offsets[0], placed.source(len(placed.content))
        kind, level = self.kind()
        if kind is BlockKind.LIST_ITEM and self.fresh_item:
            mark = _LIST_MARK.search(self.text[self.starts[first] : begin])
            begin = self.starts[first] + mark.start() if mark else begin
        self.fresh_item = False
        if heading and kind is BlockKind.PARAGRAPH:
            kind, level = BlockKind.HEADING, int(before.tag[1:])
        self.add(kind, begin, finish, level)
        self.signs.hidden += [Span(self.starts[first], begin), Span(finish, max(finish, self.starts[last] - 1))]
        self.hide_prefixes(first, placed)

    def placed(self, token: Token, first: int, end: int, before: Token) -> Placed:
        if before.type == "heading_open" and before.markup.startswith("#"):
            return place_heading(token.content, self.starts[first], self.lines[first])
        if before.type in ("th_open", "td_open"):
            return self.cell(token.content, first)
        return place(token.content, [(self.starts[n], self.lines[n]) for n in range(first, end)])

    def cell(self, content: str, line: int) -> Placed:
        """A cell stands behind the one before it in its line, with only bars and space between."""
        if self.cell_at[0] != line:
            self.cell_at = (line, 0)
        row, at = self.lines[line], self.cell_at[1]
        while at < len(row) and row[at] in "| \t>":
            at += 1
        if not content or not row.startswith(content, at):  # an escaped bar, which the parser took out
            raise MisalignedError
        self.cell_at = (line, at + len(content))
        return Placed(content, (0,), (self.starts[line] + at,))

    def row(self, line: int) -> None:
        if not self.told[line]:
            self.tell(line, line + 1)
            begin = self.starts[line] + _indent(self.lines[line])
            self.add(BlockKind.LIST_ITEM, begin, self.starts[line + 1] - 1, 1)

    def kind(self) -> tuple[BlockKind, int]:
        """What a paragraph is by where it stands: the innermost container decides."""
        if not self.inside:
            return BlockKind.PARAGRAPH, 0
        quoted = self.inside[-1] == "blockquote_open"
        return (BlockKind.QUOTATION if quoted else BlockKind.LIST_ITEM), self.inside.count(self.inside[-1])

    def hide_prefixes(self, first: int, placed: Placed | None) -> None:
        """Hide what stands in front of the words on each line of a block but the first: ``>`` and indentation."""
        if not placed:
            return
        for number in range(1, len(placed.starts)):
            words = placed.offsets[number]
            while words < len(self.text) and self.text[words] in " \t":
                words += 1
            self.signs.hidden.append(Span(self.starts[first + number], words))

    def code(self, token: Token) -> None:
        first, end = self.range(token.map)
        self.tell(first, end)
        if token.type == "fence" and first < end:
            closed = end - 1 > first and self.lines[end - 1].rstrip().endswith(token.markup)
            first, end = first + 1, end - closed
            self.signs.hidden += [self.whole_line(first - 1), *([self.whole_line(end)] if closed else [])]
        for number, code in zip(range(first, end), token.content.split("\n"), strict=False):
            line = self.lines[number]
            if code and line.endswith(code):  # what is in front of it is indentation, or the sign of a quotation
                self.signs.hidden.append(Span(self.starts[number], self.starts[number] + len(line) - len(code)))
        first, end = self.range([first - self.first_line, end - self.first_line])
        self.add(BlockKind.CODE, self.starts[first], self.starts[end] - 1)

    def whole_line(self, number: int) -> Span:
        return Span(self.starts[number], self.starts[number + 1] - 1)

    def note_entry(self, token: Token) -> None:
        self.note = None
        first, end = self.range(token.map)
        self.tell(first, end)
        begin = self.text.find("[^", self.starts[first])
        self.signs.hidden += [Span(self.starts[first], begin), Span(begin + 1, begin + 2)]  # the caret of ``[^n]:``
        self.add(BlockKind.NOTE_ENTRY, begin, self.starts[end - 1] + len(self.lines[end - 1].rstrip()))

    def sweep(self) -> None:
        """Give every line that no token told of a block: with words in it a paragraph, for nothing may be lost."""
        for number, line in enumerate(self.lines):
            if self.told[number] or not line.strip():
                continue
            if not line.strip("> \t"):  # a blank line of a quotation
                self.signs.hidden.append(self.whole_line(number))
                continue
            begin, finish = self.starts[number] + _indent(line), self.starts[number] + len(line.rstrip())
            worded = any(map(str.isalnum, line)) and not _LIST_MARK.fullmatch(line.strip() + " ")
            self.add(BlockKind.PARAGRAPH if worded else BlockKind.RESIDUE, begin, finish)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _with_note_headings(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Call a heading with nothing but note entries under it what it is: the heading of the notes."""
    result = list(blocks)
    heading, under = -1, set[BlockKind]()
    for at, kind in enumerate([*(b.kind for b in blocks), BlockKind.HEADING]):
        if kind is BlockKind.HEADING:
            if under == {BlockKind.NOTE_ENTRY} and heading >= 0:
                result[heading] = replace(blocks[heading], kind=BlockKind.NOTE_HEADING)
            heading, under = at, set()
        elif kind is not BlockKind.RESIDUE:
            under.add(kind)
    return tuple(result)


def _title_page(
    text: str, blocks: tuple[Block, ...], hidden: tuple[Span, ...], matter: FrontMatter | None
) -> tuple[str | None, str | None, tuple[Block, ...]]:
    """The title, the byline, and the blocks with those two named as what they are."""
    title, byline = (matter.title, matter.byline) if matter else (None, None)
    result = list(blocks)
    body = [at for at, b in enumerate(blocks) if b.kind is not BlockKind.RESIDUE]
    tops = [b for b in blocks if b.kind is BlockKind.HEADING and b.level == 1]
    if body and tops and blocks[body[0]] is tops[0]:
        title = show(text, tops[0].span, hidden).words
        result[body[0]] = replace(tops[0], kind=BlockKind.TITLE)
        following = blocks[body[1]] if len(body) > 1 else None
        if following and following.kind is BlockKind.PARAGRAPH and len(following.span) <= _LONGEST_BYLINE:
            words = show(text, following.span, hidden).words
            if _BYLINE.match(words):
                byline = words
                result[body[1]] = replace(following, kind=BlockKind.BYLINE)
    elif not title and len(tops) == 1:
        title = show(text, tops[0].span, hidden).words
    return title or None, byline, tuple(result)
