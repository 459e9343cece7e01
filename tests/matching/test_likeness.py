"""Looks like: which of the two is the same, why, and silence when nothing is good enough."""

import math

import pytest

from tests.cast import VIEWERS
from vliegwiel.initiatives import actions as initiatives
from vliegwiel.initiatives.models import Initiative
from vliegwiel.matching import likeness, search
from vliegwiel.matching.calibration import TEXTS, TITLES, Likeness, Measures
from vliegwiel.matching.likeness import Same, looks_like
from vliegwiel.matching.resemblance import features, measured, shared_words, telling_words
from vliegwiel.matching.texts import Texts

from .reading_room import put, read_and_take_in

PROBLEM = (
    "Strooiwagens rijden in een winternacht alle fietspaden af, terwijl niemand weet waar het werkelijk glad is. Dat kost "
    "zout en diesel, en op bruggen ligt de strooiploeg toch nog te laat."
)
SOLUTION = (
    "Een vleermuizenteller hangt aan de kerktoren en stuurt elke nacht aantallen naar de ecoloog van de gemeente."
)
FILLERS = [
    ("Laadpalen in de wijk", "Bewoners vragen om meer laadpalen, maar het stroomnet in de wijk zit vol."),
    ("Zwemles voor nieuwkomers", "Kinderen die net in Nederland zijn leren zwemmen met vrijwilligers uit de buurt."),
    ("Bomen op leeftijd", "Oude bomen krijgen een paspoort met foto's, zodat snoeien op tijd gebeurt."),
]


@pytest.fixture
def submit(world):
    """Makes an initiative of the lead; everything is in the index and read by the model afterwards."""

    def make(title, *, ring="public", by="lead", **texts):
        made = initiatives.submit(
            world.spaces["square"], by=world.person(by), kind="idea", title=title, texts=texts, ring=ring
        )
        return Initiative.objects.get(pk=made.pk)

    return make


@pytest.fixture
def index(own_index):
    """Brings an index of this test up to date."""
    return read_and_take_in


def titles(found):
    return [one.initiative.title for one in found]


def test_the_same_problem_under_another_title_is_found_and_named_so(submit, index):
    submit("Zout waar het nodig is", question=PROBLEM, summary="We hangen meters op.")
    for title, text in FILLERS:
        submit(title, question=text)
    index()
    found = looks_like(
        Texts(title="Wijkkrant van de toekomst", problem=PROBLEM, solution="Een krant in elke bus."), None
    )
    assert titles(found) == ["Zout waar het nodig is"]
    assert found[0].same is Same.PROBLEM


def test_the_same_solution_for_another_problem_is_named_so(submit, index):
    submit("Nachtdieren tellen", question="Niemand weet hoeveel er zijn.", summary=SOLUTION)
    for title, text in FILLERS:
        submit(title, question=text)
    index()
    found = looks_like(Texts(title="Oude kerk krijgt een doel", problem="De kerk staat leeg.", solution=SOLUTION), None)
    assert [(one.initiative.title, one.same) for one in found] == [("Nachtdieren tellen", Same.SOLUTION)]


def test_it_speaks_while_only_the_question_is_written(submit, index):
    submit("Zout waar het nodig is", question=PROBLEM, summary="We hangen meters op.")
    index()
    assert titles(looks_like(Texts(problem=PROBLEM), None)) == ["Zout waar het nodig is"]


def test_it_is_silent_in_a_small_index_rather_than_guessing(submit, index):
    submit("Documenten zoeken in het archief", question="Medewerkers vinden documenten niet terug.")
    index()
    assert looks_like(Texts(title="Documenten vernietigen na de bewaartermijn"), None) == []


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("hoe weten we welke fietspaden glad zijn in de winter", "Zout waar het nodig is"),
        ("gevluchte kinderen die nog nooit leerden zwemmen", "Zwemles voor nieuwkomers"),
        ("wanneer moeten we een oude boom langs de weg snoeien", "Bomen op leeftijd"),
    ],
)
def test_a_lone_short_question_finds_what_it_is_about_among_five(submit, index, question, title):
    submit("Zout waar het nodig is", question=PROBLEM)
    submit("Nachtdieren tellen", question=SOLUTION)
    for name, text in FILLERS:
        submit(name, question=text)
    index()
    found = looks_like(Texts(problem=question), None)
    assert [(one.initiative.title, one.likeness) for one in found] == [(title, Likeness.MAYBE_USEFUL)]


@pytest.mark.parametrize(
    "question",
    [
        "kroketten bakken in de kantine",
        "zwembad warm houden met restwarmte",
        "dakloze mensen in de winter opvangen",
        "robot die vergaderingen notuleert",
        "asdfgh qwerty zxcvb",
        "een kookboek voor de buurt",
    ],
)
def test_another_question_finds_nothing_among_five(submit, index, question):
    submit("Zout waar het nodig is", question=PROBLEM)
    submit("Nachtdieren tellen", question=SOLUTION)
    for name, text in FILLERS:
        submit(name, question=text)
    index()
    assert looks_like(Texts(problem=question), None) == []


@pytest.mark.parametrize("text", ["", "Strooien", "de het een", "glad fietspad"])
def test_it_is_silent_before_there_are_three_words(submit, index, text):
    submit("Strooien van bruggen", question=text)
    index()
    assert looks_like(Texts(title=text), None) == []


def test_the_reasons_are_sentences_with_the_words_that_both_hold(submit, index):
    submit("Zout waar het nodig is", question=PROBLEM)
    index()
    (found,) = looks_like(Texts(problem=PROBLEM), None)
    assert found.shared
    assert all(word.lower() in PROBLEM.lower() for word in found.shared)
    assert ", ".join(found.shared) in found.reasons[0]


def test_the_initiative_itself_and_what_was_dismissed_are_left_out(submit, index):
    own, other = submit("Zout waar het nodig is", question=PROBLEM), submit("Slimmer strooien", question=PROBLEM)
    index()
    assert titles(looks_like(Texts.of(own), None, of=own)) == ["Slimmer strooien"]
    assert looks_like(Texts.of(own), None, of=own, without=[other.pk]) == []


def test_what_the_viewer_may_not_see_is_neither_shown_nor_a_reason(world, submit, index):
    canary = "Kanariewoord Xylofoonfestijn voor strooiwagens die in de winternacht de kelder zouten"
    hidden = submit("Xylofoonfestijn in de kelder", question=canary, ring="team")
    index()
    for name in VIEWERS:
        viewer = None if name == "visitor" else world.person(name)
        shown = looks_like(Texts(problem=canary), viewer)
        may = Initiative.objects.visible_to(viewer).filter(pk=hidden.pk).exists()
        assert titles(shown) == (["Xylofoonfestijn in de kelder"] if may else [])


@pytest.mark.parametrize(
    "strange", ["\x00" * 50, "<script>" * 100, "é" * 100_000, "a " * 50_000, "\u202e🙂 🙂 🙂", "' OR 1=1 --"]
)
def test_strange_texts_are_compared_without_error(submit, index, strange):
    submit("Zout waar het nodig is", question=PROBLEM)
    index()
    looks_like(Texts(title=strange, problem=strange, solution=strange), None)


def test_without_a_model_words_alone_decide(submit, index, settings):
    submit("Zout waar het nodig is", question=PROBLEM)
    search.bring_up_to_date(alone=True)
    assert titles(looks_like(Texts(problem=PROBLEM), None)) == ["Zout waar het nodig is"]


def test_a_short_question_finds_what_bears_its_rare_word_as_a_name(world, index):
    put(1, "Lakken van documenten", "Software maakt passages onleesbaar voor publicatie.")
    put(2, "Documenten in het archief van het waterschap", "Een zoekmachine voor oude stukken.")
    for number in range(3, 150):
        put(number, f"Strooiroute {number}", "Stukken en documenten over gladheid.")
    search.bring_up_to_date(alone=True)
    found = likeness.judged(Texts(problem="tool om stukken te lakken"), None)
    assert [(one.document.title, one.likeness) for one in found] == [("Lakken van documenten", Likeness.MAYBE_USEFUL)]
    assert likeness.judged(Texts(problem="waar staan alle documenten en stukken"), None) == []


def test_a_chance_rises_with_what_both_have_in_common():
    little, much = Measures(0.2, 0.2, 0.1, 0.2, 0.9, 0.85), Measures(0.9, 0.9, 0.8, 0.9, 0.9, 0.97)
    for calibration in (TITLES, TEXTS):
        assert calibration.chance(little) < 0.05 < 0.9 < calibration.chance(much)
        assert calibration.word(calibration.chance(little)) is None
        assert calibration.word(calibration.chance(much)) is Likeness.NEARLY_SAME


def test_a_pair_without_a_vector_is_judged_by_its_words():
    nearly = Measures(0.9, 0.9, 0.8, 0.9, 0.9, math.nan)
    assert TITLES.chance(nearly) > 0.8


def test_shared_words_are_whole_and_as_written():
    text = "Waterschapsinnovatie met sensoren tegen droogte"
    shared = shared_words(text, "Innovatie van het waterschap: sensoren tegen droogte", lambda _stem: 5.0)
    assert "Waterschapsinnovatie" in shared
    assert len(shared) <= 3


def test_common_words_are_no_reason():
    assert telling_words(
        "gemeente en droogte", "droogte in de gemeente", lambda stem: 0.5 if "gemeent" in stem else 5.0
    ) == ("droogte",)


def test_measures_are_the_same_in_both_directions():
    one, other = (
        features("documenten anonimiseren voor de raad"),
        features("raadsdocumenten geanonimiseerd openbaar maken"),
    )
    assert measured(one, other, lambda _stem: 1.0) == measured(other, one, lambda _stem: 1.0)


def test_a_short_text_is_asked_as_a_question():
    assert likeness.direction_for("tool om bruggen te strooien").asks == "query"
    assert likeness.direction_for(" ".join(f"woord{number}" for number in range(30))).asks == "passage"
