"""How each role is drawn: a colour of the theme, and a shape that tells it from the others without any colour.

A table and not style-sheet classes: Textual makes a node of its tree for each component class and styles it at every
change of class, which cost a third of the time to the first page.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from rich.color import Color as RichColour
from rich.style import Style
from textual.color import Color

LOOKS: dict[str, tuple[str, str]] = {
    # the page, by layout.roles.Role
    "ink": ("page-ink", ""),
    "gutter": ("page-key", "bold"),
    "quiet": ("page-rule", ""),
    "title": ("page-heading", "bold underline"),
    "heading": ("page-heading", "bold"),
    "quotation": ("", ""),
    "code": ("page-marker", ""),
    "apparatus": ("page-rule", ""),
    "stressed": ("", "italic"),
    "strong": ("", "bold"),
    "link": ("", "underline"),
    "marker": ("page-marker", ""),
    "doubtful-marker": ("page-doubt", "italic"),
    "missing-marker": ("page-missing", "italic"),
    "mark-key": ("page-key", "bold"),
    "mark-question": ("page-question", "underline"),
    "mark-evidence": ("page-evidence", "reverse"),
    "mark-style": ("page-style", "italic"),
    "mark-todo": ("page-todo", "bold underline"),
    "commented": ("", ""),
    "unconfirmed": ("", "italic underline"),
    "mention": ("page-mention", "underline"),
    "found": ("", "underline"),
    "found-here": ("", "reverse"),
    "sentence": ("", "underline"),
    "selected": ("", "reverse"),
    # the margin, by ui.margin_text.Part
    "label": ("page-marker", ""),
    "own": ("page-ink", ""),
    "inherited": ("page-rule", ""),
    "locator": ("page-ink", "bold"),
    "doubt": ("page-doubt", "italic"),
    "missing": ("page-rule", "italic"),
    "remark": ("page-key", ""),
    "tag": ("page-question", ""),
    # the lines at head and foot
    "warning": ("page-missing", "bold"),
}
"""Name of a role to a variable of the theme (empty: as what is below) and the words of a shape."""

GROUND, QUIET = "page-ground", "page-rule"


class Looks:
    """The table in the colours of one theme."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        ground = _colour(variables[GROUND])
        self._ground = Style(bgcolor=ground)
        self._styles = {
            name: Style.parse(shape or "none") + Style(color=_colour(variables[colour]) if colour else None)
            for name, (colour, shape) in LOOKS.items()
        }
        if variables[QUIET] == "ansi_default":  # no grey is readable on every terminal's own ground; dim is
            for name, (colour, _) in LOOKS.items():
                if colour == QUIET:
                    self._styles[name] += Style(dim=True)
        self._combined: dict[tuple[str, ...], Style] = {}

    def of(self, *names: str) -> Style:
        """The style of words that play several roles, later ones over earlier ones, on the ground of the page."""
        if names not in self._combined:
            self._combined[names] = sum((self._styles[n] for n in names), self._ground + self._styles["ink"])
        return self._combined[names]


@lru_cache(maxsize=64)
def _colour(written: str) -> RichColour:
    return Color.parse(written).rich_color
