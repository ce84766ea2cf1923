"""Everything that can go wrong in a way that a reader must be told, and nothing else.

TuireaderError              one sentence: what, where, what to do; ``exit_status`` for the command line
├── NotOnceError            1   the words to be marked are not in the text, or not only once
├── UsageError              2   the words of the command do not fit
├── UnreadableInput         65  the input is not what the reader reads
├── NoSuchFile              66  nothing is at that path
├── CannotCreate            73  a file would be overwritten, or could not be created
│   └── BrokenStreamError   73  what was to be printed could not be
└── StoreError              74  the reader's marks could not be read or written

Doubt is not an error: a note without a target or a mark without its words is a value with a status and a reason.
"""


class TuireaderError(Exception):
    """An error that is one sentence for the reader; ``str()`` of it is that sentence."""

    exit_status = 1


class NotOnceError(TuireaderError):
    """The words to be marked are not in the text, or they are there several times."""


class UsageError(TuireaderError):
    """The words of a command do not fit together."""

    exit_status = 2


class UnreadableInput(TuireaderError):
    """The input exists, but it is not something that can be read as an essay."""

    exit_status = 65


class NoSuchFile(TuireaderError):
    """There is nothing at the path given."""

    exit_status = 66


class CannotCreate(TuireaderError):
    """A file was not written: it exists already, or the place refuses it."""

    exit_status = 73


class BrokenStreamError(CannotCreate):
    """What was to be printed could not be: the disk is full, or the stream is closed."""


class StoreError(TuireaderError):
    """The store of marks could not be read or written; the sentence says where the data is safe."""

    exit_status = 74
