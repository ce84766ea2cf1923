"""How a cell looks, in the terminal's own terms, and the shortest way from one look to another.

The numbers are those of ECMA-48, 8.3.117 (SGR), with the colours and the double underline of xterm; a link is that of
OSC 8 (gist egmontkob/eb114294efbcd5adb1944c9f3cb5feda).
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple


class UnknownSequenceError(ValueError):
    """Something in a frame that this room does not know; the frame must be sent as it is."""


class Style(NamedTuple):
    """One look. Two styles that look the same on every character are equal."""

    attributes: tuple[int, ...] = ()
    """Numbers that switch something on (1 bold, 4 underlined ...), in ascending order."""
    ink: str = ""
    """The numbers of a colour for the characters; empty: the terminal's own."""
    ground: str = ""
    """The numbers of a colour behind them; empty: the terminal's own."""
    link: str = ""
    """Parameters and address of a link, with the semicolon between them; empty: none."""


PLAIN = Style()

_OFF = {22: {1, 2}, 23: {3}, 24: {4, 21}, 25: {5, 6}, 27: {7}, 28: {8}, 29: {9}, 54: {51, 52}, 55: {53}}
"""What a number switches off."""
_ON = frozenset().union(*_OFF.values())
_SEEN_ON_BLANKS = {4, 5, 6, 7, 9, 21, 51, 52, 53}
"""What can be seen where nothing is written: lines, frames, and all that concerns the ground."""
_INK, _INK_OFF, _GROUND, _GROUND_OFF = 38, 39, 48, 49
_COLOUR_LENGTHS = {"2": 5, "5": 3}
"""How many numbers a colour has in all, by its second one: three shares, or a place in the palette."""


@lru_cache(maxsize=4096)
def after(style: Style, codes: str) -> Style:
    """``style`` as it is after an SGR sequence with these numbers. Raises UnknownSequenceError."""
    attributes, ink, ground = set(style.attributes), style.ink, style.ground
    numbers = codes.split(";")
    at = 0
    while at < len(numbers):
        try:
            number = int(numbers[at] or 0)
            taken = _COLOUR_LENGTHS[numbers[at + 1]] if number in (_INK, _GROUND) else 1
        except (ValueError, LookupError):
            raise UnknownSequenceError(codes) from None
        if number == 0:
            attributes, ink, ground = set(), "", ""
        elif number in _ON:
            attributes.add(number)
        elif number in _OFF:
            attributes -= _OFF[number]
        elif number in (_INK_OFF, _GROUND_OFF):
            ink, ground = (ink, "") if number == _GROUND_OFF else ("", ground)
        elif number == _INK or number in range(30, 38) or number in range(90, 98):
            ink = ";".join(numbers[at : at + taken])
        elif number == _GROUND or number in range(40, 48) or number in range(100, 108):
            ground = ";".join(numbers[at : at + taken])
        else:
            raise UnknownSequenceError(codes)
        at += taken
    return Style(tuple(sorted(attributes)), ink, ground, style.link)


@lru_cache(maxsize=1024)
def on_blank(style: Style) -> Style:
    """What is left of a style on a cell without a character."""
    if style.link or not _SEEN_ON_BLANKS.isdisjoint(style.attributes):
        return style
    return Style(ground=style.ground)


def is_erasable(style: Style) -> bool:
    """Whether an erased cell looks like a blank of this style, also where a terminal erases to its own ground."""
    return on_blank(style) == PLAIN


@lru_cache(maxsize=4096)
def change(before: Style, wanted: Style) -> str:
    """The shortest sequence that makes ``wanted`` of ``before``."""
    link = f"\x1b]8;{wanted.link or ';'}\x1b\\" if before.link != wanted.link else ""
    if before[:3] == wanted[:3]:
        return link
    if wanted[:3] == PLAIN[:3]:
        return f"\x1b[m{link}"
    full = [str(a) for a in wanted.attributes] + [c for c in (wanted.ink, wanted.ground) if c]
    if before[:3] != PLAIN[:3]:
        full.insert(0, "0")
    return f"\x1b[{min(';'.join(full), ';'.join(_steps(before, wanted)), key=len)}m{link}"


def _steps(before: Style, wanted: Style) -> list[str]:
    """Each difference by itself."""
    have, want = set(before.attributes), set(wanted.attributes)
    steps = []
    for off, attributes in _OFF.items():
        if have & attributes - want:
            steps.append(str(off))
            have -= attributes
    steps += [str(a) for a in sorted(want - have)]
    if before.ink != wanted.ink:
        steps.append(wanted.ink or str(_INK_OFF))
    if before.ground != wanted.ground:
        steps.append(wanted.ground or str(_GROUND_OFF))
    return steps
