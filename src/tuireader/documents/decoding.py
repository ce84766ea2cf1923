"""From bytes to text: which encoding a file is in, and when it is no text at all.

Nothing is guessed from the language of the text. A byte-order mark decides; else text that is well-formed UTF-8 is
UTF-8, for no other encoding is so by chance; else it is Windows-1252, which every byte can be read as.
"""

from __future__ import annotations

import codecs
import re

from tuireader.errors import UnreadableInput

FEW_NULS = 8
"""So many NULs are an accident in a text; more of them, and more than one in a thousand bytes, are another format."""

MOST_STRANGE = 0.03
"""The share of control characters up to which bytes may be a text; of bytes at random they are a tenth."""

_NOT_WRITTEN = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f\x81\x8d\x8f\x90\x9d]")

DAMAGED_UTF8 = "utf-8, damaged"
"""The name given to a file in UTF-8 with some bytes broken; each is shown as U+FFFD."""

_MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "a Rich Text document"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Office document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"II*\0", "an image"),
    (b"MM\0*", "an image"),
    (b"\x1f\x8b", "a compressed file"),
    (b"BZh9", "a compressed file"),
    (b"\xfd7zXZ\0", "a compressed file"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed file"),
    (b"(\xb5/\xfd", "a compressed file"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)

_ZIPPED = (
    (b"application/epub+zip", "an EPUB book"),
    (b"application/vnd.oasis.opendocument.text", "an OpenDocument text"),
    (b"word/", "a Word document"),
)


def decode(data: bytes) -> tuple[str, str]:
    """Return the text of ``data`` with every CR LF and CR as LF, and the name of the encoding that it was read in.

    A byte-order mark is not part of the text; nothing else is removed. Windows-1252 leaves five bytes undefined, which
    are read as ISO 8859-1 has them. Raises UnreadableInput, as a sentence without the name of the file, if ``data`` is
    not text.
    """
    if kind := foreign_kind(data):
        raise UnreadableInput(f"is {kind}, not text")
    text, encoding = _decoded(data)
    if "\0" in text and text.count("\0") > max(FEW_NULS, len(text) // 1000):
        raise UnreadableInput("holds binary data, or text in UTF-16 without its byte-order mark; save it as UTF-8")
    strange = len(_NOT_WRITTEN.findall(text))
    if strange > max(FEW_NULS, len(text) * MOST_STRANGE):
        raise UnreadableInput("holds binary data; it is not text")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, encoding


def foreign_kind(data: bytes) -> str | None:
    """Return what ``data`` is by its first bytes, as "a PDF", or None if it may be text."""
    if data.startswith(b"PK\x03\x04"):
        return next((kind for sign, kind in _ZIPPED if sign in data[:4096]), "a ZIP archive")
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "an image"
    return next((kind for sign, kind in _SIGNATURES if data.startswith(sign)), None)


def _decoded(data: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), encoding.removesuffix("-sig")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        mended = data.decode("utf-8", "replace")
        broken = mended.count("\ufffd")
        whole = sum(map(len, re.findall(r"[^\x00-\x7f\ufffd]+", mended)))
        if whole > broken:
            return mended, DAMAGED_UTF8
    return _windows_1252(data), "windows-1252"


def _windows_1252(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        undefined = bytes((0x81, 0x8D, 0x8F, 0x90, 0x9D))
        parts = re.split(b"([" + undefined + b"])", data)
        return "".join(p.decode("latin-1" if p in undefined else "cp1252") for p in parts)
