"""One log as it was read: the versions in it that no other in it replaces, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tuireader.annotations.store.collector import without_collecting
from tuireader.annotations.store.lines import (
    FORMAT_VERSION,
    BadLineError,
    Commit,
    Header,
    header,
    line,
    read_line,
    read_lines,
)
from tuireader.annotations.store.policies import policy_of
from tuireader.annotations.store.versions import Key, Version, covers, with_one

_GUARD = 64


@dataclass(slots=True)
class Log:
    """What is known of one log; grows as lines are read into it."""

    device: str
    """The device whose lines are counted."""
    versions: dict[Key, tuple[Version, ...]] = field(default_factory=dict)
    last: int = 0
    """The number of the last commit of the device."""
    latest: int = 0
    """The latest time in it, microseconds since 1970."""
    reached: int = 0
    """The number of the last commit of the device that the writers of these versions had seen."""
    is_newer: bool = False
    """Whether a later version of the program wrote it."""
    end: int = 0
    """Where its last whole line ends, in bytes."""
    guard: bytes = b""
    """The bytes before that place, to tell whether it is still the same file."""
    tail: bytes = b""
    """The bytes behind that place: a line that is being written, or was never finished."""
    tail_counts: bool = False
    """Whether the tail is a whole line that lacks no more than its end."""
    bad: list[bytes] = field(default_factory=list)
    """The lines that cannot be read."""
    altered: list[bytes] = field(default_factory=list)
    """The lines that can be read and are not as they were written; their versions count."""
    _numbers: set[int] = field(default_factory=set)
    _from: int = 0
    _kept: set[int] = field(default_factory=set)
    _lines: int = 0
    _has_header: bool = False
    _read: int = 0

    @property
    def size(self) -> int:
        """Bytes that were read."""
        return self.end + len(self.tail)

    @property
    def lacks(self) -> int:
        """How many commits of the device have no line that should have one, as far as the lines themselves tell."""
        return max(0, self.last - self._from - len(self._numbers)) + max(0, self._lines - len(self._kept))

    @property
    def is_damaged(self) -> bool:
        """Whether lines cannot be read, are not as they were written, or are missing between others."""
        return not self.is_newer and bool(self.bad or self.altered or self.lacks)

    @property
    def has_begun(self) -> bool:
        """Whether there is a first line that says what it is: every log is made with one."""
        return self._has_header

    @property
    def has_grown_long(self) -> bool:
        """Whether a good part of the versions that were read has been replaced since."""
        return 2 * self._read > 3 * sum(1 for _ in self._worth_keeping())

    def feed(self, data: bytes) -> set[Key]:
        """Take in the bytes that follow those read so far; returns what they are about."""
        touched: set[Key] = set()
        whole, newline, tail = (self.tail + data).rpartition(b"\n")
        if newline:
            lines = [raw for raw in whole.split(b"\n") if raw and not raw.isspace()]
            with without_collecting():
                for raw, found in zip(lines, read_lines(lines), strict=True):
                    if found is None:
                        self.bad.append(raw)
                        continue
                    if isinstance(found, Commit) and not found.intact:
                        self.altered.append(raw)
                    self._note(found, touched)
            self.end += len(whole) + 1
            self.guard = (self.guard + whole[-_GUARD:] + b"\n")[-_GUARD:]
        self.tail, self.tail_counts = tail, False
        if tail:
            try:
                found = read_line(tail)
            except BadLineError:
                return touched
            if isinstance(found, Header) or found.intact:
                self.tail_counts = True
                self._note(found, touched)
        return touched

    def add(self, version: Version) -> None:
        """Take in one version that stands in no line of the file."""
        table, name, vector, at, *_ = version
        before = self.versions.get((table, name))
        self.versions[table, name] = with_one(before, version) if before else (version,)
        if at > self.latest:
            self.latest = at
        if vector.get(self.device, 0) > self.reached:
            self.reached = vector[self.device]

    def lacking(self, other: Log, *, has_altered: bool = True) -> list[Version]:
        """The versions of the other log that none of this one has seen.

        A deletion that is forgotten where it can have no more effect is none. Where ``has_altered`` is false, what
        stands here as something else has altered it is lacking too.
        """
        return [
            version
            for key, versions in other.versions.items()
            for version in versions
            if not (version.fields is None and policy_of(key[0]).own)
            and not any(
                covers(mine.vector, version.vector) and (mine.intact or has_altered or mine.vector != version.vector)
                for mine in self.versions.get(key, ())
            )
        ]

    def written_anew(self, *, more: Iterable[Version] = ()) -> bytes:
        """The log as it would be if it were written now: what was replaced is left out. ``more`` follows, each version
        in a line of its own.
        """
        by_line: dict[int, list[Version]] = {}
        for version in self._worth_keeping():
            by_line.setdefault(version.line, []).append(version)
        parts = [header(self.device, self.last, len(by_line))]
        parts += [self._line(number, versions) for number, versions in sorted(by_line.items())]
        parts += [self._line(number, (version,)) for number, version in enumerate(more, self.last + 1)]
        return b"".join(parts)

    def _worth_keeping(self) -> Iterator[Version]:
        for (table, _), versions in self.versions.items():
            forget = policy_of(table).own
            yield from (v for v in versions if v.fields is not None or not forget)

    def _line(self, number: int, versions: Iterable[Version]) -> bytes:
        versions = tuple(versions)
        own = next((v for v in versions if (v.by, v.number) == (self.device, number)), versions[0])
        return line(number, self.device, own.at, versions)

    def _note(self, found: Header | Commit, touched: set[Key]) -> None:
        if isinstance(found, Header):
            self._begin(found)
            return
        number, by, versions, intact = found
        if by == self.device:
            (self._numbers if number > self._from else self._kept).add(number)
            self.last = max(self.last, number)
        for version in versions:
            self.add(version if intact else version._replace(intact=False))
            touched.add((version[0], version[1]))
        self._read += len(versions)

    def _begin(self, found: Header) -> None:
        self.is_newer |= found.version > FORMAT_VERSION
        self._has_header = True
        if found.device != self.device:
            return
        if found.last >= self._from:
            self._from, self._lines = found.last, found.lines
        self.last = max(self.last, found.last)
        self._kept |= {number for number in self._numbers if number <= self._from}
        self._numbers -= self._kept
