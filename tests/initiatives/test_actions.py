"""Every change to an initiative: what it does, what it refuses, what it leaves in the log."""

import threading
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from vliegwiel.activity.models import Activity
from vliegwiel.core.answers import Mistake, Refused
from vliegwiel.initiatives import actions
from vliegwiel.initiatives.models import Initiative, Participation, Stage, Theme, Track

from .conftest import AT, build, now

PART = {"kind": "data", "name": "Lijst", "description": "Alle namen"}
CHECK = {"done_on": AT.date(), "method": "panel", "how_many": 3, "learned": "Veel", "outcome": "confirmed"}


def fresh(initiative):
    return Initiative.objects.get(pk=initiative.pk)


def test_a_new_one_stands_on_the_first_stage_with_its_maker_as_lead(world):
    assert world.pilot.stage.slug == "submitted"
    assert world.pilot.ring == "network"
    assert [(row.person_id, row.role) for row in world.pilot.team.all()] == [(world.lead.pk, "lead")]
    assert Activity.objects.get(kind="initiative.submitted", target_id=world.pilot.pk).by_id == world.lead.pk


def test_editing_keeps_what_was_there_before(world):
    actions.edit(
        world.pilot, by=now(world.lead), version=1, texts={"title": "Anders", "goal": "Minder lakken"}, kind="idea"
    )
    one = fresh(world.pilot)
    assert (one.version, one.title, one.slug, one.kind) == (2, "Anders", "anders", "idea")
    assert one.revisions.get().changes["title"] == ["Lakken zonder handwerk", "Anders"]


def test_saving_nothing_new_makes_no_version(world):
    actions.edit(world.pilot, by=now(world.lead), version=1, texts={"title": world.pilot.title})
    assert fresh(world.pilot).version == 1


def test_a_stale_version_is_not_saved(world):
    actions.edit(world.pilot, by=now(world.lead), version=1, texts={"goal": "Een"})
    with pytest.raises(Mistake) as stale:
        actions.edit(world.pilot, by=now(world.lead), version=1, texts={"goal": "Twee"})
    assert "version" in stale.value.sentences
    assert fresh(world.pilot).goal == "Een"


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_save_at_once_one_is_told():
    world = build()
    outcomes = []
    ready = threading.Barrier(2)

    def save(goal):
        try:
            one = fresh(world.pilot)
            lead = now(world.lead)
            ready.wait(10)
            actions.edit(one, by=lead, version=1, texts={"goal": goal})
            outcomes.append("saved")
        except Mistake:
            outcomes.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=[goal]) for goal in ("Een", "Twee")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(outcomes) == ["saved", "told"]
    assert fresh(world.pilot).revisions.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_leads_who_leave_at_once_leave_one_lead():
    world = build()
    actions.give_role(world.pilot, by=now(world.lead), person=world.colleague, role="lead")
    outcomes = []
    ready = threading.Barrier(2)

    def leave(name):
        try:
            person = now(getattr(world, name))
            role = world.pilot.team.get(person=person)
            one = fresh(world.pilot)
            ready.wait(10)
            actions.take_role(one, by=person, team_role=role)
            outcomes.append("left")
        except Mistake:
            outcomes.append("stays")
        finally:
            connection.close()

    threads = [threading.Thread(target=leave, args=[name]) for name in ("lead", "colleague")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(outcomes) == ["left", "stays"]
    assert world.pilot.team.filter(role="lead").count() == 1


def test_a_move_keeps_its_reason_and_may_go_back(world):
    stages = {stage.slug: stage for stage in world.pilot.track.stages.all()}
    lead = now(world.lead)
    actions.move(world.pilot, by=lead, stage=stages["running"], reason="Het loopt.")
    actions.move(world.pilot, by=lead, stage=stages["forming"], reason="Toch niet.")
    assert [row.reason for row in world.pilot.moves.all()] == ["Toch niet.", "Het loopt."]
    with pytest.raises(Mistake):
        actions.move(world.pilot, by=lead, stage=stages["forming"], reason="Nog eens.")


def test_a_stage_of_another_spaces_track_is_not_for_this_one(world):
    actions.add_track(world.space, by=now(world.manager), name="Eigen", stages=[{"name": "Een"}, {"name": "Twee"}])
    stage = Stage.objects.get(track__space=world.space, position=0)
    actions.move(world.pilot, by=now(world.lead), stage=stage, reason="Onze eigen route.")
    with pytest.raises(Mistake):
        actions.move(world.public, by=now(world.lead), stage=stage, reason="Niet van ons.")


def test_ending_and_taking_up_again(world):
    lead = now(world.lead)
    actions.end(world.pilot, by=lead, end="stopped", reason="Werkt niet.", lesson="Vraag het eerst.")
    with pytest.raises(Refused):
        actions.end(world.pilot, by=lead, end="stopped", reason="Nog eens.")
    actions.revive(world.pilot, by=lead)
    assert fresh(world.pilot).end == ""
    assert world.pilot.endings.get().revived_at is not None
    with pytest.raises(Refused):
        actions.revive(world.pilot, by=lead)


def test_merging_says_into_what(world):
    lead = now(world.lead)
    for into in (None, world.pilot):
        with pytest.raises(Mistake):
            actions.end(world.pilot, by=lead, end="merged", reason="Samen verder.", into=into)
    actions.end(world.pilot, by=lead, end="merged", reason="Samen verder.", into=world.public)
    assert world.pilot.endings.get().into == world.public


def test_the_last_lead_stays_until_there_is_another(world):
    lead = now(world.lead)
    own = world.pilot.team.get()
    with pytest.raises(Mistake):
        actions.take_role(world.pilot, by=lead, team_role=own)
    actions.give_role(world.pilot, by=lead, person=world.colleague, role="lead")
    actions.take_role(world.pilot, by=lead, team_role=own)
    with pytest.raises(Refused):
        actions.give_role(world.pilot, by=now(world.lead), person=world.stranger, role="member")


def test_a_role_is_given_once(world):
    with pytest.raises(Mistake):
        actions.give_role(world.pilot, by=now(world.lead), person=world.lead, role="lead")


def test_claiming_an_imported_one(world):
    world.pilot.team.all().delete()
    with pytest.raises(Refused):
        actions.claim(world.pilot, by=now(world.network))
    actions.claim(world.pilot, by=now(world.colleague))
    assert world.pilot.team.get().role == "lead"
    with pytest.raises(Refused):
        actions.claim(world.pilot, by=now(world.manager))


def test_interest_is_ones_own_word_and_the_rest_is_the_teams(world):
    network = now(world.network)
    actions.take_part(world.public, by=network, organisation=world.leiden, part="interested")
    with pytest.raises(Mistake):
        actions.take_part(world.public, by=network, organisation=world.leiden, part="participant")
    actions.take_part(world.public, by=now(world.lead), organisation=world.leiden, part="participant")
    for attempt in (
        lambda: actions.take_part(world.public, by=network, organisation=world.leiden, part="interested"),
        lambda: actions.let_go(world.public, by=network, organisation=world.leiden),
    ):
        with pytest.raises(Mistake):
            attempt()
    assert Participation.objects.get(initiative=world.public, organisation=world.leiden).part == "participant"


def test_someone_of_the_initiator_cannot_strike_its_own_organisation_out(world):
    with pytest.raises(Mistake):
        actions.let_go(world.public, by=now(world.colleague), organisation=world.delft)
    assert fresh(world.public).initiator_ids == [world.delft.pk]


def test_what_hangs_under_another_initiative_is_out_of_reach(world):
    """The lead of one initiative holds ids of another."""
    other = world.public
    manager, lead = now(world.manager), now(world.lead)
    part = actions.add_part(other, by=lead, **PART)
    check = actions.add_check(other, by=lead, at=AT, **CHECK)
    update = actions.add_update(other, by=lead, title="Nieuws", text="Het werkt.")
    link = actions.set_link(other, by=lead, label="Elders", url="https://example.org/")
    file = actions.attach_file(other, by=lead, upload=SimpleUploadedFile("a.txt", b"tekst"))
    role = other.team.get()
    for attempt in (
        lambda: actions.edit_part(world.pilot, by=manager, part=part, name="Van mij"),
        lambda: actions.remove_part(world.pilot, by=manager, part=part),
        lambda: actions.remove_check(world.pilot, by=manager, check=check),
        lambda: actions.remove_update(world.pilot, by=manager, update=update),
        lambda: actions.remove_link(world.pilot, by=manager, link=link),
        lambda: actions.remove_file(world.pilot, by=manager, attachment=file),
        lambda: actions.take_role(world.pilot, by=manager, team_role=role),
    ):
        with pytest.raises(Mistake):
            attempt()
    assert other.parts.get().name == "Lijst"


def test_a_part_that_others_reuse_stays(world):
    lead = now(world.lead)
    part = actions.add_part(world.public, by=lead, **PART)
    with pytest.raises(Mistake):
        actions.reuse(world.public, by=lead, part=part, state="uses")
    actions.reuse(world.pilot, by=lead, part=part, state="considers")
    actions.reuse(world.pilot, by=lead, part=part, state="uses", note="Werkt goed.")
    assert [(row.state, row.note) for row in part.reuses.all()] == [("uses", "Werkt goed.")]
    with pytest.raises(Mistake):
        actions.remove_part(world.public, by=lead, part=part)


def test_a_check_is_recorded_after_it_was_done(world):
    with pytest.raises(Mistake):
        actions.add_check(world.pilot, by=now(world.lead), at=AT, **CHECK | {"done_on": AT.date() + timedelta(days=1)})


def test_a_link_goes_to_one_other_thing(world):
    lead = now(world.lead)
    for target in ({}, {"url": "https://example.org/", "to": world.public}, {"to": world.pilot}):
        with pytest.raises(Mistake):
            actions.set_link(world.pilot, by=lead, label="Zie", **target)


def test_an_outsider_changes_nothing(world):
    for person in (None, now(world.network), now(world.operator)):
        with pytest.raises(Refused):
            actions.edit(world.pilot, by=person, version=1, texts={"title": "Gekaapt"})
        with pytest.raises(Refused):
            actions.add_part(world.pilot, by=person, **PART)
        with pytest.raises(Refused):
            actions.attach_file(world.pilot, by=person, upload=SimpleUploadedFile("a.txt", b"tekst"))
    assert fresh(world.pilot).title == "Lakken zonder handwerk"


def test_themes_are_kept_by_operators(world):
    theme = actions.add_theme(None, by=now(world.operator), name_nl="Schulden", name_en="Debts")
    with pytest.raises(Mistake):
        actions.add_theme(None, by=now(world.operator), name_nl="schulden", name_en="Debts")
    with pytest.raises(Refused):
        actions.add_theme(None, by=now(world.lead), name_nl="Anders", name_en="Other")
    actions.edit_theme(theme, by=now(world.operator), name_nl="Schuldhulp", name_en="Debts", is_retired=True)
    assert theme not in Theme.objects.in_use()


def test_setting_up_the_words_twice_changes_nothing(world):
    before = Theme.objects.count(), Track.objects.count(), Stage.objects.count()
    actions.set_up_words(None, by=None)
    assert (Theme.objects.count(), Track.objects.count(), Stage.objects.count()) == before


def test_a_track_has_stages_and_a_name_of_its_own(world):
    manager = now(world.manager)
    with pytest.raises(Mistake):
        actions.add_track(world.space, by=manager, name="Kort", stages=[{"name": "Een"}])
    actions.add_track(world.space, by=manager, name="Eigen", stages=[{"name": "Een"}, {"name": "Twee"}])
    with pytest.raises(Mistake):
        actions.add_track(world.space, by=manager, name="Eigen", stages=[{"name": "Een"}, {"name": "Twee"}])
