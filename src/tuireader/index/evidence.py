"""What stands around a capitalised name and speaks for or against a person: verbs, prepositions, roles, possessions."""

from __future__ import annotations

from dataclasses import dataclass

from tuireader.index.lexicon import is_calendar, is_group, is_place, is_role, is_title, is_word, terms
from tuireader.index.names import Region

_LONGEST_ROW = 12
_NEVER_BESIDE = frozenset(".;:!?")
_ADVERBS = frozenset({"also", "always", "never", "once", "still", "then", "later", "now", "soon"})
_UNGIVEN = frozenset({"a", "an", "A", "An", "this", "This", "that", "its", "their", "our", "Our"})
_QUOTES = frozenset("”’\"'")
_STOPS = frozenset(",.;:")
_COPULAS = frozenset({"was", "became", "remained", "is"})
_GIVING = frozenset(
    {"gave", "cost", "taught", "lent", "sent", "won", "offered", "paid", "brought", "earned", "handed", "give"}
)
_GOVERNING = frozenset({"of", "with", "for", "against", "about"})
"""After these a name is not the subject of the verb that follows."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The signs at one occurrence."""

    article: bool = False
    origin: bool = False
    """It stands after "from", as places often do and people seldom."""
    located: bool = False
    verb: bool = False
    strong_verb: bool = False
    auxiliary: bool = False
    """The verb is one that things take as well ("was", "had")."""
    role: bool = False
    apposition: bool = False
    agent: bool = False
    met: bool = False
    """It stands after what one does to or with a person: "married X", "dined with X"."""
    predicate: bool = False
    """It is said to be what people are: "X was English", "X became a painter"."""
    maker: bool = False
    """It made a work: "a poem by"."""
    styled: bool = False
    """It is called by its land: "Mithridates of Pontus"."""
    possessive: bool = False
    owns: bool = False
    """It owns what people own: a wife, a letter, a reign."""
    commands: bool = False
    attribute: bool = False
    """It stands before a word of rule or home: government, family."""
    lifetime: bool = False
    past: bool = False
    """A verb in the past follows at once, whatever it is."""
    pronoun: bool = False
    """The next sentence goes on with "he" or "she"."""
    author: bool = False
    """It stands where a note names an author or an editor."""

    def score(self) -> float:
        """The signs of one occurrence as one number; above 1 is for a person."""
        return (
            2.0 * self.role
            + 1.6 * self.strong_verb
            + 1.3 * (self.verb and not self.strong_verb and not self.auxiliary)
            + 0.7 * (self.verb and not self.strong_verb and self.auxiliary)
            + 1.8 * self.apposition
            + (1.0 if self.met else 0.5 * self.agent)
            + 1.4 * self.predicate
            + 1.5 * self.maker
            + 1.2 * self.styled
            + 0.2 * self.possessive
            + (1.1 if self.commands else 1.4 * self.owns)
            + 1.0 * self.attribute
            + 1.6 * self.lifetime
            + 1.3 * self.author
            + 1.3 * self.pronoun
            + 0.6 * self.past
            - 1.0 * self.origin
            - 2.0 * self.article
            - 1.6 * self.located
        )


def evidence(region: Region, first: int, last: int) -> Evidence:
    """The evidence around tokens ``first`` up to, not including, ``last``."""
    before, before2 = region.word(first - 1), region.word(first - 2)
    after, after2 = region.word(last), region.word(last + 1)
    owner = region.tokens[last - 1].possessive
    end = _list_end(region, last)
    way = _is_way(region, first)
    named = first > 1 and region.tokens[first - 2].capital  # "Crozier of X, who"
    subject = not way and (before not in _GOVERNING or (after == "," and not named))  # "the Alliance of X replied"
    held = after == "was" and after2 in terms("passive_of_places")  # "Zbarazh was besieged"
    verb = subject and not (owner or held) and _verb_at(region, end, "verbs")
    moved = not owner and _acts_on_own(region, last)
    attribute = not owner and after in terms("attribute_nouns")
    owns = owner and (after in terms("person_nouns") or after2 in terms("person_nouns"))
    return Evidence(
        article=before in ("a", "an", "A", "An")
        or before in terms("ordinals")
        or (before in ("the", "The") and not attribute),
        origin=way or _hails_from(region, first),
        located=_is_located(region, first, before, before2, owns=owns, verb=verb),
        verb=verb,
        strong_verb=moved or _is_told(region, first, last) or (verb and _verb_at(region, end, "strong_verbs")),
        auxiliary=_main_verb(region, last) in terms("auxiliaries"),
        role=_role_before(region, first)
        or (region.word(end) == "among" and region.word(end + 1) == "them")
        or (before == "one" and not before2[:1].isdigit()),
        apposition=(after == "," and _is_described(region, last + 1))
        or (subject and after == "," and _role_soon(region, last + 1))
        or (after == "the" and is_role(after2) and not (owner or last - first > 1 or _is_capital(region, first - 1))),
        agent=before.lower() in terms("agent_words")
        or (before == "than" and verb)
        or (before == "of" and before2 in ("noted", "said")),  # "than Cobbett had", "he noted of Khurram"
        met=_is_met(before, before2)
        or (before in terms("said_to") and before2 in _QUOTES and (after in _STOPS or after == "to"))
        or (before == "with" and after == "as")
        or (before in _GIVING and after in ("his", "her")),
        predicate=subject
        and not owner
        and ((after in _COPULAS and _is_personal(region, last + 1)) or _is_reputed(region, last, after)),
        styled=not owner and after == "of" and is_place(after2),
        maker=before == "by"
        and (region.word(first - 2) in terms("works_made") or region.word(first - 2) in terms("made")),
        past=subject and not owner and not verb and after.endswith("ed") and after.islower(),
        pronoun=_goes_on_as_person(region, first, last),
        possessive=owner,
        owns=owns,
        commands=owner and after in ("army", "troops", "forces", "government", "regime", "policy"),
        attribute=attribute,
        lifetime=after == "(" and _life(region, last + 1),
        author=region.in_notes and _author_place(region, first, last, before, before2, after),
    )


def _is_located(region: Region, first: int, before: str, before2: str, *, owns: bool, verb: bool) -> bool:
    if before == "in" and (before2 in terms("read_in") or (before2 == "not" and region.in_notes)):
        return False  # "anything in Bernier"
    if before.lower() in terms("place_prepositions"):
        return not (owns or (before.lower() == "at" and before2 in terms("person_targets")))
    return not verb and _in_row_of_places(region, first)


def _hails_from(region: Region, first: int) -> bool:
    """ "Eskil of Lund": of whom somebody else with a name of his own is called."""
    name = region.token(first - 2)
    return region.word(first - 1) == "of" and name is not None and name.capital and not is_word(name.text.lower())


def _in_row_of_places(region: Region, first: int) -> bool:
    """Whether a row of names to which this one belongs is led by "in", "at" or the like: "at A, B and C"."""
    k = first - 1
    if region.word(k) not in (",", "and", "or"):
        return False
    while k > first - _LONGEST_ROW and (region.word(k) in (",", "and", "or") or _is_capital(region, k)):
        k -= 1
    led = 0 <= k < first - 2 and region.word(k).lower() in terms("place_prepositions")
    return led and (region.word(first - 1) != "," or region.word(first + 1) in (",", "and", "or"))


def _is_capital(region: Region, i: int) -> bool:
    token = region.token(i)
    return token is not None and token.capital


def _is_met(before: str, before2: str) -> bool:
    return (
        before in terms("persons_met")
        or (before in ("born", "née", "né") and before2 == ",")
        or (before in ("to", "with", "against", "for", "by") and before2 in terms("person_preposed"))
        or (before == "of" and before2 in terms("person_of"))
        or (before == "from" and before2 in terms("quoted_from"))
    )


def _is_personal(region: Region, k: int) -> bool:
    """Whether a role, a people or an age follows: "a gifted painter", "English", "nine"."""
    word = region.word(k)
    if is_group(word) and not region.word(k + 1)[:1].isalpha():
        return True
    if word not in ("a", "an", "the", "no", "his", "her"):
        return word in ("born", "born.", "ill", "buried", "baptised", "dead")
    for j in range(k + 1, k + 5):
        if is_role(region.word(j)):
            return True
        if not region.word(j)[:1].isalpha():
            return False
    return False


def _is_described(region: Region, k: int) -> bool:
    """ "X, as he was called", "X, born Y", "X, a Dane,": what a comma after a name leads to where a person has it."""
    words = [region.word(k + j) for j in range(3)]
    if words[0] == "as":
        return words[1] in ("he", "she")
    if words[0] in ("a", "an"):
        return is_group(words[1]) and (not words[2][:1].isalpha() or words[2] in ("who", "whose", "by"))
    return words[0] in ("born", "née")


def _is_reputed(region: Region, last: int, after: str) -> bool:
    """ "is supposed to have asked", "came to the throne": what is told of people and hardly of places."""
    if after in ("is", "was") and region.word(last + 1) in ("said", "supposed", "reputed", "rumoured"):
        return region.word(last + 3) == "have" and region.word(last + 4) != "been"
    return after in ("came", "succeeded", "ascended") and "throne" in (region.word(last + 2), region.word(last + 3))


def _is_way(region: Region, first: int) -> bool:
    """Where one comes from or goes to: "from X", "from Soho to X", "moved to X", "a widow of X"."""
    before = region.word(first - 1).lower()
    row = 2 * (before == "and")
    if region.word(first - 1 - row).lower() == "from":
        source = region.word(first - 2 - row)
        return not (source in terms("quoted_from") or source in terms("things_sent"))
    if before == "to":
        if region.word(first - 2) in terms("verbs_of_going"):
            return True
        start = next((k for k in range(first - 3, first - 6, -1) if region.word(k).lower() == "from"), 0)
        return bool(start) and not {region.word(start - 1), region.word(start - 2)} & terms("sent_to_people")
    role = region.word(first - 2)
    if before != "of" or region.word(first - 3).lower() not in ("a", "an"):
        return False
    return is_role(role) and role not in terms("roles_towards_people")


def _verb_at(region: Region, last: int, section: str) -> bool:
    """Whether a verb of the class stands at ``last``, small words before it passed over."""
    if region.word(last) == "," and region.word(last + 1) in ("who", "whose", "whom"):
        return True
    k = last
    while True:
        word = region.word(k)
        if word in terms(section):
            return True
        if word not in terms("adverbs_before_verbs") or k == last + 3:
            return False
        k += 1
        passive = section == "strong_verbs" and word in ("was", "been", "were")
        if passive and region.word(k) in terms("passive_of_people"):
            return True


def _main_verb(region: Region, last: int) -> str:
    """The word at ``last``, or the verb after "never" and the like: "X never forgave"."""
    k = last
    while region.word(k) in _ADVERBS:
        k += 1
    return region.word(k) if region.word(k) in terms("verbs") else region.word(last)


def _list_end(region: Region, last: int) -> int:
    """Where a row of names ends: for "Pauli, Bohr and Dirac told" the place before "told"; else ``last`` itself."""
    k = last
    for _ in range(4):
        joint = region.word(k)
        step = 2 if joint == "," and region.word(k + 1) == "and" else 1
        token = region.token(k + step)
        clause = step == 2 and k == last  # "on Chogolisa, and Dr Guillarmod led"
        if clause or joint not in (",", "and") or token is None or not token.capital:
            return k if k > last and region.word(k).islower() else last
        k += step
        while (t := region.token(k)) and (t.capital or (t.text in terms("particles") and t.text != "e")):
            k += 1
        if joint == "and" or step == 2:
            return k
    return last


def _acts_on_own(region: Region, last: int) -> bool:
    """A verb in the past and then "his" or "her": what only a person does."""
    verb = region.word(last)
    if not verb.islower() or not (verb.endswith("ed") or verb in terms("past_acts")):
        return False
    return any(region.word(k) in ("his", "her", "himself", "herself") for k in range(last + 1, last + 6))


def _is_told(region: Region, first: int, last: int) -> bool:
    """ "told Haldane that", "urged Grey to"."""
    spoken = region.word(first - 1) in terms("told")
    if region.word(first - 1) == "to" and region.word(first - 2) in terms("said_to") and region.word(last) == "that":
        return True
    return spoken and region.word(last) in ("that", "to", "how", "why", "what", "whether", "about")


def _goes_on_as_person(region: Region, first: int, last: int) -> bool:
    """The name opens a sentence as its subject, and the next sentence opens with "He" or "She"."""
    if not region.tokens[first].opens:
        return False
    for k in range(last, min(last + 30, len(region.tokens) - 1)):
        token = region.tokens[k]
        if token.text == "." and region.tokens[k + 1].opens:
            return region.word(k + 1) in ("He", "She", "His", "Her")
        if token.capital and token.kind == "word":
            return False
    return False


def _role_before(region: Region, first: int) -> bool:
    k = first - 1
    if region.word(k) == ",":
        k -= 1
        return k >= 0 and is_role(region.word(k)) and _is_owned(region, k)
    word = region.word(k)
    if word in ("called", "named") and any(region.word(j) in terms("place_nouns") for j in range(k - 7, k)):
        return False  # "a village that the British called Dodowa"
    if word in ("called", "named") and region.word(k - 1) in ("is", "was") and _is_capital(region, k - 2):
        return False  # "Gyumri was called Leninakan"
    return is_role(word.rpartition("-")[2])


def _is_owned(region: Region, k: int) -> bool:
    """Whether an article or a possessor leads to the role at ``k``: "the Emperor’s third and ablest son"."""
    for j in range(k - 1, max(-1, k - 5), -1):
        token = region.tokens[j]
        if token.possessive or token.low in ("his", "her", "their", "the", "my", "a", "an"):
            return k - j < 3 or token.low not in ("a", "an")
        if token.kind != "word" or token.capital:
            return False
    return False


def _role_soon(region: Region, k: int) -> bool:
    start = region.word(k).lower()
    if start not in (
        "the",
        "a",
        "an",
        "his",
        "her",
        "their",
        "then",
        "who",
        "son",
        "daughter",
        "wife",
        "king",
        "queen",
        "himself",
        "herself",
        "whose",
        "formerly",
        "later",
        "now",
        "leader",
        "president",
    ):
        return False
    for j in range(k, k + 6):
        word = region.word(j)
        if not word or word in _NEVER_BESIDE or word == ",":
            return False
        if is_role(word) or is_role(word.rstrip("s")) or is_title(word) or word in ("who", "whose"):
            return True
    return False


def _life(region: Region, k: int) -> bool:
    words = [region.word(k + j) for j in range(4)]
    if words[0].lower() in ("b", "d", "r", "born", "died", "reigned", "ruled", "c", "ca"):
        return any(w[:1].isdigit() for w in words[1:])
    token = words[0]
    return len(token) >= 9 and token[:4].isdigit() and token[-4:].isdigit()


def _is_dated_letter(region: Region, first: int, last: int) -> bool:
    """Whether a letter is cited: "Delambre to Lalande, 12 March 1806"."""
    writer = region.token(first - 2)
    if writer is None or not writer.capital or region.word(last) != ",":
        return False
    words = [region.word(last + k) for k in (1, 2)]
    return is_calendar(words[0]) or (words[0].isdigit() and (is_calendar(words[1]) or len(words[0]) == 4))


def _author_place(region: Region, first: int, last: int, before: str, before2: str, after: str) -> bool:
    if first in region.authors or (after == "," and last + 1 in region.titles and last - first > 1):
        return True
    start = first == 0 or (first == 1 and before in ("In", "See", "Cf", "From", "^", "[", "also", "by", "to"))
    start = start or before in (";", "also", "See", "see", "Cf", "cf")
    follows = after in (",", ":", ".", "(", "and", "&", ";", "’", "'") or last >= len(region.tokens)
    edited = (
        before.lower() in ("eds", "ed", "by", "trans", "editor", "editors")
        or before2.lower() in ("eds", "ed", "trans")
        or (after == "(" and region.word(last + 1).lower() in ("ed", "eds", "trans"))
    )
    return (
        (start and follows)
        or edited
        or (before in ("and", "&") and first <= 8 and follows)
        or (before in ("In", "in", "See") and after == ",")
        or (before == "to" and _is_dated_letter(region, first, last))
    )
