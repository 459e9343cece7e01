"""Keeping a file and removing it, as a part of the actions of upper rooms: they ask their own rule first.

The order makes that nothing acknowledged is lost: the bytes are written before the row is committed, and removed from
disk after the row's removal is committed. What a crash leaves behind is bytes without a row; `sweeping` takes those.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext as _

from vliegwiel.core.answers import Mistake
from vliegwiel.core.codes import new_code
from vliegwiel.core.uploads import check_upload, extension_of
from vliegwiel.people.models import Person

from .models import Attachment

MOST_PER_TARGET = 200
"""Files under one thing."""


def store(
    target: models.Model, upload: UploadedFile, *, audience: Sequence[str], by: Person | None, at: datetime
) -> Attachment:
    """Keep this file under `target`, seen by whoever holds a token of `audience`. Call it inside an action.

    Raises Mistake(upload=…) when the file may not be kept: kind, size, content, or too many already.
    """
    assert upload.file is not None
    assert upload.size is not None
    checked = check_upload(upload.file, upload.name or "")
    if not checked:
        raise Mistake(upload=checked.answer.reason)
    if attached_to(target).count() >= MOST_PER_TARGET:
        raise Mistake(upload=_("There are %(most)s files here already. Remove one first.") % {"most": MOST_PER_TARGET})
    attachment = Attachment(
        target_type=target._meta.label_lower,
        target_id=target.pk,
        name=checked.name,
        mime_type=checked.mime_type,
        size=upload.size,
        added_by=by,
        added_at=at,
        audience=sorted(audience),
    )
    attachment.file.save(f"{new_code()}{new_code()}.{extension_of(checked.name)}", upload, save=False)
    try:
        attachment.save()
    except BaseException:
        _forget(attachment.file)
        raise
    return attachment


def remove(attachment: Attachment) -> None:
    """The row now, the bytes when the transaction is committed. Call it inside an action."""
    name = attachment.file.name
    assert name
    attachment.delete()
    transaction.on_commit(lambda: default_storage.delete(name))


def remove_all(target: models.Model) -> None:
    """Every file under a thing that is itself removed."""
    for attachment in attached_to(target):
        remove(attachment)


def attached_to(target: models.Model) -> models.QuerySet[Attachment]:
    """All rows under this thing, whoever looks; pages use `queries.files_of`."""
    return Attachment.objects.filter(target_type=target._meta.label_lower, target_id=target.pk)


def _forget(file: FieldFile) -> None:
    assert file.name
    file.storage.delete(file.name)
