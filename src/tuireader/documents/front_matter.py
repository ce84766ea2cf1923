"""The block of metadata that Markdown files may begin with: ``---``, lines of ``key: value``, ``---``."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FENCE = re.compile(r"---[ \t]*\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_KEY = re.compile(r"[A-Za-z][\w-]*[ \t]*:(?:[ \t]|$)")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a file says about itself."""

    lines: int
    """How many lines it takes, its two fences among them."""
    title: str | None
    byline: str | None
    """Author and date, as far as given."""


def front_matter(text: str) -> FrontMatter | None:
    """Return the metadata at the head of ``text``, or None if it does not begin with any.

    Only plain values on one line are taken; this is no YAML reader. A file that begins with a rule (``---``) and goes
    on in prose has none.
    """
    fence = _FENCE.match(text)
    close = _CLOSE.search(text, fence.end()) if fence else None
    if not fence or not close:
        return None
    body = text[fence.end() : close.start()].split("\n")
    written = [line for line in body if line.strip() and not line.startswith("#")]
    if not written or not _KEY.match(written[0]):
        return None
    values = {key.strip().lower(): value for key, _, value in (line.partition(":") for line in written)}
    author, date = _scalar(values.get("author")), _scalar(values.get("date"))
    byline = ", ".join(filter(None, (author, date))) or None
    return FrontMatter(text.count("\n", 0, close.start()) + 1, _scalar(values.get("title")), byline)


def _scalar(value: str | None) -> str | None:
    words = (value or "").strip()
    if len(words) > 1 and words[0] == words[-1] and words[0] in "\"'":
        return words[1:-1].strip() or None
    return None if not words or words[0] in "[{|>&*!" else words
