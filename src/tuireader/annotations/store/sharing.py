"""What tells git and Syncthing how to carry the reader's folder from machine to machine: logs are united line by line,
and what belongs to one machine stays there.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from tuireader.annotations.store.failures import Notices, cause_of, shown
from tuireader.annotations.store.files import write_new

_STAYS_HERE = ".lock\n*.tmp\n*.migrated\nbackups\nquarantine\ndrafts\n"

WORDS = {
    ".gitattributes": "*.jsonl merge=union -text\n",
    ".gitignore": _STAYS_HERE,
    ".stignore": _STAYS_HERE,
}
"""The files and what they say."""


def make_ready(home: Path, notices: Notices) -> None:
    """Write those of the files that are not there. Where that cannot be, the reader is told: a folder that is never
    shared needs none of them.
    """
    try:
        for name, words in WORDS.items():
            with suppress(FileExistsError):
                write_new(home / name, words.encode())
    except OSError as error:
        notices.add(
            f"What git and Syncthing should know could not be written in {shown(home)}: {cause_of(error)[0]}. "
            "Nothing is lost; before you share the folder, start again."
        )
