"""The forms that a full name takes, as an ordered table: title, initials, forename, family name first and so on."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from tuireader.documents.model import BlockKind
from tuireader.index import gazetteer
from tuireader.index.evidence import evidence
from tuireader.index.lexicon import (
    all_surnames,
    forenames,
    given_names,
    is_calendar,
    is_group,
    is_place,
    is_role,
    is_roman,
    is_title,
    mononyms,
    surnames,
    terms,
    word_surnames,
)
from tuireader.index.namebook import Run
from tuireader.index.names import Token, Vocabulary, fold_accents

_SYLLABIC = re.compile(r"[A-Z][a-zŏŭüōū’']{1,8}(?:-[A-Za-z][a-zŏŭü’']{1,7})?$")
_TWO_SYLLABLES = re.compile(r"[A-Z][a-zŏŭü’']{1,6}-[a-zŏŭü’']{2,7}$")
"""Two syllables of which the second is in lower case, as Korean and Chinese forenames are written: "Ok-kyun"."""
_JAPANESE = re.compile(
    r"(?:(?:[kgsztdnhbpmrywjf]|[cst]h|ts|[kgnhbmr]y)?[aiueoōū]n?){2,}$",
    re.IGNORECASE,
)
_FOREIGN_ARTICLES = frozenset({"Das", "Der", "Die", "El", "I", "Il", "La", "Las", "Le", "Les", "Los"})
PARTICLES_ALONE = frozenset({"Van", "Von", "De", "Du", "Di", "Da", "Della", "Ibn", "Abu", "Ben"})
"""Particles that begin a surname without a forename before it."""
_LONGEST_AFTER_LE = 5
"""The letters of a Vietnamese name after "Le", which is an article elsewhere."""
_ENOUGH = 1.0
"""The evidence that two capitals which no list knows need to be a name."""


@dataclass(frozen=True, slots=True)
class Form:
    """A run that may be one name, with what the rules ask of it."""

    run: Run
    names: tuple[Token, ...]
    """Its words, particles included, signs left out."""
    capitals: tuple[Token, ...]
    ordinary: frozenset[str]
    """Those of its words that are ordinary words, forenames and word-like surnames left out."""

    @property
    def first(self) -> Token:
        """Its first capital."""
        return self.capitals[0]

    @property
    def last(self) -> Token:
        """Its last capital."""
        return self.capitals[-1]

    @property
    def initialled(self) -> bool:
        """Whether an initial stands before the last word."""
        return any(_is_initial(t) for t in self.capitals[:-1])


def form_of(words: Vocabulary, run: Run) -> Form:
    """The form of a run."""
    tokens = [run.region.tokens[m] for m in run.members]
    names = tuple(t for t in tokens if t.kind in ("word", "initials") and (t.capital or t.text in terms("particles")))
    capitals = tuple(t for t in names if t.capital)
    known = given_names()
    last = capitals[-1]
    ordinary = {t.text for t in capitals if t.kind == "word" and words.is_common(t.text) and t.text not in known}
    if last.text in word_surnames() and not words.lower[last.low] and len(capitals) > 1:
        ordinary.discard(last.text)
    return Form(run, names, capitals, frozenset(ordinary))


def manner(words: Vocabulary, form: Form) -> str:
    """How the name is known to be one: a key of ``namebook.RULES``, or an empty string for no name."""
    for row in _MANNERS:
        found = row(words, form)
        if found is not None:
            return found
    return _guess(words, form)


def _cited_author(words: Vocabulary, form: Form) -> str | None:
    """Who stands where the reading of the notes sees an author: "Lew Young Ick", but not "Foreign Office"."""
    authors = form.run.region.authors
    if not all(m in authors for m in form.run.members) or form.first.text in terms("family_first"):
        return None
    if not (words.english or form.first.text in forenames() or _is_initial(form.first)):
        return None  # nouns have capitals in some languages: "Stadtarchiv Lindau"
    if form.first.text in terms("foreign_things"):
        return None
    bodily = {t.text for t in form.capitals} & (terms("org_heads") | terms("place_heads"))
    if any(t.text.isupper() and len(t.text) > 2 for t in form.capitals if t.kind == "word"):
        return None
    if bodily or form.last.text in form.ordinary or any(is_group(t.text) for t in form.capitals[:-1]):
        return None
    return None if form.first.text in form.ordinary or is_place(form.first.text) else "name"


def _after_title(_: Vocabulary, form: Form) -> str | None:
    """ "Urabi Pasha", "Chinggis Khan"."""
    titled = form.last.text in terms("after_titles") and len(form.capitals) <= 3
    return "after title" if titled and form.first.text not in form.ordinary else None


def _family_first(_: Vocabulary, form: Form) -> str | None:
    """ "Mao Zedong", "Ho Chi Minh": a family name of East Asia and one or two syllabic names."""
    rest = form.capitals[1:]
    family = fold_accents(form.first.text)  # "Nguyễn"
    if len(rest) == 1 and _TWO_SYLLABLES.match(form.last.text) and len(form.first.text) < 7:
        return None if form.first.text in forenames() else "family first"
    if family not in terms("family_first") or len(rest) > 2 or any(is_title(t.text) for t in rest):
        return None
    if not all(_SYLLABIC.match(fold_accents(t.text)) and t.text not in forenames() for t in rest):
        return None
    before = form.run.region.word(form.run.first - 1).lower()
    located = before in terms("place_prepositions") or before in terms("time_words")
    if family == "Le" and located and len(form.last.text) > _LONGEST_AFTER_LE:
        return None  # "at Le Bourget"
    return "family first" if len(rest) == 2 or form.last.text not in form.ordinary else None


def _foreign_thing(_: Vocabulary, form: Form) -> str | None:
    """ "Revista del Plata", "Palacio San José": what another language calls a journal, a house or a river."""
    return "" if form.first.text in terms("foreign_things") and form.first.text not in forenames() else None


def _place_prefix(_: Vocabulary, form: Form) -> str | None:
    """ "San Francisco", "Hyde Park" and their like are places."""
    return "" if form.first.text in terms("place_prefixes") and not (form.initialled or form.run.title) else None


def _initials(_: Vocabulary, form: Form) -> str | None:
    if _is_initial(form.first):
        return "initials" if form.last.kind == "word" and not form.last.text.isupper() else ""
    return None


def _forename(words: Vocabulary, form: Form) -> str | None:
    first, last = form.first, form.last
    if first.text not in forenames():
        return "initials" if form.initialled and first.text not in form.ordinary else None
    plain = last.text in form.ordinary
    if plain and is_calendar(first.text):
        return ""  # "the May Pyramid"
    if first.opens and words.lower[first.low] and plain and not form.run.region.in_notes:
        return ""
    idle = plain and words.is_common(first.text) and form.run.region.in_notes and not form.initialled
    if idle and not evidence(form.run.region, form.run.first, form.run.members[-1] + 1).author:
        return ""
    if is_place(first.text) and (plain or is_place(last.text)) and not form.initialled:
        return ""
    return "name"


def _title(_: Vocabulary, form: Form) -> str | None:
    both = form.first.text in form.ordinary and form.last.text in form.ordinary
    return "title" if form.run.title and not both else None


def _particle(words: Vocabulary, form: Form) -> str | None:
    """ "Pépin le Bref", "Max von Laue", "Van Gogh"."""
    if form.first.text in PARTICLES_ALONE and len(form.capitals) == 2 and form.last.text not in form.ordinary:
        return None if is_place(form.last.text) or is_group(form.last.text) or form.first.opens else "particle"
    if form.run.region.word(form.run.first - 1) in _FOREIGN_ARTICLES:
        return None  # "Die Zeit der Refüsierten"
    has = words.english and any(not t.capital for t in form.names) and form.run.first not in form.run.region.titles
    return "particle" if has and form.first.text not in form.ordinary and not is_place(form.first.text) else None


_MANNERS: tuple[Callable[[Vocabulary, Form], str | None], ...] = (
    _cited_author,
    _after_title,
    _family_first,
    _foreign_thing,
    _place_prefix,
    _initials,
    _forename,
    _title,
    _particle,
)


def _guess(words: Vocabulary, form: Form) -> str:
    """Two or three capitals that no list knows: the words around them decide."""
    first, last, region = form.first, form.last, form.run.region
    if _cannot_be_name(form) or not words.english or form.run.first in region.titles:
        return ""
    signs = evidence(region, form.run.first, form.run.members[-1] + 1)
    if form.ordinary and region.word(form.run.first - 1) in ("called", "nicknamed", "dubbed"):
        return ""
    if is_place(last.text) and not signs.role:
        return ""  # but "the surveyor, Jehoshaphat York"
    before, before2 = region.word(form.run.first - 1).lower(), region.word(form.run.first - 2).lower()
    if before == "of" and (before2 in terms("outcome_words") or is_role(before2)) and not signs.owns:
        return ""  # "governor of Entre Ríos"
    score = signs.score() - 0.8 * (before in terms("time_words"))
    score += 1.0 * (last.text in all_surnames())
    score += 0.6 * (first.text in surnames()) + (1.1 if not form.ordinary else -0.6 * len(form.ordinary))
    if region.in_notes and not signs.author:
        score -= 1.0
    if words.located[first.text] * 3 > words.total[first.text]:
        score -= 1.0
    if words.articled[first.text] and not signs.article:
        score -= 0.5  # "the Nanga Parbat tragedy" tells what Nanga Parbat is
    if score < _ENOUGH:
        return ""
    japanese = not form.ordinary and all(_JAPANESE.match(t.text) for t in form.capitals)
    return "either first" if japanese else "guess"


def _cannot_be_name(form: Form) -> bool:
    if len(form.capitals) > 3 or (form.ordinary and form.run.region.kind in (BlockKind.TITLE, BlockKind.HEADING)):
        return True
    if " ".join(t.text for t in form.capitals) in gazetteer.metonyms():
        return True
    if form.ordinary and form.last.text in mononyms():
        return True
    alone = form.first.text in mononyms() and form.first.text not in forenames()
    if alone and (form.last.text in mononyms() or form.last.text not in forenames()):
        return True
    if any(is_place(t.text) for t in form.capitals[:-1]):
        return True
    return any(is_group(t.text) or t.text.isupper() or len(t.text) == 1 for t in form.capitals)


def numbered(words: Vocabulary, run: Run) -> bool:
    """Whether the run is a name with a number: "Clovis I", "Emperor Ferdinand II"."""
    tokens = run.region.tokens
    name, last = tokens[run.first], tokens[run.members[-1]]
    if not 2 <= len(run.members) <= 4 or not is_roman(last.text) or name.text in terms("event_heads"):
        return False
    if last.text == "I" and run.region.word(run.members[-1] + 1) in ("am", "have", "think", "do", "will"):
        return False
    return name.text in terms("regnal_words") or not _is_thing(words, name, titled=bool(run.title))


def has_epithet(words: Vocabulary, run: Run) -> bool:
    """Whether the run is followed by an epithet that makes it a name: "Ivan the Terrible"."""
    region, last = run.region, run.members[-1]
    if region.word(last + 1) != "the" or len(run.members) > 2:
        return False
    if region.word(last + 2) not in terms("epithets") and not _is_own_epithet(run):
        return False
    after = region.token(last + 3)
    if region.tokens[last].possessive or (after and after.capital and after.kind == "word"):
        return False
    return not _is_thing(words, region.tokens[run.first], titled=False)


def _is_own_epithet(run: Run) -> bool:
    """Whether a forename has a by-name that no list knows: "Peter the Hermit", "Michael the Syrian"."""
    region, i = run.region, run.members[-1]
    name, by_name = region.tokens[i], region.token(i + 2)
    if len(run.members) > 1 or by_name is None or not by_name.capital or by_name.opens or by_name.kind != "word":
        return False
    if name.text not in forenames() or is_place(name.text) or is_calendar(by_name.text):
        return False
    if is_title(by_name.text) and region.word(i + 3)[:1].isalpha():
        return False  # "told John the King would come"
    if any(by_name.text in terms(c) for c in ("institutions", "org_heads", "office_words", "event_heads", "bodies")):
        return False
    following = region.word(i + 3)
    ends = not following[:1].isalpha() or following in terms("verbs") or following in terms("small_words")
    return ends and not (is_place(by_name.text) or by_name.text in forenames())


def has_origin(words: Vocabulary, run: Run) -> int:
    """The token after "of" and a place where these make the run a name ("John of Salisbury"); 0 where they do not."""
    region, i = run.region, run.members[-1]
    name, place = region.tokens[i], region.token(i + 2)
    if len(run.members) > 1 or region.word(i + 1) != "of" or name.possessive or place is None or not place.capital:
        return 0
    if region.word(i - 1).lower() in ("the", "a") or is_title(name.text):
        return 0  # "the Dean of Canterbury"
    if place.kind != "word" or is_group(place.text) or is_calendar(place.text) or place.text in terms("institutions"):
        return 0
    if not (name.text in forenames() or (run.title in terms("titles_of_origin") and not words.is_common(name.text))):
        return 0
    if is_place(name.text) or (name.opens and words.lower[name.low]):
        return 0
    if not is_place(place.text) and (words.is_common(place.text) or place.text in forenames()):
        return 0
    return i + 3


def _is_thing(words: Vocabulary, token: Token, *, titled: bool) -> bool:
    if token.text in forenames():
        return False
    return words.is_common(token.text) or (is_place(token.text) and not titled)


def _is_initial(token: Token) -> bool:
    return token.kind == "initials" or (len(token.text) == 1 and token.text not in ("A", "I", "O"))
