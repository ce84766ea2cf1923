"""What printers put for the hyphen that is typed."""

from __future__ import annotations

HYPHENS = "‐‑"
"""The hyphen and the one at which no line breaks; they part nothing that the typed one does not."""
DASHES = f"{HYPHENS}‒–—―−"
"""The hyphens, the dashes of every length and the minus sign."""


def typed_hyphens(words: str) -> str:
    """Words with the hyphen that is typed for each that is printed, one code point for one."""
    for printed in HYPHENS:  # looked for much faster than translated
        words = words.replace(printed, "-")
    return words
