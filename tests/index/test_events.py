"""Events: which words name one, and which do not."""

from __future__ import annotations

import pytest

from tuireader.index.model import EntityKind

FOUND = {
    "a known event": ("It began with the Spanish Civil War.", {"Spanish Civil War": ["Spanish Civil War"]}),
    "another name of a known event": (
        "The Second World War and World War II are one.", {"World War II": ["Second World War", "World War II"]}),
    "a head noun with of": ("The Battle of Hobbleton was short.", {"Hobbleton, Battle of": ["Battle of Hobbleton"]}),
    "a head in lower case": ("At the battle of Hobbleton they ran.", {"Hobbleton, Battle of": ["battle of Hobbleton"]}),
    "two names after one head": (
        "The Treaties of Dunwick and Hobbleton failed.",
        {"Dunwick, Treaty of": ["Treaties of Dunwick"], "Hobbleton, Treaty of": ["Hobbleton"]}),
    "a name before a head": ("They lost the Ruritanian War.", {"Ruritanian War": ["Ruritanian War"]}),
    "an ordinal": ("In the Second Dunwick War all was lost.", {"Second Dunwick War": ["Second Dunwick War"]}),
    "a place before a low head": ("The Montreux treaty was revised.", {"Montreux treaty": ["Montreux treaty"]}),
    "a people before a low head": ("The Ruritanian revolt failed.", {"Ruritanian revolt": ["Ruritanian revolt"]}),
    "a code name": ("They planned Operation Typhoon.", {"Typhoon, Operation": ["Operation Typhoon"]}),
    "a bare code name": ("After Barbarossa all changed.", {"Barbarossa, Operation": ["Barbarossa"]}),
    "a possessor that is the name": ("Then came Pickett’s Charge.", {"Pickett’s Charge": ["Pickett’s Charge"]}),
    "a possessor with the article": (
        "It was left to the Speaker’s Conference.", {"Speaker’s Conference": ["Speaker’s Conference"]}),
    "a year before a head": ("So began the 1919 Revolution.", {"1919 Revolution": ["1919 Revolution"]}),
    "a war named by its year": ("In the War of 1812 it burned.", {"War of 1812": ["War of 1812"]}),
    "a named day": ("Three hundred walked there on Black Friday.", {"Black Friday": ["Black Friday"]}),
    "a march": ("The Mud March of 1907 was wet.", {"Mud March": ["Mud March"]}),
    "a name with a date": (
        "They met at the Exposition Universelle of 1900 in a tent.",
        {"Exposition Universelle": ["Exposition Universelle"]},
    ),
    "a number at the end of a sentence": (
        "It ended World War I. In the 1940s he left.",
        {"World War I": ["World War I"]},
    ),
    "a hyphened head": ("The Quasi-War was fought at sea.", {"Quasi-War": ["Quasi-War"]}),
    "after a word of time": ("Especially after Yalta he was firm.", {"Yalta Conference": ["Yalta"]}),
    "agreed at a place": ("What was agreed at Tehran did not last.", {"Tehran Conference": ["Tehran"]}),
    "a victory at a place": ("After the victory at Stalingrad, hope.", {"Stalingrad, Battle of": ["Stalingrad"]}),
    "a list of places that are events": (
        "The victories at Stalingrad and Kursk turned it.",
        {"Kursk, Battle of": ["Kursk"], "Stalingrad, Battle of": ["Stalingrad"]}),
    "a battlefield that no list has": (
        "After the defeat at Tabaruzaka they had no powder.", {"Tabaruzaka, Battle of": ["Tabaruzaka"]}),
    "a battlefield after a word of time": (
        "After Dessau Bridge and Luttern the Danish army was finished.",
        {"Dessau Bridge, Battle of": ["Dessau Bridge"], "Luttern, Battle of": ["Luttern"]}),
    "a place that the text has named in full": (
        "The Battle of Hobbleton was lost. After Hobbleton there was peace.",
        {"Hobbleton, Battle of": ["Battle of Hobbleton", "Hobbleton"]}),
    "an army destroyed at a place": (
        "He destroyed the last royal army at Quillacocha.",
        {"Quillacocha, Battle of": ["Quillacocha"]}),
    "a war of a cause": (
        "The Ruritanian wars of independence began.",
        {"Ruritanian wars of independence": ["Ruritanian wars of independence"]}),
    "an ordinal in lower case": (
        "The second Peace of Dunwick was harder.", {"Dunwick, Second Peace of": ["second Peace of Dunwick"]}),
    "a convention with its year": (
        "They kept the Metre Convention of 1875.", {"Metre Convention": ["Metre Convention"]}),
    "a forename before a plural head": (
        "They feared the Rebecca Riots more.", {"Rebecca Riots": ["Rebecca Riots"]}),
    "a known event in other capitals, dashes, accents and years": (
        "The battle of Crecy, the Munich Crisis and the Soviet famine of 1932–1933.",
        {"Crécy, Battle of": ["battle of Crecy"], "Holodomor": ["Soviet famine of 1932–1933"],
         "Munich Agreement": ["Munich Crisis"]}),
    "a known name with its head in lower case": (
        "They recalled the flight to Varennes.", {"Flight to Varennes": ["flight to Varennes"]}),
    "another spelling of the place in a known name": (
        "They met at the Teheran Conference.", {"Tehran Conference": ["Teheran Conference"]}),
    "a short form that looks back": (
        "He signed the Nazi-Soviet Pact. For him the Pact was a success.",
        {"Nazi-Soviet Pact": ["Nazi-Soviet Pact", "Pact"]}),
    "a short name of a longer one": (
        "In the First Dunwick War they lost. The Dunwick War was costly.",
        {"First Dunwick War": ["First Dunwick War", "Dunwick War"]}),
    "heads of one kind": (
        "The Hobbleton Conference met. The Hobbleton Summit ended.",
        {"Hobbleton Conference": ["Hobbleton Conference", "Hobbleton Summit"]}),
    "a common noun and a year": (
        "After the rebellion of 1798 came the cholera epidemic of 1832.",
        {"Cholera epidemic of 1832": ["cholera epidemic of 1832"], "Rebellion of 1798": ["rebellion of 1798"]}),
    "a year or a month before a common noun": (
        "In the 1931 mutiny and the October rising they ran.",
        {"1931 mutiny": ["1931 mutiny"], "October rising": ["October rising"]}),
    "a common noun and a year that a known event has": (
        "The Mexican Revolution was long. They praised the revolution of 1910.",
        {"Mexican Revolution": ["Mexican Revolution", "revolution of 1910"]}),
    "a war of a people in lower case": ("He fought in the Ruthenian war.", {"Ruthenian war": ["Ruthenian war"]}),
    "whose rising it was, the common noun alone": (
        "The terror came with Dunwickson’s revolt.", {"Dunwickson’s revolt": ["revolt"]}),
    "a named week": ("They were shot in the Bloody Week.", {"Bloody Week": ["Bloody Week"]}),
    "a named year": (
        "Old people told of the Year of the French.", {"Year of the French": ["Year of the French"]}),
    "a quoted name before a head": (
        "The “Rivers of Dunwick” speech ended it.", {"Rivers of Dunwick speech": ["Rivers of Dunwick” speech"]}),
    "a building before a head of violence": (
        "After the Dunwick School massacre they wept.", {"Dunwick School massacre": ["Dunwick School massacre"]}),
    "a name in another language": (
        "The Semana Roja and the Guerra dos Dunwicos ended.",
        {"Guerra dos Dunwicos": ["Guerra dos Dunwicos"], "Semana Roja": ["Semana Roja"]}),
    "a blow struck": ("The city burned in the Dunwicazo.", {"Dunwicazo": ["Dunwicazo"]}),
    "what broke out": ("Then the Qumbara broke out in the south.", {"Qumbara": ["Qumbara"]}),
    "what things happened during": ("During the Qumbara nobody slept.", {"Qumbara": ["Qumbara"]}),
    "a short name with no longer one": (
        "After the Mutiny the Company was wound up.", {"Mutiny": ["Mutiny"]}),
    "a trial by its parties": (
        "Quistgaard v. Ommundsen was heard in May. The Ommundsen case ran on before judge and jury.",
        {"Quistgaard v. Ommundsen": ["Quistgaard v. Ommundsen", "Ommundsen case"]}),
    "places that are called battles": (
        "Zembin and Kartuz were its last battles.",
        {"Kartuz, Battle of": ["Kartuz"], "Zembin, Battle of": ["Zembin"]}),
    "a place that ends a war": (
        "The army froze all winter; Zembin ended the war.", {"Zembin, Battle of": ["Zembin"]}),
    "whose victor one is": (
        "The army slept. Ommund, victor of Zembin, marched on.", {"Zembin, Battle of": ["Zembin"]}),
    "places in a row with a battle": (
        "They were beaten at Zembin, Kartuz and Holm.",
        {"Holm, Battle of": ["Holm"], "Kartuz, Battle of": ["Kartuz"], "Zembin, Battle of": ["Zembin"]}),
    "a bare name is not the second battle there": (
        "After Zembin the army wept. The second battle of Zembin was worse.",
        {"Zembin, Battle of": ["Zembin"], "Zembin, Second Battle of": ["second battle of Zembin"]}),
    "the place of an event with another head": (
        "The Dunwick murders shook them. After Dunwick nobody spoke.",
        {"Dunwick murders": ["Dunwick murders", "Dunwick"]}),
    "a meeting at a place": (
        "The conference at Dunwick failed.", {"Dunwick, Conference of": ["conference at Dunwick"]}),
    "a river beside a battle": (
        "The army was thrown back twice, at Zembin in August and on the Kartuza in December; the siege went on.",
        {"Kartuza, Battle of the": ["Kartuza"], "Zembin, Battle of": ["Zembin"]}),
    "a place that was somebody's undoing": (
        "The army marched on: Zembin was its graveyard.", {"Zembin, Battle of": ["Zembin"]}),
    "a named retreat": ("The Great Retreat took many lives.", {"Great Retreat": ["Great Retreat"]}),
    "what is remembered": (
        "It is the autumn that they remember as the Qumbara.", {"Qumbara": ["Qumbara"]}),
    "a name without its head": (
        "The Round Table Conference met. The Round Table fixed the day.",
        {"Round Table Conference": ["Round Table Conference", "Round Table"]}),
    "the trial of somebody": (
        "In the trial of Quistgaard there were two charges.", {"Quistgaard, Trial of": ["trial"]}),
    "from one event to another": (
        "From Marengo to Waterloo nobody slept.",
        {"Marengo, Battle of": ["Marengo"], "Waterloo, Battle of": ["Waterloo"]}),
    "a place before its clause": ("Cannae he had won.", {"Cannae, Battle of": ["Cannae"]}),
    "a namesake of another century": (
        "The Warsaw rising of 1794 failed.", {"Warsaw rising (1794)": ["Warsaw rising"]}),
    "a riot at a place": ("After the mutiny at Zembin they wept.", {"Zembin, Mutiny of": ["mutiny at Zembin"]}),
    "dashes of two kinds": (
        "The Sino-Soviet Split and the Sino–Soviet Split.",
        {"Sino-Soviet Split": ["Sino-Soviet Split", "Sino–Soviet Split"]}),
    "a place that the sentence goes on to call a battle": (
        "The troops marched. In July had come Vellamo, a victory after which one retreated.",
        {"Vellamo, Battle of": ["Vellamo"]}),
    "a place that one would describe as a battle": (
        "The troops marched; but Vellamo, which one would describe as a rearguard action, is remembered.",
        {"Vellamo, Battle of": ["Vellamo"]}),
    "a field that an army won": (
        "The army, which had won Vellamo in the snow, ran.", {"Vellamo, Battle of": ["Vellamo"]}),
    "a field that was lost": (
        "The troops wept. With Vellamo lost there was no hope.", {"Vellamo, Battle of": ["Vellamo"]}),
    "a treaty that one signed": (
        "The Treaty of Vellamo held. He had signed Vellamo and wept.",
        {"Vellamo, Treaty of": ["Treaty of Vellamo", "Vellamo"]}),
    "the place of an armistice": (
        "The Vellamo armistice came. After Vellamo they slept.",
        {"Vellamo armistice": ["Vellamo armistice", "Vellamo"]}),
    "delegates at the place of a conference": (
        "The Vellamo conference met. At Vellamo its delegates haggled.",
        {"Vellamo conference": ["Vellamo conference", "Vellamo"]}),
    "what happened": (
        "The Treaty of Vellamo was cruel. They pretended that Vellamo had happened to others.",
        {"Vellamo, Treaty of": ["Treaty of Vellamo", "Vellamo"]}),
    "what is compared with a battle": (
        "The battle of Vellamo was won. The contrast with Vellamo was cruel.",
        {"Vellamo, Battle of": ["battle of Vellamo", "Vellamo"]}),
    "those who came home from a battle": (
        "The duke came home from Waterloo.", {"Waterloo, Battle of": ["Waterloo"]}),
    "a month before a head": ("Since the May Uprising they slept.", {"May Uprising": ["May Uprising"]}),
    "a war over a thing": (
        "They fought the Ruritano-Vellamian war over salt.", {"Ruritano-Vellamian war": ["Ruritano-Vellamian war"]}),
    "a name again in small letters": (
        "It was the month of the Gin Crisis. In the end the gin affair was forgotten.",
        {"Gin Crisis": ["Gin Crisis", "gin affair"]}),
    "a name again by its initials": (
        "The Old Tariff Riots were merry. For the O.T. riots they had hats; after O.T. they slept.",
        {"Old Tariff Riots": ["Old Tariff Riots", "O.T. riots", "O.T."]}),
    "a war of a cause in small letters": (
        "In the War of Succession they wept. One chapter on the war of succession is short.",
        {"War of Succession": ["War of Succession", "war of succession"]}),
    "a short form with its year": (
        "The Lister Commemoration was loud. The great Commemoration of 1784 was the work of two amateurs.",
        {"Lister Commemoration": ["Lister Commemoration", "Commemoration"]}),
    "the rebellion of somebody": (
        "Then the rebellion of Zebulon Quist began.", {"Zebulon Quist, Rebellion of": ["rebellion"]}),
    "a jubilee of somebody": ("They kept the Jubilee of the old King.", {"Jubilee": ["Jubilee"]}),
    "a place beside another after a clause": (
        "At Agincourt, which emptied the purse, they fought; he spoke of the defeat at Bouvines, which paid the bill, "
        "and Waterloo.",
        {"Agincourt, Battle of": ["Agincourt"], "Bouvines, Battle of": ["Bouvines"],
         "Waterloo, Battle of": ["Waterloo"]}),
    "a field that was won": (
        "Agincourt was won in the mud.", {"Agincourt, Battle of": ["Agincourt"]}),
    "a field in apposition": (
        "The troops slept. It was Quist’s Vellamo, won a few weeks before, that they forgot.",
        {"Vellamo, Battle of": ["Vellamo"]}),
    "the title of a book": (
        "It was so.[1]\n\n[1] Peter Bell, Poltava (Stockholm: Atlantis, 1988).", {"Poltava, Battle of": ["Poltava"]}),
    "a tragedy at a place": ("In the Oslo tragedy many died.", {"Oslo tragedy": ["Oslo tragedy"]}),
    "a court-martial": (
        "They printed the court-martial of Quistgaard.", {"Quistgaard, Court-martial of": ["court-martial"]}),
    "whose strike it was": (
        "They lost the dancers’ strike of 1905.", {"Dancers’ strike of 1905": ["dancers’ strike of 1905"]}),
    "a place before a pasha": (
        "At Vellamo the troops were cut to pieces; they were beaten at Vellamo Ratib Pasha said.",
        {"Vellamo, Battle of": ["Vellamo", "Vellamo"]}),
}  # fmt: skip

NOT_FOUND = {
    "the bare head": "The war was long and the pact was short.",
    "policies and doctrines": "The National Front Strategy, the Marshall Plan and the Brezhnev Doctrine were policies.",
    "bodies": "The Ministry of Foreign Affairs and the War Office wrote to the American Congress.",
    "a place after in": "He was in Yalta, in Warsaw and in Moscow.",
    "a city in the news": "The answer from Warsaw was slow, and Moscow waited.",
    "a person whose surname is a head": "Robert Conquest disputed it.",
    "a conference for the press": "The Press Conference began.",
    "a law with its year": "The Poor Law of 1834 and the Constitution of 1791 were laws.",
    "a body with its initials": "They founded the United Dunwick Convention (UDC) there.",
    "a deed that is no name": "He let his army march on Rome in a reign of terror and saw it fall.",
    "a port where ships were last seen": "They dined alone. After Disko nobody saw them again.",
    "a town that fell": "Nine months after Paris had fallen they met.",
    "an assembly with its year": "They adored the National Convention of 1792.",
    "a refusal in a title": "It was so.[1]\n\n[1] J. E. King, ‘Ten Per Cent and No Surrender’ (1981).",
    "a day of the church": "They rang on Shrove Tuesday and in Holy Week.",
    "a school on Sunday": "It was a Dunwick Sunday school.",
    "an adjective after during": "During the Dunwickian period they slept.",
    "what troops were not at": "An operator at Zembin lost his eyebrows and cut the lines.",
    "a volume of papers": "It was so.[1]\n\n[1] A. Bell, ‘X’, in Proceedings of the 2019 Dunwick Conference, p. 3.",
    "a review": "It was so.[1]\n\n[1] A. Bell, ‘X’, 17 Dayton L. Rev. 853 (1992).",
    "a law by its year": "The Act of 1736 was bad.",
    "meetings of a body": "The Yearly Meeting wrote to the Monthly Meeting.",
    "a war that is an adjective": "The Ruthenian war effort failed.",
    "a march that is a figure of speech": "The long march of feminism, his long march through the institutions.",
    "a march of the mind": "The Long March through the institutions had begun.",
    "a landing-place": "He came to Dunwick Landing by boat.",
    "a treaty of friendship": "They signed a treaty of alliance.",
    "a person who had come back": "The troops slept. Vellamo had come back from the south with a fever.",
    "where an army stood": "When they appeared before Waterloo they slept.",
    "where one has been": "He took the boat home from Vellamo.",
    "a town beside a list": "The troops saw the halls at Vellamo, the mills of Ommin and the sea.",
    "a film that failed": "Vellamo, a disaster for its makers, was shown in May.",
    "an affair in small letters": "The gin affair was forgotten, and the gin riots too.",
    "initials of nothing": "The B.T. engine was loud; after B.T. they slept.",
    "a country’s war in initials": "The U.S. war office wrote.",
    "the revolt of a people": "The revolt of Poles was near.",
    "a place that has a seat of envoys": "France’s embassy was shut.",
    "a play of a kind": "They read a Greek tragedy and the Racine tragedy.",
    "a town that was lost": "Agincourt was lost in the fog.",
    "a town after another book": "It was so.[1]\n\n[1] Peter Bell, Oslo (Stockholm: Atlantis, 1988).",
    "a street after which one moved": "The general left. After Vellamo Street he was poor.",
}


@pytest.mark.parametrize("case", FOUND)
def test_an_event_is_found_under_one_heading(headings_of, case):
    text, expected = FOUND[case]
    events = {h.removeprefix("E: "): m for h, m in headings_of(text).items() if h.startswith("E: ")}
    assert events == expected


@pytest.mark.parametrize("case", NOT_FOUND)
def test_what_is_no_event_is_not_indexed_as_one(headings_of, case):
    assert not [h for h in headings_of(NOT_FOUND[case]) if h.startswith("E: ")]


def test_an_emperor_of_old_is_no_operation(headings_of):
    assert "E: Barbarossa, Operation" not in headings_of("The Peace of Augsburg was signed. They told Barbarossa so.")


def test_a_short_form_looks_back_within_its_own_work(index_of):
    text = "The Dunwick Treaty held. They praised the Treaty.\n\nThe Hobbleton Treaty fell. They cursed the Treaty."
    second = text.index("The Hobbleton")
    works = {e.heading: [m.work_id for m in e.mentions] for e in index_of(text, second).entities}
    assert works == {"Dunwick Treaty": [0, 0], "Hobbleton Treaty": [1, 1]}


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("The Dunwick War (1712–15) was short.", "1712", "1715"),
        ("The Battle of Hobbleton in May 1629 was short.", "1629-05", None),
        ("The Battle of Hobbleton on 22 June 1641 was short.", "1641-06-22", None),
        ("They held the 1936 Dunwick Conference.", "1936", None),
    ],
)
def test_the_date_in_the_text_is_the_authors(index_of, text, start, end):
    (event,) = index_of(text).entities
    assert [(d.start, d.end, d.known) for d in event.dates] == [(start, end, False)]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Webster described the Congress of Vienna in 1918.", [("1814", True)]),
        ("The Congress of Vienna, as he found in 1918, was late.", [("1814", True)]),
        ("He wrote of the Congress of Vienna in 1918. The Congress of Vienna (1814–15) danced.", [("1814", False)]),
        ("The Treaty of Versailles of 1756 was another.", [("1756", False)]),
        ("The Treaty of Versailles (1756) was another.", [("1756", False)]),
        ("The Battle of Leipzig in October 1813 was long.", [("1813-10", False)]),
        ("The Dunwick War, which he described in 1918, was short.", []),
    ],
)  # fmt: skip
def test_a_date_far_from_the_known_one_is_of_something_else_unless_it_is_part_of_the_name(index_of, text, dates):
    (event,) = (e for e in index_of(text).entities if e.kind is EntityKind.EVENT)
    assert [(d.start, d.known) for d in event.dates] == dates


def test_a_known_date_stands_beside_the_authors_and_is_marked_as_known(index_of):
    (event,) = (e for e in index_of("All was settled at Yalta in 1944.").entities)
    assert [(d.start, d.known) for d in event.dates] == [("1944", False), ("1945", True)]
