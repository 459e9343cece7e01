"""Who drinks coffee with whom: set-based reads, one statement for each pair that is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Prefetch, QuerySet

from vliegwiel.initiatives.models import Theme
from vliegwiel.people.models import Membership, Person

from ..models import CoffeeGuest, CoffeePair, CoffeeSeat

LAST_DAY = 7
"""Rounds are held in the first week: the first day for all, the days after for who came later or was left over."""
THEME, TALENT = "theme:", "talent:"

REFRESH = """
    UPDATE exchange_coffeeguest guest SET topics = found.topics, organisation_ids = found.organisations
    FROM (
        SELECT g.person_id,
            ARRAY(
                SELECT 'theme:' || chosen.theme_id FROM exchange_coffeeguest_themes chosen
                WHERE chosen.coffeeguest_id = g.person_id
                UNION
                SELECT 'theme:' || theme FROM exchange_expertise line
                JOIN initiatives_initiative i ON i.id = line.initiative_id, unnest(i.theme_ids) theme
                WHERE line.person_id = g.person_id AND NOT line.is_hidden AND i.audience && '{public,net}'
                    AND i."end" <> 'withdrawn' AND NOT EXISTS (
                        SELECT FROM exchange_helper h WHERE h.person_id = g.person_id AND NOT h.uses_experience)
                UNION
                SELECT 'talent:' || lower(trim(talent)) FROM unnest(p.talents) talent WHERE trim(talent) <> ''
                ORDER BY 1
            ) AS topics,
            ARRAY(
                SELECT m.organisation_id FROM people_membership m
                WHERE m.person_id = g.person_id AND m.state = 'active' ORDER BY 1
            ) AS organisations
        FROM exchange_coffeeguest g JOIN people_person p ON p.id = g.person_id WHERE g.is_on
    ) found
    WHERE found.person_id = guest.person_id
        AND (guest.topics, guest.organisation_ids) IS DISTINCT FROM (found.topics, found.organisations)
"""
"""Put right what can bring guests together. Themes come only from initiatives that the whole network may see."""

_READY = """
    g.is_on AND p.is_active AND 'net' = ANY(p.tokens) AND g.skips IS DISTINCT FROM %(month)s
    AND (g.paused_until IS NULL OR g.paused_until < %(today)s)
    AND NOT EXISTS (SELECT FROM exchange_coffeeseat s WHERE s.person_id = g.person_id AND s.month = %(month)s)
"""
_LAST = "(SELECT max(s.month) FROM exchange_coffeeseat s WHERE s.person_id = g.person_id)"
WAITING = f"""
    SELECT g.person_id FROM exchange_coffeeguest g JOIN people_person p ON p.id = g.person_id
    WHERE {_READY} AND g.topics <> '{{}}'
    ORDER BY {_LAST} NULLS FIRST, g.since, g.person_id
"""  # noqa: S608  # of our own words only
PARTNER = f"""
    WITH me AS (
        SELECT g.*, p.tokens, p.audience FROM exchange_coffeeguest g JOIN people_person p ON p.id = g.person_id
        WHERE g.person_id = %(person)s AND {_READY}
    )
    SELECT g.person_id, shared.topics
    FROM me, exchange_coffeeguest g JOIN people_person p ON p.id = g.person_id,
        LATERAL (SELECT ARRAY(SELECT unnest(g.topics) INTERSECT SELECT unnest(me.topics) ORDER BY 1) AS topics) shared
    WHERE g.person_id <> me.person_id AND g.topics && me.topics AND {_READY}
        AND NOT g.organisation_ids && me.organisation_ids
        AND p.audience && array_append(me.tokens, 'public') AND me.audience && array_append(p.tokens, 'public')
        AND NOT EXISTS (SELECT FROM exchange_coffeepair c
            WHERE c.one_id = least(g.person_id, me.person_id) AND c.other_id = greatest(g.person_id, me.person_id))
        AND NOT EXISTS (SELECT FROM exchange_connection c
            WHERE (c.one_id, c.other_id) IN ((g.person_id, me.person_id), (me.person_id, g.person_id)))
        AND NOT EXISTS (SELECT FROM initiatives_teamrole mine JOIN initiatives_teamrole theirs USING (initiative_id)
            WHERE mine.person_id = me.person_id AND theirs.person_id = g.person_id)
        AND NOT EXISTS (SELECT FROM exchange_expertise mine JOIN exchange_expertise theirs USING (initiative_id)
            WHERE mine.person_id = me.person_id AND theirs.person_id = g.person_id
                AND mine.source = 'role' AND theirs.source = 'role')
    ORDER BY cardinality(shared.topics) DESC, {_LAST} NULLS FIRST, g.since, g.person_id
    LIMIT 1
"""  # noqa: S608
"""The one who shares most and waits longest, of another organisation, and never met here."""


class Partner(NamedTuple):
    """Someone to meet, and what both share."""

    person: int
    topics: list[str]


def waiting_guests(month: date, today: date) -> list[int]:
    """Guests without a coffee this month: who had one longest ago, or never, is first. One statement."""
    return [row[0] for row in _rows(WAITING, {"month": month, "today": today})]


def partner_for(person: int, month: date, today: date) -> Partner | None:
    """Whom this guest meets this month; None when nobody fits, or when this guest has a coffee already."""
    rows = _rows(PARTNER, {"person": person, "month": month, "today": today})
    return Partner(*rows[0]) if rows else None


def _rows(statement: str, values: dict[str, Any]) -> Sequence[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def guests(person: Person) -> QuerySet[CoffeeGuest]:
    """The one row, if any, of someone who takes part or did."""
    return CoffeeGuest.objects.filter(person=person)


def guest_of(person: Person) -> CoffeeGuest | None:
    return guests(person).first()


def pairs_of(person: Person) -> QuerySet[CoffeePair]:
    """One's own coffees, newest first."""
    return CoffeePair.objects.visible_to(person).select_related("one", "other").order_by("-month", "-id")


@dataclass(frozen=True)
class Coffee:
    """One coffee as one of the two sees it."""

    pair: CoffeePair
    mine: CoffeeSeat
    theirs: CoffeeSeat
    organisations: list[str]
    """Where the other one works."""
    topics: list[str]
    """What both share, in words."""

    @property
    def other(self) -> Person:
        return self.theirs.person


def coffee_of(pair: CoffeePair, person: Person) -> Coffee:
    """Everything that an introduction says. Four statements."""
    active = Membership.objects.active().select_related("organisation").order_by("organisation__sort_name")
    seats = pair.seats.select_related("person").prefetch_related(
        Prefetch("person__memberships", queryset=active, to_attr="places")
    )
    by_person = {seat.person_id: seat for seat in seats}
    mine = by_person.pop(person.pk)
    (theirs,) = by_person.values()
    places = [membership.organisation.name for membership in getattr(theirs.person, "places", [])]
    return Coffee(pair, mine, theirs, places, in_words(pair.topics))


def in_words(topics: Sequence[str]) -> list[str]:
    """Topics as people say them, in the current language: themes first."""
    ids = [int(topic.removeprefix(THEME)) for topic in topics if topic.startswith(THEME)]
    themes = sorted(theme.name for theme in Theme.objects.filter(pk__in=ids))
    return themes + [topic.removeprefix(TALENT) for topic in topics if topic.startswith(TALENT)]


def next_round(person: Person, today: date) -> date:
    """First day of the month of this person's next round: this month's while it goes on and they have no coffee yet."""
    this = today.replace(day=1)
    had = CoffeeSeat.objects.filter(person=person, month=this).exists()
    if today.day <= LAST_DAY and not had:
        return this
    return date(this.year + (this.month == 12), this.month % 12 + 1, 1)
