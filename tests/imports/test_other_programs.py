"""What Hypothesis, KOReader and Kindle keep is placed by its words; what has no place is kept, nothing is doubled."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imports_samples import MARKDOWN, PLAIN, markdown, plain, words_of

from tuireader.annotations.codec import from_dict, to_dict
from tuireader.errors import UnreadableInput
from tuireader.imports import lua
from tuireader.imports.importers import IMPORTERS, importer_for
from tuireader.imports.taking import Taking, take_in
from tuireader.imports.titles import same_title
from tuireader.reading import Reading


def row(name: str, exact: str, **more: Any) -> dict[str, Any]:
    selectors: list[dict[str, Any]] = [
        {"type": "RangeSelector", "endOffset": 3, "startOffset": 1},
        {"type": "TextPositionSelector", "start": 9000, "end": 9010},
        {"type": "TextQuoteSelector", "exact": exact, "prefix": "", "suffix": ""},
    ]
    target = [{"source": "http://x.y/", "selector": selectors}] if exact else [{"source": "http://x.y/"}]
    times = {"created": "2026-11-20T10:00:00.123456+00:00", "updated": "2026-11-21T12:00:00+02:00"}
    given = {
        "id": name,
        "uri": "http://x.y/",
        "user": "acct:anna@hypothes.is",
        "text": "",
        "tags": [],
        "target": target,
    }
    return {**given, **times, **more}


ROWS = [
    row("b", "", text="Not so.", references=["a"], user="acct:ben@hypothes.is", created="2026-11-22T10:00:00+00:00"),
    row("a", "moved the lock by a mile”. Nobody has explained", text="By whom?", tags=["to check", "lock"]),
    row("c", "words that are nowhere"),
]

LUA = """-- we can read Lua syntax here!
return {
    ["annotations"] = {
        [1] = {
            ["chapter"] = "One",
            ["color"] = "yellow",
            ["datetime"] = "2026-11-20 10:00:00",
            ["datetime_updated"] = "2026-11-21 10:00:00",
            ["drawer"] = "lighten",
            ["note"] = "a \\"note\\"\\
over two lines",
            ["page"] = "/body/p[3]/text().0",
            ["pageno"] = 3,
            ["pos0"] = "/body/p[3]/text().0",
            ["pos1"] = "/body/p[3]/text().30",
            ["text"] = "surveyed twice, and the second survey",
        },
        [2] = { ["datetime"] = "2026-11-20 11:00:00", ["page"] = 4, ["text"] = "in One" },
        [3] = { pos0 = 1, text = [[words that are nowhere]], datetime = "2026-11-20 12:00:00", },
    },
    ["stats"] = { ["title"] = "The Canal", ["x"] = -1.5e3, ["y"] = 0x10, ["z"] = nil, ["on"] = true },
}
"""

OLD_LUA = """return {
    ["bookmarks"] = {
        [1] = { ["datetime"] = "2020-01-01 10:00:00", ["highlighted"] = true, ["notes"] = "surveyed twice",
                ["text"] = "Page 3 surveyed twice @ 2020-01-01 10:00:00", ["page"] = 3 },
        [2] = { ["datetime"] = "2020-01-01 11:00:00", ["highlighted"] = true, ["notes"] = "paid by both sides",
                ["text"] = "By whom?", ["page"] = 3 },
        [3] = { ["datetime"] = "2020-01-01 12:00:00", ["notes"] = "in One", ["page"] = 4 },
    },
    ["highlight"] = { [3] = {
        [1] = { ["datetime"] = "2020-01-01 10:00:00", ["pos0"] = 1, ["text"] = "surveyed twice" },
        [2] = { ["datetime"] = "2020-01-01 13:00:00", ["pos0"] = 2, ["text"] = "Nobody has asked" },
    } },
}
"""

CLIPPINGS = """\ufeffThe Canal and the Clerk (A. Writer)\r
- Your Highlight on page 3 | Location 20-21 | Added on Friday, 20 November 2026 10:00:05\r
\r
surveyed twice\r
==========\r
\ufeffThe Canal and the Clerk (A. Writer)\r
- Your Highlight on page 3 | Location 20-22 | Added on Friday, 20 November 2026 10:00:09\r
\r
surveyed twice, and the second survey\r
==========\r
The Canal and the Clerk (A. Writer)\r
- Your Note on page 3 | Location 22 | Added on Friday, November 20, 2026 1:00:09 PM\r
\r
By whom?\r
==========\r
The Canal and the Clerk (A. Writer)\r
- Your Bookmark on page 4 | Location 30 | Added on Friday, 20 November 2026 10:00:09\r
\r
\r
==========\r
Another Book (B. Other)\r
- Ihre Markierung auf Seite 9 | bei Position 100-101 | Hinzugefügt am Freitag, 20. November 2026 10:00:09\r
\r
something else altogether here\r
==========\r
The Canal and the Clerk (A. Writer)\r
- Votre surlignement sur la page 5 | emplacement 40-41 | Ajouté le vendredi 20 novembre 2026 11:00:00\r
\r
words that are nowhere\r
==========\r
"""


def notes(taking: Taking) -> list[tuple[str | None, str]]:
    found = [(words_of(taking.reading, c.id), c.after.body if c.after else "") for c in taking.changes]
    return sorted(found, key=lambda pair: (pair[0] or "", pair[1]))


def test_hypothesis_is_placed_through_the_footnotes_and_its_replies_stand_below() -> None:
    taking = take_in(plain(), json.dumps({"total": 3, "rows": ROWS}))
    assert notes(taking) == [
        (None, ""),
        ("moved the lock by a mile”.[1] Nobody has explained", "By whom?\n\n↳ ben, 2026-11-22: Not so."),
    ]
    first = taking.reading.mark("https://hypothes.is/a/a")
    assert first is not None
    assert first.annotation.tags == ("to-check", "lock")
    assert (first.annotation.created, first.annotation.modified) == (
        "2026-11-20T10:00:00.123Z",
        "2026-11-21T10:00:00.000Z",
    )
    assert [m.annotation.id for m in taking.unplaced] == ["https://hypothes.is/a/c"]
    exported = json.dumps({"export_date": "2026-11-25", "client_version": "1", "annotations": ROWS})
    assert notes(take_in(plain(), exported)) == notes(taking)


def test_koreader_is_placed_in_both_shapes() -> None:
    taking = take_in(plain(), LUA)
    assert notes(taking) == [(None, ""), ("surveyed twice, and the second survey", 'a "note"\nover two lines')]
    assert taking.left_out == ("1 bookmark without words",)
    (kept,) = [c.after for c in taking.changes if c.after and c.after.body]
    assert kept.extra["x:koreader"]["chapter"] == "One"
    assert (kept.created, kept.modified) == ("2026-11-20T10:00:00.000Z", "2026-11-21T10:00:00.000Z")
    old = take_in(plain(), OLD_LUA)
    assert notes(old) == [("Nobody has asked", ""), ("paid by both sides", "By whom?"), ("surveyed twice", "")]


def test_of_kindles_clippings_only_this_book_is_taken_and_only_the_last_state() -> None:
    taking = take_in(plain(), CLIPPINGS)
    assert notes(taking) == [(None, ""), ("surveyed twice, and the second survey", "By whom?")]
    assert set(taking.left_out) == {"1 of “Another Book (B. Other)”", "1 bookmark without words"}
    assert [c.after.created for c in taking.changes if c.after] == [
        "2026-11-20T10:00:09.000Z",
        "2026-11-20T11:00:00.000Z",
    ]
    placed = next(c.after for c in taking.changes if c.after and c.after.body)
    assert placed.modified == "2026-11-20T13:00:09.000Z"


def test_a_book_under_another_title_is_known_by_its_words() -> None:
    other = CLIPPINGS.replace("The Canal and the Clerk", "canal-final-2")
    assert notes(take_in(plain(), other)) == notes(take_in(plain(), CLIPPINGS))
    nothing = take_in(plain("Another Essay\n\nWith other words altogether.\n"), CLIPPINGS)
    assert (nothing.changes, len(nothing.left_out)) == ((), 2)


@pytest.mark.parametrize(
    ("about", "made", "kind"),
    [
        (
            "- Your Highlight on Location 20-21 | Added on Friday, November 20, 2026 1:00:05 AM",
            "2026-11-20T01:00:05",
            "h",
        ),
        (
            "- Ihre Notiz auf Seite 3 | bei Position 21 | Hinzugefügt am Freitag, 20. November 2026 10:00:05",
            "2026-11-20T10:00:05",
            "n",
        ),
        (
            "- La tua nota a pagina 3 | posizione 21 | Aggiunto in data venerdì 20 novembre 2026 10:00:05",
            "2026-11-20T10:00:05",
            "n",
        ),
        (
            "- Votre signet sur la page 3 | emplacement 21 | Ajouté le vendredi 20 novembre 2026 10:00:05",
            "2026-11-20T10:00:05",
            "b",
        ),
        ("- 位置No. 20-21のハイライト |作成日: 2026年11月20日金曜日 10:00:05", "2026-11-20T10:00:05", "h"),
        ("- 位置No. 21のメモ |作成日: 2026年11月20日金曜日 10:00:05", "2026-11-20T10:00:05", "n"),
        ("- Ваш выделенный отрывок в месте 20–21 | Добавлено: пятница, 20 ноября 2026 г. в 10:00:05", "", "h"),
    ],
)
def test_kindles_own_languages_are_read(about: str, made: str, kind: str) -> None:
    text = f"The Canal and the Clerk\n{about}\n\nsurveyed twice\n==========\n"
    taking = take_in(plain(), text)
    assert len(taking.changes) == (kind != "b")
    for change in taking.changes:
        assert change.after is not None
        assert (change.after.body == "surveyed twice") is (kind == "n")
        assert change.after.created.startswith(made)


FILES = {"hypothesis": json.dumps(ROWS), "koreader": LUA, "kindle": CLIPPINGS}


@pytest.mark.parametrize("form", list(FILES))
@pytest.mark.parametrize("reading", [plain(), markdown()], ids=["plain", "markdown"])
def test_twice_is_as_once_and_what_was_changed_here_stays(form: str, reading: Reading) -> None:
    text = FILES[form]
    assert importer_for(text).name == form
    taking = take_in(reading, text)
    assert taking.changes
    again = take_in(taking.reading, text)
    assert (again.changes, again.unchanged) == ((), taking.added)
    name = taking.changes[0].id
    mine = taking.reading.edit_note(name, "mine", (), "2027-01-01T00:00:00.000Z")[0]
    assert take_in(mine, text).changes == ()
    for change in taking.changes:
        assert change.after is not None
        assert from_dict(to_dict(change.after)) == change.after  # the store keeps it whole


def test_words_are_found_through_the_signs_of_markdown() -> None:
    taking = take_in(markdown(), LUA)
    assert notes(taking)[1][0] == "surveyed twice**, and the second survey"
    assert "twice**" in MARKDOWN


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "is empty"),
        ("some words", "no marks in a form that is known"),
        ("return { [1] = ", "cannot be read"),
        ("return { os.execute('x') }", "cannot be read"),
        ('return { ["a"] = function() end }', "cannot be read"),
        ("return {" + "{" * 500, "nested too deeply"),
        ('[{"id": "a"}]', "not a W3C annotation"),
        ("==========", "no marks in a form"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(text: str, why: str) -> None:
    with pytest.raises(UnreadableInput, match=why) as refused:
        take_in(plain(), text)
    assert "\n" not in str(refused.value)


@given(st.text(alphabet=st.sampled_from('return{}[]=,;"\\\n-1.a \x00é'), max_size=60), st.sampled_from(list(IMPORTERS)))
def test_whatever_a_file_holds_it_is_read_or_refused(text: str, form: str) -> None:
    for damaged in (text, LUA[: len(text) * 9] + text, CLIPPINGS[: len(text) * 9] + text):
        try:
            taking = take_in(plain(), damaged, form)
        except UnreadableInput:
            continue
        assert len({change.id for change in taking.changes}) == len(taking.changes)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(10**6), 10**6) | st.text(),
        lambda inner: st.dictionaries(st.text() | st.integers(1, 9), inner, max_size=4),
        max_leaves=12,
    )
)
def test_a_table_of_lua_comes_back_as_it_was_written(value: Any) -> None:
    assert lua.load(f"return {written(value)}") == value


def written(value: Any) -> str:
    """A value as KOReader writes it."""
    if isinstance(value, dict):
        return "{" + "".join(f"[{written(key)}] = {written(item)},\n" for key, item in value.items()) + "}"
    if isinstance(value, str):
        signs = {"\\": "\\\\", '"': '\\"', "\n": "\\\n", "\r": "\\r", "\0": "\\0"}
        quoted = "".join("\\000" if c == "\0" else signs.get(c, c) for c in value)
        return f'"{quoted}"'
    return (
        {None: "nil", True: "true", False: "false"}.get(value, str(value))
        if not isinstance(value, int) or isinstance(value, bool)
        else str(value)
    )


@pytest.mark.parametrize(
    ("title", "same"),
    [
        ("The Canal and the Clerk (A. Writer)", True),
        ("the canal and the clerk: A History", True),
        ("The Canal", True),
        ("The", False),
        ("The Canals", False),
        ("()", False),
    ],
)
def test_a_book_is_known_by_its_title(title: str, same: bool) -> None:
    assert same_title(title, plain(PLAIN).document) is same
