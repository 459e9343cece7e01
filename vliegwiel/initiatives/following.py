"""When other organisations own a space, the ring *organisation* means others: its initiatives follow."""

from __future__ import annotations

from django.db import connection
from procrastinate.contrib.django import app

from vliegwiel.spaces.models import Space
from vliegwiel.spaces.rings import owner_ids

from .audience import concerned_by_owners, set_audiences_in

AT_ONCE = 200
"""More initiatives than this are opened by a job; closing never waits."""

AUDIENCE_JOB = "initiatives.set_audiences"

CLOSE = """
    UPDATE initiatives_initiative i SET audience = ARRAY(
        SELECT token FROM unnest(i.audience) AS token WHERE kept(token) ORDER BY token)
    WHERE i.space_id = %(space)s AND i.ring NOT IN ('public', 'team')
      AND EXISTS (SELECT FROM unnest(i.audience) AS token WHERE NOT kept(token))
""".replace(
    "kept(token)",
    "(token NOT LIKE 'org:%%' OR substr(token, 5)::bigint = ANY(%(owners)s || i.initiator_ids))",
)


def follow_owners(space: Space) -> None:
    """Called by `spaces` in the transaction that changed the owners: close before opening."""
    if concerned_by_owners(space)[: AT_ONCE + 1].count() <= AT_ONCE:
        set_audiences_in(space)
        return
    with connection.cursor() as cursor:
        cursor.execute(CLOSE, {"space": space.pk, "owners": owner_ids(space)})
    app.configure_task(AUDIENCE_JOB, queueing_lock=None).defer(space_id=space.pk)
