"""Opening a space, changing it, and asking before more people see it."""

import pytest

from vliegwiel.activity.models import Activity
from vliegwiel.spaces import actions
from vliegwiel.spaces.models import Space

FILLED = {"name": "Werkplaats", "ring": "network", "joining": "request", "modules": ["initiatives", "files"]}


def test_a_member_of_a_public_body_opens_a_space(cast, organisations, signed_in):
    browser = signed_in(cast.colleague)
    assert organisations.delft.code in browser.get("/ruimtes/nieuw/").content.decode()
    answer = browser.post("/ruimtes/nieuw/", FILLED | {"owners": [organisations.delft.code]})
    space = Space.objects.get(name="Werkplaats")
    assert answer.headers["Location"] == space.get_absolute_url()
    assert (space.ring, space.modules, list(space.owners.all())) == (
        "network",
        ["initiatives", "files"],
        [organisations.delft],
    )


@pytest.mark.parametrize("who", ["stranger", "supplier"])
def test_others_read_why_they_cannot(cast, signed_in, who):
    answer = signed_in(getattr(cast, who)).get("/ruimtes/nieuw/")
    assert answer.status_code == 403
    assert "Vertel eerst waar je werkt" in answer.content.decode()


def test_an_organisation_of_others_cannot_be_chosen(cast, organisations, signed_in):
    answer = signed_in(cast.colleague).post("/ruimtes/nieuw/", FILLED | {"owners": [organisations.leiden.code]})
    assert answer.status_code == 200
    assert "Kies alleen uit deze lijst" in answer.content.decode()


def test_an_operator_names_any_organisation(cast, organisations, signed_in):
    browser = signed_in(cast.operator)
    answer = browser.post("/ruimtes/nieuw/", FILLED | {"other_owners": "leiden\nAtlantis"})
    assert "‘Atlantis’" in answer.content.decode()
    browser.post("/ruimtes/nieuw/", FILLED | {"other_owners": " Leiden \r\nDELFT\n"})
    assert {one.name for one in Space.objects.get(name="Werkplaats").owners.all()} == {"Leiden", "Delft"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 1_000_000),
        ("name", "a\x00b"),
        ("purpose", "x" * 4001),
        ("ring", "wereld"),
        ("joining", ""),
        ("modules", ["bitcoin"]),
        ("colour", "rood"),
        ("initiative", "<i>"),
        ("initiative", "proef"),
        ("owners", ["nietdaar"]),
        ("owners", ["\x00"]),
        ("owners", []),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(cast, organisations, signed_in, field, value):
    filled = FILLED | {"owners": [organisations.delft.code], "purpose": "Samen brieven herschrijven"} | {field: value}
    answer = signed_in(cast.colleague).post("/ruimtes/nieuw/", filled)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Wat je hebt ingevuld, blijft staan" in page or "vw-form__error" in page
    assert field == "purpose" or "Samen brieven herschrijven" in page
    assert Space.objects.count() == 1


def test_every_mistake_is_said_at_once(cast, organisations, signed_in):
    wrong = {"owners": [organisations.delft.code], "initiative": "proef", "colour": "rood"}
    page = signed_in(cast.colleague).post("/ruimtes/nieuw/", FILLED | wrong).content.decode()
    assert "Vul beide woorden in" in page
    assert "Schrijf een kleur als #" in page


def test_texts_are_changed_and_the_form_starts_with_what_is_there(cast, signed_in):
    browser, address = signed_in(cast.lead), cast.space.get_absolute_url()
    assert 'value="Proeftuin"' in browser.get(f"{address}wijzigen/").content.decode()
    answer = browser.post(
        f"{address}wijzigen/",
        {
            "name": "Proeftuin 2",
            "joining": "open",
            "initiative": "proef",
            "initiatives": "proeven",
            "colour": "#FFFF00",
        },
        follow=True,
    )
    space = Space.objects.get()
    assert (space.name, space.joining, space.modules, space.colour) == ("Proeftuin 2", "open", [], "#ffff00")
    assert "donkerder tint" in answer.content.decode()
    assert set(Activity.objects.get(kind="space.edited").fields) == {"name", "joining", "modules", "words", "colour"}


def test_wider_asks_first_and_says_who_will_see_it(cast, signed_in):
    browser, address = signed_in(cast.lead), f"{cast.space.get_absolute_url()}wie-ziet-dit/"
    page = browser.post(address, {"ring": "public"}).content.decode()
    assert "Iedereen kan deze ruimte zien, ook zonder account" in page
    assert 'name="bevestigd" value="public"' in page
    assert Space.objects.get().ring == "network"
    browser.post(address, {"ring": "public", "bevestigd": "network"})
    assert Space.objects.get().ring == "network"
    said = browser.post(address, {"ring": "public", "bevestigd": "public"}, follow=True).content.decode()
    assert Space.objects.get().ring == "public"
    assert "verandert er niets" in said


def test_narrower_holds_at_once_and_is_said(cast, signed_in):
    address = f"{cast.space.get_absolute_url()}wie-ziet-dit/"
    said = signed_in(cast.lead).post(address, {"ring": "team"}, follow=True).content.decode()
    assert "Alleen de leden kunnen deze ruimte zien" in said
    assert not Space.objects.visible_to(cast.colleague).exists()


def test_a_ring_that_does_not_exist_is_refused(cast, signed_in):
    answer = signed_in(cast.lead).post(f"{cast.space.get_absolute_url()}wie-ziet-dit/", {"ring": "heelal"})
    assert answer.status_code == 200
    assert Space.objects.get().ring == "network"


def test_the_square_cannot_be_closed_from_the_page(cast, signed_in):
    square = actions.ensure_square(None, by=None)
    answer = signed_in(cast.operator).post(f"{square.get_absolute_url()}wie-ziet-dit/", {"ring": "team"})
    assert "Het plein is voor iedereen" in answer.content.decode()
    assert Space.objects.get(is_square=True).ring == "public"


def test_owners_are_changed_by_who_works_there(cast, organisations, signed_in):
    browser, address = signed_in(cast.second), f"{cast.space.get_absolute_url()}eigenaren/"
    both = [organisations.delft.code, organisations.leiden.code]
    browser.post(address, {"owners": both})
    assert Space.objects.get().owners.count() == 2
    answer = browser.post(address, {"owners": []})
    assert "Kies minstens één organisatie" in answer.content.decode()
    assert Space.objects.get().owners.count() == 2


def test_someone_who_lost_the_lead_meanwhile_changes_nothing(cast, signed_in):
    browser, address = signed_in(cast.second), f"{cast.space.get_absolute_url()}wijzigen/"
    browser.get(address)
    actions.step_down(cast.space, by=cast.second)
    assert browser.post(address, {"name": "Van mij", "joining": "open"}).status_code == 403
    assert Space.objects.get().name == "Proeftuin"
