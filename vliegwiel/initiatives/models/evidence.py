"""Evidence that someone asked the people it is for."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from vliegwiel.core.codes import new_code

from ..journey import CheckMethod, CheckOutcome
from .initiative import Initiative


class UserCheck(models.Model):
    """One dated check with users."""

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="checks")
    done_on = models.DateField(_("When"))
    method = models.CharField(_("How"), max_length=12, choices=CheckMethod.choices)
    how_many = models.PositiveIntegerField(_("How many people"))
    learned = models.TextField(_("What was learned"), max_length=4000)
    outcome = models.CharField(_("Outcome"), max_length=10, choices=CheckOutcome.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-done_on", "-id"]
        constraints = [models.CheckConstraint(condition=models.Q(how_many__gte=1), name="user_check_of_someone")]

    def __str__(self) -> str:
        return f"{self.done_on} {self.outcome}"
