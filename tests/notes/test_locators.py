"""The place that a citation gives, in the manners of several trades; the words are made up."""

from __future__ import annotations

import pytest

from tuireader.notes.citations import read_source
from tuireader.notes.locators import find_place

SOURCES = {
    # pages with a note, a figure or further pages on them
    "Ada Brenner, Mühlen am Fluss, Köln 1988, S. 41, Anm. 7.": "S. 41, Anm. 7",
    "Ada Brenner, Mühlen am Fluss, Köln 1988, S. 41, 43 und 90.": "S. 41, 43 und 90",
    "Jean Roule, Les Moulins, Paris, Seuil, 1971, p. 30 et suiv.": "p. 30 et suiv.",
    "Tom Reed, Weirs (London: Dell, 1990), p. 12 n. 3, is more careful.": "p. 12 n. 3",
    "Tom Reed, Weirs (London: Dell, 1990), p. 83 (§ 41, addition).": "p. 83",
    "Tom Reed, Weirs (London: Dell, 1990), 291; hereafter W, cited by page.": "291",
    "Tom Reed: Weirs of the North, York, 1842, pp. 54‐68, abridged.": "pp. 54‐68",
    "Tom Reed: Weirs of the North, York, 1842, pp. 54‑68, abridged.": "pp. 54‑68",
    # the volume in small letters with a stop is part of the place; sections, stanzas, and pages in any order
    "Jean Roule: La Nuit du moulin, book ii. ch. xvii., in Œuvres, Paris, 1893, iii. 428-432. Chapter xi. is longer.": (
        "iii. 428-432"
    ),
    "The Weirs of the East, translated by Reed, ii. 17, 334.": "ii. 17, 334",
    "Works, ii. 320.": "ii. 320",
    "Ruh, Ida; Kern, Otto: Das Wehr, 2020, Abschn. 2.": "Abschn. 2",
    "Der wandernde Müller, Strophe 25.": "Strophe 25",
    "The Mill Within, 6th Wheel, ch. xi.": "6th Wheel, ch. xi",
    "Life, pp. 229, 200, 231-233, 243.": "pp. 229, 200, 231-233, 243",
    # the page cited after the first page
    "Brenner, NZM 2011, 211, 215.": "215",
    "BGH, Urt. v. 3.2.1962 – II ZR 4/61, BGHZ 36, 110, 114.": "114",
    "Ada Brenner, in: Festgabe für Otto Kern, München 1999, S. 88, 91.": "91",
    "Reed v. Dell, 31 F.3d 402, 409 (2d Cir. 1994)": "409",
    "Reed v Dell (1788) 2 Cowp 11, 15; 98 ER 900, 902": "15",
    "Tom Reed, Rivers and the Law 152—53 (2d ed. 1996)": "152—53",
    "Tom Reed, On Mills, in REED AND HIS RIVERS: LIFE, LAW, LETTERS 65, 77 (Ann Dell ed., 2009).": "77",
    "T. R. Reed, The Nature of Mills, 1 LEEDS J. LEGAL STUD. 1, 4, 6 (1981).": "4, 6",
    # the page cited after the extent, and before the words quoted from it
    "Ada Brenner, Das Wehr, in: Wasser. Recht der Flüsse, hg. von O. Kern/I. Ruh, 2018, 13-31, 18.": "18",
    "Ada Brenner, Das Wehr, Flusszeitung (FZ) 68 (2013), 697-700, 698.": "698",
    "Ada Brenner, Was ist ein Wehr?, Ulmer Monatsschrift 1784, H. 12, 481-494, 481.": "481",
    "Brenner, Ada, Das Wehr, in: Kern, Otto (Hg.), Feste, Ulm 2013, S. 573-681, S. 778.": "S. 778",
    "Ada Brenner, Das Recht der Wehre, 2015, 89, mwN.": "89",
    "Ada Brenner, Das Recht der Wehre (Drs. 2558-12 v. 09.11.2012), 56 ff., abrufbar unter: https://w.org.": "56 ff.",
    "Ada Brenner, Das Recht der Wehre, 1968/1986, 38, mit Bezug auf Otto Kern": "38",
    'Ada Brenner, Das Recht der Wehre, 2003/2014, 108: "Vielleicht liegt im Wasser die Antwort."': "108",
    'Ada Brenner, Das Recht der Wehre, Bd. VIII, 1797/1968, AB 32: "Ein hölzernes Wehr."': "AB 32",
    "Ada Brenner, Das Recht der Wehre, 1932, § 14, 106 f.": "§ 14, 106 f.",
    "Ada Brenner, Das Wehr, in: Recht der Flüsse, hg. von O. Kern, 2. A. 2010, 7-35, 7 f.; es geht weiter": "7 f.",
    # law
    "Brenner, Allgemeiner Teil, 3. Aufl., Berlin 1977, § 12, 4 b.": "§ 12, 4 b",
    "Weirs Act 1907, sch 2, paras 3–5.": "sch 2, paras 3–5",
    "Gewässergesetz, Artikel 12 Abs. 3.": "Artikel 12 Abs. 3",
    "HC Deb 9 March 1921, vol 139, col 46WS.": "col 46WS",
    "Reed v Dell [1932] AC 562 (HL) 580 (Lord Marsh).": "580",
    "Ann Stap, ‘Duties of Millers’ in Peter Cane and Ann Stap (eds), The Law of Weirs (OUP 1998) 59, 62.": "62",
    "42 U.S.C. § 1983 (2018).": "§ 1983",
    "N.H. Rev. Stat. Ann. § 482:11-a (2020).": "§ 482:11-a",
    "Restatement (Second) of Mills § 365 cmt. b.": "§ 365 cmt. b",
    "12 Geo. III, c. 109, s. 4.": "s. 4",
    # archives and collections
    "Archives du Moulin, ms 11 023, f° 146 v°.": "f° 146 v°",
    "Archives du Moulin, 2 E 4417, fol. 33 r°.": "fol. 33 r°",
    "Archivio di Stato di Ferrara, Acque, b. 3, c. 12v.": "c. 12v",
    "Otto Vale, Charters of the Lower Weir (3 vols, London, 1885-93), no. 138. It is not above suspicion.": "no. 138",
    "Vale, River Letters, letter no. 15.": "letter no. 15",
    "Otto Vale, ed., Lives of Millers (Boston: Dell, 1944), s.v. “Reed, Tom”.": "s.v. “Reed, Tom”",
    # newspapers: the page, not the day
    '"Flood at the Weir," The Clarion (Leeds), December 4, 1904, p. 4.': "p. 4",
    "Ufer-Zeitung, Nr. 114 vom 17. Mai 1924, S. 3.": "S. 3",
    "Ulmer Merkur, Nr. 121, 4. Mai 1847, S. 481.": "S. 481",
    "River Dispatches, No. 286, April 3 1945, Pp 205-206.": "No. 286, April 3 1945, Pp 205-206",
    # antiquity
    "Pl. Leg. 714a–715c. I cite the text of A. B. Mill, Leges (Oxford: Dell, 2003), p. 9.": "714a–715c",
    "Tac. Ann. 3.12.": "3.12",
    "Cicero, De officiis, 1.23.": "1.23",
    "Aristotle, Nicomachean Ethics, 1164b–1165a.": "1164b–1165a",
    "August. Conf. 8.10.16. I use the edition of C. Dell (London: Reed, 2014), 71.": "8.10.16",
    "T 1.3.5.3.": "1.3.5.3",
    "T 3.2.5, pp. 516-519.": "3.2.5, pp. 516-519",
    "John Lock, On Weirs, ed. P. Nidd (Oxford: Dell, 1975), cited by book and chapter; here 2.10.2.": "2.10.2",
    # volumes are no place
    "Reed, Histoire des moulins, ii 257 seq.": "257 seq.",
    "Baude, Œuvres, t. II, p. 692.": "p. 692",
    # what follows the citation is not its place
    "Tom Reed, Weirs (London: Dell, 1990), 5. In 1485 the mills stood still; see p. 77.": "5",
    "Karl Mahl: Werke in 15 Bänden. Hg. v. Otto Kern. München 1980, Bd. 3, S. 498.": "S. 498",
    # author and year
    "Sorens (2008: 26)": "26",
    "Sorens 1994: 63–4.": "63–4",
    "Sorens 2010, p. 11: “The weirs were built (in stone) between 1028 and 1038.”": "p. 11",
    "Sorens 2009, S. 562, 565 und 576.": "S. 562, 565 und 576",
}


@pytest.mark.parametrize("words", SOURCES)
def test_a_source_gives_its_own_place(words: str) -> None:
    assert read_source(words).place.locator == SOURCES[words]


REST = {
    ", no. 91.": "no. 91",
    ": 67. The point is my own.": "67",
    ", f. 14v.": "f. 14v",
    ", pièce 31.": "pièce 31",
    ", 7.17.23. (My word is not exact.)": "7.17.23",
    ", 121–2, with the table beside it.": "121–2",
    " 376 (Lord Marsh).": "376",
    ", p. 91. 20.": "p. 91",
    ", 5e promenade.": "5e promenade",
    " recital 16.": "recital 16",
    ", at *30.": "*30",
    ', 7: "Das Wehr blickt zurück."': "7",
}


@pytest.mark.parametrize(
    ("words", "extent"),
    [
        ("Ada Brenner, Das Wehr, FZ 68 (2013), 697-700, 698.", "697-700"),
        ("Ada Brenner, Was ist ein Wehr?, Ulmer Monatsschrift 1784, H. 12, 481-494, 481.", "481-494"),
        ("Brenner, Ada, Das Wehr, in: Kern, Otto (Hg.), Feste, Ulm 2013, S. 573-681, S. 778.", "S. 573-681"),
        ("Ada Brenner, Das Wehr, Ulm 2013, 12-31, 40.", None),  # two places
    ],
)
def test_the_pages_that_an_article_fills_are_no_place(words: str, extent: str | None) -> None:
    assert read_source(words).place.extent == extent


@pytest.mark.parametrize("words", REST)
def test_a_back_reference_gives_its_own_place(words: str) -> None:
    assert find_place(words, rest_of_ibid=True).locator == REST[words]


@pytest.mark.parametrize(
    "words",
    [
        "Karl Mahl: Werke. Hg. v. Otto Kern und Ida Ruh",
        "Tom Reed, ‘Weirs’, River Studies 12 (1990): 11–40.",
        "Records of the wages book 1834-42",
        "Norfolk Post, 14 Oct., 1809.",
    ],
)
def test_volumes_years_and_names_are_no_places(words: str) -> None:
    assert read_source(words).place.locator is None
