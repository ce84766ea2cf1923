"""Events that keep their name in another language: "the Semana Trágica", "Guerra dos Farrapos", "the Bogotazo"."""

from __future__ import annotations

import re

from tuireader.index import gazetteer
from tuireader.index.eventbook import TITLED, EventBook, plain
from tuireader.index.lexicon import forenames, is_place, surnames, terms

_BLOW = re.compile(r"[A-ZÁÉÍÓÚ][a-záéíóúñ]{4,}azo$")
"""The Spanish ending of a blow struck: what broke out in Bogotá was the "Bogotazo"."""
_ARTICLES = frozenset({"the", "El", "el", "this", "a"})
_LINKS = frozenset({"de", "del", "des", "do", "dos", "da", "das", "du", "la", "las", "los", "le", "les", "der"})


def find_foreign_name(book: EventBook, n: int, i: int) -> None:
    """Keeps the event named in another language at token ``i`` of region ``n``."""
    region = book.parts[n]
    token = region.tokens[i]
    if region.kind in TITLED or token.kind != "word" or i in region.titles:
        return
    if _BLOW.match(token.text) and region.word(i - 1).lower() in _ARTICLES:
        if not (is_place(token.text) or token.text in surnames() or token.text in forenames()):
            book.keep(n, i, i + 1, gazetteer.heading_for(token.text) or token.text, "foreign name of an event", 0.8)
        return
    if token.text not in terms("foreign_event_heads"):
        return
    last = i + 1
    while (following := region.token(last)) and following.kind == "word":
        k = last
        while region.word(k) in _LINKS and k < last + 3:
            k += 1
        after = region.token(k)
        if after is None or not after.capital or after.opens or after.kind != "word":
            break
        last = k + 1
    if last > i + 1:
        name = plain(region.tokens[i:last])
        book.keep(n, i, last, gazetteer.heading_for(name) or name, "foreign name of an event", 0.8)
