"""Names of authors that are spelled in two ways."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from tuireader.check.remark import Remark, Remarks
from tuireader.notes.heads import content_words
from tuireader.notes.leads import plain
from tuireader.notes.misprints import one_letter_apart
from tuireader.notes.model import Citation, Note, NoteKind
from tuireader.reading import Reading
from tuireader.text.span import Span

SHORTEST_NAME = 5
"""Letters; shorter names that differ by one are mostly two names."""
LONGEST_NAME = 24
"""Letters; what is longer is no surname."""
MOST_COMPARED = 40
"""Spellings that are compared with one another when they are alike; the cost stays linear in the number of notes."""
TITLE_SHARE = 0.6
"""The share of the words of the shorter title that the other must have."""

_OWN = (NoteKind.FULL, NoteKind.SHORT, NoteKind.IDEM)
_PERSON = re.compile(r"\s(?:and|und|et|y|e|&|with|mit)\s|/|&|;|,\s(?:and\s)?(?=[A-ZÀ-Þ][^\s,]+\s[A-ZÀ-Þ])")


class _Author(NamedTuple):
    surname: str
    """As it is written."""
    key: str
    """In lower case without accents."""
    forenames: tuple[str, ...]
    title: tuple[str, ...]
    note: Note
    span: Span


def two_spellings(reading: Reading) -> Remarks:
    """C105: once for each pair of spellings, at the first use of the rarer one.

    Two surnames are one name when they differ by a letter, and the title says that the same work is meant, or all the
    forenames do and no two titles speak against it.
    """
    by_work: dict[int, dict[str, list[_Author]]] = {}
    for author in _authors(reading):
        by_work.setdefault(author.note.work_id, {}).setdefault(author.key, []).append(author)
    for spellings in by_work.values():
        for a, b in _near(spellings):
            pair = _same_person(spellings[a], spellings[b])
            if pair is None:
                continue
            usual, odd = sorted((a, b), key=lambda key: (-len(spellings[key]), spellings[key][0].span))
            here, there = spellings[odd][0], spellings[usual][0]
            says = f"Note {here.note.label}: “{here.surname}” is spelled “{there.surname}” in note {there.note.label}."
            yield Remark(here.span, says)


def _authors(reading: Reading) -> Iterator[_Author]:
    text = reading.document.text
    for note, resolution in zip(reading.apparatus.notes, reading.apparatus.resolutions, strict=True):
        for citation in resolution.citations:
            if citation.kind in _OWN and citation.authors and not citation.by_reader:
                title = content_words(citation.title or "")
                for names in _PERSON.split(citation.authors[0])[:6]:
                    yield from _author(text, names, title, note, citation)


def _author(text: str, names: str, title: tuple[str, ...], note: Note, citation: Citation) -> Iterator[_Author]:
    inverted = re.fullmatch(r"([^\s,]+),\s([A-ZÀ-Þ][^,]*)", names.strip())
    words = f"{inverted[2]} {inverted[1]}".split() if inverted else names.split()
    if not 1 <= len(words) <= 5 or not all(word[:1].isupper() for word in words):
        return
    surname = words[-1].strip(".,'’")
    if not SHORTEST_NAME <= len(surname) <= LONGEST_NAME or not surname.replace("-", "").isalpha():
        return
    at = text.find(surname, citation.span.start, citation.span.end)
    if at >= 0:
        forenames = tuple(plain(word.strip(".,")) for word in words[:-1])
        yield _Author(surname, plain(surname), forenames, title, note, Span(at, at + len(surname)))


def _near(spellings: dict[str, list[_Author]]) -> Iterator[tuple[str, str]]:
    """Pairs of different surnames that become one when one letter is changed, left out, or swapped with the next."""
    alike: dict[str, list[str]] = {}
    for key in spellings:
        for variant in {key, *(key[:i] + key[i + 1 :] for i in range(len(key)))}:
            alike.setdefault(variant, []).append(key)
    seen: set[tuple[str, str]] = set()
    for keys in alike.values():
        for a, b in combinations(keys[:MOST_COMPARED], 2):
            if (a, b) not in seen and one_letter_apart(a, b):
                seen.add((a, b))
                yield a, b


def _same_person(one: list[_Author], other: list[_Author]) -> tuple[_Author, _Author] | None:
    """A use of each spelling that shows that one author is meant, or None."""
    for a in one[:MOST_COMPARED]:
        for b in other[:MOST_COMPARED]:
            if _at_odds(a.forenames, b.forenames):
                continue
            if a.title and b.title:
                if _one_title(a.title, b.title):
                    return a, b
            elif a.forenames and a.forenames == b.forenames and len(a.forenames[0]) > 1:
                return a, b
    return None


def _at_odds(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether forenames are of two persons: another first letter, or another name."""
    return any(x[:1] != y[:1] or (len(x) > 1 and len(y) > 1 and x != y) for x, y in zip(a, b, strict=False))


def _one_title(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    short, long = sorted((a, b), key=len)
    same = sum(word in long for word in short)
    return same >= TITLE_SHARE * len(short) and (len(short) > 1 or short[0] in long[:1])
