"""Looks like something that exists: said when likely, silent otherwise."""

import pytest

from vliegwiel.matching.resemblance import (
    MOST_SHOWN,
    TITLES,
    Candidate,
    Likeness,
    Thresholds,
    resemblances,
)

PLAIN = {"gemeent": 1.0}
TITLE = "Anonimiseren van documenten in de raadsvergadering"


def rarity(stem):
    return PLAIN.get(stem, 5.0)


def look(title, text, *candidates):
    return resemblances(title, text, [Candidate(*one) for one in candidates], rarity)


def test_the_same_title_is_nearly_the_same():
    (found,) = look(TITLE, "", (1, TITLE, "een heel andere tekst"))
    assert found.likeness is Likeness.NEARLY_SAME


def test_another_form_of_the_same_words_is_similar():
    (found,) = look(TITLE, "", (1, "Documenten van raadsvergaderingen anonimiseren", ""))
    assert found.likeness in (Likeness.NEARLY_SAME, Likeness.VERY_SIMILAR)


def test_another_subject_is_met_with_silence():
    assert look(TITLE, "", (1, "Laadpalen voor elektrische fietsen in de wijk", "")) == []


def test_one_shared_word_is_met_with_silence():
    assert look(TITLE, "", (1, "Documenten zoeken met een slimme catalogus voor archieven", "")) == []


@pytest.mark.parametrize(("title", "text"), [("", ""), ("Anonimiseren", ""), ("De het", "een van"), ("a b", "")])
def test_nothing_is_said_before_three_content_words(title, text):
    assert look(title, text, (1, "Anonimiseren", "Anonimiseren")) == []


def test_a_copied_text_is_found_under_another_title():
    text = "We maken persoonsgegevens onleesbaar in stukken voor de raad, zodat die openbaar kunnen worden. " * 3
    (found,) = look("Proef met stukken", text, (1, "Heel iets anders als naam", text))
    assert found.likeness is Likeness.NEARLY_SAME


def test_at_most_five_are_shown_most_alike_first():
    found = look(TITLE, "", *((one, TITLE + " nu" * (one % 2), "") for one in range(1, 12)))
    assert len(found) == MOST_SHOWN
    assert [one.measure for one in found] == sorted((one.measure for one in found), reverse=True)


def test_the_reason_names_shared_words_whole_and_as_written():
    text = "Waterschapsinnovatie met sensoren tegen droogte"
    (found,) = look(text, "", (1, "Innovatie van het waterschap: sensoren tegen droogte", ""))
    assert "Waterschapsinnovatie" in found.shared
    assert len(found.shared) <= 3


def test_the_thresholds_are_in_order():
    assert Thresholds(0.8, 0.6, 0.4).word(0.39) is None
    assert TITLES.word(TITLES.maybe_useful) is Likeness.MAYBE_USEFUL
    assert TITLES.word(TITLES.very_similar) is Likeness.VERY_SIMILAR
    assert TITLES.word(1.0) is Likeness.NEARLY_SAME


@pytest.mark.parametrize("strange", ["\x00" * 50, "<script>" * 100, "é" * 100_000, "a " * 50_000, "\u202e🙂 🙂 🙂"])
def test_strange_texts_are_compared_without_error(strange):
    look(strange, strange, (1, strange, strange), (2, TITLE, ""))
    look(TITLE, TITLE, (1, strange, strange), (2, "", ""))
