"""Works of art, which are told from books by their material and their measures."""

from __future__ import annotations

import re
from functools import cache


def is_artwork(words: str) -> bool:
    """Whether words describe a work of art: "Title, 1642, oil on canvas, 363 × 437 cm, Rijksmuseum"."""
    return _made_of().search(words) is not None


@cache
def _made_of() -> re.Pattern[str]:
    """A material and what bears it, in five languages; or height and width."""
    english = (
        r"(?:[Oo]il|[Tt]empera|[Gg]ouache|[Ww]atercolou?r|[Pp]astel|[Aa]crylic|[Ii]nk|[Cc]halk|[Cc]harcoal|[Gg]raphite)"
        r"(?: and [a-z]+)? on (?:canvas|panel|wood|paper|board|cardboard|copper|linen|vellum|parchment)"
    )
    german = (
        r"(?:Öl|Tempera|Gouache|Aquarell|Pastell|Feder|Kreide|Kohle|Bleistift)(?: und [A-Z][a-z]+)? auf "
        r"(?:Leinwand|Holz|Papier|Karton|Pappe|Kupfer|Pergament)"
    )
    romance = (
        r"(?:[Hh]uile|[Aa]quarelle|[Gg]ouache|[Pp]astel) sur (?:toile|bois|panneau|papier|carton|cuivre)"
        r"|[Oo]lio su (?:tela|tavola|carta|rame)|[ÓóOo]leo sobre (?:lienzo|tabla|papel|cobre)"
    )
    measures = r"\d(?:[.,]\d+)? ?[×x] ?\d+(?:[.,]\d+)?(?: ?[×x] ?\d+(?:[.,]\d+)?)? ?[cm]?m\b"
    return re.compile(rf"(?:(?<=, )|(?<=\())(?:{english}|{german}|{romance})\b|{measures}")
