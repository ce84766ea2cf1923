"""There is one rule for what a tag is: what the rule writes it reads back, and what it makes is a tag."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuireader.annotations.tags import as_tag, is_tag, split_tags, with_tags

SIGNS = st.text(alphabet="ab é9_-#.,:;&/ \n\u0302\u200dह\u093fЖ漢!", max_size=20)


@pytest.mark.parametrize(
    ("typed", "body", "tags"),
    [
        ("", "", ()),
        ("words", "words", ()),
        ("words #one #two", "words", ("one", "two")),
        ("words\n\n#one\n#two \n", "words", ("one", "two")),
        ("see #one here #one", "see #one here", ("one",)),
        ("#one", "", ("one",)),
        ("C#sharp, x&#39; and /#anchor", "C#sharp, x&#39; and /#anchor", ()),
        ("##heading", "##heading", ()),
        ("#2nd.part", "#2nd.part", ("2nd",)),
        ("on #हिन्दी", "on", ("हिन्दी",)),
        ("(#one)", "(#one)", ("one",)),
    ],
)
def test_tags_are_told_from_words(typed: str, body: str, tags: tuple[str, ...]) -> None:
    assert split_tags(typed) == (body, tags)


@pytest.mark.parametrize(
    ("given", "tag"),
    [
        ("a b", "a-b"),
        ("#to do", "to-do"),
        ("2nd.part", "2nd-part"),
        ("cause: economic", "cause-economic"),
        ("##", ""),
        (" -, ", ""),
        ("café", "café"),
    ],
)
def test_words_from_elsewhere_become_a_tag(given: str, tag: str) -> None:
    assert as_tag(given) == tag


@given(SIGNS)
def test_what_is_made_is_a_tag_or_nothing_and_stays_as_it_is(words: str) -> None:
    tag = as_tag(words)
    assert as_tag(tag) == tag
    assert is_tag(tag) == bool(tag)
    if tag:
        assert split_tags(f"#{tag}") == ("", (tag,))


@given(SIGNS, st.lists(SIGNS.map(as_tag).filter(bool), max_size=4, unique=True))
def test_a_note_that_is_shown_for_editing_and_left_alone_is_the_same_note(words: str, tags: list[str]) -> None:
    body, inside = split_tags(words)
    kept = tuple(dict.fromkeys((*inside, *tags)))
    again = split_tags(with_tags(body, kept))
    assert again[0] == body
    assert set(again[1]) == set(kept)


def test_a_tag_that_cannot_be_written_is_not_shown_broken() -> None:
    assert with_tags("words", ("a b", "fine")) == "words\n#fine"
