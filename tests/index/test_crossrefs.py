"""See also: what stands together oftener than chance would have it."""

from __future__ import annotations

from itertools import pairwise

FILLER = "\n\n".join(
    f"Nothing of that kind happened in the year {n}, as Zebulon Bell told everybody." for n in range(9)
)


def see_also(index):
    return {e.heading: e.see_also for e in index.entities}


def test_who_stand_in_the_same_paragraphs_refer_to_each_other(index_of):
    text = "Lars Ommundsen met Olaf Quistgaard.\n\nLater Olaf Quistgaard wrote to Lars Ommundsen.\n\n" + FILLER
    found = see_also(index_of(text))
    assert found["Ommundsen, Lars"] == ("Quistgaard, Olaf",)
    assert found["Quistgaard, Olaf"] == ("Ommundsen, Lars",)


def test_who_meet_but_once_and_who_stand_everywhere_are_no_reference(index_of):
    text = "Lars Ommundsen met Olaf Quistgaard, as Zebulon Bell told everybody.\n\n" + FILLER
    assert not any(see_also(index_of(text)).values())


def test_the_first_and_the_second_war_of_one_name_refer_to_each_other(index_of):
    found = see_also(index_of("The First Dunwick War was long.\n\nThe Second Dunwick War was short."))
    assert found == {"First Dunwick War": ("Second Dunwick War",), "Second Dunwick War": ("First Dunwick War",)}


def test_a_reference_leads_to_a_heading_of_the_index_and_never_to_itself(index_of):
    names = ["Lars Ommundsen", "Olaf Quistgaard", "Zebulon Bell", "Enno Kraehe", "Maud Franklin"]
    index = index_of("\n\n".join(f"There {a} met {b}. Then {b} left {a}." for a, b in pairwise(names * 3)))
    headings = {e.heading for e in index.entities}
    for entity in index.entities:
        assert set(entity.see_also) <= headings - {entity.heading}
