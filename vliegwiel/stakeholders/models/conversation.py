"""One conversation with a party on behalf of several pilots."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vliegwiel.activity.audience import Viewer
from vliegwiel.core.codes import new_code
from vliegwiel.people.models import Organisation

from ..journey import Came
from .stakeholder import Stakeholder


class ConversationQuerySet(models.QuerySet):
    def visible_to(self, person: Viewer | None) -> ConversationQuerySet:
        """For who prepared it, and for those who carry one of the pilots for which it is held."""
        if person is None:
            return self.none()
        asks = ConversationAsk.objects.filter(
            conversation=OuterRef("pk"), stakeholder__in=Stakeholder.objects.visible_to(person).carried_by(person)
        )
        return self.filter(Q(by=person) | Exists(asks))


class Conversation(models.Model):
    """When, by whom, and which asks come along. What comes along is shown only to who may read it."""

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="conversations"
    )
    name = models.CharField(max_length=250)
    """The party as it was called then."""
    compared = models.CharField(max_length=300, blank=True)
    on = models.DateField(_("When?"))
    who = models.CharField(_("Who goes?"), max_length=300, blank=True)
    aim = models.TextField(_("What do we want to go home with?"), blank=True, max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)
    """When someone last wrote down what came of it."""

    objects = ConversationQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-id"]
        indexes = [
            models.Index(fields=["by", "-on", "-id"], name="conversation_by"),
            models.Index(fields=["organisation", "-on", "-id"], name="conversation_organisation"),
            models.Index(fields=["compared", "-on", "-id"], name="conversation_compared"),
            models.Index(fields=["on"], name="conversation_who", condition=~Q(who="")),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.on}"

    def get_absolute_url(self) -> str:
        return reverse("stakeholders:conversation", args=[self.code])


class ConversationAskQuerySet(models.QuerySet):
    def visible_to(self, person: Viewer | None) -> ConversationAskQuerySet:
        return self.filter(stakeholder__in=Stakeholder.objects.visible_to(person).carried_by(person))


class ConversationAsk(models.Model):
    """What one pilot asks of the party in that conversation, and what came of it."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="asks")
    stakeholder = models.ForeignKey(Stakeholder, on_delete=models.PROTECT, related_name="asks")
    came = models.CharField(_("What came of it?"), max_length=10, choices=Came.choices, blank=True)
    outcome = models.TextField(_("In words"), blank=True, max_length=1000)
    told_at = models.DateTimeField(null=True, blank=True)

    objects = ConversationAskQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["conversation", "stakeholder"], name="conversation_ask_once"),
            models.CheckConstraint(condition=Q(came="") | Q(came__in=Came.values), name="conversation_ask_came_known"),
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id} {self.stakeholder_id}"
