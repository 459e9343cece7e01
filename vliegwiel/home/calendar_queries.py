"""Whose calendar an address is, and the calendar itself."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta
from urllib.parse import urljoin

from django.conf import settings
from icalendar import Calendar, Event

from vliegwiel.people.models import Person

from .models import CalendarAddress
from .work import Waiting, dated_work_of

MOST = 500


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def person_of_secret(secret: str) -> Person | None:
    """Whoever has the secret may read the dates: the secret is the permission. Nobody whose account is closed."""
    row = CalendarAddress.objects.filter(digest=digest_of(secret), person__is_active=True).select_related("person")
    found = row.first()
    return found.person if found else None


def calendar_of(person: Person, *, title: str, today: date, now: datetime) -> bytes:
    """The last days of what waits for this person, as whole days: those are the same in every time zone (RFC 5545)."""
    calendar = Calendar()
    calendar.add("prodid", "-//Vliegwiel//Mijn werk//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", title)
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    for one in dated_work_of(person, today=today, most=MOST):
        calendar.add_component(_event(one, now))
    return calendar.to_ical()


def _event(one: Waiting, now: datetime) -> Event:
    host = settings.BASE_URL.split("//")[-1].split("/")[0].split(":")[0]
    event = Event()
    event.add("uid", f"{one.source.room}-{one.order}-{one.key}@{host}")
    event.add("dtstamp", now)
    event.add("dtstart", one.day)
    event.add("dtend", one.day + timedelta(days=1))
    event.add("summary", f"{one.source.label}: {one.title}")
    event.add("url", urljoin(settings.BASE_URL, one.address))
    event.add("transp", "TRANSPARENT")
    return event
