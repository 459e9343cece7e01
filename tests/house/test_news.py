"""Every change is either told to someone or declared silent, with the reason."""

import vliegwiel.config.urls  # noqa: F401  # reads every room
from vliegwiel.activity.door import ACTIONS
from vliegwiel.activity.hearing import LISTENERS
from vliegwiel.notifications.news import LISTENED, SILENT
from vliegwiel.notifications.recipients import RECIPIENTS
from vliegwiel.notifications.subjects import SUBJECTS

LOGGED = {name for name, entry in ACTIONS.items() if not entry.unlogged}


def test_every_change_is_listened_to_or_declared_silent():
    assert LOGGED - set(LISTENED) - set(SILENT) == set()
    assert set(LISTENED) & set(SILENT) == set()


def test_the_table_holds_no_changes_that_are_gone():
    assert (set(LISTENED) | set(SILENT)) - LOGGED == set()


def test_every_word_of_the_table_means_someone():
    assert {line.to for lines in LISTENED.values() for line in lines} == set(RECIPIENTS)


def test_every_listed_change_reaches_the_job():
    assert {kind for kind in LISTENED if "notifications.tell" not in {task.name for task in LISTENERS[kind]}} == set()


def test_everything_with_a_page_that_is_followed_can_say_who_may_see_it():
    for subject in SUBJECTS.values():
        assert not subject.word or hasattr(subject.model.objects, "visible_to")
