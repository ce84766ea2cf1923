"""``tuireader import``: W3C annotations from elsewhere become marks."""

from __future__ import annotations

import json as jsonlib
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import click

from tuireader.annotations.codec import from_dict, with_our_tags
from tuireader.annotations.model import Annotation, Change
from tuireader.annotations.review import to_review
from tuireader.cli import output
from tuireader.cli.session import Session, as_json, common, pass_session, path_argument
from tuireader.errors import NoSuchFile, UnreadableInput
from tuireader.library import now
from tuireader.reading import Reading
from tuireader.text.clean import clean_line


@click.command("import", short_help="Take W3C annotations in.")
@path_argument
@click.argument("file", type=click.Path(readable=False))
@as_json
@common
@pass_session
def command(session: Session, *, path: str, file: str, json: bool) -> int:
    """Take the W3C annotations of FILE in as marks on PATH; FILE may be - for standard input.

    An annotation whose id is known is updated, never doubled. One whose words are not in the text is kept and listed;
    one whose words stand there, but not all that stood around them, is flagged until you confirm it.
    """
    incoming = _annotations(file)
    reading = session.open(path)
    counts = {"added": 0, "updated": 0, "unchanged": 0}
    changes = []
    for annotation in incoming:
        change = _change(reading, annotation)
        counts["unchanged" if change.before == change.after else "updated" if change.before else "added"] += 1
        if change.before != change.after:
            changes.append(change)
    if changes:
        reading = reading.apply(*changes)
        session.library.save(reading, *changes)  # all of them or none
    taken = {annotation.id for annotation in incoming}
    unplaced = [mark for mark in (*reading.orphans, *reading.lost_links) if mark.annotation.id in taken]
    for annotation, _ in unplaced:
        quote = annotation.target.quote
        words = f"“{' '.join(quote.exact.split())}”" if quote and quote.exact.strip() else "it quotes no words"
        output.say(f"Kept, but without a place in the text: {annotation.id} ({words}).")
    doubtful = [m.annotation.id for m in reading.marks if m.annotation.id in taken and to_review(*m) and m.span]
    if json:
        output.json(**counts, unplaced=[mark.annotation.id for mark in unplaced], doubtful=doubtful)
    else:
        said = "{added} new, {updated} changed, {unchanged} as before".format(**counts)
        said += f"; {len(doubtful)} to be confirmed" if doubtful else ""
        output.say(f"{said}; {len(unplaced)} without a place.")
    return 0


def _change(reading: Reading, incoming: Annotation) -> Change:
    """What taking ``incoming`` in means: times filled in, the text named where it is surely this one."""
    known = reading.mark(incoming.id)
    before = known.annotation if known else None
    created = incoming.created or (before.created if before else now())
    modified = incoming.modified or (before.modified if before else created)
    after = with_our_tags(replace(incoming, created=created, modified=modified))
    if before is not None and after.place is None and after.target == before.target:
        after = replace(after, place=before.place)  # other programs do not know of it
    if not after.target.revision and _made_on(reading.document.text, after):
        after = replace(after, target=replace(after.target, revision=reading.document.revision))
    return Change(before, after)


def _made_on(text: str, annotation: Annotation) -> bool:
    """Whether position, quote and the words around it all agree with ``text``: then it is the text that was marked."""
    quote, position = annotation.target.quote, annotation.target.position
    if quote is None or position is None or not quote.exact:
        return False
    return (
        text[position.start : position.end] == quote.exact
        and text[: position.start].endswith(quote.prefix)
        and text.startswith(quote.suffix, position.end)
    )


def _annotations(file: str) -> tuple[Annotation, ...]:
    """Every annotation of the file, or none of them. Raises NoSuchFile and UnreadableInput."""
    name = clean_line("standard input" if file == "-" else file)
    data = _load(file, name)
    taken: dict[str, Annotation] = {}
    for number, item in enumerate(_items(data, name), 1):
        try:
            annotation = from_dict(item)
        except (ValueError, TypeError, AttributeError) as error:
            raise UnreadableInput(f"{name}, annotation {number}: {error} Nothing was taken in.") from error
        taken[annotation.id] = annotation  # the last word on an id counts
    return tuple(taken.values())


def _load(file: str, name: str) -> Any:
    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except FileNotFoundError:
        raise NoSuchFile(f"{name} does not exist; check the path.") from None
    except OSError as error:
        raise UnreadableInput(f"{name} cannot be read: {error.strerror}.") from error
    try:
        data = jsonlib.loads(raw.decode("utf-8-sig"), parse_constant=_no_number)
        jsonlib.dumps(data, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        raise UnreadableInput(f"{name} holds half a character (a lone surrogate), which no text can hold.") from None
    except (ValueError, RecursionError):
        raise UnreadableInput(f"{name} is not JSON; import reads W3C annotations in JSON-LD.") from None
    return data


def _no_number(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number in JSON")


def _items(data: Any, name: str) -> Iterator[Mapping[str, Any]]:
    """The annotations in one of the forms that W3C knows: one, a list, a page, a collection with its page inside."""
    if isinstance(data, list):
        for item in data:
            yield from _items(item, name)
        return
    kinds = data.get("type", data.get("@type")) if isinstance(data, Mapping) else None
    kinds = kinds if isinstance(kinds, list) else [kinds]
    if isinstance(data, Mapping) and "Annotation" in kinds:
        yield data
    elif isinstance(data, Mapping) and "AnnotationPage" in kinds and isinstance(data.get("items"), list):
        yield from _items(data["items"], name)
    elif isinstance(data, Mapping) and "AnnotationCollection" in kinds and isinstance(data.get("first"), Mapping):
        yield from _items(data["first"], name)
    else:
        raise UnreadableInput(f"{name} holds something that is not a W3C annotation; nothing was taken in.")
