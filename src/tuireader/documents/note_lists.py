"""Find the lists of notes in plain text: which lines are entries, and which only look like them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from tuireader.documents import blocks
from tuireader.documents.blocks import Line
from tuireader.documents.note_styles import marker_label, marker_pattern, match_entry, style
from tuireader.text.span import Span

WIDEST_LEAP = 500
"""How many numbers it may skip where one entry follows another on the next line; excerpts do."""
WIDEST_GAP = 20
"""How many numbers a list may skip from one line to the next; essays on the web lose notes."""

MOST_SIGNS = 6
"""The signs that printers have for the notes of one page: * † ‡ § ‖ ¶."""

NEARLY_ALL = 0.8
"""The share of a list's labels that, called in one form, makes it needless to look for other forms."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One note of a list. ``span`` holds its indentation, label and continuation lines."""

    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class NoteList:
    """Entries in one style whose numbers rise."""

    style: str
    entries: tuple[Entry, ...]
    heading: Span | None = None
    """The line over the list, where there is one: "Notes"."""

    @property
    def span(self) -> Span:
        """From the first entry to the end of the last."""
        return Span(self.entries[0].span.start, self.entries[-1].span.end)

    @property
    def first(self) -> int | None:
        """The first number, or None for signs and names."""
        return _number(self.entries[0].label)

    @property
    def last(self) -> int | None:
        """The last number, or None for signs and names."""
        return _number(self.entries[-1].label)


@dataclass(slots=True)
class _Candidate:
    line: int
    label: str
    body: int
    number: int | None
    heading: Span | None


@dataclass(slots=True)
class _Run:
    style: str
    candidates: list[_Candidate] = field(default_factory=list)


def find_lists(text: str, lines: Sequence[Line]) -> tuple[NoteList, ...]:
    """All lists of notes of a text, in order. Linear in the length of the text."""
    proof = _Proof(text)
    found: list[NoteList] = []
    runs = _runs(lines)
    proof.headed = any(run.candidates[0].heading is not None and run.candidates[0].number == 1 for run in runs)
    for run in runs:
        if _believed(run, lines, proof):
            found.append(_as_list(run, lines))
    found.sort(key=lambda each: each.span)
    out: list[NoteList] = []
    for each in found:
        if not out or out[-1].span.end <= each.span.start:
            out.append(each)
    return tuple(out)


def _number(label: str) -> int | None:
    return int(label) if label.isascii() and label.isdigit() else None


def _runs(lines: Sequence[Line]) -> list[_Run]:
    """Gather the lines that could be entries into runs of one style with rising numbers."""
    by_style: dict[str, list[_Candidate]] = {}
    heading: Span | None = None
    for i, line in enumerate(lines):
        if line.blank:
            continue
        matched = match_entry(line.text)
        if matched:
            name, label, body = matched
            by_style.setdefault(name, []).append(_Candidate(i, label, body, _number(label), heading))
        if not blocks.is_rule(line.text):
            heading = Span(line.start, line.end) if blocks.is_note_heading(line.text) else None
    out: list[_Run] = []
    for name, candidates in by_style.items():
        run: _Run | None = None
        for k, candidate in enumerate(candidates):
            if run is not None and _goes_on(run, candidate, candidates[k : k + 8], lines):
                run.candidates.append(candidate)
            elif run is None or not _is_inside(run, candidate, candidates[k : k + 8], lines):
                run = _Run(name, [candidate])
                out.append(run)
    return out


def _goes_on(run: _Run, candidate: _Candidate, ahead: Sequence[_Candidate], lines: Sequence[Line]) -> bool:
    """Whether a candidate is the next entry of a run, and not a line of a note that happens to begin like one."""
    last = run.candidates[-1]
    if run.style == "markdown":
        return _continued(run, candidate, lines, 1)
    if run.style == "links back":
        return candidate.heading is None and _continued(run, candidate, lines, 1)
    if last.number is None or candidate.number is None:
        signed_first = last.number is None and candidate.number == 1  # the thanks under * come before note 1
        return (last.number is candidate.number or signed_first) and _continued(run, candidate, lines, 1)
    step = candidate.number - last.number
    widest = WIDEST_GAP if candidate.line > last.line + 1 else WIDEST_LEAP
    if not 0 <= step <= widest or (candidate.heading is not None and step == 0):
        return False
    if step != 1 and any(a.number == last.number + 1 and _continued(run, a, lines, 1) for a in ahead[1:]):
        return False
    return _continued(run, candidate, lines, step)


def _is_inside(run: _Run, candidate: _Candidate, ahead: Sequence[_Candidate], lines: Sequence[Line]) -> bool:
    """Whether a candidate is a continuation line of the run's last note: the number that is due comes after it."""
    last = run.candidates[-1]
    if last.number is None or lines[candidate.line - 1].blank:
        return False
    return any(a.number == last.number + 1 and _continued(run, a, lines, 1) for a in ahead[1:])


def _continued(run: _Run, candidate: _Candidate, lines: Sequence[Line], step: int) -> bool:
    """Whether the lines between the run's last entry and a candidate can belong to the last note."""
    paragraphs, gap = 0, False
    first = run.candidates[-1].line + 1
    if candidate.line - first > 200:
        return False
    for line in lines[first : candidate.line]:
        if line.blank:
            gap = True
            continue
        if blocks.is_note_heading(line.text) or blocks.has_edit_link(line.text) or blocks.is_residue(line.text):
            return False
        if gap:
            paragraphs += not line.text[:2].isspace()
            gap = False
            if step > 1 and paragraphs:
                return False
        if paragraphs and _calls_a_note(line.text, run.style):
            return False
    sure = len(run.candidates) > 1 or (
        run.style in ("brackets", "superscript") and run.candidates[0].heading is not None
    )
    return paragraphs <= (3 if sure else 0)


def _calls_a_note(words: str, name: str) -> bool:
    return any(marker_pattern(f).search(words) for f in style(name).forms[:2] if f != "glued digits")


class _Proof:
    """Where the body calls which label, form by form; each form is looked for once and only when asked."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places: dict[str, dict[str, list[int]]] = {}
        self.headed = False
        """Whether some list begins at 1 under a heading: then one that begins later, without a heading, is none."""

    def calls(self, form: str, label: str, before: int) -> bool:
        """Whether a mark of that form and label stands before an offset, and not at the start of a paragraph."""
        if form not in self._places:
            self._places[form] = self._look(form)
        places = self._places[form].get(label)
        return bool(places) and bisect_left(places, before) > 0 if places else False

    def share(self, forms: Sequence[str], labels: Sequence[str], before: int) -> float:
        """The share of labels called in the form that calls most; forms are tried until one calls nearly all."""
        most = 0.0
        for form in forms:
            most = max(most, sum(self.calls(form, label, before) for label in labels) / len(labels))
            if most >= NEARLY_ALL:
                break
        return most

    def _look(self, form: str) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for match in marker_pattern(form).finditer(self._text):
            if self._text[max(0, match.start() - 2) : match.start()].strip(" \t") not in ("", "\n", "\n\n"):
                written = marker_label(match)
                for label in (written,) if written.isdigit() else re.findall(r"[^\s,;–-]+", written):
                    found.setdefault(label, []).append(match.start())
        return found


@cache
def _cites() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:ibid|ebd|ebenda|op\. ?cit|supra|vgl\.|cf\.|see|siehe|voir|pp?\.? ?\d|S\. ?\d|"
        r"1[4-9]\d\d|20[0-4]\d|\(n\.? \d)"
        r"|, \d{1,4}(?:[–-]\d+)?\.?\s*$",
        re.IGNORECASE | re.MULTILINE,
    )


def _believed(run: _Run, lines: Sequence[Line], proof: _Proof) -> bool:
    """Whether a run is a list of notes: by its signs, its heading, the marks that call it, or what its lines say."""
    row, first = style(run.style), run.candidates[0]
    if row.proves_itself:
        return True
    count = len(run.candidates)

    def cited() -> float:
        return sum(_cites().search(lines[c.line].text) is not None for c in run.candidates) / count

    before = first.line - 1
    alone = before < 0 or lines[before].blank or blocks.is_rule(lines[before].text) or first.heading is not None
    if not alone:
        return False
    start = lines[first.line].start
    called = proof.share(row.forms, [c.label for c in run.candidates], start)
    if first.heading is not None:
        return bool(called) or cited() >= 0.3 or run.style in ("brackets", "superscript", "caret", "links back")
    if run.style == "links back":
        return count >= 2
    if run.style in ("brackets", "superscript", "caret"):
        return (called >= 0.3 and (called >= 0.6 or cited() >= 0.1)) or (count >= 3 and cited() >= 0.6)
    if run.style == "sign":
        return called >= 0.6 and count <= MOST_SIGNS
    if run.style == "numbered" and _calls_itself(run, lines):
        return False
    begins = first.number == 1 or (first.number is not None and first.number <= WIDEST_GAP and not proof.headed)
    return begins and called >= 0.5 and ((count >= 2 and called >= 0.8) or cited() >= 0.3)


def _calls_itself(run: _Run, lines: Sequence[Line]) -> bool:
    """Whether most entries call notes, as the items of a list in the text do and notes do not."""
    bounds = [c.line for c in run.candidates]
    calling = 0
    for first, following in zip(bounds, [*bounds[1:], bounds[-1] + MOST_SIGNS], strict=True):
        words = "\n".join(line.text for line in lines[first : min(following, first + 12)])
        calling += _mark_in_brackets().search(words) is not None
    return calling * 2 >= len(bounds)


@cache
def _mark_in_brackets() -> re.Pattern[str]:
    return re.compile(r"(?<=[\w.,;:!?’”\"'»)])\[\d{1,3}\]")


def _as_list(run: _Run, lines: Sequence[Line]) -> NoteList:
    entries: list[Entry] = []
    for k, candidate in enumerate(run.candidates):
        limit = run.candidates[k + 1].line if k + 1 < len(run.candidates) else None
        last = _last_line(candidate.line, limit, lines, indented=run.style == "markdown")
        start = lines[candidate.line].start
        entries.append(Entry(candidate.label, Span(start, lines[last].start + len(lines[last].text.rstrip()))))
    return NoteList(run.style, tuple(entries), run.candidates[0].heading)


def _last_line(first: int, limit: int | None, lines: Sequence[Line], *, indented: bool) -> int:
    """The last line of an entry: before the next entry, or at the end of its paragraph when it is the last one."""
    last = first
    for i in range(first + 1, limit if limit is not None else len(lines)):
        line = lines[i]
        if line.blank:
            if limit is None and not (indented and i + 1 < len(lines) and lines[i + 1].text[:4].isspace()):
                break
            continue
        stop = blocks.is_residue(line.text) or blocks.is_byline(line.text) or blocks.is_note_heading(line.text)
        if limit is None and (stop or blocks.is_rule(line.text) or blocks.has_edit_link(line.text)):
            break
        last = i
    return last
