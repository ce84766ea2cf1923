"""The walls of the house: sizes, names, docstrings, and what may be imported."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import tuireader

SOURCE = Path(tuireader.__file__).parent
MODULES = sorted(SOURCE.rglob("*.py"))
CORE = (
    "text",
    "documents",
    "notes",
    "anchors",
    "index",
    "annotations",
    "reading",
    "check",
    "export",
    "imports",
    "library",
    "config",
)
COMMANDS = ("show", "notes", "index", "check", "annotate", "annotations", "export", "import_", "doctor", "main")


def imported(statement: str) -> set[str]:
    """The modules that a fresh interpreter holds after a statement."""
    code = f"{statement}\nimport sys\nprint('\\n'.join(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


@pytest.mark.parametrize("room", CORE)
def test_the_core_knows_no_screen(room: str) -> None:
    """Also not by an import inside a function that runs at import time."""
    folder = SOURCE / room
    modules = [f"tuireader.{room}"]
    if folder.is_dir():
        modules += [f"tuireader.{room}.{p.stem}" for p in folder.glob("*.py") if p.stem != "__init__"]
    loaded = imported("import " + ", ".join(modules))

    assert not loaded & {"textual", "rich"}


def test_commands_never_import_textual() -> None:
    loaded = imported("import " + ", ".join(f"tuireader.cli.{name}" for name in COMMANDS))

    assert not {m for m in loaded if m.split(".")[0] == "textual"}


def test_the_library_imports_nothing_heavy() -> None:
    loaded = imported("import tuireader.library")

    assert not loaded & {"markdown_it", "tinydb", "tuireader.index.build", "tuireader.export.exporters"}


def test_the_first_page_imports_nothing_that_it_does_not_need() -> None:
    loaded = imported("import tuireader.ui.app")
    heavy = {"textual.widgets._text_area", "tuireader.index.build", "tuireader.documents.markdown", "tinydb"}
    heavy |= {"tuireader.anchors.align", "tuireader.annotations.following"}

    assert not loaded & heavy


@pytest.mark.parametrize("module", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_no_module_is_longer_than_400_lines(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("module", sorted((SOURCE / "ui/screens").glob("*.py")), ids=lambda p: p.stem)
def test_no_screen_is_longer_than_250_lines(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= 250


def test_no_room_is_named_for_nothing() -> None:
    banned = ("util", "helper", "manager", "common", "misc", "handler")

    assert not [p for p in SOURCE.rglob("*") if any(word in p.stem.lower() for word in banned)]


def public(nodes: list[ast.stmt]) -> list[ast.ClassDef | ast.FunctionDef]:
    """The public classes and functions of a body, and the public methods of those classes."""
    found = [n for n in nodes if isinstance(n, ast.ClassDef | ast.FunctionDef) and not n.name.startswith("_")]
    return found + [m for n in found if isinstance(n, ast.ClassDef) for m in public(n.body)]


@pytest.mark.parametrize("module", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_every_public_name_says_what_it_is(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))

    assert ast.get_docstring(tree), "the module has no docstring"
    assert [n.name for n in public(tree.body) if not ast.get_docstring(n)] == []
