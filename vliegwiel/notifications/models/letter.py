"""Mail that goes out, written down before and after; and addresses that refuse it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from vliegwiel.activity.audience import Viewer
from vliegwiel.core.codes import new_code
from vliegwiel.people.models import Person

from ..journey import HARD_REFUSALS, LetterState


class Letter(models.Model):
    """One mail to one person. Begun before the mail server is called, sent when it has it.

    One that stays begun was interrupted at that very moment: nobody knows whether it went, so it is not sent again.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="letters")
    day = models.DateField(null=True)
    """Of a digest: the day in the time zone of the installation. One per person and day."""
    about = models.BigIntegerField(null=True)
    """Of a mail at once: the notification. One each."""
    state = models.CharField(max_length=8, choices=LetterState.choices, default=LetterState.BEGUN)
    begun_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(day=None) ^ Q(about=None), name="letter_digest_or_at_once"),
            models.UniqueConstraint(fields=["person", "day"], name="letter_one_a_day"),
            models.UniqueConstraint(fields=["about"], name="letter_at_once_once"),
            models.CheckConstraint(
                condition=~Q(state=LetterState.SENT) | Q(sent_at__isnull=False), name="letter_sent_at_a_moment"
            ),
        ]
        indexes = [
            models.Index(fields=["begun_at"], name="letter_by_age"),
            models.Index(fields=["begun_at"], name="letter_open", condition=Q(state="begun")),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.day or self.about} {self.state}"

    @property
    def name(self) -> str:
        """Of its Message-ID: the same letter always has the same."""
        return f"news-{self.day:%Y%m%d}-{self.person_id}" if self.day else f"news-at-once-{self.about}"


class RefusedAddressQuerySet(models.QuerySet):
    def visible_to(self, person: Viewer | None) -> RefusedAddressQuerySet:
        """One's own; all of them for who keeps the installation."""
        if not isinstance(person, Person):
            return self.none()
        return self.all() if person.is_staff else self.filter(person=person)

    def stopped(self) -> RefusedAddressQuerySet:
        return self.filter(refusals__gte=HARD_REFUSALS)


class RefusedAddress(models.Model):
    """What a mail server answered instead of taking a mail. Gone when the address takes one, or is confirmed again."""

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="refused_addresses")
    email = models.EmailField(max_length=254)
    status = models.PositiveSmallIntegerField()
    """SMTP: from 500 on for good."""
    said = models.CharField(max_length=300)
    """In the words of the mail server."""
    refusals = models.PositiveSmallIntegerField(default=0)
    """For good, one after the other."""
    at = models.DateTimeField()

    objects = RefusedAddressQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint("person", Lower("email"), name="refused_address_once")]
        indexes = [models.Index(fields=["at", "id"], name="refused_address_by_age")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.status}"

    @property
    def is_stopped(self) -> bool:
        return self.refusals >= HARD_REFUSALS
