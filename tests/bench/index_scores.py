"""By hand: how well the index finds the people and events of the seed and of the twelve texts, in one table.

python tests/bench/index_scores.py [--errors] [NAME ...]     NAME: seed, or a text of gold/history such as rome
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
from collections import Counter
from pathlib import Path
from types import ModuleType

from tuireader.documents.readers import read
from tuireader.index.build import build
from tuireader.notes.resolve import resolve

SHARED = Path(os.environ.get("TUIREADER_CORPUS") or Path(__file__).resolve().parents[3] / "shared")
SEED = SHARED / "seeds" / "000_9685c87ed386e75e.txt"
KEPT_ASIDE = ("decol", "rome", "ww1dip")
COUNTS = ("extra heading", "missed heading", "extra mention", "missed mention")


def scorer() -> ModuleType:
    """The scorer of the corpus, as a module."""
    spec = importlib.util.spec_from_file_location("score_index", SHARED / "bench" / "score_index.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def f_measure(hit: int, extra: int, missed: int) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * hit / (2 * hit + extra + missed) if hit else 0.0


def paths(name: str) -> tuple[Path, Path]:
    """The text and its gold."""
    if name == "seed":
        return SEED, SHARED / "gold" / "seed.index.json"
    folder = SHARED / "gold" / "history"
    return folder / f"{name}.txt", folder / f"{name}.gold.json"


def score(name: str, module: ModuleType) -> tuple[dict[tuple[str, str], int], list[tuple[object, ...]], str]:
    """Counts by kind and sort of error, the errors, and the text."""
    path, gold_path = paths(name)
    document = read(str(path))
    index = build(document, resolve(document))
    found = [
        {
            "kind": e.kind.value,
            "name": e.heading,
            "aliases": list(e.variants),
            "mentions": [{"start": m.span.start, "end": m.span.end} for m in e.mentions],
        }
        for e in index.entities
    ]
    gold = json.loads(gold_path.read_text(encoding="utf-8"))
    _, errors = module.score(gold, found, [], "all")
    counts: Counter[tuple[str, str]] = Counter((e[0], e[1]) for e in errors)
    for entity in gold:
        wanted = sum(not m.get("optional") for m in entity["mentions"])
        counts[entity["kind"], "heading"] += bool(wanted)
        counts[entity["kind"], "mention"] += wanted
    return counts, errors, document.text


def row(counts: dict[tuple[str, str], int]) -> str:
    """The four figures of a row of the table."""
    cells = []
    for kind in ("person", "event"):
        for unit in ("heading", "mention"):
            missed, extra = counts[kind, f"missed {unit}"], counts[kind, f"extra {unit}"]
            total = counts[kind, unit]
            cells.append(f"{f_measure(total - missed, extra, missed):7.3f}" if total else "      -")
    return "  ".join(cells)


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--errors", action="store_true", help="each error with the words around it")
    args = parser.parse_args()
    history = sorted(p.name.removesuffix(".gold.json") for p in (SHARED / "gold" / "history").glob("*.gold.json"))
    names = args.names or ["seed", *(n for n in history if n not in KEPT_ASIDE), *KEPT_ASIDE]
    module = scorer()
    print(f"{'F of':12s}  person           event\n{'':12s}  heading  mention  heading  mention")
    pools: dict[str, Counter[tuple[str, str]]] = {"developed on": Counter(), "looked at last": Counter()}
    for name in names:
        counts, errors, text = score(name, module)
        if name != "seed":
            pools["looked at last" if name in KEPT_ASIDE else "developed on"].update(counts)
        print(f"{name:12s}  {row(counts)}")
        for error in errors if args.errors else ():
            where = ""
            if len(error) == 5:
                start, end = error[3:]
                where = f"  …{text[max(0, start - 40) : start]}[{text[start:end]}]{text[end : end + 30]}…".replace(
                    "\n", " "
                )
            print("   ", *error[:3], where)
    for name, pool in pools.items():
        if pool:
            print(f"{name:12s}  {row(pool)}")


if __name__ == "__main__":
    main()
