"""Highlights and margin notes. What the screen shows as saved is on the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuireader.annotations.kinds import kind_of
from tuireader.annotations.model import Motivation
from tuireader.annotations.tags import split_tags, with_tags
from tuireader.errors import TuireaderError
from tuireader.layout.cells import fit
from tuireader.library import now
from tuireader.notes.model import Citation
from tuireader.reading import Mark
from tuireader.text.clean import clean_line
from tuireader.text.span import Span
from tuireader.ui.actions.sources import note_here
from tuireader.ui.passage import Passage
from tuireader.ui.widgets.essay_pane import Selection

if TYPE_CHECKING:
    from tuireader.ui.commands import Given
    from tuireader.ui.screens.reader import ReaderScreen


def passage(screen: ReaderScreen) -> Span:
    """What a mark is made on: the selection, else the sentence at the caret; white space at its edges left out."""
    span = screen.essay.chosen or screen.essay.steps.sentence_at(screen.essay.caret)
    text = screen.reading.document.text
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(span.start + len(words.rstrip()), start))


def mark_here(screen: ReaderScreen, *, chosen_only: bool = False) -> Mark | None:
    """The mark on exactly the chosen words, else the shortest at the caret.

    With ``chosen_only``, words that were chosen on purpose are marked for themselves inside a larger mark.
    """
    reading, span = screen.reading, passage(screen)
    exact = [m for m in reading.marks_in(span) if m.span == span]
    if exact:
        return exact[-1]
    if screen.essay.selection or (chosen_only and screen.essay.sentence_chosen):
        return None
    return next(iter(reading.marks_at(screen.essay.caret)), None)


def highlight(screen: ReaderScreen, _given: Given) -> None:
    """Highlight selection or sentence; on a highlight, give it the next label."""
    mark = mark_here(screen, chosen_only=True)
    try:
        if mark:
            reading, change = screen.reading.relabel(mark.annotation.id, now())
        else:
            reading, change = screen.reading.annotate(passage(screen), Motivation.HIGHLIGHTING, "key", "", (), now())
    except TuireaderError as error:
        screen.say(str(error), warning=True)
        return
    if screen.commit(reading, change) and change.after:
        screen.essay.select(None)
        again = "" if mark else "; H again changes the label, a adds a note, u takes it back"
        screen.say(f"Highlighted as {kind_of(change.after.label).words}{again}")


def note(screen: ReaderScreen, _given: Given) -> None:
    """Write a margin note, or go on with the one that is there, or with one that was left unfinished."""
    from tuireader.ui.dialogs.note import NoteDialog  # brings the editor widget, which the first page does not need

    mark, span = mark_here(screen, chosen_only=True), passage(screen)
    if mark and mark.span:
        span = mark.span
    if not span.of(screen.reading.document.text).strip():
        screen.say("There are no words here to write a note on")
        return
    before = with_tags(mark.annotation.body, mark.annotation.tags) if mark else ""
    annotation_id = mark.annotation.id if mark else None
    begun = screen.upkeep.draft_on(span)
    if begun and begun.span:
        span, annotation_id = begun.span, begun.annotation_id
    where = Passage(screen.reading, span)
    dialog = NoteDialog(
        before,
        begun.text if begun else before,
        screen.reading.shown(span),
        draft=lambda typed: screen.upkeep.keep_draft(where, typed, annotation_id),
        save=lambda typed: _save_note(screen, where, annotation_id, before, typed),
        editor=screen.settings.editor,
    )
    screen.app.push_screen(dialog, lambda typed: _note_closed(screen, before, typed))


def _save_note(screen: ReaderScreen, where: Passage, annotation_id: str | None, before: str, typed: str) -> str:
    """Keep what was typed; give back an empty text, or a sentence that says why it is not saved."""
    if typed.strip() == before.strip():
        return ""
    body, tags = split_tags(typed)
    span = where.within(screen.reading)
    try:
        if annotation_id and screen.reading.mark(annotation_id):
            reading, change = screen.reading.edit_note(annotation_id, body, tags, now())
        elif span is None:
            return "Not saved: the words that this note is about are gone from the text. It is kept as a draft."
        else:
            reading, change = screen.reading.annotate(span, Motivation.COMMENTING, "key", body, tags, now())
        screen.library.save(screen.reading, change)
    except TuireaderError as error:
        screen.saving = False
        return clean_line(str(error))
    screen.saving = True
    screen.reading = reading
    return ""


def _note_closed(screen: ReaderScreen, before: str, typed: str | None) -> None:
    screen.upkeep.drop_draft()
    if typed is None or typed.strip() == before.strip():
        screen.say("The note is as it was" if before else "No note was written")
    else:
        screen.essay.select(None)
        screen.say("Note saved" if typed.strip() else "The note is empty now; the highlight stays")


def delete(screen: ReaderScreen, _given: Given) -> None:
    """Delete the mark under the caret."""
    mark = mark_here(screen)
    if mark is None:
        screen.say("There is no mark under the caret; ]m goes to the next one")
        return
    reading, change = screen.reading.remove(mark.annotation.id)
    if screen.commit(reading, change):
        screen.say("Mark deleted; u brings it back")


def undo(screen: ReaderScreen, given: Given) -> None:
    """Undo, also what was done before a restart."""
    _replay(screen, given.times, "Nothing to undo", "Undone; Ctrl-r does it again", back=True)


def redo(screen: ReaderScreen, given: Given) -> None:
    """Redo."""
    _replay(screen, given.times, "Nothing to redo", "Done again", back=False)


def _replay(screen: ReaderScreen, times: int, nothing: str, done: str, *, back: bool) -> None:
    for _ in range(times):
        try:
            reading = (screen.library.undo if back else screen.library.redo)(screen.reading)
        except TuireaderError as error:
            screen.say(str(error), warning=True)
            return
        if reading is None:
            screen.say(nothing)
            return
        screen.reading = reading
        screen.say(done)


def select_characters(screen: ReaderScreen, _given: Given) -> None:
    """Begin a selection at the caret, by characters and words; again: end it."""
    _select(screen, by_sentence=False)


def select_sentences(screen: ReaderScreen, _given: Given) -> None:
    """Begin a selection of sentences at the caret; again: end it."""
    _select(screen, by_sentence=True)


def _select(screen: ReaderScreen, *, by_sentence: bool) -> None:
    essay = screen.essay
    old = essay.selection
    if old and old.by_sentence == by_sentence:
        essay.select(None)
    elif old:
        essay.select(Selection(old.anchor, old.head, by_sentence))
    else:
        essay.select(Selection(essay.caret, essay.caret, by_sentence))


def other_end(screen: ReaderScreen, _given: Given) -> None:
    """Move the other end of the selection from now on."""
    old = screen.essay.selection
    if old:
        screen.essay.select(Selection(old.head, old.anchor, old.by_sentence))
        screen.essay.go(old.anchor)


def copy(screen: ReaderScreen, _given: Given) -> None:
    """Send the words to the terminal's clipboard."""
    send(screen, screen.reading.shown(passage(screen)))


def copy_cited(screen: ReaderScreen, _given: Given) -> None:
    """Send the words with what their footnote resolves to."""
    reading, span = screen.reading, passage(screen)
    markers = reading.apparatus.markers_in(span)
    found = reading.apparatus.note_of(markers[0]) if markers else note_here(screen)
    words = reading.shown(span)
    if found is None:
        send(screen, words, "; no footnote stands here")
        return
    cited = [_in_full(citation) for citation in reading.apparatus.citations_of(found)]
    own = (
        "; ".join(cited) if any(c.points for c in reading.apparatus.citations_of(found)) else reading.shown(found.body)
    )
    send(screen, f"“{words}” ({own.rstrip(' .')})")


def _in_full(citation: Citation) -> str:
    """A source with the full reference that it comes to and its own locator; where that is in doubt, its own words."""
    if not citation.points or not citation.reference:
        return citation.text.rstrip(" .")
    place = f", {citation.locator}" if citation.locator else ""
    return f"{citation.reference.rstrip(' .,')}{place}"


def send(screen: ReaderScreen, words: str, more: str = "") -> None:
    """Send words to the terminal's clipboard, and say so."""
    screen.app.copy_to_clipboard(words)
    screen.essay.select(None)
    screen.say(f"Sent to the terminal: “{fit(words, 40)}”{more}")
