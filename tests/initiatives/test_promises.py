"""What the database itself keeps, whatever code forgets."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from vliegwiel.initiatives import actions
from vliegwiel.initiatives.models import Initiative, StageMove, TeamRole

from .conftest import AT, now, place


def settle() -> None:
    """What the database checks at the end of a transaction, now."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def leave_without_lead(initiative) -> None:
    with transaction.atomic():
        TeamRole.objects.filter(initiative=initiative, role="lead").delete()
        settle()


def start_without_lead(initiative, person) -> None:
    with transaction.atomic():
        TeamRole.objects.create(initiative=initiative, person=person, role="member", since=AT)
        settle()


def test_a_team_without_a_lead_is_refused(world):
    TeamRole.objects.create(initiative=world.pilot, person=world.colleague, role="member", since=AT)
    with pytest.raises(IntegrityError, match="a team always has a lead"):
        leave_without_lead(world.pilot)


def test_a_team_starts_with_a_lead(world):
    world.pilot.team.all().delete()
    settle()
    with pytest.raises(IntegrityError, match="a team always has a lead"):
        start_without_lead(world.pilot, world.colleague)


def test_a_lead_may_make_way_for_another_in_one_transaction(world):
    with transaction.atomic():
        TeamRole.objects.filter(initiative=world.pilot, role="lead").delete()
        TeamRole.objects.create(initiative=world.pilot, person=world.colleague, role="lead", since=AT)
        settle()


def test_moves_can_neither_be_changed_nor_removed(world):
    stage = world.pilot.track.stages.get(slug="running")
    actions.move(world.pilot, by=now(world.lead), stage=stage, reason="Het loopt.")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        StageMove.objects.update(reason="Iets anders")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        StageMove.objects.all().delete()


def test_an_id_of_a_source_stands_here_once(world):
    other = place(world, world.space, "Hetzelfde uit de bron")
    Initiative.objects.filter(pk=other.pk).update(source="register", external_id="1")
    with pytest.raises(IntegrityError, match="initiative_source_id_once"), transaction.atomic():
        Initiative.objects.filter(pk=world.pilot.pk).update(source="register", external_id="1")


def test_columns_to_find_by_follow_what_they_come_from(world):
    def columns():
        one = Initiative.objects.get(pk=world.pilot.pk)
        return one.organisation_ids, one.initiator_ids, one.is_checked, one.has_parts

    assert columns() == ([world.delft.pk], [world.delft.pk], False, False)
    lead = now(world.lead)
    actions.take_part(world.pilot, by=lead, organisation=world.leiden, part="participant")
    part = actions.add_part(world.pilot, by=lead, kind="data", name="Lijst", description="Namen")
    check = actions.add_check(
        world.pilot, by=lead, done_on=AT.date(), method="panel", how_many=3, learned="Veel", outcome="confirmed", at=AT
    )
    assert columns() == (sorted([world.delft.pk, world.leiden.pk]), [world.delft.pk], True, True)
    actions.let_go(world.pilot, by=lead, organisation=world.leiden)
    actions.remove_part(world.pilot, by=lead, part=part)
    actions.remove_check(world.pilot, by=lead, check=check)
    assert columns() == ([world.delft.pk], [world.delft.pk], False, False)


def test_themes_follow_too(world):
    one = Initiative.objects.get(pk=world.pilot.pk)
    assert len(one.theme_ids) == 1
    actions.edit(one, by=now(world.lead), version=1, texts={}, themes=[])
    assert Initiative.objects.get(pk=one.pk).theme_ids == []


@pytest.mark.parametrize(
    "change",
    [{"ring": "galaxy"}, {"title": ""}],
)
def test_words_outside_the_table_are_refused(world, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        Initiative.objects.filter(pk=world.pilot.pk).update(**change)
