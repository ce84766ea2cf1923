"""Find the reference marks in the body of a work, in the form that its list of notes proves."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from tuireader.documents.model import Block, BlockKind, Document, Emphasis, Work
from tuireader.documents.note_lists import NEARLY_ALL
from tuireader.documents.note_styles import form, marker_label, marker_pattern, style
from tuireader.notes.model import Marker, Note
from tuireader.text.span import Span

MOST_IN_ONE_MARK = 30
"""``[3–5]`` calls three notes; a range wider than this is no mark."""
MOST_MISSING = 20
"""Notes in a row that may be missing."""
HIGHEST_UNPROVED = 999
"""A number above this is a mark only if the list of notes has it; ``[1938]`` is a year."""

_BODY = frozenset(
    {
        BlockKind.TITLE,
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.QUOTATION,
        BlockKind.LIST_ITEM,
        BlockKind.CAPTION,
    }
)
_OPEN_FORMS = ("brackets", "superscript", "caret")


@dataclass(frozen=True, slots=True)
class _Hit:
    form: str
    labels: tuple[str, ...]
    span: Span
    at_start: bool


def find_markers(document: Document, work: Work, notes: Sequence[Note], first_id: int) -> list[Marker]:
    """The markers of one work in reading order, numbered from ``first_id``. Labels of one mark share its span."""
    known = {note.label for note in notes}
    body = [block for block in work.blocks if block.kind in _BODY]
    forms = _forms_for(document, work)
    if "sign" not in forms and any(not label.isalnum() for label in known):
        forms = (*forms, "sign")
    hits: dict[str, list[_Hit]] = {}
    for name in forms:
        hits[name] = _hits(document, body, name)
        called = {label for hit in hits[name] for label in hit.labels} & known
        if known and len(called) >= NEARLY_ALL * len(known) and all(label.isalnum() for label in known - called):
            break
    chosen = _choose(hits, known)
    taken: list[_Hit] = []
    for name in chosen:
        good = [h for h in hits[name] if _plausible(h, known, document.text, proved=name == chosen[0])]
        taken += _in_sequence(good, known, anew=bool(work.scopes)) if form(name).shy else _without_strays(good, known)
    taken.sort(key=lambda hit: hit.span)
    out: list[Marker] = []
    end = 0
    for hit in taken:
        if hit.span.start < end:
            continue
        end = hit.span.end
        scope = scope_of(work, hit.span.start)
        out += [Marker(first_id + len(out) + k, label, hit.span, work.id, scope) for k, label in enumerate(hit.labels)]
    return out


def scope_of(work: Work, offset: int) -> int:
    """Which numbering of the work an offset belongs to; 0 where the work has but one."""
    if not work.scopes:
        return 0
    return max(0, bisect_right([s.start for s in work.scopes], offset) - 1)


def _forms_for(document: Document, work: Work) -> tuple[str, ...]:
    forms = style(work.note_style).forms if work.note_style else _OPEN_FORMS
    if "caret in brackets" not in forms and "[^" in document.text:
        forms = ("caret in brackets", *forms)
    return forms


def _hits(document: Document, body: Sequence[Block], name: str) -> list[_Hit]:
    code = [span for span, kind in document.emphases if kind is Emphasis.CODE]
    starts = [span.start for span in code]

    def in_code(offset: int) -> bool:
        i = bisect_right(starts, offset) - 1
        return i >= 0 and code[i].contains(offset)

    found: list[_Hit] = []
    pattern = marker_pattern(name)
    for block in body:
        first = _first_letter(document.text, block.span)
        for match in pattern.finditer(document.text, block.span.start, block.span.end):
            written = marker_label(match)
            labels = (written,) if name == "caret in brackets" else _labels(written)
            if labels and not in_code(match.start()):
                found.append(_Hit(name, labels, _mark_of(match, name), match.start() <= first))
    return found


def _first_letter(text: str, span: Span) -> int:
    words = span.of(text)
    return span.start + len(words) - len(words.lstrip())


def _mark_of(match: re.Match[str], name: str) -> Span:
    if name in ("half bracket", "glued digits", "digits apart", "digits behind words"):
        group = next(g for g, written in match.groupdict().items() if written is not None)
        return Span(match.start(group), match.end())
    return Span(match.start(), match.end())


def _labels(written: str) -> tuple[str, ...]:
    """The labels in one mark: ``3, 5`` gives two and ``3–5`` three; nothing when the range is no range of notes."""
    if written.isdigit():
        return (written,)
    if not re.search(r"[,;–-]", written) or not written[0].isdigit():
        return (re.sub(r"^(?:note|nb|n) ?(?=\d)", "", written),)
    out: list[str] = []
    for piece in re.split(r"\s*[,;]\s*", written):
        ends = [int(n) for n in re.split(r"\s*[–-]\s*", piece) if n]
        if not ends or ends[-1] < ends[0] or ends[-1] - ends[0] > MOST_IN_ONE_MARK or len(ends) > 2:
            return ()
        out += [str(n) for n in range(ends[0], ends[-1] + 1)]
    return tuple(out)


def _choose(hits: dict[str, list[_Hit]], known: set[str]) -> list[str]:
    """The form that calls most notes of the list, then other plain forms that call what the first leaves out."""
    forms = list(hits)
    covered = {name: {label for h in hits[name] for label in h.labels} & known for name in forms}
    if known and any(covered.values()):
        best = max(forms, key=lambda name: (len(covered[name]), -forms.index(name)))
        rest = [f for f in forms if f != best and (not form(f).shy or f == "sign") and covered[f] - covered[best]]
        return [best, *rest]
    open_forms = [f for f in forms if not form(f).shy and _numbered(hits[f])]
    return open_forms[:1]


def _numbered(hits: Sequence[_Hit]) -> bool:
    """Without a list of notes only marks that count from 1 are marks."""
    numbers = Counter(label for h in hits for label in h.labels if label.isdigit() and int(label) <= HIGHEST_UNPROVED)
    named = [h for h in hits if h.form == "caret in brackets"]
    return bool(named) or "1" in numbers or len(numbers) >= 3


def _plausible(hit: _Hit, known: set[str], text: str, *, proved: bool) -> bool:
    """Whether a match is a mark and not a year, an exponent, a numbered paragraph or a word in brackets."""
    called = any(label in known for label in hit.labels)
    if hit.form == "caret in brackets":
        return True
    if hit.at_start or (not proved and not called):
        return False
    if not called and not all(label.isdigit() and 0 < int(label) <= HIGHEST_UNPROVED for label in hit.labels):
        return False
    if hit.form == "superscript":
        return not _unit_before().search(text[max(0, hit.span.start - 5) : hit.span.start])
    return called or not form(hit.form).shy or (proved and _missing_from(hit.labels, known))


def _without_strays(hits: Sequence[_Hit], known: set[str]) -> list[_Hit]:
    """The marks without numbers that no list has and that the counting passes over: ``[101]`` between 25 and 26."""
    numbers = [int(hit.labels[0]) if hit.labels[0].isdigit() else None for hit in hits]
    out: list[_Hit] = []
    last = 0
    for k, (hit, number) in enumerate(zip(hits, numbers, strict=True)):
        if number is not None and not any(label in known for label in hit.labels) and number > last + MOST_MISSING:
            following = next((n for n in numbers[k + 1 : k + 4] if n is not None), None)
            if following is not None and last < following <= last + 3:
                continue
        last = number if number is not None else last
        out.append(hit)
    return out


def _missing_from(labels: Sequence[str], known: set[str]) -> bool:
    """Whether a number is one that the list leaves out between two that it has."""
    numbers = [int(label) for label in known if label.isdigit()]
    return bool(numbers) and all(label.isdigit() and min(numbers) < int(label) < max(numbers) for label in labels)


@cache
def _unit_before() -> re.Pattern[str]:
    return re.compile(r"(?:\d|(?:^|[\s\d(/·])(?:[mckd]?m|ft|mi|in|s|kg|x|y|[a-z]))$")


def _in_sequence(hits: Sequence[_Hit], known: set[str], *, anew: bool) -> Iterator[_Hit]:
    """Of the marks in a form that prose uses too, those that count upwards as notes do (``anew``: repeatedly)."""
    due = min((int(label) for label in known if label.isdigit()), default=1)  # a chapter's notes may go on from 13
    ordered = sorted(hits, key=lambda h: h.span)
    last_at = {hit.labels[0]: k for k, hit in enumerate(ordered)}
    for k, hit in enumerate(ordered):
        label = hit.labels[0]
        if label not in known and label != str(due):
            continue
        if not label.isdigit():
            yield hit
            continue
        ahead = [h.labels[0] for h in ordered[k + 1 : k + 6]]
        skips = int(label) > due and str(due) in ahead  # "F7" before the mark 6 is no mark 7
        goes_on = {str(int(label) + 1), str(int(label) + 2)} <= set(ahead) and last_at.get(str(due), -1) < k
        if (due <= int(label) <= due + 2 and not skips) or (int(label) > due and goes_on) or (anew and label == "1"):
            due = int(label) + 1
            yield hit
