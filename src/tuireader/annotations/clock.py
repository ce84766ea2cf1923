"""The time as the reader's data carries it."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> str:
    """The time in ISO 8601, UTC, to the millisecond, ending in ``Z``: so written, times sort as text."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
