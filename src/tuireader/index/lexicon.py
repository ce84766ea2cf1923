"""The word lists of the index, read from ``data`` on first use and kept; importing the module reads nothing."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_ROMAN = re.compile(r"(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})$")
_DERIVED = re.compile(r"\w{3}(?:isms?|ists?|ites?|isation|ization|ised|ized|ness|ward|wards)$")
_SURNAME = re.compile(
    r"(?:[A-Z]\w{2,}(?:sky|ski|skii|skaya|ska|ová|ovich|evich|wicz|vić|enko|chuk|sson|ssen|mann|stein|feld|ström|qvist|quist"
    r"|escu|opoulos|akis|ides|adze|shvili|oğlu|zadeh|etti|elli|ucci|ozzi|nikov|yev|yeva|kova|lova|nova|rova|tova)"
    r"|\w+-u[dlnrst]-[A-Z]?\w+"
    r"|(?:Mc|Mac|Fitz)[A-Z]\w+|[OD]['’][A-Z]\w+)$"
)
_TRADE = re.compile(
    r"[a-z]{3}(?:grapher|ologist|logian|nomist|smith|wright|monger|keeper|maker|holder|master|mistress|ician|ioner|woman|man)$"
)
_BRITISH = (
    ("our", "or"),
    ("ise", "ize"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("isation", "ization"),
    ("ence", "ense"),
    ("tre", "ter"),
)
_ENDINGS = (
    ("ies", ("y",)),
    ("es", ("", "e")),
    ("s", ("",)),
    ("ied", ("y",)),
    ("ed", ("", "e")),
    ("ing", ("", "e")),
    ("ly", ("",)),
    ("er", ("", "e")),
    ("ers", ("", "e")),
)


def read_data(name: str) -> str:
    """The text of a data file of this room.

    Raises:
        FileNotFoundError: the installation is damaged.
    """
    return files("tuireader.index").joinpath("data", name).read_text(encoding="utf-8")


@cache
def _sections() -> dict[str, frozenset[str]]:
    out: dict[str, list[str]] = {}
    current: list[str] = []
    for line in read_data("terms.txt").splitlines():
        if line.startswith("#"):
            continue
        if line.startswith("["):
            current = out.setdefault(line[1 : line.index("]")], [])
        else:
            current += line.split()
    for name in ("verbs", "citing_verbs"):
        out[name] += [form for verb in out["reporting_verbs"] for form in _inflected(verb)]
    return {name: frozenset(entries) for name, entries in out.items()}


def _inflected(verb: str) -> tuple[str, str]:
    """What one reports with a regular verb, now and then: "argues", "argued"."""
    if verb.endswith("y") and verb[-2] not in "aeou":
        return f"{verb[:-1]}ies", f"{verb[:-1]}ied"
    hissed = "es" if verb.endswith(("s", "x", "z", "ch", "sh")) else "s"
    doubled = verb + verb[-1] if verb in ("submit", "admit", "infer", "concur", "rebut") else verb
    return verb + hissed, verb + "d" if verb.endswith("e") else doubled + "ed"


def terms(section: str) -> frozenset[str]:
    """The closed class of words of that name in ``terms.txt``.

    Raises:
        KeyError: there is no such section.
    """
    return _sections()[section]


@cache
def _listed(name: str) -> frozenset[str]:
    lines = (line for line in read_data(name).splitlines() if not line.startswith("#"))
    return frozenset(" ".join(lines).split())


def forenames() -> frozenset[str]:
    """Forenames of many languages."""
    return _listed("forenames.txt")


def surnames() -> frozenset[str]:
    """Common surnames that are neither words nor places."""
    return _listed("surnames.txt")


def word_surnames() -> frozenset[str]:
    """Common surnames that are words as well (``Miller``, ``Hunter``)."""
    return _listed("surnames_words.txt")


def mononyms() -> frozenset[str]:
    """Names so well known that they stand alone (``Plato``, ``Bismarck``)."""
    return _listed("mononyms.txt")


@cache
def given_names() -> frozenset[str]:
    """Forenames and names that stand alone."""
    return forenames() | mononyms()


@cache
def family_names() -> frozenset[str]:
    """Surnames that are no words, and names that stand alone."""
    return surnames() | mononyms()


@cache
def all_surnames() -> frozenset[str]:
    """Surnames, those that are words among them, and names that stand alone."""
    return family_names() | word_surnames()


def places() -> frozenset[str]:
    """Places, rivers and regions by their one-word names."""
    return _listed("places.txt")


@cache
def is_word(word: str) -> bool:
    """Whether the lower-case ``word`` is an ordinary English word, inflections and British spellings included."""
    if _has(word):
        return True
    return any(british in word[1:] and _has(word.replace(british, american)) for british, american in _BRITISH)


def _has(word: str) -> bool:
    listed = _listed("words.txt")
    if word in listed:
        return True
    for ending, replacements in _ENDINGS:
        stem = word[: -len(ending)]
        if not word.endswith(ending) or len(stem) < 3:
            continue
        if ending == "es" and not stem.endswith(("s", "x", "z", "ch", "sh", "o")):
            replacements = ("e",)
        if any(stem + r in listed for r in replacements):
            return True
        if ending in ("ed", "ing", "er") and stem[-1] == stem[-2] and stem[:-1] in listed:
            return True
    return False


@cache
def is_place(name: str) -> bool:
    """Whether ``name`` is a listed place, or is made like one (``Petersburg``, ``Newcastle``, ``Uzbekistan``)."""
    parts = name.split("-")
    if name in places() or (len(parts) > 1 and parts[-1] not in all_surnames() and places().intersection(parts)):
        return True
    return bool(re.search(r"(?:burg|burgh|grad|stan|ville|shire|polis|abad|pur|pore|stadt|furt)$", name)) and (
        name not in mononyms() and name not in surnames() and len(name) > 6
    )


@cache
def is_group(name: str) -> bool:
    """Whether a capitalised word names a people, creed, party, language or -ism and so never a person by itself."""
    if name in terms("demonyms") or name in terms("institutions") or name in terms("bodies"):
        return True
    if name in mononyms() or name in forenames():
        return False
    if (_DERIVED.search(name) and not is_made_as_surname(name)) or name.removesuffix("s") in terms("demonyms"):
        return True
    parts = re.split(r"[-‐‑–]", name)
    return len(parts) > 1 and any(is_group(p) for p in parts if p)


def is_role(word: str) -> bool:
    """Whether the lower-case ``word`` is what a person is or does: listed, or made like "geographer", "goldsmith"."""
    return word in terms("roles") or (word.islower() and bool(_TRADE.search(word)))


@cache
def is_made_as_surname(name: str) -> bool:
    """Whether ``name`` is made as the surnames of some language are ("Nijinsky", "Kovalenko", "McBride")."""
    return bool(_SURNAME.match(name)) and not is_place(name)


def is_roman(word: str) -> bool:
    """Whether ``word`` is a Roman numeral in capitals (``XIV``)."""
    return bool(_ROMAN.match(word))


def is_calendar(word: str) -> bool:
    """Whether ``word`` is a month, a weekday or a feast."""
    return word in terms("months") or word in terms("weekdays") or word in terms("feasts")


def is_title(word: str) -> bool:
    """Whether ``word``, without its full stop, is a title, rank or office put before a name."""
    return word.rstrip(".") in terms("titles")
