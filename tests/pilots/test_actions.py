"""What the actions promise."""

from datetime import date, timedelta

import pytest

from tests.initiatives.conftest import now
from vliegwiel.activity.models import Activity
from vliegwiel.core.answers import Mistake, Refused
from vliegwiel.initiatives import actions as initiatives
from vliegwiel.initiatives.models import TeamRole, Update
from vliegwiel.people import actions as people
from vliegwiel.people.models import Invitation
from vliegwiel.pilots import actions, tasks
from vliegwiel.pilots.models import Action, ActionStep, CheckIn, CheckInDraft, Programme, ReportRequest, Rhythm
from vliegwiel.pilots.queries.tabs import coming_due, turn_of

from .conftest import AT, ITEMS, WORD, again, asked, check_in, report


def steps_of(one) -> list[str]:
    return list(one.steps.values_list("kind", flat=True))


def test_each_question_and_bottleneck_becomes_an_action_that_is_due_in_working_days(world):
    report(world)
    question, bottleneck = asked(world)
    assert (question.kind, bottleneck.kind) == ("question", "bottleneck")
    assert question.due_on == date(2026, 11, 26)
    assert question.desk == world.programme_space
    assert steps_of(question) == ["asked"]
    actions.keep_programme(world.programme_space, by=now(world.programme), answer_days=1)
    later, _other = asked(world, secret="v" * 32, at=AT + timedelta(days=1))
    assert later.due_on == date(2026, 11, 23)  # Monday, because it was asked on a Friday


def test_sending_twice_is_one_check_in_and_takes_the_draft_away(world):
    actions.save_draft(world.pilot, by=now(world.lead), secret=WORD, data={"result_0": "Half"})
    first, second = check_in(world), check_in(world)
    assert first == second
    assert Activity.objects.filter(kind="check_in.sent").count() == 1
    assert not CheckInDraft.objects.exists()
    actions.save_draft(world.pilot, by=now(world.lead), secret=WORD, data={"result_0": "Te laat"})
    assert not CheckInDraft.objects.exists()


def test_an_empty_check_in_is_a_mistake(world):
    with pytest.raises(Mistake):
        check_in(world, items=[])
    assert not CheckIn.objects.exists()


def test_results_become_news_only_when_the_team_says_so(world):
    check_in(world)
    assert not Update.objects.exists()
    actions.send(world.pilot, by=now(world.lead), at=AT, secret="n" * 32, items=ITEMS, ring="team", as_news=True)
    assert Update.objects.get().text == "De eerste brief is getest."


def test_a_check_in_that_was_sent_only_gets_narrower(world):
    sent = check_in(world, ring="organisation")
    assert actions.narrow(sent, by=now(world.lead), ring="team").ring == "team"
    with pytest.raises(Mistake):
        actions.narrow(again(sent), by=now(world.lead), ring="organisation")


def test_a_question_goes_its_way_and_the_team_sees_each_step(world):
    report(world)
    one, _other = asked(world)
    noor, iris = now(world.programme), now(world.lead)
    actions.take_up(one, by=noor)
    actions.ask_back(one, by=noor, text="Voor welke wet?")
    assert again(one).state == "waiting"
    actions.reply(one, by=iris, text="De Woo.")
    assert again(one).state == "taken_up"
    actions.answer(one, by=noor, text="Bel Karin.")
    assert (again(one).state, again(one).owner) == ("done", noor)
    actions.reopen(one, by=iris, text="Karin is met verlof.")
    assert steps_of(one) == ["asked", "taken_up", "asked_back", "replied", "answered", "reopened"]
    kinds = Activity.objects.filter(target_type="pilots.action", target_id=one.pk).order_by("id")
    assert [row.kind for row in kinds] == [
        "action.taken_up", "action.asked_back", "action.replied", "action.answered", "action.reopened",
    ]  # fmt: skip
    assert {tuple(row.audience) for row in kinds} == {tuple(again(one).audience)}


def test_the_second_who_answers_is_told_of_the_first(world):
    report(world)
    one, _other = asked(world)
    seen = one.steps.last().pk
    actions.answer(one, by=now(world.programme), text="Eerste", seen=seen)
    with pytest.raises(Mistake) as met:
        actions.answer(one, by=now(world.programme), text="Tweede", seen=seen)
    assert "seen" in met.value.sentences
    assert list(one.steps.filter(kind="answered").values_list("text", flat=True)) == ["Eerste"]


def test_similar_ones_are_answered_along_and_each_team_has_its_own_history(world):
    report(world)
    one, other = asked(world)
    actions.merge(one, by=now(world.programme), other=other)
    other = again(other)
    assert (other.merged_into, other.state) == (one, "taken_up")
    with pytest.raises(Refused):
        actions.answer(other, by=now(world.programme), text="Los antwoord")
    actions.answer(one, by=now(world.programme), text="Voor beide")
    assert again(other).state == "done"
    assert steps_of(other) == ["asked", "merged", "answered"]
    actions.reopen(other, by=now(world.lead), text="Bij ons niet")
    assert (again(other).merged_into, again(other).state, again(one).state) == (None, "new", "done")


def test_nothing_is_taken_together_with_itself_or_twice(world):
    report(world)
    one, other = asked(world)
    noor = now(world.programme)
    with pytest.raises(Mistake):
        actions.merge(one, by=noor, other=one)
    actions.merge(one, by=noor, other=other)
    with pytest.raises(Mistake):
        actions.merge(one, by=noor, other=other)


def test_what_was_taken_together_moves_along_when_that_is_taken_together_again(world):
    report(world)
    one, other = asked(world)
    third, _fourth = asked(world, secret="t" * 32)
    noor = now(world.programme)
    actions.merge(one, by=noor, other=other)
    actions.merge(third, by=noor, other=one)
    assert again(other).merged_into == third
    actions.answer(third, by=noor, text="Voor alle drie")
    assert set(Action.objects.filter(pk__in=[one.pk, other.pk, third.pk]).values_list("state", flat=True)) == {"done"}


def test_handing_on_opens_nothing(world):
    report(world)
    one, _other = asked(world)
    with pytest.raises(Refused):
        actions.hand_on(one, by=now(world.programme), owner=now(world.colleague))
    actions.hand_on(one, by=now(world.programme), owner=now(world.manager), text="Jij kent hem")
    assert again(one).owner == world.manager


def test_what_someone_worked_on_who_left_the_team_is_on_the_desk_again(world):
    report(world)
    one, _other = asked(world)
    initiatives.give_role(world.pilot, by=now(world.lead), person=world.colleague, role="sparring")
    actions.hand_on(one, by=now(world.programme), owner=now(world.colleague))
    role = TeamRole.objects.get(initiative=world.pilot, role="sparring")
    initiatives.take_role(world.pilot, by=now(world.lead), team_role=role)
    heard = Activity.objects.get(kind="team.role_taken")
    tasks.let_go(heard.pk)
    tasks.let_go(heard.pk)
    assert again(one).owner is None
    assert steps_of(one)[-1] == "released"
    assert steps_of(one).count("released") == 1


def test_the_job_hears_of_who_left(world):
    from vliegwiel.activity.hearing import LISTENERS

    assert tasks.let_go in LISTENERS["team.role_taken"]
    assert tasks.let_go in LISTENERS["initiative.report_stopped"]


def test_coming_due_is_told_once_per_due_day(world):
    report(world)
    rhythm = Rhythm.objects.get()
    assert rhythm.next_on == date(2026, 12, 17)
    assert list(coming_due(date(2026, 12, 16))) == []
    assert list(coming_due(date(2026, 12, 17))) == [rhythm]
    actions.come_due(rhythm, by=None)
    assert list(coming_due(date(2026, 12, 18))) == []
    with pytest.raises(Refused):
        actions.come_due(rhythm, by=None)
    told = Activity.objects.get(kind="check_in.came_due")
    assert told.facts == {"due": "2026-12-17", "person": world.lead.pk}
    assert told.audience == again(world.pilot).audience
    check_in(world, at=AT + timedelta(days=30))
    assert again(rhythm).next_on == date(2027, 1, 16)
    assert list(coming_due(date(2027, 1, 16))) == [rhythm]


def test_what_has_ended_is_not_reminded(world):
    report(world)
    initiatives.end(world.pilot, by=now(world.lead), end="parked", reason="Even niet")
    assert list(coming_due(date(2027, 12, 17))) == []


def test_whose_turn_it_is_falls_back_to_the_lead_when_that_person_left(world):
    report(world)
    initiatives.give_role(world.pilot, by=now(world.lead), person=world.colleague, role="member")
    due = AT.date() + timedelta(days=7)
    actions.set_rhythm(world.pilot, by=now(world.lead), at=AT, weeks=2, next_on=due, turn=world.colleague)
    rhythm = Rhythm.objects.get()
    assert turn_of(world.pilot, rhythm) == world.colleague
    initiatives.take_role(world.pilot, by=now(world.lead), team_role=TeamRole.objects.get(role="member"))
    assert turn_of(world.pilot, rhythm) == world.lead
    with pytest.raises(Mistake):
        actions.set_rhythm(world.pilot, by=now(world.lead), at=AT, weeks=2, next_on=due, turn=world.colleague)
    with pytest.raises(Mistake):
        actions.set_rhythm(world.pilot, by=now(world.lead), at=AT, weeks=2, next_on=AT.date() - timedelta(days=1))


def test_a_request_opens_nothing_until_the_lead_says_yes(world):
    initiatives.change_ring(world.pilot, by=now(world.lead), ring="network")
    asked_for = actions.ask_report(world.desk, by=now(world.programme), initiative=again(world.pilot))
    with pytest.raises(Mistake):
        actions.ask_report(world.desk, by=now(world.programme), initiative=again(world.pilot))
    assert again(world.pilot).programme is None
    with pytest.raises(Refused):
        actions.report(world.pilot, by=now(world.programme), programme=world.desk)
    with pytest.raises(Refused):
        actions.decline(asked_for, by=now(world.programme))
    report(world)
    assert ReportRequest.objects.get().is_accepted
    assert Rhythm.objects.filter(initiative=world.pilot).exists()


def test_an_invitation_gives_the_role_and_is_void_when_its_sender_no_longer_leads(world):
    actions.invite(world.pilot, by=now(world.lead), email="a@example.org", role="ambassador", message="Doe je mee?")
    actions.invite(world.pilot, by=now(world.lead), email="b@example.org", role="sparring", message="Denk je mee?")
    first, second = Invitation.objects.order_by("id")
    people.accept_invitation(first, by=now(world.stranger))
    assert TeamRole.objects.filter(initiative=world.pilot, person=world.stranger, role="ambassador").exists()
    lead = TeamRole.objects.get(initiative=world.pilot, role="lead")
    initiatives.hand_over(world.pilot, by=now(world.lead), team_role=lead, person=world.colleague)
    with pytest.raises(Mistake):
        people.accept_invitation(second, by=now(world.seller))


def test_a_space_becomes_a_programme_once(world):
    actions.keep_programme(world.programme_space, by=now(world.programme), answer_days=10)
    assert Programme.objects.get().answer_days == 10
    assert ActionStep.objects.count() == 0
