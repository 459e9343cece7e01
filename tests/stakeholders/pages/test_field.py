"""The playing field of one pilot: four pictures of the same facts, one line to add, and forms that lose nothing."""

import csv
import io

import pytest
from django.db import connection
from django.urls import reverse

from tests.initiatives.conftest import now
from vliegwiel.initiatives import actions as initiatives
from vliegwiel.stakeholders import actions
from vliegwiel.stakeholders.models import PlayingField, Stakeholder, StakeholderChange

from ..conftest import again, ring

LOOKS = ["", "?beeld=kwadrant", "?beeld=banen", "?beeld=web", "?niveau=bestuur&status=gepland&op=invloed&fase=running"]
PILE = """
INSERT INTO stakeholders_stakeholder (code, initiative_id, name, compared, level, influence, support, wished,
    needed_for, action, result, status, contact, note, version, added_at, changed_at, audience)
SELECT translate(lpad(to_hex(n), 8, 'z'), '01', 'xy'), %(initiative)s, 'Partij ' || n, 'partij ' || n,
    (ARRAY['governance', 'organisation', 'information'])[1 + n %% 3], 1 + n %% 5, 1 + n %% 4, 5, 'Iets', '', '',
    'planned', '', '', 1, now(), now(), '{}' FROM generate_series(1, %(many)s) AS n
"""


def page(world, name, *more, of=None):
    pilot = of or world.pilot
    return reverse(f"stakeholders:{name}", args=[pilot.code, pilot.slug, *more])


def pile(world, many):
    with connection.cursor() as cursor:
        cursor.execute(PILE, {"initiative": world.pilot.pk, "many": many})


@pytest.mark.parametrize("many", [0, 3, 10_000])
def test_every_picture_costs_the_same_at_two_and_at_ten_thousand_parties(world, as_, statements, many):
    pile(world, many)
    iris = as_(world.lead)
    for look in LOOKS:
        with statements(15):
            assert iris.get(page(world, "field") + look).status_code == 200, look
    with statements(15):
        assert iris.get(page(world, "stakeholder", world.party.code)).status_code == 200
    ring(world, "network", "network")
    noor = as_(world.network)
    for look in LOOKS:
        with statements(15):
            assert noor.get(page(world, "field") + look).status_code == 200, look


@pytest.mark.parametrize("look", LOOKS[:4])
def test_every_picture_tells_the_same_facts_in_words(world, as_, look):
    actions.change(world.party, by=now(world.lead), version=1, influence=5, support=2, wished=4)
    shown = as_(world.lead).get(page(world, "field") + look).content.decode()
    for words in ("Ministerie van Letteren", "De buurvrouw"):
        assert words in shown
    assert 'style="' not in shown


def test_who_may_not_read_it_finds_no_field(world, as_):
    for name in ("field", "field-csv"):
        assert as_(world.colleague).get(page(world, name)).status_code == 404
    assert as_(world.colleague).get(page(world, "stakeholder", world.party.code)).status_code == 404
    tab = f'href="{page(world, "field")}"'
    at = world.pilot.get_absolute_url()
    assert tab not in as_(world.colleague).get(at).content.decode()
    assert tab in as_(world.lead).get(at).content.decode()


def test_a_wider_field_keeps_words_about_people_with_the_team(world, as_):
    actions.change(world.party, by=now(world.lead), version=1, contact="Truus van Dam", note="Belt liever")
    ring(world, "network", "network")
    for person, reads in [(world.lead, True), (world.manager, True), (world.network, False), (world.colleague, False)]:
        shown = as_(person).get(page(world, "stakeholder", world.party.code)).content.decode()
        assert ("Truus van Dam" in shown, "Belt liever" in shown) == (reads, reads)
    for person in (world.lead, world.network):
        assert "Truus" not in as_(person).get(page(world, "field-csv")).content.decode()


def test_one_line_places_a_party_and_a_name_that_is_one_organisation_is_that_one(world, as_):
    iris = as_(world.lead)
    iris.post(page(world, "add"), {"name": "DELFT", "level": "organisation"})
    assert Stakeholder.objects.get(organisation=world.delft).name == ""
    iris.post(page(world, "add"), {"name": "Vrienden van de bibliotheek", "level": "information"})
    row = Stakeholder.objects.get(name="Vrienden van de bibliotheek")
    assert (row.organisation, row.level) == (None, "information")


def test_a_name_that_may_mean_an_organisation_is_asked_after(world, as_):
    iris = as_(world.lead)
    shown = iris.post(page(world, "add"), {"name": "Letteren", "level": "governance"}).content.decode()
    assert "Ministerie van Letteren" in shown
    assert not Stakeholder.objects.filter(name="Letteren").exists()
    typed = {"name": "Letteren", "level": "governance", "which": "woorden"}
    assert iris.post(page(world, "add"), typed).status_code == 302
    assert Stakeholder.objects.filter(name="Letteren").exists()
    typed["which"] = world.ministry.code
    shown = iris.post(page(world, "add"), typed).content.decode()
    assert "staat al in het speelveld" in shown


def test_pressing_twice_places_it_once(world, as_):
    iris = as_(world.lead)
    for _twice in range(2):
        iris.post(page(world, "add"), {"name": "Eén keer", "level": "governance"})
    assert Stakeholder.objects.filter(name="Eén keer").count() == 1


@pytest.mark.parametrize("odd", ["", " ", "\x00", "x" * 300, "\u202e\u200b", "<script>alert(1)</script>", "=1+1", "☃"])
def test_odd_names_are_kept_harmless_or_refused_in_a_sentence(world, as_, odd):
    iris = as_(world.lead)
    answer = iris.post(page(world, "add"), {"name": odd, "level": "governance"})
    assert answer.status_code in (200, 302)
    assert "<script>alert" not in iris.get(page(world, "field")).content.decode()
    for look in LOOKS:
        assert iris.get(page(world, "field") + look).status_code == 200


@pytest.mark.parametrize("odd", ["%00", "zzzzzzzz", "x" * 3000, "%F0%9F%98%80", "-1", "9" * 30])
def test_odd_words_in_the_address_are_no_error(world, as_, odd):
    iris = as_(world.lead)
    for word in ("beeld", "niveau", "status", "fase", "op", "na", "voor"):
        for name in ("field", "field-csv"):
            assert iris.get(f"{page(world, name)}?{word}={odd}").status_code == 200


def test_the_file_has_the_table_and_no_formula(world, as_):
    actions.change(world.party, by=now(world.lead), version=1, needed_for="=cmd()", owner=world.lead)
    answer = as_(world.lead).get(page(world, "field-csv") + "?op=naam")
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert lines[0][0] == "Partij"
    assert len(lines) == 3
    assert next(line for line in lines if line[0] == "Ministerie van Letteren")[5] == "'=cmd()"


FULL = {
    "level": "governance", "influence": "5", "support": "2", "wished": "4", "needed_for": "De wet", "stage": "running",
    "action": "Bellen", "due_on": "2026-12-01", "result": "Een brief", "status": "talking", "contact": "Truus",
    "note": "Weinig tijd",
}  # fmt: skip


def test_the_form_says_everything_and_the_history_who_did_what(world, as_):
    iris = as_(world.lead)
    address = page(world, "edit", world.party.code)
    assert iris.get(address).status_code == 200
    assert iris.post(address, FULL | {"version": "1", "owner": world.lead.code}).status_code == 302
    row = again(world.party)
    assert (row.influence, row.support, row.wished, row.owner, row.stage.slug) == (5, 2, 4, world.lead, "running")
    shown = iris.get(page(world, "stakeholder", row.code)).content.decode()
    for words in ("Iris Bos", "Invloed", "3: enige → 5: beslist", "1 december 2026"):
        assert words in shown.replace("\n", " "), words


def test_the_second_of_two_is_told_and_keeps_what_was_typed(world, as_):
    actions.change(
        world.party, by=now(world.manager), version=1, needed_for="Iets van Pieter", influence=4, note="Stil"
    )
    iris = as_(world.lead)
    typed = FULL | {"version": "1", "owner": "", "needed_for": "Iets van Iris", "influence": "3", "note": ""}
    shown = iris.post(page(world, "edit", world.party.code), typed).content.decode()
    assert "Iets van Pieter" in shown
    assert "Iets van Iris" in shown
    assert again(world.party).needed_for == "Iets van Pieter"
    assert '<option value="4" selected>' in shown, "what Iris did not touch is as Pieter left it"
    assert "Stil" in shown, "the note of the other is not lost unseen"
    typed |= {"version": str(again(world.party).version)}
    assert iris.post(page(world, "edit", world.party.code), typed).status_code == 302
    assert again(world.party).needed_for == "Iets van Iris"


def test_a_party_is_moved_and_someone_who_was_late_overwrites_nothing(world, as_):
    iris, address = as_(world.lead), page(world, "place", world.party.code)
    assert iris.post(address, {"version": "1", "influence": "5", "support": "1"}).status_code == 302
    row = again(world.party)
    assert (row.influence, row.support, row.version) == (5, 1, 2)
    answer = iris.post(address, {"version": "1", "influence": "2", "support": "2"}, follow=True)
    assert "niet bewaard" in answer.content.decode()
    assert again(world.party).influence == 5


@pytest.mark.parametrize("odd", ["0", "6", "", "-1", "x", "9" * 40, "3.5"])
def test_a_place_outside_the_field_is_refused(world, as_, odd):
    iris = as_(world.lead)
    iris.post(page(world, "place", world.party.code), {"version": "1", "influence": odd, "support": "2"})
    typed = FULL | {"version": odd, "influence": odd}
    assert iris.post(page(world, "edit", world.party.code), typed).status_code == 200
    assert again(world.party).version == 1


def test_a_party_changes_lanes_and_someone_who_was_late_overwrites_nothing(world, as_):
    iris, address = as_(world.lead), page(world, "lane", world.party.code)
    shown = iris.get(page(world, "field") + "?beeld=banen").content.decode()
    assert f'action="{address}"' in shown
    assert "stakeholders/lanes" in shown
    assert world.party.level != "information"
    moved = iris.post(address, {"version": "1", "level": "information"})
    assert moved["Location"].endswith(f"?beeld=banen#partij-{world.party.code}")
    assert (again(world.party).level, again(world.party).version) == ("information", 2)
    answer = iris.post(address, {"version": "1", "level": "governance"}, follow=True).content.decode()
    assert "staat nu bij “Informatie”. Jij koos “Bestuur”, dat is niet bewaard." in answer
    for odd in ("", "x", "\x00", "public"):
        assert (
            "Die baan bestaat niet" in iris.post(address, {"version": "2", "level": odd}, follow=True).content.decode()
        )
    assert again(world.party).level == "information"
    assert iris.get(address).status_code == 405
    assert as_(world.colleague).post(address, {"version": "2", "level": "governance"}).status_code == 404


def test_what_a_gone_member_would_do_is_nobodys_and_can_be_taken_over(world, as_):
    initiatives.give_role(world.pilot, by=now(world.lead), person=world.stranger, role="member")
    actions.assign(world.party, by=now(world.lead), owner=world.stranger)
    iris = as_(world.lead)
    address = page(world, "stakeholder", world.party.code)
    assert "Joris Bos" in iris.get(address).content.decode()
    assert "Ik doe dit" not in iris.get(address).content.decode()
    initiatives.take_role(world.pilot, by=now(world.lead), team_role=world.pilot.team.get(person=world.stranger))
    shown = iris.get(address).content.decode()
    assert "niemand" in shown
    assert "Ik doe dit" in shown
    iris.post(page(world, "take-over", world.party.code))
    assert again(world.party).owner == world.lead


def test_pages_stay_whole_when_an_account_is_gone(world, as_):
    initiatives.give_role(world.pilot, by=now(world.lead), person=world.stranger, role="member")
    actions.assign(world.party, by=now(world.lead), owner=world.stranger)
    type(world.stranger).objects.filter(pk=world.stranger.pk).update(is_active=False)
    iris = as_(world.lead)
    for look in LOOKS:
        assert iris.get(page(world, "field") + look).status_code == 200
    Stakeholder.objects.update(owner=None)
    assert iris.get(page(world, "stakeholder", world.party.code)).status_code == 200


def test_who_reads_the_field_is_changed_by_who_leads(world, as_):
    address = page(world, "field-ring")
    assert "Delft" in as_(world.lead).get(address).content.decode()
    assert as_(world.lead).post(address, {"ring": "public"}).status_code == 200
    assert as_(world.lead).post(address, {"ring": "network"}).status_code == 302
    assert PlayingField.objects.get(initiative=world.pilot).ring == "network"


def test_similar_pilots_suggest_what_they_share_and_say_why(world, as_):
    iris = as_(world.lead)
    address = page(world, "field", of=world.public)
    assert "Ministerie van Letteren" not in iris.get(address).content.decode(), "a field of the team suggests nothing"
    ring(world, "network", "network")
    shown = iris.get(address).content.decode()
    assert "Ministerie van Letteren" in shown
    assert world.pilot.title in shown
    assert "thema" in shown
    assert "buurvrouw" not in shown
    chosen = {"partij": world.ministry.code, "niveau": "governance"}
    iris.post(page(world, "take-suggestion", of=world.public), chosen)
    assert Stakeholder.objects.get(initiative=world.public).organisation == world.ministry
    for odd in ({}, {"partij": "\x00"}, {"partij": "zzzzzzzz"}, {"partij": "é" * 8}):
        assert iris.post(page(world, "take-suggestion", of=world.public), odd).status_code == 404
    assert StakeholderChange.objects.filter(stakeholder__initiative=world.public).count() == 1
