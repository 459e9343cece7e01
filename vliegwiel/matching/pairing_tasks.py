"""Jobs: as soon as a need or an offer is saved, what may fit is looked for; and every night for all that is open."""

from __future__ import annotations

import logging

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from vliegwiel.activity.hearing import hears
from vliegwiel.activity.models import Activity
from vliegwiel.exchange import actions
from vliegwiel.exchange.models import Need, Offer

from .pairing import found_for, needs_for

log = logging.getLogger(__name__)

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


@app.periodic(cron="50 3 * * *")
@app.task(queueing_lock="matching.pair_again", name="matching.pair_again")
def pair_again(timestamp: int) -> None:
    """Every night: initiatives, parts and people that came after a need can fit it too."""
    for need in Need.objects.open().order_by("id").iterator(500):
        try:
            actions.suggest(need, by=None, found=found_for(need))
        except Exception:  # one that fails does not hold up the others
            log.exception("what fits need %s could not be looked for", need.pk)


def _target(activity_id: int) -> int:
    return Activity.objects.get(pk=activity_id).target_id
