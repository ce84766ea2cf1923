"""Sources that are named: short for an earlier one, a volume of a series, or given here for the first time."""

from __future__ import annotations

import re

from tuireader.notes.antecedents import Antecedents
from tuireader.notes.citations import Source, read_source
from tuireader.notes.model import NoteKind, Status
from tuireader.notes.outcomes import Outcome, is_document, kind_alone, of_volume
from tuireader.notes.shelf import Known, Match

LONGEST_DATED = 100
"""Code points of a short title with its year: "Snow, Mode of Communication (1855), pp. 39-40"."""
MOST_CANDIDATES = 8
"""Notes that are named when a reference may mean several."""


def cite(past: Antecedents, words: str, source: Source) -> Outcome:
    """A source that is named: short for an earlier one, or given here."""
    outcome = Outcome(
        words, NoteKind.FULL, Status.FULL, source, locator=source.place.locator, extent=source.place.extent
    )
    series = _series(past, outcome, source)
    if series is not None:
        return series
    if source.carrier is not None and source.primary is None:
        carried = _carried(past, outcome, source.carrier)
        if carried is not None:
            return carried
    whole = Match() if source.imprint and not _only_dated(past, source) else past.shelf.look_up(source)
    if whole.best is not None and not whole.weak:
        outcome.kind = NoteKind.SHORT
        return settle(past, outcome, whole, "")
    if source.carrier is not None and source.primary is not None:
        carried = _carried(past, outcome, source.carrier)
        if carried is not None:
            return carried
    if whole.rivals:
        outcome.kind = NoteKind.SHORT
        return settle(past, outcome, whole, "")
    return given_here(past, outcome, source)


def settle(past: Antecedents, outcome: Outcome, match: Match, otherwise: str) -> Outcome:
    """Link to what a look-up found, or say why not."""
    known = match.best
    if known is None:
        outcome.candidates = tuple(dict.fromkeys(k.root for k in match.rivals))[:MOST_CANDIDATES]
        if outcome.candidates:
            outcome.status = Status.AMBIGUOUS
            outcome.reason = f"It may mean the work in {' or '.join(map(past.named, outcome.candidates))}."
        else:
            outcome.status, outcome.reason = Status.UNRESOLVED, otherwise
        return outcome
    outcome.target, outcome.root, outcome.known = known.note, known.root, known
    outcome.chain = (known.note, *known.chain)
    outcome.reference = known.reference
    outcome.status = Status.PARTIAL if known.partial else Status.RESOLVED
    if known.partial:
        outcome.reason = "The volume that it points to is never given in full."
    if not known.full and not known.partial:
        outcome.status = Status.UNRESOLVED
        outcome.reason = f"{_begin(past.named(known.note))}, to which it points, gives the work only by a short title."
    if match.weak:
        outcome.status, outcome.candidates = Status.AMBIGUOUS, (known.root,)
        outcome.reason = f"The author is that of {past.named(known.note)}, but the title only resembles it."
    return outcome


def _begin(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _only_dated(past: Antecedents, source: Source) -> bool:
    """Whether a surname, a title and a year are short for an earlier full reference of that year."""
    if source.forenames or not source.surnames or len(source.words) > LONGEST_DATED:
        return False
    best = past.shelf.look_up(source).best
    return best is not None and best.full and best.source.forenames and bool(set(source.years) & set(best.source.years))


def _carried(past: Antecedents, outcome: Outcome, words: str) -> Outcome | None:
    """Of "X. In Y" resolve Y, and keep X."""
    carrier = read_source(words)
    begins = re.match(r"in\b", outcome.words, re.IGNORECASE) is not None
    if carrier.imprint:
        said = re.search(r"\b(?:quoted|cited|zit|discussed|cité|apud)\b|\.\sIn\s", outcome.words) is not None
        outcome.via_in = begins or said or is_document(outcome.words)
        if outcome.via_in:
            remember(past, outcome, carrier)
            outcome.reference = carrier.without_place if begins else read_source(outcome.words).without_place
            outcome.source = carrier
            return outcome
        return None
    match = past.shelf.look_up(carrier)
    if (match.best is None and not match.rivals) or match.weak:
        if begins:
            outcome.via_in = True
            outcome.source = carrier
            return given_here(past, outcome, carrier)
        return None
    outcome.kind, outcome.via_in, outcome.source, outcome.extent = NoteKind.SHORT, True, carrier, None
    outcome.locator = carrier.place.locator or carrier.place.extent
    return settle(past, outcome, match, "")


def _series(past: Antecedents, outcome: Outcome, source: Source) -> Outcome | None:
    """Volumes of one series: the same volume is the same source, another inherits only the name of the series."""
    if source.volume is None or (not source.corporate and source.imprint) or not source.surnames:
        return None
    match = past.shelf.look_up(source)
    if match.best is not None and not match.weak:
        family = [match.best, *(k for k in past.shelf.by_author(source.surnames[-1:]) if k.root == match.best.root)]
    elif match.rivals:
        family = list(match.rivals)
    else:
        return None
    family = [k for k in family if k.volume is not None]
    if not family or (len(source.words) >= 0.9 * len(family[0].source.words) and source.imprint):
        return None
    same = sorted((k for k in family if k.volume == source.volume), key=lambda k: (k.partial, k.order))
    outcome.kind = NoteKind.SHORT if same and not source.corporate else NoteKind.SERIES
    if same:
        return settle(past, outcome, Match(same[0]), "")
    root = next((k for k in family if not k.chain), family[0])
    settle(past, outcome, Match(root), "")
    outcome.status = Status.PARTIAL
    outcome.reference = of_volume(root.reference, source)
    outcome.reason = (
        f"Only the name of the series is known from {past.named(root.note)}; this volume is never given in full."
    )
    outcome.known = Known(
        past.note.id,
        past.note.id,
        source,
        outcome.reference,
        root.root,
        outcome.chain,
        full=False,
        partial=True,
        volume=source.volume,
    )
    past.shelf.add(outcome.known)
    return outcome


def given_here(past: Antecedents, outcome: Outcome, source: Source) -> Outcome:
    """No earlier source is meant: a full reference, a first mention, a comment, or a short title of nothing."""
    kind = kind_alone(source, outcome.words)
    if kind is NoteKind.COMMENT:
        return Outcome(outcome.words, NoteKind.COMMENT, Status.COMMENT, source)
    own = past.shelf.by_author(source.surnames[:1]) if source.surnames else []
    if kind is NoteKind.SHORT:
        outcome.kind, outcome.status = NoteKind.SHORT, Status.UNRESOLVED
        listed = past.bibliography.look_up(source) if past.bibliography is not None else Match()
        if listed.best is not None and not listed.weak:
            outcome.status, outcome.reference = Status.RESOLVED, listed.best.reference
            outcome.reason = "The work is given in full in the bibliography."
            return remember(past, outcome, listed.best.source)
        outcome.candidates = tuple(dict.fromkeys(k.root for k in own))[:MOST_CANDIDATES]
        what = "these words in its title" if own else "this author"
        outcome.reason = f"It reads as a short title, and no note before it gives a work with {what} in full."
    outcome.reference = outcome.reference or source.without_place
    return remember(past, outcome, source)


def remember(past: Antecedents, outcome: Outcome, source: Source) -> Outcome:
    """Put a source on the shelf, so that later notes can point to it."""
    outcome.reference = outcome.reference or source.without_place
    outcome.known = Known(
        past.note.id,
        past.note.id,
        source,
        outcome.reference,
        past.note.id,
        (),
        full=outcome.status is not Status.UNRESOLVED,
        volume=source.volume,
    )
    past.shelf.add(outcome.known)
    return outcome
