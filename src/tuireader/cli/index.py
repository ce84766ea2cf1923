"""``tuireader index``: the people and events of a text, and where each is named."""

from __future__ import annotations

from collections.abc import Iterator

import click

from tuireader.annotations.store.layout import Layout
from tuireader.cli import output
from tuireader.cli.session import Session, as_json, common, pass_session, path_argument
from tuireader.errors import StoreError
from tuireader.index.kinds import EntityKind
from tuireader.index.model import Entity
from tuireader.library import Library
from tuireader.reading import Reading


@click.command("index", short_help="The index of people and events.")
@path_argument
@click.option("--kind", type=click.Choice([kind.value for kind in EntityKind]), help="Only people, or only events.")
@click.option(
    "--format", "form", type=click.Choice(["md", "csv", "json"]), help="As in a book, as a table, or every mention."
)
@click.option("--timeline", is_flag=True, help="The events in order of their dates, as Markdown.")
@click.option("--by-rules", is_flag=True, help="Without what you corrected.")
@as_json
@common
@pass_session
def command(
    session: Session, *, path: str, kind: str | None, form: str | None, timeline: bool, by_rules: bool, json: bool
) -> int:
    """The index of people and events, as you corrected it. PATH may be - for standard input."""
    form = "json" if json else form
    if timeline and (form or kind):
        raise click.UsageError("A timeline is of events and in Markdown: --timeline goes without --format and --kind.")
    reading = Library().index(session.read(path), session.settings.opinion)
    if not by_rules:
        reading = _corrected(session, reading)
    for remark in reading.index.remarks:
        output.say(remark)
    entities = tuple(e for e in reading.index.entities if kind in (None, e.kind.value))
    if form == "json":
        from tuireader.export.index_json import values

        output.json(entities=values(reading, entities))
    elif form or timeline:
        from tuireader.export.index_forms import INDEX_FORMS, TIMELINE

        output.data((INDEX_FORMS[form] if form else TIMELINE)(reading, entities))
    elif entities:
        output.shown("\n".join(line for entity in entities for line in _in_words(reading, entity)))
    else:
        output.say("No people or events were found.")
    return 0


def _corrected(session: Session, reading: Reading) -> Reading:
    """The index as the reader corrected it. Where nothing was ever kept, the store is not touched."""
    if not Layout(session.home).docs.is_dir():
        return reading
    try:
        marked = session.library.with_marks(reading, remember=False)
        corrected = session.library.with_corrections(marked.with_index(reading.index))
    except StoreError as error:
        output.say(f"tuireader: your corrections of the index are left out. {error}")
        return reading
    for sentence in session.library.store.damage():
        output.say(f"tuireader: {sentence}")
    if lost := len(corrected.index.unfit):
        output.say(f"{lost} of your corrections of the index {'fits' if lost == 1 else 'fit'} nothing in this text.")
    return corrected


def _in_words(reading: Reading, entity: Entity) -> Iterator[str]:
    dates = "; ".join(d.text for d in entity.dates)
    count = len(entity.mentions)
    yield f"{entity.heading}{f' ({dates})' if dates else ''}, {count} {'mention' if count == 1 else 'mentions'}"
    places = dict.fromkeys(reading.locator(m.span.start) for m in entity.mentions)
    yield f"    {'; '.join(filter(None, places))}"
    if entity.see_also:
        yield f"    see also {'; '.join(entity.see_also)}"
