"""Whatever stands at a path is either read or refused in one sentence that says what to do."""

from __future__ import annotations

import io
import os
import re
from pathlib import Path

import pytest

from tuireader.documents import readers
from tuireader.documents.model import BlockKind
from tuireader.documents.readers import READERS, read, what_is_read
from tuireader.errors import NoSuchFile, TuireaderError, UnreadableInput

ESSAY = "A Title\n\nOnce upon a time.[1]\n\n[1] A note.\n"


def _refused(path: str | Path, kind: type[TuireaderError] = UnreadableInput) -> str:
    with pytest.raises(kind) as caught:
        read(path)
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert "\x1b" not in sentence
    assert sentence.endswith(".")
    return sentence


@pytest.mark.parametrize("name", ["a.txt", "a.text", "A.TXT", "essay", "a.md", "a.MARKDOWN"])
def test_text_and_markdown_are_read_by_their_suffix(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(ESSAY, encoding="utf-8")

    document = read(path)

    assert document.text == ESSAY
    assert document.source == str(path)
    assert document.format == ("md" if "m" in name.lower() else "txt")


def test_crlf_in_a_file_is_unified_before_it_is_divided(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(ESSAY.replace("\n", "\r\n").encode())

    assert read(path).text == ESSAY


def test_a_dash_is_standard_input_and_plain_text() -> None:
    document = read("-", io.BytesIO(ESSAY.encode()))

    assert (document.text, document.source, document.format) == (ESSAY, "-", "txt")


def test_standard_input_that_is_empty_or_closed_is_refused() -> None:
    closed = io.BytesIO()
    closed.close()

    with pytest.raises(UnreadableInput, match="standard input is empty"):
        read("-", io.BytesIO(b" \n"))
    with pytest.raises(UnreadableInput, match="Standard input cannot be read"):
        read("-", closed)


def test_a_missing_file(tmp_path: Path) -> None:
    assert "does not exist" in _refused(tmp_path / "no.txt", NoSuchFile)


def test_a_file_taken_for_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ESSAY, encoding="utf-8")

    assert "does not exist" in _refused(tmp_path / "a.txt" / "b.txt", NoSuchFile)


def test_an_empty_path() -> None:
    assert "path is empty" in _refused("", NoSuchFile)


def test_a_broken_link(tmp_path: Path) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to(tmp_path / "gone.txt")

    assert "is a link to a file that does not exist" in _refused(link, NoSuchFile)


def test_a_folder(tmp_path: Path) -> None:
    assert "is a folder" in _refused(tmp_path)


def test_a_device() -> None:
    assert "is a device" in _refused(os.devnull)


@pytest.mark.parametrize("data", [b"", b" \n\n\t", b"\xef\xbb\xbf"])
def test_an_empty_file(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)

    assert "is empty" in _refused(path)


def test_a_binary_in_the_clothes_of_a_text_is_called_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"%PDF-1.7 ...")

    sentence = _refused(path)
    assert "is a PDF, not text" in sentence
    assert what_is_read() in sentence


@pytest.mark.parametrize(
    ("name", "words"),
    [("a.pdf", "is a PDF"), ("a.docx", "is a Word document"), ("a.epub", "is an EPUB book"), ("a.xyz", "ends in .xyz")],
)
def test_another_format_gets_a_sentence_that_names_what_is_read(tmp_path: Path, name: str, words: str) -> None:
    path = tmp_path / name
    path.write_text(ESSAY, encoding="utf-8")

    sentence = _refused(path)
    assert words in sentence
    assert "plain text (.txt, .text) and Markdown (.md, .markdown)" in sentence


def test_a_file_without_rights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ESSAY, encoding="utf-8")

    def refuse(*args: object, **kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "may not be read by you" in _refused(path)


def test_a_file_that_vanishes_between_two_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ESSAY, encoding="utf-8")
    opened = Path.open

    def vanish(self: Path, *args: object, **kwargs: object) -> object:
        self.unlink()
        return opened(self, "rb")

    monkeypatch.setattr(Path, "open", vanish)
    assert "does not exist" in _refused(path, NoSuchFile)


def test_a_disk_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ESSAY, encoding="utf-8")

    def fail(*args: object, **kwargs: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", fail)
    assert "cannot be read: input/output error" in _refused(path)


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ESSAY, encoding="utf-8")
    monkeypatch.setattr(readers, "MAX_BYTES", 10)

    assert "is larger than" in _refused(path)
    with pytest.raises(UnreadableInput, match="standard input is larger"):
        read("-", io.BytesIO(ESSAY.encode()))


def test_escapes_in_a_name_do_not_reach_the_sentence(tmp_path: Path) -> None:
    assert "␛]0;x␇" in _refused(tmp_path / "\x1b]0;x\x07\nevil.txt", NoSuchFile)
    assert _refused("a\0b.txt")


def test_every_row_of_the_table_reads_what_it_says() -> None:
    for suffix, reader in READERS.items():
        assert suffix in reader.suffixes
        assert suffix == suffix.lower()
        assert reader.read(ESSAY, f"a{suffix}").format == reader.format


def test_the_seed_is_read_whole(seed: Path) -> None:
    assert read(seed).text == seed.read_text(encoding="utf-8")


SAMPLES = Path(__file__).resolve().parents[2] / "docs_in"


@pytest.mark.parametrize(
    ("name", "notes", "without"),
    [("the-peace-that-danced.txt", 20, ["14"]), ("the-handle-and-the-map.md", 19, [])],
)
def test_the_samples_have_the_apparatus_of_a_real_essay(name: str, notes: int, without: list[str]) -> None:
    document = read(SAMPLES / name)
    (work,) = document.works
    entries = [b.span.of(document.text) for b in work.blocks if b.kind is BlockKind.NOTE_ENTRY]
    labels = [re.match(r"\[\^?(\w+)\]", entry)[1] for entry in entries]  # type: ignore[index]
    body = "".join(p.span.of(document.text) for p in work.paragraphs)
    marked = re.findall(r"\[\^?(\w+)\]", body)

    assert 1500 <= len(document.text.split()) <= 2000
    assert work.title == document.title
    assert work.byline
    assert len(work.headings) >= 5
    assert len(labels) == notes
    assert [label for label in marked if label not in labels] == without
    assert any(word.startswith("Ibid.") for entry in entries for word in entry.split())
