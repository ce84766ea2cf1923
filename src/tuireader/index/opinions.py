"""A second opinion on the names of which rules are least sure. It can veto, and never add; the default asks nobody.

Who has one to give registers it under the entry-point group ``tuireader.index_opinions``: a name, and a callable that
gets the text and spans in it (start and end in code points) and gives back those of the spans that name no person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import cast

from tuireader.index.entries import variants_of
from tuireader.index.kinds import EntityKind
from tuireader.index.model import Entity, Index

GROUP = "tuireader.index_opinions"

Opinion = Callable[[str, Sequence[tuple[int, int]]], Iterable[tuple[int, int]]]


def with_opinion(index: Index, text: str, name: str) -> Index:
    """The index without the mentions that the opinion ``name`` vetoes. Where it cannot be asked, or fails, the index is
    as it was, and its ``remarks`` say why.
    """
    asked = [(m.span.start, m.span.end) for e in index.entities if _is_lone(e) for m in e.mentions]
    try:
        vetoed = {(start, end) for start, end in _named(name)(text, tuple(asked))} & set(asked)
    except Exception as error:  # whatever a stranger's program raises, the index is there all the same
        reason = " ".join(str(error).split()) or type(error).__name__
        remark = f"The second opinion “{name}” could not be asked; the index is that of the rules alone: {reason}"
        return replace(index, remarks=(*index.remarks, remark))
    if not vetoed:
        return index
    kept = (_without(e, vetoed, text) if _is_lone(e) else e for e in index.entities)
    entities = tuple(e for e in kept if e.mentions)
    shown = {e.heading for e in entities}
    also = (replace(e, see_also=tuple(h for h in e.see_also if h in shown)) for e in entities)
    return replace(index, entities=tuple(also))


def _named(name: str) -> Opinion:
    """The opinion of that name. Raises LookupError where nobody registered it, and whatever its loading raises."""
    from importlib.metadata import entry_points

    found = entry_points(group=GROUP)
    point = next((p for p in found if p.name == name), None)
    if point is None:
        others = ", ".join(sorted({p.name for p in found})) or "none"
        raise LookupError(f"there is none of this name, of others there are: {others}")
    return cast("Opinion", point.load())


def _is_lone(entity: Entity) -> bool:
    """Whether a person is only ever named by a single word, which may as well name a place."""
    return entity.kind is EntityKind.PERSON and all(len(form.split()) == 1 for form in entity.variants)


def _without(entity: Entity, vetoed: set[tuple[int, int]], text: str) -> Entity:
    kept = tuple(m for m in entity.mentions if (m.span.start, m.span.end) not in vetoed)
    return (
        entity
        if len(kept) == len(entity.mentions)
        else replace(entity, mentions=kept, variants=variants_of(kept, text))
    )
