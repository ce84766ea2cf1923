"""References that point back by a term: ibid., a note's number, op. cit., an alias, idem; and those that point on."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from tuireader.notes import terms
from tuireader.notes.aliases import alias_candidates, plain_alias
from tuireader.notes.antecedents import Antecedents, NoteRead
from tuireader.notes.cases import short_case
from tuireader.notes.citations import Source, read_source
from tuireader.notes.citing import book_is_known, cite, given_here, listed, look_up, of_same_volume, settle
from tuireader.notes.classics import bare_place, classical, double_page
from tuireader.notes.imprints import number_of
from tuireader.notes.leads import UPPER, begin, headed, opens_prose, plain, surname_of
from tuireader.notes.locators import find_place
from tuireader.notes.model import NoteKind, Status
from tuireader.notes.outcomes import Outcome, gap, is_document, named, repeat
from tuireader.notes.records import record
from tuireader.notes.shelf import Known, Match, only, same_person
from tuireader.notes.sources import is_prose
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
    quoted = re.search(r"[’”\"»“][,.]?\s\(?(?=(?:ebd|ibid|ebenda)\b)", body, re.IGNORECASE)
    spoken = quoted is not None and headed(body) is None and is_prose(body[: quoted.start()])
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
        return _chapter(past, carried["primary"], outcome)
    return None


def _chapter(past: Antecedents, words: str, carrier: Outcome) -> Outcome:
    """A chapter that is given here, in a book that is known ("X, Title, in: ebd."): a new source, and its book."""
    own = read_source(re.sub(r"[,.:]?\s?\b(?:in|by|nach|bei|dans|par)$", "", words, flags=re.IGNORECASE), past.knows)
    if carrier.status not in (Status.RESOLVED, Status.PARTIAL) or not own.surnames or not own.title_words:
        return carrier
    if is_document(own.words) or ((known := past.shelf.look_up(own)).best is not None and not known.weak):
        return carrier
    made = Outcome(carrier.words, NoteKind.FULL, Status.FULL, own, locator=carrier.locator, extent=carrier.extent)
    own = replace(own, years=own.years + (carrier.known.source.years if carrier.known else ()))
    made.reference = f"{own.words.rstrip(' .,')}, in {carrier.reference}"
    made.also = (carrier.root,) if carrier.root is not None else ()
    made.via_in = True
    made.known = Known(past.note.id, past.note.id, own, made.reference, past.note.id, (), full=True)
    past.shelf.add(made.known)
    return made


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


def numbered(past: Antecedents, words: str, body: str) -> Outcome | None:
    """A note named by its number: "supra note 5", "(n 5)", "wie Anm. 5"."""
    if not terms.has_number_word().search(body):
        return None
    found = next((m for p in terms.number_patterns() if (m := p.search(body))), None)
    if found is None:
        return None
    if re.search(r"\btext (?:to|at|accompanying|following|before)\s*\(?$", body[: found.start()]):
        return Outcome(words, NoteKind.COMMENT, Status.COMMENT, reason="It points to the text and to no source.")
    number = next(g for g in found.groups() if g is not None)
    name = body[: found.start()].strip(" ,.;:(")
    if len(name) > FURTHEST_TERM:
        return None
    label = str(int(number))
    at = max(found.start(group) for group in range(1, found.re.groups + 1))
    chapter = _in_chapter().search(body[:at])
    note = past.numbered_in(number_of(chapter["chapter"]), label) if chapter else past.numbered(label)
    name = body[: chapter.start()].strip(" ,.;:(") if chapter else name
    name = name[begin(name, past.knows) :] if re.search(r":\s", name) else name
    if name[:1].islower() and re.search(rf"\s[{UPPER}]", name) is None:
        name = ""  # "the cases cited at n 15", "die Nachweise in Fn. 15"
    rest = body[found.end() :]
    if re.search(r"[’”\"']\sin\s", body[: found.start()]):  # the first page of a chapter, then the page cited
        rest = re.sub(r"^\s\d+, (?=\d)", " ", rest)
    place = find_place(rest, rest_of_ibid=True)
    outcome = Outcome(words, NoteKind.SUPRA, Status.RESOLVED, locator=place.locator)
    if note is None:
        outcome.status = Status.UNRESOLVED
        where = "is this note itself" if label == past.note.label else "does not stand before it"
        outcome.reason = f"It points to note {label}, which {where}."
        return outcome
    if not note.citing:
        outcome.status, outcome.target = Status.UNRESOLVED, note.id
        outcome.chain, outcome.reason = (note.id,), f"Note {label} cites no source."
        return outcome
    return _in_note(past, outcome, note, name, body, found)


def _in_note(
    past: Antecedents, outcome: Outcome, note: NoteRead, name: str, body: str, found: re.Match[str]
) -> Outcome:
    """Which source of a note is meant that is named by its number, with words about the source or without."""
    label, targets = note.label, note.citing
    spoken = [k for k in past.shelf.by_party(plain(name)) if k.note == note.id] if name.isalpha() else []
    if len(spoken) == 1 and all(o.known is not spoken[0] for o in targets):
        return settle(past, outcome, Match(spoken[0]), "")
    further = _further_numbers().match(body, found.end())
    if further and not name:
        outcome.locator = None
        also = [n for label in re.findall(r"\d+", further.group()) if (n := past.numbered(label)) is not None]
        repeat(outcome, targets[0], note.id, past.named(note.id))
        outcome.also = tuple(n.id if o.root is None else o.root for n in also for o in n.citing)
        return outcome
    if name and opens_prose(name) and not re.search(r"[,:]", name) and not past.surname(surname_of(name)):
        name = ""
    fitting = _meant(past, name, note) if name else targets
    if fitting and len({(o.root, id(o.known)) for o in fitting}) == 1:
        repeat(outcome, fitting[0], note.id, past.named(note.id))
        within = re.search(rf"[,.’”\"'“]\s[Ii]n:?\s(?=[{UPPER}])", body[: found.start()])
        return _chapter(past, body[: within.start() + 1], outcome) if within else outcome
    repeat(outcome, (fitting or targets)[-1], note.id, past.named(note.id))
    if not name:
        own = [o for o in targets if o.root is None]
        outcome.also = tuple(note.id if o.root is None else o.root for o in own or targets)
        outcome.root = note.id if own else outcome.root
        outcome.reason = f"It points to note {label} as a whole, which cites {len(targets)} sources."
        return outcome
    outcome.status, outcome.candidates = Status.AMBIGUOUS, (note.id,)
    if not fitting and any(surname in plain(note.words) for surname in read_source(name).surnames):
        outcome.target, outcome.root, outcome.chain, outcome.reference = note.id, note.id, (note.id,), None
        outcome.reason = f"Note {label} speaks of {name}, but not as one of its sources."
    elif fitting:
        outcome.reason = f"Note {label} cites {len(fitting)} sources that this may mean."
    else:
        outcome.reason = f"Note {label} does not name {name}."
    return outcome


def _meant(past: Antecedents, name: str, note: NoteRead) -> list[Outcome]:
    """The sources of a note that a name can mean: by an alias, by author and title, by all its words."""
    given = past.aliases.get(plain_alias(name))
    if given is not None and (found := [o for o in note.citing if o.known is given]):
        return found
    words = re.findall(r"\w{2,}", plain(name))

    def share(outcome: Outcome) -> int:
        text = plain(f"{outcome.reference or ''} {outcome.words}")
        return sum(re.search(rf"\b{re.escape(word)}\b", text) is not None for word in words)

    fitting = [o for o in note.citing if named(name, o)]
    if len(fitting) > 1:
        short = read_source(name)
        if short.forenames and short.surnames:
            fitting = [o for o in fitting if o.source is None or same_person(short, o.source)] or fitting
        most = max(share(o) for o in fitting)
        fitting = [o for o in fitting if share(o) == most]
    if not fitting:
        fitting = [o for o in note.citing if words and share(o) == len(words)]
    if not fitting and len(note.citing) == 1:
        only = note.citing[0]
        first = re.search(r"[^\W\d_][\w’'-]+", name)
        reported = only.source is not None and not only.source.surnames and _report_alone().match(only.words)
        if first and reported and re.search(rf"\b{re.escape(first.group())}\b", note.sentence):
            return [only]  # the sentence names the case
    return fitting


@cache
def _report_alone() -> re.Pattern[str]:
    """A citation of a case without its name: "[1994] 1 AC 340", "389 U.S. 347"."""
    return re.compile(r"[\[(]\d{4}[\])] |\d+ [A-Z][\w.’' ]{1,20} \d+")


@cache
def _further_numbers() -> re.Pattern[str]:
    """More notes named with the first: "notes 20 and 21"."""
    sign = r"(?:nn?\.?\s|notes?\s|Fn\.\s|Anm\.\s)?"
    return re.compile(rf"(?:,?\s(?:and|und|et|y|e|&)\s|,\s){sign}\[?\d{{1,4}}\]?(?=[\s.,;)]|$)")


@cache
def _in_chapter() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:[Cc]h(?:ap(?:ter)?)?|Kap(?:itel)?|[Cc]hap(?:itre)?)\.?\s(?P<chapter>[ivxlcIVXLC]+"
        r"|\d{1,3})\.?,?\s*(?:(?:foot)?notes?\s|nn?\.\s)?$"
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
        _chapter(past, parts[0], outcome)  # can be cited for short from now on
    return outcome


def _unnamed(past: Antecedents, outcome: Outcome, term: str) -> Outcome:
    """Of "Op. cit." without an author the source before, unless the text there names another author."""
    if term[:2].lower() not in ("op", "ob", "ar", "ou") or outcome.status is not Status.RESOLVED:
        return outcome
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


def alias(past: Antecedents, words: str, body: str) -> Outcome | None:
    """A name that an earlier note gave to its source."""
    if not past.aliases:
        return None
    source = read_source(body)
    by_hand = [plain_alias(body.split("/", 1)[0])] if re.match(r"[^\W\d_]+/[^\W\d_]", body) else []
    for name in (plain_alias(source.without_place), *alias_candidates(body), *by_hand):
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


def onward(_past: Antecedents, words: str, body: str) -> Outcome | None:
    """Forward: a link to look up, and nothing to inherit."""
    if not terms.pattern(Family.ONWARD).match(body):
        return None
    return Outcome(words, NoteKind.COMMENT, Status.COMMENT, reason="It points to what follows.")


STEPS = (latest, onward, numbered, op_cit, short_case, alias, classical, double_page, bare_place, record, idem)
"""In the order in which they are tried; what none of them knows is a source that is named."""
