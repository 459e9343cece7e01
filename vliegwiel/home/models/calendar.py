"""The private address of someone's calendar."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from vliegwiel.activity.audience import Viewer


class CalendarAddressQuerySet(models.QuerySet):
    def visible_to(self, person: Viewer | None) -> CalendarAddressQuerySet:
        return self.filter(person=person) if person is not None else self.none()


class CalendarAddress(models.Model):
    """One per person. The secret itself is shown once; here is only what it can be compared with."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="calendar_address"
    )
    digest = models.CharField(max_length=64, unique=True)
    """SHA-256 of the secret, which is long and random: it needs no salt."""
    since = models.DateTimeField()

    objects = CalendarAddressQuerySet.as_manager()

    def __str__(self) -> str:
        return f"calendar of {self.person_id}"
