"""The reader's own editor: which command opens a file at a line."""

from __future__ import annotations

import os
import shlex
import shutil
from pathlib import Path

from tuireader.errors import TuireaderError


def editor_command(chosen: str, file: Path, line: int = 1) -> list[str]:
    """The words of the command that opens ``file`` at ``line``: as chosen in the settings, else $VISUAL, $EDITOR or vi.

    A command with ``{file}`` and ``{line}`` is filled in after it was split, so that no name can become a word of its
    own. Raises TuireaderError when there is no such program.
    """
    command = chosen or os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        words = shlex.split(command)
    except ValueError:
        words = []
    if not words or not shutil.which(words[0]):
        raise TuireaderError(f"There is no editor “{command}”; set $EDITOR to the name of one")
    if "{file}" in command:
        return [w.replace("{line}", str(line)).replace("{file}", str(file)) for w in words]
    name = Path(words[0]).name
    if name in {"hx", "subl"}:
        return [*words, f"{file}:{line}"]
    if name == "code":
        return [*words, "-w", "-g", f"{file}:{line}"]
    return [*words, f"+{line}", str(file)]
