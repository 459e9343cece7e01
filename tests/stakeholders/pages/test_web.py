"""The great web over all pilots, one party on one sheet, and one conversation for many."""

from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from tests.initiatives.conftest import now, place
from vliegwiel.initiatives import actions as initiatives
from vliegwiel.initiatives.models import Initiative
from vliegwiel.people import actions as people
from vliegwiel.stakeholders import actions
from vliegwiel.stakeholders.models import Conversation, Stakeholder

from ..conftest import again, report, ring

MANY = """
INSERT INTO stakeholders_stakeholder (code, initiative_id, name, compared, level, influence, support, wished,
    needed_for, action, result, status, contact, note, version, added_at, changed_at, audience)
SELECT translate(lpad(to_hex(n), 8, 'z'), '01', 'xy'), %(initiative)s, 'Partij ' || n, 'partij ' || n, 'governance',
    1 + n %% 5, 3, 5, 'Iets', '', '', 'planned', '', '', 1, now(), now(), '{}' FROM generate_series(1, %(many)s) AS n
"""
WEB = reverse("stakeholders:web")
FILTERS = ["", "?niveau=bestuur&fase=running&periode=maand&status=gepland", "?periode=te-laat", "?periode=geen"]


def sheet(party):
    return reverse("stakeholders:party", args=[party.code])


@pytest.fixture
def pilots(world):
    """Six pilots of Iris that need the ministry, all reporting to Nadia; the first also needs the neighbour."""
    found = [report(world)]
    for number in range(5):
        pilot = report(world, place(world, world.space, f"Pilot {number}", ring="team"))
        actions.add(
            pilot, by=now(world.lead), organisation=world.ministry, level="governance", needed_for=f"Ding {number}",
            due_on=date(2027, 1, 10 + number),
        )  # fmt: skip
        found.append(pilot)
    return found


@pytest.mark.parametrize("many", [0, 3, 10_000])
def test_the_web_costs_the_same_at_two_and_at_ten_thousand_parties(world, pilots, as_, statements, many):
    with connection.cursor() as cursor:
        cursor.execute(MANY, {"initiative": world.pilot.pk, "many": many})
    nadia = as_(world.programme)
    for words in [*FILTERS, f"?ruimte={world.programme_space.code}", f"?na={world.ministry.code}"]:
        with statements(15):
            assert nadia.get(WEB + words).status_code == 200
    with statements(15):
        assert nadia.get(sheet(world.ministry)).status_code == 200
    with statements(15):
        assert nadia.get(reverse("stakeholders:prepare", args=[world.ministry.code])).status_code == 200


def test_every_party_is_on_exactly_one_page_the_most_needed_first(world, pilots, as_):
    with connection.cursor() as cursor:
        cursor.execute(MANY, {"initiative": world.pilot.pk, "many": 120})
    nadia, address, seen = as_(world.programme), WEB, []
    while address:
        shown = nadia.get(address).content.decode()
        names = [piece.split("<")[0].split(">")[-1] for piece in shown.split('vw-card__title">')[1:]]
        seen += [piece.split("</a>")[0].rsplit(">", 1)[-1] for piece in shown.split('vw-card__title">')[1:]]
        assert len(names) <= 50
        nexts = [piece.split('"')[0] for piece in shown.split('href="') if piece.startswith("/speelveld/?na=")]
        address = nexts[0] if nexts else ""
    assert seen[0] == "Ministerie van Letteren"
    assert len(seen) == len(set(seen)) == 122


def test_of_very_many_lines_the_newest_are_counted_and_the_page_says_so(world, pilots, as_, monkeypatch):
    nadia = as_(world.programme)
    assert "Je kunt meer dan" not in nadia.get(WEB).content.decode()
    monkeypatch.setattr("vliegwiel.stakeholders.queries.web.MOST_COUNTED", 3)
    shown = nadia.get(WEB).content.decode()
    assert "Je kunt meer dan 3 regels lezen" in shown
    assert "3 pilots" in shown
    assert "6 pilots" not in shown
    assert "Ding 4" in shown, "the newest"


def test_a_sheet_counts_the_pilots_of_all_its_pages(world, pilots, as_, monkeypatch):
    monkeypatch.setattr("vliegwiel.stakeholders.queries.web.ASKS", 4)
    shown = as_(world.programme).get(sheet(world.ministry)).content.decode()
    assert "6 pilots hebben deze partij nodig" in shown
    assert "?na=" in shown


def test_a_programme_manager_finds_which_ministry_six_pilots_need_and_nobody_else_does(world, pilots, as_):
    shown = as_(world.programme).get(WEB).content.decode()
    assert "6 pilots" in shown
    assert "Ding 4" in shown
    assert "De buurvrouw" in shown
    for person in (world.network, world.colleague, world.stranger, world.operator):
        assert "Letteren" not in as_(person).get(WEB).content.decode()
        assert as_(person).get(sheet(world.ministry)).status_code == 404
    assert as_(None).get(WEB).status_code == 302


def test_a_count_holds_only_what_one_may_see(world, pilots, as_):
    assert "6 pilots" in as_(world.manager).get(WEB).content.decode(), "Pieter leads the space"
    ring(world, "network", "network")
    shown = as_(world.network).get(WEB).content.decode()
    assert "1 pilot<" in shown
    assert "6 pilots" not in shown
    assert "Ding" not in as_(world.network).get(sheet(world.ministry)).content.decode()


@pytest.mark.parametrize(("day", "name", "beside"), [
    (date(2026, 12, 31), "Wijdemeren", None), (date(2027, 1, 1), "Hilversum", "Wijdemeren"),
])  # fmt: skip
def test_a_municipality_that_goes_into_another_is_found_under_it_from_that_day(
    world, as_, monkeypatch, day, name, beside
):
    heir = people.add_organisation(None, by=None, name="Hilversum", kind="municipality")
    old = people.add_organisation(
        None, by=None, name="Wijdemeren", kind="municipality", valid_until=date(2027, 1, 1), successor=heir
    )
    actions.add(world.pilot, by=now(world.lead), organisation=old, level="organisation")
    actions.add(world.public, by=now(world.lead), organisation=heir, level="organisation")
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_more: day)
    iris = as_(world.lead)
    shown = iris.get(WEB).content.decode()
    assert ("2 pilots" in shown) == (beside is not None)
    assert "Wijdemeren" in shown
    assert "Hilversum" in shown
    answer = iris.get(sheet(old), follow=True)
    assert f'<h1 class="vw-name">{name}</h1>' in answer.content.decode()
    if beside:
        assert beside in answer.content.decode()
        assert world.public.title in answer.content.decode()
        field = iris.get(reverse("stakeholders:field", args=[world.pilot.code, world.pilot.slug])).content.decode()
        assert "Wijdemeren" in field
        assert "nu Hilversum" in field


def test_a_pilot_that_has_ended_wants_nothing_any_more(world, pilots, as_):
    nadia = as_(world.programme)
    initiatives.end(again(pilots[5]), by=now(world.lead), end="completed", reason="Klaar.")
    assert "5 pilots" in nadia.get(WEB).content.decode()
    assert "Ding 4" not in nadia.get(sheet(world.ministry)).content.decode()
    for pilot in pilots[:5]:
        initiatives.end(again(pilot), by=now(world.lead), end="withdrawn", reason="Toch niet.")
    assert nadia.get(sheet(world.ministry)).status_code == 404
    row = Stakeholder.objects.filter(initiative=pilots[5]).get()
    assert as_(world.lead).get(row.get_absolute_url()).status_code == 200


def test_the_same_words_are_one_party_and_stand_apart_from_organisations(world, as_):
    actions.add(world.public, by=now(world.lead), name="de  Buurvrouw!", level="information")
    shown = as_(world.lead).get(WEB).content.decode()
    assert "2 pilots" in shown
    assert "vrije tekst" in shown
    assert as_(world.lead).get(sheet(world.words)).status_code == 200


def prepared(world, as_, asks, **more):
    typed = {"asks": [row.code for row in asks], "on": "2026-12-03", "who": "Nadia", "aim": "Eén lijn"} | more
    return as_(world.programme).post(reverse("stakeholders:prepare", args=[world.ministry.code]), typed)


def test_one_conversation_serves_several_pilots_and_each_sees_it(world, pilots, as_):
    rows = list(Stakeholder.objects.filter(organisation=world.ministry).order_by("id")[:3])
    assert prepared(world, as_, rows).status_code == 302
    talk = Conversation.objects.get()
    shown = as_(world.programme).get(talk.get_absolute_url()).content.decode()
    for row in rows:
        assert row.initiative.title in shown
    assert pilots[4].title not in shown
    first = again(rows[0])
    assert (first.status, first.due_on, first.action) == ("talking", date(2026, 12, 3), "Gesprek op 3 december 2026")
    mine = as_(world.lead).get(first.get_absolute_url()).content.decode()
    assert "Gesprek van 3 december 2026" in mine
    assert "Nadia Smit" in mine
    for person, status in [(world.lead, 200), (world.manager, 200), (world.colleague, 404), (world.network, 404)]:
        assert as_(person).get(talk.get_absolute_url()).status_code == status


def test_what_came_of_it_stands_at_each_pilot(world, pilots, as_):
    rows = list(Stakeholder.objects.filter(organisation=world.ministry).order_by("id")[:2])
    prepared(world, as_, rows)
    talk, nadia = Conversation.objects.get(), as_(world.programme)
    address = reverse("stakeholders:tell", args=[talk.code])
    assert nadia.get(address).status_code == 200
    assert nadia.post(address, {}).status_code == 200, "nothing was told"
    lost = nadia.post(address, {f"outcome_{rows[0].code}": "Zonder antwoord"}).content.decode()
    assert "Zonder antwoord" in lost
    assert "Kies wat ervan kwam." in lost
    typed = {
        f"came_{rows[0].code}": "agreed",
        f"outcome_{rows[0].code}": "De brief komt",
        f"due_{rows[0].code}": "2027-02-01",
    }
    assert nadia.post(address, typed).status_code == 302
    row = again(rows[0])
    assert (row.status, row.due_on) == ("agreed", date(2027, 2, 1))
    assert again(rows[1]).status == "talking"
    assert "De brief komt" in as_(world.lead).get(row.get_absolute_url()).content.decode()
    assert "De brief komt" in nadia.get(talk.get_absolute_url()).content.decode()


def test_an_ask_that_someone_may_not_read_stays_out_of_their_conversation(world, pilots, as_):
    rows = list(Stakeholder.objects.filter(organisation=world.ministry).order_by("id")[:2])
    prepared(world, as_, rows)
    talk = Conversation.objects.get()
    Initiative.objects.filter(pk=rows[1].initiative_id).update(programme=None)
    Stakeholder.objects.filter(pk=rows[1].pk).update(audience=[])
    shown = as_(world.programme).get(talk.get_absolute_url()).content.decode()
    assert rows[0].initiative.title in shown
    assert rows[1].initiative.title not in shown
    assert "voor 1 pilot" in shown


def test_what_one_does_not_carry_cannot_be_brought(world, as_):
    ring(world, "network", "network")
    address = reverse("stakeholders:prepare", args=[world.ministry.code])
    assert "pilots die je draagt" in as_(world.programme).get(address).content.decode()
    answer = as_(world.programme).post(address, {"asks": [world.party.code], "on": "2026-12-03"})
    assert answer.status_code == 403
    assert not Conversation.objects.exists()
    assert as_(world.network).get(address).status_code == 403


@pytest.mark.parametrize("odd", ["%00", "zzzzzzzz", "x" * 3000, "%F0%9F%98%80", "-1", "9" * 30])
def test_odd_words_are_no_error(world, pilots, as_, odd):
    nadia = as_(world.programme)
    for word in ("ruimte", "niveau", "fase", "periode", "status", "na"):
        assert nadia.get(f"{WEB}?{word}={odd}").status_code == 200
    assert nadia.get(f"{sheet(world.ministry)}?na={odd}&voor={odd}").status_code == 200
    for typed in ({"asks": odd, "on": odd}, {"asks": [world.party.code], "on": "0001-01-01", "who": "x" * 400}, {}):
        answer = nadia.post(reverse("stakeholders:prepare", args=[world.ministry.code]), typed)
        assert answer.status_code == 200
    assert not Conversation.objects.exists()
