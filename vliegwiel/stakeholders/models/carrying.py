"""Who carries an initiative: its team, the leads of its space, and those of the programme that it reports to."""

from __future__ import annotations

from django.db.models import Q

from vliegwiel.activity.audience import Viewer, ids_in


def carried_by(person: Viewer | None, initiative: str) -> Q:
    """That the initiative at this path is one that this person carries."""
    leads = ids_in(person, "lead")
    return (
        Q(**{f"{initiative}_id__in": ids_in(person, "init")})
        | Q(**{f"{initiative}__space_id__in": leads})
        | Q(**{f"{initiative}__programme_id__in": leads})
    )
