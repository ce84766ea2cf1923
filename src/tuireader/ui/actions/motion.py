"""Moving through the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tuireader.layout.caret import next_of
from tuireader.text.span import Span

if TYPE_CHECKING:
    from tuireader.ui.commands import Given
    from tuireader.ui.screens.reader import ReaderScreen

KEPT = 2
"""Rows of the old page that stay on the new one, so that the eye finds its place."""


def _rows(screen: ReaderScreen, count: int) -> None:
    """Scroll; where the text ends, or while selecting, move the caret instead."""
    if screen.essay.selection or not screen.essay.scroll_rows(count):
        screen.essay.move_rows(count)


def line_down(screen: ReaderScreen, given: Given) -> None:
    """A line down."""
    _rows(screen, given.times)


def line_up(screen: ReaderScreen, given: Given) -> None:
    """A line up."""
    _rows(screen, -given.times)


def page_down(screen: ReaderScreen, given: Given) -> None:
    """A page down."""
    _rows(screen, given.times * max(screen.essay.size.height - KEPT, 1))


def page_up(screen: ReaderScreen, given: Given) -> None:
    """A page up."""
    _rows(screen, -given.times * max(screen.essay.size.height - KEPT, 1))


def half_down(screen: ReaderScreen, given: Given) -> None:
    """Half a page down."""
    _rows(screen, given.times * max(screen.essay.size.height // 2, 1))


def half_up(screen: ReaderScreen, given: Given) -> None:
    """Half a page up."""
    _rows(screen, -given.times * max(screen.essay.size.height // 2, 1))


def sentence_next(screen: ReaderScreen, given: Given) -> None:
    """Choose the next sentence; the first time, the one at the caret."""
    essay = screen.essay
    first = not essay.sentence_chosen and not essay.selection
    count = given.times - 1 if first else given.times
    essay.go(essay.steps.sentence(essay.steps.sentence_at(essay.caret).start, count), sentence=True)


def sentence_previous(screen: ReaderScreen, given: Given) -> None:
    """Choose the previous sentence."""
    screen.essay.go(screen.essay.steps.sentence(screen.essay.caret, -given.times), sentence=True)


def paragraph_next(screen: ReaderScreen, given: Given) -> None:
    """The start of the next paragraph."""
    screen.essay.go(screen.essay.steps.paragraph(screen.essay.caret, given.times))


def paragraph_previous(screen: ReaderScreen, given: Given) -> None:
    """The start of this paragraph, then of the one before."""
    screen.essay.go(screen.essay.steps.paragraph(screen.essay.caret, -given.times))


def section_next(screen: ReaderScreen, given: Given) -> None:
    """The next section or work."""
    screen.jump(screen.essay.steps.section(screen.essay.caret, given.times))


def section_previous(screen: ReaderScreen, given: Given) -> None:
    """The start of this section or work, then of the one before."""
    screen.jump(screen.essay.steps.section(screen.essay.caret, -given.times))


def start(screen: ReaderScreen, _given: Given) -> None:
    """The beginning of the document."""
    screen.jump(screen.essay.steps.start)


def end_or_paragraph(screen: ReaderScreen, given: Given) -> None:
    """Paragraph ``count`` of this work, or the end of the document."""
    steps = screen.essay.steps
    screen.jump(steps.numbered_paragraph(screen.essay.caret, given.count) if given.count else steps.end)


def percent(screen: ReaderScreen, given: Given) -> None:
    """The sentence that is ``count`` per cent through the document."""
    if given.count is None:
        screen.say("Type a number before %, for example 40%")
        return
    offset = len(screen.reading.document.text) * min(given.count, 100) // 100
    screen.jump(screen.essay.steps.sentence_at(min(offset, screen.essay.steps.end)).start)


def character_left(screen: ReaderScreen, given: Given) -> None:
    """A character left."""
    screen.essay.go(screen.essay.steps.character(screen.essay.caret, -given.times))


def character_right(screen: ReaderScreen, given: Given) -> None:
    """A character right."""
    screen.essay.go(screen.essay.steps.character(screen.essay.caret, given.times))


def word_next(screen: ReaderScreen, given: Given) -> None:
    """The next word."""
    screen.essay.go(screen.essay.steps.word(screen.essay.caret, given.times))


def word_previous(screen: ReaderScreen, given: Given) -> None:
    """The previous word."""
    screen.essay.go(screen.essay.steps.word(screen.essay.caret, -given.times))


def word_end(screen: ReaderScreen, given: Given) -> None:
    """The end of the word, or of the next."""
    offset = screen.essay.caret
    for _ in range(given.times):
        before, offset = offset, screen.essay.steps.word_end(offset)
        if offset == before:
            break
    screen.essay.go(offset)


def row_start(screen: ReaderScreen, _given: Given) -> None:
    """The start of the line on the screen."""
    row = screen.essay.page.rows[screen.essay.page.row_of(screen.essay.caret)]
    screen.essay.go(row.offset_of(0))


def row_end(screen: ReaderScreen, _given: Given) -> None:
    """The end of the line on the screen."""
    row = screen.essay.page.rows[screen.essay.page.row_of(screen.essay.caret)]
    screen.essay.go(row.offset_of(max(len(row.text) - 1, 0)))


def _to(screen: ReaderScreen, spans: Sequence[Span], count: int, none: str) -> None:
    target = next_of(spans, screen.essay.caret, count)
    if target:
        screen.jump(target.start)
    else:
        screen.say(none)


def footnote_next(screen: ReaderScreen, given: Given) -> None:
    """The next footnote marker."""
    _to(screen, [m.span for m in screen.reading.apparatus.markers], given.times, "No footnote after this")


def footnote_previous(screen: ReaderScreen, given: Given) -> None:
    """The previous footnote marker."""
    _to(screen, [m.span for m in screen.reading.apparatus.markers], -given.times, "No footnote before this")


def mark_next(screen: ReaderScreen, given: Given) -> None:
    """The next mark."""
    _to(screen, [span for span, _ in screen.reading.placed], given.times, "No mark after this")


def mark_previous(screen: ReaderScreen, given: Given) -> None:
    """The previous mark."""
    _to(screen, [span for span, _ in screen.reading.placed], -given.times, "No mark before this")


def change_next(screen: ReaderScreen, given: Given) -> None:
    """The next paragraph that changed since the last reading."""
    _to(screen, screen.essay.changes, given.times, "No change since the last reading after this")


def change_previous(screen: ReaderScreen, given: Given) -> None:
    """The previous paragraph that changed since the last reading."""
    _to(screen, screen.essay.changes, -given.times, "No change since the last reading before this")


def mention_next(screen: ReaderScreen, given: Given) -> None:
    """The next mention of the chosen entry."""
    _mention(screen, given.times)


def mention_previous(screen: ReaderScreen, given: Given) -> None:
    """The previous mention of the chosen entry."""
    _mention(screen, -given.times)


def _mention(screen: ReaderScreen, count: int) -> None:
    if screen.entry is None:
        screen.say("Choose an entry first: gi opens the index, * takes the name under the caret")
        return
    mentions = screen.entry.mentions
    after = "after" if count > 0 else "before"
    _to(screen, [m.span for m in mentions], count, f"No mention of {screen.entry.heading} {after} this")
    number = sum(m.span.start <= screen.essay.caret for m in mentions)
    screen.say(f"{screen.entry.heading}: mention {max(number, 1)} of {len(mentions)}")


def back(screen: ReaderScreen, given: Given) -> None:
    """Back to where the last jump began."""
    _along(screen, given.times, screen.trail.back, "This is where you began")


def forward(screen: ReaderScreen, given: Given) -> None:
    """Forward to where the last step back began."""
    _along(screen, given.times, screen.trail.forward, "There is nothing ahead")


def _along(screen: ReaderScreen, times: int, step: object, none: str) -> None:
    assert callable(step)
    for _ in range(times):
        place = step(screen.essay.caret)
        if place is None:
            screen.say(none)
            return
        screen.essay.go(place)


def bookmark_set(screen: ReaderScreen, given: Given) -> None:
    """Set a bookmark at the caret."""
    if screen.keeps(lambda: screen.library.set_bookmark(screen.reading, given.char, screen.essay.caret)):
        screen.say(f"Bookmark {given.char} set; '{given.char} comes back here")


def bookmark_go(screen: ReaderScreen, given: Given) -> None:
    """Go to a bookmark."""
    marks = screen.library.bookmarks(screen.reading)
    if given.char in marks:
        screen.jump(marks[given.char])
    else:
        there = f"; there are {' '.join(sorted(marks))}" if marks else f"; m{given.char} sets it"
        screen.say(f"There is no bookmark {given.char}{there}")
