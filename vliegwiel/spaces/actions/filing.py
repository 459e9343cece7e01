"""The files of a space itself."""

from __future__ import annotations

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from vliegwiel.activity.door import Done, action
from vliegwiel.core.answers import Mistake
from vliegwiel.files import storing
from vliegwiel.files.models import Attachment
from vliegwiel.people.models import Person

from .. import rules
from ..models import Space


@action("space_file.added", may=rules.may_add_file)
def add_file(space: Space, *, by: Person, at: datetime, upload: UploadedFile) -> Done:
    """Keep a file for whoever sees the space. Raises Mistake(upload=…)."""
    attachment = storing.store(space, upload, audience=space.audience, by=by, at=at)
    return Done(result=attachment, facts={"attachment": attachment.pk})


@action("space_file.removed", may=rules.may_remove_file)
def remove_file(space: Space, *, by: Person, at: datetime, attachment: Attachment) -> Done:
    """Remove a file for good. Raises Mistake when someone else did so already."""
    kept = storing.attached_to(space).select_for_update().filter(pk=attachment.pk).first()
    if kept is None:
        raise Mistake(upload=_("This file was removed already."))
    storing.remove(kept)
    return Done(result=None, facts={"attachment": attachment.pk})
