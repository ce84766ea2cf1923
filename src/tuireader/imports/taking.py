"""From what a file brings to changes of the marks: placed by their words, none doubled, nothing newer lost."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tuireader.anchors.describe import describe
from tuireader.anchors.match import match
from tuireader.annotations.clock import now
from tuireader.annotations.codec import with_our_tags
from tuireader.annotations.model import Annotation, Change
from tuireader.annotations.review import to_review
from tuireader.errors import UnreadableInput
from tuireader.imports.importers import IMPORTERS, importer_for
from tuireader.imports.incoming import Incoming
from tuireader.reading import Mark, Reading
from tuireader.text.finding import find_words
from tuireader.text.span import Span


@dataclass(frozen=True, slots=True)
class Taking:
    """What taking a file in means. Nothing is kept before the changes are saved."""

    reading: Reading
    """The reading with the changes."""
    changes: tuple[Change, ...]
    unchanged: int
    """Marks that say nothing new, or something older than what is here."""
    unplaced: tuple[Mark, ...]
    """Marks of the file whose words are not in the text, or in several places; they are kept."""
    doubtful: tuple[Mark, ...] = ()
    """Marks of the file whose words stand in the text, but not all that stood around them: to be confirmed."""
    left_out: tuple[str, ...] = ()
    """What was not taken for a mark on this document."""

    @property
    def added(self) -> int:
        """How many marks are new."""
        return sum(change.before is None for change in self.changes)

    @property
    def updated(self) -> int:
        """How many marks say something else now."""
        return len(self.changes) - self.added


def take_in(reading: Reading, text: str, form: str = "") -> Taking:
    """The marks of ``text`` on the document of ``reading``; ``form`` is a row of ``IMPORTERS``, empty where the text
    says it. Raises UnreadableInput with what is wrong, in words that follow the name of the file.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise UnreadableInput("it is empty.")
    row = IMPORTERS[form] if form else importer_for(text)
    incoming = row.read(text, reading)
    changes = []
    for annotation in incoming.annotations:
        change = _change(reading, annotation, incoming)
        if change.before != change.after:
            changes.append(change)
    after = reading.apply(*changes) if changes else reading
    taken = {annotation.id for annotation in incoming.annotations}
    unplaced = tuple(mark for mark in (*after.orphans, *after.lost_links) if mark.annotation.id in taken)
    doubtful = tuple(m for m in after.marks if m.annotation.id in taken and m.span and to_review(*m))
    unchanged = len(incoming.annotations) - len(changes)
    return Taking(after, tuple(changes), unchanged, unplaced, doubtful, incoming.left_out)


def _change(reading: Reading, coming: Annotation, incoming: Incoming) -> Change:
    """What taking ``coming`` in means: times filled in, the text named where it is surely this one."""
    known = reading.mark(coming.id)
    before = known.annotation if known else None
    if before is not None and (coming == before or _is_older(coming, before, incoming.foreign)):
        return Change(before, before)
    created = coming.created or (before.created if before else now())
    modified = coming.modified or (before.modified if before else created)
    after = with_our_tags(replace(coming, created=created, modified=modified))
    if before is not None and incoming.foreign:
        after = replace(after, target=before.target, label=before.label, done=before.done, let_go=before.let_go)
    elif before is None and incoming.as_shown and not after.target.revision:
        after = _placed(reading, after)
    if before is not None and after.place is None and after.target == before.target:
        after = replace(after, place=before.place)  # other programs do not know of it
    if not after.target.revision and _made_on(reading.document.text, after):
        after = replace(after, target=replace(after.target, revision=reading.document.revision))
    return Change(before, after)


def _is_older(coming: Annotation, before: Annotation, foreign: bool) -> bool:
    """Whether what is here was changed since: by its time, or where the file gives none, by being changed at all."""
    if coming.modified:
        return coming.modified < before.modified
    return foreign and before.modified != before.created


def _placed(reading: Reading, annotation: Annotation) -> Annotation:
    """The mark with its place in this text, if its words stand there once: signs of markup and the calls of footnotes
    between them are passed over. Else with its words as they came.
    """
    document, target = reading.document, annotation.target
    span = match(document.text, target.selectors, annotation.id).span
    if span is None and target.quote is not None:
        found = find_words(document.text, _between_words(reading), target.quote.exact)
        places = [place for place, _ in zip(found, range(2), strict=False)]
        span = places[0] if len(places) == 1 else None
    if span is None or not span.of(document.text).strip():
        return replace(annotation, target=replace(target, source=document.id))
    made_on = replace(target, source=document.id, revision=document.revision, selectors=describe(document.text, span))
    return replace(annotation, target=made_on)


def _between_words(reading: Reading) -> tuple[Span, ...]:
    """What stands between the words of the text and is none of them, sorted, without overlaps."""
    out: list[Span] = []
    for span in sorted((*reading.document.hidden, *(marker.span for marker in reading.apparatus.markers))):
        if out and span.start <= out[-1].end:
            out[-1] = out[-1].join(span)
        else:
            out.append(span)
    return tuple(out)


def _made_on(text: str, annotation: Annotation) -> bool:
    """Whether position, quote and the words around it all agree with ``text``: then it is the text that was marked."""
    quote, position = annotation.target.quote, annotation.target.position
    if quote is None or position is None or not quote.exact:
        return False
    return (
        text[position.start : position.end] == quote.exact
        and text[: position.start].endswith(quote.prefix)
        and text.startswith(quote.suffix, position.end)
    )
