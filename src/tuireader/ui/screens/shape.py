"""The shape of the page by the size of the window."""

from __future__ import annotations

from textual.geometry import Size

WIDE, MEDIUM = 110, 80
"""Columns from which the margin stands beside the text, and from which it is a strip at the foot."""
SHORT = 20
"""Rows below which there is room for the text only."""
TOO_SMALL = Size(20, 6)
"""Columns and rows up to which nothing can be read."""
MARGIN_LEAST = 34
"""Cells that the margin keeps, whatever the measure."""


def is_too_small(size: Size) -> bool:
    """Whether a window can only say that it is too small."""
    return size.width <= TOO_SMALL.width or size.height <= TOO_SMALL.height


def shape_of(size: Size) -> str:
    """``wide``, ``medium``, ``narrow`` or ``small``."""
    if is_too_small(size):
        return "small"
    if size.width < MEDIUM or size.height < SHORT:
        return "narrow"
    return "wide" if size.width >= WIDE else "medium"
