"""News, following, wishes, stopping: the pages, with whatever someone writes in their addresses and forms."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from vliegwiel.conversation import actions as comments
from vliegwiel.initiatives import actions as initiatives
from vliegwiel.notifications import actions
from vliegwiel.notifications.models import Follow, Notification, Preference, RefusedAddress
from vliegwiel.notifications.queries.inbox import news_of
from vliegwiel.notifications.stopping import stop_word
from vliegwiel.people import actions as people

from ..conftest import again, check_in, follow, now, tell_everything

ODD = ["", "x", "-1", "²", "9" * 40, "\x00", "<script>"]


@pytest.fixture
def told(reporting):
    check_in(reporting)
    tell_everything()
    return reporting


def sentence(page) -> str:
    return page.content.decode()


def test_news_says_what_happened_and_why_one_hears_it(told, as_):
    page = sentence(as_(told.programme).get(reverse("notifications:news")))
    assert "Iris Bos verstuurde een check-in van" in page
    assert "omdat het op jouw programmatafel ligt" in page


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(told, as_, statements, many):
    for number in range(many):
        initiatives.add_update(again(told.pilot), by=now(told.lead), title=f"Nieuws {number}", text="Ja.")
        initiatives.add_part(again(told.pilot), by=now(told.lead), kind="data", name=f"Lijst {number}", description="x")
    follow(told.programme, told.pilot)
    tell_everything()
    noor = as_(told.programme)
    with statements(7):
        assert noor.get(reverse("notifications:news")).status_code == 200
    with statements(6):
        assert noor.get(reverse("notifications:follows")).status_code == 200


def test_the_header_counts_what_is_new_and_reading_takes_it_away(told, as_):
    noor = as_(told.programme)
    count = Notification.objects.filter(person=told.programme).count()
    assert re.search(rf"vw-badge--brand\">{count}<", sentence(noor.get("/")))
    row = Notification.objects.filter(person=told.programme).latest("id")
    assert noor.post(reverse("notifications:read", args=[row.pk]))["Location"] == reverse("notifications:news")
    assert re.search(rf"vw-badge--brand\">{count - 1}<", sentence(noor.get("/")))
    noor.post(reverse("notifications:read-all"), {"tot": row.pk})
    assert "vw-badge--brand" not in sentence(noor.get("/"))
    assert "Je hebt alles gelezen" in sentence(noor.get(reverse("notifications:news") + "?toon=nieuw"))


def test_news_is_ones_own(told, as_, client):
    row = Notification.objects.filter(person=told.programme).latest("id")
    assert as_(told.lead).post(reverse("notifications:read", args=[row.pk])).status_code == 404
    assert client.get(reverse("notifications:news"))["Location"].startswith("/account/inloggen/")
    assert as_(told.lead).get(reverse("notifications:read", args=[row.pk])).status_code == 405


def test_after_reading_one_is_never_led_elsewhere(told, as_):
    row = Notification.objects.filter(person=told.programme).latest("id")
    answer = as_(told.programme).post(reverse("notifications:read", args=[row.pk]), {"next": "https://elders.example/"})
    assert answer["Location"] == reverse("notifications:news")


@pytest.mark.parametrize("odd", ODD)
def test_odd_numbers_are_the_beginning(told, as_, odd):
    noor = as_(told.programme)
    for page in ("news", "follows"):
        assert noor.get(reverse(f"notifications:{page}"), {"voor": odd}).status_code == 200
    assert noor.post(reverse("notifications:unfollow"), {"volg": odd}).status_code == 302
    assert noor.post(reverse("notifications:read-all"), {"tot": odd}).status_code == 302


def test_one_follows_and_stops_with_a_button(world, as_):
    initiatives.change_ring(world.pilot, by=now(world.lead), ring="network")
    noor = as_(world.network)
    address = reverse("notifications:follow", args=["initiatief", world.pilot.code])
    assert "Volg dit" in sentence(noor.get(address))
    noor.post(address, {"volg": "ja"})
    noor.post(address, {"volg": "ja"})
    assert Follow.objects.filter(person=world.network).count() == 1
    assert world.pilot.title in sentence(noor.get(reverse("notifications:follows")))
    piece = noor.get(address, headers={"HX-Request": "true"})
    assert "Je volgt dit." in sentence(piece)
    assert "<html" not in sentence(piece)
    assert "Volgen" in sentence(noor.post(address, {"volg": "nee"}, headers={"HX-Request": "true"}))
    assert Follow.objects.count() == 0


def test_what_one_cannot_see_cannot_be_followed_and_goes_from_the_list(world, as_):
    initiatives.change_ring(world.pilot, by=now(world.lead), ring="team")
    noor = as_(world.stranger)
    address = reverse("notifications:follow", args=["initiatief", world.pilot.code])
    assert noor.get(address).status_code == noor.post(address, {"volg": "ja"}).status_code == 404
    follow(world.stranger, world.pilot)
    assert world.pilot.title not in sentence(noor.get(reverse("notifications:follows")))
    for word, code in [("initiatief", "x"), ("geheim", world.pilot.code), ("thema", "bestaat-niet")]:
        assert noor.get(reverse("notifications:follow", args=[word, code])).status_code == 404


def test_every_page_of_a_thing_offers_to_follow_it(world, as_):
    iris = as_(world.lead)
    for thing in (world.pilot, world.space, world.delft, world.colleague):
        page = sentence(iris.get(thing.get_absolute_url(), follow=True))
        assert "/volgen/" in page.split("<main")[1], thing


def wished(**more) -> dict[str, str]:
    groups = dict.fromkeys(["asked", "answered", "mentioned", "team", "belonging", "following"], "daily")
    return groups | {"quiet_from": "22:00", "quiet_until": "06:00"} | more


def test_wishes_are_kept_and_shown(told, as_):
    noor = as_(told.programme)
    assert noor.post(reverse("notifications:wishes"), wished(team="never")).status_code == 302
    assert Preference.objects.get(person=told.programme, group="team").pace == "never"
    page = sentence(noor.get(reverse("notifications:wishes")))
    assert re.search(r'value="22:00"\s+selected', page)


@pytest.mark.parametrize("odd", [{"team": "elk uur"}, {"quiet_from": "25:00"}, {"quiet_until": "\x00"}, {"asked": ""}])
def test_odd_wishes_are_answered_with_a_sentence(told, as_, odd):
    answer = as_(told.programme).post(reverse("notifications:wishes"), wished(**odd))
    assert answer.status_code == 422
    assert Preference.objects.count() == 0


def test_a_mail_program_stops_mail_with_one_click_and_a_person_is_asked_first(told, client):
    address = reverse("notifications:stop", args=[stop_word(told.programme.pk, "team")])
    page = client.get(address)
    assert "Deze mail niet meer?" in sentence(page)
    assert not Preference.objects.exists()
    strict = type(client)(enforce_csrf_checks=True)
    assert "Deze mail is gestopt" in sentence(strict.post(address, {"List-Unsubscribe": "One-Click"}))
    assert Preference.objects.get(person=told.programme).pace == "never"
    assert strict.post(address).status_code == 200


@pytest.mark.parametrize("word", ["a" * 30, "WzEsImFsbGVzIl0.1x.abc", "....................", "x" * 200])
def test_a_link_that_is_not_ours_stops_nothing(world, client, word):
    for page in ("stop", "address"):
        assert client.get(reverse(f"notifications:{page}", args=[word])).status_code == 404
        assert client.post(reverse(f"notifications:{page}", args=[word])).status_code == 404


def test_an_address_that_refuses_is_shown_to_the_person_and_the_operators(world, as_, client):
    for number in range(3):
        row = actions.keep_refusal(world.lead, by=None, email=world.lead.email, status=550, said=f"nee <b>{number}</b>")
    assert row.is_stopped
    iris = as_(world.lead)
    page = sentence(iris.get(reverse("notifications:wishes")))
    assert "neemt onze mail niet aan" in page
    assert "nee &lt;b&gt;2" in page
    assert iris.get(reverse("notifications:refused")).status_code == 403
    assert world.lead.email in sentence(as_(world.operator).get(reverse("notifications:refused")))
    assert as_(world.colleague).post(reverse("notifications:again", args=[row.code])).status_code == 404
    # asked for, one mail brings a link; looking at it changes nothing, pressing does
    iris.post(reverse("notifications:again", args=[row.code]))
    sent = re.search(r"http://\S+", mail.outbox[-1].body).group().split("//", 1)[1].split("/", 1)[1]
    assert "Komt er weer mail aan?" in sentence(client.get(f"/{sent}"))
    assert RefusedAddress.objects.count() == 1
    assert "Dank je wel" in sentence(client.post(f"/{sent}"))
    assert RefusedAddress.objects.count() == 0


def test_the_list_of_refusals_goes_page_by_page(world, as_, statements):
    operator = as_(world.operator)
    for number in range(3):
        person = people.sign_up(
            None, by=None, email=f"weg{number}@voorbeeld.example", given_name="Weg", family_name="Man"
        )
        actions.keep_refusal(person, by=None, email=person.email, status=550, said="weg")
        with statements(6):
            assert operator.get(reverse("notifications:refused")).status_code == 200
    for odd in ODD:
        assert operator.get(reverse("notifications:refused"), {"na": odd}).status_code == 200


def test_old_links_stop_working(world, client, monkeypatch):
    word = stop_word(world.lead.pk, "team")
    monkeypatch.setattr("vliegwiel.notifications.stopping.STOP_WORKS", timedelta(seconds=-1))
    assert client.get(reverse("notifications:stop", args=[word])).status_code == 404


def test_news_of_a_comment_leads_to_that_comment_also_on_a_later_page(told, as_):
    for number in range(45):
        comments.place(again(told.pilot), by=now(told.lead), text=f"Nummer {number}")
    said = comments.place(
        again(told.pilot), by=now(told.lead), text="Kijk jij hiernaar?", mentioned=[now(told.programme)]
    )
    tell_everything()
    noor = as_(told.programme)
    page = sentence(noor.get(reverse("notifications:news")))
    assert f'href="{said.get_absolute_url()}">Iris Bos noemt je' in page
    stands = noor.get(said.get_absolute_url())["Location"]
    assert stands.endswith(f"#reactie-{said.code}")
    assert f'id="reactie-{said.code}"' in sentence(noor.get(stands))
    [mailed] = [one for one in news_of(now(told.programme)).rows if one.row.why == "mentioned"]
    assert mailed.address == said.get_absolute_url()
    comments.withdraw(again(said), by=now(told.lead))
    assert noor.get(noor.get(said.get_absolute_url())["Location"]).status_code == 200


def test_who_decides_about_a_reported_comment_is_led_to_where_one_decides(told, as_):
    said = comments.place(again(told.pilot), by=now(told.lead), text="Hm.")
    comments.report(said, by=now(told.programme), reason="Dit klopt niet.")
    tell_everything()
    assert f'href="{reverse("conversation:reports")}">Een reactie' in sentence(
        as_(told.manager).get(reverse("notifications:news"))
    )
