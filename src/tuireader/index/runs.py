"""Runs of capitals: where one begins and ends, which words are peeled off its front, and runs that are publishers."""

from __future__ import annotations

from tuireader.index.lexicon import (
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
    word_surnames,
)
from tuireader.index.namebook import NameBook, Run
from tuireader.index.names import Region, Token, Vocabulary

_OPEN_QUOTES = frozenset("“‘\"'(")
_CLOSE_QUOTES = frozenset("”’\"')")
_LONGEST_RUN = 12
_WIDEST_GAP = 3
"""Code points of white space that may stand between two words of one name (a line break with an indent)."""
_MOST_NAMES = 5
_LONGEST_CITY, _LONGEST_IMPRINT = 8, 24
"""The tokens of the cities, and of the whole, of an imprint."""


def run_at(book: NameBook, n: int, i: int) -> Run:
    """The run of capitals that begins at token ``i`` of region ``n``."""
    region, taken = book.parts[n], book.taken[n]
    run = [i]
    j = i
    while not region.tokens[j].possessive and j + 1 < len(region.tokens) and len(run) <= _LONGEST_RUN:
        k = j + 1
        following = region.tokens[k]
        near = following.start - region.tokens[j].end <= _WIDEST_GAP
        if following.kind in ("word", "initials") and following.capital and not taken[k] and near:
            run.append(k)
            j = k
            continue
        skipped = _between(region, taken, k)
        if not skipped:
            break
        run += range(k, k + skipped + 1)
        j = k + skipped
    return Run(n, region, tuple(run))


def _between(region: Region, taken: bytearray, k: int) -> int:
    """How many tokens from ``k`` are particles or a quoted by-name between two capitals of one name; 0 if none."""
    skipped = 0
    while skipped < 3 and region.word(k + skipped) in terms("particles"):
        skipped += 1
    after = region.token(k + skipped)
    if skipped and after and after.capital and after.kind == "word" and not taken[k + skipped]:
        return skipped
    if region.word(k) not in _OPEN_QUOTES or region.in_notes:
        return 0
    for width in (1, 2):
        name, last = region.token(k + 1), region.token(k + 2 + width)
        if region.word(k + 1 + width) not in _CLOSE_QUOTES or not (name and name.capital and last and last.capital):
            continue
        if last.kind == "word" and not (is_title(last.text) or is_group(last.text)):
            return width + 2
    return 0


def peels(words: Vocabulary, run: Run) -> bool:
    """Whether the first word of the run is no part of a name: a title, an office, a people, a sentence's opening."""
    region = run.region
    token = region.tokens[run.first]
    following = region.tokens[run.members[1]] if len(run.members) > 1 else None
    if is_title(token.text):
        forename = token.text in forenames() and following and following.kind == "initials"
        return not forename and (following is not None or region.word(run.first + 1) in terms("particles"))
    if token.possessive or following is None:
        return False
    if token.text in terms("office_words"):
        return True
    if is_group(token.text):
        ordinary = is_group(following.text) or words.is_common(following.text)
        named = token.text in forenames() and (is_roman(following.text) or not ordinary)
        return not (named and following.kind == "word")
    if token.kind != "word" or token.text in forenames():
        return False
    common = words.is_common(token.text)
    if token.text not in terms("family_first") and token.text not in mononyms() and following.text in given_names():
        return common or is_place(token.text)
    if token.text in terms("family_first") and following.kind == "word" and not words.is_common(following.text):
        return False  # "Tan Malaka was blamed"
    return token.opens and common and (token.text in terms("bad_sentence_starts") or not region.in_notes)


def name_width(words: Vocabulary, run: Run) -> int:
    """How many members of the run, from its first, can belong to one name."""
    tokens = run.region.tokens
    width, firm, capitals = 0, False, 0
    for k, member in enumerate(run.members):
        token = tokens[member]
        if not token.capital:
            if token.kind == "word" and token.text not in terms("particles"):
                break
            width += 1
            continue
        before = tokens[run.members[k - 1]]
        if k and _ends_name(
            words, token, before, firm=firm, cites=_closes_author(run, k), closes=k == 2 and k + 1 == len(run.members)
        ):
            break
        last = k + 1 == len(run.members)
        capitals += 1
        if (token.kind == "initials" and firm and last) or capitals > _MOST_NAMES:
            break
        width += 1
        firm = firm or (k > 0 and _is_surname_like(words, token))
        if k and is_roman(token.text):
            break
    while width > 1 and not tokens[run.members[width - 1]].capital:
        width -= 1
    return width


def _is_surname_like(words: Vocabulary, token: Token) -> bool:
    """A word that can close a name: no ordinary word and no forename."""
    if token.kind != "word" or words.is_common(token.text):
        return False
    return token.text not in forenames() or token.text in surnames()


def _closes_author(run: Run, k: int) -> bool:
    """Whether member ``k`` is the last word of one in a row of authors: "Michael Russell Rip, Peter …"."""
    region, following = run.region, run.region.word(run.members[k] + 1)
    if not region.in_notes or k + 1 < len(run.members) or following not in (",", "and", "&"):
        return False
    return run.first == 0 or region.word(run.first - 1) in (",", "and", "&", "in", "In", ";", "by")


def _ends_name(
    words: Vocabulary, token: Token, before: Token, *, firm: bool, cites: bool, closes: bool = False
) -> bool:
    """Whether the word cannot go on the name.

    ``firm`` says that a surname is there already, ``cites`` that the word closes an author's name in a note,
    ``closes`` that it is the last of three names ("Geoffrey Winthrop Young").
    """
    text = token.text
    if text in ("War", "Revolution", "Treaty", "Conference", "Pact"):
        return True
    if is_roman(text):
        return False
    after_forename = before.kind == "initials" or before.text in forenames()
    if is_calendar(text) and text in forenames() and after_forename:
        return firm  # "Karl August von Hardenberg"
    if text in terms("institutions") or is_calendar(text) or text in terms("bodies"):
        return firm or not (text in terms("surname_institutions") or (cites and after_forename))
    if text in terms("demonyms"):
        return firm or not after_forename or not (text in terms("surname_demonyms") or text in forenames())
    listed = text in surnames() or text in mononyms() or text in forenames() or (closes and text in word_surnames())
    return firm and token.kind == "word" and words.is_common(text) and not (listed or cites)


def publisher_end(region: Region, i: int) -> int:
    """The token after a publisher that starts at ``i`` ("(London: Weidenfeld and Nicolson, 1991)"), or 0."""
    if not region.in_notes:
        return 0
    if region.word(i - 1) == "(":
        return _imprint_end(region, i)
    if region.word(i - 1) != ":":
        return 0
    place = region.token(i - 2)
    if place is None or not place.capital or not (is_place(place.text) or _in_bracket(region, i)):
        return 0
    for k in range(i, min(i + 12, len(region.tokens))):
        word = region.word(k)
        if word[:1].isdigit():
            return k if len(word) == 4 else 0
        if word in (";", "(", "‘", "“"):
            return 0
    return 0


def _imprint_end(region: Region, i: int) -> int:
    """The year of an imprint in brackets of which ``i`` is the first word ("(Lincoln: Bell, 1991)"), or 0."""
    colon = next((k for k in range(i + 1, i + _LONGEST_CITY) if region.word(k) == ":"), 0)
    cited = bool(region.authors) and i - 2 in region.titles
    if not colon and not cited:
        return 0
    for k in range(colon or i, min(i + _LONGEST_IMPRINT, len(region.tokens))):
        word = region.word(k)
        if word[:4].isdigit() and len(word) >= 4:
            return k
        if word in (")", "‘", "“"):
            return 0
    return 0


def _in_bracket(region: Region, i: int) -> bool:
    for k in range(i - 1, max(-1, i - 9), -1):
        if region.word(k) in ("(", ")"):
            return region.word(k) == "("
    return False
