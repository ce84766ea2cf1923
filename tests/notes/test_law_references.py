"""How the notes of law reviews find their sources, in American, English and German manner; all wording is made up."""

from __future__ import annotations

import pytest
from note_samples import Row, outcomes, read

from tuireader.documents.plain import read_plain
from tuireader.notes.citations import read_source
from tuireader.notes.resolve import resolve

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
        ("2 id. § 43.", "resolved", ["2"]),
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
    "a short title behind the number of a note": [
        ("Rudolf Wiesner, Das Wehr, 1968/1986, 38; ferner ders., Anforderungen an den Müller heute, in: Recht der "
         "Flüsse, hg. von P. Zumpe/M. Amt, 2014, 525-541, 527.", "full", []),
        ("Vgl. hierzu Wiesner, (Fn. 1), Anforderungen, 533 f.", "resolved", ["1"]),
        ("Wiesner, (Fn. 1), Das Wehr, 27: „Das Wehr ist seiner selbst überhaupt nicht bewusst.“", "resolved", ["1"]),
        ("Siehe oben, (Fn. 3).", "resolved", ["1"]),
        ("Wiesner, (Fn. 1), 28.", "ambiguous", ["1"]),
    ],
    "a number behind the quotation that it is the source of": [
        ("Michel Fouquet, Was ist ein Wehr?, 1992, 15.", "full", []),
        ('Zur Lage der Wehre „an den Grenzen der Flüsse, ganz bei ihnen, ganz gegen sie, auf ihre Kosten, im Hinblick '
         'auf ein kommendes Wehr oder anstelle jedes möglichen Wehres überhaupt“: Fouquet, (Fn. 1), 7 f.',
         "resolved", ["1"]),
    ],
    "a new book whose editors made another": [
        ("Andrea Fisch, Als Ob!, in: Negative. Kunst und Recht, hg. von T. Kurz/D. Quade, 2018, 207-219, 212.",
         "full", []),
        ("Christa Menk, Genealogie, Paradoxie, Wandel: Grundzüge einer Kritik, in: Gegenwehre. Recht jenseits der "
         "Flüsse, hg. von A. Fisch/H. Franz/J. Horn, 2018, 13-31, 18.", "full", []),
    ],
    "the abbreviation of a journal, which names no article": [
        ("Thomas Gut, Der Kopf des Müllers, Juristen-Zeitung (JZ) 68 (2013), 697-700, 698.", "full", []),
        ("Andrea Fisch, Wozu Wehre?, JZ 73 (2018), 161-170, 170.", "full", []),
    ],
    "a name that a directive is given before the part cited": [
        ("Council Directive 93/13/EEC of 5 April 1993 on weirs [1993] OJ L95/29 (River Weirs Directive), art 3(1).",
         "full", []),
        (f"{HOLT}", "full", []),
        ("River Weirs Directive, art 4(1).", "resolved", ["1"]),
        ("ibid recital 16.", "resolved", ["1"]),
    ],
    "a press in brackets, which is no name of a book": [
        ("Hal Harte, The Concept of Weirs (Wharf), ch 3; 2nd edn 1994.", "full", []),
        ("Wharf, ch 4.", "unresolved", []),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", CLASSES)
def test_a_reference_of_lawyers_comes_to_its_source(name: str) -> None:
    assert outcomes(CLASSES[name]) == [(status, roots) for _, status, roots in CLASSES[name]]


def test_the_place_is_that_of_the_treatise_and_not_that_of_the_remark() -> None:
    found = read([words for words, _, _ in CLASSES["Id. and Ibid. before a remark"]])
    assert [r.locator for r in found] == ["37", None, None, "p. 4"]


def test_the_place_stands_behind_the_short_title() -> None:
    found = read([words for words, _, _ in CLASSES["a short title behind the number of a note"]])
    assert [(r.citations[-1].title, r.locator) for r in found[1:3]] == [
        ("Anforderungen an den Müller heute", "533 f."),
        ("Das Wehr", "27"),
    ]


def test_the_number_before_the_author_is_the_volume() -> None:
    source = read_source(TREATISE)
    assert (source.volume, source.head, source.imprint) == (1, "JONATHAN WEIRMAN", True)
    assert read_source("12 RIVER REVIEW 45 (1990)").volume is None


def test_the_year_of_a_report_or_an_official_journal_is_no_insertion() -> None:
    text = (
        "The river cases\n\nThe rule was [often] doubted.[1]\n\nNotes\n\n"
        "[1] Weir Co v Mill Ltd [2013] EWHC 111 (QB), [2013] 1 Lloyd's Rep 526 [142]; directive [1993] OJ L95/29.\n"
    )
    assert [e.span.of(text) for e in resolve(read_plain(text, "-")).editorial] == ["[often]"]
