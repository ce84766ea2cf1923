"""What a writer adds in sentences of his own behind a reference that a stop has ended."""

from __future__ import annotations

import re
from functools import cache

from tuireader.notes.citations import read_source
from tuireader.notes.leads import UPPER, lower_share

MOSTLY = 0.6
"""The share of words in lower case from which on words are a sentence and no title."""


def ends_in_remark(body: str) -> bool:
    """Whether a citation is only "Ibid." or "Id." and then a sentence: "Id. In tension with this he holds that"."""
    found = _stopped().match(body)
    if found is None or lower_share(body[found.end() :]) <= MOSTLY:
        return False
    return not read_source(body[found.end() :]).imprint  # "Id. I mulini della valle, Torino 1990" is another work


@cache
def _stopped() -> re.Pattern[str]:
    return re.compile(rf"(?:[Ii]d|[IiÍíl1]b[ií]d(?:em)?|[Ee]bd|[Ee]benda)\. (?=[“\"„«(]?[{UPPER}])")
