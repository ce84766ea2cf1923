"""The rules of ``check``: one row each. Adding a rule is a function from a reading to remarks, and a row here.

A rule fires where a careful editor would act; one that is a matter of the house style is off until it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tuireader.check import characters, citations, dashes, footnotes, marks, names, order, pages, quotations, traces
from tuireader.check import quotation_marks as marks_of_quotation
from tuireader.check.remark import Remarks
from tuireader.reading import Reading


@dataclass(frozen=True, slots=True)
class Rule:
    """A code as linters have them, what it finds in words, and how."""

    code: str
    words: str
    find: Callable[[Reading], Remarks]
    on: bool = True
    """Whether it is looked for without being asked for."""


RULES: tuple[Rule, ...] = (
    Rule("F001", "a marker without a note", footnotes.without_a_note),
    Rule("F002", "a note that no marker calls", footnotes.never_called),
    Rule("F003", "a note without words", footnotes.empty),
    Rule("F004", "two notes with the same number", footnotes.same_number),
    Rule("F005", "a number out of order, or a gap in the list", order.out_of_order),
    Rule("F006", "numbers that begin again", order.begins_again, on=False),
    Rule("F007", "a marker inside a word or before punctuation", footnotes.inside_or_before, on=False),
    Rule("F008", "a marker that calls a note a second time", order.called_again),
    Rule("C101", "a reference that could mean several sources, or none", citations.unclear),
    Rule("C102", "a reference to a source that is never given in full", citations.never_in_full),
    Rule("C103", "a quotation whose note gives no page", quotations.without_a_page),
    Rule("C104", "a sign for pages that does not fit their number", pages.signs),
    Rule("C105", "a name that is spelled in two ways", names.two_spellings),
    Rule("C106", "a range whose dash is not like the others", dashes.odd_dashes),
    Rule("C107", "a reference that means another source since the text was revised", citations.changed),
    Rule("T201", "a tag that was left over from a copy", traces.tags),
    Rule("T202", "words of a web page around the text", traces.debris),
    Rule("T203", "a quotation mark without its other half", marks_of_quotation.unbalanced),
    Rule("S301", "characters that cannot be seen", characters.unseen),
    Rule("A401", "a mark whose words are gone from the text", marks.lost),
    Rule("A402", "a correction of a citation that fits the text no more", marks.lost_corrections),
)
"""In the order in which they are listed."""

WORDS = {rule.code: rule.words for rule in RULES}
"""Code and what it finds."""


def on_by_default() -> frozenset[str]:
    """The codes that are looked for without being asked for."""
    return frozenset(rule.code for rule in RULES if rule.on)


def read_codes(words: Iterable[str]) -> tuple[str, ...]:
    """Codes, several in one word or not, in capitals; ``F`` stands for all that begin with it.

    Raises ValueError for what begins no code.
    """
    asked = tuple(code.strip().upper() for word in words for code in word.split(",") if code.strip())
    for code in asked:
        if not any(known.startswith(code) for known in WORDS):
            raise ValueError(f"there is no code {code}, only {', '.join(WORDS)}")
    return asked


def chosen(select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()) -> frozenset[str]:
    """The codes that remain: those that begin as ``select`` says, else those on by default, without ``ignore``."""
    wanted = {code for code in WORDS if code.startswith(select)} if select else on_by_default()
    return frozenset(code for code in wanted if not (ignore and code.startswith(ignore)))
