"""Answering what was asked: yes, kindly no, or taking it back."""

from __future__ import annotations

from datetime import datetime

from vliegwiel.activity.door import Done, action
from vliegwiel.initiatives import actions as initiatives
from vliegwiel.initiatives import rules as initiative_rules
from vliegwiel.initiatives.journey import Part
from vliegwiel.people.models import Organisation, Person

from .. import post, rules
from ..journey import Answered, Asking, Kind
from ..models import Connection, Need, Proposal
from .connecting import connect


@action("proposal.accepted", may=rules.may_answer)
def accept(proposal: Proposal, *, by: Person, at: datetime, answer: str = "") -> Done:
    """Say yes. When both have, they are connected; an introduction can wait for the other's yes.

    Raises Mistake when the places were taken or it was closed in the meantime.
    """
    proposal.answer = answer or proposal.answer
    _agree(proposal, by)
    if not (proposal.one_agreed and proposal.other_agreed):
        proposal.save()
        return Done(None, target=proposal)
    return Done(conclude(proposal, by=by, at=at), target=proposal, facts={"state": Answered.ACCEPTED})


def _agree(proposal: Proposal, by: Person) -> None:
    if proposal.asking != Asking.INTRODUCTION:
        proposal.other, proposal.other_agreed = by, True
    elif by.pk == proposal.one_id:
        proposal.one_agreed = True
    else:
        proposal.other_agreed = True


def conclude(proposal: Proposal, *, by: Person, at: datetime) -> Connection:
    """Both agreed: the proposal becomes a connection, and an organisation takes part in the initiative."""
    assert proposal.other is not None
    connection = connect(
        one=proposal.one,
        other=proposal.other,
        at=at,
        need=proposal.need,
        offer=proposal.offer,
        organisation=proposal.organisation,
        introduced_by=proposal.by if proposal.by_id not in (proposal.one_id, proposal.other_id) else None,
        proposal=proposal,
        message=proposal.message,
        holds_place=proposal.holds_place,
    )
    if proposal.organisation is not None and proposal.need is not None and proposal.need.kind == Kind.FELLOWS:
        _let_take_part(proposal.need, proposal.organisation, decided_by=[by, proposal.by], at=at)
    proposal.state, proposal.answered_at, proposal.answered_by = Answered.ACCEPTED, at, by
    proposal.save()
    return connection


def _let_take_part(need: Need, organisation: Organisation, *, decided_by: list[Person], at: datetime) -> None:
    """The fellow stands among the participants of the initiative, decided by whoever of the two is of its team."""
    initiative = need.initiative
    if initiative is None or initiative.participations.filter(organisation=organisation, part=Part.INITIATOR).exists():
        return
    for person in decided_by:
        if initiative_rules.may_edit(person, initiative):
            initiatives.take_part(initiative, by=person, at=at, organisation=organisation, part=Part.PARTICIPANT)
            return


@action("proposal.declined", may=rules.may_answer)
def decline(proposal: Proposal, *, by: Person, at: datetime, answer: str) -> Done:
    """Say no, with a sentence for who asked."""
    return _close(proposal, Answered.DECLINED, by=by, at=at, answer=answer)


@action("proposal.withdrawn", may=rules.may_withdraw)
def withdraw(proposal: Proposal, *, by: Person, at: datetime) -> Done:
    """Take back what one asked."""
    return _close(proposal, Answered.WITHDRAWN, by=by, at=at)


@action("proposal.lapsed", may=rules.nobody)
def lapse(proposal: Proposal, *, by: None, at: datetime) -> Done:
    """Nobody answered in time: who asked hears it, and can ask again."""
    return _close(proposal, Answered.LAPSED, by=None, at=at)


def _close(proposal: Proposal, state: str, *, by: Person | None, at: datetime, answer: str = "") -> Done:
    if not proposal.is_waiting:  # answered in the same minute in which it would lapse
        return Done(proposal)
    proposal.state, proposal.answer = state, answer
    proposal.answered_at, proposal.answered_by = at, by
    proposal.save()
    if state != Answered.WITHDRAWN:
        post.post(post.ANSWERED, proposal, to=[proposal.by])
    return Done(proposal, facts={"state": state})
