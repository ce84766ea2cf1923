"""Whatever happens to the process, the system or the disk: what was acknowledged is there, once, whole and new.

These are short campaigns; ``tests/bench/store_faults.py`` runs the long ones.
"""

from __future__ import annotations

import pytest
from campaigns import CAMPAIGNS
from mutants import MUTANTS
from verdict import wrong


@pytest.mark.parametrize("name", CAMPAIGNS)
def test_nothing_that_was_acknowledged_is_lost(campaign, name):
    counts = campaign(name, CAMPAIGNS[name].short)

    assert not wrong(counts)
    assert counts["saves"] or counts["runs"]


@pytest.mark.parametrize("name", ["failing calls", "failing syncs", "failing and short writes"])
def test_failures_are_told(campaign, name):
    assert campaign(name, 20)["refused"] > 5


@pytest.mark.parametrize("name", MUTANTS)
def test_a_store_that_is_broken_in_a_known_way_is_found_out(campaign, name):
    mutant = MUTANTS[name]

    assert wrong(campaign(mutant.campaign, mutant.count, name))
