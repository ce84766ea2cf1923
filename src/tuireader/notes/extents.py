"""The pages that a whole article or chapter fills, told from the page cited."""

from __future__ import annotations

import re

from tuireader.notes.leads import YEAR
from tuireader.notes.units import Unit

SHORTEST_ARTICLE = 5
"""Pages from the first to the last."""


def wide(pages: str) -> bool:
    """Whether a row of pages is as long as an article, and no passage of one."""
    found = re.fullmatch(r"(\d+)\s?-\s?(\d+)", pages)
    if found is None:
        return False
    first, last = found.groups()
    return int(first[: max(0, len(first) - len(last))] + last) - int(first) >= SHORTEST_ARTICLE


def _numbers(level: str, unit: Unit) -> tuple[int, int] | None:
    found = [int(n) for n in re.findall(r"\d+", level[unit.start : unit.end])]
    if not found or len(found) > 2:
        return None
    first, last = found[0], found[-1]
    if last < first:
        last = int(str(first)[: max(0, len(str(first)) - len(str(last)))] + str(last))
    return (first, last) if last >= first else None


def nested(pages: list[Unit], level: str) -> tuple[Unit | None, Unit | None]:
    """A page range and a place within it; or the pages of an article and a page "at"."""
    pages = pages[-8:] if len(pages) > 1 else []
    for outer in pages:
        whole = _numbers(level, outer)
        for inner in pages:
            if inner is outer:
                continue
            narrow = _numbers(level, inner)
            said = inner.start > outer.start and re.match(r"(?:at|hier|here|esp\.|ici)\s", level[inner.start :])
            within = whole and narrow and narrow != whole and whole[0] <= narrow[0] <= narrow[1] <= whole[1]
            if said or (within and whole and whole[0] != whole[1]):
                return outer, inner
    return None, None


def of_article(level: str, unit: Unit) -> bool:
    """Whether the words before a page range are the full reference of an article in a journal."""
    pair = _numbers(level, unit)
    before = level[: unit.start]
    if pair is None or pair[0] == pair[1] or re.search(r"\b[Aa]t\s*$", before) or "," in level[unit.start : unit.end]:
        return False
    quoted = re.search(r"[‘“\"„«][^’”\"“»]{3,}[’”\"“»]", before) is not None
    sign = quoted and re.search(
        r"\b[Vv]ol(?:ume|\.)?\s?\d|\b(?:t|n°|Bd|Jg)\.?\s?\d+|\b\d{1,4}(?:[./]\d+)?,?\s\(\D{0,12}\d{4}\)"
        r"|\b[Nn]o\.\s?\d+[\s,(]",
        before,
    )
    return bool(sign)


def after_first_page(level: str, unit: Unit) -> int | None:
    """Where the page cited begins after the first page of a chapter or article: "in: Festgabe, S. 211, 219"."""
    pages = level[unit.start : unit.end]
    two = r"(?:at|[Pp]p?\.?|S\.)\s?(?P<first>\d+), (?P<cited>\d+)(?:\s?f{1,2}\.?)?"
    pair = re.fullmatch(two, pages) if "," in pages else None
    before = level[: unit.start]
    if pair is None or int(pair["cited"]) < int(pair["first"]):
        return None
    within = re.search(rf"(?:^|[,.;”“’\"])\s?in:\s.*{YEAR}[^()]*$", before, re.IGNORECASE) is not None
    dated = pair.group().startswith("at") and re.search(rf"{YEAR}[,.]?\s*$", before) is not None
    return unit.start + pair.start("cited") if within or dated else None


def after_extent(pages: str) -> tuple[int, int, int] | None:
    """Of bare pages "481-494, 481", an issue perhaps before them, where the extent begins and ends and its page begins.

    The page must be one of the extent; else both are pages cited.
    """
    found = re.match(r"(?:\d{1,4}, )?(?P<whole>(?P<first>\d+)\s?-\s?(?P<last>\d+)), (?P<cited>\d+)", pages)
    if found is None:
        return None
    first, last = found["first"], found["last"]
    last = first[: max(0, len(first) - len(last))] + last
    within = int(first) <= int(found["cited"]) <= int(last) and int(first) < int(last)
    return (found.start("whole"), found.end("whole"), found.start("cited")) if within else None


def of_chapter(level: str, pages: list[Unit]) -> bool:
    """Whether two pages with a sign each are those that a chapter fills and one cited: "in: Feste, S. 57-81, S. 77"."""
    if len(pages) != 2 or not _signed(level, pages[0]) or not _signed(level, pages[1]):
        return False
    whole = re.sub(r"^[^\d]*", "", level[pages[0].start : pages[0].end])
    side_by_side = level[pages[0].end : pages[1].start] == ", "
    return side_by_side and wide(whole) and re.search(r"[,.]\s[Ii]n:?\s", level[: pages[0].start]) is not None


def _signed(level: str, unit: Unit) -> bool:
    return re.match(r"(?:S|pp?)\.", level[unit.start : unit.end]) is not None
