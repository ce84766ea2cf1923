"""What a reader asks of an export: which marks, in which order, in which manner.

A file of notes keeps the choice that it was made by, so that it can be renewed without saying it again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from urllib.parse import parse_qs, urlencode

from tuireader.annotations.tags import as_tag
from tuireader.errors import UsageError
from tuireader.reading import Mark, Reading

ORDERS = ("text", "date")
STATES = ("open", "done")
KINDS_OF_MARK = ("highlights", "notes")


@dataclass(frozen=True, slots=True)
class Choice:
    """Empty fields choose everything. A mark is taken that fits one value of each field that is given."""

    tags: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    """Names of rows of ``annotations.kinds``, or labels from elsewhere."""
    states: tuple[str, ...] = ()
    """Some of ``STATES``."""
    kinds: tuple[str, ...] = ()
    """Some of ``KINDS_OF_MARK``: bare highlights, or marks with a note."""
    sections: tuple[str, ...] = ()
    """Numbers as they are exported (``2``, ``2.3``), or words of a heading or of the title of a work."""
    since: str = ""
    """The first day (UTC, ``YYYY-MM-DD``) on which a mark was made or last changed."""
    until: str = ""
    """The last such day."""
    order: str = ORDERS[0]
    context: int = 0
    """How many words of the text are given before and after each quote."""
    style: str = "plain"
    """Of the Markdown: a row of ``export.styles``."""

    def __post_init__(self) -> None:
        """Raises UsageError for a day that there is not, and for values that no field has."""
        for day in filter(None, (self.since, self.until)):
            try:
                if date.fromisoformat(day).isoformat() != day:
                    raise ValueError
            except ValueError:
                raise UsageError(f"“{day}” is no day; write it as 2026-11-23.") from None
        for given, known in ((self.states, STATES), (self.kinds, KINDS_OF_MARK), ((self.order,), ORDERS)):
            if wrong := [value for value in given if value not in known]:
                raise UsageError(f"“{wrong[0]}” cannot be chosen, only {', '.join(known)}.")
        if self.context < 0:
            raise UsageError(f"There is no context of {self.context} words; give a number from 0.")

    @property
    def by_date(self) -> bool:
        """Whether marks stand by the day of their making, not by their place."""
        return self.order == "date"

    def as_words(self) -> str:
        """The choice in one line, as ``tag=lock&order=date``; empty where nothing was asked for."""
        said = [(f.name, getattr(self, f.name)) for f in fields(self)]
        return urlencode([(name, value) for name, value in said if value != getattr(EVERYTHING, name)], doseq=True)


EVERYTHING = Choice()
"""Every mark, in the order of the text."""


def choice_from_words(words: str) -> Choice:
    """The choice that ``as_words`` wrote; what this version does not know in it is passed over.

    Raises UsageError where a value cannot be chosen.
    """
    said = parse_qs(words)
    given: dict[str, object] = {}
    for field in fields(Choice):
        values = said.get(field.name)
        if values:
            default = getattr(EVERYTHING, field.name)
            if isinstance(default, int):
                given[field.name] = int(values[0]) if values[0].isascii() and values[0].isdigit() else default
            else:
                given[field.name] = tuple(values) if isinstance(default, tuple) else values[0]
    return Choice(**given)  # type: ignore[arg-type]


def chosen(reading: Reading, choice: Choice) -> tuple[Mark, ...]:
    """The marks that ``choice`` takes, in its order; those whose words are gone come last in the order of the text."""
    asked = tuple(_questions(reading, choice))
    found = tuple(mark for mark in reading.marks if all(fits(mark) for fits in asked))
    if choice.by_date:
        return tuple(sorted(found, key=lambda mark: mark.annotation.created))
    return found


def _questions(reading: Reading, choice: Choice) -> list[Callable[[Mark], bool]]:
    tags = {as_tag(tag) or tag for tag in choice.tags}
    asked: list[Callable[[Mark], bool]] = []
    if tags:
        asked.append(lambda m: bool(tags & {as_tag(tag) or tag for tag in m.annotation.tags}))
    if choice.labels:
        asked.append(lambda m: m.annotation.label in choice.labels)
    if choice.states:
        asked.append(lambda m: STATES[m.annotation.done] in choice.states)
    if choice.kinds:
        asked.append(lambda m: KINDS_OF_MARK[bool(m.annotation.body.strip())] in choice.kinds)
    if choice.since:
        asked.append(lambda m: m.annotation.modified[:10] >= choice.since)
    if choice.until:
        asked.append(lambda m: m.annotation.modified[:10] <= choice.until)
    if choice.sections:
        wanted = [section.strip().removeprefix("§").strip().casefold() for section in choice.sections]
        asked.append(lambda m: any(_in_section(reading, m, section) for section in wanted))
    return asked


def _in_section(reading: Reading, mark: Mark, section: str) -> bool:
    if mark.span is None or not section:
        return False
    number = reading.place(mark.span.start).number
    if section.replace(".", "").isdigit():
        return number == section or number.startswith(f"{section}.")
    work = reading.document.work_at(mark.span.start)
    return section in reading.section_of(mark.span.start).casefold() or bool(work and section in work.name.casefold())
