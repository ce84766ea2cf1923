"""Times from elsewhere, as they are kept here."""

from __future__ import annotations

from datetime import UTC, datetime


def in_utc(written: str) -> str:
    """An ISO 8601 time in UTC to the millisecond, ending in ``Z``; one without a zone is taken for UTC, and what is no
    time is empty.
    """
    try:
        given = datetime.fromisoformat(written)
        given = given if given.tzinfo else given.replace(tzinfo=UTC)
        return given.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    except (ValueError, OverflowError):
        return ""
