"""Whether a book on another device is the document at hand, by its title."""

from __future__ import annotations

import re

from tuireader.documents.model import Document
from tuireader.text.fold import fold

_SHORT = 6
"""Letters; a shorter title must be the same, a longer one may be the beginning of the other."""


def same_title(title: str, document: Document) -> bool:
    """Whether ``title``, with or without an author in brackets, is that of the document or of a work in it."""
    wanted = _plain(re.sub(r"\s*\([^()]*\)\s*$", "", title))
    names = [_plain(name) for name in (document.title, *(work.title or "" for work in document.works))]
    return any(_fits(wanted, name) for name in names if name) if wanted else False


def _fits(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return one == other or (len(shorter) >= _SHORT and longer.startswith(f"{shorter} "))


def _plain(title: str) -> str:
    return " ".join(re.findall(r"\w+", fold(title).text.casefold()))
