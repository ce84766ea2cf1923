"""Key sequences: counts, pending keys, clashes."""

from __future__ import annotations

import pytest

from tuireader.ui.commands import COMMANDS, key_reader
from tuireader.ui.keys import KeyClashError, KeyReader, shown, tokens


def hear(reader: KeyReader, keys: str, mode: str = "reading") -> list[tuple[str | None, int | None, str]]:
    return [(h.command, h.count, h.char) for t in tokens(keys) if (h := reader.hear(t, mode)).command]


@pytest.mark.parametrize(
    ("keys", "command", "count", "char"),
    [
        ("gd", "source", None, ""),
        ("]f", "footnote.next", None, ""),
        ("12G", "end", 12, ""),
        ("40%", "percent", 40, ""),
        ("ma", "bookmark.set", None, "a"),
        ("<ctrl+o>", "back", None, ""),
        ("10j", "line.down", 10, ""),
    ],
)
def test_sequences_and_counts(keys: str, command: str, count: int | None, char: str) -> None:
    assert hear(key_reader(), keys) == [(command, count, char)]


def test_an_unfinished_sequence_waits_and_escape_drops_it() -> None:
    reader = key_reader()

    assert reader.hear("g", "reading").pending == "g"
    assert reader.hear("<escape>", "reading").command is None
    assert hear(reader, "j") == [("line.down", None, "")]


def test_an_unknown_sequence_is_named() -> None:
    reader = key_reader()
    reader.hear("g", "reading")

    assert reader.hear("x", "reading").unknown == "gx"


def test_a_clash_is_refused_in_words() -> None:
    with pytest.raises(KeyClashError, match=r"gg of “two” clash with those of “one”"):
        KeyReader({"reading": [("g", "one"), ("gg", "two")]})


def test_selecting_has_keys_of_its_own() -> None:
    assert hear(key_reader(), "b", "selecting") == [("word.previous", None, "")]
    assert hear(key_reader(), "b", "reading") == [("page.up", None, "")]


def test_no_command_needs_a_key_that_terminals_swallow() -> None:
    """Ctrl-i, Ctrl-h, Ctrl-m, Ctrl-s and Ctrl-q never; Ctrl-a and Ctrl-b never alone."""
    swallowed = {f"<ctrl+{k}>" for k in "ihmsq"} | {"<f10>", "<f11>", "<f12>"}
    for command in COMMANDS:
        assert not swallowed & {t for keys in command.keys for t in tokens(keys)}
        assert set(command.keys) - {"<ctrl+a>", "<ctrl+b>"}


def test_ids_are_unique_and_words_are_there() -> None:
    assert len({c.id for c in COMMANDS}) == len(COMMANDS)
    assert all(c.words and c.group for c in COMMANDS)


def test_keys_are_shown_as_people_write_them() -> None:
    assert shown("<ctrl+f>") == "Ctrl-f"
    assert shown("<pagedown>") == "PgDn"
    assert shown("]f") == "]f"
