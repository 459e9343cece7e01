"""News of everything that was done in every ring, told to everyone: the words are those of what it is about."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from tests.cast import World
from vliegwiel.activity.models import Activity
from vliegwiel.notifications.models import Follow, Notification, RefusedAddress
from vliegwiel.notifications.news import LISTENED
from vliegwiel.notifications.subjects import SUBJECTS, subject_of

if TYPE_CHECKING:
    from tests.canary.planting import Planted


def plant_news(planted: Planted, world: World, now: datetime) -> None:
    """Everyone gets a row of every change and follows everything, also what they may not see: showing must tell apart."""
    for activity in Activity.objects.filter(kind__in=LISTENED):
        subject = subject_of(activity)
        if subject is None:
            continue
        line = LISTENED[activity.kind][0]
        Notification.objects.bulk_create(
            Notification(
                person=person, activity=activity, why=line.to, group=line.group, pace="never",
                subject_type=subject[0], subject_id=subject[1], at=now,
            )
            for person in world.people.values()
        )  # fmt: skip
    planted.models.add("notifications.Notification")
    for label, subject in SUBJECTS.items():
        if not subject.word:
            continue
        for thing in subject.model._base_manager.order_by("pk")[:60]:
            Follow.objects.bulk_create(
                [Follow(person=one, target_type=label, target_id=thing.pk, since=now) for one in world.people.values()],
                ignore_conflicts=True,
            )
    outsider = world.people["outsider"]
    refused = RefusedAddress.objects.create(person=outsider, email=outsider.email, status=550, said="x", at=now)
    planted.fill(refused, frozenset({"outsider", "operator"}))
