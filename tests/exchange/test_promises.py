"""What the database keeps, whatever the code does."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from tests.cast import move_in
from vliegwiel.core.answers import Mistake
from vliegwiel.exchange import actions
from vliegwiel.exchange.models import Connection, Match, Need
from vliegwiel.initiatives import actions as initiatives
from vliegwiel.matching.models import SearchDocument
from vliegwiel.people import actions as people
from vliegwiel.people.models import Person


def readers(row) -> set[str]:
    row.refresh_from_db()
    return set(row.audience)


def test_a_need_hangs_under_exactly_one_thing(world, fellows):
    with pytest.raises(IntegrityError, match="need_has_one_carrier"), transaction.atomic():
        Need.objects.filter(pk=fellows.pk).update(person=world.people["lead"])
    with pytest.raises(IntegrityError, match="need_has_one_carrier"), transaction.atomic():
        Need.objects.filter(pk=fellows.pk).update(initiative=None)


def test_a_job_has_a_size_and_a_date(job):
    with pytest.raises(IntegrityError, match="need_job_has_size_and_date"), transaction.atomic():
        Need.objects.filter(pk=job.pk).update(hours=None)


def test_a_need_on_a_public_initiative_is_for_the_network_until_it_is_opened_to_the_market(world, fellows):
    letters = world.initiatives["letters"]
    assert readers(fellows) == {"net", f"init:{letters.pk}", f"lead:{letters.space_id}"}
    actions.open_need_to_market(fellows, by=world.person("lead"), is_for_market=True)
    assert readers(fellows) == {"public"}


def test_a_need_is_never_wider_than_its_initiative_and_follows_it(world, fellows):
    actions.open_need_to_market(fellows, by=world.person("lead"), is_for_market=True)
    letters = world.initiatives["letters"]
    initiatives.change_ring(letters, by=world.person("lead"), ring="team")
    letters.refresh_from_db()
    assert readers(fellows) == set(letters.audience) == set(letters.team_tokens)
    initiatives.change_ring(letters, by=world.person("lead"), ring="network")
    letters.refresh_from_db()
    assert readers(fellows) == set(letters.audience)


def test_no_code_can_write_a_wider_audience_than_that_of_the_initiative(world, place):
    need = place("lead", "secret")
    Need.objects.filter(pk=need.pk).update(audience=["public"], is_for_market=True)
    world.initiatives["secret"].refresh_from_db()
    assert readers(need) == set(world.initiatives["secret"].audience)


def test_what_a_person_looks_for_follows_the_profile(world, place):
    need, person = place("outsider"), world.people["outsider"]
    assert readers(need) == {f"person:{person.pk}", "net"}
    actions_before = Person.objects.get(pk=person.pk)
    people.update_profile(actions_before, by=actions_before, is_public=True)
    assert readers(need) == {f"person:{person.pk}", "net"}
    actions.open_need_to_market(need, by=world.person("outsider"), is_for_market=True)
    assert readers(need) == {"public"}


def test_what_search_knows_of_a_need_follows_its_readers(world, fellows):
    def known() -> tuple[set[str], bool]:
        row = SearchDocument.objects.get(kind="need", target_id=fellows.pk)
        return set(row.audience), row.deleted

    lead = world.person("lead")
    assert known() == (readers(fellows), False)
    actions.open_need_to_market(fellows, by=lead, is_for_market=True)
    assert known() == ({"public"}, False)
    initiatives.change_ring(world.initiatives["letters"], by=lead, ring="team")
    assert known() == (readers(fellows), False)
    actions.step_need(fellows, by=lead, state="withdrawn")
    assert known() == (readers(fellows), True)


def test_the_log_of_a_need_follows_its_readers(world, fellows):
    from vliegwiel.activity.models import Activity

    logged = Activity.objects.get(kind="need.opened", target_id=fellows.pk)
    assert set(logged.audience) == readers(fellows)
    initiatives.change_ring(world.initiatives["letters"], by=world.person("lead"), ring="team")
    logged.refresh_from_db()
    assert set(logged.audience) == readers(fellows)


def test_places_are_counted_by_the_database_and_never_oversold(world, fellows):
    now, who = timezone.now(), world.people

    def take(one: str, organisation: str) -> Connection:
        return Connection.objects.create(
            need=fellows, one=who[one], other=who["lead"], organisation=world.organisations[organisation],
            holds_place=True, made_at=now,
        )  # fmt: skip

    first = take("outsider", "tilburg")
    fellows.refresh_from_db()
    assert (fellows.taken, fellows.state) == (1, "open")
    take("manager", "vng")
    fellows.refresh_from_db()
    assert (fellows.taken, fellows.state) == (2, "full")
    with pytest.raises(IntegrityError, match="need_never_oversold"), transaction.atomic():
        take("community", "uwv")
    Connection.objects.filter(pk=first.pk).update(ended_at=now)
    fellows.refresh_from_db()
    assert (fellows.taken, fellows.state) == (1, "open")


def test_a_suggestion_stands_once_and_is_with_one_thing(world, fellows):
    row = {"need": fellows, "rank": 1, "found_at": timezone.now()}
    Match.objects.create(**row, organisation=world.organisations["tilburg"])
    with pytest.raises(IntegrityError, match="match_once"), transaction.atomic():
        Match.objects.create(**row, organisation=world.organisations["tilburg"])
    with pytest.raises(IntegrityError, match="match_with_one_thing"), transaction.atomic():
        Match.objects.create(**row, organisation=world.organisations["uwv"], person=world.people["lead"])
    with pytest.raises(IntegrityError, match="match_dismissed_with_reason"), transaction.atomic():
        Match.objects.create(**row, organisation=world.organisations["uwv"], state="dismissed")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_of", range(3))
def test_when_two_take_the_last_place_at_once_one_of_them_gets_it(round_of):
    world = move_in()
    lead = world.person("lead")
    need = actions.open_need(
        world.initiatives["letters"], by=lead, kind="time", title="Eén brief nalezen", hours=2,
        ends_on=timezone.localdate(), places=1,
    )  # fmt: skip
    outcomes, ready = [], threading.Barrier(2)

    def press(name: str) -> None:
        try:
            who, row = world.person(name), Need.objects.get(pk=need.pk)
            ready.wait(timeout=20)
            actions.take_job(row, by=who)
            outcomes.append("taken")
        except Exception as error:
            outcomes.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[name]) for name in ("outsider", "manager")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(outcomes) in (["Mistake", "taken"], ["Refused", "taken"])
    need.refresh_from_db()
    assert (need.taken, need.state, Connection.objects.count()) == (1, "full", 1)


def test_a_place_cannot_be_taken_in_what_was_closed_meanwhile(world, fellows):
    proposal = actions.ask_to_join(
        fellows, by=world.person("outsider"), organisation=world.organisations["tilburg"], message="Wij ook"
    )
    actions.step_need(fellows, by=world.person("lead"), state="withdrawn")
    with pytest.raises(Mistake, match="intussen gesloten"):
        actions.accept(proposal, by=world.person("lead"))
    proposal.refresh_from_db()
    assert proposal.is_waiting
