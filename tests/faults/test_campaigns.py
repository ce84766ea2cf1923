"""Whatever happens to the process, the system or the disk: what was acknowledged is there, once, whole and new.

These are short campaigns; ``tests/bench/store_faults.py`` runs the long ones.
"""

from __future__ import annotations

import pytest
from mutants import MUTANTS
from verdict import wrong

COUNTS = {
    "kill -9 at every call": 90,
    "kill -9 at any time, 1 writer": 20,
    "kill -9 at any time, 2 writers": 20,
    "kill -9 at any time, 8 writers": 5,
    "2 writers": 3,
    "8 writers": 1,
    "failing calls": 120,
    "failing syncs": 40,
    "failing and short writes": 40,
    "failing calls of one of 2 writers": 20,
    "kill -9 and EIO while damage is mended": 60,
    "power cuts, strict": 240,
    "power cuts, as on ext4": 240,
    "power cuts after a failed sync": 120,
    "8 processes add 1": 50,
    "4 threads on one object": 100,
}
"""How much of each is done here: all together about half a minute of one core."""


@pytest.mark.parametrize("name", COUNTS)
def test_nothing_that_was_acknowledged_is_lost(campaign, name):
    counts = campaign(name, COUNTS[name])

    assert not wrong(counts)
    assert counts["saves"] > 0


@pytest.mark.parametrize("name", ["failing calls", "failing syncs", "failing and short writes"])
def test_failures_are_told(campaign, name):
    assert campaign(name, 20)["refused"] > 5


@pytest.mark.parametrize("name", MUTANTS)
def test_a_store_that_is_broken_in_a_known_way_is_found_out(campaign, name):
    mutant = MUTANTS[name]

    assert wrong(campaign(mutant.campaign, mutant.count, name))
