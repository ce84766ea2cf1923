"""What the notes' own reading says of a note: which of its words are an author's name and which a title."""

from __future__ import annotations

from dataclasses import replace

from tuireader.index.names import Region, tokenize
from tuireader.notes.model import Apparatus, Citation


def with_sources(parts: tuple[Region, ...], apparatus: Apparatus) -> tuple[Region, ...]:
    """The regions, those of notes with the tokens of cited authors and of the titles of their works marked."""
    cited = sorted((c for r in apparatus.resolutions for c in r.citations), key=lambda c: c.span.start)
    out, k = [], 0
    for region in parts:
        end = region.tokens[-1].end
        authors: set[int] = set()
        titles: set[int] = set()
        while region.in_notes and k < len(cited) and cited[k].span.start < end:
            if cited[k].span.start >= region.tokens[0].start:
                _mark(region, cited[k], authors, titles)
            k += 1
        out.append(
            replace(region, authors=frozenset(authors), titles=frozenset(titles)) if authors or titles else region
        )
    return tuple(out)


def _mark(region: Region, citation: Citation, authors: set[int], titles: set[int]) -> None:
    inside = [i for i, t in enumerate(region.tokens) if citation.span.start <= t.start < citation.span.end]
    for author in citation.authors:
        words = [t.text for t in tokenize(author, 0)]
        authors.update(_where(region, inside, words) or _where(region, inside, [*words[-1:], ",", *words[:-1]]))
    if citation.title:
        wanted = [t.text for t in tokenize(citation.title, 0)]
        titles.update(i for i in _where(region, inside, wanted) if i not in authors)


def _where(region: Region, inside: list[int], wanted: list[str]) -> range:
    """The tokens, of those inside the citation, that spell the words in a row; empty where none do."""
    if wanted:
        for first in inside[: max(0, len(inside) - len(wanted) + 1)]:
            if all(region.word(first + k) == word for k, word in enumerate(wanted)):
                return range(first, first + len(wanted))
    return range(0)
