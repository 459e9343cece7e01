"""Words: one family one stem, compounds in parts, every token knows where it stood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vliegwiel.matching.compounds import dutch_words, split_compound
from vliegwiel.matching.stems import stem, stop_words
from vliegwiel.matching.words import LONGEST_WORD, analyse, clean, content_words, fold, forms, grams_of, tokens


@pytest.mark.parametrize(
    "family",
    [
        "proces processen",
        "innovatie innovaties innovatief",
        "evaluatie evaluaties geevalueerd",
        "anonimiseren anonimisering geanonimiseerd anonimiseert",
        "gemeente gemeenten gemeentelijk gemeentelijke",
        "overheid overheden",
        "parkeren parkeer parkeert",
        "vergunning vergunningen",
        "stad steden",
        "foto fotos",
        "risico risicos",
        "algoritme algoritmes algoritmen",
    ],
)
def test_a_family_of_words_has_one_stem(family):
    assert len({stem(word) for word in family.split()}) == 1


@pytest.mark.parametrize("pair", ["overheid over", "water wateer", "gebruik bruik"])
def test_words_that_differ_keep_different_stems(pair):
    one, other = pair.split()
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("verhuisservice", ("verhuis", "service")),
        ("energiearmoede", ("energie", "armoede")),
        ("waterschapsinnovatie", ("waterschap", "innovatie")),
        ("energiebesparingslening", ("energie", "besparing", "lening")),
        ("gemeentehuis", ("gemeente", "huis")),
        ("parkeervergunning", ("parkeer", "vergunning")),
    ],
)
def test_a_compound_has_its_parts(word, parts):
    assert split_compound(word) == parts


@pytest.mark.parametrize("word", ["medewerkers", "samenwerking", "onderzoek", "overheid", "voorbeeld", "kenteken"])
def test_what_only_looks_like_a_compound_stays_whole(word):
    assert split_compound(word) == ()


@pytest.mark.parametrize("word", ["", "x", "gm0893", "a" * 5000, "éé" * 10, "\n", "\nwoord\n"])
def test_strange_words_are_not_split(word):
    assert split_compound(word) == ()
    assert word not in dutch_words()


def test_the_word_list_knows_its_first_and_last_words_and_no_beginnings_of_words():
    words = dutch_words()
    assert "energie" in words
    assert "zzzz" not in words
    assert "energi" not in words
    assert "nergie" not in words


def words_of(text):
    return [token.word for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("'s-Gravenhage", ["s-gravenhage"]),
        ("foto's", ["foto"]),
        ("auto’s", ["auto"]),
        ("Café één ÏJsland", ["cafe", "een", "ijsland"]),
        ("GM0893: 1.530", ["gm0893", "1", "530"]),
        ("co\u00adcreatie en zero\u200bwidth", ["cocreatie", "en", "zerowidth"]),
        ("e\u0301e\u0301n", ["een"]),
        ("Ｆｕｌｌ ﬁets", ["full", "fiets"]),
        ("snake_case", ["snake", "case"]),
        ("a\x00b", ["a", "b"]),
    ],
)
def test_text_becomes_folded_words(text, words):
    assert words_of(text) == words


def test_a_hyphenated_chain_is_found_whole_and_in_pieces():
    form = forms("ai-systeem")
    assert form.word == "aisysteem"
    assert set(form.stems) == {"aisysteem", "ai", "systeem"}
    assert forms("s-gravenhage").stem == stem("sgravenhage")


def test_stop_words_add_nothing_to_the_index():
    assert analyse("de het een van voor").stems == ""
    assert content_words("De kat en de hond") == ["kat", "hond"]
    assert "de" in stop_words()


def test_grams_know_the_edges_of_a_word():
    assert grams_of("huis") == ("_hui", "huis", "uis_")
    assert grams_of("ai") == ("ai",)


def test_clean_text_keeps_letters_and_lines_but_no_invisible_signs():
    assert clean("a\x00b\u200bc\nd\u202ee") == "abc\nde"


@given(st.text(max_size=300))
def test_every_token_stands_where_it_says(text):
    last = 0
    for token in tokens(text):
        assert last <= token.start < token.end <= len(text)
        assert token.word
        assert len(max(token.word.split("-"), key=len)) <= LONGEST_WORD
        last = token.end


@given(st.text(max_size=300))
def test_the_terms_of_any_text_hold_no_white_space_of_their_own(text):
    analysed = analyse(text)
    for terms in analysed:
        assert "\n" not in terms
        assert all(term for term in terms.split(" ")) or terms == ""


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
