"""How much a token says about where a passage is: a rare word much, a common one little, a comma next to nothing."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

from tuireader.anchors.tokens import Lexicon, Tokens, words_in


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


OF_SIGN = 0.05
OF_COMMON = 0.3
OF_PARAGRAPH = 5.0
"""The weight of each word of a paragraph that both texts have."""
LETTERS_OF_WORD = 6
"""Code points of a word with its space, on average."""
COMMON = _listed(
    """
    a about after all also an and any are as at be been but by can could did do for from had has have he her
    him his how i if in into is it its may more most no not of on one or our out she so some such than that
    the their them then there these they this those to up was we were what when where which who will with
    would you your als am auf aus bei das dem den der des die ein eine einem einen einer es für hat ich im
    ist man mit nicht noch nur sich sie sind so um und von war wie wird zu zum zur au aux ce cette comme dans
    de du elle en et est il ils la le les mais ne on ou par pas plus pour qu que qui sa se ses son sur un une
    al como con del el ella era las lo los más no o para pero por que se sin su sus una y ya の に は を た
    が で て と し れ さ る い も な か ら り 的 了 是 在 不 一 和 有 他 这 這 我 们 們
    """
)
"""Words that every text of a language is full of, wherever it is looked at."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each token of a lexicon weighs, by its number."""

    weight: list[float]
    letters: list[float]
    """Letters, where a character of a script without spaces counts for as many as a part of a word."""
    words: list[float]


def weigh(lexicon: Lexicon, old: Tokens) -> Weights:
    """The weights of the tokens, the rarer in the old text the more."""
    seen = Counter(old.numbers)
    total = len(old) + 1
    weight, letters, words = [], [], []
    for number, form in enumerate(lexicon.forms):
        if lexicon.is_paragraph(number):
            count = max(1, len(form) // LETTERS_OF_WORD)
            weight.append(OF_PARAGRAPH * count)
            letters.append(float(len(form)))
            words.append(float(count))
            continue
        part = words_in(form)
        base = part * (OF_COMMON if form in COMMON else 1.0) if part else OF_SIGN
        rarity = 1 + 0.25 * math.log(total / (seen.get(number, 1) + 1) + 1)
        weight.append(base * rarity)
        letters.append(len(form) if part in (0.0, 1.0) else part * LETTERS_OF_WORD)
        words.append(part)
    return Weights(weight, letters, words)
