"""What is found of events while the text is read: the hits, and which words are spoken for."""

from __future__ import annotations

from dataclasses import dataclass

from tuireader.documents.model import BlockKind
from tuireader.index.lexicon import is_group, is_place, mononyms, terms
from tuireader.index.names import Region, Token, Vocabulary

TITLED = frozenset({BlockKind.TITLE, BlockKind.HEADING, BlockKind.NOTE_ENTRY})
"""Blocks in which ordinary words have capitals."""
APOSTROPHES = frozenset("’'")
EVENT, PERSON = 1, 2
"""How a word is spoken for in ``EventBook.taken``."""


@dataclass(frozen=True, slots=True)
class EventHit:
    """An event as named at one place: tokens ``first`` up to, not including, ``last`` of region ``region``."""

    region: int
    first: int
    last: int
    name: str
    """The name as the text has it, without article, in one line."""
    heading: str
    rule: str
    certainty: float = 1.0


class EventBook:
    """The hits of one document. ``taken`` says of each token of each region whether it is spoken for."""

    def __init__(self, parts: tuple[Region, ...], words: Vocabulary) -> None:
        self.parts = parts
        self.words = words
        self.taken: list[bytearray] = [bytearray(len(r.tokens)) for r in parts]
        self.capitals = [[i for i, t in enumerate(r.tokens) if t.capital] for r in parts]
        """The numbers of the capitalised tokens of each region."""
        self.hits: list[EventHit] = []
        self._martial: dict[int, int] = {}

    def keep(self, n: int, first: int, last: int, heading: str, rule: str, certainty: float = 1.0) -> bool:
        """Keeps a hit unless a token of it is spoken for; says whether it was kept."""
        taken = self.taken[n]
        if any(taken[first:last]):
            return False
        taken[first:last] = bytes([EVENT]) * (last - first)
        name = plain(self.parts[n].tokens[first:last])
        self.hits.append(EventHit(n, first, last, name, heading, rule, certainty))
        return True

    def words_of_war(self, n: int) -> int:
        """How many different words of war stand in region ``n``."""
        if n not in self._martial:
            self._martial[n] = len({t.low for t in self.parts[n].tokens} & terms("martial_words"))
        return self._martial[n]

    def is_proper(self, token: Token) -> bool:
        """Whether the capital means a name: a place, a people, or a word that this language does not have."""
        text = token.text
        if is_place(text) or is_group(text) or text in mononyms() or "-" in text or "–" in text:
            return True
        return not self.words.is_common(text) and len(text) > 2

    def means_its_capital(self, region: Region, token: Token) -> bool:
        """Whether a word has its capital inside a sentence and the document never has it in lower case."""
        if not self.words.is_common(token.text):
            return True
        excused = token.opens or region.kind in TITLED or self.words.lower[token.low] > 0
        return not (excused or token.text in terms("institutions") or token.text in terms("office_words"))


def plain(tokens: tuple[Token, ...] | list[Token]) -> str:
    """The words of some tokens in one line, possessives kept as such."""
    out = ""
    for k, token in enumerate(tokens):
        text = token.text + ("’s" if token.possessive and k < len(tokens) - 1 else "")
        out += text if not out or text in APOSTROPHES or text == "," else " " + text
    return out


def ends_phrase(region: Region, k: int) -> bool:
    """Whether no noun follows at token ``k``, to which what stands before it would be an adjective."""
    word = region.word(k)
    return not (word[:1].isalpha() and word.islower()) or word in terms("small_words") or word.endswith("ed")


def is_name(token: Token) -> bool:
    """Whether the token is a capitalised word or initials."""
    return token.kind in ("word", "initials") and token.capital


def names_a_body(token: Token) -> bool:
    """Whether the capitalised word after an event's name makes it the name of a body or a work ("Peace Museum")."""
    return token.text in terms("org_heads") or token.text in terms("names_of_bodies")
