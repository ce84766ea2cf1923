"""Battles and treaties called by a place that no list has: "the victory at X", "signed at X", "after X"."""

from __future__ import annotations

from tuireader.index import gazetteer
from tuireader.index.eventbook import EVENT, PERSON, EventBook, ends_phrase
from tuireader.index.lexicon import forenames, is_calendar, is_group, is_place, is_title, terms
from tuireader.index.names import Region, Token

_CLAUSE_END = frozenset(".;:!?")
_SENTENCE_END = frozenset(".!?")
_SIGNED = frozenset({"signed", "concluded", "agreed", "ratified"})
_ARTICLES = frozenset({"La", "Las", "Le", "Les", "Los", "El", "Al"})
_LONGEST = 3
"""The words that a battlefield's name may have."""


def find_battlefield(book: EventBook, n: int, i: int) -> None:
    """Keeps the event that took place at the capitalised word ``i``, where verbs before or after it say so."""
    region = book.parts[n]
    token = region.tokens[i]
    if _was_a_battle(book, region, i):
        book.keep(n, i, i + 1, f"{token.text}, Battle of", "place that is said to be a battle", 0.7)
        return
    site = region.word(i - 1).lower()
    if site == "the" and region.word(i - 2) == "on" and region.word(i - 3) in ("and", ","):
        _on_a_river(book, n, i)
        return
    if site not in terms("battle_sites") or token.kind != "word" or is_group(token.text):
        return
    if book.words.is_common(token.text) and not is_place(token.text):
        return
    last = _name_end(region, i)
    if last - i > 1 and is_title(region.word(last - 1)):
        last = i + 1  # "at Gura Ratib Pasha did no better"
    if token.text in forenames() and last - i > 1:
        return
    if last - i > _LONGEST or region.word(last) in ("University", "School", "Court"):
        return
    name = " ".join(t.text for t in region.tokens[i:last])
    martial = book.words_of_war(n) > 1
    prefixed = token.text in terms("place_prefixes") and token.text not in _ARTICLES
    listed = is_place(token.text) or prefixed
    if site == "at" and region.word(i - 2) in _SIGNED:
        book.keep(n, i, last, f"{name}, Treaty of", "signed or agreed at a place", 0.7)
    elif (
        _fought_before(region, i, listed=listed or site == "near", martial=martial)
        or in_parallel(book, n, i - 1)
        or (not listed and martial and _beaten_after(region, last))
        or (not listed and site == "at" and _taken_before(book, n, i))
    ):
        heading = gazetteer.event_at(name) or f"{name}, Battle of"
        book.keep(n, i, last, heading, "victory or defeat at a place", 0.75)


def _on_a_river(book: EventBook, n: int, i: int) -> None:
    """ "at Cer in August and on the Kolubara in December": a river beside a battle of the same sentence."""
    token = book.parts[n].tokens[i]
    if token.kind != "word" or is_group(token.text) or book.words.is_common(token.text):
        return
    if in_parallel(book, n, i - 1):
        heading = gazetteer.event_at(token.text) or f"{token.text}, Battle of the"
        book.keep(n, i, i + 1, heading, "river beside a battle", 0.65)


def _was_a_battle(book: EventBook, region: Region, i: int) -> bool:
    """Whether the text says so: "Dervenakia was less a battle than a trap"."""
    token = region.tokens[i]
    if not token.opens or token.kind != "word" or region.word(i + 1) != "was" or book.words.is_common(token.text):
        return False
    if is_place(token.text) or is_group(token.text) or is_calendar(token.text):
        return False
    return any(region.word(k) in ("battle", "massacre", "rout", "skirmish") for k in range(i + 2, i + 8))


def is_told_as_battle(region: Region, last: int) -> bool:
    """ "Talavera, a victory after which", "Adwa, which one would describe as a rout": apposition after a place."""
    k = last + 1
    if region.word(last) != ",":
        return False
    if region.word(k) in ("fought", "won") and region.word(k + 1) in ("a", "in", "on", "by", "two", "three"):
        return True  # "Gadebusch, won a few weeks before"
    if region.word(k) == "which":
        ends = range(k + 1, k + 10)
        stop = next((j for j in ends if not region.word(j)[:1].isalpha()), ends.stop)
        k = next((j + 1 for j in range(k + 1, stop) if region.word(j) in ("was", "as", "called")), stop)
    if region.word(k) not in ("a", "an", "another", "the"):
        return False
    for j in range(k + 1, k + 4):
        if region.word(j) in terms("sorts_of_battle"):
            after = region.word(j + 1)
            row = region.word(k) == "the" and after in ("of", "at")  # "Glenbeigh, the siege of …": a list
            return not row and (ends_phrase(region, j + 1) or after in ("fought", "lost", "won"))
        if not region.word(j).islower() or region.word(j) in terms("small_words"):
            return False
    return False


def _name_end(region: Region, i: int) -> int:
    """The token after a place of several words: "Tel el-Kebir", "Alto de la Alianza"."""
    last = i + 1
    while (token := region.token(last)) and token.kind == "word" and not region.tokens[last - 1].possessive:
        arabic = token.text[:3] in ("el-", "al-") and token.text[3:4].isupper()
        if not (token.capital or arabic):
            k = last
            while region.word(k) in terms("particles") and k < last + 2:
                k += 1
            after = region.token(k)
            if k == last or after is None or not after.capital or after.kind != "word":
                break
            last = k
        last += 1
    return last


def _fought_before(region: Region, i: int, *, listed: bool, martial: bool) -> bool:
    """A word of victory or defeat in the same clause, up to five words before "at"."""
    force = False
    for k in range(i - 2, max(-1, i - 9), -1):
        word = region.tokens[k].low
        if word in _CLAUSE_END or (word == "," and k < i - 2):
            return False
        force = force or word in terms("fighting_forces")
        if word in terms("verbs_of_ruin") and (force or (not listed and martial)):
            return True  # "destroyed the last royal army at X"
        if k < i - 6:
            continue
        if word == "day" and k == i - 2:
            return True  # "rockets decided the day at X"
        if word in terms("victory_words") or (not listed and word in terms("losses") and martial):
            return True
    return False


def _taken_before(book: EventBook, n: int, i: int) -> bool:
    """ "took William the Lion at Alnwick": a verb of capture, and its object between it and "at"."""
    region = book.parts[n]
    row = [region.word(k) for k in range(max(0, i - 6), i - 1)]
    verb = next((k for k, w in enumerate(row) if w in ("captured", "took", "caught", "surprised")), -1)
    return 0 <= verb < len(row) - 1 and row[verb + 1][:1].isupper() and book.words_of_war(n) > 0


def _beaten_after(region: Region, last: int) -> bool:
    """ "at Tel el-Kebir when Wolseley scattered the army"."""
    for k in range(last, last + 12):
        if region.word(k) in _CLAUSE_END:
            return False
        if region.word(k) in terms("beating_verbs"):
            return True
    return False


def in_parallel(book: EventBook, n: int, at: int) -> bool:
    """Whether "at" and an event stand earlier in the sentence: "beat them at A and then, in the snow, at B"."""
    region, taken = book.parts[n], book.taken[n]
    for k in range(at - 1, max(-1, at - 25), -1):
        if region.word(k) in _SENTENCE_END:
            return False
        before = region.word(k - 1)
        led = before in terms("ordinals") or before.lower() in ("at", "the")
        if taken[k] == EVENT and led and "at" in (before.lower(), region.word(k - 2).lower()):
            return True
    return False


def find_after_time(book: EventBook, names: dict[tuple[str, ...], str]) -> None:
    """What follows "after" or "since" and is neither person nor listed place is a place that stands for an event.

    To be asked when the people are known. ``names`` are the places that already stand for an event.
    """
    for n, region in enumerate(book.parts):
        if region.in_notes:
            continue
        for i in book.capitals[n]:
            token = region.tokens[i]
            if region.word(i - 1).lower() not in ("after", "since", "until") or not _may_be_field(book, n, i):
                continue
            last = i + 1
            while region.word(last) in terms("battlefield_heads") or _goes_on(book, n, last):
                last += 1
            after = region.token(last)
            if last > i + 1 and region.word(last - 1) in terms("streets"):
                continue
            named = after and after.capital and after.kind == "word" and book.taken[n][last] != PERSON
            if named or (last == i + 1 and book.words.is_common(token.text)):
                continue
            if not book.words_of_war(n):
                continue
            words = tuple(t.text for t in region.tokens[i:last])
            spelled = " ".join(words)
            heading = names.get(words) or gazetteer.event_at(spelled) or f"{spelled}, Battle of"
            book.keep(n, i, last, heading, "place after a word of time", 0.6)
            if region.word(last) == "and" and _may_be_field(book, n, last + 1):
                other: Token = region.tokens[last + 1]
                if not book.words.is_common(other.text):
                    book.keep(n, last + 1, last + 2, f"{other.text}, Battle of", "in a list with an event", 0.6)


def _goes_on(book: EventBook, n: int, k: int) -> bool:
    """Whether the place's name goes on with a capital that is nobody's: "Quebracho Herrado"."""
    token, before = book.parts[n].token(k), book.parts[n].tokens[k - 1]
    if token is None or not token.capital or token.kind != "word" or token.possessive or before.possessive:
        return False
    return not (book.taken[n][k] or is_group(token.text) or is_calendar(token.text) or is_place(token.text))


def _may_be_field(book: EventBook, n: int, i: int) -> bool:
    token = book.parts[n].token(i)
    if token is None or not token.capital or token.kind != "word" or token.possessive or book.taken[n][i]:
        return False
    text = token.text
    listed = is_place(text) and book.parts[n].word(i + 1) not in terms("battlefield_heads")
    return not (is_group(text) or is_calendar(text) or listed or text.isupper() or len(text) < 4)
