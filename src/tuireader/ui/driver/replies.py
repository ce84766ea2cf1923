"""What the terminal answers about its left and right margins, heard while Textual reads the keys.

Textual asks no such question and gives no notice of the answer (its parser reads it and drops it), so this room looks
at what comes in on its way to that parser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from textual._xterm_parser import XTermParser  # private; tests/ui/driver/test_terminal_driver.py guards it
from textual.message import Message

ASK_MARGINS = "\x1b[?69$p"
"""DECRQM: is there a mode 69, DECLRMM?"""

_ANSWER = re.compile(r"\x1b\[\?69;(\d)\$y")
_LONGEST = 10


def listening(heard: Callable[[bool], None]) -> Callable[[bool], XTermParser]:
    """What makes a parser that also calls ``heard`` with whether the terminal has margins."""

    class Listening(XTermParser):
        _last = ""

        def feed(self, data: str) -> Iterable[Message]:
            if found := _ANSWER.search(self._last + data):
                heard(found[1] in "123")  # set, reset, set for good; 0 and 4 are no
                self._last = ""
            else:
                self._last = (self._last + data)[-_LONGEST:]
            return super().feed(data)

    return Listening
