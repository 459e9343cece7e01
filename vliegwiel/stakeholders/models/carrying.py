"""Who carries an initiative: its team, the leads of its space, and those of the programme that it reports to."""

from __future__ import annotations

from django.db.models import Q

from vliegwiel.activity.audience import Viewer, tokens_of


def ids_in(person: Viewer | None, kind: str) -> list[int]:
    """The ids in the tokens `kind:id` that someone holds: reading them costs no statement."""
    return [int(token.removeprefix(f"{kind}:")) for token in tokens_of(person) if token.startswith(f"{kind}:")]


def carried_by(person: Viewer | None, initiative: str) -> Q:
    """That the initiative at this path is one that this person carries."""
    leads = ids_in(person, "lead")
    return (
        Q(**{f"{initiative}_id__in": ids_in(person, "init")})
        | Q(**{f"{initiative}__space_id__in": leads})
        | Q(**{f"{initiative}__programme_id__in": leads})
    )
