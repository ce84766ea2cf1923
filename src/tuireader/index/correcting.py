"""Replays what the reader said over the index that the rules made. The reader is right; the rules fill in the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from tuireader.anchors.match import match
from tuireader.documents.model import BlockKind, Document
from tuireader.index.corrections import Act, Correction, EntryName, in_order_of_time
from tuireader.index.dates import dates_of
from tuireader.index.entries import in_order, sort_key, variants_of, words_of
from tuireader.index.kinds import EntityKind
from tuireader.index.model import Entity, Index, Mention
from tuireader.notes.model import Apparatus
from tuireader.text.span import Span

ADDED, MOVED = "added by you", "put here by you"
"""The rules of mentions that are where they are by the reader's word."""


def corrected(index: Index, document: Document, apparatus: Apparatus, corrections: tuple[Correction, ...]) -> Index:
    """The index as the reader has it: all ``corrections``, and none but these, over what the rules found.

    One that fits nothing in this text is in ``unfit``. Mentions never overlap, as in the index of the rules.
    """
    found = index.entities if index.by_rules is None else index.by_rules
    if not corrections:
        return Index(found, remarks=index.remarks)
    ordered = in_order_of_time(corrections)
    desk = _Desk(found, document, apparatus)
    unfit = tuple(c for c in ordered if not desk.apply(c))
    return Index(desk.entities(), ordered, unfit, found, index.remarks)


def same_heading(one: str, other: str) -> bool:
    """Whether two headings are one, whatever their case, accents and signs."""
    return _plain(one) == _plain(other)


def _plain(heading: str) -> str:
    return " ".join(re.findall(r"\w+", sort_key(heading)))


@dataclass(eq=False)
class _Card:
    """One entry while the corrections are replayed."""

    entity: Entity
    mentions: list[Mention]
    formerly: set[str] = field(default_factory=set)
    """Plain headings that it had, also those of entries that were merged into it."""
    hidden: bool = False
    made: bool = False
    """Whether the reader made it."""


class _Desk:
    """All entries, and the acts that change them. Each act says whether it fitted."""

    def __init__(self, entities: tuple[Entity, ...], document: Document, apparatus: Apparatus) -> None:
        self._cards = [_Card(e, list(e.mentions)) for e in entities]
        self._headings = {e.heading: e.heading for e in entities}
        """The headings that the rules made, and what they are now."""
        self._document = document
        self._apparatus = apparatus
        self._acts: dict[Act, Callable[[Correction], bool]] = {
            Act.RENAME: self._rename,
            Act.MERGE: self._merge,
            Act.SPLIT: self._split,
            Act.MOVE: self._move,
            Act.HIDE: self._hide,
            Act.ADD: self._add,
        }

    def apply(self, correction: Correction) -> bool:
        """Replay one."""
        return self._acts[correction.act](correction)

    def entities(self) -> tuple[Entity, ...]:
        """What is to be shown, in order."""
        return in_order(self._finished(card) for card in self._cards if card.mentions and not card.hidden)

    # --- the acts

    def _rename(self, said: Correction) -> bool:
        card = self._find(said.entry)
        if card is None or said.other is None:
            return False
        there = self._find(said.other, by_forms=False)
        if there is not None and there is not card:
            self._join(card, there)  # whoever gives an entry the name of another means that one
        else:
            self._name(card, said.other.heading)
        return True

    def _merge(self, said: Correction) -> bool:
        card, into = self._find(said.entry), self._find(said.other)
        if card is None or into is None:
            return False
        self._join(card, into)
        return True

    def _split(self, said: Correction) -> bool:
        card = self._find(said.entry)
        meant = [m for m in card.mentions if words_of(m, self._text) == said.words] if card else []
        if card is None or not meant or (into := self._find_or_make(said.other)) is None:
            return False
        for mention in meant:
            card.mentions.remove(mention)
            into.mentions.append(replace(mention, rule=MOVED, certainty=1.0))
        return True

    def _move(self, said: Correction) -> bool:
        span = self._place(said)
        if span is None or (into := self._find_or_make(said.other)) is None:
            return False
        self._take(span)
        into.mentions.append(self._mention(span, MOVED))
        return True

    def _hide(self, said: Correction) -> bool:
        card = self._find(said.entry)
        if card is not None:
            card.hidden = True
        return card is not None

    def _add(self, said: Correction) -> bool:
        """Takes the place that the reader chose, and every other where the words stand and name nothing else yet."""
        chosen = self._place(said)
        taken = [m.span for card in self._cards for m in card.mentions]
        more = [s for s in self._standing(said.words) if not any(s.overlaps(t) for t in (*taken, chosen) if t)]
        if chosen is None and not more:
            return False
        card = self._find_or_make(replace(said.entry, forms=()))
        assert card is not None, "an entry without forms can always be made"
        if chosen is not None:
            self._take(chosen)
        card.mentions += [self._mention(span, ADDED) for span in (chosen, *more) if span is not None]
        card.hidden = False
        return True

    # --- finding

    @property
    def _text(self) -> str:
        return self._document.text

    def _find(self, name: EntryName | None, *, by_forms: bool = True) -> _Card | None:
        """The entry of that heading, or that had it; else the only one of its kind that goes by the same words."""
        if name is None:
            return None
        plain = _plain(name.heading)
        rows = [c for c in self._cards if c.entity.kind is name.kind]
        same = [c for c in rows if _plain(c.entity.heading) == plain] or [c for c in rows if plain in c.formerly]
        if same or not by_forms:
            return max(same, key=lambda c: self._shared(c, name), default=None)
        ranked = sorted(((self._shared(c, name), n) for n, c in enumerate(rows)), reverse=True)[:2]
        clear = bool(ranked) and ranked[0][0] > (ranked[1][0] if len(ranked) > 1 else 0)
        return rows[ranked[0][1]] if clear else None

    def _shared(self, card: _Card, name: EntryName) -> int:
        """The length, in code points, of the longest words that both go by."""
        if not name.forms:
            return 0
        forms = {words_of(m, self._text) for m in card.mentions}
        return max((len(f) for f in name.forms if f in forms), default=0)

    def _find_or_make(self, name: EntryName | None) -> _Card | None:
        """The entry; one that the reader made when saying so is made again, one that the rules made is not."""
        card = self._find(name)
        if card is None and name is not None and not name.forms:
            card = _Card(Entity("", name.kind, name.heading, (), ()), [], made=True)
            self._cards.append(card)
        return card

    def _place(self, said: Correction) -> Span | None:
        return match(self._text, said.selectors, said.id).span if said.selectors else None

    def _standing(self, words: str) -> Iterator[Span]:
        """Where the words stand whole in what is shown, whatever the white space between them."""
        pattern = r"\s+".join(map(re.escape, words.split()))
        for found in re.finditer(rf"(?<!\w){pattern}(?!\w)", self._text) if pattern else ():
            block = self._document.block_at(found.start())
            if block is not None and block.kind is not BlockKind.RESIDUE:
                yield Span(found.start(), found.end())

    # --- changing

    def _join(self, card: _Card, into: _Card) -> None:
        if card is into:
            return
        one, other = into.entity, card.entity
        into.mentions += card.mentions
        into.formerly |= card.formerly | {_plain(other.heading)}
        into.entity = replace(
            one,
            cited_author=one.cited_author and other.cited_author,
            dates=one.dates or other.dates,
            see_also=(*one.see_also, *other.see_also),
        )
        self._call(other.heading, one.heading)
        self._cards.remove(card)

    def _name(self, card: _Card, heading: str) -> None:
        card.formerly.add(_plain(card.entity.heading))
        self._call(card.entity.heading, heading)
        card.entity = replace(card.entity, heading=heading)

    def _call(self, before: str, now: str) -> None:
        self._headings |= {made: now for made, called in self._headings.items() if called == before}

    def _take(self, span: Span) -> None:
        """Frees a place of whatever is named there."""
        for card in self._cards:
            card.mentions = [m for m in card.mentions if not m.span.overlaps(span)]

    def _mention(self, span: Span, rule: str) -> Mention:
        work = self._document.work_at(span.start)
        in_notes = self._apparatus.note_at(span.start) is not None
        return Mention(span, in_notes, work.id if work else 0, rule)

    def _finished(self, card: _Card) -> Entity:
        mentions = tuple(sorted(card.mentions, key=lambda m: m.span))
        dates = card.entity.dates
        if card.made and card.entity.kind is EntityKind.EVENT:
            dates = dates_of(card.entity.heading, self._text, [(m.span.start, m.span.end) for m in mentions])
        return replace(
            card.entity,
            variants=variants_of(mentions, self._text),
            mentions=mentions,
            dates=dates,
            see_also=tuple(dict.fromkeys(self._as_named(card.entity))),
        )

    def _as_named(self, entity: Entity) -> Iterator[str]:
        """The headings that belong with an entry, as they are called now; those of entries that are gone left out."""
        shown = {c.entity.heading for c in self._cards if c.mentions and not c.hidden}
        for heading in entity.see_also:
            called = self._headings.get(heading, heading)
            if called in shown and called != entity.heading:
                yield called
