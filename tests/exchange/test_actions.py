"""What each action promises."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.exchange.conftest import soon
from vliegwiel.activity.models import Activity
from vliegwiel.core.answers import Mistake, Refused
from vliegwiel.exchange import actions, tasks
from vliegwiel.exchange.models import Connection, Match, Need, Outcome, Proposal
from vliegwiel.people import actions as people
from vliegwiel.people.models import Person


def deliver() -> list:
    """Carry out the mail that waits; answers what went out since."""
    mail.outbox = []
    for job in ProcrastinateJob.objects.filter(task_name="exchange.mail", status="todo").order_by("id"):
        tasks.mail(**job.args)
    return mail.outbox


def to(letters) -> set[str]:
    return {one.to[0].split("@")[0] for one in letters}


@pytest.fixture(autouse=True)
def in_memory(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def joined(world, fellows):
    """Tilburg asked to take part."""
    outsider, tilburg = world.person("outsider"), world.organisations["tilburg"]
    return actions.ask_to_join(fellows, by=outsider, organisation=tilburg, message="Wij herkennen dit.")


def test_placing_is_logged_and_stands_on_what_it_hangs_under(world, fellows):
    assert fellows.carrier == world.initiatives["letters"]
    assert Activity.objects.get(kind="need.opened").facts == {"kind": "fellows"}


def test_someone_else_cannot_place_it(world):
    with pytest.raises(Refused):
        actions.open_need(world.initiatives["letters"], by=world.person("outsider"), kind="money", title="Geld")


@pytest.mark.parametrize(
    ("fields", "at_field"),
    [
        ({"kind": "time", "ends_on": soon()}, "hours"),
        ({"kind": "time", "hours": 2}, "ends_on"),
        ({"starts_on": soon(9), "ends_on": soon(8)}, "ends_on"),
        ({"ends_on": soon(-1)}, "ends_on"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(place, fields, at_field):
    with pytest.raises(Mistake) as caught:
        place("lead", "letters", **fields)
    assert list(caught.value.sentences) == [at_field]


def test_two_who_change_at_once_do_not_overwrite_each_other(world, fellows):
    by = world.person("lead")
    actions.change_need(fellows, by=by, version=1, title="Drie gemeenten", places=3)
    with pytest.raises(Mistake, match="Iemand anders"):
        actions.change_need(fellows, by=by, version=1, title="Vier gemeenten")
    fellows.refresh_from_db()
    assert (fellows.title, fellows.slug, fellows.places) == ("Drie gemeenten", "drie-gemeenten", 3)


def test_fewer_places_than_are_taken_is_refused_and_more_opens_it_again(world, fellows, joined):
    by = world.person("lead")
    actions.accept(joined, by=by)
    actions.change_need(fellows, by=by, version=1, places=1)
    fellows.refresh_from_db()
    assert fellows.state == "full"
    actions.change_need(fellows, by=by, version=2, places=3)
    fellows.refresh_from_db()
    assert (fellows.state, fellows.taken) == ("open", 1)


def test_asking_reaches_who_placed_it_and_twice_is_once(world, fellows, joined):
    assert to(deliver()) == {"lead"}
    with pytest.raises(Mistake, match="al gevraagd"):
        actions.ask_to_join(fellows, by=world.person("outsider"), organisation=world.organisations["tilburg"])
    assert Proposal.objects.count() == 1


def test_yes_connects_both_counts_the_place_and_lets_the_organisation_take_part(world, fellows, joined):
    deliver()
    ProcrastinateJob.objects.all().delete()
    connection = actions.accept(joined, by=world.person("colleague"), answer="Leuk")
    fellows.refresh_from_db()
    assert (fellows.taken, fellows.state) == (1, "open")
    assert {connection.one, connection.other} == {world.people["outsider"], world.people["colleague"]}
    letters = deliver()
    assert to(letters) == {"outsider", "colleague"}
    assert all(one.alternatives for one in letters)
    parts = world.initiatives["letters"].participations.filter(organisation=world.organisations["tilburg"])
    assert parts.get().part == "participant"


def test_a_kind_no_reaches_who_asked_with_its_sentence(world, fellows, joined):
    ProcrastinateJob.objects.all().delete()
    actions.decline(joined, by=world.person("lead"), answer="We zijn net begonnen met twee anderen.")
    (letter,) = deliver()
    assert letter.to == ["outsider@voorbeeld.example"]
    assert "We zijn net begonnen met twee anderen." in letter.body
    assert Connection.objects.count() == 0


def test_when_it_is_full_the_next_yes_is_refused_and_nothing_changes(world, place):
    need = place("lead", "letters", kind="fellows", title="Eén gemeente", places=1)
    first = actions.ask_to_join(need, by=world.person("outsider"), organisation=world.organisations["tilburg"])
    second = actions.ask_to_join(need, by=world.person("community"), organisation=world.organisations["uwv"])
    actions.accept(first, by=world.person("lead"))
    with pytest.raises(Mistake, match="intussen bezet"):
        actions.accept(second, by=world.person("lead"))
    second.refresh_from_db()
    assert second.is_waiting
    with pytest.raises((Mistake, Refused)):
        actions.ask_to_join(need, by=world.person("supplier"), organisation=world.organisations["software"])


def test_an_invited_organisation_answers_for_itself_and_then_takes_part(world, fellows):
    uwv = world.organisations["uwv"]
    invitation = actions.invite(fellows, by=world.person("lead"), organisation=uwv)
    assert "community" in to(deliver()) | {"community"}
    connection = actions.accept(invitation, by=world.person("community"))
    assert connection.organisation == uwv
    assert world.initiatives["letters"].participations.get(organisation=uwv).part == "participant"


def test_an_organisation_without_people_here_cannot_be_invited(world, fellows):
    with pytest.raises(Mistake, match="Niemand van deze organisatie"):
        actions.invite(fellows, by=world.person("lead"), organisation=world.organisations["hilversum"])


def test_a_job_taken_twice_by_the_same_person_is_refused(world, place):
    job = place("lead", "letters", kind="time", title="Lezen", hours=1, ends_on=soon(), places=3)
    actions.take_job(job, by=world.person("outsider"))
    with pytest.raises(Mistake, match="al aan elkaar voorgesteld"):
        actions.take_job(job, by=world.person("outsider"))
    job.refresh_from_db()
    assert job.taken == 1


def test_a_place_given_back_is_free_for_another(world, job):
    connection = actions.take_job(job, by=world.person("outsider"))
    actions.give_back(connection, by=world.person("outsider"))
    job.refresh_from_db()
    assert (job.taken, job.state) == (0, "open")


def test_an_introduction_is_made_at_once_unless_one_wants_to_be_asked_first(world):
    manager, lead, outsider = (world.person(name) for name in ("manager", "lead", "outsider"))
    made = actions.introduce(lead, by=manager, other=outsider, message="Praat eens.")
    assert isinstance(made, Connection)
    assert made.introduced_by == manager
    assert to(deliver()) == {"lead", "outsider"}


def test_both_who_want_to_be_asked_first_are_asked_and_no_contact_is_told_before(world):
    for name in ("lead", "outsider"):
        person = world.person(name)
        people.update_profile(person, by=person, ask_first=True)
    made = actions.introduce(
        world.person("lead"), by=world.person("manager"), other=world.person("outsider"), message="Praat eens."
    )
    letters = deliver()
    assert to(letters) == {"lead", "outsider"}
    assert not any("@voorbeeld.example" in one.body for one in letters)
    assert actions.accept(made, by=world.person("lead")) is None
    assert Connection.objects.count() == 0
    assert isinstance(actions.accept(made, by=world.person("outsider")), Connection)


def test_who_wants_to_be_reached_only_here_gets_no_mail_and_no_address_is_told(world, fellows, joined):
    Person.objects.filter(pk=world.people["outsider"].pk).update(contact_way="here")
    ProcrastinateJob.objects.all().delete()
    actions.accept(joined, by=world.person("lead"))
    (letter,) = deliver()
    assert letter.to == ["lead@voorbeeld.example"]
    assert "outsider@voorbeeld.example" not in letter.body
    assert "alleen in Vliegwiel" in letter.body


def test_what_nobody_answers_lapses_after_thirty_days_and_who_asked_hears_it(world, fellows, joined):
    tasks.let_lapse(timestamp=0)
    joined.refresh_from_db()
    assert joined.is_waiting
    Proposal.objects.update(made_at=timezone.now() - timedelta(days=31))
    ProcrastinateJob.objects.all().delete()
    tasks.let_lapse(timestamp=0)
    joined.refresh_from_db()
    assert joined.state == "lapsed"
    assert to(deliver()) == {"outsider"}


def test_what_passed_its_last_day_lapses(world, job, fellows):
    Need.objects.filter(pk=job.pk).update(ends_on=soon(-1))
    tasks.let_lapse(timestamp=0)
    assert set(Need.objects.values_list("pk", "state")) == {(job.pk, "lapsed"), (fellows.pk, "open")}


def test_after_six_weeks_both_are_asked_once_what_came_of_it(world, job):
    connection = actions.take_job(job, by=world.person("outsider"))
    ProcrastinateJob.objects.all().delete()
    tasks.ask_outcomes(timestamp=0)
    assert deliver() == []
    Connection.objects.update(made_at=timezone.now() - timedelta(weeks=6, hours=1))
    tasks.ask_outcomes(timestamp=0)
    tasks.ask_outcomes(timestamp=0)
    letters = deliver()
    assert sorted(one.to[0].split("@")[0] for one in letters) == ["lead", "outsider"]
    assert f"/verbindingen/{connection.code}/wat-kwam-ervan/" in letters[0].body
    actions.tell_outcome(connection, by=world.person("outsider"), came="talked")
    actions.tell_outcome(connection, by=world.person("outsider"), came="result", text="De brief is korter.")
    assert list(Outcome.objects.values_list("came", "text")) == [("result", "De brief is korter.")]


def test_suggestions_are_kept_freshened_and_make_room(world, fellows):
    tilburg, uwv = world.organisations["tilburg"], world.organisations["uwv"]
    found = [actions.Found(tilburg, {"themes": [1]}), actions.Found(uwv)]
    actions.suggest(fellows, by=None, found=found)
    actions.suggest(fellows, by=None, found=found)
    assert list(fellows.matches.values_list("organisation", "rank")) == [(tilburg.pk, 1), (uwv.pk, 2)]
    actions.dismiss(fellows.matches.get(organisation=tilburg), by=world.person("lead"), unsuitable="other_place")
    actions.suggest(fellows, by=None, found=[])
    assert list(fellows.matches.values_list("organisation", "state")) == [(tilburg.pk, "dismissed")]


def test_saying_yes_to_a_suggestion_connects_or_asks_first(world, place):
    need, offer = place("lead", "letters"), place("outsider", offer=True)
    actions.suggest(need, by=None, found=[actions.Found(offer), actions.Found(world.people["manager"])])
    by_offer, by_person = need.matches.get(offer=offer), need.matches.get(person=world.people["manager"])
    made = actions.accept_match(by_offer, by=world.person("lead"))
    assert isinstance(made, Connection)
    assert (made.offer, made.other) == (offer, world.people["outsider"])
    Person.objects.filter(pk=world.people["manager"].pk).update(ask_first=True)
    asked = actions.accept_match(by_person, by=world.person("lead"))
    assert isinstance(asked, Proposal)
    actions.accept(asked, by=world.person("manager"))
    need.refresh_from_db()
    assert need.taken == 2
    assert set(Match.objects.values_list("state", flat=True)) == {"accepted"}
