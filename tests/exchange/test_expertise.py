"""What people did becomes their expertise: seen by whom may see where they did it, corrected or switched off by them."""

from datetime import timedelta

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from vliegwiel.activity.models import Activity
from vliegwiel.core.answers import Mistake, Refused
from vliegwiel.exchange import helping_tasks
from vliegwiel.exchange.actions import asking, expertise
from vliegwiel.exchange.models import Expertise
from vliegwiel.exchange.queries.expertise import expertise_of, helper_of
from vliegwiel.initiatives import actions as initiatives


@pytest.fixture
def grown(world):
    """Everyone's expertise, as the nightly job leaves it."""
    helping_tasks.gather_all(0)
    return world


def lines(world, name, viewer):
    seen = expertise_of(world.people[name], world.person(viewer))
    return {(line.source, str(line.initiative or line.question or line.subject)) for line in seen}


def test_roles_checks_news_and_parts_become_expertise(grown):
    letters = str(grown.initiatives["letters"])
    found = {source for source, about in lines(grown, "lead", "colleague") if about == letters}
    assert found == {"role", "check", "news", "part"}
    assert ("role", letters) in lines(grown, "manager", "visitor") or not grown.people["manager"].is_public


def test_gathering_twice_changes_nothing(grown):
    before = list(Expertise.objects.order_by("pk").values())
    people = [person.pk for person in grown.people.values()]
    assert expertise.gather(None, by=None, people=people) == 0
    assert list(Expertise.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("viewer", ["lead", "colleague", "manager", "community", "outsider", "supplier", "stranger"])
@pytest.mark.parametrize("name", ["letters", "verify", "intake", "secret"])
def test_a_line_is_seen_by_whom_sees_the_initiative_and_the_person(grown, name, viewer):
    initiative, who = grown.initiatives[name], grown.person(viewer)
    sees = type(initiative).objects.visible_to(who).filter(pk=initiative.pk).exists()
    for line in Expertise.objects.filter(initiative=initiative):
        sees_person = type(line.person).objects.visible_to(who).filter(pk=line.person_id).exists()
        assert Expertise.objects.visible_to(who).filter(pk=line.pk).exists() == (sees and sees_person)


def test_a_withdrawn_initiative_is_no_evidence(grown):
    initiative = grown.initiatives["letters"]
    lead = grown.person("lead")
    initiatives.end(initiative, by=lead, end="withdrawn", reason="Vergissing.")
    assert str(initiative) not in {about for _source, about in lines(grown, "lead", "colleague")}


def test_a_role_that_ends_stays_as_work_that_was_done(grown):
    initiative, role = grown.initiatives["letters"], grown.initiatives["letters"].team.get(role="sparring")
    initiatives.take_role(initiative, by=grown.person("lead"), team_role=role)
    helping_tasks.gather(Activity.objects.get(kind="team.role_taken").pk)
    line = Expertise.objects.get(person=grown.people["manager"], initiative=initiative, source="role")
    assert line.until is not None
    initiatives.give_role(initiative, by=grown.person("lead"), person=grown.people["manager"], role="sparring")
    helping_tasks.gather(Activity.objects.filter(kind="team.role_given").latest("pk").pk)
    line.refresh_from_db()
    assert line.until is None


def test_a_check_that_is_taken_back_is_no_evidence(grown):
    initiative = grown.initiatives["letters"]
    for check in list(initiative.checks.all()):
        initiatives.remove_check(initiative, by=grown.person("lead"), check=check)
    helping_tasks.gather(Activity.objects.filter(kind="check.removed").latest("pk").pk)
    assert not Expertise.objects.filter(initiative=initiative, source="check").exists()


def test_the_job_hears_of_a_new_role(grown):
    initiative = grown.initiatives["letters"]
    initiatives.give_role(initiative, by=grown.person("lead"), person=grown.people["outsider"], role="ambassador")
    activity = Activity.objects.filter(kind="team.role_given").latest("pk")
    assert ProcrastinateJob.objects.filter(task_name="exchange.gather", args={"activity_id": activity.pk}).exists()
    helping_tasks.gather(activity.pk)
    assert ("role", str(initiative)) in lines(grown, "outsider", "colleague")


def test_a_hidden_line_is_nowhere_and_stays_hidden(grown):
    line = Expertise.objects.get(person=grown.people["lead"], source="role", initiative=grown.initiatives["letters"])
    expertise.hide(line, by=grown.person("lead"))
    helping_tasks.gather_all(0)
    line.refresh_from_db()
    assert line.is_hidden
    for viewer in ("colleague", "lead", "operator"):
        assert not Expertise.objects.visible_to(grown.person(viewer)).filter(pk=line.pk).exists()
    expertise.hide(line, by=grown.person("lead"), hidden=False)
    assert Expertise.objects.visible_to(grown.person("colleague")).filter(pk=line.pk).exists()


def switched(person, **changes):
    values = {"uses_experience": True, "is_askable": True, "most_asked": 3, "paused_until": None, "availability": ""}
    return expertise.change_helping(person, by=person, **values | changes)


def test_switched_off_it_is_used_nowhere_and_comes_back_when_switched_on(grown):
    lead = grown.person("lead")
    before = lines(grown, "lead", "colleague")
    switched(lead, uses_experience=False)
    assert lines(grown, "lead", "colleague") == set()
    switched(lead)
    assert lines(grown, "lead", "colleague") == before


def test_someone_without_an_account_is_no_expert(grown):
    grown.people["lead"].is_active = False
    grown.people["lead"].save()
    assert lines(grown, "lead", "colleague") == set()


def test_a_line_of_ones_own(grown):
    lead = grown.person("lead")
    row = expertise.add(lead, by=lead, subject_words="  samen   inkopen ")
    assert ("own", "samen inkopen") in lines(grown, "lead", "colleague")
    with pytest.raises(Mistake):
        expertise.add(lead, by=lead, subject_words="samen inkopen")
    expertise.remove(row, by=lead)
    assert ("own", "samen inkopen") not in lines(grown, "lead", "colleague")


@pytest.mark.parametrize("words", ["", "   ", "x" * 201, "nul\x00teken", "x" * 100_000])
def test_a_line_that_cannot_be_kept_is_refused_with_a_sentence(world, words):
    lead = world.person("lead")
    with pytest.raises(Mistake) as mistake:
        expertise.add(lead, by=lead, subject_words=words)
    assert mistake.value.sentences["subject_words"]


def test_there_is_an_end_to_lines_of_ones_own(world, monkeypatch):
    monkeypatch.setattr(expertise, "MOST_OWN", 1)
    lead = world.person("lead")
    expertise.add(lead, by=lead, subject_words="een")
    with pytest.raises(Mistake):
        expertise.add(lead, by=lead, subject_words="twee")


def test_what_came_from_elsewhere_is_hidden_not_removed(grown):
    line = Expertise.objects.filter(person=grown.people["lead"], source="role").first()
    with pytest.raises(Mistake):
        expertise.remove(line, by=grown.person("lead"))


@pytest.mark.parametrize("name", ["colleague", "operator", "stranger"])
def test_only_for_oneself(grown, name):
    line = Expertise.objects.filter(person=grown.people["lead"], source="role").first()
    other = grown.person(name)
    for act in (
        lambda: expertise.hide(line, by=other),
        lambda: expertise.add(grown.person("lead"), by=other, subject_words="x"),
        lambda: expertise.remove(line, by=other),
        lambda: expertise.change_helping(
            grown.person("lead"), by=other, uses_experience=False, is_askable=True, most_asked=3, paused_until=None,
            availability="",
        ),
    ):  # fmt: skip
        with pytest.raises(Refused):
            act()


@pytest.mark.parametrize(
    ("field", "value"), [("most_asked", 0), ("most_asked", 51), ("paused_until", "past"), ("availability", "x" * 121)]
)
def test_a_wish_that_cannot_be_kept_is_refused_at_its_field(world, field, value):
    past = timezone.localdate() - timedelta(days=1)
    with pytest.raises(Mistake) as mistake:
        switched(world.person("lead"), **{field: past if value == "past" else value})
    assert list(mistake.value.sentences) == [field]


def test_who_never_said_how_to_help_has_the_defaults(world):
    helper = helper_of(world.people["lead"])
    assert (helper.uses_experience, helper.is_askable, helper.most_asked) == (True, True, 3)


def test_an_answer_counts_only_once_it_is_shared_with_consent(world):
    asker, lead = world.person("outsider"), world.person("lead")
    question = asking.ask(None, by=asker, title="Wie weet iets van lakken?", text="", people=[(lead, {})])
    asking.answer(question.asked.get(), by=lead, text="Vraag het Tilburg.", may_be_shared=True)
    helping_tasks.gather_all(0)
    assert not Expertise.objects.filter(question=question).exists()
    asking.share(question, by=asker)
    helping_tasks.gather(Activity.objects.get(kind="question.shared").pk)
    assert ("answer", str(question)) in lines(world, "lead", "community")
    assert ("answer", str(question)) not in lines(world, "lead", "supplier")
    asking.share(question, by=asker, shared=False)
    helping_tasks.gather_all(0)
    assert not Expertise.objects.filter(question=question).exists()
