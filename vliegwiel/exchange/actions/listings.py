"""Placing and changing what is looked for and offered."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from vliegwiel.activity.door import Done, action
from vliegwiel.core.answers import Mistake
from vliegwiel.core.codes import slug_of
from vliegwiel.people.models import Person

from .. import rules
from ..journey import Kind, State
from ..models import Carrier, Listed, Need, Offer

COLUMNS = ("kind", "title", "text", "region", "starts_on", "ends_on", "places", "hours")
KEPT_BY_DATABASE = ["audience", "keepers", "state", "taken"]


@action("need.opened", may=rules.may_open, locked=False)
def open_need(carrier: Carrier, *, by: Person, at: datetime, **fields: Any) -> Done:
    """Say what an initiative, a person or an organisation looks for. It is matched as soon as it is saved."""
    return _open(Need(), carrier, by=by, at=at, **fields)


@action("offer.opened", may=rules.may_open, locked=False)
def open_offer(carrier: Carrier, *, by: Person, at: datetime, **fields: Any) -> Done:
    """Say what an initiative, a person or an organisation can give."""
    return _open(Offer(), carrier, by=by, at=at, **fields)


def _open(listing: Listed, carrier: Carrier, *, by: Person, at: datetime, themes: Any = (), **fields: Any) -> Done:
    setattr(listing, carrier._meta.model_name or "", carrier)
    listing.by, listing.created_at = by, at
    _write(listing, fields, at=at)
    listing.themes.set(themes)
    return Done(listing, target=listing, facts={"kind": listing.kind})


def _write(listing: Listed, fields: dict[str, Any], *, at: datetime) -> None:
    for name in fields.keys() & set(COLUMNS):
        setattr(listing, name, fields[name])
    _check(listing, at)
    listing.slug, listing.changed_at = slug_of(listing.title), at
    listing.save()
    listing.refresh_from_db(fields=KEPT_BY_DATABASE)


def _check(listing: Listed, at: datetime) -> None:
    """What the form says too, for whoever comes by another way."""
    if isinstance(listing, Need) and listing.kind == Kind.TIME and not listing.hours:
        raise Mistake(hours=_("Say how many hours the job takes."))
    if isinstance(listing, Need) and listing.kind == Kind.TIME and not listing.ends_on:
        raise Mistake(ends_on=_("Say on which day the job should be done."))
    if listing.starts_on and listing.ends_on and listing.starts_on > listing.ends_on:
        raise Mistake(ends_on=_("This day comes before the first day."))
    if listing.ends_on and listing.is_open and listing.ends_on < timezone.localdate(at):
        raise Mistake(ends_on=_("This day has passed. Choose a later one."))
    if listing.places is not None and listing.places < listing.taken:
        raise Mistake(places=_("More places than that are taken already."))


def change(listing: Listed, *, version: int, themes: Any = None, at: datetime, **fields: Any) -> Done:
    """Change it; `version` is the one the person started from. Raises Mistake when someone saved in between."""
    if version != listing.version:
        raise Mistake(
            **{"": _("Someone else changed this while you were writing. Look at it in another tab, and save again.")}
        )
    before = {name: getattr(listing, name) for name in COLUMNS}
    listing.version += 1
    _write(listing, fields, at=at)
    if themes is not None:
        listing.themes.set(themes)
    return Done(listing, fields=[name for name in COLUMNS if getattr(listing, name) != before[name]])


@action("need.changed", may=rules.may_keep)
def change_need(need: Need, *, by: Person, at: datetime, **fields: Any) -> Done:
    """Say better what is looked for. It is matched again."""
    return change(need, at=at, **fields)


@action("offer.changed", may=rules.may_keep)
def change_offer(offer: Offer, *, by: Person, at: datetime, **fields: Any) -> Done:
    """Say better what is offered. It is matched again."""
    return change(offer, at=at, **fields)


def step(listing: Listed, *, state: str, at: datetime) -> Done:
    before = listing.state
    listing.state, listing.changed_at = state, at
    _check(listing, at)
    listing.save(update_fields=["state", "changed_at"])
    listing.refresh_from_db(fields=["state"])
    return Done(listing, fields=["state"], facts={"from": before, "to": listing.state})


@action("need.stepped", may=rules.may_step)
def step_need(need: Need, *, by: Person, at: datetime, state: str) -> Done:
    """Found, withdrawn, or open again."""
    return step(need, state=state, at=at)


@action("offer.stepped", may=rules.may_step)
def step_offer(offer: Offer, *, by: Person, at: datetime, state: str) -> Done:
    """Given, withdrawn, or open again."""
    return step(offer, state=state, at=at)


@action("need.lapsed", may=rules.nobody)
def lapse_need(need: Need, *, by: None, at: datetime) -> Done:
    """Its last day has passed."""
    return step(need, state=State.LAPSED, at=at)


@action("offer.lapsed", may=rules.nobody)
def lapse_offer(offer: Offer, *, by: None, at: datetime) -> Done:
    """Its last day has passed."""
    return step(offer, state=State.LAPSED, at=at)


def _to_market(listing: Listed, *, is_for_market: bool, at: datetime) -> Done:
    listing.is_for_market, listing.changed_at = is_for_market, at
    listing.save(update_fields=["is_for_market", "changed_at"])
    listing.refresh_from_db(fields=["audience"])
    return Done(listing, fields=["is_for_market"], facts={"is_for_market": is_for_market})


@action("need.opened_to_market", may=rules.may_open_to_market)
def open_need_to_market(need: Need, *, by: Person, at: datetime, is_for_market: bool) -> Done:
    """Let suppliers and visitors see it, or no longer."""
    return _to_market(need, is_for_market=is_for_market, at=at)


@action("offer.opened_to_market", may=rules.may_open_to_market)
def open_offer_to_market(offer: Offer, *, by: Person, at: datetime, is_for_market: bool) -> Done:
    """Let suppliers and visitors see it, or no longer."""
    return _to_market(offer, is_for_market=is_for_market, at=at)
