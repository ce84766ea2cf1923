"""References that point back by a term: ibid., a note's number, op. cit., an alias, idem; and those that point on."""

from __future__ import annotations

import re

from tuireader.notes import terms
from tuireader.notes.aliases import plain_alias
from tuireader.notes.antecedents import Antecedents
from tuireader.notes.citations import read_source
from tuireader.notes.citing import cite, settle
from tuireader.notes.locators import find_place
from tuireader.notes.model import NoteKind, Status
from tuireader.notes.outcomes import Outcome, gap, named, repeat
from tuireader.notes.shelf import Match
from tuireader.notes.terms import Family

FURTHEST_TERM = 160
"""Code points before a term; in a longer sentence it is not the note's own reference."""


def ibid(past: Antecedents, words: str, rest: str) -> Outcome:
    """The source cited last: in the same note, else the last one of the note before."""
    outcome = Outcome(words, NoteKind.IBID, Status.RESOLVED, locator=find_place(rest, rest_of_ibid=True).locator)
    before = [o for o in past.earlier if o.cites]
    if before:
        return repeat(outcome, before[-1], past.note.id, past.named(past.note.id), same_note=True)
    doubt: list[str] = []
    for note in reversed(past.before):
        missing = gap(note.label, past.note.label) if not doubt else ""
        if missing:
            doubt.append(
                f"Note {missing}, which stood before this one, is missing; the last note that is there is {note.label}."
            )
        citing = note.citing
        if not citing:
            doubt.append(f"Note {note.label} cites nothing, so this looks through it to the note before.")
            continue
        if len(citing) > 1:
            doubt.append(
                f"Note {note.label} cites {len(citing)} sources; this may mean any of them, and most likely the last."
            )
        repeat(outcome, citing[-1], note.id, past.named(note.id))
        if doubt and outcome.status in (Status.RESOLVED, Status.PARTIAL):
            outcome.status = Status.AMBIGUOUS
            outcome.reason = " ".join(doubt)
            outcome.candidates = (note.id,)
        return outcome
    outcome.status = Status.UNRESOLVED
    outcome.reason = "No note before this one cites a source."
    return outcome


def latest(past: Antecedents, words: str, body: str) -> Outcome | None:
    """ibid. and its kin at the head of a source, after an author's name, or as what carries another source."""
    term = terms.pattern(Family.IBID)
    found = term.match(body)
    if found:
        return ibid(past, words, body[found.end() :])
    again = re.match(r"(?P<name>[^.;:“‘\"„«()]{3,60}),\s+(?=(?:ib[ií]d|ebd|ebenda)\b)", body, re.IGNORECASE)
    if again:
        return _ibid_of(past, words, again["name"], body[again.end() :])
    carried = re.match(
        r"(?P<primary>.{0,300}?\b(?:in|by|nach|bei|dans|par))[:,]?\s(?=ib[ií]d|ebd|ebenda)", body, re.IGNORECASE
    )
    found = term.match(body, carried.end()) if carried else None
    if found:
        outcome = ibid(past, words, body[found.end() :])
        outcome.via_in = True
        return outcome
    return None


def _ibid_of(past: Antecedents, words: str, name: str, rest: str) -> Outcome:
    """Of "Katz, ebd., S. 3" the source before, if it is by that author; else the author's own."""
    found = terms.pattern(Family.IBID).match(rest)
    rest = rest[found.end() :] if found else rest
    outcome = ibid(past, words, rest)
    if outcome.known is not None and named(name, outcome):
        return outcome
    again = Outcome(words, NoteKind.SHORT, Status.RESOLVED, locator=find_place(rest, rest_of_ibid=True).locator)
    return settle(
        past, again, past.shelf.look_up(read_source(name)), f"No note before this one cites a work by {name}."
    )


def numbered(past: Antecedents, words: str, body: str) -> Outcome | None:
    """A note named by its number: "supra note 5", "(n 5)", "wie Anm. 5"."""
    if not terms.has_number_word().search(body):
        return None
    found = next((m for p in terms.number_patterns() if (m := p.search(body))), None)
    if found is None:
        return None
    number = next(g for g in found.groups() if g is not None)
    name = body[: found.start()].strip(" ,.;:(")
    if len(name) > FURTHEST_TERM:
        return None
    label = str(int(number))
    place = find_place(body[found.end() :], rest_of_ibid=True)
    outcome = Outcome(words, NoteKind.SUPRA, Status.RESOLVED, locator=place.locator)
    note = past.numbered(label)
    if note is None:
        outcome.status = Status.UNRESOLVED
        where = "is this note itself" if label == past.note.label else "does not stand before it"
        outcome.reason = f"It points to note {label}, which {where}."
        return outcome
    targets = note.citing
    if not targets:
        outcome.status, outcome.target = Status.UNRESOLVED, note.id
        outcome.chain, outcome.reason = (note.id,), f"Note {label} cites no source."
        return outcome
    fitting = [o for o in targets if named(name, o)] if name else targets
    if fitting and len({note.id if o.root is None else o.root for o in fitting}) == 1:
        return repeat(outcome, fitting[0], note.id, past.named(note.id))
    repeat(outcome, (fitting or targets)[-1], note.id, past.named(note.id))
    outcome.status, outcome.candidates = Status.AMBIGUOUS, (note.id,)
    if fitting:
        outcome.reason = f"Note {label} cites {len(fitting)} sources that this may mean."
    else:
        outcome.reason = f"Note {label} does not name {name}."
    return outcome


def op_cit(past: Antecedents, words: str, body: str) -> Outcome | None:
    """op. cit. and its kin: the work of the author named, or of the note before where none is named."""
    found = terms.pattern(Family.OP_CIT).search(body)
    if not found or found.start() > FURTHEST_TERM:
        return None
    name = body[: found.start()].strip(" ,.;:(")
    rest = body[found.end() :]
    if not name:
        return ibid(past, words, rest)
    outcome = Outcome(words, NoteKind.SHORT, Status.RESOLVED, locator=find_place(rest, rest_of_ibid=True).locator)
    source = read_source(name)
    match = past.shelf.look_up(source)
    if match.best is None and not match.rivals and source.surnames:
        match = past.shelf.look_up(read_source(source.surnames[0].capitalize()))
    return settle(past, outcome, match, f"No note before this one cites a work by {name}.")


def alias(past: Antecedents, words: str, body: str) -> Outcome | None:
    """A name that an earlier note gave to its source."""
    if not past.aliases:
        return None
    source = read_source(body)
    for piece in (source.without_place, re.split(r"[,;(]", body, maxsplit=1)[0]):
        known = past.aliases.get(plain_alias(piece))
        if known is not None:
            outcome = Outcome(words, NoteKind.ALIAS, Status.RESOLVED, locator=source.place.locator)
            return settle(past, outcome, Match(known), "")
    return None


def idem(past: Antecedents, words: str, body: str) -> Outcome | None:
    """The same author, another work: only the name is inherited."""
    found = terms.pattern(Family.IDEM).match(body)
    if not found:
        return None
    latest_notes = [o for note in past.before[-1:] for o in note.outcomes]
    before = [o for o in past.earlier if o.source and o.source.head] or [
        o for o in latest_notes if o.source and o.source.head
    ]
    if not before or before[-1].source is None:
        return Outcome(
            words,
            NoteKind.IDEM,
            Status.UNRESOLVED,
            locator=find_place(body).locator,
            reason="No author stands before this note.",
        )
    full = f"{before[-1].source.head}, {body[found.end() :]}"
    outcome = cite(past, words, read_source(full))
    if outcome.status is Status.FULL or outcome.status is Status.UNRESOLVED:
        outcome.kind, outcome.status = NoteKind.IDEM, Status.FULL
        outcome.reason = f"The author is taken from the source before: {before[-1].source.head}."
    return outcome


def onward(_past: Antecedents, words: str, body: str) -> Outcome | None:
    """Forward: a link to look up, and nothing to inherit."""
    if not terms.pattern(Family.ONWARD).match(body):
        return None
    return Outcome(words, NoteKind.COMMENT, Status.COMMENT, reason="It points to what follows.")


STEPS = (latest, onward, numbered, op_cit, alias, idem)
"""In the order in which they are tried; what none of them knows is a source that is named."""
