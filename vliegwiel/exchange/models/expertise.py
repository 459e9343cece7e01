"""What people know because they did it, and how they want to help."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from vliegwiel.activity.audience import Viewer, tokens_of
from vliegwiel.core.codes import new_code
from vliegwiel.initiatives.journey import End, Role
from vliegwiel.initiatives.models import Initiative

from ..journey import MOST_ASKED, Source
from .question import Question


class Helper(models.Model):
    """How someone wants to help. Who has no row here wants what the defaults say."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="helper"
    )
    uses_experience = models.BooleanField(default=True)
    """What this person did may be used to find them; otherwise it is used nowhere."""
    is_askable = models.BooleanField(default=True)
    """Others may send this person a question."""
    most_asked = models.PositiveSmallIntegerField(default=MOST_ASKED)
    """Questions in thirty days, at most."""
    paused_until = models.DateField(null=True, blank=True)
    """Last day on which nobody asks anything of this person."""
    availability = models.CharField(_("When can you help?"), max_length=120, blank=True)

    def __str__(self) -> str:
        return f"helper {self.person_id}"


class ExpertiseQuerySet(models.QuerySet):
    def usable(self) -> ExpertiseQuerySet:
        """Not hidden, of someone with an account who lets it be used."""
        silent = Helper.objects.filter(person=OuterRef("person"), uses_experience=False)
        return self.filter(~Exists(silent), is_hidden=False, person__is_active=True)

    def visible_to(self, person: Viewer | None) -> ExpertiseQuerySet:
        """Of people whose profile one sees, about initiatives and answers that one sees."""
        tokens = tokens_of(person)
        seen = Q(source=Source.OWN) | Q(question__audience__overlap=tokens)
        seen |= Q(initiative__audience__overlap=tokens) & ~Q(initiative__end=End.WITHDRAWN)
        return self.usable().filter(seen, person__audience__overlap=tokens)


class Expertise(models.Model):
    """One reason to think that a person knows something: what they did where and when, or what they say themselves."""

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="expertise")
    source = models.CharField(max_length=8, choices=Source.choices)
    initiative = models.ForeignKey(Initiative, null=True, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=12, choices=Role.choices, blank=True)
    question = models.ForeignKey(Question, null=True, on_delete=models.CASCADE, related_name="+")
    """The question that this person answered."""
    subject = models.CharField(_("What do you know about?"), max_length=200, blank=True)
    """In this person's own words, when it comes from them."""
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    """The last time, or when the role ended; empty for a role that goes on."""
    is_hidden = models.BooleanField(default=False)

    objects = ExpertiseQuerySet.as_manager()

    class Meta:
        ordering = ["-since", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "source", "initiative", "role", "question", "subject"],
                nulls_distinct=False,
                name="expertise_once",
            ),
            models.CheckConstraint(
                condition=Q(source=Source.OWN, initiative=None, question=None) & ~Q(subject="")
                | Q(source=Source.ANSWER, initiative=None, question__isnull=False, subject="")
                | Q(source__in=[Source.ROLE, Source.PART, Source.CHECK, Source.NEWS], question=None, subject="")
                & Q(initiative__isnull=False),
                name="expertise_from_one_thing",
            ),
        ]
        indexes = [models.Index(fields=["initiative", "person"], name="expertise_by_initiative")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.source} {self.initiative_id or self.question_id or ''}"

    @property
    def year(self) -> int:
        """The year to name it by: the last one in which it went on."""
        return (self.until or self.since).year
