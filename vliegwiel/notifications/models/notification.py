"""That one person is told of one change."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from vliegwiel.activity.audience import Viewer, tokens_of
from vliegwiel.activity.models import Activity

from ..journey import IN_DIGEST, Group, Pace
from .letter import Letter


class NotificationQuerySet(models.QuerySet):
    def visible_to(self, person: Viewer | None) -> NotificationQuerySet:
        """One's own, of changes that one may still see; without an audience they are told to those they are about."""
        if person is None:
            return self.none()
        seen = Q(activity__audience__overlap=tokens_of(person)) | Q(activity__audience=[])
        return self.filter(seen, person=person.pk)  # type: ignore[attr-defined]  # whoever looks has one

    def unread(self) -> NotificationQuerySet:
        return self.filter(read_at=None)


class Notification(models.Model):
    """Ids only: the words are made when someone reads them, in their language, as far as they may see it by then."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="+")
    why = models.CharField(max_length=20)
    """Name of the recipients in `recipients.RECIPIENTS` that this person is one of."""
    group = models.CharField(max_length=10, choices=Group.choices)
    pace = models.CharField(max_length=8, choices=Pace.choices)
    """How soon it goes by mail: as the person wished when it happened, or has wished since."""
    subject_type = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    """The thing with a page that it is about."""
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    letter = models.ForeignKey(Letter, null=True, on_delete=models.SET_NULL, related_name="notifications")
    """The mail that it went along in."""

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "activity"], name="notification_once"),
            models.CheckConstraint(condition=Q(group__in=Group.values), name="notification_group_known"),
            models.CheckConstraint(condition=Q(pace__in=Pace.values), name="notification_pace_known"),
        ]
        indexes = [
            models.Index(fields=["person", "-id"], name="notification_newest"),
            models.Index(fields=["person", "-id"], name="notification_unread", condition=Q(read_at=None)),
            models.Index(
                fields=["pace", "person", "at"],
                name="notification_to_mail",
                condition=Q(letter=None, pace__in=IN_DIGEST),
            ),
            models.Index(fields=["at"], name="notification_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} told of {self.activity_id}"

    @property
    def is_new(self) -> bool:
        return self.read_at is None

    @property
    def is_of_today(self) -> bool:
        return timezone.localdate(self.at) == timezone.localdate()
