"""Follow the back-references of one list of notes to their sources, in the order in which a reader meets them."""

from __future__ import annotations

from collections.abc import Sequence

from tuireader.notes.aliases import find_aliases, without_alias
from tuireader.notes.antecedents import Antecedents
from tuireader.notes.citations import Source, read_source, without_signal
from tuireader.notes.citing import cite, given_here
from tuireader.notes.links import LinkKind, NoteLink
from tuireader.notes.model import NoteKind, Status
from tuireader.notes.outcomes import Outcome, repeat
from tuireader.notes.pointing import STEPS
from tuireader.notes.shelf import Known
from tuireader.notes.sources import split_sources
from tuireader.text.span import Span


def read_note(
    past: Antecedents, note_id: int, label: str, scope: int, words: str, links: Sequence[NoteLink] = ()
) -> list[Outcome]:
    """The outcomes of one note, one for each source; ``words`` has single spaces.

    Notes must come in the order of the list. What the reader says (``links``) goes before every rule.
    """
    past.begin(note_id, label, scope)
    cuts = [link.start for link in links if link.kind is LinkKind.DIVIDES]
    for piece in split_sources(words, cuts):
        own = piece.of(words)
        said = next((link for link in links if link.kind is not LinkKind.DIVIDES and link.covers(*_ends(piece))), None)
        outcome = _said(past, own, said) if said else _read(past, own)
        outcome.start, outcome.end = piece.start, piece.end
        past.note.outcomes.append(outcome)
        if outcome.known is not None:
            for name in find_aliases(outcome.words, full=outcome.kind is NoteKind.FULL):
                past.aliases.setdefault(name, outcome.known)
    past.end()
    return past.note.outcomes


def _ends(piece: Span) -> tuple[int, int]:
    return piece.start, piece.end


def _read(past: Antecedents, words: str) -> Outcome:
    body = without_alias(without_signal(words))
    if not body.strip(" .,;"):
        return Outcome(words, NoteKind.EMPTY, Status.EMPTY, reason="The note is empty.")
    for step in STEPS:
        outcome = step(past, words, body)
        if outcome is not None:
            return outcome
    return cite(past, words, read_source(body))


def _said(past: Antecedents, words: str, link: NoteLink) -> Outcome:
    """What the reader says that a source comes to. Its kind and its own locator are still read from its words."""
    outcome = _read(Antecedents(), words)
    if link.kind is LinkKind.ALONE:
        outcome = given_here(past, Outcome(words, NoteKind.FULL, Status.FULL, locator=outcome.locator), _source(words))
        outcome.status = Status.FULL if outcome.cites else outcome.status
        outcome.reason, outcome.candidates = None, ()
    else:
        outcome.status, outcome.reason, outcome.candidates = Status.RESOLVED, None, ()
        outcome.kind = NoteKind.SHORT if outcome.kind in (NoteKind.FULL, NoteKind.COMMENT) else outcome.kind
        _point(past, outcome, link)
    outcome.by_reader = True
    return outcome


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
