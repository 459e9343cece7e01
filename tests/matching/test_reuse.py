"""Can be reused here: a part or a method of one that meets a problem or an approach of another."""

import pytest

from tests.cast import VIEWERS
from vliegwiel.initiatives import actions as initiatives
from vliegwiel.initiatives.models import Initiative, Part
from vliegwiel.matching.calibration import REUSE, Measures
from vliegwiel.matching.reuse import reusable_here
from vliegwiel.matching.texts import Texts

from .reading_room import read_and_take_in

NEED = "Onze strooiwagens weten niet op welke bruggen en fietspaden het glad is; we missen metingen van het wegdek."
PART = "Meetkastje dat de temperatuur en het vocht van het wegdek op bruggen en fietspaden meet en voorspelt waar het glad wordt."


@pytest.fixture
def index(own_index):
    return read_and_take_in


@pytest.fixture
def offer(world):
    """Makes an initiative with one part."""

    def make(name="Meetkastje voor gladheid", text=PART, *, ring="public", kind="service"):
        made = initiatives.submit(
            world.spaces["square"],
            by=world.person("lead"),
            kind=kind,
            title="Weerstation op de brug",
            texts={"question": "Het weer verandert.", "summary": "Metingen voor iedereen."},
            ring=ring,
        )
        initiative = Initiative.objects.get(pk=made.pk)
        initiatives.add_part(initiative, by=world.person("lead"), kind="software", name=name, description=text)
        return Part.objects.get(initiative=initiative, name=name)

    return make


def names(found):
    return [str(one.thing) for one in found]


def test_a_part_that_meets_the_problem_is_found_and_the_reason_says_so(offer, index):
    offer()
    index()
    (found,) = reusable_here(Texts(title="Winterdienst", problem=NEED), None)
    assert (str(found.thing), found.is_part, found.piece) == ("Meetkastje voor gladheid", True, "problem")
    assert found.reasons[0]
    assert found.shared


def test_a_method_of_others_is_found_as_well(world, index):
    initiatives.submit(
        world.spaces["square"], by=world.person("lead"), kind="method", title="Gladheid meten op bruggen",
        texts={"summary": PART}, ring="public",
    )  # fmt: skip
    index()
    assert "Gladheid meten op bruggen" in names(reusable_here(Texts(problem=NEED), None))


def test_nothing_is_said_when_nothing_answers(offer, index):
    offer()
    index()
    assert (
        reusable_here(
            Texts(problem="Kinderen willen graag leren schaken in de bibliotheek, maar er is geen leraar."), None
        )
        == []
    )


def test_parts_of_the_initiative_itself_and_what_was_dismissed_are_left_out(offer, index):
    part = offer()
    index()
    assert reusable_here(Texts(problem=NEED), None, of=part.initiative) == []
    assert reusable_here(Texts(problem=NEED), None, without=[("part", part.pk)]) == []


def test_parts_of_what_was_withdrawn_are_no_answer(world, offer, index):
    part = offer()
    index()
    initiatives.end(part.initiative, by=world.person("lead"), end="withdrawn", reason="Het weer wordt warmer.")
    index()
    assert reusable_here(Texts(problem=NEED), None) == []


def test_what_the_viewer_may_not_see_is_no_answer(world, offer, index):
    part = offer("Xylofoonkastje", PART, ring="team")
    index()
    for name in VIEWERS:
        viewer = None if name == "visitor" else world.person(name)
        may = Part.objects.visible_to(viewer).filter(pk=part.pk).exists()
        assert names(reusable_here(Texts(problem=NEED), viewer)) == (["Xylofoonkastje"] if may else [])


@pytest.mark.parametrize("strange", ["", "\x00" * 50, "é" * 50_000, "de het een", "🙂 🙂 🙂"])
def test_strange_texts_find_nothing_and_break_nothing(offer, index, strange):
    offer()
    index()
    assert reusable_here(Texts(strange, strange, strange, strange), None) == []


def test_the_chance_needs_words_or_meaning_and_rises_with_both():
    def chance(words, meaning):
        return REUSE.chance(Measures(words, words, words, words, 0.8, meaning))

    assert chance(0.05, 0.80) < 0.05 < chance(0.2, 0.90) < chance(0.5, 0.90) < chance(0.5, 0.93)
