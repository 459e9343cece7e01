"""The list of spaces, one space and its colour, for everyone who may come by."""

import pytest

from vliegwiel.spaces import actions, queries
from vliegwiel.spaces.models import Space

EVERYONE = ["visitor", "stranger", "supplier", "network", "colleague", "member", "lead", "operator"]


@pytest.fixture
def browser_of(cast, client, signed_in):
    """The browser of someone in the cast."""
    return lambda name: client if name == "visitor" else signed_in(getattr(cast, name))


@pytest.mark.parametrize(
    ("ring", "seen_by"),
    [
        ("team", {"member", "lead"}),
        ("organisation", {"member", "lead", "colleague"}),
        ("network", {"member", "lead", "colleague", "network"}),
        ("public", set(EVERYONE)),
    ],
)
def test_a_space_and_all_its_pages_exist_only_for_who_may_see_it(cast, browser_of, ring, seen_by):
    actions.edit_space(cast.space, by=cast.lead, colour="#154273")
    actions.change_ring(cast.space, by=cast.lead, ring=ring)
    address = cast.space.get_absolute_url()
    pages = [address, f"{address}leden/", f"{address}bestanden/", f"/ruimtes/{cast.space.code}/thema.css"]
    closed = ["wijzigen", "wie-ziet-dit", "eigenaren", "vertrekken", "leden/uitnodigen", "lidmaatschap-vragen"]
    for name in EVERYONE:
        browser = browser_of(name)
        found = {browser.get(page).status_code for page in pages}
        assert found == ({200} if name in seen_by else {404}), name
        assert ("Proeftuin" in browser.get("/ruimtes/").content.decode()) == (name in seen_by)
        assert ("Proeftuin" in browser.get("/ruimtes/?q=proef").content.decode()) == (name in seen_by)
        if name not in seen_by:
            assert {browser.get(f"{address}{page}/").status_code for page in closed} == {404}, name


def test_the_pages_of_leads_are_for_leads(cast, browser_of):
    address = cast.space.get_absolute_url()
    for page in ["wijzigen", "wie-ziet-dit", "eigenaren", "leden/uitnodigen"]:
        assert browser_of("lead").get(f"{address}{page}/").status_code == 200
        assert browser_of("member").get(f"{address}{page}/").status_code == 403


def test_a_visitor_of_a_public_space_is_led_to_sign_in_and_back(cast, client):
    actions.change_ring(cast.space, by=cast.lead, ring="public")
    answer = client.get(f"{cast.space.get_absolute_url()}lidmaatschap-vragen/")
    assert answer.status_code == 302
    assert "next=%2Fruimtes%2F" in answer.headers["Location"]


def test_a_wrong_name_in_the_address_leads_to_the_right_one(cast, signed_in):
    browser = signed_in(cast.lead)
    for address in (f"/ruimtes/{cast.space.code}/", f"/ruimtes/{cast.space.code}/iets-anders/"):
        assert browser.get(address).headers["Location"] == cast.space.get_absolute_url()


def test_the_page_says_who_can_see_it_and_uses_the_words_and_modules_of_the_space(cast, signed_in):
    words = {"initiative": "proef", "initiatives": "proeven"}
    actions.edit_space(cast.space, by=cast.lead, words=words, modules=["initiatives"])
    page = signed_in(cast.member).get(cast.space.get_absolute_url()).content.decode()
    assert "Iedereen met een bevestigd account van een overheid of partner kan deze ruimte zien" in page
    assert f'href="/initiatieven/?ruimte={cast.space.code}">Proeven</a>' in page
    assert "beeld=kaart" not in page
    assert "Bestanden" not in page


def test_a_hidden_profile_is_in_no_list_and_no_count(cast, client):
    actions.change_ring(cast.space, by=cast.lead, ring="public")
    for page in ("", "leden/"):
        content = client.get(f"{cast.space.get_absolute_url()}{page}").content.decode()
        assert "Leo" not in content
        assert "Mia" not in content
    assert queries.facts_of(cast.space, None).members == 0


def test_script_in_a_name_stays_text(cast, signed_in):
    evil = "<script>alert(1)</script>"
    actions.edit_space(cast.space, by=cast.lead, name=evil, purpose=f"{evil} \u202e مرحبا 👩🏽\u200d🚒")
    for address in ("/ruimtes/", Space.objects.get().get_absolute_url()):
        page = signed_in(cast.lead).get(address).content.decode()
        assert evil not in page
        assert "&lt;script&gt;" in page


@pytest.mark.parametrize(
    "question",
    ["?q=%00", "?q=" + "x" * 5000, "?q=%25_%5C'", "?na=nietdaar", "?na=%00", "?voor=" + "9" * 400, "?mijn=misschien"],
)
def test_odd_questions_get_a_page(cast, signed_in, question):
    assert signed_in(cast.lead).get(f"/ruimtes/{question}").status_code == 200
    assert signed_in(cast.lead).get(f"{cast.space.get_absolute_url()}leden/{question}").status_code == 200


def test_paging_forth_and_back_shows_every_space_once_in_order(cast, organisations, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 3)
    names = ["Aa", "Ab", "Ab", "Ab", "Ac", "Proeftuin", "Zz"]
    for name in names[:5] + names[6:]:
        actions.open_space(None, by=cast.lead, name=name, ring="team", owners=[organisations.delft])
    seen, after, pages = [], "", []
    for _turn in range(3):
        page = queries.page_of_spaces(cast.lead, after=after)
        seen += page.rows
        pages.append(page)
        after = page.after
    assert [space.name for space in seen] == names
    assert len({space.pk for space in seen}) == len(names)
    assert (pages[0].before, pages[2].after) == ("", "")
    assert queries.page_of_spaces(cast.lead, before=pages[2].before).rows == pages[1].rows
    assert queries.page_of_spaces(cast.lead, before=pages[1].before).rows == pages[0].rows


def test_my_spaces_are_those_of_which_one_is_a_member(cast, signed_in):
    actions.ensure_square(None, by=None)
    page = signed_in(cast.member).get("/ruimtes/?mijn=ja").content.decode()
    assert "Proeftuin" in page
    assert "Plein" not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_ask_the_database_the_same_for_one_and_for_three(cast, organisations, signed_in, statements, rows):
    for number in range(rows - 1):
        actions.open_space(None, by=cast.lead, name=f"W{number}", ring="public", owners=[organisations.delft])
    if rows == 1:
        for member in (cast.member, cast.second):
            if member == cast.second:
                actions.step_down(cast.space, by=member)
            actions.leave_space(cast.space, by=member)
    browser, address = signed_in(cast.lead), cast.space.get_absolute_url()
    browser.get("/ruimtes/")
    for page, most in [("/ruimtes/", 5), (address, 11), (f"{address}leden/", 7), (f"{address}bestanden/", 6)]:
        with statements(most):
            assert browser.get(page).status_code == 200


def test_the_colour_is_served_as_shades_and_may_be_kept_long(cast, client):
    theme = f"/ruimtes/{cast.space.code}/thema.css"
    actions.change_ring(cast.space, by=cast.lead, ring="public")
    assert client.get(theme).status_code == 404
    actions.edit_space(cast.space, by=cast.lead, colour="#A90061")
    answer = client.get(theme)
    assert answer.headers["Content-Type"].startswith("text/css")
    assert "#a90061" in answer.content.decode()
    assert "immutable" in answer.headers["Cache-Control"]
    assert client.get(theme, headers={"if-none-match": answer.headers["ETag"]}).status_code == 304
    page = client.get(cast.space.get_absolute_url()).content.decode()
    assert f'href="{theme}?kleur=a90061"' in page


def test_the_colour_of_a_closed_space_is_kept_by_no_shared_cache(cast, signed_in):
    actions.edit_space(cast.space, by=cast.lead, colour="#a90061")
    answer = signed_in(cast.member).get(f"/ruimtes/{cast.space.code}/thema.css")
    assert "private" in answer.headers["Cache-Control"]
    assert "public" not in answer.headers["Cache-Control"]


@pytest.mark.parametrize("address", ["/ruimtes/", "/ruimtes/{code}/thema.css"])
def test_wrong_methods_are_refused(cast, client, address):
    assert client.post(address.format(code=cast.space.code)).status_code == 405
    assert client.delete(address.format(code=cast.space.code)).status_code == 405
