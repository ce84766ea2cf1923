"""Sources that are named: short for an earlier one, a volume of a series, or given here for the first time."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from tuireader.notes.antecedents import Antecedents
from tuireader.notes.citations import Source, container_of, read_source
from tuireader.notes.heads import Head, content_words
from tuireader.notes.imprints import volume_of, years_pattern
from tuireader.notes.leads import YEAR, plain
from tuireader.notes.mentions import in_prose, without_nouns
from tuireader.notes.model import NoteKind, Status
from tuireader.notes.outcomes import ENOUGH, Outcome, is_document, is_letter, kind_alone, of_volume, prose
from tuireader.notes.shelf import Known, Match
from tuireader.notes.titles import is_kind_of_book

LONGEST_DATED = 160
"""Code points of a short title with its year: "Snow, Mode of Communication (1855), pp. 39-40"."""
MOST_NAMES = 4
"""Words before a journal that can be names alone, with no title."""
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
    reported = _reported(past, outcome, source)
    if reported is not None:
        return reported
    if is_letter(source.words):
        return given_here(past, outcome, source)
    if source.carrier is not None and source.primary is None:
        carried = _carried(past, outcome, source.carrier)
        if carried is not None:
            return carried
    if source.author_date:
        return _dated(past, outcome, source)
    surely = source.carrier is not None and (is_document(source.words) or source.is_article)
    if surely and source.carrier is not None and not source.imprint:
        carried = _carried(past, outcome, source.carrier)
        if carried is not None:
            return carried
    dated = source.imprint and (_only_dated(past, source) or _only_linked(past, source))
    whole = Match() if source.imprint and not dated else look_up(past, source)
    whole.weak = whole.weak and not dated  # author, year and a word of the title agree
    if whole.best is not None and not whole.weak:
        outcome.kind = NoteKind.SHORT
        return of_same_volume(past, settle(past, outcome, whole, ""), whole.best, source)
    if source.carrier is not None and source.primary is not None:
        carried = _carried(past, outcome, source.carrier)
        if carried is not None:
            return carried
    briefly = bool(source.surnames) and not source.forenames and len(source.words) <= LONGEST_DATED
    if source.imprint and briefly and not source.corporate and whole.best is None and listed(past, outcome, source):
        return outcome
    if whole.rivals or (whole.best is not None and not whole.weak):
        outcome.kind = NoteKind.SHORT
        return settle(past, outcome, whole, "")
    return given_here(past, outcome, source)


def _reported(past: Antecedents, outcome: Outcome, source: Source) -> Outcome | None:
    """What is cited again by the year and first page of a journal alone: "Roe, NJW 2012, 1123, 1126"."""
    found = _journal_page().search(source.words) if past.reports and len(source.words) <= LONGEST_DATED else None
    if found is None or len(source.words[: found.start()].split()) > MOST_NAMES:
        return None
    named = plain(source.words[: found.start()])
    known = past.reports.get(found["report"], [])
    same = [k for k in known if any(n in named for n in (*k.source.surnames, plain(k.source.words).split(",")[0]))]
    if len(same) != 1 or same[0].note == past.note.id:
        return None
    outcome.kind = NoteKind.SHORT
    outcome.locator = found["place"] or outcome.locator
    return settle(past, outcome, Match(same[0]), "")


@cache
def _journal_page() -> re.Pattern[str]:
    """The year and first page of a journal, as German lawyers cite it: "NJW 2005, 2848, 2851"."""
    return re.compile(
        rf"\b(?P<report>[A-ZÄÖÜ][\w-]*[A-ZÄÖÜ][\w-]* {YEAR}, \d+)(?:, (?P<place>\d+(?:\s?ff?\.)?))?(?=[\s.;(]|$)"
    )


def of_same_volume(past: Antecedents, outcome: Outcome, known: Known, source: Source) -> Outcome:
    """Of another volume than the one whose title and imprint an earlier note gives, only the work is known."""
    theirs = volume_of(known.source.words)
    if source.volume is None or known.volume is None or source.volume == known.volume or theirs is None:
        return outcome
    after = known.source.words[theirs.end() :]
    if (
        re.search(_SET, known.source.words)
        or not years_pattern().search(after)
        or outcome.status is not Status.RESOLVED
    ):
        return outcome
    outcome.kind, outcome.status = NoteKind.SERIES, Status.PARTIAL
    outcome.reference = of_volume(known.reference, source)
    outcome.reason = f"Only another volume of it is given in full, in {past.named(known.note)}."
    return outcome


_SET = re.compile(r"\b\d+\s(?:vols?|Bde|Bände|[Bb]d\.|volumes|tomes|tomos)\b|\bin \d+ Bänden")
"""The count of the volumes, which shows that a reference is to all of them."""


def book_is_known(outcome: Outcome) -> None:
    """Where a book is cited as that in which a chapter stands, or by op. cit., its first mention there is enough."""
    if outcome.known is not None and outcome.known.container and outcome.status is Status.PARTIAL:
        outcome.status, outcome.reason = Status.RESOLVED, None


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
    outcome.source = outcome.source or known.source
    outcome.status = Status.PARTIAL if known.partial else Status.RESOLVED
    if known.partial:
        outcome.reason = "The volume that it points to is never given in full."
    if not known.full and not known.partial:
        outcome.status = Status.UNRESOLVED
        outcome.reason = f"{_begin(past.named(known.note))}, to which it points, gives the work only by a short title."
    others = (outcome.source or known.source).head.split("/"), known.source.head.split("/")
    if all(len(names) == 2 for names in others) and others[0][0] == others[1][0] and others[0][1] != others[1][1]:
        outcome.status = Status.PARTIAL  # "Palandt/Roe" after "Palandt/Doe": one commentary, another hand
        outcome.reason = f"{_begin(past.named(known.note))} cites the part of this commentary by {others[1][1]}."
    if match.weak:
        outcome.status, outcome.candidates = Status.AMBIGUOUS, (known.root,)
        outcome.reason = f"The author is that of {past.named(known.note)}, but the title only resembles it."
    return outcome


def look_up(past: Antecedents, source: Source) -> Match:
    """The source that a short form means: by its author, else a book in which an earlier source stands."""
    found = past.shelf.look_up(source)
    if found.best is not None or found.rivals:
        return found
    if re.fullmatch(r"[ivxlc\d]*", source.title, re.IGNORECASE) and source.forenames:  # "Ulm Cartulary, ii, no. 3"
        words = content_words(source.head)
        found = past.shelf.look_up(replace(source, by=Head(), title=source.head, title_words=words, rest=source.head))
        if found.best is not None and not found.weak and not found.best.source.surnames:
            return found
    titled = bool(source.title_words) or len(source.head.split()) > 1
    book = past.containers.look_up(source) if titled else Match()
    return book if book.best is not None and not book.weak else found


def _begin(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _only_dated(past: Antecedents, source: Source) -> bool:
    """Whether a surname, a title and a year are short for an earlier full reference of that year."""
    if source.forenames or not source.surnames or len(source.without_place) > LONGEST_DATED:
        return False
    found = look_up(past, source)
    if found.best is None or not found.best.full:
        return False
    spanned = re.sub(rf"{YEAR}\s?[-–]\s?\d{{2,4}}", "", source.words)  # "Roe, Precedents, 1475-1640, 147"
    subject = re.search(YEAR, spanned) is None and not found.weak
    return subject or bool(set(source.years) & set(found.best.source.years))


def _only_linked(past: Antecedents, source: Source) -> bool:
    """Whether an address is all that makes a reference look full, and its author and title are known."""
    named = bool(source.surnames) and bool(source.title_words) and not source.forenames
    address = re.search(r"https?://|\bdoi:", source.words) if named else None
    if address is None:
        return False
    short = read_source(source.words[: address.start()].rstrip(" ;,.:"))
    found = look_up(past, short)
    return not short.imprint and found.best is not None and not found.weak


def _carried(past: Antecedents, outcome: Outcome, words: str) -> Outcome | None:
    """Of "X. In Y" resolve Y, and keep X."""
    carrier = read_source(words)
    begins = re.match(r"in\b", outcome.words, re.IGNORECASE) is not None
    words_before = "" if begins or outcome.source is None else outcome.source.primary or ""
    if carrier.imprint:
        said = re.search(r"\b(?<!hereafter )(?<!hereinafter )(?:quoted|cited|zit|discussed|cité|apud)\b", outcome.words)
        printed = re.search(r"\.\sIn\s", outcome.words)
        own = read_source(words_before) if words_before else None
        article = own is not None and own.is_article and own.forenames  # "Ann Roe. «Title». In Book (York, 1990)"
        within = said is not None or (printed is not None and not article)
        outcome.via_in = begins or within or is_document(outcome.words)
        if outcome.via_in:
            remember(past, outcome, carrier)
            outcome.reference = carrier.without_place if begins else read_source(outcome.words).without_place
            outcome.source = carrier
            return outcome
        return None
    match = look_up(past, carrier)
    if (match.best is None and not match.rivals) or match.weak:
        if begins:
            outcome.via_in = True
            outcome.source = carrier
            return given_here(past, outcome, carrier)
        return None
    outcome.kind, outcome.via_in, outcome.source, outcome.extent = NoteKind.SHORT, True, carrier, None
    outcome.locator = carrier.place.locator or carrier.place.extent
    settle(past, outcome, match, "")
    book_is_known(outcome)
    if match.best is not None:
        of_same_volume(past, outcome, match.best, carrier)
    own = (
        read_source(re.split(r",?[’”\"»]?\s(?:[Ii]n|dans|en):?\s(?=[A-ZÀ-Þ])", words_before, maxsplit=1)[0])
        if words_before
        else None
    )
    if own is not None and own.surnames and own.title_words and outcome.root is not None:
        reference = f"{own.words.rstrip(' .,')}, in {outcome.reference}"
        past.shelf.add(Known(past.note.id, past.note.id, own, reference, outcome.root, outcome.chain, full=True))
    return outcome


def _series(past: Antecedents, outcome: Outcome, source: Source) -> Outcome | None:
    """Volumes of one series: the same volume is the same source, another inherits only the name of the series."""
    if source.volume is None or not source.corporate or not source.surnames:
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
    spoken = in_prose(past, source) if not source.surnames or prose(source) else None
    if spoken is not None:
        return _dated(past, replace(outcome, source=spoken, locator=spoken.place.locator, extent=None), spoken)
    kind = kind_alone(source, outcome.words)
    if kind is NoteKind.COMMENT:
        return Outcome(outcome.words, NoteKind.COMMENT, Status.COMMENT, source)
    own = past.shelf.by_author(source.surnames[:1]) if source.surnames else []
    if kind is NoteKind.FULL and not source.imprint and source.surnames and listed(past, outcome, source):
        return outcome
    if kind is NoteKind.SHORT:
        if listed(past, outcome, source):
            return outcome
        outcome.kind, outcome.status = NoteKind.SHORT, Status.UNRESOLVED
        if past.undated and source.title_words:
            outcome.kind, outcome.status = NoteKind.FULL, Status.FULL
            return remember(past, outcome, source)
        if (len(source.title_words) >= ENOUGH and not own) or is_kind_of_book(source.title):
            outcome.status = Status.FULL
            return remember(past, outcome, source)
        outcome.candidates = tuple(dict.fromkeys(k.root for k in own))[:MOST_CANDIDATES]
        what = "these words in its title" if own else "this author"
        outcome.reason = f"It reads as a short title, and no note before it gives a work with {what} in full."
    outcome.reference = outcome.reference or source.without_place
    return remember(past, outcome, source)


def listed(past: Antecedents, outcome: Outcome, source: Source) -> bool:
    """Settle a short form by the bibliography, where that gives the work in full or leaves two open.

    Where only an author is named, it is a work by that author that was cited before, if there is just one.
    """
    found = past.bibliography.look_up(source) if past.bibliography is not None else Match()
    if found.best is None and found.rivals and not source.title_words and not source.author_date:
        found = past.listed.look_up(source)
    if (found.best is None and not found.rivals) or found.weak:
        return False
    outcome.kind = NoteKind.SHORT
    if found.best is None:
        outcome.status = Status.AMBIGUOUS
        works = " or ".join(f"“{k.source.title}”" for k in found.rivals[:3])
        outcome.reason = f"The bibliography lists several works that this may mean: {works}."
        return True
    outcome.status, outcome.reference, outcome.known = Status.RESOLVED, found.best.reference, found.best
    outcome.reason = "The work is given in full in the bibliography."
    past.listed.add(found.best)
    return True


def _dated(past: Antecedents, outcome: Outcome, source: Source) -> Outcome:
    """A name and a year: the work of that year, in an earlier note or in the bibliography."""
    outcome.kind = NoteKind.SHORT
    source = without_nouns(past, source)
    earlier = past.shelf.look_up(source)
    if (earlier.best is not None and earlier.best.full) or (earlier.rivals and past.bibliography is None):
        return settle(past, outcome, earlier, "")
    if listed(past, outcome, source):
        return outcome
    within = past.containers.look_up(source)
    if within.best is not None and earlier.best is None:
        return settle(past, outcome, within, "")
    outcome.status = Status.UNRESOLVED
    outcome.reason = (
        f"No note before it, and no bibliography, gives a work of {source.author_date} by {source.head} in full."
    )
    if earlier.best is not None:
        outcome.target, outcome.chain = earlier.best.note, (earlier.best.note,)
        return outcome
    outcome.reference = source.without_place
    return remember(past, outcome, source)


@cache
def _collected() -> re.Pattern[str]:
    return re.compile(
        r"(?:Œuvres|Oeuvres|(?:Sämtliche|Gesammelte|Ausgewählte)\s|Werke|Schriften|(?:The\s)?(?:Complete|Collected|Selected)\s"
        r"|Obras|Opere|Tutte le opere|Correspondance|Briefe|Letters|Works)"
    )


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
    report = _journal_page().search(source.words) if source.imprint else None
    if report:
        past.reports.setdefault(report["report"], []).append(outcome.known)
    if past.double_paged is None and re.match(r"A ?\d+[^/]{0,8}/ ?B ?\d", source.place.locator or ""):
        past.double_paged = outcome.known
    container = container_of(source) if source.imprint else None
    if container is not None:
        past.containers.add(replace(outcome.known, source=container, reference=container.words, container=True))
        if _collected().match(container.title) and container.by != source.by:
            own = replace(container, by=source.by)  # the author's own works, edited by others
            past.containers.add(replace(outcome.known, source=own, reference=container.words, container=True))
    return outcome


def chapter_in(past: Antecedents, words: str, carrier: Outcome) -> Outcome:
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
