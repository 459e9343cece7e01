"""A person: the account and the profile; and the keys that decide what this person sees."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models.functions import Lower, Upper
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vliegwiel.activity.audience import AudienceField, VisibleQuerySet, audience_index
from vliegwiel.core.codes import new_code

from ..journey import ContactWay


class PersonQuerySet(VisibleQuerySet):
    def active(self) -> PersonQuerySet:
        return self.filter(is_active=True)


class PersonAccounts(BaseUserManager.from_queryset(PersonQuerySet)):  # type: ignore[misc]
    """Finds accounts for sign-in; people are made by the action `sign_up`."""

    def get_by_natural_key(self, email: str | None) -> Person:
        return self.get(email__iexact=email)


class Person(AbstractBaseUser, PermissionsMixin):
    """Someone with an account. Who may see the profile follows from `audience`; what they see from `tokens`."""

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    email = models.EmailField(max_length=254)
    given_name = models.CharField(_("First name"), max_length=80)
    infix = models.CharField(_("Prefix of surname"), max_length=20, blank=True)
    family_name = models.CharField(_("Surname"), max_length=120)
    language = models.CharField(max_length=2, default="nl", choices=[("nl", "Nederlands"), ("en", "English")])
    job_title = models.CharField(_("What you do"), max_length=120, blank=True)
    about = models.TextField(_("About you"), blank=True, max_length=4000)
    talents = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    """What others can ask this person for, in their own words."""
    phone = models.CharField(_("Phone number"), max_length=30, blank=True)
    contact_way = models.CharField(max_length=8, choices=ContactWay.choices, default=ContactWay.MAIL)
    ask_first = models.BooleanField(default=False)
    """Wants to be asked before being introduced to someone."""
    is_public = models.BooleanField(default=False)
    """The profile is for everyone; otherwise for members of the network."""
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    """Operator of this installation: keeps organisations, themes, tracks and imports."""
    joined_at = models.DateTimeField(default=timezone.now)
    tokens = ArrayField(models.TextField(), default=list, editable=False)
    """The sorted tokens of this person's keys. Kept by a trigger on the keys, never set from code."""
    audience = AudienceField()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = PersonAccounts()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="person_email_once")]
        indexes = [
            audience_index("person_audience"),
            models.Index(fields=["family_name", "given_name", "id"], name="person_by_name"),
            # the beginning of a name in any capitals, as one types it after an @
            models.Index(OpClass(Upper("given_name"), name="text_pattern_ops"), name="person_by_given_start"),
            models.Index(OpClass(Upper("family_name"), name="text_pattern_ops"), name="person_by_family_start"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return " ".join(part for part in (self.given_name, self.infix, self.family_name) if part)

    @property
    def initials(self) -> str:
        return (self.given_name[:1] + self.family_name[:1]).upper()

    def get_absolute_url(self) -> str:
        return reverse("people:person", args=[self.code])

    @property
    def url(self) -> str:
        return self.get_absolute_url()

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.given_name

    def holds(self, token: str) -> bool:
        return token in self.tokens

    def has_usable_email(self) -> bool:
        return bool(self.email) and self.is_active

    @classmethod
    def normalise_email(cls, email: str) -> str:
        return BaseUserManager.normalize_email(email.strip())

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.normalise_email(self.email)
        super().save(*args, **kwargs)


class Key(models.Model):
    """One reason why a person holds a token, such as a membership. Two reasons may give the same token."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="keys")
    token = models.CharField(max_length=40)
    because = models.CharField(max_length=60)
    """`room.model:id` of the row that gives the token."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "token", "because"], name="key_once")]
        indexes = [
            models.Index(fields=["because"], name="key_because"),
            models.Index(fields=["token"], name="key_token"),
        ]

    def __str__(self) -> str:
        return f"{self.token} ({self.because})"
