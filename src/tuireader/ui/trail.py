"""The places visited, to go back to and forward again, as in a browser."""

from __future__ import annotations

from collections.abc import Callable


class Trail:
    """Offsets in the order in which they were left. A new jump from the middle forgets what lay ahead."""

    LIMIT = 200
    CARRIED = 20
    """Places that are carried through a revision; those left long ago are forgotten."""

    def __init__(self) -> None:
        self._behind: list[int] = []
        self._ahead: list[int] = []

    def leave(self, offset: int) -> None:
        """A jump begins at ``offset``."""
        if not self._behind or self._behind[-1] != offset:
            self._behind.append(offset)
        del self._behind[: -self.LIMIT]
        self._ahead.clear()

    def move(self, carry: Callable[[int], int]) -> None:
        """The text was revised: every place is carried to where its words are now."""
        self._behind = [carry(offset) for offset in self._behind[-self.CARRIED :]]
        self._ahead = [carry(offset) for offset in self._ahead[-self.CARRIED :]]

    def back(self, here: int) -> int | None:
        """The place before this one, or None at the beginning of the trail."""
        return self._step(self._behind, self._ahead, here)

    def forward(self, here: int) -> int | None:
        """The place that was gone back from, or None."""
        return self._step(self._ahead, self._behind, here)

    @staticmethod
    def _step(source: list[int], other: list[int], here: int) -> int | None:
        while source:
            place = source.pop()
            if place != here:
                other.append(here)
                return place
        return None
