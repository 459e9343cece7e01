"""Jobs: as soon as a need or an offer is saved, what may fit is looked for."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from vliegwiel.activity.hearing import hears
from vliegwiel.activity.models import Activity
from vliegwiel.exchange import actions
from vliegwiel.exchange.models import Need, Offer

from .pairing import found_for, needs_for

TRY_AGAIN = RetryStrategy(max_attempts=5, exponential_wait=4)


@hears("need.opened", "need.changed", "need.stepped", "need.opened_to_market")
@app.task(name="matching.pair_need", retry=TRY_AGAIN)
def pair_need(activity_id: int) -> None:
    """Look for what may answer a need. Doing it twice changes nothing."""
    need = Need.objects.filter(pk=_target(activity_id)).first()
    if need is not None:
        actions.suggest(need, by=None, found=found_for(need))


@hears("offer.opened", "offer.changed", "offer.stepped", "offer.opened_to_market")
@app.task(name="matching.pair_offer", retry=TRY_AGAIN)
def pair_offer(activity_id: int) -> None:
    """Look for the needs that an offer may answer. Doing it twice changes nothing."""
    offer = Offer.objects.filter(pk=_target(activity_id)).first()
    if offer is not None:
        actions.suggest_for_offer(offer, by=None, found=needs_for(offer))


def _target(activity_id: int) -> int:
    return Activity.objects.get(pk=activity_id).target_id
