"""Counts of initiatives that are right for whoever looks, from the tallies: flat, however many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db import connection

from vliegwiel.activity.audience import NETWORK, PUBLIC, Viewer, tokens_of

Counts = dict[str, dict[str, int]]

EVERY = 1_000_000
TALLIES = "SELECT facet, value, n FROM initiatives_tally WHERE audience && %(tokens)s"
SEEN_OTHERWISE = """
UNION ALL SELECT f.facet, f.value, 1 FROM initiatives_initiative i, LATERAL initiatives_facets(i) f
WHERE i.audience && %(own)s AND NOT i.audience @> ARRAY['public']
    AND NOT initiatives_counted_under(i.audience) && %(tokens)s
"""
"""Tallies are kept under tokens that many share. What someone sees by another token (by a role in the team; outside the
network by their organisation) is counted from the initiatives themselves: one's own, so never very many."""
SUMMED = """
WITH summed AS MATERIALIZED (
    SELECT facet, value, sum(n::int) AS n FROM ({found}) found {asked} GROUP BY facet, value HAVING sum(n::int) <> 0
)
SELECT facet, value, n FROM summed WHERE facet <> ALL(%(many)s::text[])
UNION ALL SELECT most.* FROM unnest(%(many)s::text[]) AS one(facet), LATERAL (
    SELECT facet, value, n FROM summed WHERE summed.facet = one.facet ORDER BY n DESC, value LIMIT %(most)s
) most
"""
MANY = ["organisation", "initiator", "space"]
"""Facets with very many values: of these those with most can be asked for."""


def counts(person: Viewer | None, facets: Iterable[str] = (), *, most: int = EVERY) -> Counts:
    """Per facet and value how many initiatives this person sees, in one statement. Without facets: all of them.

    Facets: all, kind, stage, space, end, checked, parts, theme, region, organisation, initiator.
    `most`: of organisations, initiators and spaces only so many, those with most.
    """
    tokens, wanted = tokens_of(person), list(facets)
    own = [token for token in tokens if token.startswith("init:") or (NETWORK not in tokens and token != PUBLIC)]
    statement = SUMMED.format(
        found=TALLIES + (SEEN_OTHERWISE if own else ""), asked="WHERE facet = ANY(%(facets)s)" if wanted else ""
    )
    found: Counts = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(statement, {"tokens": tokens, "own": own, "facets": wanted, "many": MANY, "most": most})
        for facet, value, n in cursor.fetchall():
            found[facet][value] = n
    return found


def total(found: Counts) -> int:
    """How many initiatives there are, of counts that include the facet `all`."""
    return found.get("all", {}).get("", 0)
