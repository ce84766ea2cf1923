"""Strings of Markdown's special characters through the escaping, and back through markdown-it-py and pandoc.

    python tests/bench/export_escaping.py [HOW_MANY]        (100,000 without a number; about five minutes)

Prints how many strings each reader gave back as other words; all should be 0. Pandoc reads a thousand at a time.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pypandoc

sys.path.insert(0, str(Path(__file__).parents[1] / "export"))
from escaping_samples import READER, SPECIAL, pandoc_paragraphs, words_of

from tuireader.export.escaping import escape

PANDOC = pypandoc.get_pandoc_path()


def made(count: int) -> list[str]:
    """Random strings, the same every time; none is blank."""
    chance = random.Random(7)
    found = (" ".join("".join(chance.choices(SPECIAL, k=chance.randint(1, 24))).split()) for _ in range(2 * count))
    return [text for text in found if text][:count]


def through_markdown_it(texts: list[str]) -> int:
    wrong = 0
    for text in texts:
        for source in (escape(text), f"> {escape(text)}"):
            try:
                wrong += words_of(source, READER).strip() != text
            except AssertionError:
                wrong += 1
    return wrong


def through_pandoc(texts: list[str], form: str, also: str = "") -> int:
    wrong = 0
    for at in range(0, len(texts), 1000):
        batch = texts[at : at + 1000]
        source = "\n\n".join(escape(text, also) for text in batch)
        tree = subprocess.run(
            [PANDOC, "-f", form, "-t", "json"], input=source, capture_output=True, text=True, check=True
        )
        found = pandoc_paragraphs(json.loads(tree.stdout))
        wrong += abs(len(batch) - len(found)) + sum(a != b for a, b in zip(batch, found, strict=False))
    return wrong


def main() -> None:
    texts = made(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
    print(f"{len(texts)} strings")
    print(f"markdown-it-py, plain and in a quote: {through_markdown_it(texts)} wrong", flush=True)
    for form, also in (("commonmark", ""), ("markdown-smart", ""), ("markdown", "'\""), ("gfm-autolink_bare_uris", "")):
        print(
            f"pandoc {form}{' (style pandoc)' if also else ''}: {through_pandoc(texts, form, also)} wrong", flush=True
        )


if __name__ == "__main__":
    main()
