"""Who may do what with a playing field, and with conversations on behalf of several pilots."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from vliegwiel.core.answers import Answer, no, when
from vliegwiel.initiatives.models import Initiative
from vliegwiel.initiatives.rules import SIGN_IN, is_on_team, may_edit, may_lead
from vliegwiel.people.models import Person

from .models import Conversation, Stakeholder

SELF = _("The platform does this by itself.")


def is_carrier(person: Person | None, initiative: Initiative) -> bool:
    """On the team, or leading its space or the programme that it reports to."""
    return person is not None and not set(person.tokens).isdisjoint(initiative.team_tokens)


def may_add(person: Person | None, initiative: Initiative) -> Answer:
    """The team and the leads of the space."""
    return may_edit(person, initiative)


def may_change(person: Person | None, stakeholder: Stakeholder) -> Answer:
    return may_edit(person, stakeholder.initiative)


def may_assign(person: Person | None, stakeholder: Stakeholder) -> Answer:
    return may_change(person, stakeholder)


def may_take_over(person: Person | None, stakeholder: Stakeholder) -> Answer:
    """What nobody does can be taken up by anyone of the team."""
    if person is None:
        return no(SIGN_IN)
    return when(is_on_team(person, stakeholder.initiative), _("Only the team of this initiative can do this."))


def may_open_field(person: Person | None, initiative: Initiative) -> Answer:
    """Who reads the playing field is for who leads the initiative."""
    return may_lead(person, initiative)


def may_read_personal(person: Person | None, initiative: Initiative) -> Answer:
    """Contact persons and notes stay with those who carry it, whatever the ring of the playing field."""
    return when(is_carrier(person, initiative), _("Only the team reads this."))


def may_look_over_all(person: Person | None, subject: object = None) -> Answer:
    return when(person is not None, SIGN_IN)


def may_prepare(person: Person | None, subject: object = None, asks: Collection[Stakeholder] | None = None) -> Answer:
    """Who carries a pilot that wants something: every ask that comes along is one of theirs."""
    if person is None:
        return no(SIGN_IN)
    if asks is None:
        carries = any(token.startswith(("lead:", "init:")) for token in person.tokens)
    else:
        carries = bool(asks) and all(is_carrier(person, row.initiative) for row in asks)
    return when(
        carries,
        _("You can bring what is open at pilots that you carry: on their team, or leading their space or programme."),
    )


def may_bring(person: Person | None, stakeholder: Stakeholder) -> Answer:
    """Bringing the ask of a pilot to a conversation, and writing down what came of it."""
    if person is None:
        return no(SIGN_IN)
    return when(
        is_carrier(person, stakeholder.initiative),
        _("Only the team, the leads of its space and those of its programme can do this for this pilot."),
    )


def may_tell(person: Person | None, conversation: Conversation) -> Answer:
    """Who prepared it, and who carries one of its pilots; each ask is checked by itself."""
    if person is None:
        return no(SIGN_IN)
    seen = Conversation.objects.visible_to(person).filter(pk=conversation.pk).exists()
    return when(seen, _("Only who prepared it, and the teams for which it is held, can do this."))


def may_forget(person: Person | None, subject: object) -> Answer:
    """Nobody: the job of every night."""
    return when(person is None, SELF)
