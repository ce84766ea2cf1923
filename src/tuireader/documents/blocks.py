"""Lines of plain text, gathered into paragraphs and told apart: headings, quotations, captions, bylines, residue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from tuireader.documents.model import Block, BlockKind
from tuireader.text.span import Span

LONGEST_WRAPPED_LINE = 120
"""A text whose lines are longer is not wrapped by hand: each of its lines is a paragraph (code points)."""
LONGEST_HEADING = 90
"""Code points; a longer line is a sentence."""
LONGEST_TITLE = 160
"""Code points; titles with subtitles run longer than headings."""
LONGEST_LINK = 60
"""Code points of an edit link in brackets."""


class Line(NamedTuple):
    """A line without its newline; ``start`` and ``end`` are code points in the file."""

    start: int
    end: int
    text: str

    @property
    def blank(self) -> bool:
        """Whether the line has nothing to read."""
        return not self.text or self.text.isspace()


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that stand together between blank ones."""

    lines: tuple[Line, ...]

    @property
    def span(self) -> Span:
        """From the first line's indentation to the last line's last word."""
        last = self.lines[-1]
        return Span(self.lines[0].start, last.start + len(last.text.rstrip()))

    @property
    def words(self) -> str:
        """The lines joined by spaces, without indentation."""
        return " ".join(line.text.strip() for line in self.lines)


def split_lines(text: str) -> list[Line]:
    """Every line of a text, the last without a newline included."""
    out: list[Line] = []
    start = 0
    for piece in text.split("\n"):
        out.append(Line(start, start + len(piece), piece))
        start += len(piece) + 1
    return out


def groups(lines: Sequence[Line]) -> Iterator[Group]:
    """The runs of lines between blank ones; in a text that is not wrapped by hand every line is its own group."""
    together: list[Line] = []
    for line in [*lines, None]:
        if line is not None and not line.blank:
            together.append(line)
            continue
        if together:
            yield from _paragraphs(together)
            together = []


def _paragraphs(lines: list[Line]) -> Iterator[Group]:
    if len(lines) > 1 and max(len(line.text) for line in lines) > LONGEST_WRAPPED_LINE:
        yield from (Group((line,)) for line in lines)
        return
    held: list[Line] = []
    for line in lines:
        own = has_edit_link(line.text) or is_bullet(line.text) or is_rule(line.text) or is_field(line.text)
        if held and (own or has_edit_link(held[-1].text) or is_field(held[-1].text)):
            yield Group(tuple(held))
            held = []
        held.append(line)
        if is_rule(line.text):
            yield from _split_underline(held)
            held = []
    if held:
        yield Group(tuple(held))


def _split_underline(held: list[Line]) -> Iterator[Group]:
    if held[:-1]:
        yield Group(tuple(held[:-1]))
    yield Group((held[-1],))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_PATTERNS[name], re.IGNORECASE if name in _ANY_CASE else 0)


_ANY_CASE = frozenset(
    {"note heading", "residue", "byline", "by", "hatnote", "figure", "bibliography", "field", "front"}
)
_PATTERNS = {
    "edit link": r"\s*\[(?:edit|Bearbeiten|modifier|editar|modifica)(?: ?\| ?[^\]]{1,30})?\]\s*$",
    "rule": r"\s*(?:[-_=~—─]{3,}|(?:\*\s*){3,}|(?:•\s*){3,}|#)\s*$",
    "bullet": r"\s*(?:[-•‣◦·]|\*(?=\s))\s+\S",
    "note heading": (
        r"\W{0,4}(?:\d+\.?\s*)?(?:(?:end|foot)[ -]?notes?|notes?(?: (?:and|&) (?:references|sources))?|references|"
        r"notes and references|"
        r"anmerkungen(?: und (?:nachweise|belege|literatur))?|fu(?:ß|ss)noten|endnoten|einzelnachweise|nachweise|"
        r"notes de bas de page|notes de fin|notes et références|références|notas(?: al pie)?|"
        r"note(?: a piè di pagina)?)\s*:?\W{0,4}"
    ),
    "bibliography": (
        r"\W{0,4}(?:\d+\.?\s*)?(?:(?:select(?:ed)? |annotated )?bibliograph(?:y|ie)|works cited|"
        r"literature(?: cited)?|references|sources|literatur(?:verzeichnis)?|quellen(?:verzeichnis| und literatur)?|"
        r"bibliografía|bibliografia|"
        r"ouvrages cités|further reading)\s*:?\W{0,4}"
    ),
    "residue": (
        r"leave a (?:reply|comment)\b|your e-?mail address will not be published|required fields are marked|"
        r"share this(?: post| article)?\s*:?|like this\s*:?$|like loading|related(?: posts| articles)\s*:?$|"
        r"post navigation|\d+ (?:comments?|responses?|replies)\b.{0,40}$|comments? (?:are )?(?:off|closed)|"
        r"posted (?:in|on)\b.{0,80}$|filed under\b|subscribe (?:to|now)\b.{0,80}$|powered by \S+.{0,30}$|"
        r"cancel reply|sign up for\b.{0,80}$|skip to (?:main )?content|click here\b.{0,60}$|"
        r"(?:tweet|email|print|pocket|pinterest|facebook|whatsapp)$|all rights reserved|"
        r"this (?:site|website) uses cookies|jump to (?:navigation|search)|save my name, email"
    ),
    "field": (
        r"\s*(?:written (?:by|at|for)|author|date(?: written)?|published|submitted|originally published|source|"
        r"word count|tutor|course|autor(?:in)?|datum|auteur|fecha|data)\s*:\s*\S"
    ),
    "byline": (
        r"\s*(?:written (?:by|at|for)|author|date written|submitted|originally published|word count|tutor|"
        r"autor(?:in)?|auteur)\s*:"
    ),
    "by": r"(?:by|von|par|por|di)\s+(?:[^\W\d_][\w.’'-]*[ ,]*){1,9}$",
    "hatnote": (
        r"(?:main articles?|see also|further information|for (?:the|other|more|an?)\b[^.]{0,120}, see|"
        r"this article is about|not to be confused with|hauptartikel|article détaillé)\b\s*:?"
    ),
    "figure": r"(?:fig(?:ure|\.)|plate|photo(?:graph)?|image|map|abb(?:ildung|\.)|illustration|table)\s*\d*\s*[.:–-]",
    "front": (
        r".*(?: » | › | > |\s\|\s|\w@\w)|skip to\b|search(?: for)?:?$|home$|categor(?:y|ies)\b|[A-Z]{2,5} ?\d{3,4}\b"
        r"|term paper|seminar\b"
        r"|(?:vol(?:ume|\.)?|issue|no\.|nr\.|jahrgang)\s*\d|reading time|issn|isbn|page \d"
        r"|(?:[A-Z][A-Z .&]{4,60}, )?(?:spring|summer|"
        r"autumn|fall|winter) \d{4}$|\d{1,2}\.? \w+ \d{4}$|[IVXLC]{1,4}\.?$"
    ),
    "article": r"(?:The|An?|Der|Die|Das|Ein|Eine|Le|La|Les|Un|Une|El|Los|Las|Il|Lo|Gli|On|In|Of|Von|De|Zur?|Some)\s",
    "chapter": (
        r"(?:Chapter|CHAPTER|Part|PART|Book|BOOK|Section|SECTION|Lecture|LECTURE|Kapitel|Teil|Chapitre|CHAPITRE|"
        r"Capítulo|Capitolo|Parte)\s+(?:[IVXLC]{1,7}|\d{1,3}|[A-Z][a-z]{2,8})\b[.:]?(?:\s|$)"
    ),
    "numbered": r"(?:[IVXLC]{1,7}|\d{1,2}(?:\.\d{1,2}){0,3})[.)]?\s+(?=[A-ZÀ-Þ“‘\"«„])",
    "roman alone": r"[IVXLC]{1,7}\.?$",
}


def has_edit_link(line: str) -> bool:
    """Whether a line ends with the edit link that encyclopaedias put after a heading."""
    words = line.rstrip()
    return words.endswith("]") and _pattern("edit link").search(words, max(0, len(words) - LONGEST_LINK)) is not None


def is_rule(line: str) -> bool:
    """Whether a line is only a rule or an underline."""
    return _pattern("rule").match(line) is not None


def is_bullet(line: str) -> bool:
    """Whether a line begins an item of a list without numbers."""
    return _pattern("bullet").match(line) is not None


def is_field(line: str) -> bool:
    """Whether a line gives a fact about the text: "Written by: …"."""
    return len(line) < 3 * LONGEST_TITLE and _pattern("field").match(line) is not None


def is_byline(words: str) -> bool:
    """Whether words say who wrote a text, where and when, under labels."""
    return len(words) < 3 * LONGEST_TITLE and _pattern("byline").match(words) is not None


def is_note_heading(words: str) -> bool:
    """Whether words stand over a list of notes: "Notes", "Anmerkungen", "References[edit]"."""
    words = words.strip()
    plain = (_pattern("edit link").sub("", words) if has_edit_link(words) else words).strip("#*_= ")
    return len(plain) < 50 and _pattern("note heading").fullmatch(plain) is not None


def is_bibliography_heading(words: str) -> bool:
    """Whether words stand over a list of works: "Bibliography", "Literatur"."""
    plain = _pattern("edit link").sub("", words.strip()).strip("#*_= ")
    return len(plain) < 50 and _pattern("bibliography").fullmatch(plain) is not None


def is_residue(words: str) -> bool:
    """Whether words belong to a web page and not to the text: "Leave a Reply"."""
    return len(words) < 300 and _pattern("residue").match(words.strip()) is not None


def is_chapter(words: str) -> bool:
    """Whether a short line names a part of a book: "Chapter IV", "II. The Pact"."""
    if len(words) > LONGEST_HEADING or words.endswith((",", ";")):
        return False
    return any(_pattern(name).match(words) is not None for name in ("chapter", "roman alone"))


def is_entry(words: str) -> bool:
    """Whether a line reads as an entry of a list of works: a name or title, and a year or an address."""
    return re.match(r"\s*[-–—•*]?\s*[^\W\d_]", words) is not None and (
        re.search(r"\b(?:1[4-9]|20)\d\d[a-z]?\b|https?://|\bpp?\. ?\d", words) is not None and len(words) < 700
    )


def is_front_matter(words: str) -> bool:
    """Whether a line before the text names no title: navigation, a course, an issue, a date, an address for mail."""
    return len(words) < LONGEST_TITLE and _pattern("front").match(words) is not None


def is_person(words: str) -> bool:
    """Whether a line is nothing but a name, perhaps with a place: "Claire Besnard", "Michèle Mattusch, Berlin"."""
    if len(words) > LONGEST_TITLE:
        return False
    words = re.sub(r"\s?\[?(?<![*†\d])[*†\d]+\]?$", "", words)  # looked at once for each row of figures
    if _pattern("article").match(words) or (words.isupper() and re.match(r"[A-Z]\.\s", words)):
        return False
    name = r"(?:[A-ZÀ-Þ][\w.’'-]*\s){1,3}(?:(?:de|von|van|di|da|del)\s)?[A-ZÀ-Þ][\w’'-]+(?:, [A-ZÀ-Þ]\w+)?"
    return re.fullmatch(name, words) is not None


def could_be_title(group: Group) -> bool:
    """Whether the first lines of a text read as its title and not as its first sentence."""
    words = group.words
    if len(group.lines) > 3 or not 2 <= len(words) <= LONGEST_TITLE or words.endswith((",", ";", ":")):
        return False
    if words.endswith((".", "…")) and (len(words) > LONGEST_HEADING or not words.isupper()):
        return False
    outside = is_byline(words) or is_residue(words) or is_note_heading(words) or is_hatnote(words) or is_rule(words)
    return not outside and not is_bullet(words) and any(c.isalpha() for c in words) and not words[0].islower()


@cache
def _encyclopaedia() -> re.Pattern[str]:
    return re.compile(
        r"\s*(?:From Wikipedia, the free encyclopedia|aus Wikipedia, der freien Enzyklopädie|Un article de Wikipédia"
        r"|De Wikipedia, la enciclopedia libre|Da Wikipedia, l[’']enciclopedia libera)\b",
        re.IGNORECASE,
    )


def is_encyclopaedia(line: str) -> bool:
    """Whether an encyclopaedia names itself, as under the titles of its articles."""
    return _encyclopaedia().match(line) is not None


def is_hatnote(words: str) -> bool:
    """Whether words only send the reader to another article."""
    return len(words) < 400 and _pattern("hatnote").match(words) is not None


def is_named_by(words: str) -> bool:
    """Whether a line under a title names the author: "By Jane Doe"."""
    return len(words) < LONGEST_HEADING and _pattern("by").match(words) is not None


@dataclass(frozen=True, slots=True)
class Manner:
    """How one work sets its headings and paragraphs; found once, so that one text is read in one manner."""

    edit_links: bool
    """Headings carry edit links, so nothing else is a heading."""
    indented: bool
    """Most paragraphs begin with an indentation, so an indentation is no quotation."""

    @classmethod
    def of(cls, found: Sequence[Group]) -> Manner:
        """Look at all groups of a work."""
        long = [g for g in found if len(g.words) > LONGEST_HEADING]
        set_in = sum(g.lines[0].text[:2].isspace() for g in long)
        return cls(any(has_edit_link(g.lines[-1].text) for g in found), set_in * 2 > len(long))


def classify(found: Sequence[Group], manner: Manner) -> list[Block]:
    """The blocks of the body of a work, in order: one or two for every group (a heading and its edit link)."""
    out: list[Block] = []
    for i, group in enumerate(found):
        before = found[i - 1] if i else None
        after = found[i + 1] if i + 1 < len(found) else None
        out += _blocks_of(group, before, after, manner)
    return out


def _blocks_of(group: Group, before: Group | None, after: Group | None, manner: Manner) -> list[Block]:
    words, span = group.words, group.span
    if is_rule(words) or is_residue(words):
        return [Block(BlockKind.RESIDUE, span)]
    if has_edit_link(group.lines[-1].text):
        return _edited_heading(group)
    if is_byline(words):
        return [Block(BlockKind.BYLINE, span)]
    if is_note_heading(words) and len(group.lines) == 1:
        return [Block(BlockKind.NOTE_HEADING, span)]
    if is_bibliography_heading(words) and len(group.lines) == 1 and after is not None:
        return [Block(BlockKind.HEADING, _trimmed(span, group), 2)]
    if _pattern("figure").match(words) and len(words) < 400:
        return [Block(BlockKind.CAPTION, span)]
    if not manner.edit_links and after is not None:
        level = heading_level(group, before, after)
        if level:
            return [Block(BlockKind.HEADING, _trimmed(span, group), level)]
    if is_bullet(group.lines[0].text):
        return [Block(BlockKind.LIST_ITEM, span, 1 + _indent(group.lines[0].text) // 2)]
    if is_quotation(group, manner):
        return [Block(BlockKind.QUOTATION, span, 1)]
    return [Block(BlockKind.PARAGRAPH, span)]


def _edited_heading(group: Group) -> list[Block]:
    span = group.span
    link = _pattern("edit link").search(group.lines[-1].text)
    at = group.lines[-1].start + (link.start() if link else 0)
    begin = span.start + _indent(group.lines[0].text)
    if begin >= at:
        return [Block(BlockKind.RESIDUE, span)]
    kind = BlockKind.NOTE_HEADING if is_note_heading(group.words) else BlockKind.HEADING
    return [
        Block(kind, Span(begin, at), 2 if kind is BlockKind.HEADING else 0),
        Block(BlockKind.RESIDUE, Span(at, span.end)),
    ]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _trimmed(span: Span, group: Group) -> Span:
    return Span(span.start + _indent(group.lines[0].text), span.end)


def is_quotation(group: Group, manner: Manner) -> bool:
    """Whether all lines are set in, in a text that does not set in its paragraphs."""
    if all(line.text.lstrip().startswith(">") for line in group.lines):
        return True
    return not manner.indented and all(line.text[:3].isspace() for line in group.lines)


def heading_level(group: Group, before: Group | None, after: Group) -> int:
    """1 to 3 for a line that is a heading, else 0.

    A typographer's signs, and all conservative: the name or number of a part, an underline, capitals throughout, or a
    short line in the manner of a title between two paragraphs.
    """
    words = group.words
    if len(group.lines) > 2 or len(words) > LONGEST_HEADING or not any(c.isalpha() for c in words):
        return 0
    if is_hatnote(words) or is_bullet(group.lines[0].text):
        return 0
    marked = re.match(r"(#{1,6})\s+\w", words)
    if marked and len(group.lines) == 1:
        return min(len(marked[1]), 3)
    if len(after.lines) == 1 and is_rule(after.words) and after.words[0] in "=-~" and len(after.words) >= 3:
        close = after.lines[0].start - group.lines[-1].end == 1
        return (1 if after.words[0] == "=" else 2) if close else 0
    if is_chapter(words):
        return 1
    if words.endswith((".", ",", ";", ":", "…")) and not (words.isupper() and len(words) > 3):
        return 0
    if words.isupper() and sum(c.isalpha() for c in words) > 3:
        return 1
    numbered = _pattern("numbered").match(words)
    if numbered:
        neighbours = [g for g in (before, after) if g is not None and _pattern("numbered").match(g.words)]
        return 0 if neighbours or len(words) == numbered.end() else 2
    return 2 if _reads_as_heading(group, before, after) else 0


def _reads_as_heading(group: Group, before: Group | None, after: Group) -> bool:
    """A bare line: short, alone, begun with a capital, without verse or captions around, over a real paragraph."""
    words = group.words
    if len(group.lines) > 1 or len(words) > 70 or group.lines[0].text[:3].isspace():
        return False
    if not words[0].isupper() or words.endswith(("!", ")", "]", '"', "”", "’", "»")) or words[-1].isdigit():
        return False
    if before is None:
        return False
    if len(before.words) <= LONGEST_HEADING and not is_rule(before.words) and not is_chapter(before.words):
        return False
    return len(after.words) > LONGEST_HEADING and len(words.split()) <= 10
