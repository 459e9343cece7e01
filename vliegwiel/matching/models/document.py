"""What is searchable, in one table that triggers keep; the index of every node is fed from it."""

from django.db import models

from vliegwiel.activity.audience import AudienceField, VisibleQuerySet


class SearchDocument(models.Model):
    """One findable thing. `xid` and `id` order the changes: see `matching.feed`."""

    kind = models.CharField(max_length=14)
    """initiative, part, organisation or person."""
    target_id = models.BigIntegerField()
    title = models.TextField()
    text = models.TextField()
    audience = AudienceField()
    deleted = models.BooleanField(default=False)
    """A tombstone, so that nodes drop it from their index."""
    xid = models.BigIntegerField()
    """Transaction that wrote it last."""
    changed_at = models.DateTimeField()

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "target_id"], name="search_document_once")]
        indexes = [models.Index(fields=["xid", "id"], name="search_document_feed")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.target_id}"
