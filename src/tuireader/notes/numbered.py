"""Notes that are named by their number: "supra note 5", "(n 5)", "wie Anm. 5"."""

from __future__ import annotations

import re
from functools import cache

from tuireader.notes import terms
from tuireader.notes.aliases import plain_alias
from tuireader.notes.antecedents import Antecedents, NoteRead
from tuireader.notes.bluebook import after_volume
from tuireader.notes.citations import read_source
from tuireader.notes.citing import chapter_in, settle
from tuireader.notes.heads import content_words
from tuireader.notes.imprints import number_of
from tuireader.notes.leads import UPPER, begin, lower_share, opens_prose, plain, surname_of
from tuireader.notes.locators import find_place
from tuireader.notes.model import NoteKind, Status
from tuireader.notes.outcomes import Outcome, named, repeat
from tuireader.notes.remarks import MOSTLY
from tuireader.notes.shelf import Match, makers_of, same_person
from tuireader.notes.terms import Family

SHORTEST_SENTENCE = 20
"""Code points."""
FURTHEST_TERM = 160
"""Code points before a term; in a longer sentence it is not the note's own reference."""


def numbered(past: Antecedents, words: str, body: str) -> Outcome | None:
    """A note named by its number: "supra note 5", "(n 5)", "wie Anm. 5"."""
    if not terms.may_hold(Family.NUMBER, body):
        return None
    found = next((m for p in terms.number_patterns() if (m := p.search(body))), None)
    if found is None:
        return None
    if re.search(r"\btext (?:to|at|accompanying|following|before)\s*\(?$", body[: found.start()]):
        return Outcome(words, NoteKind.COMMENT, Status.COMMENT, reason="It points to the text and to no source.")
    number = next(g for g in found.groups() if g is not None)
    name = body[_after_quotation(body, found.start()) : found.start()].strip(" ,.;:(")
    if len(name) > FURTHEST_TERM:
        return None
    label = str(int(number))
    at = max(found.start(group) for group in range(1, found.re.groups + 1))
    chapter = _in_chapter().search(body[:at])
    note = past.numbered_in(number_of(chapter["chapter"]), label) if chapter else past.numbered(label)
    name = body[: chapter.start()].strip(" ,.;:(") if chapter else name
    name = name[begin(name, past.knows) :] if re.search(r":\s", name) else _behind_sentence(name)
    name = name[after_volume(name) :]
    if name[:1].islower() and re.search(rf"\s[{UPPER}]", name) is None:
        name = ""  # "the cases cited at n 15", "die Nachweise in Fn. 15"
    rest = body[found.end() :]
    if re.search(r"[’”\"']\sin\s", body[: found.start()]):  # the first page of a chapter, then the page cited
        rest = re.sub(r"^\s\d+, (?=\d)", " ", rest)
    behind = _title_behind().match(rest)
    place = find_place(rest[behind.end() if behind else 0 :], rest_of_ibid=True)
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
    return _in_note(past, outcome, note, name, body, found, behind["title"] if behind else "")


def _after_quotation(body: str, end: int) -> int:
    """Where the name before a number begins, behind a long quotation that it is the source of; 0 for no quotation."""
    if end <= FURTHEST_TERM:
        return 0
    found = list(_quotation_before().finditer(body, 0, end))
    return found[-1].end() if found else 0


@cache
def _quotation_before() -> re.Pattern[str]:
    return re.compile(rf"[”\"“»]:\s(?=[{UPPER}])")


@cache
def _title_behind() -> re.Pattern[str]:
    """A short title between the number of a note and the page: "Roe, (Fn. 7), Das Wehr, 27"."""
    return re.compile(rf"\)?,\s(?P<title>[{UPPER}„“‘«][^,;:()\d]{{2,80}}?)(?=,\s(?:S\.\s|pp?\.\s|§|Rn\.\s)?\d|\.?$)")


def _titled(targets: list[Outcome], title: str) -> list[Outcome]:
    """Of several sources of a note those whose title holds the words that stand behind the number."""
    words = content_words(title)
    if not words or len(targets) < 2:
        return []
    held = [o for o in targets if o.source is not None and set(words) <= set(o.source.all_title_words)]
    begun = [o for o in held if o.source is not None and o.source.all_title_words[: len(words)] == words]
    return begun or held


def _behind_sentence(name: str) -> str:
    """What follows a sentence of the writer's own: of "The weir is older than both. Roe" only "Roe"."""
    said = _sentence().match(name) if len(name) > SHORTEST_SENTENCE else None
    return name[said.end() :] if said and lower_share(said.group()) > MOSTLY else name


@cache
def _sentence() -> re.Pattern[str]:
    return re.compile(rf".{{{SHORTEST_SENTENCE},}}[a-zà-þ]{{3}}[.?!][’”\"]?\s(?=[{UPPER}])")


def _in_note(
    past: Antecedents, outcome: Outcome, note: NoteRead, name: str, body: str, found: re.Match[str], title: str
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
    fitting = _titled(fitting, title) or fitting
    if fitting and len({(o.root, id(o.known)) for o in fitting}) == 1:
        repeat(outcome, fitting[0], note.id, past.named(note.id))
        other = _another_author(past, name, fitting[0])
        if other:
            outcome.status, outcome.candidates = Status.AMBIGUOUS, (note.id,)
            outcome.reason = f"Note {label} names {name} only in a reference to a work by {other}."
        within = re.search(rf"[,.’”\"'“]\s[Ii]n:?\s(?=[{UPPER}])", body[: found.start()])
        return chapter_in(past, body[: within.start() + 1], outcome) if within else outcome
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


def _another_author(past: Antecedents, name: str, meant: Outcome) -> str:
    """The author of a source that points on to an earlier note, where the name is that of somebody else.

    Empty where the name is the author's, an editor's, an alias, or begins the title: then it means that source.
    """
    source = meant.source
    if not name or meant.root is None or source is None or source.corporate or plain_alias(name) in past.aliases:
        return ""
    said = {plain(word) for word in re.findall(r"[^\W\d_][\w’'-]+", name) if word[:1].isupper()}
    words = content_words(name)
    if not source.surnames or not read_source(name).surnames or source.all_title_words[: len(words)] == words:
        return ""
    return "" if said & {*source.surnames, *source.by.others, *makers_of(source)} else source.head


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
    return re.compile(rf"(?:,?\s(?:and|und|et|y|e|&)\s|,\s){sign}\[?\^?\d{{1,4}}\]?(?=[\s.,;)]|$)")


@cache
def _in_chapter() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:[Cc]h(?:ap(?:ter)?)?|Kap(?:itel)?|[Cc]hap(?:itre)?)\.?\s(?P<chapter>[ivxlcIVXLC]+"
        r"|\d{1,3})\.?,?\s*(?:(?:foot)?notes?\s|nn?\.\s)?$"
    )
