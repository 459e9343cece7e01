"""The door through which every change passes: who may, one transaction, one line in the log that nobody can change."""

import threading
from dataclasses import dataclass

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from vliegwiel.activity import door
from vliegwiel.activity.door import ACTIONS, Done, action
from vliegwiel.activity.models import Activity
from vliegwiel.core.answers import YES, Mistake, Refused, no
from vliegwiel.people.models import Organisation, Person


@pytest.fixture
def house(monkeypatch):
    """A register of actions of the test's own."""
    monkeypatch.setattr(door, "ACTIONS", {})
    return door


@pytest.fixture
def delft(db):
    return make("Delft")


def make(name):
    return Organisation.objects.create(name=name, kind="municipality", code="delft234")


def anyone(person, subject):
    return YES


def nobody(person, subject):
    return no("Vandaag niet.")


def renaming(may=anyone, **how):
    """An action of the test: it renames an organisation."""

    @action("organisation.renamed", may=may, **how)
    def rename(subject, *, by, at, name):
        subject.name = name
        subject.save(update_fields=["name"])
        return Done(subject, fields=["name"])

    return rename


def test_what_a_rule_refuses_changes_nothing_and_leaves_no_line(house, delft):
    with pytest.raises(Refused) as refused:
        renaming(may=nobody)(delft, by=None, name="Leiden")
    assert refused.value.answer.reason == "Vandaag niet."
    assert Organisation.objects.get().name == "Delft"
    assert not Activity.objects.exists()


def test_a_mistake_half_way_takes_everything_back(house, delft):
    @action("organisation.halved", may=anyone)
    def halve(subject, *, by, at):
        Organisation.objects.filter(pk=subject.pk).update(name="Half")
        raise Mistake(name="Dat kan niet.")

    with pytest.raises(Mistake) as mistake:
        halve(delft, by=None)
    assert mistake.value.sentences == {"name": "Dat kan niet."}
    assert Organisation.objects.get().name == "Delft"
    assert not Activity.objects.exists()


def test_any_other_error_takes_everything_back_too(house, delft):
    @action("organisation.broken", may=anyone)
    def breaks(subject, *, by, at):
        Organisation.objects.filter(pk=subject.pk).update(name="Half")
        return 1 / 0

    with pytest.raises(ZeroDivisionError):
        breaks(delft, by=None)
    assert Organisation.objects.get().name == "Delft"


def test_a_line_that_cannot_be_written_takes_the_change_back(house, delft, monkeypatch):
    monkeypatch.setattr(door, "_record", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        renaming()(delft, by=None, name="Leiden")
    assert Organisation.objects.get().name == "Delft"


def test_a_change_leaves_exactly_one_line_that_says_what(house, delft):
    at = timezone.now()
    assert renaming()(delft, by=None, at=at, name="Leiden") is delft
    line = Activity.objects.get()
    assert (line.kind, line.by, line.at, line.fields, line.facts) == ("organisation.renamed", None, at, ["name"], {})
    assert (line.target_type, line.target_id) == ("people.organisation", delft.pk)


def test_an_action_that_says_why_leaves_no_line(house, delft):
    renaming(unlogged="it is only a test")(delft, by=None, name="Leiden")
    assert Organisation.objects.get().name == "Leiden"
    assert not Activity.objects.exists()
    assert house.ACTIONS["organisation.renamed"].unlogged == "it is only a test"


def test_the_line_stands_with_the_target_that_the_action_names(house, delft):
    @action("organisation.split", may=anyone)
    def split(subject, *, by, at):
        made = Organisation.objects.create(name="Deel", kind="municipality", code="deel2345")
        return Done("made", target=made, facts={"of": subject.pk})

    assert split(delft, by=None) == "made"
    line = Activity.objects.get()
    assert (line.target_id, line.facts) == (Organisation.objects.get(name="Deel").pk, {"of": delft.pk})


def test_the_line_is_read_by_who_reads_the_target(house, delft):
    @dataclass
    class Seen:
        audience: tuple = ("org:1", "public")
        pk: int = 7
        _meta = Organisation._meta

    @action("organisation.seen", may=anyone)
    def see(subject, *, by, at):
        return Done(target=Seen())

    see(delft, by=None)
    assert Activity.objects.get().audience == ["org:1", "public"]


def test_a_rule_gets_the_keywords_it_names_and_no_others(house, delft):
    asked = []

    def named_well(person, subject, name=""):
        asked.append((person, subject, name))
        return YES

    renaming(may=named_well)(delft, by=None, name="Leiden")
    assert asked == [(None, delft, "Leiden")]


def test_the_rule_sees_the_row_as_it_is_now(house, delft):
    stale = Organisation.objects.get()
    Organisation.objects.update(name="Intussen")

    def only_delft(person, subject):
        return YES if subject.name == "Delft" else no("Intussen veranderd.")

    with pytest.raises(Refused):
        renaming(may=only_delft)(stale, by=None, name="Leiden")


def test_a_row_that_is_gone_is_not_changed(house, delft):
    stale = Organisation.objects.get()
    Organisation.objects.all().delete()
    with pytest.raises(Organisation.DoesNotExist):
        renaming()(stale, by=None, name="Leiden")
    assert not Activity.objects.exists()


def test_two_actions_do_not_share_a_name(house):
    renaming()
    with pytest.raises(AssertionError):
        renaming()


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_the_second_waits_and_sees_what_the_first_did(house):
    """Both read the row before either writes; without the lock both would pass the rule."""
    make("Delft")
    inside, go_on, outcomes = threading.Event(), threading.Event(), []

    def still_delft(person, subject):
        return YES if subject.name == "Delft" else no("Iemand was je voor.")

    @action("organisation.claimed", may=still_delft)
    def claim(subject, *, by, at, name):
        inside.set()
        go_on.wait(10)
        subject.name = name
        subject.save(update_fields=["name"])
        return Done(subject)

    def press(name):
        row = Organisation.objects.get()
        try:
            claim(row, by=None, name=name)
            outcomes.append(name)
        except Refused:
            outcomes.append("refused")
        finally:
            connection.close()

    first = threading.Thread(target=press, args=["Eerste"])
    second = threading.Thread(target=press, args=["Tweede"])
    first.start()
    assert inside.wait(10)
    inside.clear()
    second.start()
    _until_one_waits()
    assert not inside.is_set(), "the second went in while the first was still inside"
    go_on.set()
    first.join()
    second.join()
    assert outcomes == ["Eerste", "refused"]
    assert Activity.objects.filter(kind="organisation.claimed").count() == 1


def _until_one_waits():
    """The database itself says that a session of this test stands before a lock."""
    with connection.cursor() as cursor:
        for _ in range(100_000):
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
            )
            if cursor.fetchone()[0]:
                return
    raise AssertionError("nobody waits for the row")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE activity_activity SET kind = 'anders'",
        "UPDATE activity_activity SET by_id = NULL, at = now()",
        "UPDATE activity_activity SET facts = '{}', audience = '{public}'",
        "DELETE FROM activity_activity",
    ],
)
def test_the_database_itself_refuses_to_change_the_log(house, delft, statement):
    renaming()(delft, by=None, name="Leiden")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.replace("facts = '{}'", """facts = '{"a": 1}'"""))
    assert Activity.objects.get().kind == "organisation.renamed"


def test_only_the_readers_of_a_line_follow_what_it_is_about(house, delft):
    renaming()(delft, by=None, name="Leiden")
    Activity.objects.update(audience=["public"])
    assert Activity.objects.get().audience == ["public"]


def test_lines_about_an_initiative_follow_its_ring(world):
    from vliegwiel.initiatives import actions

    letters = world.initiatives["letters"]
    about = Activity.objects.filter(target_type="initiatives.initiative", target_id=letters.pk)
    assert about.visible_to(None).exists()
    actions.change_ring(letters, by=world.person("lead"), ring="team")
    assert not about.visible_to(None).exists()
    assert not about.visible_to(world.person("outsider")).exists()
    assert about.visible_to(world.person("lead")).count() == about.count() > 2


def test_every_action_of_the_house_says_who_may_and_why_when_unlogged():
    assert len(ACTIONS) > 40
    for name, entry in ACTIONS.items():
        noun, _, verb = name.partition(".")
        assert noun, name
        assert verb, name
        assert entry.rule.__doc__ or entry.rule.__name__.startswith(("may_", "is_", "anyone")), name
        assert entry.unlogged == "" or len(entry.unlogged.split()) > 2, name


def test_someone_in_the_log_cannot_be_deleted_from_under_it(world):
    from django.db.models import ProtectedError

    with pytest.raises(ProtectedError):
        Person.objects.get(pk=world.people["lead"].pk).delete()
