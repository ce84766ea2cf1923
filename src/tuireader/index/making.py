"""The index of a document as everything below the reader's own word makes it: by the rules, and a second opinion."""

from __future__ import annotations

from tuireader.documents.model import Document
from tuireader.index.cache import cached
from tuireader.index.model import Index
from tuireader.notes.model import Apparatus


def make(document: Document, apparatus: Apparatus, opinion: str = "") -> Index:
    """The index by the rules, made or kept, less what the second opinion of that name vetoes; with no name nobody is
    asked.
    """

    def by_rules() -> Index:
        from tuireader.index.build import build  # brings all rules, which an index that is kept does not need

        return build(document, apparatus)

    index = cached(document, apparatus, by_rules)
    if not opinion:
        return index
    from tuireader.index.opinions import with_opinion  # what the default does not need

    return with_opinion(index, document.text, opinion)
