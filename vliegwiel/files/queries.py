"""Reading attachments, always as someone."""

from __future__ import annotations

from django.db import models

from vliegwiel.people.models import Person

from .models import Attachment


def files_of(target: models.Model, viewer: Person | None, *, most: int = 200) -> list[Attachment]:
    """The files under this thing that this viewer may see, newest first, with who added them. One statement."""
    rows = Attachment.objects.visible_to(viewer).filter(target_type=target._meta.label_lower, target_id=target.pk)
    return list(rows.select_related("added_by").order_by("-id")[:most])
