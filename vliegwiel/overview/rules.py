"""Who may change what this room keeps: nobody but its own job."""

from __future__ import annotations

from django.utils.translation import gettext as _

from vliegwiel.core.answers import Answer, when


def may_lay_out(person: object, _subject: object) -> Answer:
    """Dots get their place from the job that counts them, which is nobody."""
    return when(person is None, _("Only the hourly job does this."))
