"""Whose time it is for a digest, in batches: as much memory for a hundred thousand people as for ten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from heapq import merge
from itertools import groupby, islice
from typing import Any

from django.db import connection
from django.utils import timezone

from vliegwiel.people.models import Person

from ..journey import DIGEST_AT, WEEKLY_ON, Pace
from ..models import Letter, Notification
from ..moments import is_quiet

BATCH = 100
"""People at a time: what each may see is read again so often."""
STILL_WAITING = """
SELECT (told.facts->>'person')::bigint AS person, told.target_id
FROM pilots_rhythm rhythm
JOIN initiatives_initiative initiative ON initiative.id = rhythm.initiative_id AND initiative."end" = ''
JOIN LATERAL (
    SELECT facts, target_id FROM activity_activity
    WHERE target_type = 'initiatives.initiative' AND target_id = rhythm.initiative_id
        AND kind = 'check_in.came_due' AND facts->>'due' = rhythm.next_on::text
    ORDER BY id DESC LIMIT 1
) told ON told.facts->>'person' IS NOT NULL
WHERE rhythm.told_for = rhythm.next_on AND rhythm.next_on < %(today)s
"""
"""Check-ins that came due, of which the one whose turn it is was told, and that are not sent yet."""


@dataclass(frozen=True)
class Round:
    """One hour of sending digests: which day it is, and up to which Tuesday morning what comes once a week is due."""

    at: datetime
    day: date
    week: datetime

    @classmethod
    def of(cls, at: datetime) -> Round | None:
        """None before the hour of the morning. By the clock on the wall: a night of 23 or 25 hours changes nothing."""
        local = timezone.localtime(at)
        if local.time() < DIGEST_AT:
            return None
        tuesday = local.date() - timedelta(days=(local.weekday() - WEEKLY_ON) % 7)
        return cls(at, local.date(), timezone.make_aware(datetime.combine(tuesday, DIGEST_AT)))

    @property
    def is_weekly(self) -> bool:
        return self.day == timezone.localdate(self.week)


def batches(now: Round) -> Iterator[list[Person]]:
    """Active people with something to tell, who had no digest today and for whom it is not a quiet hour."""
    after = 0
    while ids := _next_ids(now, after):
        after = ids[-1]
        had = Letter.objects.filter(person__in=ids, day=now.day).values("person")
        people = Person.objects.filter(pk__in=ids, is_active=True).exclude(pk__in=had)
        clock = timezone.localtime(now.at).time()
        rows = people.select_related("mail_wishes").order_by("pk")
        yield [person for person in rows if not is_quiet(clock, person)]


def _next_ids(now: Round, after: int) -> list[int]:
    """The next people by id, of three ordered lists, each of which an index gives as far as it is needed."""
    lists = [_waiting(after, pace=Pace.DAILY), _waiting(after, pace=Pace.WEEKLY, at__lt=now.week)]
    if now.is_weekly:
        lists.append(_reminded(now.day, after))
    return [pk for pk, _same in islice(groupby(merge(*lists)), BATCH)]


def _waiting(after: int, **due: Any) -> list[int]:
    rows = Notification.objects.filter(letter=None, person__gt=after, **due).order_by("person")
    return list(rows.values_list("person", flat=True).distinct()[:BATCH])


def _reminded(today: date, after: int) -> list[int]:
    """Those whose check-in still waits: once at once, then in the digest of the week."""
    sql = f"SELECT DISTINCT person FROM ({STILL_WAITING}) told WHERE person > %(after)s ORDER BY 1 LIMIT {BATCH}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, {"today": today, "after": after})
        return [pk for (pk,) in cursor.fetchall()]


def still_waiting(people: list[Person], today: date) -> dict[int, list[int]]:
    """Per person the initiatives of which the check-in still waits for them. One statement."""
    found: dict[int, list[int]] = {}
    with connection.cursor() as cursor:
        sql = f"SELECT person, target_id FROM ({STILL_WAITING}) told WHERE person = ANY(%(people)s) ORDER BY 1, 2"  # noqa: S608
        cursor.execute(sql, {"today": today, "people": [person.pk for person in people]})
        for person, initiative in cursor.fetchall():
            found.setdefault(person, []).append(initiative)
    return found
