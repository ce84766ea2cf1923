"""Follow the back-references of one list of notes to their sources, in the order in which a reader meets them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tuireader.notes import terms
from tuireader.notes.aliases import find_aliases, plain_alias, without_alias
from tuireader.notes.citations import Source, fold, read_source, without_signal
from tuireader.notes.locators import find_place
from tuireader.notes.model import NoteKind, Status
from tuireader.notes.outcomes import Outcome, gap, is_document, kind_alone, named, of_volume, repeat
from tuireader.notes.shelf import Known, Match, Shelf
from tuireader.notes.sources import split_sources
from tuireader.notes.terms import Family

LONGEST_DATED = 100
"""Code points of a short title with its year: "Snow, Mode of Communication (1855), pp. 39-40"."""


@dataclass(slots=True)
class Chains:
    """The state of reading one work's notes from the first to the last."""

    bibliography: Shelf | None = None
    """Works listed at the end of the text; a short title may be given in full only there."""
    shelf: Shelf = field(default_factory=Shelf)
    _aliases: dict[str, Known] = field(default_factory=dict)
    _by_label: dict[tuple[int, str], list[Outcome]] = field(default_factory=dict)
    _previous: list[tuple[str, list[Outcome]]] = field(default_factory=list)
    _scope: int = 0
    _label: str = ""
    _order: int = 0

    def read_note(self, label: str, scope: int, words: str) -> list[Outcome]:
        """The outcomes of one note, one for each source. Notes must come in the order of the list."""
        if scope != self._scope:
            self._previous.clear()
            self._scope = scope
        self._label = label
        self._order += 1
        words = fold(words)
        outcomes: list[Outcome] = []
        for piece in split_sources(words):
            outcome = self._read(piece, outcomes)
            outcomes.append(outcome)
            if outcome.known is not None:
                for alias in find_aliases(outcome.words, full=outcome.kind is NoteKind.FULL):
                    self._aliases.setdefault(alias, outcome.known)
        self._by_label.setdefault((scope, label), outcomes)
        self._previous.append((label, outcomes))
        del self._previous[:-6]
        return outcomes

    def _read(self, words: str, earlier: list[Outcome]) -> Outcome:
        body = without_alias(without_signal(words))
        if not body.strip(" .,;"):
            return Outcome(words, NoteKind.EMPTY, Status.EMPTY, reason="The note is empty.")
        found = terms.pattern(Family.IBID).match(body)
        if found:
            return self._ibid(words, body[found.end() :], earlier)
        named_again = re.match(r"(?P<name>[^.;:“‘\"„«()]{3,60}),\s+(?=(?:ib[ií]d|ebd|ebenda)\b)", body, re.IGNORECASE)
        if named_again:
            return self._ibid_of(words, named_again["name"], body[named_again.end() :], earlier)
        carried = re.match(
            r"(?P<primary>.{0,300}?\b(?:in|by|nach|bei|dans|par))[:,]?\s(?=ib[ií]d|ebd|ebenda)", body, re.IGNORECASE
        )
        if carried:
            found = terms.pattern(Family.IBID).match(body, carried.end())
            if found:
                outcome = self._ibid(words, body[found.end() :], earlier)
                outcome.via_in = True
                return outcome
        for step in (self._onward, self._numbered, self._op_cit, self._alias, self._idem):
            outcome_or_none = step(words, body, earlier)
            if outcome_or_none is not None:
                return outcome_or_none
        return self._cited(words, read_source(body))

    # --- pointing back -------------------------------------------------------------------------------------------

    def _ibid(self, words: str, rest: str, earlier: list[Outcome]) -> Outcome:
        """The source cited last: in the same note, else the last one of the note before."""
        place = find_place(rest, rest_of_ibid=True)
        outcome = Outcome(words, NoteKind.IBID, Status.RESOLVED, locator=place.locator)
        before = [o for o in earlier if o.cites]
        if before:
            return repeat(outcome, before[-1], self._label, same_note=True)
        doubt: list[str] = []
        for label, outcomes in reversed(self._previous):
            missing = gap(label, self._label) if not doubt else ""
            if missing:
                doubt.append(
                    f"Note {missing}, which stood before this one, is missing; the last note that is there is {label}."
                )
            citing = [o for o in outcomes if o.cites]
            if not citing:
                doubt.append(f"Note {label} cites nothing, so this looks through it to the note before.")
                continue
            if len(citing) > 1:
                doubt.append(
                    f"Note {label} cites {len(citing)} sources; this may mean any of them, and most likely the last."
                )
            repeat(outcome, citing[-1], label)
            if doubt and outcome.status in (Status.RESOLVED, Status.PARTIAL):
                outcome.status = Status.AMBIGUOUS
                outcome.reason = " ".join(doubt)
                outcome.candidates = (label,)
            return outcome
        outcome.status = Status.UNRESOLVED
        outcome.reason = "No note before this one cites a source."
        return outcome

    def _ibid_of(self, words: str, name: str, rest: str, earlier: list[Outcome]) -> Outcome:
        """Of "Katz, ebd., S. 3" the source before, if it is by that author; else the author's own."""
        found = terms.pattern(Family.IBID).match(rest)
        rest = rest[found.end() :] if found else rest
        outcome = self._ibid(words, rest, earlier)
        if outcome.known is not None and named(name, outcome):
            return outcome
        again = Outcome(words, NoteKind.SHORT, Status.RESOLVED, locator=find_place(rest, rest_of_ibid=True).locator)
        self._settle(again, self.shelf.look_up(read_source(name)), f"No note before this one cites a work by {name}.")
        return again

    def _numbered(self, words: str, body: str, _earlier: list[Outcome]) -> Outcome | None:
        """A note named by its number: "supra note 5", "(n 5)", "wie Anm. 5"."""
        if not terms.has_number_word().search(body):
            return None
        for pattern in terms.number_patterns():
            found = pattern.search(body)
            if found:
                break
        else:
            return None
        number = next(g for g in found.groups() if g is not None)
        name = body[: found.start()].strip(" ,.;:(")
        if len(name) > 160:
            return None
        rest = body[found.end() :]
        label = str(int(number))
        place = find_place(rest, rest_of_ibid=True)
        outcome = Outcome(words, NoteKind.SUPRA, Status.RESOLVED, locator=place.locator)
        targets = self._by_label.get((self._scope, label))
        if targets is None:
            outcome.status = Status.UNRESOLVED
            where = "is this note itself" if label == self._label else "does not stand before it"
            outcome.reason = f"It points to note {label}, which {where}."
            return outcome
        return self._pick(outcome, name, label, [o for o in targets if o.cites])

    def _pick(self, outcome: Outcome, name: str, label: str, targets: list[Outcome]) -> Outcome:
        """Of the sources of a note named by number, the one whose author or title is named too."""
        if not targets:
            outcome.status, outcome.target = Status.UNRESOLVED, label
            outcome.chain, outcome.reason = (label,), f"Note {label} cites no source."
            return outcome
        fitting = [o for o in targets if named(name, o)] if name else targets
        if fitting and len({o.root or o.words for o in fitting}) == 1:
            return repeat(outcome, fitting[0], label)
        repeat(outcome, (fitting or targets)[-1], label)
        outcome.status, outcome.candidates = Status.AMBIGUOUS, (label,)
        if fitting:
            outcome.reason = f"Note {label} cites {len(fitting)} sources that this may mean."
        else:
            outcome.reason = f"Note {label} does not name {name}."
        return outcome

    def _op_cit(self, words: str, body: str, earlier: list[Outcome]) -> Outcome | None:
        """op. cit. and its kin: the work of the author named, or of the note before where none is named."""
        found = terms.pattern(Family.OP_CIT).search(body)
        if not found or found.start() > 160:
            return None
        name = body[: found.start()].strip(" ,.;:(")
        rest = body[found.end() :]
        if not name:
            return self._ibid(words, rest, earlier)
        outcome = Outcome(words, NoteKind.SHORT, Status.RESOLVED, locator=find_place(rest, rest_of_ibid=True).locator)
        source = read_source(name)
        match = self.shelf.look_up(source)
        if match.best is None and not match.rivals and source.surnames:
            match = self.shelf.look_up(read_source(source.surnames[0].capitalize()))
        return self._settle(outcome, match, f"No note before this one cites a work by {name}.")

    def _alias(self, words: str, body: str, _earlier: list[Outcome]) -> Outcome | None:
        """A name that an earlier note gave to its source."""
        if not self._aliases:
            return None
        source = read_source(body)
        for piece in (source.without_place, re.split(r"[,;(]", body, maxsplit=1)[0]):
            known = self._aliases.get(plain_alias(piece))
            if known is not None:
                outcome = Outcome(words, NoteKind.ALIAS, Status.RESOLVED, locator=source.place.locator)
                return self._settle(outcome, Match(known), "")
        return None

    def _idem(self, words: str, body: str, earlier: list[Outcome]) -> Outcome | None:
        """The same author, another work: only the name is inherited."""
        found = terms.pattern(Family.IDEM).match(body)
        before = [o for o in earlier if o.source and o.source.head] or [
            o for _, outcomes in self._previous[-1:] for o in outcomes if o.source and o.source.head
        ]
        if not found:
            return None
        if not before or before[-1].source is None:
            return Outcome(
                words,
                NoteKind.IDEM,
                Status.UNRESOLVED,
                locator=find_place(body).locator,
                reason="No author stands before this note.",
            )
        full = f"{before[-1].source.head}, {body[found.end() :]}"
        outcome = self._cited(words, read_source(full))
        if outcome.status is Status.FULL or outcome.status is Status.UNRESOLVED:
            outcome.kind, outcome.status = NoteKind.IDEM, Status.FULL
            outcome.reason = f"The author is taken from the source before: {before[-1].source.head}."
        return outcome

    def _onward(self, words: str, body: str, _earlier: list[Outcome]) -> Outcome | None:
        """Forward: a link to look up, and nothing to inherit."""
        if not terms.pattern(Family.ONWARD).match(body):
            return None
        number = re.search(r"(?:notes?|nn?\.?|Anm\.|Fn\.|nota)\s*(\d{1,5})", body)
        target = str(int(number[1])) if number else None
        return Outcome(words, NoteKind.COMMENT, Status.COMMENT, target=target, reason="It points to what follows.")

    # --- citing --------------------------------------------------------------------------------------------------

    def _cited(self, words: str, source: Source) -> Outcome:
        """A source that is named: short for an earlier one, or given here."""
        outcome = Outcome(
            words, NoteKind.FULL, Status.FULL, source, locator=source.place.locator, extent=source.place.extent
        )
        series = self._series(outcome, source)
        if series is not None:
            return series
        if source.carrier is not None and source.primary is None:
            carried = self._carried(outcome, source.carrier)
            if carried is not None:
                return carried
        whole = Match() if source.imprint and not self._only_dated(source) else self.shelf.look_up(source)
        if whole.best is not None and not whole.weak:
            outcome.kind = NoteKind.SHORT
            return self._settle(outcome, whole, "")
        if source.carrier is not None and source.primary is not None:
            carried = self._carried(outcome, source.carrier)
            if carried is not None:
                return carried
        if whole.rivals:
            outcome.kind = NoteKind.SHORT
            return self._settle(outcome, whole, "")
        return self._given_here(outcome, source)

    def _only_dated(self, source: Source) -> bool:
        """Whether a surname, a title and a year are short for an earlier full reference of that year."""
        if source.forenames or not source.surnames or len(source.words) > LONGEST_DATED:
            return False
        best = self.shelf.look_up(source).best
        return (
            best is not None
            and best.full
            and best.source.forenames
            and bool(set(source.years) & set(best.source.years))
        )

    def _carried(self, outcome: Outcome, words: str) -> Outcome | None:
        """Of "X. In Y" resolve Y, and keep X."""
        carrier = read_source(words)
        begins = re.match(r"in\b", outcome.words, re.IGNORECASE) is not None
        if carrier.imprint:
            said = re.search(r"\b(?:quoted|cited|zit|discussed|cité|apud)\b|\.\sIn\s", outcome.words) is not None
            outcome.via_in = begins or said or is_document(outcome.words)
            if outcome.via_in:
                self._remember(outcome, carrier)
                outcome.reference = carrier.without_place if begins else read_source(outcome.words).without_place
                outcome.source = carrier
                return outcome
            return None
        match = self.shelf.look_up(carrier)
        if (match.best is None and not match.rivals) or match.weak:
            if begins:
                outcome.via_in = True
                outcome.source = carrier
                return self._given_here(outcome, carrier)
            return None
        outcome.kind, outcome.via_in, outcome.source, outcome.extent = NoteKind.SHORT, True, carrier, None
        outcome.locator = carrier.place.locator or carrier.place.extent
        return self._settle(outcome, match, "")

    def _series(self, outcome: Outcome, source: Source) -> Outcome | None:
        """Volumes of one series: the same volume is the same source, another inherits only the name of the series."""
        if source.volume is None or (not source.corporate and source.imprint) or not source.surnames:
            return None
        match = self.shelf.look_up(source)
        if match.best is not None and not match.weak:
            family = [match.best, *(k for k in self.shelf.by_author(source.surnames[-1:]) if k.root == match.best.root)]
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
            return self._settle(outcome, Match(same[0]), "")
        root = next((k for k in family if not k.chain), family[0])
        self._settle(outcome, Match(root), "")
        outcome.status = Status.PARTIAL
        outcome.reference = of_volume(root.reference, source)
        outcome.reason = (
            f"Only the name of the series is known from note {root.label}; this volume is never given in full."
        )
        outcome.known = Known(
            self._label, self._order, source, outcome.reference, root.root, outcome.chain, False, True, source.volume
        )
        self.shelf.add(outcome.known)
        return outcome

    def _given_here(self, outcome: Outcome, source: Source) -> Outcome:
        """No earlier source is meant: a full reference, a first mention, a comment, or a short title of nothing."""
        kind = kind_alone(source, outcome.words)
        if kind is NoteKind.COMMENT:
            return Outcome(outcome.words, NoteKind.COMMENT, Status.COMMENT, source)
        own = self.shelf.by_author(source.surnames[:1]) if source.surnames else []
        if kind is NoteKind.SHORT:
            outcome.kind, outcome.status = NoteKind.SHORT, Status.UNRESOLVED
            listed = self.bibliography.look_up(source) if self.bibliography is not None else Match()
            if listed.best is not None and not listed.weak:
                outcome.status, outcome.reference = Status.RESOLVED, listed.best.reference
                outcome.reason = "The work is given in full in the bibliography."
                return self._remember(outcome, listed.best.source)
            outcome.candidates = tuple(dict.fromkeys(k.root for k in own))[:8]
            what = "these words in its title" if own else "this author"
            outcome.reason = f"It reads as a short title, and no note before it gives a work with {what} in full."
        outcome.reference = outcome.reference or source.without_place
        return self._remember(outcome, source)

    def _remember(self, outcome: Outcome, source: Source) -> Outcome:
        outcome.reference = outcome.reference or source.without_place
        outcome.known = Known(
            self._label,
            self._order,
            source,
            outcome.reference,
            self._label,
            (),
            outcome.status is not Status.UNRESOLVED,
            volume=source.volume,
        )
        self.shelf.add(outcome.known)
        return outcome

    def _settle(self, outcome: Outcome, match: Match, otherwise: str) -> Outcome:
        """Link to what a look-up found, or say why not."""
        known = match.best
        if known is None:
            outcome.candidates = tuple(dict.fromkeys(k.root for k in match.rivals))[:8]
            if outcome.candidates:
                outcome.status = Status.AMBIGUOUS
                outcome.reason = f"It may mean the work in note {' or '.join(outcome.candidates)}."
            else:
                outcome.status, outcome.reason = Status.UNRESOLVED, otherwise
            return outcome
        outcome.target, outcome.root, outcome.known = known.label, known.root, known
        outcome.chain = (known.label, *known.chain)
        outcome.reference = known.reference
        outcome.status = Status.PARTIAL if known.partial else Status.RESOLVED
        if known.partial:
            outcome.reason = "The volume that it points to is never given in full."
        if not known.full and not known.partial:
            outcome.status = Status.UNRESOLVED
            outcome.reason = f"Note {known.label}, to which it points, gives the work only by a short title."
        if match.weak:
            outcome.status, outcome.candidates = Status.AMBIGUOUS, (known.root,)
            outcome.reason = f"The author is that of note {known.label}, but the title only resembles it."
        return outcome
