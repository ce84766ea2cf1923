"""What holds for the check of any text whatever, and how long it may take."""

from __future__ import annotations

import time

import pytest
from check_samples import reading_of
from hypothesis import given
from hypothesis import strategies as st

from tuireader.check.findings import findings
from tuireader.check.rules import RULES, WORDS, chosen, on_by_default, read_codes

PIECES = (
    *("“", "”", "‘", "’", "„", "«", "»", '"', ",,", "''", "``", "\n", "\n\n", " ", ". ", ", ", "; ", ": "),
    *(
        "[1]",
        "[2]",
        "[2]",
        "[3]",
        "[40]",
        "[*]",
        "\n[1] ",
        "\n[2] ",
        "\n[3] ",
        "\n1. ^ ",
        "\n2. ^ a b ",
        "\n\nNotes\n\n",
    ),
    *("Ibid.", "ibid., p. 3", "Writer, op. cit., p. 4", "Writer (note 2), p. 5", "loc. cit.", "Idem, ", "Ebd., S. 3"),
    *(
        "Anna Writer, The Long Cut (Leeds: Aire Press, 1987)",
        "Writter, Long Cut",
        "Writer 1987, 3",
        "Scholar, White Sheet",
    ),
    *("pp. 3", "Pp78", "p. 3-5", "pp. 3–5", "1939- 1945", "12–14", "1933- November 1942", "https://example.org/1-2"),
    *(
        "[edit]",
        "[citation needed]",
        "Leave a Reply",
        "\n\nBibliography\n\n",
        "\u202e",
        "\u200b",
        "\x1b",
        "é",
        "ﬁ",
        "𝕏",
    ),
    *(
        "the canal was dug twice by both sides of the town",
        "workers’ ",
        '6’ by 12"',
        "# A heading\n\n",
        "> quoted\n",
        "*",
    ),
)
ANY_TEXT = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))


@given(ANY_TEXT)
def test_any_text_can_be_checked_and_all_that_is_found_is_in_it_and_in_order(text: str) -> None:
    reading = reading_of(text)
    found = findings(reading, set(WORDS))
    assert list(found) == sorted(found)
    for each in found:
        assert 0 <= each.span.start <= each.span.end <= len(reading.document.text)
        assert each.message.strip()


@given(ANY_TEXT)
def test_what_is_found_by_default_is_a_part_of_what_all_rules_find(text: str) -> None:
    reading = reading_of(text)
    every = findings(reading, set(WORDS))
    assert findings(reading) == tuple(f for f in every if f.code in on_by_default())


LONG = {
    "notes": "[{i}] Author{i} Smith, Title number {i} (London: Press, 1990), pp. {i}- {i}9",
    "short titles of nothing": "[{i}] Smith, Lost Title{i}, p. {i}",
    "one name in many spellings": "[{i}] Anna Smithe{x}n, The Long Cut (Leeds: Aire Press, 1987), p. {i}",
    "ambiguous": "[{i}] Smith, p. {i}",
}


@pytest.mark.parametrize("name", LONG)
def test_ten_times_the_notes_take_about_ten_times_as_long(name: str) -> None:
    def seconds(count: int) -> float:
        calls = " ".join(f"“the canal was dug twice”[{i}]" for i in range(1, count))
        notes = (LONG[name].format(i=i, x=chr(97 + i % 26)) for i in range(1, count))
        reading = reading_of(f"Essay\n\n{calls}\n\nNotes\n\n" + "\n".join(notes))
        start = time.perf_counter()
        findings(reading, set(WORDS))
        return time.perf_counter() - start

    seconds(50)
    assert seconds(2000) < 30 * max(seconds(200), 0.02)


@pytest.mark.parametrize(
    "text",
    ['“a ‘b "c ' * 20_000, 'a” b’ c" ' * 20_000, "1-2-3 pp. 1,2, " * 20_000, " " * 200_000 + "pp", "A" * 200_000],
)
def test_a_text_made_to_be_slow_is_not(text: str) -> None:
    reading = reading_of(f"Essay\n\n{text}")
    start = time.perf_counter()
    findings(reading, set(WORDS))
    assert time.perf_counter() - start < 10


def test_codes_are_told_apart_and_in_order() -> None:
    assert [rule.code for rule in RULES] == list(WORDS)
    assert len({rule.words for rule in RULES}) == len(RULES)


def test_a_code_can_be_chosen_by_its_beginning_and_a_rule_that_is_off_by_being_asked_for() -> None:
    assert chosen() == on_by_default()
    assert chosen(("F00",), ("F001",)) == {"F002", "F003", "F004", "F005", "F006", "F007", "F008"}
    assert chosen(ignore=("F", "C", "T", "S")) == {"A401", "A402"}
    assert "F007" not in on_by_default()
    assert read_codes(("f001, c", "T2")) == ("F001", "C", "T2")
    assert read_codes(("",)) == ()
    with pytest.raises(ValueError, match="no code X9"):
        read_codes(("X9",))
