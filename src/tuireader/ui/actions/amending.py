"""The reader is right about the index: every correction is kept in the store, shown at once, and can be undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tuireader.anchors.describe import describe
from tuireader.annotations.ulid import new_id
from tuireader.index.corrections import Act, Amendment, Correction, EntryName
from tuireader.index.kinds import EntityKind
from tuireader.index.model import Entity, Mention
from tuireader.layout.cells import fit
from tuireader.library import now
from tuireader.text.clean import clean_line
from tuireader.text.span import Span
from tuireader.ui.actions import panes
from tuireader.ui.actions.indexing import NO_ENTRY, entry_at, mention_at
from tuireader.ui.actions.marking import passage
from tuireader.ui.index_rows import correction_rows, entry_choices
from tuireader.ui.rows import ListRow, heading_row

if TYPE_CHECKING:
    from tuireader.ui.commands import Given
    from tuireader.ui.screens.reader import ReaderScreen

LONGEST_NAME = 100
"""Code points of the words that can be made an entry: a name, not a passage."""
WORDS_OF_A_NAME = 40
"""Cells of it that a sentence repeats."""
_NEW = "new"
"""Stands where the id of an entry would, for one that is to be made."""


def _of(entity: Entity) -> EntryName:
    return EntryName(entity.kind, entity.heading, entity.variants)


def _correction(
    act: Act, entry: EntryName, other: EntryName | None, words: str = "", place: tuple[str, Span] | None = None
) -> Correction:
    selectors = describe(*place) if place else ()
    return Correction(new_id(), now(), act, entry, other, words, selectors)


def _say(screen: ReaderScreen, correction: Correction) -> None:
    """Keep a correction, show the index as it is now, and choose the entry that was spoken of."""
    from tuireader.index.correcting import same_heading  # brings dates, which the first page does not need

    if not _amend(screen, Amendment(None, correction)):
        return
    meant = correction.other or correction.entry
    entities = screen.reading.index.entities
    found = (e for e in entities if e.kind is meant.kind and same_heading(e.heading, meant.heading))
    screen.choose_entry(next(found, None))
    if correction in screen.reading.index.unfit:
        screen.say(f"{clean_line(correction.in_words)}: this is kept, but it fits nothing here; gc lists it")
    else:
        screen.say(f"{clean_line(correction.in_words)}; u takes it back")


def _amend(screen: ReaderScreen, amendment: Amendment) -> bool:
    """Keep what was said, and show it; False when the store refuses, and then nothing has changed."""

    def save() -> None:
        screen.reading = screen.library.amend(screen.reading, amendment)

    return screen.keeps(save)


def _with_entry(screen: ReaderScreen, act: Callable[[ReaderScreen, Entity], None]) -> None:
    entity = entry_at(screen)
    if entity is None:
        screen.say(NO_ENTRY)
    else:
        act(screen, entity)


def rename(screen: ReaderScreen, _given: Given) -> None:
    """Give the entry another heading; that of another entry makes both one."""
    _with_entry(screen, _rename)


def _rename(screen: ReaderScreen, entity: Entity) -> None:
    def take(heading: str) -> None:
        if heading.strip() and heading.strip() != entity.heading:
            _say(screen, _correction(Act.RENAME, _of(entity), EntryName(entity.kind, heading.strip())))
        else:
            screen.say(f"{clean_line(entity.heading)} is called as before")

    screen.side.ask(f"Heading for {clean_line(entity.heading)}", take, clean_line(entity.heading))


def merge(screen: ReaderScreen, _given: Given) -> None:
    """Say that the entry is another entry, which is chosen from a list."""
    _with_entry(screen, _merge)


def _merge(screen: ReaderScreen, entity: Entity) -> None:
    rows = entry_choices(screen.reading, entity.kind, entity.id)
    if not rows:
        screen.say("There is no other entry of its kind")
        return

    listed = screen.reading.index.by_id  # it may be another index when the reader has chosen

    def pick(row: ListRow) -> None:
        _say(screen, _correction(Act.MERGE, _of(entity), _of(listed[row.entry])))

    head = heading_row(f"{entity.heading} is the same as")
    screen.side.show_list("correct", (head, *rows), "", pick)


def split(screen: ReaderScreen, _given: Given) -> None:
    """Take some words that the entry goes by out of it, to be an entry of their own or to belong to another."""
    _with_entry(screen, _split)


def _split(screen: ReaderScreen, entity: Entity) -> None:
    if len(entity.variants) < 2:
        screen.say(f"{clean_line(entity.heading)} goes by one name only; iv moves a single mention")
        return

    def pick(row: ListRow) -> None:
        words = entity.variants[int(row.entry)]
        _choose_entry(
            screen,
            entity,
            f"“{words}” is",
            words,
            lambda other: _say(screen, _correction(Act.SPLIT, _of(entity), other, words)),
        )

    head = heading_row(f"Not {entity.heading} are the mentions that say")
    first = entity.mentions[0].span.start
    rows = (ListRow(clean_line(v), first, clean_line(v).lower(), entry=str(n)) for n, v in enumerate(entity.variants))
    screen.side.show_list("correct", (head, *rows), "", pick)


def move(screen: ReaderScreen, _given: Given) -> None:
    """Give the mention under the caret, or under the bar, to another entry."""
    found = mention_at(screen)
    if found is None:
        screen.say("No mention stands under the caret; ]i goes to the next, ia adds words to the index")
    else:
        _move(screen, *found)


def _move(screen: ReaderScreen, entity: Entity, mention: Mention) -> None:
    text = screen.reading.document.text
    words = screen.reading.shown(mention.span)
    _choose_entry(
        screen,
        entity,
        f"This “{words}” is",
        words,
        lambda other: _say(screen, _correction(Act.MOVE, _of(entity), other, words, (text, mention.span))),
    )


def _choose_entry(
    screen: ReaderScreen, entity: Entity, question: str, words: str, take: Callable[[EntryName], None]
) -> None:
    """Let the reader choose another entry of the kind of ``entity``, or give the heading of a new one."""
    listed = screen.reading.index.by_id

    def pick(row: ListRow) -> None:
        if row.entry != _NEW:
            take(_of(listed[row.entry]))
        else:
            _ask_heading(screen, entity.kind, words, take)

    new = ListRow("a new entry", screen.essay.caret, "a new entry", entry=_NEW)
    rows = entry_choices(screen.reading, entity.kind, entity.id)
    screen.side.show_list("correct", (heading_row(question), new, *rows), "", pick)


def _ask_heading(screen: ReaderScreen, kind: EntityKind, words: str, take: Callable[[EntryName], None]) -> None:
    def given(heading: str) -> None:
        if heading.strip():
            take(EntryName(kind, heading.strip()))
        else:
            screen.say("Nothing was changed: an entry needs a heading")

    screen.side.ask("Heading of the new entry", given, clean_line(words))


def hide(screen: ReaderScreen, _given: Given) -> None:
    """Leave the entry out of the index."""
    _with_entry(screen, _hide)


def _hide(screen: ReaderScreen, entity: Entity) -> None:
    _say(screen, _correction(Act.HIDE, _of(entity), None))


def add(screen: ReaderScreen, _given: Given) -> None:
    """Make the selected words an entry, or words of one that there is, wherever they stand."""
    if not screen.upkeep.indexed:
        screen.say(panes.BEING_MADE)
        return
    span, text = passage(screen), screen.reading.document.text
    words = screen.reading.shown(span)
    if not screen.essay.selection or not words:
        screen.say("Select the words first: v, then w or e; then ia makes them an entry")
        return
    if len(words) > LONGEST_NAME:
        screen.say(f"An entry is named by a few words, at most {LONGEST_NAME} characters; these are {len(words)}")
        return

    listed = screen.reading.index.by_id

    def take(entry: EntryName) -> None:
        screen.essay.select(None)
        _say(screen, _correction(Act.ADD, entry, None, words, (text, span)))

    def pick(row: ListRow) -> None:
        if row.entry in listed:
            take(_of(listed[row.entry]))
        else:
            _ask_heading(screen, EntityKind(row.entry), words, take)

    new = (
        ListRow("a new person", span.start, "a new person", entry=EntityKind.PERSON.value),
        ListRow("a new event", span.start, "a new event", entry=EntityKind.EVENT.value),
    )
    rows = (row for kind in EntityKind for row in entry_choices(screen.reading, kind))
    head = heading_row(f"“{fit(clean_line(words), WORDS_OF_A_NAME)}” is")
    screen.side.show_list("correct", (head, *new, *rows), "", pick)


def correct(screen: ReaderScreen, given: Given) -> None:
    """List what can be said of the entry, or of the mention."""
    entity, mention = entry_at(screen), mention_at(screen)
    if entity is None:
        screen.say(NO_ENTRY)
        return
    screen.choose_entry(entity)
    if mention is not None and screen.side.under_bar is not None:
        screen.essay.go(mention[1].span.start)
    acts: list[tuple[str, Callable[[], None]]] = [
        ("give it another heading", lambda: _rename(screen, entity)),
        ("it is another entry: merge", lambda: _merge(screen, entity)),
        ("some of its words mean another: split", lambda: _split(screen, entity)),
        ("leave it out of the index", lambda: _hide(screen, entity)),
        ("what I said of the index so far", lambda: corrections(screen, given)),
    ]
    if mention is not None and mention[0] is entity:
        acts.insert(3, ("this mention belongs to another entry: move", lambda: _move(screen, *mention)))

    rows = (ListRow(words, screen.essay.caret, words, entry=str(n)) for n, (words, _) in enumerate(acts))
    head = heading_row(entity.heading)
    screen.side.show_list("correct", (head, *rows), "", lambda row: acts[int(row.entry)][1]())


def corrections(screen: ReaderScreen, _given: Given) -> None:
    """What the reader said of the index, and what of it fits nothing here; Enter takes one back."""
    if not screen.upkeep.indexed:
        screen.say(panes.BEING_MADE)
        return
    said = {c.id: c for c in screen.reading.index.corrections}

    def pick(row: ListRow) -> None:
        if _amend(screen, Amendment(said[row.entry], None)):
            screen.say(f"Taken back: {row.text}; u brings it back")

    empty = "You have said nothing of the index yet: ic on an entry, or ia on selected words"
    screen.side.show_list("corrections", correction_rows(screen.reading), empty, pick)
