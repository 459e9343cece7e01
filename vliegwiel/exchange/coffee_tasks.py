"""Jobs: the coffee round of the month and its mail."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from procrastinate.contrib.django import app

from vliegwiel.core.answers import Mistake

from .actions import coffee
from .helping_tasks import TRY_AGAIN
from .models import CoffeeGuest, CoffeeSeat
from .queries.coffee import partner_for, waiting_guests


@app.periodic(cron="15 8 1-7 * *")
@app.task(queueing_lock="exchange.coffee_round", name="exchange.coffee_round")
def coffee_round(timestamp: int) -> None:
    """Introduce everyone who waits to someone, one pair at a time: stopped half-way it goes on where it was."""
    at = datetime.fromtimestamp(timestamp, tz=timezone.get_current_timezone())
    hold_round(timezone.localdate(at).replace(day=1), at)


def hold_round(month: date, at: datetime) -> int:
    """The round of this month. Answers how many pairs were made; done again it makes none."""
    coffee.prepare(None, by=None, at=at)
    made = 0
    today = timezone.localdate(at)
    for person in waiting_guests(month, today):
        if partner_for(person, month, today) is None:
            continue
        try:
            coffee.introduce(CoffeeGuest.objects.get(pk=person), by=None, at=at, month=month)
        except (Mistake, CoffeeGuest.DoesNotExist):  # taken, or gone, since we looked
            continue
        made += 1
    return made


@app.task(queue="mail", name=coffee.COFFEE_JOB, retry=TRY_AGAIN)
def mail_coffee(seat_id: int) -> None:
    """Mail an introduction to one of the two, unless it went out; again when the mail server is away."""
    seat = CoffeeSeat.objects.filter(pk=seat_id).first()
    if seat is not None:
        coffee.mail_introduction(seat, by=None)
