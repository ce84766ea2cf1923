"""How roles look. A theme is a row: its colours as variables of the style sheet; bold and underline are the sheet's.

The default takes the terminal's own colours and background: it suits every terminal, and sends the fewest bytes.
"""

from __future__ import annotations

from textual.theme import Theme

PAGE_DEFAULTS = {
    "page-ground": "ansi_default",
    "page-ink": "ansi_default",
    "page-heading": "ansi_default",
    "page-marker": "ansi_cyan",
    "page-doubt": "ansi_yellow",
    "page-missing": "ansi_red",
    "page-key": "ansi_yellow",
    "page-question": "ansi_cyan",
    "page-evidence": "ansi_green",
    "page-style": "ansi_red",
    "page-todo": "ansi_magenta",
    "page-mention": "ansi_green",
    "page-head-ground": "ansi_default",
    "page-head-ink": "ansi_default",
    "page-rule": "ansi_default",
}
"""Every variable that the style sheet uses, so that it is valid under any theme, also one that is not ours."""

_TERMINAL = {
    "ansi-background": "ansi_default",
    "ansi-foreground": "ansi_default",
    "border-blurred": "ansi_default",
    "block-cursor-foreground": "ansi_default",
    "block-cursor-background": "ansi_default",
    "input-cursor-background": "ansi_default",
    "input-cursor-foreground": "ansi_default",
    "input-cursor-text-style": "reverse",
    "input-selection-background": "ansi_default",
    "input-selection-foreground": "ansi_default",
}
"""What Textual wants to know of a theme in the terminal's own colours."""

THEMES = (
    Theme(
        name="terminal",
        ansi=True,
        primary="ansi_blue",
        secondary="ansi_cyan",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        warning="ansi_yellow",
        error="ansi_red",
        success="ansi_green",
        accent="ansi_green",
        variables=PAGE_DEFAULTS | _TERMINAL,
    ),
    Theme(
        name="night",
        primary="#8ab4d8",
        secondary="#a9c38a",
        foreground="#dcd8cf",
        background="#191b1f",
        surface="#202329",
        panel="#2a2e35",
        dark=True,
        variables={
            "page-ground": "#191b1f",
            "page-ink": "#dcd8cf",
            "page-heading": "#f2ead8",
            "page-marker": "#7fb7de",
            "page-doubt": "#e5b567",
            "page-missing": "#f0937e",
            "page-key": "#e6b34a",
            "page-question": "#6fbfe8",
            "page-evidence": "#4fc79f",
            "page-style": "#ef8a5a",
            "page-todo": "#dd9cc0",
            "page-mention": "#9ccf8f",
            "page-head-ground": "#2a2e35",
            "page-head-ink": "#dcd8cf",
            "page-rule": "#8a8f98",
        },
    ),
    Theme(
        name="paper",
        primary="#1d5c86",
        secondary="#45663a",
        foreground="#26231f",
        background="#f6f2e8",
        surface="#efe9db",
        panel="#e5decd",
        dark=False,
        variables={
            "page-ground": "#f6f2e8",
            "page-ink": "#26231f",
            "page-heading": "#161310",
            "page-marker": "#135a86",
            "page-doubt": "#7a5200",
            "page-missing": "#a32a14",
            "page-key": "#7d5a00",
            "page-question": "#0d5c8f",
            "page-evidence": "#0a6147",
            "page-style": "#9c3d00",
            "page-todo": "#8a2f63",
            "page-mention": "#2f6127",
            "page-head-ground": "#e5decd",
            "page-head-ink": "#26231f",
            "page-rule": "#6b6558",
        },
    ),
)
NAMES = tuple(theme.name for theme in THEMES)
