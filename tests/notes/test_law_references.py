"""How the notes of law reviews find their sources, in American, English and German manner; all wording is made up."""

from __future__ import annotations

import pytest
from note_samples import Row, outcomes, read

from tuireader.notes.citations import read_source

TREATISE = "See 1 JONATHAN WEIRMAN, TREATISE ON THE LAW OF RIVERS 37 (Mill Library ed. 1983) (1765-70)."
REVIEW = "Alice Drew, Rediscovering Weirman, 145 LEEDS L. REV. 1, 2 (1996)."
HOLT = "Anna Holt, Walls of the North (London: Dell, 1990), p. 3."
CLASSES: dict[str, list[Row]] = {
    "the volume before an author in capitals": [
        (REVIEW, "full", []),
        (f"{TREATISE} It has had its critics. See Drew, supra note 1, at 3.", "full", ["1"]),
        ("See 1 WEIRMAN, supra note 2, at 38-62.", "resolved", ["2"]),
        ("Id.", "resolved", ["2"]),
        ("2 id. at 42.", "resolved", ["2"]),
        ("See DREW, supra note 1, at ii; see also Ann Fold, Mills and Men, 13 SW. L.J. 399, 411 (1959).",
         "resolved", ["1"]),
    ],
    "a number whose note names the author only in another's title": [
        (REVIEW, "full", []),
        (f"{HOLT} See Drew, supra note 1, at 3.", "full", ["1"]),
        ("WEIRMAN, supra note 2, at 40.", "ambiguous", ["1"]),
        ("Rediscovering Weirman, supra note 2, at 7.", "resolved", ["1"]),
    ],
    "a back-reference behind a sentence": [
        (f"{TREATISE} See also Carla N. Conk, The Origins of Mills, 7 LEEDS L. REV. 195, 200 (2015).", "full", []),
        ("Weirman’s approach reflects the customs of the northern mills. Conk, supra note 1, at 246.",
         "resolved", ["1"]),
    ],
    "Id. and Ibid. before a remark": [
        (TREATISE, "full", []),
        ("Id. In tension with what he says here, elsewhere he will write of “weirs, whether old or new,” at p. 9.",
         "resolved", ["1"]),
        ("Ibid. The same argument is made at greater length by those who came after him.", "resolved", ["1"]),
        ("Id. I mulini della valle di sopra e di sotto, Torino, Dell, 1990, p. 4.", "full", []),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", CLASSES)
def test_a_reference_of_lawyers_comes_to_its_source(name: str) -> None:
    assert outcomes(CLASSES[name]) == [(status, roots) for _, status, roots in CLASSES[name]]


def test_the_place_is_that_of_the_treatise_and_not_that_of_the_remark() -> None:
    found = read([words for words, _, _ in CLASSES["Id. and Ibid. before a remark"]])
    assert [r.locator for r in found] == ["37", None, None, "p. 4"]


def test_the_number_before_the_author_is_the_volume() -> None:
    source = read_source(TREATISE)
    assert (source.volume, source.head, source.imprint) == (1, "JONATHAN WEIRMAN", True)
    assert read_source("12 RIVER REVIEW 45 (1990)").volume is None
