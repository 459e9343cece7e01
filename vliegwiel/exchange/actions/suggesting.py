"""Suggestions: keeping what was found, saying yes to one, or why it does not fit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from vliegwiel.activity.door import Done, action
from vliegwiel.initiatives.models import Initiative, Part
from vliegwiel.people.models import Organisation, Person

from .. import rules
from ..journey import Kind, MatchState
from ..models import Connection, Match, Need, Offer, Proposal
from .connecting import someone_behind
from .proposing import invite, meet

SHOWN = 5
"""At most so many suggestions wait beside one need or offer."""


@dataclass(frozen=True)
class Found:
    """Something that may answer a need, with the reasons as data. In the order of a list: best first."""

    target: Offer | Part | Person | Organisation | Initiative
    reasons: dict[str, Any] = field(default_factory=dict)


@action("match.found", may=rules.nobody, unlogged="a suggestion is nobody's deed, and is found again at each change")
def suggest(need: Need, *, by: None, at: datetime, found: Iterable[Found]) -> list[Match]:
    """Keep these as the suggestions for a need. What was answered before stays answered; the rest makes room."""
    rows, kept = [], []
    for rank, one in enumerate(list(found)[:SHOWN], start=1):
        rows.append(_put(need, one, rank=rank, at=at))
        kept.append(rows[-1].pk)
    need.matches.suggested().exclude(pk__in=kept).delete()  # type: ignore[attr-defined]
    return rows


@action("match.found_for_offer", may=rules.nobody, unlogged="the machine suggests, nobody did anything yet")
def suggest_for_offer(
    offer: Offer, *, by: None, at: datetime, found: Iterable[tuple[Need, dict[str, Any]]]
) -> list[Match]:
    """Put an offer beside the needs that it may answer."""
    rows = [
        _put(need, Found(offer, reasons), rank=rank, at=at)
        for rank, (need, reasons) in enumerate(list(found)[:SHOWN], start=1)
    ]
    offer.matches.suggested().exclude(pk__in=[row.pk for row in rows]).delete()  # type: ignore[attr-defined]
    return rows


def _put(need: Need, one: Found, *, rank: int, at: datetime) -> Match:
    """Add the pair, or freshen its rank and reasons; finding it twice changes nothing else."""
    target = {str(one.target._meta.model_name): one.target}
    row, _is_new = Match.objects.update_or_create(
        need=need,
        **target,
        defaults={"rank": rank, "reasons": one.reasons},
        create_defaults={"rank": rank, "reasons": one.reasons, "found_at": at},
    )
    return row


@action("match.accepted", may=rules.may_accept_match)
def accept_match(match: Match, *, by: Person, at: datetime, message: str = "") -> Done:
    """Say yes to a suggestion: an introduction to both at once, or a question to who wants to be asked first.

    Raises Mistake when there is nobody to introduce, or no place left.
    """
    made = _made(match, by=by, at=at, message=message)
    _answer(match, MatchState.ACCEPTED, by=by, at=at)
    return Done(made, target=made, facts={"match": match.pk, "need": match.need_id})


def _made(match: Match, *, by: Person, at: datetime, message: str) -> Connection | Proposal:
    if match.organisation is not None:
        return invite(match.need, by=by, at=at, organisation=match.organisation, message=message)
    holds_place = match.need.kind != Kind.NETWORK and (match.offer is not None or match.person is not None)
    other = someone_behind(match.target, besides=by)
    return meet(by, other, by=by, at=at, message=message, need=match.need, offer=match.offer, holds_place=holds_place)


@action("match.dismissed", may=rules.may_judge)
def dismiss(match: Match, *, by: Person, at: datetime, unsuitable: str) -> Done:
    """Say that a suggestion does not fit, and why. It does not come back."""
    match.unsuitable = unsuitable
    _answer(match, MatchState.DISMISSED, by=by, at=at)
    return Done(match, target=match.need, facts={"match": match.pk, "unsuitable": unsuitable})


def _answer(match: Match, state: str, *, by: Person, at: datetime) -> None:
    match.state, match.answered_by, match.answered_at = state, by, at
    match.save()
