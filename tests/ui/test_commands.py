"""Every command of the table, driven by its keys as a reader would. A command without a test here fails the suite."""

from __future__ import annotations

from pathlib import Path

import pytest

from tuireader.annotations.model import Motivation
from tuireader.config import Settings
from tuireader.library import Library
from tuireader.ui.commands import COMMANDS
from tuireader.ui.dialogs.help import HelpDialog
from tuireader.ui.dialogs.note import NoteDialog
from tuireader.ui.dialogs.palette import PaletteDialog

from .conftest import ESSAY, Reader, Start

SMALL = (70, 24)


def test_every_command_has_a_test() -> None:
    named = {f"test_{c.id.replace('.', '_').replace('-', '_')}" for c in COMMANDS}

    assert named <= set(globals())


# --- moving


async def test_line_down(start: Start) -> None:
    async with start(size=SMALL) as reader:
        await reader.press("j")
        assert reader.screen.essay.top == 1
        await reader.press("3j")
        assert reader.screen.essay.top == 4


async def test_line_up(start: Start) -> None:
    async with start(size=SMALL) as reader:
        await reader.press("9j", "4k")
        assert reader.screen.essay.top == 5


async def test_page_down(start: Start) -> None:
    """A page turn keeps two lines."""
    async with start(size=SMALL) as reader:
        before = reader.lines()
        await reader.press(" ")
        after = reader.lines()
        height = reader.screen.essay.size.height
        assert [r[3:] for r in after[1:3]] == [r[3:] for r in before[height - 1 : height + 1]]


async def test_page_up(start: Start) -> None:
    async with start(size=SMALL) as reader:
        await reader.press(" ", "b")
        assert reader.screen.essay.top == 0


async def test_page_up_selecting(start: Start) -> None:
    async with start(size=SMALL) as reader:
        await reader.go("John Stokes")
        await reader.press("v", "<pageup>")
        assert reader.screen.essay.caret < reader.at("John Stokes")
        assert reader.screen.essay.selection is not None


async def test_half_down(start: Start) -> None:
    async with start(size=SMALL) as reader:
        await reader.press("<ctrl+d>")
        assert reader.screen.essay.top == reader.screen.essay.size.height // 2


async def test_half_up(start: Start) -> None:
    async with start(size=SMALL) as reader:
        await reader.press("<ctrl+d>", "<ctrl+u>")
        assert reader.screen.essay.top == 0


async def test_sentence_next(start: Start) -> None:
    """The first time the sentence at the caret is chosen, then the ones after it."""
    async with start() as reader:
        await reader.go("The Suez Canal was")
        await reader.press(")")
        assert reader.screen.essay.chosen.of(reader.text).startswith("The Suez Canal was dug twice")
        await reader.press(")")
        assert reader.screen.essay.chosen.of(reader.text).startswith("When Ferdinand de Lesseps")
        assert reader.screen.essay.chosen.of(reader.text).rstrip().endswith("sign[1].")


async def test_sentence_previous(start: Start) -> None:
    async with start() as reader:
        await reader.go("Lord Palmerston")
        await reader.press("(")
        assert reader.caret_words.startswith("He had a friend")


async def test_paragraph_next(start: Start) -> None:
    async with start() as reader:
        await reader.go("won his concession")
        await reader.press("}")
        assert reader.caret_words.startswith("Lord Palmerston")


async def test_paragraph_previous(start: Start) -> None:
    async with start() as reader:
        await reader.go("a trap for simple")
        await reader.press("{")
        assert reader.caret_words.startswith("Lord Palmerston")


async def test_section_next(start: Start) -> None:
    async with start() as reader:
        await reader.press("]]")
        assert reader.caret_words.startswith("The Paper Republic")


async def test_section_previous(start: Start) -> None:
    async with start() as reader:
        await reader.go("Erasmus wrote")
        await reader.press("[[")
        assert reader.caret_words.startswith("The Paper Republic")


async def test_start(start: Start) -> None:
    async with start() as reader:
        await reader.press("G", "gg")
        assert reader.screen.essay.caret == 0


async def test_end(start: Start) -> None:
    """G is the end; 3G is paragraph three of this work."""
    async with start() as reader:
        await reader.press("3G")
        assert reader.caret_words.startswith("The first basket")
        await reader.press("G")
        assert reader.screen.essay.caret > reader.at("[3] Ibid")


async def test_percent(start: Start) -> None:
    async with start() as reader:
        await reader.press("50%")
        assert abs(reader.screen.essay.caret / len(reader.text) - 0.5) < 0.1
        await reader.press("%")
        assert "40%" in reader.foot


async def test_character_left(start: Start) -> None:
    async with start() as reader:
        await reader.go("Canal")
        await reader.press("v", "h")
        assert reader.screen.essay.caret == reader.at("Canal") - 1


async def test_character_right(start: Start) -> None:
    async with start() as reader:
        await reader.go("Canal")
        await reader.press("v", "2l")
        assert reader.screen.essay.chosen.of(reader.text) == "Can"


async def test_word_next(start: Start) -> None:
    async with start() as reader:
        await reader.go("Suez Canal was")
        await reader.press("v", "w")
        assert reader.caret_words.startswith("Canal was")


async def test_word_previous(start: Start) -> None:
    async with start() as reader:
        await reader.go("Canal was")
        await reader.press("v", "b")
        assert reader.caret_words.startswith("Suez Canal")


async def test_word_end(start: Start) -> None:
    async with start() as reader:
        await reader.go("Canal was")
        await reader.press("v", "e")
        assert reader.screen.essay.chosen.of(reader.text) == "Canal"


async def test_row_start(start: Start) -> None:
    async with start() as reader:
        await reader.go("Suez Canal")
        await reader.press("v", "0")
        assert reader.caret_words.startswith("The Suez Canal")


async def test_row_end(start: Start) -> None:
    async with start() as reader:
        await reader.go("The Suez Canal")
        await reader.press("v", "$")
        row = reader.screen.essay.page.rows[reader.screen.essay.page.row_of(reader.at("The Suez Canal"))]
        assert reader.screen.essay.chosen.of(reader.text) == row.text


async def test_back(start: Start) -> None:
    async with start() as reader:
        await reader.go("Lord Palmerston")
        await reader.press("G", "<ctrl+o>")
        assert reader.caret_words.startswith("Lord Palmerston")
        await reader.press("<ctrl+o>")
        assert "began" in reader.foot


async def test_forward(start: Start) -> None:
    async with start() as reader:
        await reader.go("Lord Palmerston")
        await reader.press("]]", "<ctrl+o>", "g,")
        assert reader.caret_words.startswith("The Paper Republic")


async def test_bookmark_set(start: Start) -> None:
    async with start() as reader:
        await reader.go("John Stokes")
        await reader.press("ma")
        store = reader.screen.library.store
        assert store.bookmarks(reader.screen.reading.document.id) == {"a": reader.at("John Stokes")}


async def test_bookmark_go(start: Start) -> None:
    async with start() as reader:
        await reader.go("John Stokes")
        await reader.press("ma", "gg", "'a")
        assert reader.caret_words.startswith("John Stokes")
        await reader.press("'z")
        assert "no bookmark z" in reader.foot


# --- footnotes


async def test_footnote_next(start: Start) -> None:
    async with start() as reader:
        await reader.press("]f")
        assert reader.caret_words.startswith("[1]")
        await reader.press("2]f")
        assert reader.caret_words.startswith("[3]")


async def test_footnote_previous(start: Start) -> None:
    async with start() as reader:
        await reader.go("Cholera followed")
        await reader.press("[f")
        assert reader.caret_words.startswith("[3]")


async def test_follow(start: Start) -> None:
    """Marker to note, note to marker; work 2's [1] goes to work 2's note; a missing note is said."""
    async with start() as reader:
        await reader.go("sign[1]")
        await reader.press("<enter>")
        assert reader.caret_words.startswith("Lionel Harcourt")
        await reader.press("<enter>")
        assert reader.screen.essay.caret == reader.at("[1]")
        await reader.go("in a year[1]")
        await reader.press("<enter>")
        assert reader.caret_words.startswith("Hedwig Lorenz")
        await reader.go("[4]")
        await reader.press("<enter>")
        assert "4: no note with this number" in reader.foot


async def test_source(start: Start) -> None:
    async with start() as reader:
        await reader.go("investors[2]")
        await reader.press("gd")
        assert reader.caret_words.startswith("Lionel Harcourt")
        await reader.press("gd")
        assert "in full" in reader.foot


async def test_source_uses(start: Start) -> None:
    async with start() as reader:
        await reader.go("sign[1]")
        await reader.press("gr")
        rows = reader.screen.query_one("#list").shown
        assert [r.text.split()[0] for r in rows] == ["In", "1", "2", "5", "In", "1", "2", "5"]
        await reader.press("ibid", "<down>", "<enter>")
        assert reader.caret_words.startswith("Ibid., p. 37")


async def test_source_link(start: Start) -> None:
    """A link that the reader sets is on the disk, wins over the rules, and can be taken back."""
    async with start() as reader:
        await reader.go("simple investors[2]")
        await reader.press("gl", "aubry", "<enter>")
        assert "points to note 3 now" in reader.foot
        ibid = reader.screen.reading.apparatus.resolutions[1]
        assert (ibid.roots, ibid.citations[0].by_reader) == (("3",), True)
        kept = Library(reader.app.library.home).open(reader.file)
        assert kept.apparatus.resolutions[1].roots == ("3",)
        assert "your link" in reader.page
        await reader.press("u")
        assert reader.screen.reading.apparatus.resolutions[1].roots == ("1",)


# --- marking


async def test_highlight(start: Start) -> None:
    """On the disk when the screen shows it; again: the next label."""
    async with start() as reader:
        await reader.go("Cholera followed")
        await reader.press("H")
        kept = Library(reader.app.library.home).open(reader.file)
        assert [a.target.quote.exact for a in kept.annotations] == ["Cholera followed them[4]."]
        assert "▌" in reader.page
        await reader.press("H")
        assert reader.screen.reading.annotations[0].label == "question"


async def test_note(start: Start) -> None:
    """Several lines, tags, shown beside the line, there again after a restart."""
    async with start() as reader:
        await reader.go("Cholera followed")
        await reader.press("a", "so soon", "<enter>", "after what #check")
        assert isinstance(reader.app.screen, NoteDialog)
        await reader.press("<escape>")
        mark = reader.screen.reading.annotations[0]
        assert (mark.body, mark.tags, mark.motivation) == ("so soon\nafter what", ("check",), Motivation.COMMENTING)
        assert "✎ so soon" in reader.page
        assert "#check" in reader.page
    async with start() as reader:
        await reader.go("Cholera followed")
        assert "✎ so soon" in reader.page


async def test_delete(start: Start) -> None:
    async with start() as reader:
        await reader.go("Cholera followed")
        await reader.press("H", "dd")
        assert reader.screen.reading.annotations == ()
        assert Library(reader.app.library.home).open(reader.file).annotations == ()
        await reader.press("dd")
        assert "no mark under the caret" in reader.foot


async def test_undo(start: Start) -> None:
    """Also after a restart."""
    async with start() as reader:
        await reader.go("Cholera followed")
        await reader.press("H")
    async with start() as reader:
        assert len(reader.screen.reading.annotations) == 1
        await reader.press("u")
        assert reader.screen.reading.annotations == ()
        await reader.press("u")
        assert "Nothing to undo" in reader.foot


async def test_redo(start: Start) -> None:
    async with start() as reader:
        await reader.go("Cholera followed")
        await reader.press("H", "u", "<ctrl+r>")
        assert len(reader.screen.reading.annotations) == 1


async def test_select_characters(start: Start) -> None:
    async with start() as reader:
        await reader.go("gift of making doubt")
        await reader.press("v", "3w", "e", "H")
        assert reader.screen.reading.annotations[0].target.quote.exact == "gift of making doubt"
        assert reader.screen.essay.selection is None


async def test_select_sentences(start: Start) -> None:
    async with start() as reader:
        await reader.go("had a friend")
        await reader.press("V", ")", "H")
        exact = reader.screen.reading.annotations[0].target.quote.exact
        assert exact.startswith("He had a friend")
        assert exact.endswith("simple investors[2].")


async def test_select_other_end(start: Start) -> None:
    async with start() as reader:
        await reader.go("gift of making")
        await reader.press("v", "w", "o", "b")
        assert reader.screen.essay.chosen.of(reader.text) == "the gift o"


async def test_copy(start: Start) -> None:
    async with start() as reader:
        await reader.go("Cholera followed")
        await reader.press("y")
        assert reader.app.clipboard == "Cholera followed them[4]."
        assert "Sent to the terminal" in reader.foot


async def test_copy_cited(start: Start) -> None:
    async with start() as reader:
        await reader.go("Lord Palmerston thought")
        await reader.press("Y")
        assert "The Long Ditch: A History of the Suez Canal" in reader.app.clipboard
        assert "p. 37" in reader.app.clipboard


async def test_mark_next(start: Start) -> None:
    async with start() as reader:
        await reader.go("Cholera followed")
        await reader.press("H", "gg", "]m")
        assert reader.caret_words.startswith("Cholera followed")


async def test_mark_previous(start: Start) -> None:
    async with start() as reader:
        await reader.go("Cholera followed")
        await reader.press("H", "G", "[m")
        assert reader.caret_words.startswith("Cholera followed")


async def revise(reader: Reader, old: str, new: str) -> None:
    """Another program changes the file, and the reader notices."""
    reader.file.write_text(reader.text.replace(old, new), encoding="utf-8")
    reader.screen.upkeep.look_at_file()
    await reader.settle()


async def test_review(start: Start) -> None:
    async with start() as reader:
        await reader.press("R")
        assert "Nothing is to be reviewed" in reader.foot
        await reader.go("Cholera followed")
        await reader.press("H")
        await revise(reader, "Cholera followed them[4]", "Cholera and typhus followed them home[4]")
        assert "1 mark edited: R to review" in reader.foot
        await reader.press("R")
        assert "Mark 1 of 1 · its words changed" in reader.page
        await reader.press("c")
        assert "All marks are reviewed" in reader.foot


async def test_note_done(start: Start) -> None:
    async with start() as reader:
        await reader.press("x")
        assert "No mark is here" in reader.foot
        await reader.go("Cholera followed")
        await reader.press("a", "source?", "<escape>", "x")
        assert "Done" in reader.foot
        assert "✓ source?" in reader.page
        await reader.press("x")
        assert "✎ source?" in reader.page


async def test_change_next(start: Start) -> None:
    async with start() as reader:
        await reader.press("]c")
        assert "No change since the last reading" in reader.foot
        await reader.press("q")
    async with start(text=ESSAY.read_text(encoding="utf-8").replace("Cholera followed", "Typhus followed")) as reader:
        await reader.press("]c")
        assert reader.caret_words.startswith("The first basket")
        await reader.press("k")
        assert any(line.startswith("±  The first basket") for line in reader.lines())


async def test_change_previous(start: Start) -> None:
    async with start() as reader:
        await reader.press("q")
    async with start(text=ESSAY.read_text(encoding="utf-8").replace("Cholera followed", "Typhus followed")) as reader:
        await reader.press("G", "[c")
        assert reader.caret_words.startswith("The first basket")


# --- panes


async def test_pane_footnotes(start: Start) -> None:
    async with start() as reader:
        await reader.press("go", "<escape>", "gf")
        assert reader.screen.side.pane == "footnotes"
        assert "Lionel Harcourt" in reader.page


async def test_pane_index(start: Start) -> None:
    """Typing filters; Enter jumps to the first mention."""
    async with start() as reader:
        await reader.press("gi", "disraeli", "<enter>")
        assert reader.caret_words.startswith("Disraeli, who bought")
        assert reader.screen.entry.heading.startswith("Disraeli")
        assert reader.screen.essay.has_focus


async def test_pane_outline(start: Start) -> None:
    async with start() as reader:
        await reader.press("go", "<down>", "<enter>")
        assert reader.caret_words.startswith("The Paper Republic")


async def test_pane_marks(start: Start) -> None:
    async with start() as reader:
        await reader.press("gm")
        assert "No highlights yet" in reader.page
        await reader.press("<escape>")
        await reader.go("Cholera followed")
        await reader.press("H", "gg", "gm", "<enter>")
        assert reader.caret_words.startswith("Cholera followed")


async def test_pane_problems(start: Start) -> None:
    async with start() as reader:
        await reader.press("gp")
        assert "F001  Marker 4 has no note." in reader.page
        await reader.press("<enter>")
        assert reader.caret_words.startswith("[4]")
    async with start(settings=Settings(animation=False, ignore="F")) as reader:
        await reader.press("gp")
        assert "F001" not in reader.page
        assert "nothing that wants mending" in reader.page


async def test_references_accept(start: Start) -> None:
    """A reference that means another source after a revision is told, until the reader takes it so."""
    async with start() as reader:
        page = reader.text.replace("Hedwig Lorenz, Papier und Macht (Mainz", "Otto Brandt, Tinte und Blei (Mainz")
        reader.file.write_text(page.replace("[2] Lorenz, Papier und Macht", "[2] Brandt, Tinte"), encoding="utf-8")
        reader.screen.upkeep.look_at_file()
        await reader.settle()
        assert "1 reference means another source now: gp" in reader.foot
        await reader.press("gp")
        assert "C107  Note 3" in reader.page
        await reader.press("<escape>", "gA", "gp")
        assert "C107" not in reader.page


async def test_pane_toggle(start: Start) -> None:
    async with start() as reader:
        await reader.press("\\")
        assert "Lionel Harcourt" not in "\n".join(reader.lines()[:12])
        await reader.press("\\")
        assert "Lionel Harcourt" in reader.page


async def test_pane_next(start: Start) -> None:
    async with start() as reader:
        await reader.press("<tab>")
        assert reader.screen.side.pane == "index"


async def test_pane_previous(start: Start) -> None:
    async with start() as reader:
        await reader.press("<shift+tab>")
        assert reader.screen.side.pane == "marks"


async def test_margin_pin(start: Start) -> None:
    async with start(size=(120, 20)) as reader:
        await reader.press("p", "G")
        assert "Lionel Harcourt" in "\n".join(line[74:] for line in reader.lines())
        await reader.press("p")
        assert "Lionel Harcourt" not in "\n".join(line[74:] for line in reader.lines())


async def test_entry(start: Start) -> None:
    async with start() as reader:
        await reader.go("Erasmus wrote")
        await reader.press("*")
        assert reader.screen.entry.heading.startswith("Erasmus")
        await reader.go("Cholera followed")
        await reader.press("*")
        assert "No person or event" in reader.foot


async def test_mention_next(start: Start) -> None:
    async with start() as reader:
        await reader.press("]i")
        assert "Choose an entry first" in reader.foot
        await reader.go("Erasmus wrote")
        await reader.press("*", "]i")
        assert reader.caret_words.startswith("Erasmus, who disliked")


async def test_mention_previous(start: Start) -> None:
    async with start() as reader:
        await reader.go("Erasmus, who disliked")
        await reader.press("*", "[i")
        assert reader.caret_words.startswith("Erasmus wrote")


async def test_timeline(start: Start) -> None:
    """Events by date; a date that the text does not give is in square brackets; Enter jumps."""
    async with start(size=(140, 40)) as reader:
        await reader.press("gt")
        row = [reader.page.index(words) for words in ("[1521]", "[1853", "1857", "1956")]
        assert row == sorted(row)
        await reader.press("suez", "<enter>")
        assert reader.caret_words.startswith("Suez Crisis")
        assert reader.screen.entry.heading == "Suez Crisis"


async def test_index_kind(start: Start) -> None:
    async with start() as reader:
        await reader.press("gi", "<f2>")
        assert "Erasmus" in reader.page
        assert "Crimean War  [1853" not in reader.page
        await reader.press("<f2>")
        assert "Crimean War  [1853" in reader.page
        assert "People (" not in reader.page


async def test_index_sort(start: Start) -> None:
    """The choice is said."""
    async with start() as reader:
        await reader.press("gi")
        for said, first in (("order in the text", "lesseps"), ("count", "lesseps"), ("date", "lesseps")):
            await reader.press("<f3>")
            assert said in reader.foot
            assert reader.screen.side.under_bar is not None
            people = [r.entry for r in reader.screen.side._list.shown if r.entry.startswith("person")]
            assert first in people[0]
        events = [r.entry for r in reader.screen.side._list.shown if r.entry.startswith("event")]
        assert events[0] == "event-worms-diet-of"
        await reader.press("<f3>")
        assert "by name" in reader.foot


async def test_index_authors(start: Start) -> None:
    """Those who are only cited are folded, and the filter finds them all the same."""
    async with start() as reader:
        await reader.press("gi")
        assert "Cited authors (3): F4 shows them" in reader.page
        assert "Lorenz, Hedwig" not in reader.page
        await reader.press("<f4>")
        assert "Lorenz, Hedwig" in reader.page
        await reader.press("<f4>", "hedwig")
        assert "Lorenz, Hedwig" in reader.page


async def test_entry_mentions(start: Start) -> None:
    """Enter on the entry that is chosen already, or a key, lists its mentions; Enter on one of them jumps."""
    async with start() as reader:
        await reader.press("gi", "lesseps", "<enter>", "gi", "<enter>")
        assert reader.screen.side.pane == "mentions"
        await reader.press("answered", "<enter>")
        assert reader.caret_words.startswith("Lesseps answered")
        await reader.press("il")
        assert "Lesseps, Ferdinand de in the text (3)" in reader.page
        await reader.press("<f5>")
        assert reader.screen.side.pane == "index"
        assert reader.screen.side.under_bar.entry == reader.screen.entry.id


async def test_entry_why(start: Start) -> None:
    """The rule is said in plain words, of a mention and of a whole entry."""
    async with start() as reader:
        await reader.press("iw")
        assert "Choose an entry first" in reader.foot
        await reader.go("Crimean War")
        await reader.press("iw")
        assert "“Crimean War” is Crimean War: name of a known event" in reader.foot
        await reader.press("gi", "lesseps", "<f6>")
        assert "surname of a person named in full (4 mentions)" in reader.foot


async def test_entry_correct(start: Start) -> None:
    """All that can be said of an entry, from the list."""
    async with start() as reader:
        await reader.press("ic")
        assert "Choose an entry first" in reader.foot
        await reader.press("gi", "ismail", "<f7>", "leave", "<enter>")
        assert "Ismail is left out; u takes it back" in reader.foot
        assert not [e for e in reader.screen.reading.index.entities if e.heading == "Ismail"]


async def test_entry_rename(start: Start) -> None:
    async with start() as reader:
        await reader.go("Ismail")
        await reader.press("ir", "<end>", ", Pasha", "<enter>")
        assert "Ismail is called Ismail, Pasha" in reader.foot
        assert reader.screen.entry.heading == "Ismail, Pasha"
        await reader.press("ir", *["<backspace>"] * 13, "<enter>")
        assert "Ismail, Pasha is called as before" in reader.foot


async def test_entry_merge(start: Start) -> None:
    async with start() as reader:
        await reader.go("Ismail")
        await reader.press("im", "disraeli", "<enter>")
        assert len(reader.screen.entry.mentions) == 3
        assert reader.screen.entry.heading == "Disraeli"


async def test_entry_split(start: Start) -> None:
    """A new entry, or one that is there."""
    async with start() as reader:
        await reader.go("Ferdinand de Lesseps")
        await reader.press("is", "<down>", "<enter>", "<enter>", "<end>", ", Charles", "<enter>")
        assert reader.screen.entry.heading == "Lesseps, Charles"
        assert len(reader.screen.entry.mentions) == 4
        await reader.go("Ismail")
        await reader.press("is")
        assert "goes by one name only" in reader.foot


async def test_entry_hide(start: Start) -> None:
    async with start() as reader:
        await reader.go("Ismail")
        await reader.press("ih")
        assert not [e for e in reader.screen.reading.index.entities if e.heading == "Ismail"]


async def test_entry_add(start: Start) -> None:
    """The selected words are an entry, wherever they stand."""
    async with start() as reader:
        await reader.go("Parliament")
        await reader.press("ia")
        assert "Select the words first" in reader.foot
        await reader.go("House of Commons")
        await reader.press("v", "eee", "ia", "new event", "<enter>", "<enter>")
        assert reader.screen.entry.heading == "House of Commons"
        assert reader.screen.essay.selection is None
        await reader.go("Viceroy")
        await reader.press("v", "e", "ia", "ismail", "<enter>")
        assert [m.span.of(reader.text) for m in reader.screen.entry.mentions] == ["Viceroy", "Ismail"]


async def test_mention_move(start: Start) -> None:
    async with start() as reader:
        await reader.press("iv")
        assert "No mention stands under the caret" in reader.foot
        await reader.go("Disraeli told")
        await reader.press("iv", "palmerston", "<enter>")
        assert len(reader.screen.entry.mentions) == 3
        assert reader.screen.reading.index.entity_at(reader.at("Disraeli told")).heading == "Palmerston"


async def test_corrections(start: Start) -> None:
    """All that was said, and Enter takes one back."""
    async with start() as reader:
        await reader.press("gc")
        assert "You have said nothing of the index yet" in reader.page
        await reader.press("<escape>")
        await reader.go("Ismail")
        await reader.press("ih", "gc")
        assert "Ismail is left out" in reader.page
        await reader.press("<enter>")
        assert reader.screen.reading.index.entity_at(reader.at("Ismail")) is not None
        await reader.press("u")
        assert reader.screen.reading.index.entity_at(reader.at("Ismail")) is None


# --- finding


async def test_find(start: Start) -> None:
    async with start() as reader:
        await reader.press("/", "dredgers", "<enter>")
        assert reader.caret_words.startswith("dredgers, and")
        assert "1 of 2" in reader.foot
        await reader.press("/", "zeppelin", "<enter>")
        assert "is not in the text" in reader.foot


async def test_find_next(start: Start) -> None:
    async with start() as reader:
        await reader.press("/", "dredgers", "<enter>", "n")
        assert reader.caret_words.startswith("dredgers were faster")


async def test_find_previous(start: Start) -> None:
    async with start() as reader:
        await reader.press("/", "dredgers", "<enter>", "N")
        assert reader.caret_words.startswith("dredgers were faster")
        assert "other end" in reader.foot


# --- reader


async def test_measure_wider(start: Start) -> None:
    async with start() as reader:
        await reader.press("+")
        assert reader.screen.essay.measure == 72


async def test_measure_narrower(start: Start) -> None:
    async with start() as reader:
        await reader.press("2-")
        assert reader.screen.essay.measure == 60
        assert reader.screen.essay.page.measure == 60


async def test_measure_default(start: Start) -> None:
    async with start() as reader:
        await reader.press("3-", "=")
        assert reader.screen.essay.measure == 68


async def test_focus(start: Start) -> None:
    async with start() as reader:
        await reader.press("z")
        assert "FOOTNOTES" not in reader.page
        await reader.press("z")
        assert "FOOTNOTES" in reader.page


async def test_theme(start: Start) -> None:
    async with start() as reader:
        before = reader.app.theme
        await reader.press("gT")
        assert reader.app.theme != before


async def test_repaint(start: Start) -> None:
    async with start() as reader:
        before = reader.page
        await reader.press("<ctrl+l>")
        assert reader.page == before


async def test_edit(start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a terminal to hand over, or without the editor, one sentence says so."""
    monkeypatch.setenv("EDITOR", "no-such-editor-here")
    monkeypatch.delenv("VISUAL", raising=False)
    async with start() as reader:
        await reader.press("E")
        assert "There is no editor" in reader.foot


async def test_export(start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a name it is written at once; a file that is in the way is replaced only after a yes, and kept."""
    monkeypatch.chdir(tmp_path)
    async with start() as reader:
        await reader.press("ge")
        assert "no marks to export" in reader.foot
        await reader.go("Cholera followed")
        await reader.press("H", ":", "export other.md", "<enter>")
        file = tmp_path / "other.md"
        assert "Cholera followed them" in file.read_text(encoding="utf-8")
        assert "1 new" in reader.foot
        file.write_text("mine", encoding="utf-8")
        await reader.press(":", "export other.md", "<enter>", "n")
        assert file.read_text(encoding="utf-8") == "mine"
        await reader.press(":", "export other.md", "<enter>", "y")
        assert "Cholera followed them" in file.read_text(encoding="utf-8")
        assert (tmp_path / "other.md.bak").read_text(encoding="utf-8") == "mine"
        await reader.press(":", "export oth", "<tab>")
        assert "export other.md" in reader.page


async def test_copy_mark(start: Start) -> None:
    async with start() as reader:
        await reader.press("gy")
        assert "No mark is here" in reader.foot
        await reader.go("Cholera followed")
        await reader.press("H", "gy")
        assert "> Cholera followed them" in reader.app.clipboard


async def test_shelf(start: Start) -> None:
    async with start() as reader:
        await reader.press("gs")
        assert "essay.txt" in reader.page
        await reader.press("<enter>")
        assert reader.screen.essay.has_focus


async def test_suspend(start: Start) -> None:
    """Where there is no shell to go back to, nothing happens and nothing breaks."""
    async with start() as reader:
        reader.app.action_suspend_process = lambda: setattr(reader.app, "suspended", True)
        await reader.press("<ctrl+z>")
        assert reader.app.suspended


async def test_commands(start: Start) -> None:
    async with start() as reader:
        await reader.press(":")
        assert isinstance(reader.app.screen, PaletteDialog)
        await reader.press("outline", "<enter>")
        assert reader.screen.side.pane == "outline"
        await reader.press("<escape>", "<ctrl+p>", "theme paper", "<enter>")
        assert reader.app.theme == "paper"


async def test_help(start: Start) -> None:
    async with start() as reader:
        await reader.press("?")
        assert isinstance(reader.app.screen, HelpDialog)
        assert "choose the next sentence" in reader.page
        await reader.press("q")
        assert not isinstance(reader.app.screen, HelpDialog)


async def test_escape(start: Start) -> None:
    """One level back, and never out."""
    async with start() as reader:
        await reader.press("v", "w", "<escape>")
        assert reader.screen.essay.selection is None
        await reader.press("gi", "<escape>")
        assert reader.screen.essay.has_focus
        await reader.press(*["<escape>"] * 5)
        assert reader.app.is_running


async def test_quit(start: Start) -> None:
    async with start() as reader:
        await reader.press("G", "q")
        assert reader.app.return_code == 0
        library = Library(reader.app.library.home)
        assert library.position(library.open(reader.file)) > 0
