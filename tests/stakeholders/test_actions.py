"""What actions promise: one party once, versions, a log without words about people, and forgetting."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.initiatives.conftest import now
from vliegwiel.activity.models import Activity
from vliegwiel.core.answers import Mistake, Refused
from vliegwiel.initiatives import actions as initiatives
from vliegwiel.people import actions as people
from vliegwiel.stakeholders import actions
from vliegwiel.stakeholders.actions.conversations import Told
from vliegwiel.stakeholders.models import Conversation, ConversationAsk, Stakeholder, StakeholderChange
from vliegwiel.stakeholders.queries.parties import Heirs, party_with
from vliegwiel.stakeholders.tasks import forget_people

from .conftest import AT, again, report


def test_a_party_stands_in_a_field_once(world):
    lead = now(world.lead)
    with pytest.raises(Mistake) as mistake:
        actions.add(world.pilot, by=lead, organisation=world.ministry, level="information")
    assert "name" in mistake.value.sentences
    with pytest.raises(Mistake):
        actions.add(world.pilot, by=lead, name=" de BUURVROUW", level="information")
    other = actions.add(world.pilot, by=lead, name="De overbuurvrouw", level="information")
    with pytest.raises(Mistake):
        actions.change(other, by=lead, version=1, name="de buurvrouw")
    assert again(other).name == "De overbuurvrouw"


def test_a_change_keeps_what_was_there_and_says_who_it_was_of(world):
    actions.change(world.party, by=now(world.lead), version=1, influence=5, contact="Truus", due_on=date(2027, 1, 2))
    change = StakeholderChange.objects.first()
    assert (change.by, change.version) == (world.lead, 2)
    assert change.fields == {"influence": [3, 5], "contact": None, "due_on": [None, "2027-01-02"]}
    log = Activity.objects.get(kind="stakeholder.changed")
    assert (log.fields, log.target_id) == (["contact", "due_on", "influence"], world.party.pk)
    assert "Truus" not in str(log.facts)


def test_a_change_that_changes_nothing_leaves_no_line(world):
    actions.change(world.party, by=now(world.lead), version=1, influence=3, needed_for="De wet")
    assert again(world.party).version == 1
    assert StakeholderChange.objects.filter(stakeholder=world.party).count() == 1


def test_the_second_of_two_overwrites_nothing(world):
    actions.change(world.party, by=now(world.manager), version=1, needed_for="Van Pieter")
    with pytest.raises(Mistake) as mistake:
        actions.change(world.party, by=now(world.lead), version=1, needed_for="Van Iris")
    assert "version" in mistake.value.sentences
    assert again(world.party).needed_for == "Van Pieter"


def test_only_someone_of_the_team_does_it_and_it_is_told(world):
    with pytest.raises(Mistake):
        actions.change(world.party, by=now(world.lead), version=1, owner=world.colleague)
    assert again(world.party).version == 1, "nothing of it was saved"
    actions.change(world.party, by=now(world.lead), version=1, owner=world.lead, action="Bellen")
    log = Activity.objects.get(kind="stakeholder.assigned")
    assert log.facts == {"initiative": world.pilot.pk, "owner": world.lead.pk}
    assert again(world.party).version == 3


def test_nobody_takes_over_from_someone_who_is_there(world):
    initiatives.give_role(world.pilot, by=now(world.lead), person=world.stranger, role="member")
    actions.assign(world.party, by=now(world.lead), owner=world.lead)
    with pytest.raises(Mistake):
        actions.take_over(world.party, by=now(world.stranger))
    with pytest.raises(Refused):
        actions.take_over(world.party, by=now(world.colleague))


def talk_about(world, *rows, by=None):
    party = party_with(world.ministry.code, now(by or world.programme), Heirs.on(AT.date()))
    return actions.prepare(None, by=now(by or world.programme), at=AT, party=party, asks=rows, on=date(2026, 12, 3))


def test_a_conversation_with_one_ask_that_one_does_not_carry_is_not_prepared_at_all(world):
    report(world)
    other = actions.add(world.public, by=now(world.lead), organisation=world.ministry, level="governance")
    with pytest.raises(Refused):
        talk_about(world, again(world.party), other)
    assert not Conversation.objects.exists()
    assert again(world.party).version == 1


def test_a_conversation_leaves_dates_and_steps_that_were_agreed_alone(world):
    report(world)
    actions.change(world.party, by=now(world.lead), version=1, due_on=date(2026, 11, 30), action="Brief sturen")
    talk_about(world, again(world.party))
    row = again(world.party)
    assert (row.due_on, row.action, row.status) == (date(2026, 11, 30), "Brief sturen", "talking")


def test_each_outcome_is_told_once_and_only_where_it_belongs(world):
    report(world)
    talk, other = talk_about(world, again(world.party)), talk_about(world, again(world.party))
    ask = ConversationAsk.objects.get(conversation=talk)
    with pytest.raises(Mistake):
        actions.tell(other, by=now(world.programme), told=[Told(ask, "agreed")])
    with pytest.raises(Mistake):
        actions.tell(talk, by=now(world.programme), told=[Told(ask, "")])
    actions.tell(talk, by=now(world.programme), told=[Told(ask, "refused", "Ze willen niet")])
    assert again(world.party).status == "talking", "after a no the team decides"
    assert again(ask).outcome == "Ze willen niet"
    kinds = set(Activity.objects.values_list("kind", flat=True))
    assert {"conversation.prepared", "conversation.reported", "stakeholder.brought", "stakeholder.heard"} <= kinds


@pytest.mark.django_db
def test_a_chain_of_mergers_leads_to_the_last_that_exists_and_a_ring_ends():
    def make(name, **more):
        return people.add_organisation(None, by=None, name=name, kind="municipality", **more)

    last = make("Drie")
    middle = make("Twee", valid_until=date(2027, 1, 1), successor=last)
    first = make("Een", valid_until=date(2020, 1, 1), successor=middle)
    assert Heirs.on(date(2026, 12, 31)).of(first.pk) == middle.pk
    assert Heirs.on(date(2027, 1, 1)).of(first.pk) == last.pk
    assert Heirs.on(date(2027, 1, 1)).before(last.pk) == [last.pk, *sorted([first.pk, middle.pk])]
    type(last).objects.filter(pk=last.pk).update(valid_until=date(2027, 1, 1), successor=first)
    assert Heirs.on(date(2027, 1, 1)).of(first.pk) in {first.pk, middle.pk, last.pk}


def test_words_about_people_go_some_time_after_the_end_and_not_before(world, settings):
    lead = now(world.lead)
    actions.change(world.party, by=lead, version=1, contact="Truus van Dam", note="Belt liever")
    report(world)
    talk = talk_about(world, again(world.party))
    Conversation.objects.update(who="Nadia", on=date.today() - timedelta(days=360))

    def forget():
        forget_people.func(timestamp=0)
        row = again(world.party)
        return row.contact, row.note, again(talk).who

    kept = ("Truus van Dam", "Belt liever", "Nadia")
    assert forget() == kept, "it has not ended"
    initiatives.end(world.pilot, by=lead, end="completed", reason="Klaar.", at=timezone.now() - timedelta(days=360))
    assert forget() == kept, "not long enough ago"
    settings.FORGET_CONTACTS_AFTER_MONTHS = 11
    assert forget() == ("", "", "")
    assert "Truus" not in str(list(StakeholderChange.objects.values_list("fields", flat=True)))
    assert Stakeholder.objects.filter(pk=world.party.pk, needed_for="De wet").exists()


def test_what_was_taken_up_again_is_remembered(world):
    lead = now(world.lead)
    actions.change(world.party, by=lead, version=1, contact="Truus van Dam")
    initiatives.end(world.pilot, by=lead, end="parked", reason="Even niet.", at=timezone.now() - timedelta(days=900))
    initiatives.revive(again(world.pilot), by=lead)
    forget_people.func(timestamp=0)
    assert again(world.party).contact == "Truus van Dam"
