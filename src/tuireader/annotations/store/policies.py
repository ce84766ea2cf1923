"""What becomes of versions that were written apart, on two machines that had not seen each other's: a row for each
table that wants more than that the later one prevails.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from tuireader.annotations.store.versions import Fields


@dataclass(frozen=True, slots=True)
class Policy:
    """How one table is merged. A deletion never prevails over a change that had not seen it."""

    own: bool = False
    """Each device has its own, and what others wrote does not count."""
    unite: Callable[[Sequence[Fields]], Fields] | None = None
    """What all of them hold together, from all of them, the one that prevails last."""
    copy: Callable[[Fields, str, str], Fields] | None = None
    """How one that does not prevail is shown beside the one that does: its fields, its own id, the id of the other."""
    beside: frozenset[str] = frozenset()
    """Fields that make no difference: versions that differ in nothing else are one text."""

    def is_same(self, one: Fields, other: Fields) -> bool:
        """Whether two versions say the same."""
        return self._said(one) == self._said(other)

    def _said(self, fields: Fields) -> Fields:
        return {name: value for name, value in fields.items() if name not in self.beside}


CONFLICT_TAG = "conflict-copy"
"""The tag by which the reader sees that a mark is the other version of one that was changed on two machines."""


def _conflict_copy(fields: Fields, name: str, of: str) -> Fields:
    """In the words of the codec, so that whatever shows or exports marks shows it."""
    body = fields.get("body", [])
    tag = {"type": "TextualBody", "purpose": "tagging", "value": CONFLICT_TAG}
    return {**fields, "id": name, "body": [*(body if isinstance(body, list) else [body]), tag], "conflict_of": of}


def _united(cards: Sequence[Fields]) -> Fields:
    """A card of the catalogue with the texts and the paths of all."""
    texts: dict[Any, None] = {}
    paths: dict[str, str] = {}
    for card in cards:
        for text in _as(list, card.get("texts")):
            if isinstance(text, str):
                texts.pop(text, None)
                texts[text] = None
        for path, when in _as(dict, card.get("paths")).items():
            paths[path] = max(str(when), paths.get(path, ""))
    return {**cards[-1], "texts": list(texts), "paths": paths}


def _as(kind: type, value: Any) -> Any:
    return value if isinstance(value, kind) else kind()


_LATER = Policy()
"""Where nothing is changed after it was made, as with corrections, two machines never differ: all that both made is
there, and what one took back is gone unless the other changed it.
"""
POLICIES = {
    "annotations": Policy(copy=_conflict_copy, beside=frozenset({"modified"})),
    "corrections": _LATER,
    "undo": Policy(own=True),
    "documents": Policy(unite=_united),
}


def policy_of(table: str) -> Policy:
    """The row for a table; where there is none, the later version prevails."""
    return POLICIES.get(table, _LATER)
