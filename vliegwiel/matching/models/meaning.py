"""What the model made of a search document: the vectors of the whole and of its named pieces, in one row."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from .document import SearchDocument


class Meaning(models.Model):
    """The vectors of one document. `xid` and the document order the changes: see `matching.source`."""

    document = models.OneToOneField(
        SearchDocument, models.CASCADE, primary_key=True, related_name="meaning", db_constraint=False
    )
    model = models.CharField(max_length=80)
    """Vectors of different models cannot be compared."""
    names = ArrayField(models.CharField(max_length=40))
    """Of each vector: `whole`, or the piece it was made of."""
    keys = ArrayField(models.BigIntegerField())
    """Of each vector: the beginning of the digest of its text, by which the same text is found elsewhere."""
    packed = models.BinaryField()
    """The vectors, see `meaning.packed`."""
    xid = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["xid", "document"], name="meaning_feed"),
            GinIndex(fields=["keys"], name="meaning_keys", fastupdate=False),
        ]

    def __str__(self) -> str:
        return f"{self.model}:{self.document_id}"
