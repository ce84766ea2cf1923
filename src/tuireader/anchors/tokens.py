"""A text as a row of tokens: words, single signs, and paragraphs that the other text has too.

Two spellings of one word are one token: case, the style of quotation marks and dashes, composed accents. White space
is none. Scripts that write no spaces are taken character by character, a letter with the marks that stand on it, so
that Chinese, Japanese, Thai, Lao, Khmer, Burmese and Tibetan are aligned by the same rules as English.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from tuireader.text.clean import MARK_BLOCKS, is_mark
from tuireader.text.span import Span

LONGEST = 40
"""Code points of a word; a longer run without spaces (an address, a key) is taken letter by letter too."""
HUGE = 20_000
"""Code points of a run that is not even that: it is cut behind certain letters, so that equal stretches of it are still
cut alike."""

_WIDE = r"\u2e80-\u2fff\u3005-\u3007\u3021-\u3029\u3041-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f"
_WIDE_BEYOND = r"\U0001b000-\U0001b16f\U00020000-\U0003ffff"
_CLUSTERED = r"\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff"
_UNSPACED = _WIDE + _WIDE_BEYOND + _CLUSTERED
_ONE_SIGN = {**dict.fromkeys("‘’‚‛′ʼ`´", "'"), **dict.fromkeys("“”„‟″«»", '"'), **dict.fromkeys("‐‑‒–—―−", "-")}
_ONE_SIGN |= {"--": "-", "---": "-", "...": "…"}
_STRETCH = re.compile(r"[^08HPXhpx]{0,15}[08HPXhpx]|[^08HPXhpx]{1,16}", re.DOTALL)
_OF_WIDE, _OF_CLUSTER = 0.5, 0.3


class Lexicon(dict[str, int]):
    """Every token of two texts, by number; looking up a spelling that is new gives it the number of its form.

    ``forms`` has the folded form of each token, of a paragraph its text; the first ``paragraphs`` of them are
    paragraphs.
    """

    def __init__(self) -> None:
        super().__init__()
        self.paragraphs = 0
        self.forms: list[str] = []
        self._numbers: dict[str, int] = {}

    def add_paragraph(self, text: str) -> int:
        """The number of a paragraph that both texts have; all paragraphs come before the first word."""
        self.forms.append(text)
        self.paragraphs = len(self.forms)
        return self.paragraphs - 1

    def __missing__(self, spelling: str) -> int:
        form = _ONE_SIGN.get(spelling) or _folded(spelling)
        number = self._numbers.get(form)
        if number is None:
            number = self._numbers[form] = len(self.forms)
            self.forms.append(form)
        self[spelling] = number
        return number

    def is_paragraph(self, number: int) -> bool:
        """Whether the token is a whole paragraph."""
        return number < self.paragraphs

    def is_word(self, number: int) -> bool:
        """Whether the token is a word, and not a sign or a paragraph."""
        return number >= self.paragraphs and self.forms[number][0].isalnum()


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one text, each with its number and its place in code points."""

    text: str
    numbers: list[int]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.numbers)

    def touching(self, span: Span) -> tuple[int, int]:
        """The first token that shares a code point with ``span``, and the one after the last; equal where none does."""
        first = bisect_right(self.ends, span.start)
        return first, max(first, bisect_left(self.starts, span.end))

    def between(self, index: int) -> str:
        """The white space before the token at ``index``; all before the first, all behind the last."""
        start = self.ends[index - 1] if index > 0 else 0
        return self.text[start : self.starts[index] if index < len(self.starts) else len(self.text)]


def tokenise(text: str, whole: Sequence[tuple[Span, int]], lexicon: Lexicon) -> Tokens:
    """The tokens of ``text``; ``whole`` are paragraphs, in order, that are one token each, with their numbers."""
    numbers: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for paragraph, number in (*whole, (Span(len(text), len(text)), -1)):
        pieces = _token().split(text[done : paragraph.start])
        if max(map(len, pieces)) > LONGEST:
            pieces = [part for k, piece in enumerate(pieces) for part in _spelled(piece, is_token=k % 2 == 1)]
        edges = list(accumulate(map(len, pieces), initial=done))
        numbers += [lexicon[piece] for piece in pieces[1::2]]
        starts += edges[1:-1:2]
        ends += edges[2:-1:2]
        if number >= 0:
            numbers.append(number)
            starts.append(paragraph.start)
            ends.append(paragraph.end)
        done = paragraph.end
    return Tokens(text, numbers, starts, ends)


def words_in(form: str) -> float:
    """How many words a token counts for: a Chinese character is half a word, a Thai letter less."""
    first = form[0]
    if not first.isalnum():
        return 0.0
    if not _unspaced().match(first):
        return 1.0
    return _OF_CLUSTER if re.match(f"[{_CLUSTERED}\u3041-\u30ff]", first) else _OF_WIDE


@cache
def _unspaced() -> re.Pattern[str]:
    return re.compile(f"[{_UNSPACED}]")


@cache
def _token() -> re.Pattern[str]:
    """One group around the whole, so that ``split`` gives white space and tokens by turns."""
    points = (chr(n) for first, last in MARK_BLOCKS for n in range(first, min(last, 0xFFFF) + 1))
    marks = "[" + "".join(c for c in points if is_mark(c)) + "]"
    letter = rf"[^\W_{_UNSPACED}]"
    plain = r"[A-Za-z0-9\xc0-\xd6\xd8-\xf6\xf8-\u024f]"
    quick = rf"{plain}++(?:['’]{plain}++)*+(?!{letter}|{marks})"
    general = rf"(?:{letter}{marks}*+)++(?:['’ʼ](?:{letter}{marks}*+)++)*+"
    unspaced = rf"[{_UNSPACED}]{marks}*+"
    return re.compile(rf"({quick}|{general}|{unspaced}|-{{2,3}}+|\.{{3}}|\S)")


def _spelled(piece: str, *, is_token: bool) -> list[str]:
    """White space as it is; of a token that is no word, being too long, its characters with nothing between them."""
    if not is_token or len(piece) <= LONGEST:
        return [piece]
    parts = list(piece) if len(piece) <= HUGE else _STRETCH.findall(piece)
    spelled = [""] * (2 * len(parts) - 1)
    spelled[::2] = parts
    return spelled


def _folded(spelling: str) -> str:
    return unicodedata.normalize("NFKC", spelling.replace("’", "'").replace("ʼ", "'")).casefold() or spelling
