"""Mapping: the usual files map themselves, people overrule, nothing is guessed from nothing."""

from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vliegwiel.transfer.mapping import WrongMapping, apply, guess, split_list
from vliegwiel.transfer.reading import open_rows
from vliegwiel.transfer.statuses import Standing, stage_of, statuses
from vliegwiel.transfer.targets import BY_KEY, TARGETS

REGISTER = Path("vliegwiel/transfer/data/algoritmeregister-2026-08.json")


@pytest.fixture(scope="module")
def register():
    sheet = open_rows(REGISTER)
    return sheet, list(islice(sheet.rows(), 200))


def test_the_register_maps_itself(register):
    sheet, rows = register
    mapping = guess(sheet.columns, (row.values for row in rows))
    assert mapping.as_dict() == {
        "doel": "text",
        "geregistreerd": "date",
        "id": "external_id",
        "impactassessment": "extra:impact_assessment",
        "juridische_basis": "extra:legal_basis",
        "organisatie": "organisation",
        "status": "status",
        "title": "title",
        "toegevoegd": "extra:added_on",
        "url": "url",
    }
    assert all(0.9 < choice.score <= 1 and str(choice.reason) for choice in mapping.choices)


def test_a_mapped_row_holds_clean_values_and_extras_apart(register):
    sheet, rows = register
    mapped = apply(guess(sheet.columns, (row.values for row in rows)), rows[0])
    assert mapped.values["title"] == "Actonomy AI Matching Systeem"
    assert mapped.values["text"].startswith("Het Actonomy-platform")
    assert mapped.extras["impact_assessment"] == "Onbekend"
    assert mapped.cut == ()


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (["Naam", "Omschrijving", "Gemeente", "Thema's"], ["title", "text", "organisation", "themes"]),
        (["Projectnaam", "Korte omschrijving", "Startdatum"], ["title", "text", "date"]),
        (["Title", "Description", "For whom", "Kind"], ["title", "text", "for_whom", "kind"]),
        (["organisatie.naam", "organisatie.code", "titel"], ["organisation", "organisation_code", "title"]),
        (["RegistratieDatum", "ProjectNummer", "Websìte"], ["date", "external_id", "url"]),
        (["kolom 1", "x", ""], [None, None, None]),
    ],
)
def test_columns_are_known_by_dutch_and_english_names(columns, expected):
    mapping = guess(columns)
    assert [mapping.target_of(column) for column in columns] == expected


def test_values_tell_what_a_name_does_not():
    rows = [{"a": f"https://x.nl/{n}", "b": f"2026-01-{n:02}", "c": f"GM{n:04}", "d": "bla"} for n in range(1, 9)]
    mapping = guess(list("abcd"), rows)
    assert mapping.as_dict() == {"a": "url", "b": "date", "c": "organisation_code", "d": None}
    assert mapping.unmapped == ("d",)


def test_values_contradict_a_name():
    rows = [{"datum": "nog niet bekend", "titel": "x"}] * 5
    assert guess(["datum", "titel"], rows).target_of("datum") is None


def test_two_columns_never_fill_one_target():
    mapping = guess(["titel", "naam", "title"])
    targets = [choice.target for choice in mapping.choices]
    assert len(targets) == len(set(targets))
    assert mapping.column_for("title") == "title"


def test_a_person_overrules_and_the_rest_is_guessed_around_it():
    mapping = guess(["titel", "naam", "doel"], chosen={"naam": "title", "doel": None})
    assert mapping.as_dict() == {"naam": "title", "titel": None, "doel": None}
    assert guess(["titel"], chosen=guess(["titel"]).as_dict()).as_dict() == {"titel": "title"}


@pytest.mark.parametrize("chosen", [{"weg": "title"}, {"a": "onzin"}, {"a": "title", "b": "title"}])
def test_an_impossible_choice_gets_a_sentence(chosen):
    with pytest.raises(WrongMapping) as caught:
        guess(["a", "b"], chosen=chosen)
    assert "%(" not in str(caught.value)


def test_a_text_that_is_too_long_is_cut_and_named():
    assert apply(guess(["titel"]), {"titel": "x" * 1000}).cut == ("title",)


def test_targets_are_unique_and_their_words_are_folded():
    assert len(BY_KEY) == len(TARGETS)
    for target in TARGETS:
        for word in target.synonyms:
            assert word == word.lower().strip()
            assert word.replace(" ", "").isalnum(), word


@pytest.mark.parametrize("value", ['["zorg", "wonen"]', "zorg; wonen", "zorg|wonen", "zorg\nwonen;zorg", "zorg, wonen"])
def test_a_list_in_a_cell_is_split(value):
    assert split_list(value) == ["zorg", "wonen"]
    assert split_list("[" * 100_000) == ["[" * 299 + "…"]


@given(st.lists(st.text(max_size=30), max_size=10), st.text(max_size=50))
def test_any_names_and_values_give_a_mapping(columns, value):
    unique = list(dict.fromkeys(columns))
    mapping = guess(unique, [dict.fromkeys(unique, value)])
    assert set(mapping.as_dict()) == set(unique)
    apply(mapping, dict.fromkeys(unique, value))
    split_list(value)
    stage_of(value)


@pytest.mark.parametrize(
    ("word", "standing"),
    [
        ("in_gebruik", Standing.IN_USE),
        ("In Gebruik (sinds 2021)", Standing.IN_USE),
        ("ontwikkeling", Standing.DEVELOPING),
        ("In ontwikkeling", Standing.DEVELOPING),
        ("buiten_gebruik", Standing.ENDED),
        ("niet meer in gebruik", Standing.ENDED),
        ("nog niet in gebruik", None),
        ("3. Pilot", Standing.PILOT),
        ("Idee", Standing.IDEA),
        ("Gestopt", Standing.STOPPED),
        ("afgerond", Standing.COMPLETED),
        ("Beëindigd", Standing.STOPPED),
        ("on-hold", Standing.PARKED),
        ("fase 2 verkenning", Standing.EXPLORING),
        ("pilot afgerond", None),
        ("blauw", None),
        ("", None),
    ],
)
def test_a_status_word_says_where_something_stands_or_nothing(word, standing):
    assert stage_of(word) == standing


def test_every_status_of_a_file_is_listed_once():
    assert statuses(["pilot", "", "pilot", "??"]) == {"pilot": Standing.PILOT, "??": None}
