"""The kinds of things that are indexed."""

from __future__ import annotations

from enum import StrEnum


class EntityKind(StrEnum):
    """What is indexed. Places, bodies and ideas are not."""

    PERSON = "person"
    EVENT = "event"
