"""Ways in which a log of marks is damaged by disks, editors, sync programs and version control, and what may come of
it: what the whole lines hold is there, the rest is set aside and told.
"""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from saves import in_memory
from verdict import Counts

from tuireader.annotations.store.failures import Notices
from tuireader.annotations.store.tables import open_database

NAMES = [f"m{n}" for n in range(20)]


def twenty_marks(folder: Path) -> Path:
    """Save twenty marks in ``folder``, in a line each; returns the log."""
    table = open_database(folder, device="a").named_table("annotations")
    for name in NAMES:
        table.put(name, {"note": f"note {name[1:]} — {name * 40}"})
    return folder / "a.jsonl"


def shown(folder: Path, device: str, notices: Notices | None = None) -> dict[str, str]:
    """The notes that a new session of the device shows, by id."""
    return {
        d.doc_id: str(d.get("note")) for d in open_database(folder, notices, device=device).named_table("annotations")
    }


def _shuffled(data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    random.Random(1).shuffle(lines)
    return b"".join(lines)


def _with_markers(data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    return b"".join([*lines[:-4], b"<<<<<<< HEAD\n", *lines[-4:-2], b"=======\n", *lines[-2:], b">>>>>>> theirs\n"])


def _flipped(data: bytes) -> bytes:
    at = len(data) // 2
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


CORPUS: dict[str, Callable[[bytes], bytes]] = {
    "cut in half": lambda data: data[: len(data) // 2],
    "torn tail": lambda data: data[:-30],
    "NULs in the middle": lambda data: data[: len(data) // 2] + bytes(500) + data[len(data) // 2 + 500 :],
    "one bit": _flipped,
    "CRLF": lambda data: data.replace(b"\n", b"\r\n"),
    "BOM": lambda data: b"\xef\xbb\xbf" + data,
    "markers of git": _with_markers,
    "doubled": lambda data: data + data,
    "shuffled": _shuffled,
    "bytes that are no UTF-8": lambda data: data.replace(b"note 7", b"note \xff", 1),
    "no last newline": lambda data: data[:-1],
    "empty": lambda _: b"",
    "null": lambda _: b"null",
    "a list": lambda _: b"[]",
    "nested deeply": lambda data: data + b"[" * 100_000 + b"\n",
}
"""Every kind of damage by its name."""

ALTERED = ("one bit", "NULs in the middle", "bytes that are no UTF-8")
"""The kinds that may leave a line which can be read, and which counts as it is: somebody may have meant it."""


def one_byte(data: bytes, count: int) -> Iterator[bytes]:
    """The data with one byte changed, put in or taken out, in so many ways."""
    rnd = random.Random(count)
    for _ in range(count):
        at = rnd.randrange(len(data))
        byte = bytes([rnd.choice((0, 10, 13, 34, 44, 92, 123, 125, rnd.randrange(256)))])
        match rnd.randrange(3):
            case 0:
                yield data[:at] + byte + data[at + 1 :]
            case 1:
                yield data[:at] + byte + data[at:]
            case _:
                yield data[:at] + data[at + 1 :]


def consequences(folder: Path, damaged: bytes, device: str) -> Counts:
    """Put the damaged bytes in the place of the log of twenty marks, open it as ``device``, save, and open it again.

    Counts what is wrong (see `verdict.WRONG`) and how many marks could only be set aside.
    """
    log = folder / "a.jsonl"
    whole, before = log.read_bytes(), shown(folder, device)
    log.write_bytes(damaged)
    gone = [line for line in whole.split(b"\n") if line and line not in _lines(damaged)]
    counts: Counts = Counter(runs=1)
    notices = Notices()
    try:
        there = shown(folder, device, notices)
        database = open_database(folder, notices, device=device)
        database.named_table("annotations").put("after", {"note": "after"})
        database.close()
        afterwards = shown(folder, "a")
    except Exception as error:
        counts["unopenable"] += 1
        counts[f"said: {error!r:.120}"] += 1
        return counts
    missing = [name for name in NAMES if name not in there]
    altered = [name for name, note in there.items() if before.get(name) != note]
    counts["set aside"] = len(missing)
    counts["lost"] = sum(not any(name.encode() in line for line in gone) for name in missing)
    counts["lost"] += max(0, len(missing) - len(gone))
    counts["altered"] = max(0, len(altered) - len(gone))
    # Another device cannot tell a log that was cut, or a line without an end, from what is still on its way.
    is_on_its_way = device != "a" and (whole.startswith(damaged) or b"\n" not in damaged)
    counts["no sentence"] = bool(missing or altered) and not notices.all() and not is_on_its_way
    counts["undone by the next save"] = afterwards != {**there, "after": "after"}
    counts["another device sees another"] = afterwards != shown(folder, "b")
    aside = b"\n".join([log.read_bytes(), *(p.read_bytes() for p in (folder / "quarantine").glob("*"))])
    pieces = [piece for piece in _lines(damaged) if piece.strip(b"\0") and piece not in _lines(whole)]
    counts["lost"] += sum(piece not in aside for piece in pieces)
    return +counts


def fuzzed(count: int) -> Counts:
    """What comes of so many logs with one wrong byte."""
    return _each(lambda data: one_byte(data, count))


def every_kind(count: int) -> Counts:
    """What comes of every kind of damage, so many times."""
    return _each(lambda data: [harm(data) for harm in CORPUS.values() for _ in range(count)] * 2)


def _each(harms: Callable[[bytes], Iterable[bytes]]) -> Counts:
    """What comes of each, as the device itself opens the log and as another does, by turns."""
    counts: Counts = Counter()
    with in_memory() as home:
        start = home / "start"
        data = twenty_marks(start).read_bytes()
        for number, damaged in enumerate(harms(data)):
            folder = home / f"{number}"
            shutil.copytree(start, folder)
            counts.update(consequences(folder, damaged, "ab"[number % 2]))
            shutil.rmtree(folder)
    return counts


def _lines(data: bytes) -> list[bytes]:
    """The lines, whatever they end with; a byte order mark is none of the first."""
    return [line.strip(b"\r") for line in data.removeprefix(b"\xef\xbb\xbf").split(b"\n")]
