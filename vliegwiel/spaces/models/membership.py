"""Who is in a space."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from vliegwiel.activity.audience import Viewer, tokens_of
from vliegwiel.people.models import Person

from ..journey import MemberState, SpaceRole
from .space import Space


class SpaceMembershipQuerySet(models.QuerySet):
    def visible_to(self, person: Viewer | None) -> SpaceMembershipQuerySet:
        """Active ones in spaces one sees, of people whose profile one sees; one's own; all of them for who decides.

        An operator decides only in spaces that nobody leads.
        """
        tokens = tokens_of(person)
        seen = Q(state=MemberState.ACTIVE, space__audience__overlap=tokens, person__audience__overlap=tokens)
        if isinstance(person, Person):
            led = SpaceMembership.objects.filter(person=person, role=SpaceRole.LEAD, state=MemberState.ACTIVE)
            seen |= Q(person=person) | Q(space__in=led.values("space"))
            if person.is_staff:
                led_by_anyone = SpaceMembership.objects.leading().values("space")
                seen |= Q(space__audience__overlap=tokens) & ~Q(space__in=led_by_anyone)
        return self.filter(seen)

    def active(self) -> SpaceMembershipQuerySet:
        return self.filter(state=MemberState.ACTIVE)

    def leading(self) -> SpaceMembershipQuerySet:
        """Leads with an account that works."""
        return self.active().filter(role=SpaceRole.LEAD, person__is_active=True)


class SpaceMembership(models.Model):
    """A person in a space, as lead or member. One row per person and space."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="space_memberships")
    role = models.CharField(max_length=8, choices=SpaceRole.choices, default=SpaceRole.MEMBER)
    state = models.CharField(max_length=10, choices=MemberState.choices, default=MemberState.REQUESTED)
    motivation = models.CharField(max_length=500, blank=True)
    since = models.DateTimeField()

    objects = SpaceMembershipQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "person"], name="space_membership_once")]
        indexes = [models.Index(fields=["space", "state"], name="space_membership_by_space")]

    def __str__(self) -> str:
        return f"{self.person} in {self.space}"
