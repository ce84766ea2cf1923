"""Killing a process while it writes an export."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

OLD, NEW = "old words\n" * 40_000, "new words, and more\n" * 30_000

_WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from killing import NEW, OLD
from tuireader.export.writing import as_bytes, write_over
file = Path(sys.argv[1])
texts = {as_bytes(OLD): NEW, as_bytes(NEW): OLD}
print("ready", flush=True)
while True:
    before = file.read_bytes()
    write_over(file, texts[before], before, keep=False)
"""


def kill_while_writing(folder: Path, times: int) -> Counter[str]:
    """How often the file was the old text, the new one, or anything else after the writer was killed."""
    file = folder / "notes.md"
    file.write_text(OLD, encoding="utf-8")
    found: Counter[str] = Counter(old=0, new=0, other=0)
    chance = random.Random(9)
    here = str(Path(__file__).parent)
    for _ in range(times):
        writer = subprocess.Popen([sys.executable, "-c", _WRITER, str(file), here], stdout=subprocess.PIPE)
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(chance.random() * 0.02)
        writer.kill()
        writer.wait()
        writer.stdout.close()
        text = file.read_text(encoding="utf-8")
        found["old" if text == OLD else "new" if text == NEW else "other"] += 1
    return found
