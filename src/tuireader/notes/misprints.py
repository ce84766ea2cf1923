"""Words and names that differ by no more than a slip of the pen."""

from __future__ import annotations

from collections.abc import Set


def one_letter_apart(a: str, b: str) -> bool:
    """Whether two names differ by one letter more, less, other, or two that changed places."""
    if a == b or abs(len(a) - len(b)) > 1 or min(len(a), len(b)) < 4:
        return False
    i = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return (
        a[i + 1 :] == b[i + 1 :]
        or a[i + 1 :] == b[i:]
        or a[i:] == b[i + 1 :]
        or (a[i : i + 2] == b[i : i + 2][::-1] and a[i + 2 :] == b[i + 2 :])
    )


def misprinted(word: str, words: Set[str]) -> bool:
    """Whether a long word stands among others with one letter wrong, or run together with the little word before it."""
    if len(word) < 6:
        return False
    return any(one_letter_apart(word, w) or (w.endswith(word) and len(w) - len(word) <= 3) for w in words)
