"""Everything that the rules find in a reading, with its code: what a command prints and a pane lists."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from tuireader.check.rules import RULES, on_by_default
from tuireader.reading import Reading
from tuireader.text.span import Span


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing to look at. Findings sort by place, then by code."""

    span: Span
    code: str
    message: str


def findings(reading: Reading, codes: Collection[str] | None = None) -> tuple[Finding, ...]:
    """What the rules with these codes find, in the order of the text; without codes, those that are on by default.

    The cost is linear in the length of the text: tens of milliseconds for an essay.
    """
    wanted = on_by_default() if codes is None else codes
    found = {
        Finding(remark.span, rule.code, remark.message)
        for rule in RULES
        if rule.code in wanted
        for remark in rule.find(reading)
    }
    return tuple(sorted(found))
