"""People named in full: runs of capitals are peeled, cut and kept as names; what remains is kept as lone names."""

from __future__ import annotations

from tuireader.index.evidence import evidence
from tuireader.index.lexicon import (
    family_names,
    forenames,
    given_names,
    is_calendar,
    is_group,
    is_place,
    is_roman,
    is_title,
    mononyms,
    surnames,
    terms,
)
from tuireader.index.namebook import LoneName, NameBook, Run
from tuireader.index.nameforms import PARTICLES_ALONE, Form, form_of, has_epithet, has_origin, manner, numbered
from tuireader.index.names import Region, Token, Vocabulary
from tuireader.index.persons import names_by_husband
from tuireader.index.runs import name_width, peels, publisher_end, run_at

_NOBLE_JOINTS = frozenset({"of", "de", "von", "du", "di"})
_ARTICLES = frozenset({"La", "Le", "Los", "Las"})
"""Articles that begin a surname: "Auguste de La Garde"."""
_BEFORE_A_MONTH = frozenset({"in", "since", "until", "during", "early", "late", "last", "next"})
_MOST_FORENAMES = 3


def find_names(parts: tuple[Region, ...], words: Vocabulary, taken: list[bytearray]) -> NameBook:
    """All names in full, and the lone names between them, in reading order."""
    book = NameBook(parts, words, taken)
    for n, region in enumerate(parts):
        i = 0
        while i < len(region.tokens):
            token = region.tokens[i]
            if token.capital and token.kind in ("word", "initials") and not taken[n][i]:
                i = _read_at(book, n, i)
            else:
                i += 1
    return book


def _read_at(book: NameBook, n: int, i: int) -> int:
    """Reads the name or run that begins at token ``i``; returns the token after it."""
    region = book.parts[n]
    end = publisher_end(region, i) or _inverted(book, n, i) or _noble(book, n, i)
    if end:
        return end
    run = run_at(book, n, i)
    title, k = "", 0
    while k < len(run.members):
        rest = Run(n, region, run.members[k:], title)
        token = region.tokens[rest.first]
        end = _noble(book, n, rest.first) if k else 0  # "The Earl of Burlington"
        if end:
            return end
        if not token.capital:
            k += 1
        elif peels(book.words, rest):
            title = token.text if is_title(token.text) else title
            k += 1
        else:
            width = _name(book, rest)
            if not width:
                _keep_lone(book, rest)
            k += width or 1
            title = ""
    return run.members[-1] + 1


def _keep_lone(book: NameBook, run: Run) -> None:
    region, i = run.region, run.first
    token, before, after = region.tokens[i], region.token(i - 1), region.token(i + 1)
    if token.kind != "word" or _is_ship(run):
        return
    left = before is not None and before.capital and before.kind == "word" and not before.possessive
    if left and before:
        opener = before.opens and before.text in terms("bad_sentence_starts")
        left = not (is_title(before.text) or is_group(before.text) or is_calendar(before.text) or opener)
    beside = after and after.capital and after.kind == "word" and not token.possessive and after.start - token.end <= 3
    book.lone.append(LoneName(run.n, i, token.text, run.title, left, after.text if after and beside else ""))


def _name(book: NameBook, run: Run) -> int:
    """Takes a full name from the front of the run; returns how many members it fills, 0 if there is none."""
    region = run.region
    first = region.tokens[run.first]
    if _is_date_or_group(region, run, first):
        return 0
    width = name_width(book.words, run)
    name = run.cut(width)
    last = name.members[-1] + 1
    if numbered(book.words, name):
        book.keep(name, last, _texts(name), "", "regnal")
        return width
    if has_epithet(book.words, name):
        book.keep(name, last + 2, (*_texts(name), "the", region.word(last + 1)), "", "epithet")
        return width
    end = has_origin(book.words, run.cut(1))
    if end:
        whole = tuple(region.word(k) for k in range(run.first, end))
        book.keep(run.cut(1), end, whole, "", "origin")
        return 1
    if width >= 2:
        return _full(book, run, name)
    return _titled(book, run) if run.title else 0


def _texts(run: Run) -> tuple[str, ...]:
    return tuple(run.region.word(m) for m in run.members)


def _is_date_or_group(region: Region, run: Run, first: Token) -> bool:
    if first.kind == "initials":
        return first.text.replace(".", "") in terms("country_initials")
    if is_calendar(first.text):
        before = region.word(run.first - 1)
        spoken = run.first == 0 or (before[:1].isalpha() and before.lower() not in _BEFORE_A_MONTH)
        return not (first.text in forenames() and len(run.members) > 1 and spoken)
    if region.in_notes and first.text in terms("note_terms"):
        return True
    if _bears_demonym(run, first):
        return False
    return (is_group(first.text) and first.text not in forenames()) or (first.text.isupper() and len(first.text) > 3)


def _full(book: NameBook, run: Run, name: Run) -> int:
    """Keeps a name of several words, unless it is the name of a body, a place or a thing."""
    region, width, last = run.region, len(name.members), name.members[-1]
    form = form_of(book.words, name)
    if len(form.capitals) < 2 or form.last.text == "I":
        return 0
    following = region.word(run.members[width]) if width < len(run.members) else ""
    if following in terms("org_heads") or following in terms("place_heads") or form.last.text in ("Jr", "Sr"):
        return width if following else 0
    if region.in_notes and region.word(last + 1) == "&":
        return width
    if _is_body(region, form):
        return width if form.last.text in terms("org_heads") or not run.title else 0
    how = manner(book.words, form)
    if not how and form.first.text in terms("foreign_things"):
        return width
    if how:
        given, surname = _parsed(form, how)
        book.keep(name, last + 1, given, surname, how, first=name.first - names_by_husband(run.title, given))
    return width if how else 0


def _is_body(region: Region, form: Form) -> bool:
    """ "Levada Center", "Guilford Courthouse", but not "Jonathan M. House" and, in a note, not "Ann Lane"."""
    if form.last.text not in terms("org_heads") | terms("place_heads") or form.initialled:
        return False
    if form.first.text not in forenames():
        return True
    members = form.run.members
    acts = evidence(region, members[0], members[-1] + 1).score() > 1
    return not (region.in_notes or form.run.title or acts)


def _parsed(form: Form, how: str) -> tuple[tuple[str, ...], str]:
    """Forenames and surname; a particle goes with the surname."""
    texts = [_with_quotes(form, t) for t in form.names]
    if how == "after title":
        return tuple(texts), ""
    if how == "family first":
        return tuple(texts[1:]), texts[0]
    cut = len(texts) - 1
    if cut == 1 and form.first.text in PARTICLES_ALONE:
        cut = 0
    while cut > 1 and (texts[cut - 1] in terms("particles") | terms("saints") | _ARTICLES):
        cut -= 1
    return tuple(texts[:cut]), " ".join(texts[cut:])


def _with_quotes(form: Form, token: Token) -> str:
    """A by-name keeps its quotation marks in the heading: ``Jackson, Thomas “Stonewall”``."""
    tokens = [form.run.region.tokens[m] for m in form.run.members]
    i = tokens.index(token)
    quoted = 0 < i < len(tokens) - 1 and tokens[i - 1].kind == "sign" and tokens[i + 1].kind == "sign"
    return f"“{token.text}”" if quoted else token.text


def _titled(book: NameBook, run: Run) -> int:
    """A title and one name: "Mrs Churchill", "Emperor Meiji"."""
    region, title = run.region, run.title.rstrip(".")
    token = region.tokens[run.first]
    known = token.text in mononyms() or token.text in forenames() or token.text in surnames()
    if is_roman(token.text) or any(token.text in terms(c) for c in ("org_heads", "event_heads", "institutions")):
        return 0
    if not known and _is_no_bearer(book.words, run, token, title):
        return 0
    if _is_ship(run):
        return 0
    if title in terms("saints") and (token.text not in forenames() or _dedicated(region, run.first)):
        return 0
    start = run.first - (title in terms("keeps_apart"))
    reigns = (title in terms("reigning_titles") or title in terms("familiar_titles")) and token.text in given_names()
    given, surname = ((token.text,), "") if reigns else ((), token.text)
    book.keep(Run(run.n, region, run.members, title), run.first + 1, given, surname, "title", first=start)
    return 1


def _is_ship(run: Run) -> bool:
    """ "the crew of the General Sherman", "the steamer Ommund": a rank with the article, or a ship’s kind before it."""
    if run.region.word(run.first - 1 - bool(run.title)) in terms("ships"):
        return True
    return run.title.rstrip(".") in terms("ranks_of_ships") and run.region.word(run.first - 2) == "the"


def _dedicated(region: Region, i: int) -> bool:
    """Whether a saint's name is that of a church, a parish or a town: "St Luke’s", "the Parish of St. James"."""
    if is_place(region.word(i)) or region.tokens[i].possessive:
        return True
    before, before2 = region.word(i - 2).lower(), region.word(i - 3)
    if before == "of":
        return before2.title() in terms("org_heads") | terms("place_heads") | {"Parish", "Order"}
    return before in terms("place_prepositions") or before in ("to", "from")


def _is_no_bearer(words: Vocabulary, run: Run, token: Token, title: str) -> bool:
    """Whether an unlisted word after a title is an ordinary word, or the land of the title."""
    if words.is_common(token.text) and title not in terms("strict_titles"):
        return True
    after = run.region.tokens[run.members[1]] if len(run.members) > 1 else None
    if after and after.capital and words.is_common(after.text):
        return True
    return is_place(token.text) and title in terms("territorial_titles")


def _bears_demonym(run: Run, token: Token) -> bool:
    """Whether a word of a land is a surname after a rank: "Colonel North"."""
    following = run.region.word(run.first + 1)
    alone = not following[:1].isalpha() or following.islower()
    strict = run.title.rstrip(".") in terms("strict_titles")
    return strict and alone and token.text in terms("surname_demonyms")


def _noble(book: NameBook, n: int, i: int) -> int:
    """``Duke of Wellington``, ``Marquis de Lafayette``; returns the token after it, or 0."""
    region = book.parts[n]
    title = region.word(i)
    if title not in terms("noble") or region.word(i + 1) not in _NOBLE_JOINTS:
        return 0
    k = i + 2 + (region.word(i + 2) in ("the", "la"))
    token = region.token(k)
    if token is None or not token.capital or book.taken[n][k] or is_group(token.text):
        return 0
    if is_place(token.text) and title in terms("territorial_nobles") and token.text not in mononyms():
        return k + 1
    if book.words.is_common(token.text) and token.text not in family_names():
        return 0
    run = Run(n, region, tuple(range(i, k + 1)), f"{title} {region.word(i + 1)}")
    book.keep(run, k + 1, (), token.text, "noble")
    return k + 1


def _inverted(book: NameBook, n: int, i: int) -> int:
    """``Gilbert, Felix`` at the head of a note or after a semicolon; returns the token after it, or 0."""
    region = book.parts[n]
    token, before = region.tokens[i], region.word(i - 1)
    if not region.in_notes or region.word(i + 1) != "," or token.kind != "word" or is_place(token.text):
        return 0
    particle = before in terms("particles") and i == 1
    cited = i in region.authors and i + 1 in region.authors
    if not (cited or i == 0 or particle or before in (";", "^") or (before in ("and", "&") and i < 8)):
        return 0
    given: list[str] = []
    k = i + 2
    while (name := region.token(k)) and name.capital and len(given) < _MOST_FORENAMES:
        if not (given or name.kind == "initials" or name.text in forenames() or len(name.text) == 1):
            break
        given.append(name.text)
        k += 1
    closed = region.word(k) in (".", ",", ";", "(", ":", "and", "&", "")
    if not given or not closed or (token.text in forenames() and given[0] not in forenames()):
        return 0
    start = i - particle
    surname = f"{before} {token.text}" if particle else token.text
    book.keep(Run(n, region, tuple(range(start, k))), k, tuple(given), surname, "inverted")
    return k
