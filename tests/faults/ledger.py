"""What must be in the store, told from what a run of saves said while it went on.

A run says a line before each save and one after it. What was acknowledged must be there, whole and once. What was
refused, or was being saved when the process died, may be there or not, but not by halves.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

Changes = dict[str, int | None]
"""What one save does: to each record, named by table and id with a stroke between, its new number; None removes it."""

_SIGNS = 'abé—我😀"\\\n\t\0\u2028 \udc80'


def fields(record: str, number: int) -> dict[str, Any]:
    """The fields of a record by its number: no two numbers give the same."""
    rnd = random.Random(f"{record} {number}")
    note = "".join(rnd.choices(_SIGNS, k=rnd.choice((0, 9, 80, 700))))
    return {"number": number, "note": f"{record} {number} {note}", "tags": ["war"] * rnd.randint(0, 2)}


class Ledger:
    """What one or several runs said. Each run must have records of its own."""

    def __init__(self, start: Changes | None = None) -> None:
        self._certain: Changes = dict(start or {})
        self._possible: list[Changes] = []
        self._begun: Changes = {}
        self.said: Counter[str] = Counter()
        self.sentences: Counter[str] = Counter()

    def read(self, line: bytes) -> None:
        """Take in one line of a run."""
        word, about = json.loads(line)
        self.said[word] += 1
        match word:
            case "begin":
                self._settle(None)
                self._begun = about
            case "saved":
                self._settle(self._begun)
            case "refused":
                self.sentences[about] += 1
                self._settle(None)
            case "broke":
                self.sentences[about] += 1
                self._settle(None)

    def read_all(self, lines: Iterable[bytes]) -> None:
        """Take in all that one run said; it is over."""
        for line in lines:
            self.read(line)
        self._settle(None)

    def faults(self, found: Mapping[str, Mapping[str, Any]]) -> Counter[str]:
        """What is wrong with a store in which the records ``found`` are, by table and id: nothing where all is well."""
        possible = [*self._possible, self._begun] if self._begun else self._possible
        faults: Counter[str] = Counter()
        for record, number in self._certain.items():
            others = {changes[record] for changes in possible if record in changes}
            there = found.get(record)
            if there is None:
                faults["lost"] += number is not None and None not in others
            elif there.get("number") not in {number, *others}:
                faults["stale"] += 1
        for changes in possible:
            kept = {_number(found.get(r)) == n for r, n in changes.items() if self._last_word(r, changes, possible)}
            faults["halved"] += len(kept) > 1
        known = {*self._certain, *(r for changes in possible for r in changes)}
        for record, there in found.items():
            if record not in known:
                faults["doubled"] += 1
            elif dict(there) != fields(record, there.get("number", -1)):
                faults["altered"] += 1
        return +faults

    def _settle(self, kept: Changes | None) -> None:
        """The save that was begun is over: kept, or perhaps kept."""
        if kept is not None:
            self._certain.update(kept)
            self._possible = [c for c in ({r: n for r, n in p.items() if r not in kept} for p in self._possible) if c]
        elif self._begun:
            self._possible.append(self._begun)
            for record in self._begun:
                self._certain.setdefault(record, None)
        self._begun = {}

    def _last_word(self, record: str, changes: Changes, possible: list[Changes]) -> bool:
        """Whether nothing else that may have been kept concerns this record, and it would be seen."""
        alone = sum(record in others for others in possible) == 1
        return alone and self._certain.get(record) != changes[record]


def _number(there: Mapping[str, Any] | None) -> int | None:
    return None if there is None else there.get("number")
