"""One need or offer: what each sees on it, and everything one can do there through the screens."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.exchange.conftest import soon
from vliegwiel.exchange import actions
from vliegwiel.exchange.models import Connection, Need, Proposal


@pytest.fixture
def as_(world, signed_in, client):
    return lambda name: client if name == "visitor" else signed_in(world.person(name))


def form(world, **more) -> dict:
    return {"carrier": world.initiatives["letters"].code, "kind": "expertise", "title": "Iemand die leest", **more}


def text(response) -> str:
    return response.content.decode()


def wrong(response) -> set[str]:
    """Names of the fields at which the page says that something is not right."""
    return set(re.findall(r'id="id_(\w+)_error"', text(response)))


def test_placing_a_need_through_the_form(as_, world):
    page = as_("lead").get(
        "/gezocht/nieuw/", {"initiatief": world.initiatives["letters"].code, "titel": "Een ambassadeur"}
    )
    assert f'<option value="{world.initiatives["letters"].code}" selected' in text(page)
    assert 'value="Een ambassadeur"' in text(page)
    answer = as_("lead").post("/gezocht/nieuw/", form(world, places="3", ends_on=soon().isoformat()), follow=True)
    assert answer.status_code == 200
    assert Need.objects.get().places == 3


def test_a_visitor_is_asked_to_sign_in_first(client):
    answer = client.get("/gezocht/nieuw/")
    assert answer["Location"].startswith("/account/inloggen/?next=")


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"text": "x" * 100_000}, "text"),
        ({"kind": "onzin"}, "kind"),
        ({"carrier": "22222222"}, "carrier"),
        ({"places": "0"}, "places"),
        ({"places": "99999999999999999999"}, "places"),
        ({"kind": "time"}, "hours"),
        ({"kind": "time", "hours": "3"}, "ends_on"),
        ({"ends_on": "2020-01-01"}, "ends_on"),
        ({"ends_on": "gisteren"}, "ends_on"),
        ({"starts_on": "2099-02-01", "ends_on": "2099-01-01"}, "ends_on"),
        ({"themes": ["bestaat-niet"]}, "themes"),
    ],
)
def test_what_cannot_be_placed_is_said_at_its_field_and_kept(as_, world, more, field):
    answer = as_("lead").post("/gezocht/nieuw/", form(world, **more))
    assert answer.status_code == 200
    assert field in wrong(answer)
    assert Need.objects.count() == 0


def test_control_characters_are_taken_out(as_, world):
    as_("lead").post("/gezocht/nieuw/", form(world, title="Ie\x00mand", text="a\x00b\u202e"))
    assert (Need.objects.get().title, Need.objects.get().text) == ("Iemand", "ab")


def test_someone_cannot_place_for_an_initiative_of_others(as_, world):
    answer = as_("outsider").post("/gezocht/nieuw/", form(world))
    assert "carrier" in wrong(answer)


def test_the_page_of_a_need_costs_few_statements(as_, fellows, world, statements):
    tilburg = world.organisations["tilburg"]
    found = [actions.Found(tilburg, {"took_part_in": [world.initiatives["buddy"].pk], "same_size": True})]
    actions.suggest(fellows, by=None, found=found)
    client = as_("lead")
    with statements(15):
        page = client.get(fellows.get_absolute_url())
    buddy = world.initiatives["buddy"]
    link = f'<a class="vw-link" href="{buddy.get_absolute_url()}">{buddy.title}</a>'
    assert f"Doet mee aan iets dat erop lijkt: {link}" in text(page)
    assert "Ongeveer even groot" in text(page)


def test_just_after_it_is_placed_the_page_keeps_looking_for_what_fits(as_, fellows):
    address = fellows.get_absolute_url()
    fresh = text(as_("lead").get(address))
    assert "We zoeken wat erbij past" in fresh
    assert f'hx-get="{address}"' in fresh
    assert "We zoeken wat erbij past" not in text(as_("outsider").get(address))
    type(fellows).objects.filter(pk=fellows.pk).update(changed_at=timezone.now() - timedelta(minutes=2))
    later = text(as_("lead").get(address))
    assert "Nog niets gevonden dat echt past" in later
    assert "We zoeken wat erbij past" not in later


def test_suggestions_and_reasons_are_for_keepers_and_name_nothing_they_may_not_see(as_, fellows, world):
    tilburg, secret = world.organisations["tilburg"], world.initiatives["secret"]
    actions.suggest(fellows, by=None, found=[actions.Found(tilburg, {"took_part_in": [secret.pk], "same_size": True})])
    assert secret.title in text(as_("lead").get(fellows.get_absolute_url()))
    colleague = text(as_("manager").get(fellows.get_absolute_url()))
    assert "Ongeveer even groot" in colleague
    assert secret.title not in colleague
    assert "Ongeveer even groot" not in text(as_("outsider").get(fellows.get_absolute_url()))


def test_asking_answering_and_meeting_through_the_screens(as_, fellows, world):
    outsider, lead = as_("outsider"), as_("lead")
    ask = reverse("exchange:ask-to-join", args=[fellows.code, fellows.slug])
    data = {"organisation": world.organisations["tilburg"].code, "message": "Wij ook."}
    assert outsider.post(ask, data, follow=True).status_code == 200
    again = outsider.post(ask, data)
    assert "al gevraagd" in text(again)
    proposal = Proposal.objects.get()
    assert "Wij ook." in text(lead.get(fellows.get_absolute_url()))
    assert proposal.get_absolute_url() in text(lead.get("/verbindingen/"))
    no = lead.post(proposal.get_absolute_url(), {"decision": "no", "answer": ""})
    assert "answer" in wrong(no)
    lead.post(proposal.get_absolute_url(), {"decision": "yes", "answer": ""})
    connection = Connection.objects.get()
    page = text(outsider.get(connection.get_absolute_url()))
    assert "lead@voorbeeld.example" in page
    assert as_("community").get(connection.get_absolute_url()).status_code == 404
    assert as_("community").get(proposal.get_absolute_url()).status_code == 404
    stale = lead.post(proposal.get_absolute_url(), {"decision": "yes", "answer": ""})
    assert stale.status_code == 403
    assert "intussen beantwoord" in text(stale)


def test_the_one_who_comes_too_late_hears_that_it_is_full(as_, world, place):
    need = place("lead", "letters", kind="fellows", title="Eén gemeente", places=1)
    asked = {}
    for name, organisation in (("outsider", "tilburg"), ("community", "uwv")):
        body = world.organisations[organisation]
        asked[name] = actions.ask_to_join(need, by=world.person(name), organisation=body)
    lead = as_("lead")
    lead.post(asked["outsider"].get_absolute_url(), {"decision": "yes"})
    answer = lead.post(asked["community"].get_absolute_url(), {"decision": "yes"})
    assert "Alle plekken zijn intussen bezet" in text(answer)
    assert "Alle plekken zijn bezet" in text(as_("community").get(need.get_absolute_url()))
    late = as_("community").get(reverse("exchange:ask-to-join", args=[need.code, need.slug]))
    assert late.status_code == 403
    assert "Alle plekken zijn bezet" in text(late)


def test_a_job_is_taken_in_one_click_and_twice_is_once(as_, job):
    url = reverse("exchange:take-job", args=[job.code, job.slug])
    client = as_("outsider")
    assert client.get(url).status_code == 405
    assert "De klus is van jou" in text(client.post(url, follow=True))
    assert client.post(url).status_code == 403
    assert Connection.objects.count() == 1


def test_inviting_a_suggested_organisation_takes_one_click(as_, fellows, world):
    actions.suggest(fellows, by=None, found=[actions.Found(world.organisations["uwv"])])
    match = fellows.matches.get()
    url = reverse("exchange:accept-match", args=[fellows.code, fellows.slug, match.code])
    assert as_("outsider").post(url).status_code == 404
    as_("lead").post(url)
    assert Proposal.objects.get().organisation == world.organisations["uwv"]
    assert "uitgenodigd" in text(as_("community").get(fellows.get_absolute_url()))
    assert as_("lead").post(url).status_code == 403
    assert Proposal.objects.count() == 1


def test_saying_that_a_suggestion_does_not_fit_needs_a_reason(as_, fellows, world):
    actions.suggest(fellows, by=None, found=[actions.Found(world.organisations["uwv"])])
    url = reverse("exchange:dismiss-match", args=[fellows.code, fellows.slug, fellows.matches.get().code])
    assert "unsuitable" in wrong(as_("lead").post(url, {}))
    as_("lead").post(url, {"unsuitable": "known"})
    assert "UWV" not in text(as_("lead").get(fellows.get_absolute_url())).partition("<main")[2].partition("<aside")[0]


def test_changing_closing_and_opening_again(as_, fellows):
    client, base = as_("lead"), fellows.get_absolute_url()
    assert 'name="version" value="1"' in text(client.get(f"{base}bewerken/"))
    data = {"kind": "fellows", "title": fellows.title, "places": "2", "version": "1"}
    client.post(f"{base}bewerken/", data | {"title": "Drie gemeenten die meedoen"})
    stale = client.post(f"{base}bewerken/", data)
    assert "Iemand anders heeft dit veranderd" in text(stale)
    fellows.refresh_from_db()
    assert client.get(base).status_code == 301
    base = fellows.get_absolute_url()
    assert client.get(f"{base}gevonden/").status_code == 200
    client.post(f"{base}gevonden/")
    assert Need.objects.get().state == "met"
    assert client.post(f"{base}gevonden/").status_code == 403
    client.post(f"{base}heropenen/")
    assert Need.objects.get().state == "open"
    assert as_("outsider").get(f"{base}bewerken/").status_code == 403


def test_opening_to_the_market_says_first_who_will_read_it(as_, fellows):
    url = f"{fellows.get_absolute_url()}markt/"
    assert "zoekmachines" in text(as_("lead").get(url))
    as_("lead").post(url)
    assert as_("visitor").get(fellows.get_absolute_url()).status_code == 200


def test_what_came_of_it_is_told_with_the_link_of_the_mail(as_, job, world):
    connection = actions.take_job(job, by=world.person("outsider"))
    url = f"{connection.get_absolute_url()}wat-kwam-ervan/"
    assert as_("manager").get(url).status_code == 403
    as_("outsider").post(url, {"came": "result", "text": "De brief is korter."})
    assert "De brief is korter." in text(as_("lead").get(connection.get_absolute_url()))


def test_introducing_two_others(as_, world):
    client = as_("manager")
    assert "Zoek eerst beide mensen" in text(client.get("/verbindingen/voorstellen/"))
    chosen = f"?persoon={world.people['lead'].code}"
    assert "Yılmaz" in text(client.get(f"/verbindingen/voorstellen/{chosen}&q=noor"))
    data = {"one": world.people["lead"].code, "other": world.people["outsider"].code, "message": "Praat eens."}
    client.post("/verbindingen/voorstellen/", data)
    assert Connection.objects.get().introduced_by == world.people["manager"]
    words = data | {"other": data["one"]}
    assert "twee verschillende mensen" in text(client.post("/verbindingen/voorstellen/", words))
    assert as_("supplier").get("/verbindingen/voorstellen/").status_code == 403


def test_pages_speak_english_too(as_, fellows):
    client = as_("outsider")
    client.cookies["taal"] = "en"
    page = text(client.get(fellows.get_absolute_url()))
    assert "Ask to take part" in page
    assert "Vraag of je" not in page
