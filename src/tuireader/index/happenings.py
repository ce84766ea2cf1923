"""What is said to happen: "during the Mfecane", "the Nakba broke out", "the Mutiny" where no fuller name stands.

To be read last, for it takes what neither people nor fuller names of events have claimed.
"""

from __future__ import annotations

import re
from collections import defaultdict

from tuireader.index import gazetteer
from tuireader.index.eventbook import TITLED, EventBook, ends_phrase, plain
from tuireader.index.lexicon import is_calendar, is_group, is_place, is_title, terms
from tuireader.index.names import Region

_YEAR = re.compile(r"(?:1\d{3}|20\d\d)(?:[-–/]\d{1,4})?$")
_ENOUGH = 1.0
_ENOUGH_COMMON = 2.0
"""The summed evidence that a name needs, and one that is made of ordinary words."""
_LONGEST = 3
_DURING = {"during": 1.0, "amid": 0.6, "throughout": 0.4, "since": 0.5, "until": 0.4, "after": 0.5, "before": 0.3}
_NO_NAMES = (
    "org_heads",
    "place_heads",
    "institutions",
    "office_words",
    "bodies",
    "names_of_bodies",
    "documents",
    "titles",
)


def find_happenings(book: EventBook) -> None:
    """Adds what the document, over all its occurrences, speaks of as one speaks of events."""
    found: dict[tuple[str, ...], list[tuple[int, int, int]]] = defaultdict(list)
    weight: dict[tuple[str, ...], float] = defaultdict(float)
    for n, region in enumerate(book.parts):
        if region.in_notes or region.kind in TITLED:
            continue
        for i in (c - 1 for c in book.capitals[n]):
            if region.word(i).lower() != "the" or not (last := _name_end(book, n, i + 1)):
                continue
            name = tuple(t.text for t in region.tokens[i + 1 : last])
            found[name].append((n, i + 1, last))
            weight[name] += _evidence(region, i, last)
    for name, places in found.items():
        common = all(book.words.is_common(word) for word in name)
        bare = len(name) == 1 and name[0] in terms("self_standing_heads")
        if bare or weight[name] >= (_ENOUGH_COMMON if common else _ENOUGH):
            rule = "short name that stands for an event" if bare else "said to happen"
            for n, first, last in places:
                spelled = plain(book.parts[n].tokens[first:last])
                book.keep(n, first, last, gazetteer.heading_for(spelled) or spelled, rule, 0.6)


def _name_end(book: EventBook, n: int, i: int) -> int:
    """The token after the capitals that begin at ``i``; 0 where they cannot be the name of an event."""
    region, taken = book.parts[n], book.taken[n]
    last = i
    while (t := region.token(last)) and t.kind == "word" and t.capital and not taken[last]:
        last += 1
        if t.possessive:
            return 0
    if not 0 < last - i <= _LONGEST or (last < len(taken) and taken[last] and region.tokens[last].capital):
        return 0
    words = [t.text for t in region.tokens[i:last]]
    if any(is_place(w) or is_calendar(w) or w.isupper() for w in words) or is_group(words[-1]) or is_title(words[-1]):
        return 0
    if any(words[-1] in terms(c) for c in _NO_NAMES) and words[-1] not in terms("self_standing_heads"):
        return 0
    if not (ends_phrase(region, last) or _is_stage(region, last)):
        return 0  # "the Napoleonic period"
    head = words[-1] in terms("self_standing_heads")
    return 0 if head and region.word(last) == "of" and words[-1] != "Jubilee" else last


def _evidence(region: Region, i: int, last: int) -> float:
    """What the words around "the" at ``i`` and the name that ends before ``last`` say for an event."""
    before, after, after2 = region.word(i - 1).lower(), region.word(last), region.word(last + 1)
    told = _DURING.get(before, 0.0)
    if before == "of" and region.word(i - 2).lower() in terms("parts_of_events"):
        told = 2.0 if region.word(i - 2).lower() == "outbreak" else 1.0
    if before == "as" and region.word(i - 2).startswith("remember"):
        told += 1.0  # "which they remember as the Bersiap"
    if _is_stage(region, last):
        told += 2.0 if after2 == "out" else 1.0
    if (after == "of" or after == "(") and _YEAR.match(after2):
        told += 1.0
    return told


def _is_stage(region: Region, k: int) -> bool:
    """Whether token ``k`` says that something broke out, began, lasted or ended."""
    word, following = region.word(k), region.word(k + 1)
    if word in ("broke", "breaking"):
        return following == "out"
    return word in terms("stages_of_events") or (word == "had" and following in ("begun", "ended", "started"))
