"""Each annotation gets one anchor, in order; on its own revision its position is its place."""

from __future__ import annotations

from dataclasses import replace

from making import TEXT, document, mark

from tuireader.anchors.model import AnchorStatus, TextPositionSelector, TextQuoteSelector
from tuireader.annotations.reanchor import reanchor
from tuireader.documents.revision import revision
from tuireader.text.span import Span


def test_on_its_own_revision_a_mark_is_where_it_was_made_even_among_equals():
    lines = [m.start for m in (Span(i * len(TEXT) // 4, len(TEXT)) for i in range(4))]
    marks = [mark(f"{n}", start=at, end=at + 9) for n, at in enumerate(lines)]
    anchors = reanchor(document(), marks)

    assert [a.span for a in anchors] == [Span(at, at + 9) for at in lines]
    assert {a.status for a in anchors} == {AnchorStatus.SAME}
    assert [a.annotation_id for a in anchors] == ["0", "1", "2", "3"]


def test_a_position_without_a_quote_is_believed_on_its_own_revision_only():
    made = mark("a")
    bare = replace(made, target=replace(made.target, selectors=(TextPositionSelector(4, 9),)))

    assert reanchor(document(), [bare])[0].span == Span(4, 9)
    assert reanchor(document("New. " + TEXT), [bare])[0].status is AnchorStatus.ORPHANED


def test_a_mark_on_no_words_is_attached_to_nothing():
    made = mark("a")
    for selectors in (
        (TextPositionSelector(4, 4),),
        (TextQuoteSelector("", TEXT[:4], TEXT[4:9]), TextPositionSelector(4, 4)),
    ):
        (anchor,) = reanchor(document(), [replace(made, target=replace(made.target, selectors=selectors))])
        assert (anchor.status, anchor.span, anchor.hint) == (AnchorStatus.ORPHANED, None, 4)


def test_a_position_that_does_not_hold_the_words_is_not_believed():
    made = mark("a", start=4, end=9)
    position = TextPositionSelector(5, 10)
    wrong = replace(made, target=replace(made.target, selectors=(made.target.selectors[0], position)))

    (anchor,) = reanchor(document(), [wrong])
    assert anchor.span != Span(5, 10)


def test_on_a_revised_text_words_are_followed_and_what_is_gone_is_an_orphan():
    text = "One sentence stays as it is. Another one will go away entirely. The last one stays as well."
    stays, goes = text.index("The last"), text.index("Another")
    marks = [mark("a", start=stays, end=len(text), text=text), mark("b", start=goes, end=stays - 1, text=text)]
    new = "A preface. " + text[:goes] + text[stays:]
    first, second = reanchor(document(new), marks)

    assert (first.status, second.status) == (AnchorStatus.MOVED, AnchorStatus.ORPHANED)
    assert first.span is not None
    assert first.span.of(new) == "The last one stays as well."
    assert second.hint == new.index("The last")
    assert marks[0].target.revision == revision(text)
