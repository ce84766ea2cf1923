"""What all dialogs share: no keys of Textual's own, and nothing drawn in a window that is too small."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.screen import ModalScreen

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer]):
    """A window over the page that gives back one value."""

    BINDINGS: ClassVar = []
    HORIZONTAL_BREAKPOINTS = [(0, "-slim"), (21, "-roomy")]  # noqa: RUF012 - Textual declares it so
    VERTICAL_BREAKPOINTS = [(0, "-low"), (7, "-tall")]  # noqa: RUF012
