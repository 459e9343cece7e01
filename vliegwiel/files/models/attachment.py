"""A file that hangs under something and is served only to who may see it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from vliegwiel.activity.audience import AudienceField, VisibleQuerySet, audience_index
from vliegwiel.core.codes import new_code


class Attachment(models.Model):
    """Carries the audience of its target; the action that changes the target's audience rewrites it here too."""

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    target_type = models.CharField(max_length=40)
    """`room.model` of what it hangs under."""
    target_id = models.BigIntegerField()
    file = models.FileField(upload_to="attachments/%Y/%m", max_length=200)
    name = models.CharField(max_length=120)
    mime_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    """Bytes."""
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField()
    audience = AudienceField()

    objects = VisibleQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["target_type", "target_id", "id"], name="attachment_target"),
            audience_index("attachment_audience"),
        ]
        constraints = [models.CheckConstraint(condition=Q(size__gt=0), name="attachment_not_empty")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("files:attachment", args=[self.code, self.name])
