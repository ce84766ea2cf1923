"""A reading: one document with its notes, its index and the reader's marks, as one immutable value; and how it changes.

Every change is a pure function from a reading to a new one. Nothing here knows a file, a store or a screen.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate
from typing import Literal, NamedTuple

from tuireader.anchors.describe import describe
from tuireader.anchors.model import Anchor
from tuireader.annotations import ulid, verdicts
from tuireader.annotations.kinds import next_label
from tuireader.annotations.model import Annotation, Change, Motivation, Pointer, Target, made_order
from tuireader.annotations.reanchor import placed_link
from tuireader.annotations.tags import is_tag
from tuireader.documents.model import BlockKind, Document
from tuireader.errors import UsageError
from tuireader.index.model import Index
from tuireader.notes.links import LinkKind
from tuireader.notes.meanings import Meaning
from tuireader.notes.model import Apparatus
from tuireader.text.finding import find_words
from tuireader.text.fold import find_all, fold
from tuireader.text.span import Span


class Mark(NamedTuple):
    """An annotation and the place that it has now."""

    annotation: Annotation
    anchor: Anchor

    @property
    def span(self) -> Span | None:
        """Where the mark is, or None when its words are gone."""
        return self.anchor.span


Where = Literal["text", "note", "mark"]


@dataclass(frozen=True, slots=True)
class Found:
    """One place that answers a search."""

    span: Span | None
    """The words found; for a mark, the passage that it stands on; None for a mark whose passage is gone."""
    where: Where
    annotation_id: str | None = None
    """Which mark answers, when ``where`` is ``mark``."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage is, in the numbers that a reader counts by. A zero means that there is no such number."""

    work: int
    """The number of the work from 1; 0 when the document is a single work."""
    section: int
    """The number of the heading above, counted through the work from 1; 0 before the first heading."""
    paragraph: int
    """The number of the paragraph in the work, from 1."""
    note: str = ""
    """The label of the note, when the passage is in the list of notes."""

    @property
    def words(self) -> str:
        """As a person says it: ``work 2, §3 ¶5``, or ``work 2, note 5``."""
        inside = f"note {self.note}" if self.note else " ".join(self._signs(self.section))
        return ", ".join(filter(None, (f"work {self.work}" if self.work else "", inside)))

    @property
    def number(self) -> str:
        """Work and section in one number: ``2.3``; empty when there is neither."""
        return ".".join(str(n) for n in (self.work, 0 if self.note else self.section) if n)

    @property
    def path(self) -> str:
        """As a reference in print: ``§2.3 ¶5``; ``§2 note 5`` in the list of notes."""
        return " ".join(self._signs(self.number))

    def _signs(self, section: int | str) -> Iterator[str]:
        if section:
            yield f"§{section}"
        if self.note:
            yield f"note {self.note}"
        elif self.paragraph:
            yield f"¶{self.paragraph}"


@dataclass(frozen=True)
class Reading:
    """What a screen shows and what a command prints. ``anchors`` has one for each annotation, in the same order."""

    document: Document
    apparatus: Apparatus = field(default_factory=Apparatus)
    index: Index = field(default_factory=Index)
    annotations: tuple[Annotation, ...] = ()
    """Sorted by the place that they were made on, then by the time."""
    anchors: tuple[Anchor, ...] = ()
    meant: tuple[Meaning, ...] = ()
    """What the references meant when the reader last looked, in this text or in an earlier revision of it."""

    def __post_init__(self) -> None:
        if len(self.annotations) != len(self.anchors):
            raise ValueError("a reading needs one anchor for each annotation")

    @classmethod
    def of(
        cls, document: Document, apparatus: Apparatus, annotations: Iterable[Annotation], anchors: Iterable[Anchor]
    ) -> Reading:
        """A reading without an index, its marks put in the order that the house keeps them in.

        ``apparatus`` is what the rules found; what the reader says of it goes before.
        """
        pairs = sorted(zip(annotations, anchors, strict=True), key=lambda pair: made_order(pair[0]))
        made = cls(document, apparatus, Index(), tuple(a for a, _ in pairs), tuple(a for _, a in pairs))
        return made.resolved_anew() if made.links else made

    # --- the marks -------------------------------------------------------------------------------------------------

    @cached_property
    def links(self) -> tuple[Mark, ...]:
        """What the reader said about citations, in the order of the text; those that fit no more come last."""
        return self._in_order(m for m in self._pairs if m.annotation.motivation is Motivation.LINKING)

    @cached_property
    def lost_links(self) -> tuple[Mark, ...]:
        """What the reader said about citations whose words, or whose sources, are gone from the text."""
        return tuple(m for m in self.links if placed_link(self.document, *m) is None)

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """Every highlight and note in reading order; those whose words are gone come last, by where they used to be."""
        return self._in_order(m for m in self._pairs if m.annotation.motivation is not Motivation.LINKING)

    @property
    def _pairs(self) -> Iterator[Mark]:
        return (Mark(*pair) for pair in zip(self.annotations, self.anchors, strict=True))

    @staticmethod
    def _in_order(found: Iterable[Mark]) -> tuple[Mark, ...]:
        pairs = list(found)
        placed = sorted((m for m in pairs if m.span), key=lambda m: (m.span, m.annotation.created, m.annotation.id))
        return (*placed, *sorted((m for m in pairs if not m.span), key=_orphan_order))

    @cached_property
    def placed(self) -> tuple[tuple[Span, Mark], ...]:
        """The marks that have a place, each with its span, in reading order."""
        return tuple((m.span, m) for m in self.marks if m.span)

    @cached_property
    def orphans(self) -> tuple[Mark, ...]:
        """The marks whose words are gone from the text."""
        return tuple(m for m in self.marks if not m.span)

    @cached_property
    def _by_id(self) -> dict[str, Mark]:
        return {m.annotation.id: m for m in self._pairs}

    @cached_property
    def _mark_starts(self) -> list[int]:
        return [span.start for span, _ in self.placed]

    @cached_property
    def _furthest(self) -> list[int]:
        """For each placed mark the furthest end up to it: where a search backwards may stop."""
        return list(accumulate((span.end for span, _ in self.placed), max))

    def mark(self, annotation_id: str) -> Mark | None:
        """The mark with that id, or None."""
        return self._by_id.get(annotation_id)

    def marks_in(self, span: Span) -> tuple[Mark, ...]:
        """The marks that share a code point with ``span``, in reading order."""
        found = []
        i = bisect_left(self._mark_starts, span.end) - 1
        while i >= 0 and self._furthest[i] > span.start:
            if self.placed[i][0].end > span.start:
                found.append(self.placed[i][1])
            i -= 1
        return tuple(reversed(found))

    def marks_at(self, offset: int) -> tuple[Mark, ...]:
        """The marks that hold the code point at ``offset``, the shortest first: it is the one meant there."""
        here = self.marks_in(Span(offset, offset + 1))
        return tuple(sorted(here, key=lambda m: len(m.span) if m.span else 0))

    # --- places ----------------------------------------------------------------------------------------------------

    @cached_property
    def _sections(self) -> dict[int, list[int]]:
        return {w.id: [h.span.start for h in w.headings] for w in self.document.works}

    def place(self, offset: int) -> Place:
        """The numbers of work, section and paragraph, or of the note, at ``offset``."""
        work = self.document.work_at(offset)
        if work is None:
            return Place(0, 0, 0)
        number = work.id + 1 if len(self.document.works) > 1 else 0
        note = self.apparatus.note_at(offset)
        return Place(
            number,
            bisect_right(self._sections[work.id], offset),
            self.document.paragraph_number(offset),
            note.label if note else "",
        )

    def section_of(self, offset: int) -> str:
        """The section in words: ``§2 Purges and executions``; empty before the first heading of a work."""
        heading = self.document.heading_at(offset)
        if heading is None:
            return ""
        return f"§{self.place(heading.span.start).section} {self.heading_text(heading.span)}"

    def locator(self, offset: int) -> str:
        """Where ``offset`` is, in words: ``work 2, §3 ¶5``; without the work when the document is a single one."""
        return self.place(offset).words

    def heading_text(self, span: Span) -> str:
        """The words of a heading on one line, without the signs of its markup."""
        return self.shown(span)

    def shown(self, span: Span) -> str:
        """The words of ``span`` as a page shows them: no signs of markup, white space folded to single spaces."""
        return self.document.shown(span)

    # --- changes ---------------------------------------------------------------------------------------------------

    def annotate(
        self,
        span: Span,
        motivation: Motivation,
        label: str,
        body: str,
        tags: tuple[str, ...],
        now: str,
        new_id: Callable[[], str] = ulid.new_id,
    ) -> tuple[Reading, Change]:
        """Mark ``span``; ``now`` is the time in ISO 8601, UTC. Raises UsageError when there are no words to mark."""
        document = self.document
        if span.end > len(document.text) or not span.of(document.text).strip():
            raise UsageError("Nothing is marked: there are no words at that place; choose some words first.")
        target = Target(document.id, document.revision, describe(document.text, span))
        kind = Motivation.COMMENTING if body else motivation
        made = Annotation(new_id(), kind, target, now, now, body, tags, label)
        return self._step(Change(None, made))

    def edit_note(self, annotation_id: str, body: str, tags: tuple[str, ...], now: str) -> tuple[Reading, Change]:
        """Give a mark another note and other tags. Raises KeyError for an unknown id.

        Tags from other programs that cannot be written in a note stay: nobody who edits it could have left them in.
        """
        before = self._by_id[annotation_id].annotation
        tags = (*tags, *(tag for tag in before.tags if not is_tag(tag) and tag not in tags))
        return self._step(Change(before, before.edited(body=body, tags=tags, modified=now)))

    def relabel(self, annotation_id: str, now: str, label: str | None = None) -> tuple[Reading, Change]:
        """Give a mark the label ``label``, or the next one of the table of kinds. Raises KeyError for an unknown id."""
        before = self._by_id[annotation_id].annotation
        after = replace(before, label=next_label(before.label) if label is None else label, modified=now)
        return self._step(Change(before, after))

    def link(
        self,
        span: Span,
        kind: LinkKind,
        target: Span | None,
        now: str,
        new_id: Callable[[], str] = ulid.new_id,
    ) -> tuple[Reading, Change]:
        """Say what the citation at ``span`` points to. A link of the same words is replaced; a note may be divided in
        several places. Raises UsageError when there are no words, or when a target is wanted and not given.
        """
        document = self.document
        if not span.of(document.text).strip() or (kind is LinkKind.POINTS) != (target is not None):
            raise UsageError("Nothing is linked: choose a citation, and a source that it points to.")
        meant = Target(document.id, document.revision, describe(document.text, target)) if target else None
        pointer = Pointer(kind, meant)
        before = self.link_on(span)
        if before is not None and kind is not LinkKind.DIVIDES:
            return self._step(Change(before, replace(before, pointer=pointer, modified=now)))
        at = Target(document.id, document.revision, describe(document.text, span))
        made = Annotation(new_id(), Motivation.LINKING, at, now, now, pointer=pointer)
        return self._step(Change(None, made))

    def unlink(self, span: Span) -> tuple[Reading, Change]:
        """Take back what was said of the citation at ``span``: by the link on it, or by a division that begins there.

        Raises UsageError when nothing was said of it.
        """
        said = self.link_on(span) or next((m.annotation for m in self.links if m.span == span), None)
        if said is None:
            raise UsageError("Nothing is taken back: you have not linked this citation.")
        return self._step(Change(said, None))

    def link_on(self, span: Span) -> Annotation | None:
        """What the reader said the citation at ``span`` points to, or None."""
        for annotation, anchor in self.links:
            divides = annotation.pointer is not None and annotation.pointer.kind is LinkKind.DIVIDES
            if anchor.span is not None and anchor.span.overlaps(span) and not divides:
                return annotation
        return None

    def remove(self, annotation_id: str) -> tuple[Reading, Change]:
        """Take a mark away. Raises KeyError for an unknown id."""
        return self._step(Change(self._by_id[annotation_id].annotation, None))

    def confirm(self, annotation_id: str, now: str) -> tuple[Reading, Change]:
        """The mark is right where it is now. Raises KeyError for an unknown id, UsageError for an orphan."""
        return self._step(verdicts.confirmed(*self._by_id[annotation_id], self.document, now))

    def reattach(self, annotation_id: str, span: Span, now: str) -> tuple[Reading, Change]:
        """The mark belongs on ``span``. Raises KeyError for an unknown id, UsageError where no words are there."""
        return self._step(verdicts.reattached(self._by_id[annotation_id].annotation, span, self.document, now))

    def let_go(self, annotation_id: str, now: str) -> tuple[Reading, Change]:
        """The words of the mark are not missed; it stays in the list. Raises KeyError for an unknown id."""
        return self._step(verdicts.let_go(self._by_id[annotation_id].annotation, now))

    def set_done(self, annotation_id: str, done: bool, now: str) -> tuple[Reading, Change]:
        """The note was dealt with, or is open again. Raises KeyError for an unknown id."""
        return self._step(verdicts.set_done(self._by_id[annotation_id].annotation, done, now))

    def apply(self, *changes: Change) -> Reading:
        """The reading after ``changes``, whatever made them: a command, an undo, an import. Twice is as once."""
        from tuireader.annotations.following import by_quote  # not before the first page

        marks = {a.id: (a, anchor) for a, anchor in zip(self.annotations, self.anchors, strict=True)}
        for change in changes:
            known = marks.pop(change.id, None)
            if change.after is not None:
                kept = known is not None and known[0].stand == change.after.stand
                marks[change.id] = (change.after, known[1] if known and kept else by_quote(self.document, change.after))
        pairs = sorted(marks.values(), key=lambda pair: made_order(pair[0]))
        made = replace(self, annotations=tuple(a for a, _ in pairs), anchors=tuple(a for _, a in pairs))
        linking = any(
            a is not None and a.motivation is Motivation.LINKING for c in changes for a in (c.before, c.after)
        )
        return made.resolved_anew() if linking else made

    def resolved_anew(self) -> Reading:
        """The same reading with its notes resolved as the reader's links say, and by the rules where they say nothing.

        Costs what resolving costs: about 50 milliseconds for an essay, in proportion for a book.
        """
        from tuireader.notes.resolve import resolve

        said = (placed_link(self.document, *mark) for mark in self.links)
        return replace(self, apparatus=resolve(self.document, tuple(link for link in said if link)))

    def with_index(self, index: Index) -> Reading:
        """The same reading with its index of people and events."""
        return replace(self, index=index)

    def _step(self, change: Change) -> tuple[Reading, Change]:
        return self.apply(change), change

    # --- searching -------------------------------------------------------------------------------------------------

    def find(self, query: str) -> tuple[Found, ...]:
        """Where ``query`` is, in reading order, whatever its case, its quotes and its white space.

        Answers are words of the text, words of the author's notes, and marks of the reader by their note, their tags
        (``#tag``) or, when their passage is gone, their quote; those without a place come last.
        """
        if not query.strip():
            return ()
        found = [*self._found_words(query), *self._found_marks(query)]
        return tuple(sorted(found, key=lambda f: (f.span is None, f.span or Span(0, 0), f.where == "mark")))

    def _found_words(self, query: str) -> Iterator[Found]:
        for span in find_words(self.document.text, self.document.hidden, query):
            block = self.document.block_at(span.start)
            if block is None or block.kind is not BlockKind.RESIDUE:
                yield Found(span, "note" if self.apparatus.note_at(span.start) else "text")

    def _found_marks(self, query: str) -> Iterator[Found]:
        for annotation, anchor in self.marks:
            quote = annotation.target.quote
            words = [annotation.body, *(f"#{tag}" for tag in annotation.tags)]
            if anchor.span is None and quote:
                words.append(quote.exact)
            if any(True for _ in find_all(fold("\n".join(words)), query)):
                yield Found(anchor.span, "mark", annotation.id)


def _orphan_order(mark: Mark) -> tuple[int, str, str]:
    return mark.anchor.hint or 0, mark.annotation.created, mark.annotation.id
