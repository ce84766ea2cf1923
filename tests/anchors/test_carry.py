"""A mark follows its own words, and no others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuireader.anchors.align import align
from tuireader.anchors.carry import carry, carry_offset
from tuireader.anchors.model import Anchor, AnchorStatus
from tuireader.text.span import Span

ESSAY = (
    "The fleet left Kronstadt before dawn. Nobody on the quay cheered, and the band did not play.\n\n"
    "In the town the news was known by noon. Stalin’s answer came in the evening; it was short.\n\n"
    "He wrote that the treaty would stand. The ministers, who had hoped for less, signed it at once.\n\n"
    "A year later hardly anyone remembered the day. The treaty was forgotten by all but the clerks.\n"
)
CHINESE = (
    "春天的時候河水漲得很高。老人坐在城門旁邊寫信。商人已經離開了橋樑。\n\n"
    "學生忘記了圖書館的鑰匙。先生記得那個冬夜的火車。鐵路從花園後面經過。\n\n"
    "議會沒有回答歷史的問題。船長終於看見了遙遠的島嶼。鄰居們都很害怕。\n"
)
THAI = "แม่น้ำไหลผ่านตลาดเก่า นักเรียนกลับบ้านในเมื่อวาน ครูใหญ่เขียนจดหมายถึงกัปตันเรือ\n\nสะพานนี้เงียบสงบในฤดูหนาว\n"
FOREIGN = st.text(st.sampled_from("QXZqxz0189 \n"), min_size=1, max_size=40)


def found(old: str, new: str, words: str) -> Anchor:
    start = old.index(words)
    return carry(align(old, new), Span(start, start + len(words)), "a")


def words_of(anchor: Anchor, new: str) -> str | None:
    return anchor.span.of(new) if anchor.span else None


@st.composite
def marked(draw: st.DrawFn, text: str = ESSAY) -> Span:
    start = draw(st.integers(0, len(text) - 2))
    return Span(start, draw(st.integers(start + 1, min(len(text), start + 120))))


@given(marked())
def test_on_the_same_text_every_mark_stays_where_it_is(span):
    anchor = carry(align(ESSAY, ESSAY), span, "a")
    if span.of(ESSAY).strip():
        trimmed = span.of(ESSAY).strip()
        assert (anchor.status, words_of(anchor, ESSAY).strip()) == (AnchorStatus.SAME, trimmed)
    else:
        assert anchor.status is AnchorStatus.ORPHANED


@given(marked(), st.data())
def test_words_that_are_put_in_elsewhere_leave_a_mark_on_its_own_words(span, data):
    """Even inside a paragraph; the words around the mark, on which a short one leans, stay too."""
    quote = span.of(ESSAY).strip()
    at = data.draw(
        st.one_of(st.integers(0, max(0, span.start - 60)), st.integers(min(len(ESSAY), span.end + 60), len(ESSAY)))
    )
    new = ESSAY[:at] + " " + data.draw(FOREIGN) + " " + ESSAY[at:]
    anchor = carry(align(ESSAY, new), span, "a")
    if quote:
        assert words_of(anchor, new).strip() == quote
        assert anchor.status is AnchorStatus.SAME


@given(marked(), marked())
def test_a_mark_whose_words_are_cut_out_is_an_orphan_and_knows_where_it_was(span, around):
    cut = span.join(around) if span.overlaps(around) else span
    new = ESSAY[: cut.start] + " " + ESSAY[cut.end :]
    anchor = carry(align(ESSAY, new), span, "a")
    starts_word = not (cut.start and ESSAY[cut.start - 1].isalnum() and ESSAY[cut.start].isalnum())
    ends_word = not (cut.end < len(ESSAY) and ESSAY[cut.end].isalnum() and ESSAY[cut.end - 1].isalnum())
    if starts_word and ends_word and len(cut.of(ESSAY).split()) > 3:
        assert anchor.span is None
        assert anchor.hint is not None
        assert abs(anchor.hint - cut.start) <= 3


@given(st.text(max_size=200), st.text(max_size=200), st.data())
def test_a_place_is_always_inside_the_new_text(old, new, data):
    alignment = align(old, new)
    start = data.draw(st.integers(0, len(old)))
    anchor = carry(alignment, Span(start, data.draw(st.integers(start, len(old)))), "a")
    if anchor.span:
        assert 0 <= anchor.span.start < anchor.span.end <= len(new)
        assert anchor.span.of(new).strip()
        assert 0 < anchor.score <= 1
    else:
        assert (anchor.status, anchor.score) == (AnchorStatus.ORPHANED, 0)
        assert 0 <= anchor.hint <= len(new)
    assert 0 <= carry_offset(alignment, start) <= len(new)


@pytest.mark.parametrize(
    ("old", "new", "words", "status", "now"),
    [
        (ESSAY, ESSAY.replace("’", "'"), "Stalin’s answer", AnchorStatus.SAME, "Stalin's answer"),
        (ESSAY, ESSAY.replace("the news", "the\nnews"), "the news was known", AnchorStatus.SAME, "the\nnews was known"),
        (ESSAY, ESSAY.replace("short", "very short"), "it was short", AnchorStatus.EDITED, "it was very short"),
        (ESSAY, ESSAY.replace("Kronstadt", "Kronstat"), "Kronstadt", AnchorStatus.EDITED, "Kronstat"),
        (ESSAY, "Preface.\n\n" + ESSAY, "the band", AnchorStatus.SAME, "the band"),
        (
            ESSAY,
            "\n\n".join(reversed(ESSAY.split("\n\n"))),
            "hardly anyone",
            AnchorStatus.MOVED,
            "hardly anyone",
        ),
        (ESSAY, ESSAY.replace(" It was short", ""), "treaty was forgotten", AnchorStatus.SAME, "treaty was forgotten"),
        (ESSAY, ESSAY.replace("He wrote that the treaty would stand. ", ""), "the treaty", AnchorStatus.ORPHANED, None),
        (CHINESE, CHINESE.replace("很高", "非常高"), "河水漲得很高", AnchorStatus.EDITED, "河水漲得非常高"),
        (CHINESE, CHINESE.replace("老人坐在城門旁邊寫信。", ""), "商人已經離開", AnchorStatus.SAME, "商人已經離開"),
        (CHINESE, CHINESE.replace("老人坐在城門旁邊寫信。", ""), "城門旁邊", AnchorStatus.ORPHANED, None),
        (
            CHINESE,
            CHINESE.replace("先生記得那個冬夜的火車。", "") + "\n\n先生記得那個冬夜的火車。",
            "那個冬夜的火車",
            AnchorStatus.MOVED,
            "那個冬夜的火車",
        ),
        (THAI, "เกาะ" + THAI.replace("ในเมื่อวาน", "แล้ว"), "เขียนจดหมายถึง", AnchorStatus.SAME, "เขียนจดหมายถึง"),
        (THAI, THAI.replace("นักเรียนกลับบ้านในเมื่อวาน ", ""), "กลับบ้านในเมื่อวาน", AnchorStatus.ORPHANED, None),
    ],
)
def test_what_becomes_of_a_mark(old, new, words, status, now):
    anchor = found(old, new, words)

    assert (anchor.status, words_of(anchor, new)) == (status, now)


def test_equal_words_elsewhere_never_attract_a_mark():
    """The second "the treaty" is explained by the old text: it is no place for a mark on the first."""
    new = ESSAY.replace("He wrote that the treaty would stand. ", "")

    assert new.count("The treaty") == 1
    assert found(ESSAY, new, "treaty would").span is None
    assert words_of(found(ESSAY, new, "The treaty was"), new) == "The treaty was"


def test_sentences_that_change_places_keep_their_stops_and_their_beginnings():
    one, other = "The first thing was said by nobody at all.", "The second one was written down in Vienna."
    old, new = f"Before it. {one} {other} After it.", f"Before it. {other} {one} After it."

    assert words_of(found(old, new, one), new) == one
    assert words_of(found(old, new, other), new) == other


def test_a_sentence_put_in_between_belongs_to_neither_neighbour():
    old = "It rained. The boats came back. It was over."
    new = "It rained. The boats were counted. The boats came back. It was over."

    assert words_of(found(old, new, "It rained."), new) == "It rained."
    assert words_of(found(old, new, "The boats came back."), new) == "The boats came back."


def test_the_place_of_reading_follows_the_words_and_falls_back_to_where_they_were():
    new = "A preface.\n\n" + ESSAY.replace("In the town the news was known by noon. ", "")
    alignment = align(ESSAY, new)

    assert carry_offset(alignment, ESSAY.index("treaty would") + 3) == new.index("treaty would") + 3
    assert abs(carry_offset(alignment, ESSAY.index("news was")) - new.index("Stalin")) <= 2
    assert carry_offset(alignment, 0) == new.index("The fleet")
    assert carry_offset(alignment, len(ESSAY)) == len(new.rstrip())
