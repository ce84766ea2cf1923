"""References that point back by a term: ibid., op. cit., an alias, idem; and those that point on."""

from __future__ import annotations

import re
from dataclasses import replace

from tuireader.notes import terms
from tuireader.notes.aliases import alias_candidates, catalogue_called, plain_alias
from tuireader.notes.antecedents import Antecedents
from tuireader.notes.cases import short_case
from tuireader.notes.citations import Source, read_source
from tuireader.notes.citing import book_is_known, chapter_in, cite, given_here, listed, look_up, of_same_volume, settle
from tuireader.notes.classics import bare_place, classical, double_page
from tuireader.notes.imprints import number_of
from tuireader.notes.leads import UPPER, begin, headed, plain
from tuireader.notes.locators import find_place
from tuireader.notes.model import NoteKind, Status
from tuireader.notes.numbered import FURTHEST_TERM, numbered
from tuireader.notes.outcomes import Outcome, gap, named, repeat
from tuireader.notes.records import record
from tuireader.notes.remarks import ends_in_remark
from tuireader.notes.shelf import Match, only, same_person
from tuireader.notes.sources import is_prose
from tuireader.notes.spoken import names_another, spoken_of
from tuireader.notes.terms import Family

FURTHEST_VERSE = 24
"""Notes that are looked through for a source cited by stanzas, as a poem is, or by pages, as it is not."""


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
        elif names_another(citing[-1].words):
            doubt.append(f"Note {note.label} speaks of one source and gives another in brackets; this may mean either.")
        repeat(outcome, citing[-1], note.id, past.named(note.id))
        _of_another_bundle(outcome, rest)
        if doubt and outcome.status in (Status.RESOLVED, Status.PARTIAL):
            outcome.status = Status.AMBIGUOUS
            outcome.reason = " ".join(doubt)
            outcome.candidates = (note.id,)
        return outcome
    outcome.status = Status.UNRESOLVED
    outcome.reason = "No note before this one cites a source."
    return outcome


def _of_another_bundle(outcome: Outcome, rest: str) -> None:
    """Of "Ivi, reg. 26, c. 2" only the archive is that of the note before, where that cites "reg. 25"."""
    found = re.match(
        r"[\s,;:.]*(?P<word>reg|b|bb|busta|leg|legajo|[Bb]ox|filza|fasc|carton|liasse)\.?\s?(?P<number>\d+)", rest
    )
    if found is None or outcome.reference is None or outcome.status is not Status.RESOLVED:
        return
    theirs = re.search(rf"\b{found['word']}\.?\s?(\d+)", outcome.reference)
    if theirs and theirs[1] != found["number"]:
        outcome.status = Status.PARTIAL
        outcome.reason = "Only the holding is that of the note before; this piece of it is cited here first."


def latest(past: Antecedents, words: str, body: str) -> Outcome | None:
    """ibid. and its kin at the head of a source, after an author's name, or as what carries another source."""
    if ". " in body[:8] and ends_in_remark(body):
        return ibid(past, words, "")
    term = terms.pattern(Family.IBID)
    found = term.match(body)
    if found:
        return ibid(past, words, body[found.end() :])
    low = body.casefold()
    if "bd" not in low and "bid" not in low and "bíd" not in low and "benda" not in low:
        return None
    again = re.match(
        r"(?P<name>[^.;:“‘\"„«()]{3,60}|An? [^;:“‘\"„«()]{3,60}\d{4}),\s+(?=(?:[il1]b[ií]d|ebd|ebenda)\b)",
        body,
        re.IGNORECASE,
    )
    if again:
        return _ibid_of(past, words, again["name"], body[again.end() :])
    quoted = re.search(r"[’”\"»“][,.]?(?:\s\(?|\s?[—–]\s?)(?=(?:ebd|ibid|ebenda)\b)", body, re.IGNORECASE)
    spoken = quoted is not None and headed(body) is None and is_prose(body[: quoted.start()].lstrip('“"„«'))
    if quoted and spoken and (found := term.match(body, quoted.end())):
        outcome = ibid(past, words, body[found.end() :])
        outcome.via_in = True
        return outcome
    carried = re.match(
        r"(?P<primary>.{0,300}?\b(?:in|by|nach|bei|dans|par))[:,]?\s(?=[il1]b[ií]d|ebd|ebenda)", body, re.IGNORECASE
    )
    found = term.match(body, carried.end()) if carried else None
    if found and carried:
        outcome = ibid(past, words, body[found.end() :])
        outcome.via_in = True
        return chapter_in(past, carried["primary"], outcome)
    return None


def _ibid_of(past: Antecedents, words: str, name: str, rest: str) -> Outcome:
    """Of "Katz, ebd., S. 3" the source before, if it is by that author; else the author's own."""
    found = terms.pattern(Family.IBID).match(rest)
    rest = rest[found.end() :] if found else rest
    outcome = ibid(past, words, rest)
    letter = re.match(r"(?:An|To|À)\s", name)  # another letter in the same book
    if letter or (outcome.known is not None and named(name, outcome)):
        return outcome
    again = Outcome(words, NoteKind.SHORT, Status.RESOLVED, locator=find_place(rest, rest_of_ibid=True).locator)
    return settle(
        past, again, past.shelf.look_up(read_source(name)), f"No note before this one cites a work by {name}."
    )


def op_cit(past: Antecedents, words: str, body: str) -> Outcome | None:
    """op. cit. and its kin: the work of the author named, or of the note before where none is named."""
    if not terms.may_hold(Family.OP_CIT, body[: FURTHEST_TERM + 40]):
        return None
    found = terms.pattern(Family.OP_CIT).search(body, 0, FURTHEST_TERM + 40)
    if not found or found.start() > FURTHEST_TERM:
        return None
    name = body[begin(body[: found.end()], past.knows) : found.start()].strip(" ,.;:(")
    rest = body[found.end() :]
    if not name:
        return _unnamed(past, ibid(past, words, rest), found.group())
    outcome = Outcome(words, NoteKind.SHORT, Status.RESOLVED, locator=find_place(rest, rest_of_ibid=True).locator)
    same = terms.pattern(Family.IDEM).match(name)
    author = _author_before(past) if same else None
    if same and author is not None:
        name = f"{author.head}, {name[same.end() :]}"
    parts = re.split(rf"[,.”’»]\s(?:in|In|dans):?\s(?=[{UPPER}])", name)
    source = read_source(parts[-1], past.knows)
    match = look_up(past, source)
    if match.best is None and not match.rivals and source.surnames and not source.title_words:
        match = past.shelf.look_up(read_source(source.surnames[0].capitalize()))
    nobody_known = not source.surnames or not past.surname(source.surnames[0])
    if match.best is None and not match.rivals and nobody_known:  # "As Roe himself remarks, op. cit."
        spoken = [w for w in re.findall(r"[^\W\d_][\w’-]+", name) if w[:1].isupper() and past.surname(plain(w))]
        if len(set(spoken)) == 1:
            source = read_source(spoken[0])
            match = past.shelf.look_up(source)
    if match.best is None and not match.rivals and source.surnames:  # a translator or editor, where no author is meant
        match = only(past.shelf.by_maker(source.surnames[0])) or match
    if match.best is not None and not source.title_words and source.surnames:
        edited = past.containers.by_author(source.surnames[:1])
        others = [k for k in edited if k.root != match.best.root and k.source.surnames[0] == source.surnames[0]]
        match = Match(None, (match.best, *others)) if others else match
    if match.best is None and len(match.rivals) > 1 and (named := read_source(name)).forenames:
        match = only([k for k in match.rivals if same_person(named, k.source)]) or match
    if found.group().lower().startswith("art") and len(match.rivals) > 1:
        match = only([k for k in match.rivals if k.source.is_article]) or match
    if match.best is None and (not match.rivals or not source.title_words) and listed(past, outcome, source):
        if not match.rivals:
            return outcome
        match = Match(None, match.rivals)
    settle(past, outcome, match, f"No note before this one cites a work by {source.head or name}.")
    book_is_known(outcome)
    if len(parts) > 1:
        outcome.via_in = True
        chapter_in(past, parts[0], outcome)  # can be cited for short from now on
    return outcome


def _unnamed(past: Antecedents, outcome: Outcome, term: str) -> Outcome:
    """Of "Op. cit." without an author the source before, unless the text there names another author."""
    if term[:2].lower() not in ("op", "ob", "ar", "ou") or outcome.status is not Status.RESOLVED:
        return outcome
    other = _cited_in_the_same_way(past, outcome)
    if other is not None:
        note, source = other
        doubted = repeat(outcome, source, note, past.named(note))
        doubted.status, doubted.candidates = Status.AMBIGUOUS, () if doubted.root is None else (doubted.root,)
        doubted.reason = "It names no author; one of the sources before is cited by stanzas, the other by pages."
        return doubted
    spoken = {plain(word) for word in re.findall(r"[^\W\d_][\w’-]+", past.sentence) if word[:1].isupper()}
    by = outcome.source.surnames if outcome.source is not None else ()
    others = [k for k in past.shelf.by_author(spoken) if not k.source.corporate and k.source.surnames[0] in spoken]
    if others and not spoken & set(by):
        meant = others[-1]
        outcome.status, outcome.candidates = Status.AMBIGUOUS, tuple(dict.fromkeys(k.root for k in others))
        outcome.target, outcome.root, outcome.chain = meant.note, meant.root, (meant.note, *meant.chain)
        outcome.known, outcome.source, outcome.reference = meant, meant.source, meant.reference
        outcome.reason = f"It names no author; the sentence that calls it speaks of {meant.source.head}."
    return outcome


def _cited_in_the_same_way(past: Antecedents, outcome: Outcome) -> tuple[int, Outcome] | None:
    """The last source cited by stanzas as this is, or by pages as this is, where the source before is not; its note."""
    last = past.note.id - 1
    notes = [past.by_id[n] for n in range(last, last - FURTHEST_VERSE, -1) if n in past.by_id]
    cited = [(n.id, o) for n in notes if n.scope == past.note.scope for o in reversed(n.citing) if o.locator]
    if not outcome.locator or not cited or _by_stanzas(cited[0][1]) == _by_stanzas(outcome):
        return None
    return next((each for each in cited if _by_stanzas(each[1]) == _by_stanzas(outcome)), None)


def _by_stanzas(outcome: Outcome) -> bool:
    return re.match(r"[Ss](?:trophe|tanza)", outcome.locator or "") is not None


def alias(past: Antecedents, words: str, body: str) -> Outcome | None:
    """A name that an earlier note gave to its source."""
    if not past.aliases:
        return None
    source = read_source(body)
    by_hand = [plain_alias(body.split("/", 1)[0])] if re.match(r"[^\W\d_]+/[^\W\d_]", body) else []
    by_place = [] if source.surnames and past.surname(source.surnames[0]) else [catalogue_called(body)]
    for name in (plain_alias(source.without_place), *alias_candidates(body), *by_hand, *by_place):
        known = past.aliases.get(name)
        aside = (
            bool(source.surnames)
            and past.surname(source.surnames[0])
            and any(plain_alias(inside).startswith(name) for inside in re.findall(r"\(([^()]*)\)", body))
        )
        if known is not None and not aside:
            place = find_place(body) if source.author_date else source.place  # "MSA 2015, sch 4" names no author
            number = None if place.locator else re.search(r"\w\s(\d+(?:[-–]\d+)?(?:\s?ff?\b)?)\.?$", body)  # "D 80."
            outcome = Outcome(words, NoteKind.ALIAS, Status.RESOLVED, locator=number[1] if number else place.locator)
            return of_same_volume(past, settle(past, outcome, Match(known), ""), known, _with_volume(source, body))
    return None


def _with_volume(source: Source, body: str) -> Source:
    """A volume behind a name that a note gives may be a numeral alone: "FRUS, 1945, VIII, 300"."""
    bare = re.search(r",\s(?:\d{4},\s)?(?P<volume>[IVXLC]{1,6}),\s", body)
    return replace(source, volume=number_of(bare["volume"])) if bare and source.volume is None else source


def idem(past: Antecedents, words: str, body: str) -> Outcome | None:
    """The same author, another work: only the name is inherited."""
    found = terms.pattern(Family.IDEM).match(body)
    if not found:
        return None
    author = _author_before(past)
    if author is None:
        return Outcome(
            words,
            NoteKind.IDEM,
            Status.UNRESOLVED,
            locator=find_place(body).locator,
            reason="No author stands before this note.",
        )
    source = read_source(f"{author.head}, {body[found.end() :]}")
    if source.imprint or source.is_article:
        outcome = given_here(
            past, Outcome(words, NoteKind.FULL, Status.FULL, source, locator=source.place.locator), source
        )
    else:
        outcome = cite(past, words, source)
    if outcome.status is Status.FULL or outcome.status is Status.UNRESOLVED:
        outcome.kind, outcome.status = NoteKind.IDEM, Status.FULL
        outcome.reason = f"The author is taken from the source before: {author.head}."
    return outcome


def _author_before(past: Antecedents) -> Source | None:
    """The last source with an author in the same note, or else in the note before."""
    here = [o.source for o in past.earlier if o.source and o.source.head]
    before = [o.source for note in past.before[-1:] for o in note.outcomes if o.source and o.source.head]
    return next(reversed(here or before), None)


def within(_past: Antecedents, words: str, body: str) -> Outcome | None:
    """Forward or back in the text itself: a link to look up, and nothing to inherit."""
    for family, where in ((Family.ONWARD, "what follows"), (Family.EARLIER, "an earlier page of the text itself")):
        if terms.may_hold(family, body) and terms.pattern(family).match(body):
            return Outcome(words, NoteKind.COMMENT, Status.COMMENT, reason=f"It points to {where}.")
    return None


STEPS = (
    latest,
    within,
    numbered,
    op_cit,
    short_case,
    alias,
    classical,
    double_page,
    bare_place,
    record,
    idem,
    spoken_of,
)
"""In the order in which they are tried; what none of them knows is a source that is named."""
