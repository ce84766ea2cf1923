"""A reference that means another source since the text was revised is told, from what to what; nothing else is."""

from __future__ import annotations

from tuireader.documents.plain import read_plain
from tuireader.notes.meanings import Meaning, changed, meanings, remembered
from tuireader.notes.resolve import resolve

BODY = "The walls were built first, and of stone.[1] The roads came later, and by force.[2] So it went on.[3]"
WALLS = "Anna Holt, Walls (London: Pier, 1990), p. 3."
ROADS = "John Bell, Roads (London: Pier, 1991), p. 5."


def text(body: str, *notes: str) -> str:
    listed = "\n".join(f"[{n}] {note}" for n, note in enumerate(notes, 1))
    return f"{body}\n\nNotes\n\n{listed}\n"


def kept(written: str) -> tuple[Meaning, ...]:
    document = read_plain(written, "-")
    return meanings(document, resolve(document))


def told(before: tuple[Meaning, ...], written: str) -> list[tuple[str, str, str]]:
    document = read_plain(written, "-")
    return [(c.note.label, c.was, c.now) for c in changed(before, document, resolve(document))]


OLD = text(BODY, WALLS, "Ibid., p. 9.", ROADS)


def test_the_same_text_and_a_text_that_grew_elsewhere_have_changed_nothing() -> None:
    before = kept(OLD)
    assert told(before, OLD) == []
    assert told(before, text(f"{BODY} And on.[4]", WALLS, "Ibid., p. 9.", ROADS, "Ibid., p. 6.")) == []


def test_a_note_put_before_an_ibid_changes_its_meaning() -> None:
    body = (
        BODY.replace("stone.[1]", "stone.[1] Of wood too.[2]")
        .replace("force.[2]", "force.[3]")
        .replace("on.[3]", "on.[4]")
    )
    now = text(body, WALLS, ROADS, "Ibid., p. 9.", ROADS)
    assert told(kept(OLD), now) == [
        ("3", "Anna Holt, Walls (London: Pier, 1990)", "John Bell, Roads (London: Pier, 1991)")
    ]


def test_a_source_whose_wording_is_mended_is_the_same_source() -> None:
    assert told(kept(OLD), OLD.replace("London: Pier, 1990", "London: Pier Press, 1990")) == []


def test_what_was_meant_is_remembered_until_it_is_accepted() -> None:
    before = kept(OLD)
    body = (
        BODY.replace("stone.[1]", "stone.[1] Of wood too.[2]")
        .replace("force.[2]", "force.[3]")
        .replace("on.[3]", "on.[4]")
    )
    now = text(body, WALLS, ROADS, "Ibid., p. 9.", ROADS)
    document = read_plain(now, "-")
    apparatus = resolve(document)
    once = remembered(before, document, apparatus)
    assert len(told(once, now)) == 1
    assert told(remembered((), document, apparatus), now) == []
