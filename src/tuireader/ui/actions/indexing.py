"""How the index is looked at: what it shows, in which order, the mentions of an entry, and why each is there."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from tuireader.index.model import Entity, Mention
from tuireader.text.clean import clean_line
from tuireader.ui.actions import panes
from tuireader.ui.index_rows import KINDS, SORTS, mention_rows, timeline_rows, why
from tuireader.ui.rows import counted

if TYPE_CHECKING:
    from tuireader.ui.commands import Given
    from tuireader.ui.screens.reader import ReaderScreen

NO_ENTRY = "Choose an entry first: gi opens the index, * takes the name under the caret"


def kind(screen: ReaderScreen, given: Given) -> None:
    """People, events, or all."""
    view = screen.side.view
    wanted = KINDS[(KINDS.index(view.kind) + given.times) % len(KINDS)]
    screen.side.view = replace(view, kind=wanted)
    panes.index(screen, given)
    screen.say(f"The index shows {'people and events' if wanted == KINDS[0] else f'{wanted} only'}")


def sort(screen: ReaderScreen, given: Given) -> None:
    """By name, order in the text, count, date."""
    names = tuple(SORTS)
    wanted = names[(names.index(screen.side.view.sort) + given.times) % len(names)]
    screen.side.view = replace(screen.side.view, sort=wanted)
    panes.index(screen, given)
    screen.say(f"The index is sorted by {wanted}")


def authors(screen: ReaderScreen, given: Given) -> None:
    """Show those who are only cited, or fold them."""
    shown = not screen.side.view.authors
    screen.side.view = replace(screen.side.view, authors=shown)
    panes.index(screen, given)
    screen.say(f"Cited authors are {'shown' if shown else 'folded; the filter finds them all the same'}")


def show_timeline(screen: ReaderScreen, _given: Given) -> None:
    """The events in order of their dates."""
    empty = "No event was found in this document" if screen.upkeep.indexed else panes.BEING_MADE
    screen.side.show_list("timeline", timeline_rows(screen.reading), empty)


def entry_at(screen: ReaderScreen) -> Entity | None:
    """The entry that the reader means: under the bar of a list, else named under the caret, else chosen last."""
    by_id, row = screen.reading.index.by_id, screen.side.under_bar
    if row is not None and row.entry in by_id:
        return by_id[row.entry]
    return screen.reading.index.entity_at(screen.essay.caret) or screen.entry


def mention_at(screen: ReaderScreen) -> tuple[Entity, Mention] | None:
    """The mention that the reader means: under the bar of the list of mentions, else under the caret."""
    row = screen.side.under_bar if screen.side.pane == "mentions" else None
    at = row.target if row is not None and row.target is not None else screen.essay.caret
    entity = screen.reading.index.entity_at(at)
    return (entity, next(m for m in entity.mentions if m.span.contains(at))) if entity else None


def mentions(screen: ReaderScreen, given: Given) -> None:
    """Every mention of the entry with a line of what stands around it; Enter jumps. From there, back to the index."""
    if screen.side.pane == "mentions" and not screen.essay.has_focus:
        panes.index(screen, given)
        return
    entity = entry_at(screen)
    if entity is None:
        screen.say(NO_ENTRY)
        return
    screen.choose_entry(entity)
    screen.side.show_list("mentions", mention_rows(screen.reading, entity), "")


def why_here(screen: ReaderScreen, _given: Given) -> None:
    """Say which rule found the mention; of an entry, all rules that found it."""
    mention = mention_at(screen) if screen.side.under_bar is None or screen.side.pane == "mentions" else None
    if mention is not None:
        screen.say(clean_line(why(screen.reading, *mention)))
        return
    entity = entry_at(screen)
    if entity is None:
        screen.say(NO_ENTRY)
        return
    rules = Counter(m.rule or "no rule is named" for m in entity.mentions)
    said = "; ".join(f"{rule} ({counted(count, 'mention')})" for rule, count in rules.most_common())
    screen.say(clean_line(f"{entity.heading}: {said}"))
