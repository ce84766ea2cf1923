"""Follow the back-references of one list of notes to their sources, in the order in which a reader meets them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tuireader.notes import terms
from tuireader.notes.aliases import find_aliases, without_alias
from tuireader.notes.antecedents import Antecedents
from tuireader.notes.cases import remember_cases
from tuireader.notes.citations import Source, read_source
from tuireader.notes.citing import cite, remember
from tuireader.notes.leads import without_signal
from tuireader.notes.links import LinkKind, NoteLink
from tuireader.notes.mentions import remember_asides
from tuireader.notes.model import NoteKind, Status
from tuireader.notes.outcomes import Outcome, repeat
from tuireader.notes.pointing import STEPS
from tuireader.notes.records import keeps_records
from tuireader.notes.shelf import Known
from tuireader.notes.sources import reads_as_citation, split_sources
from tuireader.notes.terms import Family
from tuireader.text.span import Span


def read_note(
    past: Antecedents, note_id: int, label: str, scope: int, words: str, links: Sequence[NoteLink] = ()
) -> list[Outcome]:
    """The outcomes of one note, one for each source; ``words`` has single spaces.

    Notes must come in the order of the list. What the reader says (``links``) goes before every rule.
    """
    past.begin(note_id, label, scope, words)
    cuts = [link.start for link in links if link.kind is LinkKind.DIVIDES]
    for piece in split_sources(words, cuts, past.knows):
        own = piece.of(words)
        said = next((link for link in links if link.kind is not LinkKind.DIVIDES and link.covers(*_ends(piece))), None)
        outcome = _said(past, own, said) if said else _read(past, own)
        if piece.start in cuts and not outcome.cites:
            outcome = _alone(past, own)
        outcome.start, outcome.end = piece.start, piece.end
        past.note.outcomes.append(outcome)
        if outcome.known is not None:
            for name in find_aliases(outcome.words, full=outcome.kind is NoteKind.FULL):
                if name in outcome.known.source.surnames:
                    continue  # "[hereinafter Kerr]" says no more than the author's name does
                if keeps_records(outcome.words, name):
                    past.archives.add(name)
                    continue
                past.aliases.setdefault(name, _given_here(past, outcome.known))
    if _cited_by_place(words) and not past.aliases.keys() & set(find_aliases(words, full=True)):
        past.by_place = next((_given_here(past, o.known) for o in past.note.outcomes if o.known), past.by_place)
    remember_cases(past, words)
    remember_asides(past, words)
    past.end()
    return past.note.outcomes


def _cited_by_place(words: str) -> bool:
    """Whether a note says that its work is cited by its pages or sections alone from there on."""
    return terms.may_hold(Family.BY_PLACE, words) and terms.pattern(Family.BY_PLACE).search(words) is not None


def _given_here(past: Antecedents, known: Known) -> Known:
    """A source as this note knows it: a name for a work of the bibliography is given here."""
    return known if known.note >= 0 else replace(known, note=past.note.id, root=past.note.id)


def _ends(piece: Span) -> tuple[int, int]:
    return piece.start, piece.end


def _read(past: Antecedents, words: str) -> Outcome:
    body = without_alias(without_signal(words))
    if not body.strip(" .,;"):
        return Outcome(words, NoteKind.EMPTY, Status.EMPTY, reason="The note is empty.")
    carried = _quoted(past, words, body)
    if carried is not None:
        return carried
    for step in STEPS:
        outcome = step(past, words, body)
        if outcome is not None:
            return outcome
    return cite(past, words, read_source(body, past.knows))


def _quoted(past: Antecedents, words: str, body: str) -> Outcome | None:
    """Of "X, quoted in Y" the source is Y; X is what is cited there, unless it is given in full itself."""
    found = terms.pattern(Family.QUOTED).search(body) if terms.may_hold(Family.QUOTED, body) else None
    if found is None or body[: found.start()].count("(") > body[: found.start()].count(")"):
        return None
    carrier = body[found.end() :].strip(" :")
    primary = body[: found.start()].strip(" ,.;:")
    if not carrier or not (
        reads_as_citation(carrier, past.knows) or any(step(past, carrier, carrier) for step in STEPS)
    ):
        return None
    own = read_source(primary, past.knows) if primary else None
    outcome = _read(past, carrier)
    if own is not None and own.imprint and own.surnames and own.title_words and _REPRINTED.match(found.group()):
        return _reprinted(past, words, own, outcome)
    outcome.words, outcome.via_in = words, True
    if outcome.status is Status.FULL:
        outcome.reference = read_source(words).without_place if own is not None else outcome.reference
    if own is not None and own.place.locator is not None and own.imprint:
        outcome.locator = own.place.locator
    return outcome


_REPRINTED = re.compile(
    r"(?:as )?(?:is )?(?:reprinted|repr\.|rpt\.|reproduced|collected|abgedr|wieder|reprodui|repris)", re.IGNORECASE
)


def _reprinted(past: Antecedents, words: str, own: Source, carrier: Outcome) -> Outcome:
    """A source that is given in full, and where it is reprinted."""
    outcome = cite(past, words, own)
    outcome.locator = own.place.locator or carrier.locator
    outcome.also = tuple(root for root in (carrier.root, *carrier.also) if root is not None)
    if carrier.status is Status.AMBIGUOUS:
        outcome.status, outcome.reason, outcome.candidates = carrier.status, carrier.reason, carrier.candidates
    return outcome


def _said(past: Antecedents, words: str, link: NoteLink) -> Outcome:
    """What the reader says that a source comes to. Its kind and its own locator are still read from its words."""
    if link.kind is LinkKind.ALONE:
        return _alone(past, words)
    outcome = _read(Antecedents(), words)
    outcome.status, outcome.reason, outcome.candidates = Status.RESOLVED, None, ()
    outcome.kind = NoteKind.SHORT if outcome.kind in (NoteKind.FULL, NoteKind.COMMENT) else outcome.kind
    _point(past, outcome, link)
    outcome.by_reader = True
    return outcome


def _alone(past: Antecedents, words: str) -> Outcome:
    """A source that the reader says is given here, however little its words look like one."""
    source = _source(words)
    outcome = Outcome(words, NoteKind.FULL, Status.FULL, locator=source.place.locator)
    outcome.by_reader = True
    return remember(past, outcome, source)


def _source(words: str) -> Source:
    return read_source(without_alias(without_signal(words)))


def _point(past: Antecedents, outcome: Outcome, link: NoteLink) -> None:
    """Link to the source that stands at the target, which may also come later or be listed in the bibliography."""
    note = past.by_id.get(link.note) if link.note is not None else None
    meant = [o for o in note.citing if o.start <= link.at < o.end] or note.citing if note else []
    if note and meant:
        repeat(outcome, meant[0], note.id, past.named(note.id), same_note=note is past.note)
        return
    source = _source(link.words)
    number = link.note if link.note is not None else -1
    outcome.source, outcome.reference = source, source.without_place
    outcome.target = outcome.root = link.note
    outcome.chain = () if link.note is None else (link.note,)
    outcome.known = Known(number, number, source, source.without_place, number, (), full=True, written=link.written)
    past.shelf.add(outcome.known)
