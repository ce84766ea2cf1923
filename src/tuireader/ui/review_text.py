"""A mark that a revision touched, as the review shows it: the passage as it was, and as it stands now.

Words that went stand in ``[-…-]`` and words that came in ``{+…+}``, as in the word differences of version control:
nothing needs colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.content import Content

from tuireader.anchors.difference import Stretch, difference
from tuireader.annotations.review import Reviewed
from tuireader.text.clean import clean
from tuireader.text.span import Span

MARKED, CHANGED = "bold", "underline"


def pages(item: Reviewed) -> tuple[Content, Content]:
    """Both passages of one mark, the marked words bold. What stands where words are gone is not compared with them."""
    before = item.before.text if item.before else ""
    if item.anchor.span is None:
        stretches: tuple[Stretch, ...] = (Stretch(before, item.now.text),)
    else:
        stretches = difference(before, item.now.text)
    old = _drawn([(s.old, s.kept) for s in stretches], ("[-", "-]"), item.before.words if item.before else None)
    new = _drawn([(s.new, s.kept) for s in stretches], ("{+", "+}"), item.now.words)
    return old or Content("Nothing of it was kept."), new or Content("Nothing stands here now.")


def _drawn(stretches: Iterable[tuple[str, bool]], signs: tuple[str, str], marked: Span | None) -> Content:
    parts: list[tuple[str, str]] = []
    at = 0
    for words, kept in stretches:
        inner = words.rstrip()
        opens, closes = ("", "") if kept or not inner else signs
        parts += [(opens, CHANGED), *_styled(inner, at, marked, CHANGED if opens else ""), (closes, CHANGED)]
        parts.append((words[len(inner) :], ""))
        at += len(words)
    return Content.assemble(*((clean(words), style) for words, style in parts if words))


def _styled(words: str, at: int, marked: Span | None, below: str) -> Iterator[tuple[str, str]]:
    """The words in three pieces: before the mark, in it, behind it."""
    first = min(max(marked.start - at, 0), len(words)) if marked else len(words)
    last = min(max(marked.end - at, first), len(words)) if marked else len(words)
    yield words[:first], below
    yield words[first:last], f"{MARKED} {below}".strip()
    yield words[last:], below
