"""Fingerprints of a text: which revision this is, and whether it is the same document."""

from __future__ import annotations

import hashlib
import re
import unicodedata

SKETCHED = 128
"""Numbers in a sketch: enough to tell a half from a third."""
RUN = 3
"""Words in a run: so many that two essays on one subject share few."""
LOOKED_AT = 300_000
"""Code points of a text that a sketch is made of, so that a very long one costs no more than a long one."""
_UNSPACED = r"\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
"""Thai and Lao, Khmer, kana and Han: scripts that put no spaces between words."""
_WORD = re.compile(rf"[^\W\d_{_UNSPACED}]+|[{_UNSPACED}]|\d+")


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


def sketch(text: str) -> tuple[int, ...]:
    """Return a few numbers that stand for the wording of ``text``, ascending: texts that share wording share numbers.

    They are the least ``SKETCHED`` of the checksums of all runs of ``RUN`` words, case and punctuation aside (Broder's
    sketch, 1997); of a script without spaces, of single characters. Only the first ``LOOKED_AT`` code points count.
    """
    import heapq
    import zlib

    words = _WORD.findall(text[:LOOKED_AT].casefold())
    runs = {" ".join(words[n : n + RUN]) for n in range(max(len(words) - RUN + 1, min(len(words), 1)))}
    return tuple(heapq.nsmallest(SKETCHED, {zlib.crc32(run.encode("utf-8", "surrogatepass")) for run in runs}))


def likeness(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Estimate from two sketches which share of their wording two texts have in common, from 0 to 1."""
    least = sorted({*one, *other})[:SKETCHED]
    return len({*one} & {*other} & {*least}) / len(least) if least else 0.0
