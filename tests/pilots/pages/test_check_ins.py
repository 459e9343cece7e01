"""Filling in a check-in: kept as one types, sent once, and nothing typed is lost."""

import re

import pytest
from django.urls import reverse

from tests.initiatives.conftest import now
from vliegwiel.initiatives import actions as initiatives
from vliegwiel.initiatives.models import TeamRole, Update
from vliegwiel.pilots.models import CheckIn, CheckInDraft, CheckInItem

from ..conftest import check_in, report
from .test_opening import page

FILLED = {"result_0": "Het werkt.", "question_0": "Wie helpt?", "bottleneck_0": "", "ring": "team"}


def secret_of(client, address) -> str:
    return re.search(r'name="secret" value="([^"]+)"', client.get(address).content.decode())[1]


@pytest.fixture
def form(world, as_):
    """A client of the project lead, the address of the form, and what it sends."""
    client, address = as_(world.lead), page(world.pilot, "check-in-new")
    return client, address, FILLED | {"secret": secret_of(client, address)}


def test_what_is_typed_is_kept_and_stands_there_again(world, form):
    client, address, typed = form
    assert client.post(page(world.pilot, "check-in-keep"), typed | {"result_0": "Half af"}).status_code == 204
    again = client.get(address).content.decode()
    assert "Half af" in again
    assert typed["secret"] in again
    assert not CheckIn.objects.exists()


def test_one_more_question_keeps_the_rest(form):
    client, address, typed = form
    answer = client.post(address, typed | {"meer": "question"})
    text = client.get(answer["Location"].split("#")[0]).content.decode()
    assert 'name="question_1"' in text
    assert "Wie helpt?" in text
    assert not CheckIn.objects.exists()


def test_pressing_twice_sends_once(form):
    client, address, typed = form
    for _time in range(2):
        assert client.post(address, typed).status_code == 302
    assert CheckIn.objects.count() == 1
    assert list(CheckInItem.objects.values_list("kind", flat=True)) == ["result", "question"]
    assert not CheckInDraft.objects.exists()


def test_a_megabyte_of_text_is_answered_in_a_sentence_and_kept(form):
    client, address, typed = form
    answer = client.post(address, typed | {"bottleneck_0": "woord " * 170_000})
    assert answer.status_code == 200
    assert "tekens lang" in answer.content.decode()
    assert len(CheckInDraft.objects.get().data["bottleneck_0"]) > 90_000


def test_odd_signs_are_taken_out_and_scripts_are_shown_as_text(world, form):
    client, address, typed = form
    client.post(address, typed | {"question_0": "<script>alert(1)</script>\x00\x07\u202e kan dit?"})
    assert CheckInItem.objects.get(kind="question").text == "<script>alert(1)</script> kan dit?"
    text = client.get(page(world.pilot, "check-ins")).content.decode()
    assert "<script>alert" not in text
    assert "&lt;script&gt;" in text


def test_who_leaves_the_team_half_way_keeps_what_was_typed_on_the_page(world, form):
    client, address, typed = form
    initiatives.change_ring(world.pilot, by=now(world.manager), ring="public")
    initiatives.give_role(world.pilot, by=now(world.lead), person=world.colleague, role="lead")
    role = TeamRole.objects.get(initiative=world.pilot, person=world.lead)
    initiatives.take_role(world.pilot, by=now(world.lead), team_role=role)
    answer = client.post(address, typed)
    assert answer.status_code == 403
    assert "Wie helpt?" in answer.content.decode()
    assert not CheckIn.objects.exists()


def test_a_ring_wider_than_the_initiative_is_not_in_the_list(form):
    client, address, typed = form
    assert client.post(address, typed | {"ring": "public"}).status_code == 200
    assert client.post(address, typed | {"ring": "\x00"}).status_code == 200
    assert not CheckIn.objects.exists()


def test_nothing_at_all_is_said_kindly(form):
    client, address, typed = form
    answer = client.post(address, typed | {"result_0": " ", "question_0": ""})
    assert "Schrijf minstens één resultaat, vraag of knelpunt op." in answer.content.decode()


@pytest.mark.parametrize("secret", ["", "kort", "x" * 5000, "\x00" * 32])
def test_a_word_that_is_not_ours_is_replaced(world, form, secret):
    client, address, typed = form
    assert client.post(address, typed | {"secret": secret}).status_code == 302
    assert client.post(page(world.pilot, "check-in-keep"), typed | {"secret": secret}).status_code == 409


def test_the_previous_one_stands_beside_it(world, as_):
    check_in(world)
    text = as_(world.lead).get(page(world.pilot, "check-in-new")).content.decode()
    assert "De eerste brief is getest." in text.split("<aside")[1]


def test_results_become_news_when_asked(form):
    client, address, typed = form
    client.post(address, typed | {"as_news": "on"})
    assert Update.objects.get().text == "Het werkt."


def test_a_reader_of_the_initiative_sees_nothing_of_a_check_in_for_the_team(world, as_):
    initiatives.change_ring(world.pilot, by=now(world.manager), ring="public")
    check_in(world)
    for who in (None, world.stranger, world.network):
        answer = as_(who).get(page(world.pilot, "check-ins"))
        assert answer.status_code == 200
        assert "jurist" not in answer.content.decode()


def test_tabs_are_there_for_who_has_something_there(world, as_):
    initiatives.change_ring(world.pilot, by=now(world.manager), ring="public")
    home = world.pilot.get_absolute_url()
    assert "/check-ins/" not in as_(None).get(home).content.decode()
    assert "/check-ins/" in as_(world.lead).get(home).content.decode()
    check_in(world, ring="public")
    assert "/check-ins/" in as_(None).get(home).content.decode()


@pytest.mark.parametrize("many", [1, 12])
def test_the_pages_cost_the_same_however_much_was_told(world, as_, statements, many):
    report(world)
    for number in range(many):
        check_in(world, secret=f"{number:032d}")
    for name in ("check-ins", "minute", "anchoring", "check-in-new"):
        client = as_(world.lead)
        with statements(15):
            assert client.get(page(world.pilot, name)).status_code == 200


def test_the_rhythm_says_who_is_next_and_when_it_is_silent(world, as_):
    report(world)
    client = as_(world.lead)
    pulse = reverse("pilots:pulse", args=[world.pilot.code])
    assert "De volgende check-in is op" in client.get(pulse).content.decode()
    world.pilot.rhythm.next_on = "2026-01-01"
    world.pilot.rhythm.save()
    assert "Stil" in client.get(pulse).content.decode()
    assert "Stil" in client.get(page(world.pilot, "check-ins")).content.decode()
    assert as_(world.stranger).get(pulse).status_code == 404


@pytest.mark.parametrize("filled", [{"weeks": "0"}, {"weeks": "x"}, {"next_on": "gisteren"}, {"turn": "zzzzzzzz"}, {}])
def test_a_rhythm_that_cannot_be_is_answered_at_its_field(world, as_, filled):
    typed = {"weeks": "2", "next_on": "2020-01-01", "turn": ""} | filled
    answer = as_(world.lead).post(page(world.pilot, "rhythm"), typed)
    assert answer.status_code == 200
    assert "Er klop" in answer.content.decode()


@pytest.mark.parametrize("name", ["check-ins", "anchoring", "minute"])
def test_a_page_to_look_at_takes_no_form(world, as_, name):
    for method in ("post", "put", "delete"):
        assert getattr(as_(world.lead), method)(page(world.pilot, name)).status_code == 405
