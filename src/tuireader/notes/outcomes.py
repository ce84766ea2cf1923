"""What one source of a note comes to, and how one outcome takes over another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tuireader.notes.artworks import is_artwork
from tuireader.notes.citations import Source
from tuireader.notes.heads import content_words, read_head
from tuireader.notes.imprints import volume_of
from tuireader.notes.leads import lower_share, plain
from tuireader.notes.model import NoteKind, Status
from tuireader.notes.newspapers import is_issue
from tuireader.notes.shelf import Known
from tuireader.notes.terms import words_in
from tuireader.notes.titles import is_kind_of_book

SHORTEST_PROSE = 80
"""A name and a page in fewer code points are a reference even without a title."""
LONGEST_SHORT = 120
"""Code points; what is longer is no short title."""


@dataclass(slots=True)
class Outcome:
    """What one source of a note comes to. Notes are named by their ids."""

    words: str
    kind: NoteKind
    status: Status
    source: Source | None = None
    target: int | None = None
    chain: tuple[int, ...] = ()
    root: int | None = None
    locator: str | None = None
    extent: str | None = None
    via_in: bool = False
    reference: str | None = None
    reason: str | None = None
    candidates: tuple[int, ...] = ()
    known: Known | None = None
    also: tuple[int, ...] = ()
    """Further roots, where it points to a note as a whole that cites several sources."""
    by_reader: bool = False
    start: int = 0
    end: int = 0
    """Where its words stand among the folded words of the note."""

    @property
    def cites(self) -> bool:
        """Whether there is a source that an ibid. could repeat."""
        return self.status not in (Status.COMMENT, Status.EMPTY)


def gap(before: str, after: str) -> str:
    """The number that is missing just before a note, or nothing."""
    if before.isdigit() and after.isdigit() and int(after) - int(before) > 1:
        return str(int(after) - 1)
    return ""


def named(name: str, target: Outcome) -> bool:
    """Whether a target's source holds a word of the name that goes with a note number."""
    words = {plain(w) for w in re.findall(r"[^\W\d_][\w’'-]+", name) if w[:1].isupper()}
    by = target.source.by if target.source is not None else None
    if by is not None and by.surnames and not by.corporate and words & {*by.surnames, *by.others}:
        return True
    if by is not None and by.surnames and not by.corporate and target.source is not None:
        meant, _ = read_head(name)
        if meant.surnames:
            return False
        return not words or all(word in target.source.all_title_words for word in content_words(name))
    text = plain(f"{target.reference or ''} {target.words if target.source is None else target.source.words}")
    return not words or any(re.search(rf"\b{re.escape(w)}\b", text) for w in words)


LONGEST_CHAIN = 60
"""Steps of a chain that are kept; of a longer one the first and the last."""


def lengthen(note: int, chain: tuple[int, ...]) -> tuple[int, ...]:
    """A chain with one more step before it; a hundred times ibid. in a row would else cost a hundred times as much."""
    steps = (note, *(step for step in chain if step != note))
    return steps if len(steps) <= LONGEST_CHAIN else (*steps[: LONGEST_CHAIN - 1], steps[-1])


def repeat(outcome: Outcome, target: Outcome, note: int, named: str, *, same_note: bool = False) -> Outcome:
    """Take over what the target, a source of the note with that id and name, comes to; doubt goes along the chain."""
    outcome.source, outcome.known, outcome.reference = target.source, target.known, target.reference
    if same_note:
        outcome.target, outcome.chain, outcome.root = target.target, target.chain, target.root
    else:
        outcome.target = note
        outcome.chain = lengthen(note, target.chain)
        outcome.root = note if target.root is None else target.root
    outcome.candidates = target.candidates
    if target.status is Status.PARTIAL:
        outcome.status, outcome.reason = Status.PARTIAL, target.reason
    elif target.status in (Status.AMBIGUOUS, Status.UNRESOLVED):
        outcome.status = target.status
        outcome.reason = f"It points to {named}, which is {target.status} itself."
        if target.root is None and target.known is None:
            outcome.root = None
    return outcome


def of_volume(reference: str, source: Source) -> str:
    """The name of a series from one volume's reference, and the other volume as its own note gives it."""
    theirs, ours = volume_of(reference), volume_of(source.words)
    if theirs is None or ours is None:
        return reference if theirs is None else reference[: theirs.start()].rstrip(" ,")
    own = source.without_place[ours.start() :].rstrip(" ,;:.")
    return f"{reference[: theirs.start()].rstrip()} {own}"


ENOUGH = 3
"""Words of a title that, with its author, are enough to find a work by."""


def kind_alone(source: Source, words: str) -> NoteKind:
    """What a source is when no earlier one is meant: FULL, COMMENT, or SHORT for a short title of nothing before it."""
    named = bool(source.surnames) and bool(source.title_words)
    located = source.place.locator is not None
    nameless = not source.surnames and not source.imprint and source.title != "" and source.title.islower()
    if nameless and source.place.locator is not None and not re.search(r"[“‘\"„«]", source.words):
        return NoteKind.COMMENT  # "See the discussion in chapter 3."
    if not _THANKS.isdisjoint(words_in(words)) and _thanks().search(words):
        return NoteKind.COMMENT
    if source.imprint or (named and is_artwork(source.words) and not prose(source)):
        return NoteKind.FULL
    if _own_figures(source):
        return NoteKind.COMMENT
    if source.surnames and _interview().search(source.words):
        return NoteKind.FULL
    if located and named and re.match(r"\d{2,4}[a-e]|\d{1,3}\.\d", source.place.locator or ""):
        return NoteKind.FULL  # a work of antiquity by author, title and place: "Plato, Republic, 433a"
    if (_official().match(source.words) and located) or is_issue(source.words):
        return NoteKind.FULL
    quoted = re.search(r"[“‘\"„«]\s?\w[^’”\"“»]{2,}", words) is not None
    titled = re.match(r"['“‘\"„«][^’”\"“»]{2,}(?:['’”\"“»][.,]|[.,]['’”\"“»])\s+[A-ZÀ-Þ\d]", source.words) is not None
    record = is_record(source)
    if not prose(source) and (is_document(source.words) or is_work_by_parts(source)):
        return NoteKind.FULL
    cites = bool(source.author_date) or titled or record
    cites = cites or (named and (quoted or located or source.forenames or source.volume is not None))
    cites = cites or (located and bool(source.surnames) and len(source.words) < SHORTEST_PROSE)
    cites = cites or (located and bool(source.title_words) and len(source.words) < 200)
    if not cites or (prose(source) and not quoted):
        return NoteKind.COMMENT
    bare = not record and not source.forenames and not quoted
    briefly = bool(source.surnames) or is_kind_of_book(source.title)
    return NoteKind.SHORT if bare and briefly and len(source.words) < LONGEST_SHORT else NoteKind.FULL


_THANKS = words_in("grateful thanks thank indebted Dank danke danken danket remercie agradezco ringrazio")


@cache
def _thanks() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:grateful|[Tt]hanks (?:to|are)|thank|indebted|Dank an|danke[nt]?|remercie|agradezco"
        r"|ringrazio)\b(?=.*\b(?:for|für|pour|por|per|and|und)\b)"
    )


def _own_figures(source: Source) -> bool:
    """Whether words point to maps, tables or figures of the text itself: "See Appendix X.", "Siehe Karte 1"."""
    own = re.search(
        r"\b(?:Karten?|Abb(?:ildung(?:en)?)?\.?|Figures?|Figs?\.|Maps?|Tab(?:elle|le)s?\.?|Appendi(?:x|ces)"
        r"|Anhang)\s[\dIVXA-D]+\b",
        source.words,
    )
    return own is not None and not source.years and not re.search(r"(?<![^\W\d_])(?:pp?|S)\.\s?\d|[“„«‘]", source.words)


@cache
def _interview() -> re.Pattern[str]:
    """What a person said or wrote to the writer, with the day or who asked."""
    kinds = (
        r"[Ii]nterview|[Cc]onversation|[Pp]ersonal communication|[Ee]-?mail to|Gespräch|[Ee]ntretien"
        r"|[Ee]ntrevista|[Ii]ntervista"
    )
    with_whom = (
        r"(?:with|by|to) (?:the )?(?:author|writer|me)|mit (?:dem|der) Verf|avec l[’']auteur|con (?:el|la|l[’']) ?autor"
    )
    return re.compile(rf"^[^.;]{{0,80}}\b(?:{kinds})\b[^.;]{{0,60}}(?:{with_whom}|\b(?:19|20)\d\d\b)")


@cache
def _official() -> re.Pattern[str]:
    """Series that parliaments and governments print, which are cited by volume and column or page."""
    return re.compile(
        r"(?:Hansard|H[CL] Deb|Parl\. Debs?\.|Cass\. (?:civ|com|soc|crim)|Journals? of the House"
        r"|Parliamentary (?:Debates|Papers)|Stenographische Berichte"
        r"|Verhandlungen des"
        r"|Journal officiel|Diario de (?:las )?[Ss]esiones|Reichsgesetzblatt|Bundesgesetzblatt|Congressional Record)"
    )


@cache
def _by_parts() -> re.Pattern[str]:
    """A work known by its title and cited by its parts: "Confessions, livre I", "Tac. Ann. 1.2", "Rep. 515b4-c2"."""
    parts = (
        r"livre|liv\.|partie|lettre|promenade|chant|acte|canto|Buch|Brief|libro|book|bk\.|part|letter|act"
        r"|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    )
    word = r"(?:[A-ZÀ-Þ][\w’'-]*|\d{1,2}e|[a-zà-þ’']{1,4}|[ld][’']\w+)"
    return re.compile(
        rf"(?:{word}\s){{0,8}}{word}\s?[,.]\s(?:\d{{1,2}}(?:e|re"
        rf"|er|ère)?\s)?(?:{parts})\b"
        r"|(?:[A-Z][a-z]{1,9}\.?\s){1,3}(?:[IVXLC]+\.?\s?)?\d+(?:\.\d+)+|(?:[A-Z][a-z]{1,9}\.?\s){1,3}\d{1,3}[a-e]\d?",
    )


def is_work_by_parts(source: Source) -> bool:
    """Whether a classical or well-known work is cited by its title and a part of it."""
    return len(source.words) < LONGEST_SHORT and _by_parts().match(source.words) is not None


def prose(source: Source) -> bool:
    """Whether the words are sentences and not a reference: mostly lower case, and long before any place."""
    return lower_share(source.words) > 0.7


def is_letter(words: str) -> bool:
    """Whether a source is called a letter: "Letter from the Society to the Commission (3 March 2013)"."""
    return _letter().match(words) is not None


@cache
def _letter() -> re.Pattern[str]:
    kinds = r"(?:Letter|Memorandum|Memo|E-?mail|Schreiben|Lettre|Carta|Lettera)"
    return re.compile(rf"{kinds}\s(?:from|to|von|an|de|à|di|a)\s")


def is_document(words: str) -> bool:
    """Whether a source is a letter or record printed in another: "X to Y, 3 May 1841, in Z"."""
    if is_letter(words):
        return True
    before = re.split(r",?\s[Ii]n:?\s(?=[A-ZÀ-Þ])", words, maxsplit=1)[0]
    return re.match(r"(?:[A-ZÀ-Þ][\w.’'-]*\s){1,5}(?:to|an|à)\s[A-ZÀ-Þ][^“‘\"„«]*$", before) is not None


def is_record(source: Source) -> bool:
    """Whether a source is a dated record in an archive: "Minutes of the Cabinet, 4 May 1940, CAB 65/7"."""
    held = (
        r"\b(?:Archiv\w*|Papers|Library|TNA|PRO|NARA|MSS?|Box|box \d+|folder \d+|Ms|Nachlass|Fonds|Bestand"
        r"|[A-Z]{2,5} \d+/\d+)\b"
    )
    verb = r"\b(?:is|was|were|are|had|has|have|thank|ist|war|sind|wird|est|était|sont)\b"
    words = source.words
    return "," in words and re.search(held, words) is not None and re.search(verb, words) is None
