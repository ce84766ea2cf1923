"""The program as a process: pipes, poor terminals, bad input, and what is never imported."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cli_samples import ESSAY, environment, on_terminal, spawn

from tuireader.text.clean import clean


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "essay.txt").write_text(ESSAY, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("args", [("essay.txt",), ("open", "essay.txt"), ("--plain", "essay.txt"), ("-",)])
def test_without_a_terminal_the_text_is_printed_plainly(home: Path, args: tuple[str, ...]) -> None:
    ran = spawn(*args, home=home, stdin=ESSAY.encode())
    assert ran.status == 0
    assert "\x1b" not in ran.out + ran.err
    assert "The canal was surveyed twice" in ran.out
    assert "    [2] Ibid., p. 14." in ran.out


def test_a_folder_without_a_terminal_is_listed(home: Path) -> None:
    (home / "empty.txt").write_text("", encoding="utf-8")
    ran = spawn(".", home=home)
    assert ran.status == 0
    assert "essay.txt  The Canal and the Clerk  1" in ran.out
    assert "empty.txt is empty" in ran.err


def test_without_a_path_the_samples_here_or_the_last_document_or_a_sentence(home: Path) -> None:
    none = spawn(home=home)
    assert (none.status, len(none.err.splitlines())) == (2, 1)
    spawn("annotate", "essay.txt", "--quote", "canal was", home=home)
    assert "The canal was surveyed" in spawn(home=home).out
    (home / "docs_in").mkdir()
    (home / "docs_in" / "other.md").write_text("# Other\n\nWords.\n", encoding="utf-8")
    assert "other.md" in spawn(home=home).out


@pytest.mark.parametrize("term", ["dumb", ""])
def test_on_a_terminal_that_can_only_print_nothing_is_sent_but_text(home: Path, term: str) -> None:
    ran = on_terminal("essay.txt", home=home, TERM=term)
    assert ran.status == 0
    assert "\x1b" not in ran.out
    assert "surveyed twice" in ran.out


HOSTILE = (
    "\x1b]52;c;aGk=\x07 \x1b]0;title\x1b\\ \x1b[2J \x1bc \x9b31m \x9d0;t\x9c \x08\x08 safe\rEVIL \x7f "
    "\u202etxt.exe \u2066x\u2069 \u200bx\ufeff \U000e0041 \u2028 \x85 \x00 "
    "[@click=app.quit]x[/] [link=http://x] [/] [$x] [Allies] \\["
)


@pytest.mark.parametrize(
    "command",
    [
        "show",
        "notes",
        "index",
        "check",
        "annotations",
        "export",
        "export --json",
        "show --json",
        "notes --json",
        "open",
    ],
)
def test_hostile_text_reaches_a_terminal_only_as_text(home: Path, command: str) -> None:
    body = f"A paragraph with {HOSTILE} in it.[1]\n\nAnother with Winston Churchill{HOSTILE}.\n\n"
    (home / "bad.txt").write_text(f"A Title\n\n{body}Notes\n\n[1] A. Writer {HOSTILE}.\n", encoding="utf-8")
    made = spawn("annotate", "bad.txt", "--start", "10", "--end", "90", "--note", HOSTILE.replace("\0", ""), home=home)
    assert made.status == 0
    name, *options = command.split()
    ran = on_terminal(name, "bad.txt", *options, home=home, TERM="dumb")
    assert ran.status == int(name == "check")
    assert ran.out
    assert clean(ran.out) == ran.out
    if name in ("show", "open"):
        assert "[@click=app.quit]x[/] [link=http://x] [/] [$x] [Allies]" in " ".join(ran.out.split())


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        ("missing.txt", None, 66),
        ("empty.txt", b"", 65),
        ("binary.txt", bytes(range(256)) * 20, 65),
        ("scan.pdf", b"%PDF-1.4", 65),
        ("odd\x1b[2J\nname.txt", None, 66),
    ],
)
@pytest.mark.parametrize("command", ["open", "notes", "export"])
def test_bad_input_is_one_sentence_and_its_exit_status(
    home: Path, name: str, content: bytes | None, status: int, command: str
) -> None:
    if content is not None:
        (home / name).write_bytes(content)
    ran = spawn(command, name, home=home)
    assert ran.status == status
    assert ran.out == ""
    assert len(ran.err.splitlines()) == 1
    assert "\x1b" not in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_the_right_to_read_it_is_one_sentence(home: Path) -> None:
    (home / "essay.txt").chmod(0)
    ran = spawn("notes", "essay.txt", home=home)
    assert ran.status == 65
    assert len(ran.err.splitlines()) == 1


def test_a_folder_is_no_document(home: Path) -> None:
    ran = spawn("notes", ".", home=home)
    assert ran.status == 65
    assert "is a folder" in ran.err


def test_a_store_that_cannot_be_used_ends_with_74_and_the_text_is_shown_all_the_same(home: Path) -> None:
    (home / "marks").write_text("a file where a folder should be", encoding="utf-8")
    ran = spawn("annotate", "essay.txt", "--quote", "canal was", home=home)
    assert ran.status == 74
    assert ran.out == ""
    assert "The marks could not be read" in ran.err
    shown = spawn("show", "essay.txt", home=home)
    assert "The canal was surveyed twice" in shown.out
    assert shown.status == 74


def test_a_damaged_store_says_so_and_nothing_is_lost(home: Path) -> None:
    spawn("annotate", "essay.txt", "--quote", "canal was", home=home)
    spawn("annotate", "essay.txt", "--quote", "paid by both", home=home)
    (file,) = (home / "marks" / "docs").glob("*/*.jsonl")
    damaged = file.read_bytes()[:-40]
    file.write_bytes(damaged)
    ran = spawn("annotations", "essay.txt", home=home)
    assert ran.err != ""
    assert any(p.read_bytes() == damaged for p in (home / "marks").rglob("*") if p.is_file())


@pytest.mark.parametrize("args", [("show", "essay.txt"), ("notes", "essay.txt", "--json"), ("--help",)])
def test_a_reader_of_our_output_may_stop_early_without_a_word(home: Path, args: tuple[str, ...]) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    done = subprocess.run(
        [sys.executable, "-m", "tuireader", *args],
        stdout=theirs,
        stderr=subprocess.PIPE,
        env=environment(home),
        cwd=home,
        check=False,
    )
    os.close(theirs)
    assert done.stderr == b""
    assert done.returncode == (1 if args == ("--help",) else 141)  # the help is printed by click, which says 1


def test_a_full_disk_under_stdout_is_one_sentence(home: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no device that is always full")
    with open("/dev/full", "w") as full:  # noqa: PTH123 - a device
        done = subprocess.run(
            [sys.executable, "-m", "tuireader", "show", "essay.txt"],
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment(home),
            cwd=home,
            text=True,
            check=False,
        )
    assert done.returncode == 73
    assert len(done.stderr.splitlines()) == 1


def test_the_encoding_of_the_shell_does_not_change_what_goes_into_a_pipe(home: Path) -> None:
    ran = spawn("show", "essay.txt", home=home, PYTHONIOENCODING="ascii", LC_ALL="C", PYTHONUTF8="0")
    assert ran.status == 0
    assert "“moved the lock by a mile”" in ran.out


HYGIENE = """
import sys
from tuireader.cli.main import run
status = run(sys.argv[1:])
heavy = [name for name in ("textual", "rich", "tinydb", "markdown_it") if name in sys.modules]
print("HEAVY", *heavy, file=sys.stderr)
sys.exit(status)
"""


@pytest.mark.parametrize(
    ("args", "allowed"),
    [
        (("--help",), set()),
        (("--version",), set()),
        (("notes", "essay.txt", "--json"), set()),
        (("index", "essay.txt", "--json"), set()),
        (("annotate", "essay.txt", "--quote", "canal was"), {"tinydb"}),
        (("annotations", "essay.txt"), {"tinydb"}),
        (("export", "essay.txt"), {"tinydb"}),
        (("check", "essay.txt"), {"tinydb"}),
        (("show", "essay.txt"), {"tinydb"}),
        (("essay.txt",), {"tinydb"}),
        (("doctor",), set()),
    ],
)
def test_no_command_pays_for_rooms_that_it_does_not_need(home: Path, args: tuple[str, ...], allowed: set[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", HYGIENE, *args],
        capture_output=True,
        text=True,
        env=environment(home),
        cwd=home,
        check=False,
    )
    heavy = set(done.stderr.splitlines()[-1].split()[1:])
    assert heavy <= allowed


def test_importing_the_library_imports_no_heavy_room() -> None:
    code = "import sys, tuireader.library; print(*[m for m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert not loaded & {"textual", "rich", "tinydb", "markdown_it", "tuireader.index.build", "tuireader.export"}


def test_help_begins_with_two_examples_and_names_every_command(home: Path) -> None:
    ran = spawn("--help", home=home)
    assert ran.status == 0
    lines = ran.out.splitlines()
    assert lines[0] == "Examples:"
    assert lines[1].strip().startswith("tuireader ")
    assert lines[2].strip().startswith("tuireader ")
    for name in ("show", "notes", "index", "check", "annotate", "annotations", "export", "import", "doctor"):
        assert f"\n  {name} " in ran.out
        assert spawn(name, "--help", home=home).status == 0


def test_an_option_without_its_value_is_wrong_usage(home: Path) -> None:
    ran = spawn("--store", home=home)
    assert ran.status == 2
    assert "requires an argument" in ran.err


def test_the_shell_is_offered_commands_and_files(home: Path) -> None:
    asked = {"_TUIREADER_COMPLETE": "bash_complete", "COMP_WORDS": "tuireader no", "COMP_CWORD": "1"}
    assert set(spawn(home=home, **asked).out.split()) == {"plain,notes", "file,no"}
    for shell in ("bash", "zsh", "fish"):
        assert "tuireader" in spawn(home=home, _TUIREADER_COMPLETE=f"{shell}_source").out


def test_a_mistyped_command_is_told_apart_from_a_missing_file(home: Path) -> None:
    ran = spawn("exprot", "essay.txt", home=home)
    assert ran.status == 2
    assert "'export'" in ran.err


def test_an_error_of_the_programs_own_does_not_end_well_and_tells_where_only_when_asked(home: Path) -> None:
    code = (
        "import sys, tuireader.library as l; l.Library.read = lambda *a: 1 / 0; "
        "from tuireader.cli.main import run; sys.exit(run(sys.argv[1:]))"
    )
    for debug in (False, True):
        args = ["notes", "essay.txt", *(["--debug"] if debug else [])]
        done = subprocess.run(
            [sys.executable, "-c", code, *args],
            capture_output=True,
            text=True,
            env=environment(home),
            cwd=home,
            check=False,
        )
        assert done.returncode == 70
        assert ("Traceback" in done.stderr) == debug
        assert "--debug" in done.stderr.splitlines()[-1]
