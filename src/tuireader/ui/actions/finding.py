"""Searching in the text, in the notes and in the reader's marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuireader.layout.caret import next_of

if TYPE_CHECKING:
    from tuireader.ui.commands import Given
    from tuireader.ui.screens.reader import ReaderScreen


def find(screen: ReaderScreen, given: Given) -> None:
    """Ask for words, or take those that were given."""
    if given.words:
        find_words(screen, given.words)
    else:
        screen.side.ask("Search in text, notes and marks", lambda words: find_words(screen, words))


def find_words(screen: ReaderScreen, words: str) -> None:
    """Find ``words``, light them all and go to the first after the caret."""
    if not words.strip():
        return
    screen.found = screen.reading.find(words)
    screen.sought = words
    if not screen.found:
        screen.essay.light(screen.lit)
        screen.say(f"“{words}” is not in the text, the notes or your marks")
        return
    _go(screen, 1, from_here=True)


def find_next(screen: ReaderScreen, given: Given) -> None:
    """The next place found, around the end."""
    _go(screen, given.times)


def find_previous(screen: ReaderScreen, given: Given) -> None:
    """The previous place found, around the beginning."""
    _go(screen, -given.times)


def _go(screen: ReaderScreen, count: int, *, from_here: bool = False) -> None:
    spans = sorted({f.span for f in screen.found if f.span})
    if not spans:
        lost = sum(f.span is None for f in screen.found)
        screen.say(
            f"Only in {lost} marks whose words are gone: gm lists them" if lost else "Search first: / and some words"
        )
        return
    caret = screen.essay.caret
    target = next((s for s in spans if s.start >= caret), None) if from_here else next_of(spans, caret, count)
    around = target is None
    if target is None:
        target = spans[0] if count > 0 else spans[-1]
    screen.jump(target.start)
    screen.essay.light(screen.lit, found=spans, here=target)
    where = next(f for f in screen.found if f.span == target).where
    kind = {"text": "", "note": ", in a note", "mark": ", in your note on this"}[where]
    again = ", from the other end" if around and len(spans) > 1 else ""
    screen.say(f"“{screen.sought}” {spans.index(target) + 1} of {len(spans)}{kind}{again}")
