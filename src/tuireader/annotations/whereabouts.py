"""What is kept of where a mark is: derived from the texts, never a part of the mark, and lost without harm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tuireader.anchors.model import Anchor, AnchorStatus
from tuireader.annotations.model import Annotation
from tuireader.text.span import Span

REMEMBERED = 10
"""Revisions of which it is remembered where each mark was."""
_SHORT = 16
"""Hexadecimal digits by which a revision is remembered."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Where a mark was in one revision."""

    basis: str
    revision: str
    """The first digits of the revision."""
    span: Span
    edited: bool


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where one mark is, as far as it is known."""

    basis: str
    """From what it was followed (`basis_of`): the reader's word makes what was found before it void."""
    revision: str
    """The revision (SHA-256) in which the words were seen last; empty where they never were."""
    span: Span | None
    """Where they were in it."""
    on: str
    """The revision of which status, score and hint speak."""
    status: AnchorStatus
    score: float = 1.0
    hint: int | None = None
    edited: bool = False
    """Whether the words at ``span`` are others than the marked ones, and the reader has not confirmed them."""
    done: bool = False
    """Whether this was found out for a note that was done: such a note is not looked for elsewhere."""
    was: str = ""
    """Of edited words: the revision in which they were last as marked; empty where that is not known."""
    was_at: Span | None = None
    """Where they were in it."""
    memo: tuple[Seen, ...] = ()
    """Where the mark was in the last revisions, the newest last."""

    def anchor(self, annotation_id: str) -> Anchor:
        """The anchor in the revision ``on``."""
        span = None if self.status is AnchorStatus.ORPHANED else self.span
        return Anchor(annotation_id, span, self.status, self.score, self.hint)

    def seen_in(self, basis: str, revision: str) -> Seen | None:
        """Where the mark was in a revision, if that is remembered."""
        found = (s for s in reversed(self.memo) if (s.basis, s.revision) == (basis, revision[:_SHORT]))
        return next(found, None)

    def remembering(self, before: Whereabouts | None) -> tuple[Seen, ...]:
        """The memo of ``before`` with what this says, if it says where the mark is."""
        old = before.memo if before else ()
        if self.span is None or self.status is AnchorStatus.ORPHANED:
            return old
        now = Seen(self.basis, self.on[:_SHORT], self.span, self.edited)
        others = (s for s in old if (s.basis, s.revision) != (now.basis, now.revision))
        return (*others, now)[-REMEMBERED:]


def basis_of(annotation: Annotation) -> str:
    """What a mark is followed from, in short: nothing for where it was made, else the place that the reader gave."""
    if annotation.place is None:
        return ""
    position = annotation.place.position
    where = f"{position.start}-{position.end}" if position else ""
    return f"{annotation.place.revision[:_SHORT]}:{where}"


def whereabouts_to_dict(kept: Whereabouts) -> dict[str, Any]:
    """The fields that the store keeps; offsets in code points."""
    return {
        "basis": kept.basis,
        "rev": kept.revision,
        "start": kept.span.start if kept.span else None,
        "end": kept.span.end if kept.span else None,
        "on": kept.on,
        "status": kept.status.value,
        "score": kept.score,
        "hint": kept.hint,
        "edited": kept.edited,
        "done": kept.done,
        "was": [kept.was, kept.was_at.start, kept.was_at.end] if kept.was_at else None,
        "memo": [[s.basis, s.revision, s.span.start, s.span.end, s.edited] for s in kept.memo],
    }


def whereabouts_from_dict(fields: Mapping[str, Any]) -> Whereabouts | None:
    """The whereabouts in ``fields``, or None where they make no sense: then the mark is looked for anew."""
    try:
        start, end = fields["start"], fields["end"]
        was = fields["was"]
        kept = Whereabouts(
            basis=str(fields["basis"]),
            revision=str(fields["rev"]),
            span=None if start is None else Span(start, end),
            on=str(fields["on"]),
            status=AnchorStatus(fields["status"]),
            score=float(fields["score"]),
            hint=None if fields["hint"] is None else int(fields["hint"]),
            edited=bool(fields["edited"]),
            done=bool(fields["done"]),
            was=str(was[0]) if was else "",
            was_at=Span(was[1], was[2]) if was else None,
            memo=tuple(Seen(str(b), str(r), Span(s, e), bool(x)) for b, r, s, e, x in fields["memo"]),
        )
    except (KeyError, TypeError, ValueError):
        return None
    return None if kept.span is None and kept.status is not AnchorStatus.ORPHANED else kept
