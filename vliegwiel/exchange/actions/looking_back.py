"""What came of it: asked after six weeks, told whenever one wants."""

from __future__ import annotations

from datetime import datetime

from vliegwiel.activity.door import Done, action
from vliegwiel.people.models import Person

from .. import post, rules
from ..models import Connection, Outcome


@action("outcome.asked", may=rules.nobody)
def ask_outcome(connection: Connection, *, by: None, at: datetime) -> Done:
    """Ask both, once, what came of their connection; who told it already is not asked."""
    if connection.asked_at is None:
        connection.asked_at = at
        connection.save(update_fields=["asked_at"])
        told = set(connection.outcomes.values_list("person_id", flat=True))
        post.post(
            post.LOOKING_BACK, connection, to=[one for one in (connection.one, connection.other) if one.pk not in told]
        )
    return Done(connection)


@action("outcome.told", may=rules.may_tell)
def tell_outcome(connection: Connection, *, by: Person, at: datetime, came: str, text: str = "") -> Done:
    """Keep what one of the two says came of it; saying it again replaces it."""
    outcome, _is_new = Outcome.objects.update_or_create(
        connection=connection, person=by, defaults={"came": came, "text": text, "at": at}
    )
    return Done(outcome, target=connection, facts={"came": came})
