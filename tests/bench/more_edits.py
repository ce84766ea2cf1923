"""Edits that writers make besides those of the corpus's bench, over the same machinery: where each character went is
known. Also that bench's edits for texts without spaces.

Each edit is a row of ``EDITS``: a function of the case that is being made and the share of units to be touched.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

SHARED = Path(os.environ.get("TUIREADER_CORPUS") or Path(__file__).resolve().parents[3] / "shared")
sys.path.append(str(SHARED / "bench" / "anchors"))
import revisions  # noqa: E402

Gen = Any
BRITISH = (
    ("our", "or"),
    ("isation", "ization"),
    ("ise", "ize"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("ence", "ense"),
)
PART = re.compile(r"[\u0e01-\u0e5b\u3040-\u30ff\u4e00-\u9fff]{3}")
"""What counts as a word in a script without spaces."""


def rename(g: Gen, share: float) -> None:
    """Search and replace: the most frequent names get others, everywhere."""
    text = g.d.text
    names = [w for w, _ in revisions.Counter(re.findall(r"(?<=[a-z,] )[A-Z][a-z]{3,}", text)).most_common(9)]
    chosen = {name: f"Vor{name[1:4]}ek" for name in names[: max(1, round(share * 20))]}
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, chosen)) + r")\b")
    g.d.apply([(*m.span(), g.d.repl(*m.span(), chosen[m.group()])) for m in pattern.finditer(text)] if chosen else [])


def spelling(g: Gen, share: float) -> None:
    """British spelling becomes American, in every word that ends so."""
    text, edits = g.d.text, []
    for one, other in BRITISH if share > 0.05 else BRITISH[:1]:
        for m in re.finditer(rf"(?<=[a-z]{{3}}){one}\b", text):
            edits.append((*m.span(), g.d.repl(*m.span(), other)))
    g.d.apply(edits)


def case(g: Gen, share: float) -> None:
    """Capitals come and go: words, and whole short lines."""
    text, edits = g.d.text, []
    for start, end in g.pick([m.span() for m in revisions.WORD.finditer(text)], share):
        word = text[start:end]
        other = word.upper() if word[0].islower() else word.lower()
        if len(other) == len(word):
            atoms = g.d.atoms(start, end)
            edits.append((start, end, [(c, at[1], True) for c, at in zip(other, atoms, strict=True)]))
    g.d.apply(edits)


def reorder(g: Gen, share: float) -> None:
    """Sentences of one paragraph change places with their neighbours."""
    text, edits = g.d.text, []
    by_paragraph = [revisions.sents(text, [p]) for p in revisions.paras(text)]
    for sentences in g.pick([s for s in by_paragraph if len(s) > 1], min(1, 3 * share)):
        k = g.r.randrange(len(sentences) - 1)
        (a, b), (c, d) = sentences[k], sentences[k + 1]
        edits.append((a, d, g.d.atoms(c, d) + g.d.atoms(b, c) + g.d.atoms(a, b)))
    g.d.apply(edits)


def abstract(g: Gen, share: float) -> None:
    """An abstract is put before the text, made of phrases that the text has."""
    words = g.d.text.split()
    parts = []
    for _ in range(3 + round(40 * share)):
        at = g.r.randrange(max(1, len(words) - 12))
        parts.append(" ".join(words[at : at + g.r.randint(4, 12)]))
    g.d.apply([(0, 0, revisions.new_atoms(". ".join(parts) + ".\n\n"))])


def emphasis(g: Gen, share: float) -> None:
    """Words are set in emphasis or made links, as in Markdown."""
    edits = []
    for start, end in g.pick([m.span() for m in revisions.WORD.finditer(g.d.text)], share):
        before, after = g.r.choice((("*", "*"), ("**", "**"), ("_", "_"), ("[", "](https://example.org/a)")))
        edits.append((start, end, revisions.new_atoms(before) + g.d.atoms(start, end) + revisions.new_atoms(after)))
    g.d.apply(edits)


def quoted(g: Gen, share: float) -> None:
    """Paragraphs become block quotations: a sign at the beginning of each line."""
    text, edits = g.d.text, []
    for start, end in g.pick(revisions.paras(text), min(1, 2 * share)):
        edits += [
            (m.start(), m.start(), revisions.new_atoms("> "))
            for m in re.finditer(r"(?m)^", text[:end])
            if m.start() >= start
        ]
    g.d.apply(edits)


def unwrap(g: Gen, _: float) -> None:
    """Each paragraph on one line."""
    text = g.d.text
    edits = [(m.start(1), m.end(1), [(" ", g.d.l[m.start(1)], True)]) for m in re.finditer(r"\S(\n)(?=\S)", text)]
    g.d.apply(edits)


def numbers(g: Gen, share: float) -> None:
    """Numbers are brought up to date."""
    found = [m.span() for m in re.finditer(r"\d+", g.d.text)]
    if found:
        g.d.apply([(a, b, g.d.repl(a, b, str(g.r.randint(1, 1999)))) for a, b in g.pick(found, 2 * share)])


def copyedit(g: Gen, share: float) -> None:
    """Small words and commas come and go."""
    text, edits = g.d.text, []
    for start, end in g.pick([m.span() for m in re.finditer(r" (?:the|a|of|very|that|,)(?= )|,", text)], 2 * share):
        edits.append((start, end, []))
    for _, end in g.pick([m.span() for m in revisions.WORD.finditer(text)], share):
        edits.append((end, end, revisions.new_atoms(g.r.choice((",", " also", " the", " in fact", " –")))))
    g.d.apply(edits)


def lines(g: Gen, share: float) -> None:
    """Lines are deleted, doubled or moved: list items, rows of tables, verses."""
    text, edits = g.d.text, []
    spans = [m.span() for m in re.finditer(r"(?m)^.+\n", text)]
    for start, end in g.pick(spans, share):
        turn = g.r.random()
        if turn < 0.4:
            edits.append((start, end, []))
            continue
        to = g.r.choice(spans)[0]
        if turn < 0.6:
            edits.append((to, to, revisions.new_atoms(text[start:end])))
        elif to not in range(start, end + 1) and not any(a < to < b for a, b, _ in edits):
            edits += [(start, end, []), (to, to, g.d.atoms(start, end))]
    moved = [e for e in edits if e[0] < e[1]]
    apart = [e for e in edits if e[0] < e[1] or not any(a < e[0] < b for a, b, _ in moved)]
    g.d.apply(apart)


def tail(g: Gen, share: float) -> None:
    """The last part of the text is cut off and a new one written."""
    text = g.d.text
    start = round(len(text) * (1 - share))
    start = max((a for a, _ in revisions.paras(text) if a <= start), default=0)
    g.d.apply([(start, len(text), revisions.new_atoms("\n\n".join(g.sentence() for _ in range(6))))])


EDITS: dict[str, Callable[[Gen, float], None]] = {
    f.__name__: f
    for f in (rename, spelling, case, reorder, abstract, emphasis, quoted, unwrap, numbers, copyedit, lines, tail)
}
OF_CHARACTERS = (
    "typo",
    "wordsub",
    "sent_insert",
    "sent_delete",
    "sent_rewrite",
    "heavy_rewrite",
    "para_move",
    "sent_move",
    "split_merge",
    "del_annotated",
    "del_repeated",
    "dup_annotated",
    "reorder",
    "mixed",
)
"""The edits of the bench that are made on texts without spaces too."""


class OfCharacters(revisions.Gen):  # type: ignore[misc]
    """The bench's cases with groups of characters for words."""

    def plant(self) -> list[dict[str, Any]]:
        """Marks on one group or several, and on sentences and paragraphs."""
        groups = [m.span() for m in revisions.WORD.finditer(self.old)]
        sentences, whole = revisions.sents(self.old), revisions.paras(self.old)
        chosen: dict[tuple[int, int], str] = {}
        while len(chosen) < self.n:
            kind = self.r.choices(("word", "phrase", "sentence", "multi_sentence", "paragraph"), (25, 35, 20, 10, 6))[0]
            k = self.r.randrange(len(groups) - 6)
            s = self.r.randrange(len(sentences) - 1)
            spans = {
                "word": groups[k],
                "phrase": (groups[k][0], groups[k + self.r.randint(1, 5)][1]),
                "sentence": sentences[s],
                "multi_sentence": (sentences[s][0], sentences[s + 1][1]),
                "paragraph": self.r.choice(whole),
            }
            if "\n" not in self.old[slice(*spans[kind])].strip("\n"):
                chosen.setdefault(spans[kind], kind)
        marks = sorted((start, end, kind) for (start, end), kind in chosen.items())
        return [{"id": i, "kind": kind, "start": start, "end": end} for i, (start, end, kind) in enumerate(marks)]

    def typo(self, share: float) -> None:
        edits = []
        for start, end in self.pick([m.span() for m in revisions.WORD.finditer(self.d.text)], share):
            at = self.r.randrange(start, end)
            sign = self.r.choice(self.r.choice(self.vocab))
            new = self.r.choice(([(sign, self.d.l[at], False)], [], [*self.d.atoms(at, at + 1), (sign, -1, False)]))
            edits.append((at, at + 1, new))
        self.d.apply(edits)

    def sentence(self) -> str:
        return "".join(self.r.choice(self.vocab) for _ in range(self.r.randint(3, 9))) + "。"

    def other_word(self, word: str) -> str:
        return self.r.choice([w for w in self.r.sample(self.vocab, 3) if w != word] or ["也許是這"])


def without_spaces(text: str) -> bool:
    """Whether most of a text is written in a script without spaces."""
    return len(PART.findall(text)) * 3 > len(text) / 2


def make(text: str, seed: str, edit: str, level: str, marks: int = 200) -> dict[str, Any]:
    """One case, as the corpus's bench makes them."""
    share, name = revisions.LEVEL[level], f"{seed}/{edit}/{level}"
    if not without_spaces(text):
        if edit not in EDITS:
            return revisions.make(text, seed, edit, level, marks)  # type: ignore[no-any-return]
        g = revisions.Gen(text, name, marks)
        EDITS[edit](g, share)
        return g.result(edit, level)  # type: ignore[no-any-return]
    kept = revisions.WORD, revisions.SENT
    revisions.WORD, revisions.SENT = PART, re.compile(r"[^。！？\n]+(?:[。！？]+」?|$|(?=\n))", re.M)
    try:
        g = OfCharacters(text, name, marks)
        if edit == "mixed":
            for part in ("sent_rewrite", "wordsub", "typo", "sent_insert", "sent_delete", "para_move", "sent_move"):
                getattr(g, part)(share / 2)
        elif edit in EDITS:
            EDITS[edit](g, share)
        else:
            getattr(g, edit)(share)
        return g.result(edit, level)  # type: ignore[no-any-return]
    finally:
        revisions.WORD, revisions.SENT = kept
