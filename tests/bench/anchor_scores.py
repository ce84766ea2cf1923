"""How well marks follow a revised text: the cases of the corpus's own bench, in one process.

    python tests/bench/anchor_scores.py [--seeds 1,2,3] [--edits all|traps|more|mixed,typo]
                                        [--levels light,medium,heavy] [--marks 200] [--quote] [--errors N] [TEXT ...]

``all`` and ``traps`` are the edits of the corpus (``bench/anchors`` below TUIREADER_CORPUS); ``more`` are those of
``more_edits.py`` beside this file. Without texts, the corpus's essays and those of ``more_texts.py``. ``--quote`` finds
the marks by quote and context alone, as after a snapshot was lost. ``--errors`` prints that many marks that went wrong.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import more_edits
import more_texts

from tuireader.anchors.align import align
from tuireader.anchors.carry import carry
from tuireader.anchors.match import match
from tuireader.anchors.model import TextPositionSelector, TextQuoteSelector
from tuireader.anchors.resemblance import resembling
from tuireader.text.span import Span

SHARED = Path(os.environ.get("TUIREADER_CORPUS") or Path(__file__).resolve().parents[3] / "shared")
sys.path += [str(SHARED / "bench"), str(SHARED / "bench" / "anchors")]
import revisions  # noqa: E402
import score_anchors  # noqa: E402
import traps  # noqa: E402

TRAPPED = 100
"""Sentences of a text that is long enough for traps."""
Case = dict[str, Any]
Places = dict[str, tuple[int, int] | None]


def cases(name: str, text: str, args: argparse.Namespace) -> Iterator[tuple[str, str, Case]]:
    """Every case that is asked for on one text, with the names of its edit and its level."""
    levels = args.levels.split(",")
    for seed in args.seeds.split(","):
        for kind in args.edits.split(","):
            unspaced = more_edits.without_spaces(text)
            if kind == "traps":
                enough = not unspaced and len(revisions.sents(text)) > TRAPPED
                for trap in traps.KINDS if enough else ():
                    yield trap, "traps", traps.make(text, f"{name}-{seed}", trap, args.marks)
                continue
            known = {"all": list(revisions.EDITS), "more": [] if unspaced else list(more_edits.EDITS)}.get(kind, [kind])
            for edit in more_edits.OF_CHARACTERS if unspaced and kind == "all" else known:
                for level in levels:
                    yield edit, level, more_edits.make(text, f"{name}-{seed}", edit, level, args.marks)


def by_alignment(case: Case) -> Places:
    """Where the marks are, carried through an alignment."""
    alignment = align(case["old"], case["new"])
    anchors = {a["id"]: carry(alignment, Span(a["start"], a["end"]), "") for a in case["annotations"]}
    return {f"urn:bench:{name}": (a.span.start, a.span.end) if a.span else None for name, a in anchors.items()}


def by_quote(case: Case) -> Places:
    """Where the marks are, found by their words alone."""
    old, places = case["old"], {}
    for a in case["annotations"]:
        start, end = a["start"], a["end"]
        quote = TextQuoteSelector(old[start:end], old[max(0, start - 64) : start], old[end : end + 64])
        anchor = match(case["new"], (quote, TextPositionSelector(start, end)), "")
        found = anchor.span or getattr(resembling(case["new"], quote, ""), "span", None)
        places[f"urn:bench:{a['id']}"] = (found.start, found.end) if found else None
    return places


def wrong_ones(case: Case, places: Places) -> Iterator[str]:
    """The marks of a case that did not come out as they should, in words."""
    old, new = case["old"], case["new"]
    for a in case["annotations"]:
        place = places[f"urn:bench:{a['id']}"]
        figures = score_anchors.count({**case, "annotations": [a]}, places)
        exact = a["gkind"] != "span" or figures["exact"]
        if figures["correct"] and exact:
            continue
        gold = new[slice(*a["gold"])] if a["gold"] else None
        found = new[slice(*place)] if place else None
        kind = "wrong" if figures["wrong"] else "missed" if figures["missed"] else "inexact"
        words = old[a["start"] : a["end"]]
        yield f"{kind} ({a['kind']}, {a['gkind']}):\n  old  {words!r}\n  gold {gold!r}\n  got  {found!r}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="*", type=Path)
    parser.add_argument("--seeds", default="1")
    parser.add_argument("--edits", default="all,traps,more")
    parser.add_argument("--levels", default="light,medium,heavy")
    parser.add_argument("--marks", type=int, default=200)
    parser.add_argument("--quote", action="store_true")
    parser.add_argument("--errors", type=int, default=0)
    args = parser.parse_args()
    texts = {p.stem: p.read_text(encoding="utf-8") for p in args.texts or sorted((SHARED / "seeds").glob("*.txt"))}
    if not args.texts:
        texts |= more_texts.TEXTS
    find, left = by_quote if args.quote else by_alignment, args.errors
    totals: dict[str, dict[str, int]] = {}
    begun = time.perf_counter()
    for name, text in texts.items():
        for edit, level, case in cases(name, text, args):
            case["annotations"] = [
                a for a in case["annotations"] if re.search(r"\w", case["old"][a["start"] : a["end"]])
            ]
            places = find(case)
            for words in wrong_ones(case, places) if left else ():
                print(f"{name} {edit} {level}: {words}")
                left -= 1
                if not left:
                    break
            figures = score_anchors.count(case, places)
            pool = "TRAPS" if level == "traps" and edit != "refrain" else "REFRAIN" if edit == "refrain" else "ALL"
            for key in dict.fromkeys((edit, level, *([f"text {name}"] if len(texts) > 1 else []), pool)):
                total = totals.setdefault(key, dict.fromkeys(figures, 0))
                for figure, value in figures.items():
                    total[figure] += value
    for key, total in totals.items():
        print(f"{key:18} " + "  ".join(f"{k} {v}" for k, v in score_anchors.percentages(total).items()))
    print(f"{time.perf_counter() - begun:.1f} s")


if __name__ == "__main__":
    main()
