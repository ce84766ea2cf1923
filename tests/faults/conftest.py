"""The layer between a process and the system, where it can be had."""

from __future__ import annotations

from collections.abc import Callable

import preload
import pytest
from campaigns import ran
from verdict import Counts

Campaign = Callable[..., Counts]


@pytest.fixture
def campaign() -> Campaign:
    """Runs a campaign by name in a process of its own, so many times, and returns its counts."""
    if why := preload.reason():
        pytest.skip(why)
    return ran
