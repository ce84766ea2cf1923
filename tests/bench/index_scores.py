"""By hand: how well the index finds the people and events of the seed, of the twelve texts and of essays, in one table.

python tests/bench/index_scores.py [--errors] [--essays | --folder FOLDER] [NAME ...]

NAME is seed, or a text of gold/history such as rome. The essays of tests/bench/essays have their people and events
marked in the text, ``{p Heading:words}`` and ``{e Heading:words}``, with a question mark before what is arguable; their
notes are not marked, so that only what stands before the notes is scored. FOLDER holds NAME.txt and NAME.gold.json.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from tuireader.documents.readers import read
from tuireader.index.build import build
from tuireader.notes.resolve import resolve

SHARED = Path(os.environ.get("TUIREADER_CORPUS") or Path(__file__).resolve().parents[3] / "shared")
SEED = SHARED / "seeds" / "000_9685c87ed386e75e.txt"
KEPT_ASIDE = ("decol", "rome", "ww1dip")
ESSAYS = Path(__file__).resolve().parent / "essays"
MARK = re.compile(r"\{(?P<kind>[pe]) (?P<arguable>\??)(?P<heading>[^:{}]+):(?P<words>[^{}]+)\}")
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


def marked(path: Path, folder: Path) -> tuple[Path, Path]:
    """The text of a marked essay up to its notes, and the gold that its marks make, written into ``folder``."""
    source, text, done = path.read_text(encoding="utf-8").split("\n[1] ")[0], "", 0
    entities: dict[tuple[str, str], dict[str, object]] = {}
    for match in MARK.finditer(source):
        text += source[done : match.start()]
        span = {"start": len(text), "end": len(text) + len(match["words"]), "optional": bool(match["arguable"])}
        text, done = text + match["words"], match.end()
        kind = {"p": "person", "e": "event"}[match["kind"]]
        row = entities.setdefault(
            (kind, match["heading"]), {"kind": kind, "name": match["heading"], "aliases": [], "mentions": []}
        )
        row["mentions"].append(span)
        row["aliases"].append(match["words"])
    text_path, gold_path = folder / f"{path.stem}.txt", folder / f"{path.stem}.gold.json"
    text_path.write_text(text + source[done:], encoding="utf-8")
    gold_path.write_text(json.dumps(list(entities.values())), encoding="utf-8")
    return text_path, gold_path


def pairs(folder: Path) -> Iterator[tuple[Path, Path]]:
    """The texts of a folder that have their gold beside them."""
    for gold in sorted(folder.glob("*.gold.json")):
        yield gold.with_name(gold.name.removesuffix(".gold.json") + ".txt"), gold


def score(
    path: Path, gold_path: Path, module: ModuleType
) -> tuple[dict[tuple[str, str], int], list[tuple[object, ...]], str]:
    """Counts by kind and sort of error, the errors, and the text."""
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
    parser.add_argument("--essays", action="store_true", help="the marked essays beside this script")
    parser.add_argument("--folder", type=Path, help="texts with their gold beside them")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        table(args, Path(folder))


def table(args: argparse.Namespace, folder: Path) -> None:
    """Prints the rows; the marked essays are unpacked into ``folder``."""
    history = sorted(p.name.removesuffix(".gold.json") for p in (SHARED / "gold" / "history").glob("*.gold.json"))
    names = args.names or ["seed", *(n for n in history if n not in KEPT_ASIDE), *KEPT_ASIDE]
    texts = [(name, *paths(name)) for name in names]
    if args.essays:
        texts = [(p.stem, *marked(p, folder)) for p in sorted(ESSAYS.glob("*.txt"))]
    elif args.folder:
        texts = [(text.stem, text, gold) for text, gold in pairs(args.folder)]
    module = scorer()
    print(f"{'F of':12s}  person           event\n{'':12s}  heading  mention  heading  mention")
    pools: dict[str, Counter[tuple[str, str]]] = {"developed on": Counter(), "looked at last": Counter()}
    for name, path, gold_path in texts:
        counts, errors, text = score(path, gold_path, module)
        if name != "seed":
            pools["looked at last" if name in KEPT_ASIDE or args.folder else "developed on"].update(counts)
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
