"""Files of an initiative: kept by the room `files`, seen by whoever sees the initiative."""

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
from ..models import Initiative


@action("file.attached", may=rules.may_edit)
def attach_file(initiative: Initiative, *, by: Person, at: datetime, upload: UploadedFile) -> Done:
    """Keep a file here. Raises Mistake(upload=…) when it may not be kept."""
    attachment = storing.store(initiative, upload, audience=initiative.audience, by=by, at=at)
    return Done(attachment, target=initiative, facts={"file": attachment.pk})


@action("file.removed", may=rules.may_edit)
def remove_file(initiative: Initiative, *, by: Person, at: datetime, attachment: Attachment) -> Done:
    """Take a file away for good."""
    if (attachment.target_type, attachment.target_id) != (initiative._meta.label_lower, initiative.pk):
        raise Mistake(**{"": _("This belongs to another initiative.")})
    facts = {"file": attachment.pk}
    storing.remove(attachment)
    return Done(initiative, facts=facts)
