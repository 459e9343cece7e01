"""Which organisations and people carry an initiative."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from vliegwiel.people.models import Organisation

from .. import journey
from .initiative import Initiative


class Participation(models.Model):
    """An organisation in its part."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="participations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="participations")
    part = models.CharField(max_length=12, choices=journey.Part.choices)
    since = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["initiative", "organisation"], name="participation_once")]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.part})"


class TeamRole(models.Model):
    """A person in a role. A team always has a lead: held by the database."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="team")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="team_roles")
    role = models.CharField(max_length=12, choices=journey.Role.choices)
    since = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["initiative", "person", "role"], name="team_role_once")]

    def __str__(self) -> str:
        return f"{self.person} ({self.role})"


class RoleTerm(models.Model):
    """A role that has ended: who had it, from when until when. Written by a trigger when a TeamRole goes; stays."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="role_terms")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=journey.Role.choices)
    since = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.person} ({self.role})"
