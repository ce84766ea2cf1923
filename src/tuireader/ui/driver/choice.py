"""Which driver sends the screen to the terminal."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.driver import Driver


def driver_class(name: str) -> type[Driver] | None:
    """The driver of a setting; None leaves the choice to Textual: for ``plain``, on Windows, where it is told to."""
    if name == "plain" or sys.platform == "win32" or os.environ.get("TEXTUAL_DRIVER"):
        return None
    from tuireader.ui.driver.terminal import ChangesDriver  # stands on a driver that only some platforms have

    return ChangesDriver
