"""Where words and sentences begin and end, as a reader of prose counts them.

A sentence ends at a stop that is followed by space and does not belong to an abbreviation, an initial or an ellipsis in
running words; closing quotation marks and the markers of notes behind the stop still belong to it. When in doubt two
sentences stay one: a reader who selects too much can see it, half a sentence reads like a mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tuireader.text.clean import MARK_BLOCKS, is_mark
from tuireader.text.span import Span


def _set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


ALWAYS_FOLLOWED = _set(
    """
    mr mrs ms dr prof st ste mme mlle mm messrs gen col lt capt cpt sgt maj adm cdr rev hon sen gov pres rep hr fr
    frl e.g i.e eg cf viz vs c ca approx esp incl d.h z.b u.a bzw vgl sog p.ex ps
    """
)
"""Abbreviations that cannot end a sentence, because they lean on the word after them."""

BEFORE_NUMBERS = _set(
    """
    p pp vol vols no nos ch chs chap chaps fig figs art arts par paras para sec secs sect § §§ fol fols f ff bk bks
    pt pts col cols n nn l ll v vv r s bd bde nr t anm fn kap abb tab pl pls map doc docs app ser ms mss jan feb mar
    apr aug sept sep oct nov dec
    """
)
"""Abbreviations that do not end a sentence when a number follows: parts of books, months."""

SOMETIMES_LAST = _set(
    """
    etc al ibid ibidem ib id op loc cit ed eds edn trans tr repr rev co inc ltd corp bros jr sr esq ebd ders dies
    hrsg a.m p.m b.c a.d b.c.e c.e u.s u.k u.s.s.r u.n ph.d mt ft dept univ assn bur
    """
)
"""Abbreviations that end a sentence only when the next word is one that sentences begin with."""

OPENERS = _set(
    """
    the a an this that these those he she it we they i you his her its their our my there here then thus so yet but
    and or nor for in on at by from to with of as if when while where although though after before since until
    during because however moreover nevertheless both each every some many most few all no not only even what who
    why how which whether once now one another such like unlike despite under over between among against der die das
    ein eine er sie es wir und aber le la les un une il elle ils mais et el los en
    """
)
"""Words that open a sentence but no surname, title or place: a capital on one of them speaks for a new sentence."""

_MARKER = (
    r"(?:[ \u00a0]?\[(?:\d{1,3}|\^[^\]\s]{1,40}|[a-z]|[*†‡§]{1,3}|note\s\d{1,3}|N\s\d{1,3})\]"
    r"|[ \u00a0]?[⁰¹²³⁴-⁹]+|[†‡*]{1,3}|(?<=[^\W\d_][.!?'\"’”»)])\d{1,3}(?!\d))"
)
_CLOSERS = r"[)\]}\"'”’»›*_]*"
_MARKER_LETTERS = re.compile(r"\s*\[\^?|\s*[⁰¹²³⁴-⁹]")
_GERMAN_MONTHS = re.compile(r"(?:Jän|Jan|Feb|März|April|Mai|Juni|Juli|Aug|Sept|Okt|Nov|Dez)")


def words(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the words of ``text[start:end]`` in order.

    Apostrophes and hyphens inside a word belong to it, and the point in "3.5"; each Han character and each hiragana
    counts as a word, for those scripts write no spaces.
    """
    for found in _word().finditer(text, start, end):
        yield Span(found.start(), found.end())


def word_at(text: str, offset: int) -> Span:
    """Return the word that holds ``offset`` or ends there; elsewhere an empty span at ``offset``.

    Raises ValueError if ``offset`` is outside the text.
    """
    if not 0 <= offset <= len(text):
        raise ValueError(f"no such offset in the text: {offset}")
    before = Span(offset, offset)
    for word in words(text, *_unspaced(text, offset)):
        if word.contains(offset):
            return word
        if word.end == offset:
            before = word
    return before


def sentences(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Return the sentences of the block ``text[start:end]``, in order; they cover all of it but white space."""
    found: list[Span] = []
    begin = _skip_space(text, start, end)
    for stop in _stop().finditer(text, start, end):
        if stop.start() < begin or not _ends_here(text, begin, end, stop):
            continue
        found.append(Span(begin, stop.end()))
        begin = _skip_space(text, stop.end(), end)
    if begin < end:
        found.append(Span(begin, begin + len(text[begin:end].rstrip())))
    return tuple(found)


@cache
def _word() -> re.Pattern[str]:
    points = (chr(n) for first, last in MARK_BLOCKS for n in range(first, min(last, 0xFFFF) + 1))
    marks = "".join(c for c in points if is_mark(c))
    letter = r"[^\W\u3041-\u309f\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
    letters = rf"{letter}(?:{letter}|[{marks}\xad])*"
    joined = rf"(?:['’ʼ‐‑-](?={letter})|(?<=\d)[.,:](?=\d))"
    return re.compile(rf"{letters}(?:{joined}{letters})*|\w[{marks}]*")


@cache
def _stop() -> re.Pattern[str]:
    latin = rf"[.!?…](?:[ \u00a0]?[.!?…])*{_CLOSERS}(?P<markers>{_MARKER}*){_CLOSERS}"
    return re.compile(rf"(?P<full>[。！？｡]+[」』）”’〕】]*{_MARKER}*)|{latin}")


def _unspaced(text: str, offset: int, reach: int = 200) -> tuple[int, int]:
    """The stretch without white space around ``offset``, at most ``reach`` code points to each side."""
    start = end = offset
    while start > max(0, offset - reach) and not text[start - 1].isspace():
        start -= 1
    while end < min(len(text), offset + reach) and not text[end].isspace():
        end += 1
    return start, end


def _skip_space(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _ends_here(text: str, begin: int, end: int, stop: re.Match[str]) -> bool:
    if stop["full"] or stop.end() >= end:
        return True
    marked = bool(stop["markers"])
    if not text[stop.end()].isspace() and not (marked and text[stop.end()].isupper()):
        return False
    follows = _FOLLOWS.match(text, stop.end(), end)
    after = follows["word"] if follows else ""
    if after[:1].islower():
        return False
    signs = stop.group()
    if signs.startswith(("...", "…")) and text[max(0, stop.start() - 1)] == "[":
        return False
    if marked or signs[0] != "." or signs.startswith(("..", ". .")):
        return True
    return not _is_abbreviation(text, begin, stop.start(), after)


_FOLLOWS = re.compile(r"[\s\"'“‘„«‹(\[{¿¡–—*_-]*(?P<word>[^\W_]*)")
_LAST_TOKEN = re.compile(r"[^\s\"'“‘„«(\[—–]*\Z")


def _is_abbreviation(text: str, begin: int, stop: int, after: str) -> bool:
    """Whether the full stop at ``stop`` shortens the word before it, given the word ``after`` it."""
    near = max(begin, stop - 40)
    found = _LAST_TOKEN.search(text, near, stop)
    token = found.group().strip("*_") if found else ""
    plain = token.casefold()
    opens = after.casefold() in OPENERS and after != "I" and (len(after) > 1 or after == "A")
    if (token if len(token) == 1 else plain) in ALWAYS_FOLLOWED:  # "c. 1500", but "vitamin C."
        return True
    if plain in BEFORE_NUMBERS and (after[:1].isdigit() or _is_roman(after)):
        return True
    if plain.isdigit():
        first = not text[begin : stop - len(token)].strip(" ([*_")
        return (first and len(token) <= 3) or (len(token) <= 2 and bool(_GERMAN_MONTHS.match(after)))
    if plain in SOMETIMES_LAST or (len(token) > 1 and "." in token and all(len(p) == 1 for p in token.split("."))):
        return not opens
    if len(token) == 1 and token.isupper():
        return not opens and not _is_regnal(text, near, stop)
    return "-" in token and len(token.rpartition("-")[2]) == 1 and token[-1].isupper() and not opens


def _is_regnal(text: str, near: int, stop: int) -> bool:
    """Whether the capital before ``stop`` is a number, and the next word no surname: "World War I.", "Henry V."."""
    before = text[near : stop - 1].split()
    return text[stop - 1] in "IVX" and bool(before) and before[-1][:1].isupper() and not before[-1].endswith(".")


def _is_roman(word: str) -> bool:
    return bool(word) and all(c in "IVXLCDM" for c in word)
