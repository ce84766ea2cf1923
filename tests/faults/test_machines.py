"""Several machines that annotate one document apart come to show the same, and every word of it."""

from __future__ import annotations

import pytest
from machines import lived
from verdict import wrong


@pytest.mark.parametrize("removing", [False, True], ids=["writing", "writing and removing"])
def test_machines_that_have_heard_of_everything_show_the_same_and_every_word(removing):
    counts = lived(removing, 8)

    assert not wrong(counts)
    assert counts["notices"] == 0
    assert counts["conflict copies"] > 0
