"""What teams say of suggestions. What does not fit is not shown to them again; all of it is for the next release."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vliegwiel.initiatives.models import Initiative, Part

from ..journey import Unfit, Verdict


class Judgement(models.Model):
    """One pair: an initiative, and another or a part of another that was suggested beside it.

    Read by nobody but the people who set the thresholds of a next release; the team sees only that it is hidden.
    """

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="judgements")
    other = models.ForeignKey(Initiative, null=True, on_delete=models.CASCADE, related_name="+")
    part = models.ForeignKey(Part, null=True, on_delete=models.CASCADE, related_name="+")
    verdict = models.CharField(max_length=6, choices=Verdict.choices)
    reason = models.CharField(max_length=8, choices=Unfit.choices, blank=True)
    note = models.TextField(_("In your own words"), blank=True, max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(other=None) ^ Q(part=None), name="judgement_of_one_thing"),
            models.CheckConstraint(condition=~Q(verdict="unfit") | ~Q(reason=""), name="judgement_unfit_has_reason"),
            models.CheckConstraint(
                condition=Q(other=None) | ~Q(other=models.F("initiative")), name="judgement_not_of_itself"
            ),
            models.UniqueConstraint(fields=["initiative", "other"], name="judgement_of_other_once"),
            models.UniqueConstraint(fields=["initiative", "part"], name="judgement_of_part_once"),
        ]

    def __str__(self) -> str:
        return f"{self.initiative_id} {self.verdict} {self.other_id or self.part_id}"
