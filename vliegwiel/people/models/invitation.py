"""An invitation by mail to something: an organisation, and in upper rooms a space or a role."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from vliegwiel.activity.audience import Viewer
from vliegwiel.core.codes import new_secret

from .person import Person


class InvitationQuerySet(models.QuerySet):
    def visible_to(self, person: Viewer | None) -> InvitationQuerySet:
        """Those one sent, and those sent to one's own address."""
        if not isinstance(person, Person):
            return self.none()
        return self.filter(Q(sent_by=person) | Q(email__iexact=person.email))

    def open(self) -> InvitationQuerySet:
        return self.filter(accepted_at=None, withdrawn_at=None)


class Invitation(models.Model):
    """The secret is the key: whoever opens the address may accept, with the invited mail address or another."""

    secret = models.CharField(max_length=40, unique=True, default=new_secret, editable=False)
    email = models.EmailField()
    sent_by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="invitations_sent")
    sent_at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True, blank=True)
    """When the mail server took it; empty while the job waits."""
    message = models.TextField(blank=True, max_length=1000)
    target_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    target_id = models.BigIntegerField()
    role = models.CharField(max_length=20, blank=True)
    """What the invited person will be there; the room of the target knows the words."""
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["target_type", "target_id", "email"],
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="invitation_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} → {self.target_type_id}:{self.target_id}"
