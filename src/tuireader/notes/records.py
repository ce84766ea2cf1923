"""Records in archives: the same piece again, another piece of the same holding, or a new one.

A record is known by its holding ("PREM 3", "F7", "Provveditori alle biave") and the piece in it ("157/4", "b. 1"), as
archivists write shelf marks. Of another piece only the name of the archive and the holding are inherited.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from functools import cache

from tuireader.notes.aliases import plain_alias
from tuireader.notes.antecedents import Antecedents
from tuireader.notes.citations import read_source
from tuireader.notes.leads import UPPER, YEAR, plain
from tuireader.notes.locators import find_place
from tuireader.notes.model import NoteKind, Status
from tuireader.notes.outcomes import Outcome
from tuireader.notes.shelf import Known

LONGEST_HOLDING = 60
"""Code points of the name of a holding."""
LONGEST_RECORD = 300
"""Code points; what is longer is prose about records."""


@dataclass(frozen=True, slots=True)
class ShelfMark:
    """Where a record is kept; ``end`` is where its mark ends in the words."""

    holding: str
    piece: str
    end: int


@cache
def _coded() -> re.Pattern[str]:
    """A mark in letters and figures: "PREM 3/157/4", "D/RS 1/2", "R 58/243", "F7 9786", "4 M 184"."""
    return re.compile(
        r"(?<![\w/])(?P<holding>(?:[A-Z]{1,4}/)?[A-Z]{1,5} ?\d{1,4}|[A-Z]{1,5}|\d{1,2} [A-Z]{1,2})(?:(?<=\d)[/ ]"
        r"|(?<=[A-Z]) |, (?=Nr))(?P<piece>(?:Nr\. ?)?(?:\d+|[IVXLC]+/\d+)(?:[/.]\d+)*)(?![\w/])"
    )


@cache
def _bundle() -> re.Pattern[str]:
    """A bundle behind a holding that has a number itself, as German archives count."""
    return re.compile(r"(?P<piece>(?:Bü|Büschel|Bund|Fasz\.|Kt\.|Karton|Paket|Schachtel)\s?\d+)")


@cache
def _undefined() -> re.Pattern[str]:
    """The letters of an archive that every historian of a country knows, before a holding and a bundle."""
    bundle = r"(?:leg|legajo|b|busta|caja|carton|liasse|exp|filza|reg|pièce)\.?\s?\d"
    return re.compile(rf"[A-Z]{{2,6}}(?=, [A-ZÀ-Þ][^,;()\d]{{2,50}}, {bundle})")


@cache
def _corpus() -> re.Pattern[str]:
    """A text in one of the great collections, by volume and number: "CIL VI 1779", "PL 32, 659"."""
    return re.compile(
        r"(?P<holding>CIL|IG|ILS|SEG|PL|PG|CSEL|BGU|RIC|P\. ?Oxy\.)\s(?P<piece>(?:[IVXLC]+|\d+)(?:[.,]?\s\d+)?)\b"
    )


def shelf_mark(words: str, archives: Set[str]) -> ShelfMark | None:
    """The shelf mark in some words, or None where they name no archive that is known or called one."""
    if len(words) > LONGEST_RECORD:
        return None
    undefined = _undefined().match(words)
    kept = [*_keeper().finditer(words), *([undefined] if undefined else ()), *_abbreviated(words, archives)]
    corpus = _corpus().match(words)
    if corpus:
        return ShelfMark(_bare(corpus["holding"]), _bare(corpus["piece"]), corpus.end())
    coded = list(_coded().finditer(words))
    inner = _bundle().search(words, coded[-1].end()) if coded and kept else None
    if inner:  # the holding is all that stands before: "E 179 II, Bü 6443"
        return ShelfMark(_bare(words[coded[-1].start() : inner.start()]), _bare(inner["piece"]), inner.end())
    if coded and (kept or any(c.isdigit() for c in coded[-1]["holding"])):
        return ShelfMark(_bare(coded[-1]["holding"]), _bare(coded[-1]["piece"]), coded[-1].end())
    return _in_words(words, max(m.end() for m in kept)) if kept else None


def _in_words(words: str, start: int) -> ShelfMark | None:
    """What stands between the name of an archive and the leaf: the holding, and the piece in it."""
    leaf = _leaf().search(words, start)
    end = leaf.start() if leaf else len(words.rstrip(" ."))
    if re.match(r"\s[^\s,(]", words[start:end]):
        start = words.find(",", start, end) if "," in words[start:end] else end  # the rest of the archive's name
    parts = [
        part
        for part in re.split(r",\s|\)\s?,?\s?", re.sub(r"^\s?\([^()]*\)", "", words[start:end]))
        if part.strip(" ,.")
    ]
    if not parts or len(parts[0]) > LONGEST_HOLDING or not re.search(r"\d|\bMSS?\b", "".join(parts)):
        return None
    whole = re.fullmatch(r"[\w ]*\d/\d[\w/]*", parts[0]) is not None  # what follows describes the piece
    return ShelfMark(_bare(parts[0]), _bare(" ".join(() if whole else parts[1:]) or parts[0]), end)


@cache
def _leaf() -> re.Pattern[str]:
    return re.compile(r",?\s(?:fols?|fos?|ff?|Bl|pp?|S|cc?|pièces?|n|No)\.?\s?\d")


def _abbreviated(words: str, archives: Set[str]) -> list[re.Match[str]]:
    """Where words name an archive by the letters that an earlier note gave it."""
    if not archives:
        return []
    letters = re.compile(r"(?<!\w)[A-ZÄÖÜ][\w.]*[A-ZÄÖÜ.][\w.]*(?: [A-ZÄÖÜ]{1,4}\b)*")
    return [m for m in letters.finditer(words) if plain_alias(m.group()) in archives]


def keeps_records(words: str, name: str = "") -> bool:
    """Whether a name in brackets is given to an archive: "Bundesarchiv (im Folgenden: BArch)".

    Of several brackets that counts which holds ``name``, else the first.
    """
    brackets = list(re.finditer(r"\s[(\[](?P<inside>[^()\[\]]*)", words))
    given = next((m for m in brackets if name and name in plain_alias(m["inside"])), brackets[0] if brackets else None)
    *_, kept, last = ("", *(words[: given.start()] if given else words).split(","))
    placed = re.fullmatch(rf"\s[{UPPER}][\w’-]+", last) is not None  # "The National Archives, Kew"
    return _keeper().search(f"{kept},{last}" if placed else last) is not None


@cache
def _keeper() -> re.Pattern[str]:
    return re.compile(
        r"(?=[AaRLBPNH])(?:[Aa]rchiv(?:e|es|o|io|um|s)?\b|Record Office"
        r"|(?:Heritage|History) Centre|\bLibrary\b|Bibliothek|Bibliothèque|Biblioteca"
        r"|Parliamentary Papers"
        r"|National Archives)"
    )


@cache
def _bracketed() -> re.Pattern[str]:
    """Letters for an archive, in brackets after its name: "Staatsarchiv Hamburg (StAHH)"."""
    return re.compile(r"\s\((?P<name>[A-ZÄÖÜ][\w. ]{1,14})\)")


def _bare(words: str) -> str:
    return re.sub(r"[\s.]+", " ", plain(words)).strip()


def _only_spans(body: str) -> bool:
    """Whether the years that a record covers are all that looks like an imprint: "D/RS 1/1, Minutes, 1634-1641"."""
    bare = re.sub(rf",?\s{YEAR}\s?[-–]\s?(?:{YEAR}|\d\d)\b", "", body)
    return bare != body and _coded().search(bare) is not None and not read_source(bare).imprint


def record(past: Antecedents, words: str, body: str) -> Outcome | None:
    """A record in an archive: linked to the note that cites the same piece first, or the same holding."""
    if "(" in words:
        past.archives.update(
            plain_alias(m["name"]) for m in _bracketed().finditer(words) if keeps_records(words[: m.end()])
        )
    mark = shelf_mark(body, past.archives)
    if mark is None:
        return None
    source = read_source(body, past.knows)
    if source.imprint and _corpus().match(body) is None and not _only_spans(body):
        return None
    place = find_place(body[mark.end :], rest_of_ibid=True)
    outcome = Outcome(words, NoteKind.FULL, Status.FULL, source, locator=place.locator)
    reference = body[: mark.end].rstrip(" ,;:")
    pieces = past.records.setdefault(mark.holding, {})
    known = pieces.get(mark.piece)
    if known is not None:
        outcome.kind, outcome.status = NoteKind.SERIES, Status.RESOLVED
        outcome.target, outcome.root, outcome.chain = known.note, known.root, (known.note, *known.chain)
        outcome.known, outcome.reference = known, known.reference
        if known.partial:
            outcome.status, outcome.reason = Status.PARTIAL, "This piece of the holding is never described in full."
        return outcome
    first = next(iter(pieces.values()), None)
    outcome.reference = reference
    root = past.note.id if first is None else first.root
    outcome.known = Known(
        past.note.id, past.note.id, source, reference, root, (), full=first is None, partial=first is not None
    )
    if first is not None:
        outcome.kind, outcome.status = NoteKind.SERIES, Status.PARTIAL
        outcome.target, outcome.root, outcome.chain = first.note, first.root, (first.note, *first.chain)
        outcome.known.chain = outcome.chain
        outcome.reason = (
            f"Only the holding is known from {past.named(first.note)}; this piece of it is cited here first."
        )
    pieces[mark.piece] = outcome.known
    return outcome
