"""Coffee: coming, staying away, and the round of the month."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from vliegwiel.activity.door import Done, action
from vliegwiel.core.answers import Mistake
from vliegwiel.initiatives.models import Theme
from vliegwiel.people.checking import check
from vliegwiel.people.journey import ContactWay
from vliegwiel.people.models import Person

from .. import helping_letters as letters
from .. import helping_rules as rules
from ..journey import Went
from ..models import CoffeeGuest, CoffeePair, CoffeeSeat
from ..post import may_be_mailed
from ..queries.coffee import REFRESH, partner_for

COFFEE_JOB = "exchange.mail_coffee"
MOST_THEMES = 5


@action("coffee.joined", may=rules.may_drink_coffee)
def join(person: Person, *, by: Person, at: datetime, themes: Iterable[Theme] = ()) -> Done:
    """Take part from the next round on; the same for who changes their themes. Raises Mistake(themes=…)."""
    themes = list(themes)
    if len(themes) > MOST_THEMES:
        raise Mistake(themes=_("Choose at most %(most)d themes.") % {"most": MOST_THEMES})
    guest = CoffeeGuest.objects.filter(person=person).first() or CoffeeGuest(person=person, since=at, is_on=False)
    if not guest.is_on:
        guest.since = at
    guest.is_on, guest.paused_until = True, None
    guest.save()
    guest.themes.set(themes)
    return Done(guest, target=person)


@action("coffee.skipped", may=rules.may_stop_coffee, unlogged="when one drinks coffee concerns nobody else")
def skip(guest: CoffeeGuest, *, by: Person, at: datetime, month: date | None) -> CoffeeGuest:
    """No coffee in this month; None takes it back."""
    guest.skips = month.replace(day=1) if month else None
    guest.save(update_fields=["skips"])
    return guest


@action("coffee.paused", may=rules.may_stop_coffee, unlogged="when one drinks coffee concerns nobody else")
def pause(guest: CoffeeGuest, *, by: Person, at: datetime, until: date | None) -> CoffeeGuest:
    """No coffee until after this day; None ends the pause. Raises Mistake(until=…) for a day that has passed."""
    if until is not None and until < timezone.localdate(at):
        raise Mistake(until=_("This day has passed. Choose a later one."))
    guest.paused_until = until
    guest.save(update_fields=["paused_until"])
    return guest


@action("coffee.left", may=rules.may_stop_coffee)
def stop(guest: CoffeeGuest, *, by: Person, at: datetime) -> Done:
    """No coffee any more; coming back is always possible."""
    guest.is_on, guest.skips, guest.paused_until, guest.topics = False, None, None, []
    guest.save()
    return Done(guest, target=guest.person)


@action("coffee.prepared", may=rules.nobody, unlogged="follows from what the guests did elsewhere")
def prepare(subject: None, *, by: None, at: datetime) -> None:
    """Before a round: what every guest works on and where, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(REFRESH)


@action("coffee.introduced", may=rules.nobody)
def introduce(guest: CoffeeGuest, *, by: None, at: datetime, month: date) -> Done:
    """Let this guest meet the one who fits best this month. Raises Mistake when nobody fits (any more).

    In a transaction of its own, so that a round that dies half-way goes on where it was.
    """
    _one_at_a_time()
    partner = partner_for(guest.person_id, month, timezone.localdate(at))
    if partner is None:
        raise Mistake(**{"": _("Nobody fits this month.")})
    one, other = sorted([guest.person_id, partner.person])
    pair = CoffeePair.objects.create(month=month, one_id=one, other_id=other, topics=partner.topics, made_at=at)
    for person in (pair.one, pair.other):
        seat = _seat(pair, person, at)
        app.configure_task(COFFEE_JOB, queue="mail").defer(seat_id=seat.pk)
    return Done(pair, target=pair, facts={"one": one, "other": other})


def _seat(pair: CoffeePair, person: Person, at: datetime) -> CoffeeSeat:
    """Who wants to be asked first, or to be reached only here, shows no address before saying yes."""
    shows = not person.ask_first and person.contact_way != ContactWay.HERE
    return CoffeeSeat.objects.create(pair=pair, person=person, month=pair.month, agreed_at=at if shows else None)


def _one_at_a_time() -> None:
    """Two rounds at once make their pairs one after the other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('exchange.coffee'))")


@action("coffee.agreed", may=rules.may_speak_of_coffee)
def agree(seat: CoffeeSeat, *, by: Person, at: datetime) -> Done:
    """Let the other one see how to reach this person."""
    seat.agreed_at = seat.agreed_at or at
    seat.save(update_fields=["agreed_at"])
    return Done(seat, target=seat.pair)


@action("coffee.told", may=rules.may_speak_of_coffee)
def tell(seat: CoffeeSeat, *, by: Person, at: datetime, went: str, told: str = "") -> Done:
    """How it was. Raises Mistake(went=…, told=…)."""
    if went not in Went.values:
        raise Mistake(went=_("Choose something from the list."))
    seat.went, seat.told, seat.told_at = went, told, at
    check(seat, ["told"])
    seat.save(update_fields=["went", "told", "told_at"])
    return Done(seat, target=seat.pair, facts={"went": went})


@action("coffee.mailed", may=rules.nobody, unlogged="the log holds that they were introduced; this is the postman")
def mail_introduction(seat: CoffeeSeat, *, by: None, at: datetime) -> bool:
    """Mail the introduction once: True when it went out now."""
    if seat.mailed_at or not may_be_mailed(seat.person):
        return False
    letters.coffee(seat).send()
    seat.mailed_at = at
    seat.save(update_fields=["mailed_at"])
    return True
