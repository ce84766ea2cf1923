"""A reading of the document made by hand."""

from __future__ import annotations

import pytest
from reading_samples import make_apparatus, make_document

from tuireader.reading import Reading


@pytest.fixture
def reading() -> Reading:
    document = make_document()
    return Reading(document, make_apparatus(document))
