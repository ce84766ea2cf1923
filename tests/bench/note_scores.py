"""How well notes are read and resolved, text by text, in one table.

    python tests/bench/note_scores.py [--errors] [--json FILE] [FOLDER_OR_TEXT ...]

Reads texts with a NAME.gold.json beside them (the form of ``tests/notes/cases``); without arguments those cases. Prints
for each text: markers and notes found (F), titles, problems and editorial brackets; of the notes that point back, how
many reach the right roots; how many are wrong and confident (a wrong source, or a guess where the gold has doubt, said
without doubt), how many link where nothing is to be linked; statuses and locators. The last line pools everything.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from tuireader.documents.markdown import read_markdown
from tuireader.documents.plain import read_plain
from tuireader.notes.model import Apparatus, ProblemKind, Resolution
from tuireader.notes.resolve import resolve

CASES = Path(__file__).parents[1] / "notes" / "cases"
UNSURE = {"ambiguous", "unresolved"}
OF_CITATIONS = {ProblemKind.AMBIGUOUS_REFERENCE, ProblemKind.UNRESOLVED_REFERENCE}
Figures = Counter[str]


def place(words: str | None) -> str:
    """The page without its sign."""
    bare = re.sub(r"\W+", " ", words or "").strip().casefold()
    return re.sub(r"^(?:at|pp|p|pages|page|s) ", "", bare)


def counted(figures: Figures, name: str, gold: Iterable[object], found: Iterable[object]) -> list[str]:
    """Add hits, gold and found of two bags; the differences in words."""
    want, got = Counter(map(str, gold)), Counter(map(str, found))
    figures[f"{name} hit"] += sum((want & got).values())
    figures[f"{name} gold"] += sum(want.values())
    figures[f"{name} found"] += sum(got.values())
    return [f"{name}: missed {m}" for m in (want - got).elements()] + [
        f"{name}: extra {m}" for m in (got - want).elements()
    ]


def score(path: Path) -> tuple[Figures, list[str]]:
    """Figures and errors of one text."""
    text = path.read_text(encoding="utf-8")
    document = read_markdown(text, path.name) if path.suffix == ".md" else read_plain(text, path.name)
    apparatus = resolve(document)
    gold: list[dict[str, Any]] = json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))["works"]
    figures: Figures = Counter()
    errors = counted(figures, "works", [w["title"] for w in gold], [w.title for w in document.works])
    for k, work in enumerate(gold):
        id_ = k if k < len(document.works) else -1
        notes = [n for n in apparatus.notes if n.work_id == id_]
        errors += counted(figures, "markers", work["markers"], [m.label for m in apparatus.markers if m.work_id == id_])
        errors += counted(figures, "notes", [row[0] for row in rows(work)], [n.label for n in notes])
        problems = [p for p in apparatus.problems if p.work_id == id_ and p.kind not in OF_CITATIONS]
        errors += counted(
            figures, "problems", [tuple(p) for p in work["problems"]], [(p.kind.value, p.label) for p in problems]
        )
        brackets = [" ".join(e.span.of(text).split()) for e in apparatus.editorial if e.work_id == id_]
        errors += counted(figures, "editorial", work["editorial"], brackets)
        for row, resolution in paired(rows(work), [apparatus.resolutions[n.id] for n in notes]):
            errors += one_note(figures, row, resolution, apparatus)
    return figures, errors


def rows(work: dict[str, Any]) -> list[list[Any]]:
    """The notes of a work in order, in either form of the gold."""
    notes = work.get("sequence") or work["notes"]
    return [[label, *row] for label, row in notes.items()] if isinstance(notes, dict) else notes


def paired(gold: Sequence[list[Any]], found: Sequence[Resolution]) -> Iterator[tuple[list[Any], Resolution | None]]:
    """Each row of the gold with the resolution of the same label, the nth with the nth."""
    by_label: dict[str, list[Resolution]] = {}
    for resolution in found:
        by_label.setdefault(resolution.label, []).append(resolution)
    for row in gold:
        same = by_label.get(row[0])
        yield row, same.pop(0) if same else None


def one_note(figures: Figures, row: list[Any], got: Resolution | None, apparatus: Apparatus) -> list[str]:
    """Compare one note; what is wrong in words."""
    label, kind, status, roots, at = row
    out: list[str] = []
    found = set(got.roots) if got else set()
    hedged = got is not None and got.status.value in UNSURE
    words = " / ".join(c.text for c in got.citations) if got else ""
    said = f"{label}: gold {kind} {status} {roots}, got "
    said += f"{got.kind.value} {got.status.value} {sorted(found)} | {words[:150]}" if got else "nothing"
    figures["all"] += 1
    figures["statuses"] += got is not None and got.status.value == status
    if status in UNSURE:
        figures["unsure"] += 1
        figures["unsure said"] += hedged
        if found and not hedged:
            figures["wrong"] += 1
            out.append(f"CONFIDENT {said}")
        elif not hedged:
            out.append(f"unsaid    {said}")
    elif roots:
        figures["back"] += 1
        figures["back right"] += found == set(roots)
        if found != set(roots):
            wrong = bool(found - set(roots)) and not hedged
            figures["wrong"] += wrong
            out.append(f"{'WRONG    ' if wrong else 'root     '} {said} ({got.reason if got else ''})")
    elif found and not hedged:
        figures["false"] += 1
        out.append(f"FALSE     {said}")
    if not out and got is not None and got.status.value != status:
        out.append(f"status    {said} ({got.reason})")
    if at:
        right = got is not None and place(at) == place(got.locator)
        figures["located"] += 1
        figures["located right"] += right
        if not right:
            out.append(f"locator   {label}: gold {at!r}, got {got.locator if got else None!r} | {words[:110]}")
    return out


COLUMNS = ("works", "markers", "notes", "problems", "editorial")


def f_score(figures: Figures, name: str) -> str:
    """The F measure of what was found."""
    both = figures[f"{name} gold"] + figures[f"{name} found"]
    return f"{2 * figures[f'{name} hit'] / both:.3f}" if both else "-"


def share(part: int, whole: int) -> str:
    """A share, with what it is a share of."""
    return f"{part / whole:.3f} of {whole}" if whole else "-"


def line(name: str, figures: Figures) -> str:
    """One line of the table."""
    cells = [f_score(figures, column) for column in COLUMNS]
    cells += [
        share(figures["back right"], figures["back"]),
        share(figures["wrong"], figures["back"] + figures["unsure"]),
        str(figures["false"]),
        share(figures["unsure said"], figures["unsure"]),
        share(figures["statuses"], figures["all"]),
        share(figures["located right"], figures["located"]),
    ]
    return f"{name:14s}" + "".join(f"{cell:>13s}" for cell in cells)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="*", type=Path)
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    golds: list[Path] = []
    for path in args.texts or [CASES]:
        golds += sorted(path.rglob("*.gold.json")) if path.is_dir() else [path.with_suffix(".gold.json")]
    heads = (*COLUMNS, "roots", "wrong+sure", "false links", "doubt said", "statuses", "locators")
    print(f"{'text':14s}" + "".join(f"{head:>13s}" for head in heads))
    total: Figures = Counter()
    for gold in golds:
        stem = gold.name.removesuffix(".gold.json")
        path = next(p for p in gold.parent.glob(f"{stem}.*") if p.suffix in (".txt", ".md"))
        figures, errors = score(path)
        total += figures
        print(line(stem, figures))
        if args.errors:
            print("".join(f"    {error}\n" for error in errors), end="")
    print(line("all", total))


if __name__ == "__main__":
    main()
