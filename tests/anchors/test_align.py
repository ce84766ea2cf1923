"""What an alignment of two revisions promises, whatever they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuireader.anchors.align import align
from tuireader.anchors.pairing import NONE
from tuireader.anchors.tokens import Lexicon, tokenise

FEW = st.text(st.sampled_from("ab .\n\n春天。ก็'’"), max_size=80)
PROSE = st.lists(
    st.sampled_from(
        ("the", "fleet", "left", "Kronstadt", "before", "dawn", "nobody", "on", "quay", "and", "did", "not")
    ),
    max_size=60,
).map(" ".join)
TEXT = st.one_of(FEW, PROSE, st.text(max_size=60))


def words(text: str) -> list[str]:
    tokens = tokenise(text, (), Lexicon())
    return [text[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)]


@given(TEXT)
def test_tokens_cover_all_of_a_text_but_its_white_space(text):
    assert "".join(words(text)) == "".join(text.split())


@pytest.mark.parametrize("word", ["a" * 41, "a" * 50_000, "key0" * 20_000, "zü" * 15_000])
def test_a_run_that_is_no_word_is_taken_in_parts_that_cover_it(word):
    parts = words(f"before {word} after")[1:-1]

    assert "".join(parts) == word
    assert max(map(len, parts)) <= 16


def test_words_signs_and_characters_without_spaces_are_tokens():
    assert words("Stalin’s co-op (1941)…") == ["Stalin’s", "co", "-", "op", "(", "1941", ")", "…"]
    assert words("春天來了。ที่นี่") == [*"春天來了。", "ที่", "นี่"]
    assert words("snake_case --- a...b") == ["snake", "_", "case", "---", "a", "...", "b"]
    assert words("e\u0301te\u0301 हिन्दी") == ["e\u0301te\u0301", "हिन्दी"]


@given(TEXT, TEXT)
def test_each_token_has_one_counterpart_or_none(old, new):
    found = align(old, new)

    assert len(found.to_new) == len(found.old)
    assert len(found.to_old) == len(found.new)
    assert all(j == NONE or found.to_old[j] == i for i, j in enumerate(found.to_new))
    assert all(i == NONE or found.to_new[i] == j for j, i in enumerate(found.to_old))


@given(TEXT, TEXT)
def test_counterparts_are_the_same_word_or_one_that_is_like_it(old, new):
    found = align(old, new)

    assert all(found.credit(i) >= 0.7 for i, j in enumerate(found.to_new) if j != NONE)


@given(TEXT)
def test_a_text_is_wholly_its_own_counterpart(text):
    found = align(text, text)

    assert found.to_new == list(range(len(found.old)))
    assert not found.moved


@given(st.lists(st.integers(0, 10**6), unique=True, max_size=60), st.data())
def test_what_is_put_in_or_cut_out_leaves_all_other_words_in_their_order(numbers, data):
    start = data.draw(st.integers(0, len(numbers)))
    stop = data.draw(st.integers(start, len(numbers)))
    shorter, longer = (" ".join(map(str, some)) for some in (numbers[:start] + numbers[stop:], numbers))
    put_in, cut_out = align(shorter, longer), align(longer, shorter)

    assert NONE not in put_in.to_new
    assert NONE not in cut_out.to_old
    assert not put_in.moved | cut_out.moved


def test_a_paragraph_that_was_moved_and_edited_is_followed():
    parts = [
        f"This is the opening of part {n}, and it speaks of matter {n * n} alone, at length, for a while."
        for n in range(9)
    ]
    edited = parts[1].replace("at length", "in brief")
    found = align("\n\n".join(parts), "\n\n".join([*parts[:1], *parts[2:], edited]))
    first, stop = (found.old.text.index(parts[k]) for k in (1, 2))
    tokens = [i for i in range(len(found.old)) if first <= found.old.starts[i] < stop]
    left = [i for i in tokens if found.to_new[i] != NONE and found.credit(i) == 1]

    assert len(left) == len(tokens) - 2
    assert set(left) <= found.moved
