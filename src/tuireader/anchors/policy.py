"""How much of a marked passage must be left for the mark to stay on it: a decision, not a finding, and only here."""

from __future__ import annotations

KEPT_WEIGHT = 0.34
"""The share of the weight of the marked words that must be left; between .28 and .42 the outcomes hardly differ."""
KEPT_LETTERS = 0.40
"""Or else the share of their letters."""
FEW = 3
"""Words up to which a passage needs neighbours that came along with it: alone, a common word proves nothing."""
NEAR = 5
"""Words on each side among which such neighbours are looked for."""
SUPPORT = 2
"""Neighbours that are enough; a rare word counts for two."""
ASTRAY = 4
"""Words by which a neighbour may have shifted against the passage and still came along."""
ALONE = 0.7
"""What a word counts for that is left without any of its neighbours: it may stand there by chance."""
