"""Where the dots of the web stand, so that it looks the same at every visit."""

from __future__ import annotations

from django.db import models


class Position(models.Model):
    """The place of one node, in lengths of a tie from the middle. Numbers only: the reader asks who may see it."""

    kind = models.CharField(max_length=1)
    """As in `web.graph`: i, o or p."""
    target_id = models.BigIntegerField()
    x = models.FloatField()
    y = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "target_id"], name="position_once")]

    def __str__(self) -> str:
        return f"{self.kind}{self.target_id}"
