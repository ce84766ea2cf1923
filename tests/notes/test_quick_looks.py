"""The quick looks that rule terms out must let every form of their family through."""

from __future__ import annotations

from collections.abc import Iterable
from re import _constants, _parser  # the parse of a pattern, which no public name gives
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuireader.notes import terms
from tuireader.notes.locators import _masked, _may_be_masked
from tuireader.notes.terms import Family


def surely_holds(parsed: Iterable[Any], letters: tuple[str, ...]) -> bool:
    """Whether all that a parsed pattern can match has some of the letters in a row."""
    run = ""
    for operator, argument in parsed:
        if operator is _constants.LITERAL:
            run += chr(argument).casefold()
            continue
        if any(each in run for each in letters) or _piece_holds(operator, argument, run, letters):
            return True
        run = ""
    return any(each in run for each in letters)


def _piece_holds(operator: Any, argument: Any, run: str, letters: tuple[str, ...]) -> bool:
    before = [(_constants.LITERAL, ord(c)) for c in run]
    if operator is _constants.BRANCH:
        return all(surely_holds([*before, *each], letters) for each in argument[1])
    if operator is _constants.SUBPATTERN:
        return surely_holds([*before, *argument[3]], letters)
    if operator is _constants.MAX_REPEAT:
        return argument[0] > 0 and surely_holds([*before, *argument[2]], letters)
    return False


@pytest.mark.parametrize("family", [Family.OP_CIT, Family.QUOTED, Family.ALIAS])
def test_no_form_of_a_family_is_ruled_out(family: Family) -> None:
    for term in terms.TERMS:
        if term.family is family:
            assert surely_holds(_parser.parse(term.pattern), terms._LETTERS[family]), term.pattern


@pytest.mark.parametrize("family", [Family.NUMBER, Family.ONWARD, Family.CARRIER, Family.BY_PLACE])
@given(st.data())
def test_what_a_family_matches_has_one_of_its_words(family: Family, data: st.DataObject) -> None:
    term = data.draw(st.sampled_from([term for term in terms.TERMS if term.family is family]))
    words = data.draw(st.from_regex(rf"(?<!\w)(?:{term.pattern.replace('(?-i:', '(?:')})"))
    assert terms.may_hold(family, words), term.pattern
    assert terms.may_hold(family, words.upper()), term.pattern


@given(st.from_regex(_masked().pattern))
def test_what_is_no_place_is_looked_for(words: str) -> None:
    assert _may_be_masked(words)
