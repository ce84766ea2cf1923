"""What an export would do to a file, before it is done: a screen shows it, a command carries it out."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from pathlib import Path

from tuireader.errors import CannotCreate, TuireaderError, UnreadableInput, UsageError
from tuireader.export.choice import EVERYTHING, Choice, chosen
from tuireader.export.exporters import EXPORTERS, Exporter
from tuireader.export.front_matter import Head, read_head
from tuireader.export.merging import Report
from tuireader.export.renewing import kept_choice
from tuireader.export.writing import as_bytes, read_old, write_new, write_over
from tuireader.reading import Reading
from tuireader.text.clean import clean_line

_HEAD = 65536
"""The bytes of a file in which its front matter is looked for."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A file as it is and as it would be. Nothing is written before `carry_out`."""

    file: Path
    before: bytes | None
    """What stands there; None where nothing does."""
    text: str
    """What would stand there."""
    report: Report = field(default_factory=Report)
    obstacle: str = ""
    """Why it is not written unless the reader says ``force``: one sentence."""
    force: bool = False

    @property
    def up_to_date(self) -> bool:
        """Whether the file holds just what would be written."""
        return self.before == as_bytes(self.text)

    @property
    def difference(self) -> str:
        """What would change, as a unified diff; empty for nothing."""
        old = [] if self.before is None else self.before.decode("utf-8", "replace").splitlines(keepends=True)
        new = self.text.splitlines(keepends=True)
        names = (str(self.file) if self.before is not None else "/dev/null", str(self.file))
        lines = difflib.unified_diff(old, new, *names)
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


@dataclass(frozen=True, slots=True)
class Wish:
    """What the reader asks of an export to a file."""

    form: str = ""
    """A row of ``EXPORTERS``; empty is that of the file's suffix, else Markdown."""
    choice: Choice | None = None
    """Which marks; None is all, or what the file was made by."""
    template: str = ""
    """The text of a template; it goes before the form."""
    prune: bool = False
    """Whether marks that were deleted are removed from the file too."""
    force: bool = False
    """Whether what is in the way is replaced; the old file is kept as ``FILE.bak``."""


def exporter_for(form: str, file: Path | None = None) -> Exporter:
    """The row for a form, else for the suffix of a file, else the first. Raises UsageError for an unknown form."""
    if form and form not in EXPORTERS:
        raise UsageError(f"There is no export format {form!r}, only {', '.join(EXPORTERS)}.")
    rows = tuple(EXPORTERS.values())
    suffix = file.suffix.lower() if file else ""
    return EXPORTERS[form] if form else next((row for row in rows if row.suffix == suffix), rows[0])


def rendered(reading: Reading, wish: Wish) -> str:
    """The text of an export that goes to no file. Raises UsageError and UnreadableInput (a template)."""
    if wish.template:
        from tuireader.export.template import render_template

        return render_template(wish.template, reading, wish.choice or EVERYTHING)
    return exporter_for(wish.form).render(reading, wish.choice or EVERYTHING)


def kept_notes(reading: Reading, folder: Path) -> tuple[Path, Choice] | None:
    """The file in a folder that holds the notes on this document, and the choice by which it was made; None where there
    is none. Raises UsageError where there are several.
    """
    for row in EXPORTERS.values():
        if row.renew is not None and (found := _notes_in(folder, reading, row)) is not None:
            return found, kept_choice(_head_of(found))
    return None


def plan(reading: Reading, file: Path, wish: Wish) -> Plan:
    """What would be done to ``file``; for a folder, to the file in it that holds the notes on this document, whatever
    it is called, else to one that is named after the document.

    Raises CannotCreate where the file is the document itself or is no file, and where it is in the way; UnreadableInput
    where it is a file of notes that is damaged; UsageError.
    """
    row = exporter_for(wish.form, file)
    if file.is_dir():
        file = _in_folder(file, reading, row)
    if _same_file(file, reading.document.source):
        raise CannotCreate(
            f"{str(file)!r} is the document itself and was not touched; choose another name for your marks."
        )
    before = read_old(file)
    if row.renew is None or row.begin is None or wish.template:
        text = rendered(reading, Wish(row.name, wish.choice, wish.template))
        in_the_way = before is not None and before != as_bytes(text) and not wish.force
        report = Report(new=[mark.annotation.id for mark in chosen(reading, wish.choice or EVERYTHING)])
        return Plan(file, before, text, report, _in_the_way(file, "") if in_the_way else "", wish.force)
    if before is not None:
        try:
            old = before.decode("utf-8")
            text, report = row.renew(reading, old, wish.choice, prune=wish.prune, anew=wish.force)
        except (UnreadableInput, CannotCreate, UnicodeDecodeError) as error:
            if not wish.force:
                raise _refused(file, error) from error
        else:
            return Plan(file, before, text, report, force=wish.force)
    text, report = row.begin(reading, wish.choice or EVERYTHING)
    return Plan(file, before, text, report, force=wish.force)


def carry_out(planned: Plan) -> Path | None:
    """Write what was planned, whole or not at all, unless it stands there already; returns where the old file was kept,
    if it was. Raises CannotCreate, also where the file was changed since.
    """
    if planned.up_to_date:
        return None
    if planned.obstacle:
        raise CannotCreate(planned.obstacle)
    if planned.before is None:
        write_new(planned.file, planned.text)
        return None
    return write_over(planned.file, planned.text, planned.before, keep=planned.force)


def _in_folder(folder: Path, reading: Reading, row: Exporter) -> Path:
    found = _notes_in(folder, reading, row) if row.renew is not None else None
    source = Path(reading.document.source)
    return found or folder / f"{f'{source.stem}-' if source.stem.strip('-') else ''}notes{row.suffix}"


def _notes_in(folder: Path, reading: Reading, row: Exporter) -> Path | None:
    there = sorted(folder.glob(f"*{row.suffix}"))
    found = [path for path in there if _head_of(path).fields.get("doc") == reading.document.id]
    if len(found) > 1:
        names = ", ".join(clean_line(path.name) for path in found)
        raise UsageError(
            f"Several files in {str(folder)!r} hold the notes on this document ({names}); name one of them."
        )
    return found[0] if found else None


def _head_of(path: Path) -> Head:
    try:
        with path.open("rb") as file:
            return read_head(file.read(_HEAD).decode("utf-8", "replace"))
    except OSError:
        return Head("", {})


def _refused(file: Path, error: Exception) -> TuireaderError:
    if isinstance(error, CannotCreate):
        return CannotCreate(_in_the_way(file, f": {error}"))
    why = "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)
    return UnreadableInput(
        f"{str(file)!r} was not touched: {why}; put that right, or use --force to write it anew "
        f"(the old file is kept as {file.name}.bak)."
    )


def _in_the_way(file: Path, why: str) -> str:
    return (
        f"{str(file)!r} exists already and was not touched{why}; choose another name, or use --force to replace it "
        f"(the old file is kept as {file.name}.bak)."
    )


def _same_file(one: Path, other: str) -> bool:
    """Whether two names lead to one file, through links or not."""
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False
