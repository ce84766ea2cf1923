"""The history of a document's marks and of the corrections of its index, in one row: what was changed, so that it can
be taken back, also tomorrow and in another session.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tuireader.annotations.codec import from_dict, to_dict
from tuireader.annotations.correction_codec import correction_from_dict, correction_to_dict
from tuireader.annotations.model import Change
from tuireader.errors import StoreError
from tuireader.index.corrections import Amendment

if TYPE_CHECKING:
    from tuireader.annotations.store.tables import Database, NamedTable

KEPT = 200
"""Changes that can be taken back."""

Fields = dict[str, Any]
Step = Change | Amendment


@dataclass(frozen=True, slots=True)
class _Kept:
    """One kind of thing that can be changed, and how it is kept."""

    step: type[Step]
    table: str
    thing: str
    """What it is called in a sentence."""
    to_dict: Callable[[Any], Fields]
    from_dict: Callable[[Mapping[str, Any]], Any]


_KINDS = (
    _Kept(Change, "annotations", "mark", to_dict, from_dict),
    _Kept(Amendment, "corrections", "correction of the index", correction_to_dict, correction_from_dict),
)
"""The first is meant by the steps of former versions, which knew no other."""


def apply(database: Database, change: Step) -> None:
    """Save one change and record it.

    Raises StoreError where the store does not hold what the change was made on: another session has changed the mark
    since, and its words would be lost. A change that another session has made already is no change.
    """
    kind = next(kind for kind in _KINDS if isinstance(change, kind.step))
    with database.durable.transaction():
        kept, undo = database.named_table(kind.table), database.named_table("undo")
        before = kept.named(change.id)
        after = kind.to_dict(change.after) if change.after else None
        if not _is(kind, before, change.before):
            if _is(kind, before, change.after):
                return
            what = "deleted" if before is None else "changed"
            raise StoreError(
                f"Not saved: this {kind.thing} was {what} in another session; look at it as it is now, then change it "
                "again."
            )
        _put(kept, change.id, after)
        steps = _steps(undo)
        undone = [name for name, step in steps if step.get("undone")]
        done = [name for name, step in steps if not step.get("undone")]
        undo.drop(*undone, *done[: max(0, len(done) + 1 - KEPT)])
        number = int(steps[-1][0]) + 1 if steps else 1
        step = {"id": change.id, "before": before, "after": after, "undone": False}
        undo.put(f"{number:09}", step if kind is _KINDS[0] else {**step, "table": kind.table})


def undo(database: Database) -> Step | None:
    """Take back the last change; returns the change that was applied for it, or None."""
    return _step(database, undone=False)


def redo(database: Database) -> Step | None:
    """Apply again what was taken back last; returns it, or None."""
    return _step(database, undone=True)


def _step(database: Database, *, undone: bool) -> Step | None:
    """Turn the nearest step that still fits what is there; a step whose mark has become another since is dropped."""
    if database.durable.signature() is None:
        return None
    with database.durable.transaction():
        undo = database.named_table("undo")
        steps = [(name, step) for name, step in _steps(undo) if bool(step.get("undone")) == undone]
        for name, step in steps if undone else reversed(steps):
            kind = next((k for k in _KINDS if k.table == step.get("table", _KINDS[0].table)), None)
            if kind is None:
                continue  # of a later version, which can take it back
            kept, before, after = database.named_table(kind.table), step.get("before"), step.get("after")
            old, new = (before, after) if undone else (after, before)
            now = kept.named(step["id"])
            if now != old:
                undo.drop(name)
                continue
            _put(kept, step["id"], new)
            undo.put(name, {**step, "undone": not undone})
            return kind.step(kind.from_dict(old) if old else None, kind.from_dict(new) if new else None)
    return None


def _is(kind: _Kept, stored: Fields | None, thing: object) -> bool:
    """Whether what is stored is that thing; what cannot be read is nothing that a session can have seen."""
    if stored is None or thing is None:
        return stored is None and thing is None
    try:
        return bool(kind.from_dict(stored) == kind.from_dict(kind.to_dict(thing)))
    except ValueError:
        return False


def _put(kept: NamedTable, name: str, fields: Fields | None) -> None:
    if fields is None:
        kept.drop(name)
    else:
        kept.put(name, fields)


def _steps(undo: NamedTable) -> list[tuple[str, Mapping[str, Any]]]:
    """The steps that are well formed, by name, the oldest first; shared with the store, and so not to be changed."""
    steps = [
        (name, step)
        for name, step in undo.durable.table(undo.name).items()
        if name.isdigit() and isinstance(step.get("id"), str) and (step.get("before") or step.get("after"))
    ]
    return sorted(steps, key=lambda pair: int(pair[0]))
