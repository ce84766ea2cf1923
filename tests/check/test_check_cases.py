"""Golden cases: small texts in ``cases/`` with all that a rule finds in them. Add one without code."""

from __future__ import annotations

import pytest
from check_samples import CASES, Case, reading_of

from tuireader.check.findings import findings
from tuireader.check.rules import RULES, Rule
from tuireader.documents.markdown import read_markdown
from tuireader.notes.resolve import resolve
from tuireader.reading import Reading

BY_HAND = {"A401", "A402", "C107"}
"""Rules about marks, which a text alone does not have: see ``test_check_marks.py``."""


@pytest.mark.parametrize("case", CASES, ids=[f"{c.code} {c.title}" for c in CASES])
def test_what_a_rule_finds(case: Case) -> None:
    found = findings(reading_of(case.text), {case.code})
    assert tuple(f"{f.code} {f.span.of(case.text)}" for f in found) == case.found


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_every_rule_has_a_text_that_it_finds_something_in_and_one_that_it_leaves_alone(rule: Rule) -> None:
    if rule.code not in BY_HAND:
        own = [bool(case.found) for case in CASES if case.code == rule.code]
        assert True in own
        assert False in own


@pytest.mark.parametrize("case", CASES, ids=[f"{c.code} {c.title}" for c in CASES])
def test_a_finding_is_one_sentence_that_names_no_code(case: Case) -> None:
    for found in findings(reading_of(case.text), {case.code}):
        assert found.message.endswith(".")
        assert "\n" not in found.message
        assert found.code not in found.message


def test_code_in_a_line_of_markdown_has_signs_of_its_own() -> None:
    text = 'The clerk typed `pp. 3 "x 1939- 1945` and “went” away.\n'
    document = read_markdown(text, "case.md")
    assert findings(Reading(document, resolve(document))) == ()
