"""Who belongs to which organisation, and how we know."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vliegwiel.activity.audience import Viewer, tokens_of

from ..journey import MembershipState, Verification
from .organisation import Organisation
from .person import Person


class MembershipQuerySet(models.QuerySet):
    def visible_to(self, person: Viewer | None) -> MembershipQuerySet:
        """Active ones of people whose profile one sees; one's own; those of an organisation that one administers.

        Operators see every request that waits: they let the first administrator of an organisation in.
        """
        seen = Q(state=MembershipState.ACTIVE, person__audience__overlap=tokens_of(person))
        if isinstance(person, Person):
            mine = Membership.objects.filter(person=person, is_admin=True, state=MembershipState.ACTIVE)
            seen |= Q(person=person) | Q(organisation__in=mine.values("organisation"))
            if person.is_staff:
                seen |= Q(state=MembershipState.REQUESTED)
        return self.filter(seen)

    def active(self) -> MembershipQuerySet:
        return self.filter(state=MembershipState.ACTIVE)


class Membership(models.Model):
    """A person in an organisation: asked for, active or ended. One row per person and organisation."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    state = models.CharField(max_length=10, choices=MembershipState.choices, default=MembershipState.REQUESTED)
    verified_by = models.CharField(max_length=12, choices=Verification.choices, blank=True)
    is_admin = models.BooleanField(_("May approve members"), default=False)
    motivation = models.CharField(max_length=500, blank=True)
    since = models.DateTimeField()

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "organisation"], name="membership_once"),
            models.CheckConstraint(
                condition=~Q(state=MembershipState.ACTIVE) | ~Q(verified_by=""), name="membership_active_is_verified"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "state"], name="membership_by_organisation")]

    def __str__(self) -> str:
        return f"{self.person} @ {self.organisation}"

    @property
    def is_active(self) -> bool:
        return self.state == MembershipState.ACTIVE
