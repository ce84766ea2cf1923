"""Which names in the text are one event: spellings, plurals, "Tehran Summit" beside "Tehran Conference"."""

from __future__ import annotations

import re
from collections import defaultdict

from tuireader.index import gazetteer
from tuireader.index.eventbook import EventHit
from tuireader.index.lexicon import terms
from tuireader.index.names import Region

_KINDS = (
    ("conference", "summit", "meeting", "talks", "negotiations", "congress"),
    ("battle", "siege", "campaign", "storming"),
    ("treaty", "peace", "pact", "convention", "agreement", "accord", "accords"),
    ("rebellion", "revolt", "uprising", "rising", "insurrection", "mutiny"),
    ("crisis", "affair", "incident", "scandal", "trial", "trials", "case"),
    ("massacre", "killings"),
    ("famine",),
    ("revolution",),
    ("war", "wars"),
)
_CLASS = {head: n for n, heads in enumerate(_KINDS) for head in heads}
_SUITS = frozenset({"affair", "case", "trial", "lawsuit", "suit"})
_SMALL = frozenset({"of", "the", "at", "on", "and", "for", "over"})


def of_one_kind(one: str, other: str) -> bool:
    """Whether two head nouns can name one event: "crisis" and "affair"."""
    return one == other or _CLASS.get(one, -1) == _CLASS.get(other, -2)


def group(hits: list[EventHit], parts: tuple[Region, ...]) -> dict[str, list[EventHit]]:
    """The hits by heading, one heading for one event, in reading order."""
    out: dict[str, list[EventHit]] = defaultdict(list)
    by_key: dict[str, str] = {}
    for hit in sorted(hits, key=lambda h: (h.region, h.first)):
        key = _spelling(hit.heading)
        out[by_key.setdefault(key, hit.heading)].append(hit)
    _join_alike(out)
    _join_lawsuits(out)
    _join_dated(out)
    return _join_short(out, parts)


def _spelling(heading: str) -> str:
    low = gazetteer.same_spelling(heading).lower()
    low = re.sub(r"^(?:the )", "", low)
    return low if re.match(r"\w+ of \d", low) else re.sub(r"(?<=\w{4}) of \d{4}(?:-\d+)?$", "", low)


def _signature(heading: str) -> tuple[frozenset[str], int] | None:
    words = re.findall(r"[\w'’–-]+", heading.lower())
    heads = [w for w in words if w in _CLASS]
    if not heads:
        return None
    return frozenset(w for w in words if w not in _SMALL and w != heads[-1]), _CLASS[heads[-1]]


def _join_alike(out: dict[str, list[EventHit]]) -> None:
    """Joins headings that differ only in a head of the same kind, or in order: the one named more often stays."""
    alike: dict[tuple[frozenset[str], int], list[str]] = defaultdict(list)
    for heading in out:
        signature = _signature(heading)
        if signature and signature[0]:
            alike[signature].append(heading)
    for headings in alike.values():
        known = [h for h in headings if gazetteer.known(h)]
        if len(headings) < 2 or len(known) > 1:
            continue
        best = known[0] if known else max(headings, key=lambda h: len(out[h]))
        for other in headings:
            if other != best:
                _move(out, other, best)


def _move(out: dict[str, list[EventHit]], other: str, into: str) -> None:
    out[into] = sorted(out[into] + out.pop(other), key=lambda h: (h.region, h.first))


def _join_lawsuits(out: dict[str, list[EventHit]]) -> None:
    """Gives "the Eden case" to "Eden v. Whistler" where only one lawsuit of the document has that party."""
    suits = [h for h in out if " v. " in h]
    for heading in list(out):
        words = heading.split()
        if words[-1].lower() not in _SUITS or heading in suits:
            continue
        party = " ".join(words[:-1])
        fitting = [s for s in suits if re.search(rf"\b{re.escape(party)}\b", s)]
        if len(fitting) == 1:
            _move(out, heading, fitting[0])


def _join_dated(out: dict[str, list[EventHit]]) -> None:
    """Gives "the revolution of 1848" to the one event of the document of that kind that is known to be of the year."""
    for heading in list(out):
        match = re.fullmatch(r"(?:\w+ )?(\w+) of (?:\d+ )?(?:[A-Z]\w+ )?(\d{4})|(\d{4}) (\w+)", heading)
        if not match:
            continue
        head, year = (match[1] or match[4]).lower(), match[2] or match[3]
        if head not in terms("dated_low_heads"):
            continue  # "the Salon of 1863" is not the "Salon des Refusés"
        fitting = [h for h in out if h != heading and _is_of(h, head, year)]
        if len(fitting) == 1:
            _move(out, heading, fitting[0])


def _is_of(heading: str, head: str, year: str) -> bool:
    known = gazetteer.known(heading)
    if known is None or known.start is None or known.start[:4] != year:
        return False
    heads = re.findall(r"\w+", heading.lower())
    return any(of_one_kind(w, head) for w in heads)


def _join_short(out: dict[str, list[EventHit]], parts: tuple[Region, ...]) -> dict[str, list[EventHit]]:
    """Gives a short name ("Opium War") to the longer one ("First Opium War") nearest before it in the same work."""
    by_end: dict[str, list[str]] = defaultdict(list)
    for heading in out:
        words = heading.split()
        if re.fullmatch(r"[IVX]+", words[-1]):  # "the World War" for "World War I"
            by_end[" ".join(words[:-1]).lower()].append(heading)
        for k in range(1, len(words) - 1):
            by_end[" ".join(words[k:]).lower()].append(heading)
    for short in list(out):
        longer = [h for h in by_end.get(short.lower(), ()) if h != short and h in out]
        if not longer or "," in short or gazetteer.known(short):
            continue
        left = []
        for hit in out[short]:
            work = parts[hit.region].work_id
            rows = [(h.region, h.first, name) for name in longer for h in out[name] if parts[h.region].work_id == work]
            before = [r for r in rows if r[:2] < (hit.region, hit.first)]
            best = max(before) if before else min(rows) if rows else None
            if best is None:
                left.append(hit)
            else:
                out[best[2]].append(hit)
        if left:
            out[short] = left
        else:
            del out[short]
    return {h: sorted(rows, key=lambda r: (r.region, r.first)) for h, rows in out.items()}
