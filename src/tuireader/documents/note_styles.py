"""The ways in which essays write a list of notes and the marks that call them: one row each.

Rooms that look for entries and rooms that look for markers read the same rows, so adding a style is adding a row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_FROM_SUPERSCRIPT = str.maketrans(SUPERSCRIPTS, "0123456789")


@dataclass(frozen=True, slots=True)
class MarkerForm:
    """One way to write the mark in the body. ``pattern`` has a group ``label``; the whole match is the mark."""

    name: str
    pattern: str
    shy: bool = False
    """Whether the form is too common in prose to be believed without a list of notes that proves it."""


@dataclass(frozen=True, slots=True)
class NoteStyle:
    """One way to write an entry in the list of notes.

    ``entry`` matches at the start of a line, has a group ``label``, and ends where the words of the note begin.
    """

    name: str
    entry: str
    forms: tuple[str, ...]
    """Names of the marker forms that go with the list, the likeliest first."""
    proves_itself: bool = False
    """Whether a single such line is a note, with nothing else to vouch for it."""


_BRACKETED = r"\d{1,12}(?:\s{0,2}[,;–-]\s{0,2}\d{1,4}){0,12}|\*{1,3}|[†‡§‖¶]{1,2}|[a-z]|(?:note|nb|n) ?\d{1,3}"

_NO_SIGN = (
    r"(?<!\bp\. )(?<!\bpp\. )(?<!\bno\. )(?<!\bNo\. )(?<!\bvol\. )(?<!\bVol\. )(?<!\bNr\. )(?<!\bS\. )(?<!\bBd\. )"
    r"(?<!\bch\. )(?<!\bca\. )(?<!\bc\. )(?<!\bArt\. )(?<!\bFig\. )(?<!\b[JFMASOND][a-z][a-z]\. )"
)
"""No sign of a page, a volume or a day stands before the number."""

FORMS: tuple[MarkerForm, ...] = (
    MarkerForm("caret in brackets", r"\[\^(?P<label>[^\]\s\[]{1,60})\](?!:)"),
    MarkerForm("brackets", rf"\[(?P<label>{_BRACKETED})\](?!\()"),
    MarkerForm("superscript", rf"(?P<label>[{SUPERSCRIPTS}]{{1,4}})"),
    MarkerForm("caret", r"(?<=[^\s\d\[])\^\{?(?P<label>\d{1,3})\}?(?!\d)"),
    MarkerForm("word in brackets", r"\[(?:Footnote|Note|Fußnote) (?P<label>\d{1,4}|[A-Z*])\](?!:)", shy=True),
    MarkerForm("parentheses", r"(?:(?<=\S)|(?<=\S[ \u00a0\n]))\((?P<label>\d{1,3})\)", shy=True),
    MarkerForm("half bracket", r"(?<=[^\s\d(.,–-])(?P<label>\d{1,3})\)", shy=True),
    MarkerForm(
        "glued digits",
        r"(?<=[^\W\d_])(?P<label>\d{1,3})(?=[\s.,;:!?)’”“\"»]|$)"
        r"|(?<=[%°])(?P<label7>\d{1,3})(?=[\s.,;:!?)]|$)"
        r"|(?<=[^\W\d_][.,;:!?)’”“\"'»])(?P<label2>\d{1,3})(?=[\s)]|$)"
        r"|(?<=[.,;:!?][’”“\"'»)])(?P<label3>\d{1,3})(?=[\s)]|$)"
        r"|(?<=[’”“\"'»)][.,;:!?])(?P<label4>\d{1,3})(?=[\s)]|$)"
        r"|(?<=[»”])(?P<label6>\d{1,3})(?=[\s.,;:)!?]|$)"
        r"|(?<=\b\d{4}[.,;])(?P<label5>\d{1,3})(?=[\s)]|$)",
        shy=True,
    ),
    MarkerForm(
        "digits apart",
        r" (?=\d{1,3}(?:\s|$))"
        r"(?:(?<=[^\W\d_][.!?] )|(?<=\b\d{4}[.!?] )|(?<=[.!?][’”\"')\]] )|(?<=[’”\"')\]][.,;:!?] ))"
        rf"{_NO_SIGN}(?P<label>\d{{1,3}})",
        shy=True,
    ),
    MarkerForm(
        "digits behind words",
        r" (?=\d{1,3}(?:[.,;:)]?\s|$))(?:(?<=[^\W\d_] )|(?<=[^\W\d_][.,;:!?] )|(?<=\b\d{4} )|(?<=\b\d{4}[.,;] )"
        rf"|(?<=[…’”\"')\]] )|(?<=[…’”\"')\]][.,;:!?] )){_NO_SIGN}(?P<label>\d{{1,3}})",
        shy=True,
    ),
    MarkerForm("sign", r"(?<=[^\s*])(?P<label>\*{1,3}|[†‡§‖¶]{1,2})(?!\w)", shy=True),
)

_GAP = r"[ \t\u00a0]*"

STYLES: tuple[NoteStyle, ...] = (
    NoteStyle("markdown", rf" {{0,3}}\[\^(?P<label>[^\]\s]{{1,60}})\]:{_GAP}", ("caret in brackets",), True),
    NoteStyle(
        "footnote in brackets",
        rf" {{0,3}}\[(?:Footnote|Fußnote) (?P<label>\d{{1,4}}|[A-Z*]):{_GAP}",
        ("brackets", "word in brackets"),
        True,
    ),
    NoteStyle("caret list", rf"[ \t]{{0,8}}(?P<label>\d{{1,6}})\. ?[\^↑]{_GAP}", ("brackets", "superscript"), True),
    NoteStyle(
        "links back",
        rf"[ \t]{{0,8}}(?:Jump up\s?)?[\^↑](?P<label>)(?![\d\s]*\d\.?\s|\{{){_GAP}(?=\S)",
        ("brackets", "superscript"),
    ),
    NoteStyle(
        "brackets",
        rf" {{0,3}}\[(?P<label>\d{{1,6}}|\*{{1,3}}|[†‡§‖¶]{{1,2}}|[a-z])\][.:]?{_GAP}",
        ("brackets", "superscript", "caret", "glued digits"),
    ),
    NoteStyle(
        "superscript",
        rf" {{0,3}}(?P<label>[{SUPERSCRIPTS}]{{1,4}}){_GAP}",
        ("superscript", "brackets", "caret", "glued digits"),
    ),
    NoteStyle("caret", rf" {{0,3}}\^(?P<label>\d{{1,3}})\.?{_GAP}", ("caret", "superscript", "brackets")),
    NoteStyle("parentheses", rf" {{0,3}}\((?P<label>\d{{1,3}})\){_GAP}", ("parentheses", "superscript", "brackets")),
    NoteStyle(
        "half bracket",
        r" {0,3}(?P<label>\d{1,3})\)[ \t\u00a0]+",
        ("half bracket", "superscript", "brackets", "parentheses"),
    ),
    NoteStyle(
        "numbered",
        r"[ \t]{0,4}(?P<label>\d{1,3})(?:[.:][ \t\u00a0]*(?=[^\s\d])|[.:]?[ \t\u00a0]+(?=\S))",
        ("superscript", "brackets", "caret", "parentheses", "glued digits"),
    ),
    NoteStyle(
        "page foot",
        r"[ \t]{0,4}(?P<label>\d{1,3})(?:[ \t\u00a0]+(?=\S)|[ \t\u00a0]*$)",
        ("digits apart", "glued digits", "digits behind words"),
    ),
    NoteStyle("sign", rf" {{0,3}}(?P<label>\*{{1,3}}|[†‡§‖¶]{{1,2}})(?!\*){_GAP}(?=[^\s*])", ("sign", "brackets")),
)

_FIRST_CHARACTERS = frozenset("J[^(*†‡§‖¶↑0123456789" + SUPERSCRIPTS)


def plain_label(label: str) -> str:
    """The label in ordinary digits: ``12`` for ``¹²``."""
    return label if label.isascii() else label.translate(_FROM_SUPERSCRIPT)


@cache
def style(name: str) -> NoteStyle:
    """The row with that name; KeyError when there is none."""
    return {row.name: row for row in STYLES}[name]


@cache
def form(name: str) -> MarkerForm:
    """The row of the marker forms with that name; KeyError when there is none."""
    return {row.name: row for row in FORMS}[name]


@cache
def entry_pattern(name: str) -> re.Pattern[str]:
    """The compiled start of an entry of the named style."""
    return re.compile(style(name).entry)


@cache
def marker_pattern(name: str) -> re.Pattern[str]:
    """The compiled marker of the named form."""
    return re.compile(form(name).pattern, re.MULTILINE)


@cache
def _styles_by_first(character: str) -> tuple[str, ...]:
    kinds = {
        "[": ("markdown", "footnote in brackets", "brackets"),
        "^": ("caret", "links back"),
        "↑": ("links back",),
        "J": ("links back",),
        "(": ("parentheses",),
        "*": ("sign",),
        **dict.fromkeys("†‡§‖¶", ("sign",)),
    }
    if character in SUPERSCRIPTS:
        return ("superscript",)
    return kinds.get(character, ("caret list", "half bracket", "numbered"))


def match_entry(line: str) -> tuple[str, str, int] | None:
    """Whether a line could begin a note: the style's name, the plain label, and where in the line the words begin."""
    first = line.lstrip(" \t")[:1]
    if not first or first not in _FIRST_CHARACTERS:
        return None
    for name in _styles_by_first(first):
        found = entry_pattern(name).match(line)
        if found:
            return name, plain_label(found["label"]), found.end()
    return None


def marker_label(found: re.Match[str]) -> str:
    """The plain label of a match of a marker form, which has one group that matched."""
    return plain_label(found[found.lastgroup]) if found.lastgroup else ""
