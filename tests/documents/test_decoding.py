"""Every text file is read in the encoding that it is in, and what is no text is called by its name."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuireader.documents.decoding import DAMAGED_UTF8, decode, foreign_kind
from tuireader.errors import UnreadableInput

PROSE = "Vienna, 1815 – ‘legitimacy’, café, Straße"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (PROSE.encode(), "utf-8"),
        (codecs.BOM_UTF8 + PROSE.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + PROSE.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + PROSE.encode("utf-16-be"), "utf-16"),
        (codecs.BOM_UTF32_LE + PROSE.encode("utf-32-le"), "utf-32"),
        (PROSE.encode("cp1252"), "windows-1252"),
    ],
)
def test_the_same_words_in_every_encoding(data: bytes, encoding: str) -> None:
    assert decode(data) == (PROSE, encoding)


def test_newlines_are_unified_and_nothing_else_is_removed() -> None:
    assert decode(b"a\r\nb\rc\n\r\n\x0c\t\x1b \xef\xbb\xbf")[0] == "a\nb\nc\n\n\x0c\t\x1b \ufeff"


def test_newlines_are_unified_in_utf_16_too() -> None:
    assert decode("\ufeffa\r\nb".encode("utf-16-le"))[0] == "a\nb"


def test_the_undefined_bytes_of_windows_1252_raise_nothing() -> None:
    assert decode(b"\x93so\x94 \x81\x8d\x8f\x90\x9d \x9b")[0] == "“so” \x81\x8d\x8f\x90\x9d ›"


def test_one_broken_byte_does_not_turn_a_whole_text_into_another_encoding() -> None:
    text, encoding = decode("‘one’ – ‘two’".encode() + b"\xff")

    assert (text, encoding) == ("‘one’ – ‘two’\ufffd", DAMAGED_UTF8)


def test_an_odd_last_byte_of_utf_16_is_shown_as_broken() -> None:
    assert decode(codecs.BOM_UTF16_LE + "ab".encode("utf-16-le") + b"x")[0] == "ab\ufffd"


def test_a_stray_nul_is_text_and_many_are_not() -> None:
    assert decode(b"a\0b")[0] == "a\0b"
    with pytest.raises(UnreadableInput, match="binary"):
        decode(b"\0\1\2\3" * 100)


def test_utf_16_without_its_mark_is_explained() -> None:
    with pytest.raises(UnreadableInput, match="byte-order mark"):
        decode(PROSE.encode("utf-16-le"))


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/epub+zip", "an EPUB book"),
        (b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text", "an OpenDocument text"),
        (b"PK\x03\x04" + bytes(26) + b"word/document.xml", "a Word document"),
        (b"PK\x03\x04" + bytes(26) + b"a.txt", "a ZIP archive"),
        (b"\x89PNG\r\n\x1a\n", "an image"),
        (b"RIFF\x00\x00\x00\x00WEBP", "an image"),
        (b"\x1f\x8b\x08", "a compressed file"),
        (b"{\\rtf1", "a Rich Text document"),
        (b"Pkunzip was a program.", None),
        (b"", None),
    ],
)
def test_other_formats_are_known_by_their_first_bytes(data: bytes, kind: str | None) -> None:
    assert foreign_kind(data) == kind
    if kind:
        with pytest.raises(UnreadableInput, match=kind):
            decode(data)


@given(st.binary())
def test_bytes_are_either_decoded_or_refused(data: bytes) -> None:
    try:
        text, _ = decode(data)
    except UnreadableInput:
        return
    assert "\r" not in text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]) | st.sampled_from("\n\t")))
def test_what_was_saved_as_utf_8_is_read_as_it_was(text: str) -> None:
    data = text.encode()
    if foreign_kind(data) is None and not text.startswith("\ufeff"):
        assert decode(data)[0] == text


def test_bytes_at_random_are_no_text() -> None:
    import random

    noise = random.Random(1).randbytes(400).replace(b"\0", b"\1")
    with pytest.raises(UnreadableInput, match="binary"):
        decode(noise)
