"""What is searchable, in one table that triggers keep; the index of every node is fed from it."""

from collections.abc import Sequence

from django.contrib.postgres.fields import ArrayField
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
    piece_names = ArrayField(models.CharField(max_length=40), null=True)
    piece_lengths = ArrayField(models.IntegerField(), null=True)
    """The pieces that `text` consists of, with a line end between them: their names and their numbers of signs."""
    understood_by = models.CharField(max_length=80, db_default="")
    """The model that read it as it is now. Whatever another name, or none, stands at is waiting to be read."""

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "target_id"], name="search_document_once")]
        indexes = [
            models.Index(fields=["xid", "id"], name="search_document_feed"),
            models.Index(fields=["understood_by"], name="search_document_unread"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.target_id}"

    def pieces(self) -> list[tuple[str, str]]:
        """The text in its named pieces, in order."""
        return pieces_of(self.text, self.piece_names, self.piece_lengths)


def pieces_of(text: str, names: Sequence[str] | None, lengths: Sequence[int] | None) -> list[tuple[str, str]]:
    """A text in its named pieces; as one piece `text` where they are not known."""
    if not names or not lengths:
        return [("text", text)] if text else []
    pieces, start = [], 0
    for name, length in zip(names, lengths, strict=True):
        pieces.append((name, text[start : start + length]))
        start += length + 1
    return pieces
