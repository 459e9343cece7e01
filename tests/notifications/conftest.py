"""The pilot of Delft that reports to the programme of Noor, as in the tests of pilots; told at once, without a worker."""

import pytest

from tests.initiatives.conftest import now
from tests.people.test_mail import postbox  # noqa: F401
from tests.pilots.conftest import again, as_, asked, check_in, report, world  # noqa: F401
from vliegwiel.activity.models import Activity
from vliegwiel.notifications import actions
from vliegwiel.notifications.models import Notification

__all__ = ["again", "asked", "check_in", "now", "report"]


@pytest.fixture
def reporting(world):  # noqa: F811
    report(world)
    return world


def tell_everything() -> None:
    """What the worker does after each change."""
    for activity in Activity.objects.order_by("id"):
        actions.tell(activity, by=None, at=activity.at)


def told(person, kind: str = "") -> list[str]:
    """What this person was told, oldest first."""
    rows = Notification.objects.filter(person=person).order_by("id")
    rows = rows.filter(activity__kind=kind) if kind else rows
    return [row.activity.kind for row in rows.select_related("activity")]


def follow(person, thing) -> None:
    actions.follow(now(person), by=now(person), target_type=thing._meta.label_lower, target_id=thing.pk)
