"""The one entry point of the index: a document and its notes in, people and events with every mention out."""

from __future__ import annotations

from tuireader.documents.model import Document
from tuireader.index.backrefs import find_backrefs
from tuireader.index.battlefields import find_after_time
from tuireader.index.crossrefs import with_see_also
from tuireader.index.dates import dates_of
from tuireader.index.entries import in_order, variants_of
from tuireader.index.eventbook import EventHit
from tuireader.index.eventgroups import group
from tuireader.index.events import find_events
from tuireader.index.evidence import evidence
from tuireader.index.fields import FieldReader
from tuireader.index.happenings import find_happenings
from tuireader.index.lexicon import terms
from tuireader.index.metonyms import Metonyms
from tuireader.index.model import Entity, EntityKind, Index, Mention
from tuireader.index.names import Region, regions, vocabulary
from tuireader.index.people import find_people
from tuireader.index.persons import Person, Place
from tuireader.index.sources import with_sources
from tuireader.notes.model import Apparatus
from tuireader.text.span import Span


def build(document: Document, apparatus: Apparatus) -> Index:
    """The index of a whole file. Each work is its own evidence for short names; one person has one heading throughout.

    Args:
        document: the text with its works and blocks; residue is not indexed.
        apparatus: the markers, which are read over, and the notes, whose mentions are told apart.

    Returns:
        Entities sorted by heading. Mentions lie in ``document.text``, are never empty and never overlap.
    """
    parts = with_sources(regions(document, apparatus), apparatus)
    words = vocabulary(parts)
    book = find_events(parts, words)
    metonyms = Metonyms(book)
    metonyms.find()
    find_backrefs(book)
    people = find_people(document.text, parts, words, book, metonyms.event_places())
    find_after_time(book, metonyms.names)
    FieldReader(book, metonyms.names).read()
    metonyms.find()
    find_happenings(book)
    entities = [_event(h, hits, parts, document.text) for h, hits in group(book.hits, parts).items()]
    entities += [_person(p, parts, document.text) for p in people]
    named = in_order(entities)
    paragraphs = [(r.tokens[0].start, r.tokens[-1].end) for r in parts if not r.in_notes]
    return Index(with_see_also(named, paragraphs))


def _mention(region: Region, place: Place | EventHit) -> Mention:
    span = Span(region.tokens[place.first].start, region.tokens[place.last - 1].end)
    if isinstance(place, Place) and place.piece:
        span = Span(*place.piece)
    return Mention(span, region.in_notes, region.work_id, place.rule, place.certainty)


def _event(heading: str, hits: list[EventHit], parts: tuple[Region, ...], text: str) -> Entity:
    mentions = tuple(_mention(parts[h.region], h) for h in hits)
    named = [(m.span.start, m.span.end) for m in mentions]
    return Entity(
        "", EntityKind.EVENT, heading, variants_of(mentions, text), mentions, dates=dates_of(heading, text, named)
    )


def _person(person: Person, parts: tuple[Region, ...], text: str) -> Entity:
    places = sorted({(p.region, p.first): p for p in person.places}.values(), key=lambda p: (p.region, p.first))
    mentions = tuple(_mention(parts[p.region], p) for p in places)
    cited = _only_cites(person, parts)
    return Entity("", EntityKind.PERSON, person.heading, variants_of(mentions, text), mentions, cited_author=cited)


def _only_cites(person: Person, parts: tuple[Region, ...]) -> bool:
    """Whether a person is named only as author or editor of a source, or with a verb of what a source says."""
    author = False
    for place in person.places:
        region = parts[place.region]
        if region.in_notes:
            author = author or evidence(region, place.first, place.last).author
        elif region.word(place.last) not in terms("citing_verbs"):
            return False
    return author
