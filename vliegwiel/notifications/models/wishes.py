"""How someone wants to hear of things."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from ..journey import QUIET_FROM, QUIET_UNTIL, Group, Pace


class Preference(models.Model):
    """How soon one group goes by mail to one person; without a row it goes as usual."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_preferences")
    group = models.CharField(max_length=10, choices=Group.choices)
    pace = models.CharField(max_length=8, choices=Pace.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "group"], name="preference_once"),
            models.CheckConstraint(condition=Q(group__in=Group.values), name="preference_group_known"),
            models.CheckConstraint(condition=Q(pace__in=Pace.values), name="preference_pace_known"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.group}: {self.pace}"


class MailWishes(models.Model):
    """Between which hours someone wants no mail; equal hours: there are none. Without a row it is the night."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="mail_wishes"
    )
    quiet_from = models.TimeField(default=QUIET_FROM)
    quiet_until = models.TimeField(default=QUIET_UNTIL)

    def __str__(self) -> str:
        return f"{self.person_id} {self.quiet_from}-{self.quiet_until}"
