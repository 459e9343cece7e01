"""Advice on Dutch texts: lengths counted right, official words found, nothing breaks it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vliegwiel.core.plain_words import PLAIN_WORDS
from vliegwiel.core.readability import FEWEST_WORDS, MOST_FINDINGS, advise, syllables

EASY = "Wij helpen je graag. Je kunt bellen of langskomen. De balie is open van negen tot vijf. Bel ons dus gerust op."
HARD = (
    "Ingevolge artikel 4:5 van de Algemene wet bestuursrecht wordt de aanvraag, indien de aanvrager niet tijdig de "
    "noodzakelijke gegevens verstrekt, door het bestuursorgaan buiten behandeling gesteld met betrekking tot de akte."
)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("huis", 1),
        ("gemeente", 3),
        ("ideeën", 3),
        ("creëren", 3),
        ("bijeen", 2),
        ("ijs", 1),
        ("behandeling", 4),
        ("nv", 1),
    ],
)
def test_syllables_are_counted_by_groups_of_vowels(word, count):
    assert syllables(word) == count


def test_the_score_is_flesch_douma():
    advice = advise("De kat zit op de mat.")  # 6 words, 6 syllables, 1 sentence
    assert advice.score == round(206.835 - 0.93 * 6 - 77 * 1, 1)


def test_short_everyday_sentences_are_easy_and_legal_ones_hard():
    assert advise(EASY).level == "easy"
    assert advise(HARD).level == "hard"


def test_a_few_words_get_no_level():
    advice = advise("Dit is kort.")
    assert advice.words < FEWEST_WORDS
    assert advice.level == ""


def test_a_long_sentence_is_pointed_at_by_its_place_in_the_text():
    text = f"Kort is goed. {HARD} Klaar."
    (sentence,) = advise(text).long_sentences
    assert text[sentence.start : sentence.end].startswith("Ingevolge artikel")
    assert text[sentence.start : sentence.end].rstrip(".").endswith("de akte")
    assert sentence.words > 20


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Zie art. 4 van de wet. Klaar.", 2),
        ("Dat is bijv. handig, d.w.z. snel.", 1),
        ("Vraag het J. de Vries. Nu!", 2),
        ("Echt waar? Ja! Goed.", 3),
        ("Een alinea zonder punt\n\nEn nog een", 2),
        ("We doen dit:\n- bellen\n- mailen", 3),
        ('Hij zei: "Kom binnen." Zij kwam.', 2),
    ],
)
def test_sentences_end_where_a_reader_says_they_end(text, sentences):
    assert advise(text).sentences == sentences


def test_official_words_come_with_plain_ones_and_the_longest_phrase_wins():
    text = "Dit dient te worden gedaan, Indien nodig m.b.t. de wet."
    found = [(word.word, word.plain, text[word.start : word.end]) for word in advise(text).official_words]
    assert found == [
        ("dient te worden", "moet worden", "dient te worden"),
        ("indien", "als", "Indien"),
        ("m.b.t.", "over", "m.b.t."),
    ]


def test_every_official_word_of_the_list_is_found():
    for word in PLAIN_WORDS:
        assert advise(f"Wij {word} u").official_words[0].word == word


def test_words_of_four_syllables_are_counted():
    assert advise("De behandeling van een behandeling in de gemeente.").long_words == (("behandeling", 2),)


@pytest.mark.parametrize("text", ["", "\x00", "!!! ...", "   \n\n ", "\u200b"])
def test_a_text_without_words_has_no_score(text):
    assert advise(text).score is None


@pytest.mark.parametrize("text", ["a" * 10**6, "\n- " * 300_000, "e." * 400_000, "-" * 10**6, "indien " * 140_000])
def test_a_megabyte_of_anything_is_answered_with_few_findings(text):
    advice = advise(text)
    assert max(map(len, (advice.long_sentences, advice.long_words, advice.official_words))) <= MOST_FINDINGS


@given(st.text())
def test_any_text_gets_advice_and_findings_lie_inside_it(text):
    advice = advise(text)
    assert all(0 <= found.start < found.end <= len(text) for found in (*advice.official_words, *advice.long_sentences))
