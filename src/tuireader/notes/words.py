"""Words that end in a stop without ending a sentence."""

from __future__ import annotations

import re

from tuireader.notes.imprints import MONTHS

_ABBREVIATIONS = frozenset(
    re.findall(
        r"\w+",
        "zust krit insb bes vgl urt beschl aufl ed eds edn vol vols trans no nos nr chap art cit hrsg hg übers "
        "repr rev ser dir éd trad coll voll fasc univ dept st dr mr mrs prof jr sr bd bde jg ff etc al ders dies "
        "sog usw resp dt engl frz orig introd vorw nachw masch diss phil kap anm abs aa abt abb taf reg ebd ibid "
        "ibíd obs ref refs app cap col cols par sec esp suppl gen hist econ jnl fr angl ital proc soc assoc comm "
        "govt parl v u abschn rep comms tech telecomms ann supp stat pub sen cong misc corr cf op loc ch pt sect "
        "jan feb mar apr jun jul aug sep sept oct okt nov dec dez",
    )
)


def abbreviated(words: str, stop: int) -> bool:
    """Whether a stop ends an abbreviation, an initial or an ordinal ("4. Aufl.", "12. Mai") and no sentence."""
    if words[stop] != ".":
        return False
    last = re.search(r"[^\W_]+$", words[max(0, stop - 12) : stop])
    if last is None:
        return False
    word = last.group()
    if word.isdigit():
        return (
            len(word) < 4
            and re.match(
                rf"\.\s(?:{MONTHS}|Aufl|A(?=\.)|Jahrh|Jh|Jg|Kap|Abschn|Ausg|Band|Bde?|Teil|ed|Geburtstag|Todestag|Lebensjahr|Sitzung|Session|Legislaturperiode|Wahlperiode)\b",
                words[stop : stop + 24],
            )
            is not None
        )
    return word.lower() in _ABBREVIATIONS or len(word) == 1
