"""Fingerprints of a text: which revision this is, and whether it is the same document."""

from __future__ import annotations

import hashlib
import unicodedata


def revision(text: str) -> str:
    """Return the SHA-256 of ``text`` in UTF-8, in hexadecimal: it changes with any code point of the text.

    Lone surrogates, which UTF-8 has no form for, count by their three-byte form, so that no text is without a revision.
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def identity(text: str) -> str:
    """Return the BLAKE2b-128 of the normalised ``text``, in hexadecimal: the name of the document on first reading.

    White space counts as one space and accents in their composed form (NFC), so that a file which was only wrapped
    anew, or saved by another system, is still the same document.
    """
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    return hashlib.blake2b(composed.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
