"""From a passage to the selectors that will find it again."""

from __future__ import annotations

from itertools import islice

from tuireader.anchors.model import Selector, TextPositionSelector, TextQuoteSelector
from tuireader.anchors.occurrences import occurrences
from tuireader.text.span import Span

CONTEXT = 32
"""Code points of context on each side, as Hypothesis and Apache Annotator keep."""
SHORT = 32
"""A quote of fewer code points gets twice the context: few words recur often."""
MOST = 512
"""No context is longer, however often the passage recurs."""


def describe(text: str, span: Span) -> tuple[Selector, ...]:
    """The selectors of ``span`` in ``text``: the words with those around them, then the position in code points.

    The context is doubled until quote and context together stand in the text only once, up to ``MOST`` on each side.
    Raises ValueError where the span reaches beyond the text.
    """
    if span.end > len(text):
        raise ValueError(
            f"the passage {span.start}..{span.end} reaches beyond the text, which has {len(text)} code points"
        )
    width = CONTEXT if len(span) >= SHORT else 2 * CONTEXT
    while True:
        quote = _quote(text, span, width)
        if width >= MOST or _stands_once(text, quote.prefix + quote.exact + quote.suffix):
            return quote, TextPositionSelector(span.start, span.end)
        width *= 2


def _quote(text: str, span: Span, width: int) -> TextQuoteSelector:
    return TextQuoteSelector(
        exact=span.of(text),
        prefix=text[max(0, span.start - width) : span.start],
        suffix=text[span.end : span.end + width],
    )


def _stands_once(text: str, passage: str) -> bool:
    return len(tuple(islice(occurrences(text, passage), 2))) == 1
