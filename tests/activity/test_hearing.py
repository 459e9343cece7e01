"""An upper room hears of what happens below it: in the queue with the change, and gone with it when it is undone."""

import pytest
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from vliegwiel.activity import door, hearing
from vliegwiel.activity.hearing import hears
from vliegwiel.activity.models import Activity
from vliegwiel.core.answers import YES, Mistake
from vliegwiel.people.models import Organisation


@pytest.fixture
def listened(monkeypatch, db):
    """An action that a job hears of, both only for this test."""
    monkeypatch.setattr(door, "ACTIONS", {})
    monkeypatch.setattr(hearing, "LISTENERS", hearing.defaultdict(list))

    @hears("organisation.renamed")
    @app.task(name="tests.told")
    def told(activity_id):
        """Nothing: what counts is that it is asked."""

    yield Organisation.objects.create(name="Delft", kind="municipality", code="delft234")
    app.tasks.pop("tests.told")


def renaming(name="organisation.renamed", *, fails=False):
    @door.action(name, may=lambda person, subject: YES)
    def rename(subject, *, by, at):
        if fails:
            raise Mistake(name="Dat kan niet.")
        return subject

    return rename


def test_who_listens_gets_the_activity(listened):
    renaming()(listened, by=None)
    job = ProcrastinateJob.objects.get(task_name="tests.told")
    assert job.args == {"activity_id": Activity.objects.get().pk}


def test_what_is_taken_back_is_not_told(listened):
    with pytest.raises(Mistake):
        renaming(fails=True)(listened, by=None)
    assert not ProcrastinateJob.objects.filter(task_name="tests.told").exists()


def test_other_actions_are_not_told(listened):
    renaming("organisation.founded")(listened, by=None)
    assert not ProcrastinateJob.objects.filter(task_name="tests.told").exists()
