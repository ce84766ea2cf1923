"""``tuireader annotations``: the reader's marks, each with where it is now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from tuireader.cli import output
from tuireader.cli.session import Session, as_json, common, pass_session, path_argument
from tuireader.export.words import quote_of, shown_quote
from tuireader.reading import Mark, Reading


@click.command("annotations", short_help="Your marks, and where each is now.")
@path_argument
@as_json
@common
@pass_session
def command(session: Session, *, path: str, json: bool) -> int:
    """Your marks on PATH in reading order, each with where it is now; those whose words are gone come last."""
    reading = session.open(path)
    if json:
        output.json(annotations=[as_fields(mark, reading) for mark in reading.marks])
    elif reading.marks:
        output.shown("\n".join(line for mark in reading.marks for line in _in_words(mark, reading)))
    else:
        output.say("No marks yet.")
    return 0


def as_fields(mark: Mark, reading: Reading) -> dict[str, Any]:
    """A mark in the words of the commands' JSON. An orphan has no place, only a hint."""
    annotation, anchor = mark
    fields: dict[str, Any] = {
        "id": annotation.id,
        "label": annotation.label,
        "note": annotation.body,
        "tags": list(annotation.tags),
        "done": annotation.done,
        "quote": quote_of(mark, reading),
        "status": anchor.status.value,
        "start": anchor.span.start if anchor.span else None,
        "end": anchor.span.end if anchor.span else None,
        "score": round(anchor.score, 4),
        "created": annotation.created,
        "modified": annotation.modified,
    }
    return fields if anchor.span else {**fields, "hint": anchor.hint}


def _in_words(mark: Mark, reading: Reading) -> Iterator[str]:
    annotation, anchor = mark
    where = reading.locator(anchor.span.start) if anchor.span else ""
    done = "done" if annotation.done else ""
    yield "  ".join(filter(None, (annotation.id, anchor.status.value, annotation.label, done, where)))
    yield f"    “{' '.join(shown_quote(mark, reading).split())}”"
    for line in annotation.body.splitlines():
        yield f"    {line}"
    if annotation.tags:
        yield f"    {' '.join(f'#{tag}' for tag in annotation.tags)}"
