"""How short references find their source, by the class of the reference; each list of notes is made up."""

from __future__ import annotations

import pytest
from note_samples import Row, outcomes, read

from tuireader.documents.plain import read_plain
from tuireader.notes.resolve import resolve

HOLT = "Anna Holt, Walls of the North (London: Dell, 1990), p. 3."
CLASSES: dict[str, list[Row]] = {
    "a kind of book as a title for short, and a page of the text itself": [
        (HOLT, "full", []),
        ("Life, pp. 581, 582.", "full", []),
        ("Loc. cit., p. 574.", "resolved", ["2"]),
        ("Life, p. 198.", "resolved", ["2"]),
        ("Above, p. 21.", "comment", []),
        ("Oben, S. 21.", "comment", []),
        ("Reed, p. 198.", "unresolved", []),
    ],
    "op. cit. without an author, where one source is cited by stanzas and the other by pages": [
        (HOLT, "full", []),
        ("Der wandernde Müller, Strophe 25.", "full", []),
        ("Op. cit., Strophe 26.", "resolved", ["2"]),
        ("Op. cit., pp. 42, 74.", "ambiguous", ["1"]),
        ("Tom Reed, Weirs (London: Dell, 1990), p. 2.", "full", []),
        ("Op. cit., Strophe 10.", "ambiguous", ["2"]),
    ],
    "notes named by the marks that Markdown has for them": [
        (HOLT, "full", []),
        ("Tom Reed, Weirs (London: Dell, 1990), p. 2.", "full", []),
        ("Siehe auch Fußnoten [^1] und [^2].", "resolved", ["1", "2"]),
        ("See note [^2].", "resolved", ["2"]),
        ("See note [^7].", "unresolved", []),
    ],
    "authors parted by semicolons, of whom the second may stand for both": [
        ("Ruh, Ida; Kern, Otto: Das Wehr. Aufgaben einer alten Kunst, in: Flusszeitung 17 (1), 2020.", "full", []),
        ("Ruh; Kern: Das Wehr. Aufgaben einer alten Kunst, 2020, Abschn. 2.", "resolved", ["1"]),
        ("Kern: Das Wehr. Aufgaben einer alten Kunst, 2020, S. 4.", "resolved", ["1"]),
        ("Kern: Die Mühle, S. 4.", "unresolved", []),
    ],
    "names and pages with hyphens as printers set them": [
        ("Tom Reed‐Dell: Weirs of the North, York, 1842, pp. 54‐68.", "full", []),
        ("Reed‑Dell, Weirs, 60‐61.", "resolved", ["1"]),
    ],
    "a source behind the sentence that it is quoted for": [
        ("Thomas Hobson, Weirs (London: Dell, 1651), p. 2.", "full", []),
        ("“A miller’s work in that state is poor and it is short.” Hobson, Weirs, p. 3.", "resolved", ["1"]),
        ("“A miller’s work in that state is poor and it is short.”—Hobson, Weirs, p. 3.", "resolved", ["1"]),
        ("“I saw the wheel myself, and it turned not as they say.”—Evelin’s Diary, vol. i. p. 131.", "full", []),
        ("“I saw the wheel myself, and it turned not as they say.”—Ibid. p. 132.", "resolved", ["4"]),
        ("Evelin’s Diary, ii. 15.", "resolved", ["4"]),
        ("“When did the millers of the north first go to law?” English Water Review, Supplement, p. 3.", "full", []),
        ("“When did the millers of the north first go to law?,” p. 4.", "resolved", ["7"]),
    ],
    "the catalogue of an exhibition, by place and year": [
        ("Anna Roe, ed., The Mill, exh. cat., Water Museum, London 2003, no. 12.", "full", []),
        ("London 2003, no. 13.", "resolved", ["1"]),
        ("The Weir, exh. cat. (Dublin: Gallery of Ireland, 2017), p. 12.", "full", []),
        ("Exh. cat. Dublin 2017, no. 3.", "resolved", ["3"]),
        ("Ausst.-Kat. Die Mühle: Kunst und Kontext, Museum, Ulm 2013, Nr. 4.", "full", []),
        ("Kat. Ulm 2013, Nr. 7.", "resolved", ["5"]),
        ("Paris 2011, no. 3.", "unresolved", []),
        ("Jack London, Streams (York: Dell, 2003), p. 4.", "full", []),
        ("London 2003, 13.", "resolved", ["8"]),
    ],
    "a work of art, by its maker and title": [
        ("Tizio, The Mill at Dusk, 1523, oil on canvas, 176.5 × 191 cm, Water Museum, Ulm.", "full", []),
        ("Tizio, The Mill at Dusk, Ulm, Water Museum.", "resolved", ["1"]),
        ("Tizio, Die Schleuse, um 1530, Öl auf Holz, 40 x 31 cm, Ulm.", "full", []),
        ("Tizio, Schleuse.", "resolved", ["3"]),
        ("The light falls on the mill as it does in every picture of oil on canvas that he made there.", "comment", []),
    ],
    "a surname with volume and page, as older books cite": [
        ("Edmund Gibson, The Rise and Decay of the Mills, 6 vols (London: Dell, 1776), ii. 45.", "full", []),
        ("Gibson, iii. 215.", "resolved", ["1"]),
        ("Gibson, Rise and Decay, iv. 12, 14.", "resolved", ["1"]),
        ("Edmund Gibson, Memoirs of a Miller (London: Dell, 1796), p. 3.", "full", []),
        ("Gibson, iv. 8.", "ambiguous", []),
    ],
    "a work that names its author only in the title": [
        ("A Survey of the Weirs by Thomas Habing, ed. John Amble (2 vols, Oxford, 1893), p. 4.", "full", []),
        ("Habing, Survey, p. 6.", "resolved", ["1"]),
    ],
    "the translator, after op. cit.": [
        ("Die Wehre des Nordens, trans. W. H. Stale (Boston: Dell, 1952), p. 3.", "full", []),
        ("Stale, op. cit., p. 5.", "resolved", ["1"]),
    ],
    "author and work together, where the note gave no author": [
        ("Le Moulin gai, trad. fr. Paul Roule, Paris, Seuil, 1982, p. 8.", "full", []),
        ("Nietz, Le Moulin gai, op. cit., p. 9.", "resolved", ["1"]),
    ],
    "a bare surname of an author of two works": [
        (HOLT, "full", []),
        ("Anna Holt, Weirs of the South (London: Dell, 1996), p. 3.", "full", []),
        ("Holt, p. 9.", "ambiguous", []),
        ("Holt, op. cit., p. 9.", "ambiguous", []),
    ],
    "op. cit. where an author's namesake edits another book": [
        ("Carta de un molinero, en Juan Alba (comp.), Archivo de los molinos, Bogotá, Dell, 1983, p. 8.", "full", []),
        ("Pedro Alba, Aguas amargas, Bogotá, Mundo, 1991, p. 4.", "full", []),
        ("Alba, ob. cit., p. 6.", "ambiguous", []),
    ],
    "initials that speak against one person": [
        ("J. Y. Wray, Deadly Waters (London: Dell, 1998), p. 3.", "full", []),
        ("John D. Wray, Trade by Water (London: Dell, 2016), p. 7.", "full", []),
        ("J. Y. Wray, p. 33.", "resolved", ["1"]),
    ],
    "family names that come first": [
        ("He Hanmin, Beifang de shui [The water of the north] (Hong Kong: Dell, 1980), 12.", "full", []),
        ("He, Beifang de shui, 87.", "resolved", ["1"]),
    ],
    "a title cut in its first word": [
        ("W. de G. Birk, Cartularium Fluviale (3 vols., London, 1885), no. 138.", "full", []),
        ("Birk, Cart. Fluv., no. 140.", "resolved", ["1"]),
    ],
    "a title alone, with a place in it": [
        ("The Flood in Leeds: Pictures by a Native, trans. James Legg (London: Dell, 1878), 8.", "full", []),
        ("The Flood in Leeds, 20.", "resolved", ["1"]),
        ("“The Flood,” Leeds Herald, March 15, 1877, 2.", "full", []),
    ],
    "works of antiquity": [
        ("Pl. Leg. 714a-715c.", "full", []),
        ("Leg. 715b4. The text is disputed.", "resolved", ["1"]),
        ("Tac. Ann. 1.2.", "full", []),
        ("Tac. Hist. 1.1.", "full", []),
        ("Ann. 4.32.", "resolved", ["3"]),
    ],
    "pages of two editions without a title": [
        ("Immanuel Kant, Critique of Pure Reason, trans. N. Smith (London: Dell, 1929), A51/B75.", "full", []),
        ("A554-5/B582-3.", "resolved", ["1"]),
    ],
    "another volume than the one given in full": [
        ("Hans Rotter: Quellen zur Wasserkunst, Bd. II: Oberland, Stuttgart 1934, S. 27.", "full", []),
        ("Rotter, Quellen, Bd. III, S. 112.", "partial", ["1"]),
        ("Rotter, Quellen, Bd. II, S. 30.", "resolved", ["1"]),
    ],
    "a case by its party, and by its report alone": [
        ("R (River Law Project) v Lord Marsh [2016] UKSC 39, [26].", "full", []),
        ("River Law Project, [28].", "resolved", ["1"]),
        ("389 U.S. 347 (1967).", "full", []),
        ("Kats, 389 U.S. at 351.", "resolved", ["3"]),
    ],
    "parallel reports of one case": [
        ("Reed v Dell [2016] UKSC 39; [2016] AC 1531, [26].", "full", []),
        ("Ibid., [30].", "resolved", ["1"]),
    ],
    "a committee named for short": [
        ("House of Lords Select Committee on the Rivers, The Process: Control of Weirs, HL Paper 225, 2017, para 5.",
         "full", []),
        ("Rivers Committee, Control of Weirs, para 9.", "resolved", ["1"]),
    ],
    "a statute by the letters that its note gave it": [
        ("Modern Rivers Act 2015 (MRA 2015), s 45.", "full", []),
        ("MRA 2015, sch 4.", "resolved", ["1"]),
    ],
    "a source in full in brackets, in the midst of a sentence": [
        ("I tried to answer it once (see my ‘Water Without Authors’, River Studies, 104 "
         "(2004), pp. 211-229).", "full", []),
        ("Ada Brenner, Mills (London: Dell, 1990), p. 3.", "full", []),
    ],
    "a second source in the midst of a sentence": [
        ("Ann Kors, The Sources of Rivers (Leeds: Dell, 1996), §3; and for the objection that follows G. A. Cowen, "
         "‘Reason and Water’, in the same volume, pp. 167-188.", "full", []),
        ("Ibid., p. 183.", "ambiguous", ["1"]),
    ],
    "an author with a verb before the title": [
        ("P. F. Strow, ‘Water and Resentment’, River Studies, 7 (1990), p. 2.", "full", []),
        ("As Galen Strow does, with relish, in ‘The Impossible River’, River Studies, 75 (1994), p. 9.", "full", []),
        ("Strow, op. cit., p. 4.", "ambiguous", []),
    ],
    "an interview": [
        ("Maureen Tull, interview with the author, Leeds, 12 November 2016.", "full", []),
        ("Tull interview.", "resolved", ["1"]),
    ],
    "an article in a book that is known by its title": [
        ("Ferd Hod, “Ten Rules,” in Ferd Hod, Écrits fluviaux, eds. Ann Blum (Paris: Dell, 2017), 39.", "full", []),
        ("Ferd Hod, “The Mission,” in Écrits fluviaux, 177.", "resolved", ["1"]),
        ("Hod, “The Mission,” 178.", "resolved", ["1"]),
    ],
    "a book and where it is reprinted": [
        ("Ann Frost, ed., The Origins of Weirs (Leeds: Dell, 1980), p. 7.", "full", []),
        ("Fox, Family Weirs (London, 1676), reprinted in Frost, The Origins of Weirs, pp. 35-55.", "full", ["1"]),
    ],
    "an address, which alone makes no full reference": [
        ("Oskar Batsch and others, Ferd Hod: Catalogue of the Paintings (Zurich: Dell, 2018).", "full", []),
        ("Batsch, Ferd Hod, cat. no. 1066; https://example.org/hod/1066.", "resolved", ["1"]),
    ],
    "two works by one author in the note that is named by its number": [
        ("Larenz, Grundlage und Vertrag, 3. Aufl., München 1963, S. 17; ders., Allgemeiner Teil, München 1989, S. 3.",
         "full", []),
        ("Larenz, Grundlage (Fn. 1), S. 184.", "resolved", ["1"]),
    ],
    "one of two courts, and one of two namesakes": [
        ("OLG Ulm, Urt. v. 24.2.2021 – 5 U 17/20, NZM 2021, 230; OLG Hof, Urt. v. 2.3.2021 – 7 U 1/20, NJW 2021, 945.",
         "full", []),
        ("OLG Ulm (Fn. 1), 232.", "resolved", ["1"]),
        ("C. Mahl, Störung der Grundlage, Diss. Ulm 2015, S. 88; anders H.-P. Mahl, JZ 2021, 640.", "full", []),
        ("H.-P. Mahl (Fn. 3), 644.", "resolved", ["3"]),
    ],
    "a commentary by another hand": [
        ("Palander/Gruber, BGB, 80. Aufl. 2021, § 313 Rn. 2.", "full", []),
        ("Palander/Weide, § 536 Rn. 18.", "partial", ["1"]),
    ],
    "a chapter given here, in a book that a number names": [
        ("Sarah Green and Alan Bogs (eds), Unlawful Weirs (Hart 2018).", "full", []),
        ("James Gould, ‘The Law of Weirs’ in Green and Bogs (n 1) 37, 44.", "full", ["1"]),
        ("Gould, ‘The Law of Weirs’ (n 2) 46.", "resolved", ["2"]),
    ],
    "inscriptions of one collection": [
        ("CIL VI 1779, lines 22–4.", "full", []),
        ("Cf. CIL XIV 3911, line 6.", "partial", ["1"]),
        ("CIL VI 1779, line 3.", "resolved", ["1"]),
    ],
    "another bundle of the same holding": [
        ("Archivio di Stato di Ferrara, Acque, reg. 25, c. 33r.", "full", []),
        ("Ivi, reg. 26, c. 2v.", "partial", ["1"]),
    ],
    "a series by year and volume": [
        ("Department of Rivers, River Relations, 1946, vol. VII, The East (Leeds: Dell, 1969), 226 (hereafter RR).",
         "full", []),
        ("RR, 1945, VIII, 300.", "partial", ["1"]),
        ("RR, 1946, VII, 12.", "resolved", ["1"]),
    ],
    "a misprint in the title, and in the first of two names": [
        ("Thanas Sfik, The Northern Government and the Weirs (Leeds: Dell, 1994), p. 3.", "full", []),
        ("Sfik, Northern Goverment, 139.", "resolved", ["1"]),
        ("Thomas Lindenberger, Michael Wild: Die Wehre, in: Fluss 29, Bonn 1989, S. 393-411.", "full", []),
        ("Lindenberg/Wild 1989, S. 394.", "resolved", ["3"]),
    ],
    "an archive that needs no name": [
        ("AHN, Molinos, leg. 1234, exp. 5, f. 12v.", "full", []),
        ("AHN, Molinos, leg. 1235, f. 3.", "partial", ["1"]),
    ],
    "one of two volumes with titles alike": [
        ("Karl Mark, Water, vol. 1, trans. Ben Fow (London: Dell, 1976), 899.", "full", []),
        ("Mark, Water, vol. 3, trans. David Fern (London: Dell, 1981), 102.", "full", []),
        ("Mark, Water, 1:900.", "resolved", ["1"]),
    ],
    "op. cit. after prose": [
        (HOLT, "full", []),
        ("As Holt herself remarks, op. cit.", "resolved", ["1"]),
    ],
    "thanks and figures of one's own": [
        ("Reader in Law, University of Leeds. I am grateful to Tom Ash for comments and to Ruth Penn.", "comment", []),
        ("See Appendix X.", "comment", []),
        ("See the discussion in chapter 3.", "comment", []),
        ("Siehe dazu die roten Flächen auf Karte 1 (= Intervall [5]: 65–69 Prozent).", "comment", []),
    ],
    "official series": [("Journals of the House of Commons, vol. xvii. p. 141.", "full", [])],
    "a letter in the book of the letter before": [
        ("Nietz an Carl Gers, 21.5.1875, in: Friedrich Nietz: Briefe. Hg. v. Otto Kern. Berlin 1986, Bd. 5, S. 56.",
         "full", []),
        ("An dens., 15.9.1887, ebd., S. 154.", "resolved", ["1"]),
    ],
    "a note of another note with several sources": [
        (HOLT, "full", []),
        ("Tom Reed, Weirs (London: Dell, 1991), p. 4; see also Holt, supra note 1, at 5.", "full", ["1"]),
        ("See supra note 2.", "resolved", ["2"]),
    ],
    "namesakes told by their forenames": [
        ("Hartmut Brand, Glocke und Gemeinde, Jena 1998, S. 23.", "full", []),
        ("Helga Brand, Wetter und Wehr, Ulm 2001, S. 12.", "full", []),
        ("Vgl. Hartmut Brand, a.a.O., S. 170.", "resolved", ["1"]),
    ],
    "pages or sections alone, where a note says so": [
        ("G. W. Fels, The Theory of Weirs (Leeds: Dell, 1918), § 5. Subsequent citations give the paragraph number.",
         "full", []),
        (HOLT, "full", []),
        ("§ 113.", "resolved", ["1"]),
        ("All quotations in this paragraph: § 114.", "resolved", ["1"]),
    ],
    "sections alone, where no note says so": [
        ("G. W. Fels, The Theory of Weirs (Leeds: Dell, 1918), § 5.", "full", []),
        ("§ 113.", "comment", []),
    ],
    "another work of the author just named": [
        ("See David Owens, “A Theory of Weirs,” River Review 11 (2006), pp. 51-77; and, more fully, his Shaping the "
         "Rivers (Oxford: Dell, 2012), chs. 5-8.", "full", []),
        ("Owens, Shaping the Rivers, p. 142.", "resolved", ["1"]),
    ],
    "the same author before art. cit.": [
        ("Émilie Roche, « Le chiffon et la colle », Annales de l’Ouest, t. XII, 1954, p. 201-238.", "full", []),
        ("Émilie Roche, La Couronne, Angers, Seuil, 1961, p. 18.", "full", []),
        ("Ead., « Le chiffon et la colle », art. cit., p. 210.", "resolved", ["1"]),
    ],
    "works of antiquity by author and title": [
        ("Plato, Crito, 49e.", "full", []),
        ("Cicero, De officiis, 1.23.", "full", []),
        ("Ibid., 1.31.", "resolved", ["2"]),
        ("Plato, Crito, 50c.", "resolved", ["1"]),
    ],
    "a translator, who is no author": [
        ("Vladimir Lubin, La guerre des moulins. Contribution à leur histoire, trad. du russe par Anne Adam, Grenoble, "
         "Seuil, 1979, p. 3.", "full", []),
        ("V. Lubin, op. cit., p. 46.", "resolved", ["1"]),
    ],
    "an issue of a newspaper": [
        ("The River Journal, 18 June 1795, p. 3.", "full", []),
        ("Ulm Guardian, 13 May 1847.", "full", []),
        ("Der Flussfreund, Nr. 130, 13. Mai 1847.", "full", []),
        ("Ebd.", "resolved", ["3"]),
    ],
    "two sources of which one gives a Roman page": [
        ("James Second, Weirs of the Age (Leeds: Dell, 2000), p. 3.", "full", []),
        ("Karl Watts, ‘Introduction’, in The Weir Reader (Leeds: Dell, 1996), pp. ix–xxx.", "full", []),
        ("Second, p. 395; Watts, p. xiv.", "resolved", ["1", "2"]),
    ],
    "a work that is given in full twice": [
        ("SAHL, M., “The river hypothesis,” Rivista di Acque, 20(1), 2008, p. 36.", "full", []),
        ("SAHL, M., “The river hypothesis,” Rivista di Acque, 20(1), 2008, pp. 33-53, spec. pp. 38-40.", "full", []),
        ("SAHL (2008), p. 41.", "resolved", ["1"]),
        ("Locus classicus: Immanuel Kunz, Der Streit der Wehre, 1798/2005.", "full", []),
    ],
    "a sentence about an author whose work is known": [
        ("Rupert Furth, A Synopsis of Rivers (Leeds: Dell, 1957), p. 2.", "full", []),
        ("Furth cites the charter of the mills explicitly on p. 11.", "resolved", ["1"]),
        ("Ibid., p. 12.", "resolved", ["1"]),
        ("Furth cites the charter again on p. 13 (“See L. Witt, River Inquiries, Oxford, Dell, 1953, pp. 53, 61”).",
         "resolved", ["1"]),
        ("Ibid., p. 14.", "ambiguous", ["1"]),
        ("Marsh cites the charter of the mills on p. 11.", "comment", []),
    ],
    "other pieces of an archive that a note names by letters": [
        ("River Heritage Centre, Leeds (hereafter RHC), D/RS 1/1, Minutes of the Weir Commissioners, 1634-1641 "
         "(hereafter Minutes), fol. 12v.", "full", []),
        ("Minutes, fol. 19r.", "resolved", ["1"]),
        ("RHC, D/RS 1/2, fol. 3r.", "partial", ["1"]),
        ("RHC, D/RS 1/1, fol. 4r.", "resolved", ["1"]),
        ("The Water Archives, Kew (hereafter TWA), SP 16/375, fol. 41r.", "full", []),
        ("TWA, SP 16/421, fol. 88r.", "partial", ["5"]),
        ("Staatsarchiv Ulm (im folgenden: StAU), E 179 II, Bü 6443, Bl. 12.", "full", []),
        ("StAU, E 179 II, Bü 6447, Bl. 3.", "partial", ["7"]),
        ("StAU, E 179 II, Bü 6443, Bl. 4.", "resolved", ["7"]),
    ],
    "years of a stretch of time, which print nothing": [
        ("Les minutes de La Couronne manquent de 1771 à 1775.", "comment", []),
    ],
    "records by letters of the archive, with Roman numbers": [
        ("River Archives (RA), D2079/III/14, letter-book of Samuel Key, fol. 12v.", "full", []),
        ("RA, D2079/III/14, fol. 19r.", "resolved", ["1"]),
        ("RA, D2079/III/15, fol. 3r.", "partial", ["1"]),
    ],
    "an editor by the year": [
        ("Hanna Hell, Das Wehr, in: Helmut Semb (Hg.), Aufsätze über Wehre, Berlin 1967, S. 17–31, hier S. 20.",
         "full", []),
        ("Zit. nach Semb 1967, S. 9.", "resolved", ["1"]),
    ],
    "a work that is named after a sentence about it": [
        ("The fullest account remains R. H. Castle, The Abbey of Wen, 1090–1348 (Oxford: Dell, 1962), pp. 14–39.",
         "full", []),
        ("Castle, Abbey of Wen, p. 41.", "resolved", ["1"]),
    ],
    "a work without an author, by its volume": [
        ("The Wen Cartulary, ed. J. F. Tarrant, 2 vols (Stafford, 1911–14), i, no. 7.", "full", []),
        ("Wen Cartulary, ii, no. 201.", "resolved", ["1"]),
    ],
    "manuscripts of one library": [
        ("London, British Library (hereafter BL), Cotton MS Vespasian B. xxiii, fols 4r–61v.", "full", []),
        ("BL, Cotton MS Vespasian B. xxiii, fol. 40r.", "resolved", ["1"]),
    ],
    "an article by the year and page of its journal": [
        ("Drossel, Einbauten und Vertragszeit, NJW 2012, 1123, 1125.", "full", []),
        ("Drossel, NJW 2012, 1123, 1126.", "resolved", ["1"]),
        ("BGH, Urteil vom 20. 7. 2005 – VIII ZR 275/04, NJW 2005, 2848, 2850.", "full", []),
        ("BGH NJW 2005, 2848, 2851.", "resolved", ["3"]),
    ],
    "a commentary by its hands": [
        ("Lehnert, in: Ulmer Kommentar, Bd. 2, 8. Aufl., München 2019, § 284 Rn. 7 (im Folgenden: UlmK/Bearbeiter).",
         "full", []),
        ("UlmK/Lehnert, § 325 Rn. 4.", "resolved", ["1"]),
    ],
    "a case that the numbered note discusses": [
        ("Daniel Akers, ‘Light and Damages’ (2013) 129 LQR 344, 349.", "full", []),
        ("Akers (n 1) 355, discussing Dent v Auction Mart Co (1866) LR 2 Eq 238.", "resolved", ["1"]),
        ("Dent (n 2) 250.", "resolved", ["2"]),
    ],
    "a statute by its year": [
        ("Prescription Act 1832 (the 1832 Act), s 3.", "full", []),
        ("1832 Act, s 4.", "resolved", ["1"]),
    ],
    "the works of another note": [
        ("OLG Celle, NZM 2009, 417, 418.", "full", []),
        ("Vgl. die Nachweise in Fn. 1.", "resolved", ["1"]),
        ("Ridge v Long [2014] UKSC 23.", "full", []),
        ("See the cases cited at n 3.", "resolved", ["3"]),
    ],
    "rows of surnames before a title or a year": [
        ("Jean Camps, Chahan Vidal, et Anne Vernet. « Handling Weirs ». In Weirs Today (Cham: Dell, 2021), 5-12.",
         "full", []),
        ("Camps, Vidal, et Vernet. « Handling Weirs », 7.", "resolved", ["1"]),
        ("KRIEGER, N., MUR, M. and BAND, P., “Weirs and analysis,” Rivers, 2(4), 2008, pp. 1-28.", "full", []),
        ("KRIEGER, MUR, and BAND (2008), p. 4.", "resolved", ["3"]),
    ],
    "a name and a year as the subject of a sentence": [
        (HOLT, "full", []),
        ("Ibid., p. 2. The words are canonical: Edel (1998) quotes them (p. 450).", "resolved", ["1"]),
        ("Ibid., p. 4.", "resolved", ["1"]),
    ],
    "author and title in a text without imprints": [
        (f"{name}, {title}, p. {n}.", "full", [])
        for n, (name, title) in enumerate([
            ("Turner", "The New West"), ("Jay", "An Inquiry into Weirs"), ("Moore", "Notes on Millers"),
            ("Hart", "Weirs and Abolition"), ("Dunn", "Indiana Mills"), ("Basset", "Federal Rivers"),
            ("Locke", "Mill Owners"),
        ], 1)
    ] + [("Turner, New West, p. 9.", "resolved", ["1"])],
    "a title with the years of its subject": [
        ("W. H. Hale, Precedents, 1475-1640 (London: Dell, 1847), 148.", "full", []),
        ("Hale, Precedents, 1475-1640, 147.", "resolved", ["1"]),
        ("Hale, op. cit., 157.", "resolved", ["1"]),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", CLASSES)
def test_a_reference_comes_to_its_source(name: str) -> None:
    assert outcomes(CLASSES[name]) == [(status, roots) for _, status, roots in CLASSES[name]]


def test_what_a_note_gives_in_brackets_can_be_cited_for_short() -> None:
    found = read([CLASSES["a source in full in brackets, in the midst of a sentence"][0][0], HOLT,
                  "See my ‘Water Without Authors’, p. 226."])  # fmt: skip
    assert found[2].roots == ("1",)


def test_brackets_that_markdown_escapes_are_an_editors() -> None:
    said = "He found the weir \\[sic\\] old, \\[its\\] wheel\\[\\] broken\\[2\\] and \\[^3\\] gone.[^1]"
    text = f"The weir\n\n{said}\n\n[^1]: Tom Reed, Weirs, p. 2.\n"
    found = resolve(read_plain(text, "-")).editorial
    assert [(e.span.of(text), e.kind) for e in found] == [
        ("\\[sic\\]", "insertion"), ("\\[its\\]", "insertion"), ("\\[\\]", "elision"),
    ]  # fmt: skip


def test_a_case_is_named_in_the_sentence_and_reported_in_the_note() -> None:
    text = (
        "The river cases\n\nThe rule of Tinsel v Millward[1] was doubted.[2]\n\nNotes\n\n"
        "[1] [1994] 1 AC 340 (HL).\n[2] Tinsel (n 1) 376 (Lord Marsh).\n"
    )
    second = resolve(read_plain(text, "-")).resolutions[1]
    assert (second.status.value, second.roots, second.locator) == ("resolved", ("1",), "376")


WORKS = """Roe, Jane (1996): Das Wehr. Leeds.
– (2009): Neue Wehre. Leeds.
Casat, R. and A. C. Varz 1994. Holes and Weirs. Leeds: Dell.
Casat, R. 2004. Shadows of Weirs. Leeds: Dell.
Le Goth, Jacques (1970): Kultur der Wehre, München.
Wund, Peter (1993/94): Ein Müller?, in: Fluss 68, 81–127.
"""


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("Roe 2009, 263–284.", "263–284"),
        ("Vgl. im Detail Roe 2009, 91–113.", "91–113"),
        ("Casat and Varz, op. cit., ch. 10.", "ch. 10"),
        ("Vgl. Le Goth (1970): 608.", "608"),
        ("Vgl. Wund (1993/94): 89.", "89"),
        ("Die Zahl dieser alten Wehre ist heute nicht mehr sicher bekannt (cf. Roe 1996, 8), was viele stört.", "8"),
    ],
)
def test_a_work_is_found_in_the_bibliography(words: str, at: str) -> None:
    only = read([words], WORKS)[0]
    assert (only.status.value, only.roots, only.locator) == ("resolved", (), at)


@pytest.mark.parametrize(
    "notes",
    [
        [HOLT, "Marsh, Walls, p. 4."],  # another author
        ["Anna Holt, The Census of 1851 (London, 1853), p. 3.", "Holt, Census of 1861, p. 4."],  # another year
        ["HL Deb 26 October 2015, vol 765, col 990.", "HL Deb 13 January 2016, vol 768, col 287."],  # another day
        ["Tac. Ann. 1.2.", "Tac. Hist. 1.2."],
    ],
)
def test_a_likeness_is_no_link(notes: list[str]) -> None:
    found = read(notes)[1]
    assert found.status.value in ("full", "unresolved", "ambiguous")
    assert not found.roots or found.status.value == "ambiguous"
