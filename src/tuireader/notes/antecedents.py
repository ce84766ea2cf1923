"""What a reader has met so far in a list of notes, and to which a later note can point back."""

from __future__ import annotations

from dataclasses import dataclass, field

from tuireader.notes.aliases import alias_candidates
from tuireader.notes.outcomes import Outcome
from tuireader.notes.shelf import Known, Shelf

LOOKED_THROUGH = 6
"""Notes before an ibid. that are looked through when they cite nothing."""


@dataclass(slots=True)
class NoteRead:
    """A note that has been read, and what each of its sources comes to."""

    id: int
    label: str
    scope: int
    words: str = ""
    sentence: str = ""
    """The words before the mark that calls it; lawyers name a case there and give only its report in the note."""
    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def citing(self) -> list[Outcome]:
        """The sources of the note, comments left out."""
        return [o for o in self.outcomes if o.cites]


@dataclass(slots=True)
class Antecedents:
    """The memory of one work: sources by author and title, names given to them, notes by number and in order."""

    bibliography: Shelf | None = None
    """Works listed at the end of the text; a short title may be given in full only there."""
    paged: bool = False
    """Whether the notes are numbered by page: then an ibid. looks back over the turn of a page."""
    undated: bool = False
    """Whether the notes give hardly any imprint, as older books do: then author and title are a full reference."""
    shelf: Shelf = field(default_factory=Shelf)
    containers: Shelf = field(default_factory=Shelf)
    """Books in which a source stands that was cited: they must not draw what belongs to an author."""
    listed: Shelf = field(default_factory=Shelf)
    """The works of the bibliography that a note has cited."""
    aliases: dict[str, Known] = field(default_factory=dict)
    archives: set[str] = field(default_factory=set)
    """Names that were given to archives, in lower case."""
    records: dict[str, dict[str, Known]] = field(default_factory=dict)
    """By holding, then by piece: the first citation of each."""
    reports: dict[str, list[Known]] = field(default_factory=dict)
    """By the volume of a report of cases: what stands in it."""
    classics: dict[tuple[str, ...], Known] = field(default_factory=dict)
    """Works of antiquity, by the words that name them, with and without the author."""
    by_place: Known | None = None
    """The work of which a note says that it is cited by its pages or sections alone from there on."""
    double_paged: Known | None = None
    """The first work that is cited by the pages of two editions, "A 51/B 75"."""
    by_id: dict[int, NoteRead] = field(default_factory=dict)
    _by_label: dict[tuple[int, str], NoteRead] = field(default_factory=dict)
    before: list[NoteRead] = field(default_factory=list)
    """The latest notes of the same numbering, the nearest last."""
    sentence: str = ""
    """The words before the mark that calls the note."""
    note: NoteRead = field(default_factory=lambda: NoteRead(-1, "", 0))
    """The note that is being read; its outcomes are those of the sources read so far."""

    def begin(self, note_id: int, label: str, scope: int, words: str) -> None:
        """Go on to the next note of the list. An ibid. never looks back past the start of a chapter."""
        if self.note.id >= 0 and (self.paged or self.note.scope == scope):
            self.before.append(self.note)
            del self.before[:-LOOKED_THROUGH]
        else:
            self.before.clear()
        self.note = NoteRead(note_id, label, scope, words, self.sentence)
        self.by_id[note_id] = self.note

    def end(self) -> None:
        """The note is read: from now on it can be named by its number."""
        self._by_label.setdefault((self.note.scope, self.note.label), self.note)

    @property
    def knows(self) -> Antecedents:
        """What has been met, for those who read the next words."""
        return self

    def surname(self, name: str) -> bool:
        """Whether an author of that surname has been cited, or is listed in the bibliography."""
        return self.shelf.knows(name) or (self.bibliography is not None and self.bibliography.knows(name))

    def alias(self, words: str) -> bool:
        """Whether words begin with a name that a source or an archive was given."""
        if not (self.aliases or self.archives):
            return False
        name = next(alias_candidates(words), "")
        return name in self.aliases or name in self.archives

    @property
    def earlier(self) -> list[Outcome]:
        """What stands before in the same note."""
        return self.note.outcomes

    def numbered(self, label: str) -> NoteRead | None:
        """The note with that label in the numbering that is being read, if it stands before."""
        return self._by_label.get((self.note.scope, label))

    def numbered_in(self, chapter: int, label: str) -> NoteRead | None:
        """The note with that label in another chapter, counted from 1."""
        return self._by_label.get((chapter - 1, label))

    def named(self, note_id: int) -> str:
        """How a sentence calls a note: by its label, and by its part of the work where that is another one."""
        found = self.by_id.get(note_id)
        if found is None:
            return "the bibliography"
        return f"note {found.label}" + ("" if found.scope == self.note.scope else " of an earlier part")
