"""The history of a document's marks: what was changed, so that it can be taken back, also tomorrow and in another
session.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tuireader.annotations.codec import from_dict, to_dict
from tuireader.annotations.model import Annotation, Change
from tuireader.errors import StoreError

if TYPE_CHECKING:
    from tuireader.annotations.store.tables import Database, NamedTable

KEPT = 200
"""Changes that can be taken back."""

Fields = dict[str, Any]


def apply(database: Database, change: Change) -> None:
    """Save one change and record it.

    Raises StoreError where the store does not hold what the change was made on: another session has changed the mark
    since, and its words would be lost. A change that another session has made already is no change.
    """
    with database.durable.transaction():
        marks, undo = database.named_table("annotations"), database.named_table("undo")
        before = marks.named(change.id)
        after = to_dict(change.after) if change.after else None
        if not _is(before, change.before):
            if _is(before, change.after):
                return
            what = "deleted" if before is None else "changed"
            raise StoreError(
                f"Not saved: this mark was {what} in another session; look at it as it is now, then change it again."
            )
        _put(marks, change.id, after)
        steps = _steps(undo)
        undone = [name for name, step in steps if step.get("undone")]
        done = [name for name, step in steps if not step.get("undone")]
        undo.drop(*undone, *done[: max(0, len(done) + 1 - KEPT)])
        number = int(steps[-1][0]) + 1 if steps else 1
        undo.put(f"{number:09}", {"id": change.id, "before": before, "after": after, "undone": False})


def undo(database: Database) -> Change | None:
    """Take back the last change; returns the change that was applied for it, or None."""
    return _step(database, undone=False)


def redo(database: Database) -> Change | None:
    """Apply again what was taken back last; returns it, or None."""
    return _step(database, undone=True)


def _step(database: Database, *, undone: bool) -> Change | None:
    """Turn the nearest step that still fits what is there; a step whose mark has become another since is dropped."""
    if database.durable.signature() is None:
        return None
    with database.durable.transaction():
        marks, undo = database.named_table("annotations"), database.named_table("undo")
        steps = [(name, step) for name, step in _steps(undo) if bool(step.get("undone")) == undone]
        for name, step in steps if undone else reversed(steps):
            before, after = step.get("before"), step.get("after")
            old, new = (before, after) if undone else (after, before)
            now = marks.named(step["id"])
            if now != old:
                undo.drop(name)
                continue
            _put(marks, step["id"], new)
            undo.put(name, {**step, "undone": not undone})
            return Change(from_dict(old) if old else None, from_dict(new) if new else None)
    return None


def _is(stored: Fields | None, annotation: Annotation | None) -> bool:
    """Whether what is stored is that annotation; what cannot be read is nothing that a session can have seen."""
    if stored is None or annotation is None:
        return stored is None and annotation is None
    try:
        return from_dict(stored) == from_dict(to_dict(annotation))
    except ValueError:
        return False


def _put(marks: NamedTable, name: str, fields: Fields | None) -> None:
    if fields is None:
        marks.drop(name)
    else:
        marks.put(name, fields)


def _steps(undo: NamedTable) -> list[tuple[str, Mapping[str, Any]]]:
    """The steps that are well formed, by name, the oldest first; shared with the store, and so not to be changed."""
    steps = [
        (name, step)
        for name, step in undo.durable.table(undo.name).items()
        if name.isdigit() and isinstance(step.get("id"), str) and (step.get("before") or step.get("after"))
    ]
    return sorted(steps, key=lambda pair: int(pair[0]))
