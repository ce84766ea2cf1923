"""Exported files in the hands of other programs: pandoc, markdownlint, YAML readers, Chromium. Each test is skipped
where its program is not there.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from export_samples import DAY, read

from tuireader.annotations.model import Motivation
from tuireader.export.choice import Choice
from tuireader.export.exporters import EXPORTERS
from tuireader.export.renewing import render
from tuireader.export.styles import STYLES
from tuireader.reading import Reading
from tuireader.text.span import Span

SHAPES = [*(("md", style) for style in STYLES), ("marginal", "plain")]


@pytest.fixture(scope="session")
def pandoc() -> str:
    pypandoc = pytest.importorskip("pypandoc", reason="no pandoc: pip install pypandoc_binary")
    return str(pypandoc.get_pandoc_path())


def run(*args: str, text: str = "") -> str:
    done = subprocess.run(args, input=text, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def every(kind: str, tree: Any) -> list[Any]:
    """The contents of every element of a kind in pandoc's tree."""
    if isinstance(tree, dict):
        own = [tree.get("c")] if tree.get("t") == kind else []
        return own + [found for part in tree.values() for found in every(kind, part)]
    return [found for part in tree for found in every(kind, part)] if isinstance(tree, list) else []


def marked_seed(seed: Path) -> Reading:
    """The seed with a mark on every second paragraph that calls a note, and on some notes."""
    reading = read(seed.read_text(encoding="utf-8"))
    spans = [m.span for m in reading.apparatus.markers[::2]] + [n.span for n in reading.apparatus.notes[::9]]
    for number, at in enumerate(spans):
        block = reading.document.block_at(at.start)
        span = Span(max(block.span.start, at.start - 150), at.end) if block else at
        made = (Motivation.HIGHLIGHTING, "key", "See *this*: p. 3 & <b>", ("a b",), DAY, lambda n=number: f"m-{n}")
        reading = reading.annotate(span, *made)[0]
    return reading


@pytest.mark.parametrize(("form", "style"), SHAPES)
def test_pandoc_reads_the_seed_without_a_warning_and_finds_every_note(
    seed: Path, pandoc: str, form: str, style: str
) -> None:
    reading = marked_seed(seed)
    text = EXPORTERS[form].render(reading, Choice(style=style))
    tree = json.loads(run(pandoc, "-f", "markdown", "-t", "json", "--fail-if-warnings", text=text))
    called = re.findall(r"(?<!\\)\[\^[^\]\s]+\](?!:)", text)
    assert len(every("Note", tree)) == len(called)
    assert len(called) >= 25
    numbers = {"".join(re.findall(r"^\[\^s\d-(\w+)", line)) for line in text.splitlines()} - {""}
    assert numbers
    if style == "pandoc":
        attributes = [attr[0] for attr in every("Div", tree)]
        assert [attr[0] for attr in attributes] == [f"h-{m.annotation.id}" for m in reading.marks]
        assert {"highlight", "key"} <= set(attributes[0][1])


def test_pandoc_makes_a_word_document_and_latex_of_the_notes(seed: Path, pandoc: str, tmp_path: Path) -> None:
    text = render(marked_seed(seed))
    run(pandoc, "-f", "markdown", "-o", str(tmp_path / "notes.docx"), "--fail-if-warnings", text=text)
    assert (tmp_path / "notes.docx").stat().st_size > 10_000
    assert "\\footnote{" in run(pandoc, "-f", "markdown", "-t", "latex", "--fail-if-warnings", text=text)


def test_citation_keys_of_an_essay_that_has_them_are_citations_again(pandoc: str) -> None:
    text = "A Title\n\nAs others have shown [@smith1999, p. 3; @b:x], and at a@b.c and [@not a key], it is so.\n"
    reading = read(text)
    made = (Motivation.HIGHLIGHTING, "key", "", (), DAY, lambda: "m")
    reading = reading.annotate(Span(text.index("As others"), len(text)), *made)[0]
    out = EXPORTERS["md"].render(reading, Choice(style="pandoc"))
    tree = json.loads(run(pandoc, "-f", "markdown", "-t", "json", "--fail-if-warnings", text=out))
    assert [c["citationId"] for cite in every("Cite", tree) for c in cite[0]] == ["smith1999", "b:x"]
    assert "[@smith" not in EXPORTERS["md"].render(reading, Choice()).replace("\\[", "")


@pytest.mark.parametrize(("form", "style"), SHAPES)
def test_markdownlint_has_nothing_to_say(seed: Path, marked: Reading, tmp_path: Path, form: str, style: str) -> None:
    lint = os.environ.get("TUIREADER_MARKDOWNLINT") or shutil.which("markdownlint-cli2")
    if lint is None:
        pytest.skip("no markdownlint-cli2: npm install -g markdownlint-cli2, or TUIREADER_MARKDOWNLINT names it")
    (tmp_path / ".markdownlint-cli2.jsonc").write_text('{"config": {"MD013": false}}', encoding="utf-8")
    for name, reading in (("seed", marked_seed(seed)), ("essay", marked)):
        text = EXPORTERS[form].render(reading, Choice(style=style, context=4))
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    done = subprocess.run([lint, "*.md"], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, "0 error(s)" in done.stdout) == (0, True), done.stderr


def test_the_front_matter_is_yaml_in_which_every_string_is_a_string() -> None:
    yaml = pytest.importorskip("yaml", reason="no PyYAML")
    for title in ("yes", "1984", "[edit]", "@x: y # z", '"\\"', "2026-11-23", "~", "a\u2028b\x85c\ufeff"):
        reading = read(f"{title}\n\nThe first paragraph has words enough to be a paragraph.\n")
        head = yaml.safe_load(render(reading).split("---\n")[1])
        assert head["title"] == " ".join(reading.document.title.split())
        assert [type(head[key]) for key in ("tags", "tuireader-format", "tuireader-doc")] == [list, int, str]
        assert all(key in ("title", "tags") or key.startswith("tuireader-") for key in head)


@pytest.fixture
def chromium() -> str:
    names = ("chromium-headless-shell", "chromium", "google-chrome")
    found = os.environ.get("TUIREADER_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if found is None:
        pytest.skip("no Chromium: apt-get install chromium-headless-shell, or TUIREADER_CHROMIUM names one")
    return found


def test_a_browser_shows_the_marks_beside_their_words_and_prints_them(
    marked: Reading, chromium: str, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    hostile = '</article><script>document.title = "run"</script><img src=x onerror="document.title = \'run\'">'
    page.write_text(EXPORTERS["html"].render(marked.edit_note("m-3", hostile, (), DAY)[0], Choice()), encoding="utf-8")
    with_probe = page.read_text(encoding="utf-8").replace("default-src 'none'", "script-src 'unsafe-inline'")
    probe = """<script>
      const at = (element) => element.getBoundingClientRect();
      const marks = [...document.querySelectorAll("mark")], notes = [...document.querySelectorAll(".margin article")];
      const first = at(marks[0]), note = at(notes[0]), row = at(notes[0].closest(".row"));
      document.body.dataset.said = JSON.stringify({
        marks: marks.map((mark) => mark.textContent), notes: notes.map((note) => note.dataset.id),
        beside: note.left > first.right && note.top >= row.top - 1 && note.top < first.bottom,
        wide: document.documentElement.scrollWidth <= innerWidth,
        links: [...document.querySelectorAll("a")].every((a) => document.querySelector(a.getAttribute("href"))),
        title: document.title, colour: getComputedStyle(marks[0]).backgroundColor });
    </script></body>"""
    (tmp_path / "probe.html").write_text(with_probe.replace("</body>", probe), encoding="utf-8")
    flags = ("--no-sandbox", "--disable-gpu", "--window-size=1200,900", "--virtual-time-budget=1000")
    shown = run(chromium, *flags, "--dump-dom", (tmp_path / "probe.html").as_uri())
    from html import unescape

    said = json.loads(unescape(re.findall(r'data-said="([^"]*)"', shown)[0]))
    assert said["notes"] == ["m-1", "m-3", "m-2"]
    assert "".join(said["marks"][:1]).startswith("“moved the lock by a mile”.")
    assert (said["beside"], said["wide"], said["links"]) == (True, True, True)
    assert said["title"] == "The Canal and the Clerk"
    assert said["colour"] not in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")
    paper = tmp_path / "page.pdf"
    run(chromium, *flags, "--no-pdf-header-footer", f"--print-to-pdf={paper}", page.as_uri())
    assert paper.read_bytes()[:5] == b"%PDF-"
    if words := shutil.which("pdftotext"):
        printed = " ".join(run(words, "-layout", str(paper), "-").split())
        for expected in ("Is *this* the clerk of [2]?", "#lock keeper #1987", "a sentence that was cut", "</article>"):
            assert expected in printed
