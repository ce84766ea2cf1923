"""Words, numbers and signs of the text with what the rules ask of each: capital, possessive, start of a sentence."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field, replace

from tuireader.documents.model import Block, BlockKind, Document
from tuireader.index.lexicon import forenames, is_place, is_word, terms
from tuireader.notes.model import Apparatus
from tuireader.text.span import Span

_TOKEN = re.compile(
    r"(?P<initials>(?:[^\W\d_a-z]\.[-‐]?)+(?=[\s,;:)\]’'“‘]|[^\W\d_]|$))"
    r"|(?P<word>[^\W\d_]+(?:['’ʼ‘][^\W\d_]+)*(?:[-‐‑–][^\W\d_]+(?:['’][^\W\d_]+)*)*)"
    r"|(?P<number>\d[\d,.]*(?:st|nd|rd|th|s)?(?<![,.])(?:[-–/]\d+)?)"
    r"|(?P<sign>\S)"
)
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
_GLUED = re.compile(r"[a-zà-ÿ]+(?=[A-Z][a-zà-ÿ]{2,}$)")
_PREFIXED = re.compile(r"(?:post|pre|anti|non|mid|inter|neo|ex)[-‐‑–](?=[A-Z])")
_GLUED_TITLE = re.compile(r"[A-Z][a-z]{2,}(?=[A-Z][a-z]{2,})")
_SMALL_WORDS = ("the", "of", "and", "to", "in", "that", "was", "his", "he", "for", "with", "had")
_FEWEST_SMALL = 0.15
_SHORT_TEXT = 100
_LONGEST_OPENER = 24
_SHORT_BLOCK = 40
"""The words of a block, such as a heading or a list of names, that may well be all capitals."""
_MOST_CAPITALS = 0.8
_UNREAD = frozenset({BlockKind.RESIDUE, BlockKind.NOTE_HEADING, BlockKind.CODE})
_OPENERS = frozenset("“‘\"'([«„*_—")
_STOPS = frozenset(".!?…")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number, run of initials or sign. ``start`` and ``end`` leave out a possessive."""

    start: int
    end: int
    text: str
    kind: str
    """``word``, ``initials``, ``number`` or ``sign``."""
    capital: bool = False
    opens: bool = False
    """Whether its capital may be owed to its place: the first word of a sentence, of a quotation, of a block."""
    possessive: bool = False

    @property
    def low(self) -> str:
        """The word in lower case."""
        return self.text.lower()


@dataclass(frozen=True, slots=True)
class Region:
    """A block as the index reads it: its tokens, its work and whether it is a note."""

    tokens: tuple[Token, ...]
    work_id: int
    in_notes: bool
    kind: BlockKind
    authors: frozenset[int] = frozenset()
    """Tokens that the reading of the notes takes for a cited author's name."""
    titles: frozenset[int] = frozenset()
    """Tokens that it takes for the title of a cited work."""

    def word(self, i: int) -> str:
        """The text of token ``i``; an empty string outside the region."""
        return self.tokens[i].text if 0 <= i < len(self.tokens) else ""

    def token(self, i: int) -> Token | None:
        """Token ``i`` or None outside the region."""
        return self.tokens[i] if 0 <= i < len(self.tokens) else None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the whole document says about its words: the evidence of lower case and of small words before a capital."""

    lower: Counter[str]
    upper: Counter[str]
    """How often a word stands with a capital that its place does not explain."""
    articled: Counter[str]
    """How often "the" stands before it."""
    located: Counter[str]
    """How often "in", "near" or the like stands before it."""
    total: Counter[str] = field(default_factory=Counter)
    """How often it stands with a capital at all."""
    english: bool = True
    """Whether the small words of English are as many as in English."""

    def is_common(self, word: str) -> bool:
        """Whether the word, whatever its capital here, is an ordinary word of the language or of this document."""
        low = word.lower()
        return is_word(low) or self.lower[low] > 0


def fold_accents(word: str) -> str:
    """The word without its accents, for comparing spellings."""
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def regions(document: Document, apparatus: Apparatus) -> tuple[Region, ...]:
    """The blocks that are indexed, in order, with note markers and signs of markup blanked out. Residue is left out."""
    text = document.text
    blanks = sorted([m.span for m in apparatus.markers] + list(document.hidden))
    starts = [b.start for b in blanks]
    bodies = {n.span.start: n.body for n in apparatus.notes}
    noted = sorted((n.span.start, n.span.end) for n in apparatus.notes)
    out = []
    for work in document.works:
        for block in work.blocks:
            if block.kind in _UNREAD:
                continue
            in_notes = block.kind is BlockKind.NOTE_ENTRY or _inside(noted, block)
            span = bodies.get(block.span.start, block.span) if in_notes else block.span
            near = blanks[max(0, bisect_left(starts, span.start) - 1) : bisect_left(starts, span.end)]
            tokens = tokenize(_blanked(text, span, near), span.start)
            if tokens and not _shouts(tokens, in_notes):
                out.append(Region(tokens, work.id, in_notes, block.kind))
    return tuple(out)


def _shouts(tokens: tuple[Token, ...], in_notes: bool) -> bool:
    """Whether a long block has nearly all its words in capitals, so that a capital says nothing.

    A note that lists sources is all names and titles; there only words in capitals throughout say nothing.
    """
    words = [t for t in tokens if t.kind == "word"]
    loud = sum(t.text.isupper() if in_notes else t.capital for t in words)
    return len(words) > _SHORT_BLOCK and loud > _MOST_CAPITALS * len(words)


def _inside(noted: list[tuple[int, int]], block: Block) -> bool:
    i = bisect_left(noted, (block.span.start + 1, 0)) - 1
    return i >= 0 and noted[i][0] <= block.span.start < noted[i][1]


def _blanked(text: str, span: Span, blanks: list[Span]) -> str:
    out, done = [], span.start
    for blank in blanks:
        shared = span.intersect(blank)
        if shared and shared.end > done:
            start = max(done, shared.start)
            out += [text[done:start], " " * (shared.end - start)]
            done = shared.end
    out.append(text[done : span.end])
    return "".join(out)


def tokenize(piece: str, offset: int) -> tuple[Token, ...]:
    """The tokens of one block; ``offset`` is where the block starts in the text, in code points."""
    out: list[Token] = []
    opens = True
    for match in _TOKEN.finditer(piece):
        kind = match.lastgroup or "sign"
        word = match.group()
        start, end = match.start() + offset, match.end() + offset
        if kind == "word":
            _add_word(out, word, start, opens)
            opens = False
        elif kind == "sign":
            if word == "." and out and out[-1].end == start and out[-1].text in terms("stopped_titles"):
                continue
            out.append(Token(start, end, word, kind))
            opens = _opens_after(out, opens)
        elif kind == "initials" and _is_number_at_end(piece, match.end(), word, out):
            out.append(Token(start, start + 1, word[0], "word", True))
            out.append(Token(start + 1, end, ".", "sign"))
            opens = True
        else:
            out.append(Token(start, end, word, kind, kind == "initials", opens))
            opens = False
    return tuple(out)


def _is_number_at_end(piece: str, end: int, word: str, out: list[Token]) -> bool:
    """Whether "I." is no initial but the number and the full stop of "World War I. In the 1940s"."""
    if word not in ("I.", "V.", "X.") or not out or not out[-1].capital or out[-1].kind != "word":
        return False
    following = re.match(r"\s*(\w*)", piece[end : end + _LONGEST_OPENER])
    if following is None or not following[1] or following[1] in terms("bad_sentence_starts"):
        return True
    return out[-1].text not in forenames() and len(following[1]) > 2  # "Hamengkubuwono I. Raffles stormed"


def _add_word(out: list[Token], word: str, start: int, opens: bool) -> None:
    if word.islower() and "'" not in word and "’" not in word:  # most words: nothing to take apart
        out.append(Token(start, start + len(word), word, "word", False, opens))
        return
    glued = _GLUED.match(word)
    if glued and len(glued.group()) >= 2 and "'" not in word and "’" not in word:
        head = glued.group()
        if is_word(head) or head in ("ab", "abc") or len(head) >= 5:
            out.append(Token(start, start + len(head), head, "word", False, opens))
            word, start, opens = word[len(head) :], start + len(head), False
    for pattern in (_PREFIXED, _GLUED_TITLE):
        joined = pattern.match(word)
        if joined and not (pattern is _GLUED_TITLE and joined.group() not in terms("titles")):
            width = joined.end()
            head = joined.group().rstrip("-‐‑–")
            out.append(Token(start, start + len(head), head, "word", head[:1].isupper(), opens))
            word, start, opens = word[width:], start + width, False
    glued_and = word.removesuffix("and")
    if glued_and != word and glued_and[:1].isupper() and is_place(glued_and) and not is_place(word):
        out.append(Token(start, start + len(glued_and), glued_and, "word", True, opens))
        word, start, opens = "and", start + len(glued_and), False
    bare = _POSSESSIVE.sub("", word)
    capital = bare[:1].isupper() or _is_elided(bare, out)
    out.append(Token(start, start + len(bare), bare, "word", capital, opens, bare != word))


def _is_elided(word: str, before: list[Token]) -> bool:
    """ "Madame d’Arblay": a name whose particle has lost its vowel, after a title or a forename."""
    if word[:2] not in ("d'", "d’") or not word[2:3].isupper() or not before or not before[-1].capital:
        return False
    return before[-1].text in terms("titles") or before[-1].text in forenames()


def _opens_after(out: list[Token], opens: bool) -> bool:
    sign = out[-1].text
    if sign in _OPENERS:
        return True
    if sign in _STOPS:
        if sign != "." or len(out) < 2:
            return True
        before = out[-2]
        abbreviated = before.text in terms("abbreviations") and before.end == out[-1].start
        return not (abbreviated or (len(before.text) == 1 and before.capital and before.end == out[-1].start))
    if sign in ":•^–-":
        return True
    if sign in "”’\"')]}":
        return opens
    return False


def vocabulary(parts: tuple[Region, ...]) -> Vocabulary:
    """Counts over the whole document, in one pass."""
    out = Vocabulary(Counter(), Counter(), Counter(), Counter(), Counter())
    located = terms("place_prepositions")
    for region in parts:
        previous = ""
        for token in region.tokens:
            if token.kind == "word":
                if not token.capital:
                    out.lower[token.text] += 1
                else:
                    out.total[token.text] += 1
                    if not token.opens:
                        out.upper[token.text] += 1
                    if previous == "the":
                        out.articled[token.text] += 1
                    elif previous in located:
                        out.located[token.text] += 1
            previous = token.text.lower()
    return replace(out, english=_is_english(out.lower))


def _is_english(lower: Counter[str]) -> bool:
    """A short text is given the benefit of the doubt."""
    count = lower.total()
    return count < _SHORT_TEXT or sum(lower[w] for w in _SMALL_WORDS) > _FEWEST_SMALL * count
