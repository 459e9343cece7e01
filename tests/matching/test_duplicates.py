"""The same thing at many bodies: entries are brought together by title and meaning, and nothing drifts."""

import numpy as np

from vliegwiel.matching.duplicates import same_things

LAKKEN, PARKEREN = np.array([1.0, 0.0]), np.array([0.0, 1.0])
FILL = {100 + number: f"Onderwerp{chr(97 + number)} nummer{chr(97 + number)}" for number in range(20)}


def about(vector, *ids):
    return lambda _ids: dict.fromkeys(ids, vector.astype(np.float32))


def test_the_same_title_in_other_words_order_and_capitals_is_one_thing():
    found = same_things({1: "Documenten anonimiseren", 2: "Anonimiseren van documenten", 3: "Laadpalen"} | FILL)
    assert found == [[1, 2]]


def test_titles_that_share_a_compound_and_a_meaning_are_one_thing():
    titles = {1: "Anonimiseren", 2: "Anonimiseren", 3: "Anonimiseringssoftware", 4: "Laadpalen"} | FILL
    assert same_things(titles, about(LAKKEN, 1, 2, 3)) == [[1, 2, 3]]


def test_the_same_word_for_another_thing_is_not_brought_together():
    titles = {1: "Scanauto", 2: "Scanauto", 3: "Scanauto voor onkruid"} | FILL
    vectors = {1: PARKEREN, 2: PARKEREN, 3: LAKKEN}
    assert same_things(titles, lambda _ids: vectors) == [[1, 2]]


def test_without_vectors_only_equal_titles_are_brought_together():
    titles = {1: "Anonimiseren", 2: "Anonimiseren", 3: "Anonimiseringssoftware"} | FILL
    assert same_things(titles) == [[1, 2]]


def test_nothing_drifts_from_one_subject_to_the_next():
    titles = {
        1: "Anonimiseren",
        2: "Anonimiseren",
        3: "Anonimiseren vergaderingen",
        4: "Vergaderingen notuleren",
    } | FILL
    assert same_things(titles, about(LAKKEN, 1, 2, 3, 4)) == [[1, 2, 3]]


def test_the_answer_does_not_hang_on_the_order_of_the_entries():
    titles = {1: "Anonimiseren", 2: "Anonimiseren", 3: "Anonimiseringssoftware", 4: "Chatbot", 5: "Chatbot"} | FILL
    turned = dict(reversed(list(titles.items())))
    assert (
        same_things(titles, about(LAKKEN, 1, 2, 3))
        == same_things(turned, about(LAKKEN, 1, 2, 3))
        == [[1, 2, 3], [4, 5]]
    )


def test_titles_without_a_word_are_left_alone():
    assert same_things({1: "", 2: "", 3: "de", 4: "!!!"}) == []


def test_the_register_is_grouped_without_comparing_every_pair():
    titles = {number: f"Tool{number % 5_000} voor iets{number % 5_000}" for number in range(20_000)}
    found = same_things(titles)
    assert len(found) == 5_000
    assert {len(ids) for ids in found} == {4}
