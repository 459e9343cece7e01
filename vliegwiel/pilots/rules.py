"""Who may do what with check-ins, actions of the desk, programmes and anchoring."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from vliegwiel.activity.audience import lead_token, tokens_of
from vliegwiel.core.answers import Answer, no, when
from vliegwiel.initiatives.models import Initiative
from vliegwiel.initiatives.rules import SIGN_IN, is_on_team, may_edit, may_lead, may_report, may_stop_reporting
from vliegwiel.people.models import Person
from vliegwiel.spaces.models import Space

from .journey import STEPS, ActionState, StepKind
from .models import Action, CheckIn, Programme, ReportRequest, Rhythm

__all__ = ["may_lead", "may_report", "may_stop_reporting"]


def is_desk_lead(person: Person | None, action: Action) -> bool:
    return person is not None and person.holds(lead_token(action.desk_id))


def may_check_in(person: Person | None, initiative: Initiative) -> Answer:
    """The team and the leads of the space; also for what has ended, because a last word is welcome."""
    if person is None:
        return no(SIGN_IN)
    return when(
        bool(may_edit(person, initiative)),
        _("Only the team of this initiative can fill in a check-in. What you typed is still on this page."),
    )


def may_narrow(person: Person | None, check_in: CheckIn) -> Answer:
    return may_edit(person, check_in.initiative)


def may_set_rhythm(person: Person | None, initiative: Initiative) -> Answer:
    return may_edit(person, initiative)


def may_anchor(person: Person | None, initiative: Initiative) -> Answer:
    return may_edit(person, initiative)


def may_invite(person: Person | None, initiative: Initiative) -> Answer:
    """Who leads it asks people for the team; a team that nobody leads yet is claimed first."""
    if not initiative.team.exists():
        return no(_("This initiative has no team yet. Someone of the organisation takes the lead first."))
    return may_lead(person, initiative)


def may_open_desk(person: Person | None, subject: object = None) -> Answer:
    """Who leads a space has a desk; so has who is on a team, because something can be handed on to them."""
    if person is None:
        return no(SIGN_IN)
    return when(
        any(token.startswith(("lead:", "init:")) for token in person.tokens),
        _("The programme desk is for people who lead a space or are on a team."),
    )


def may_keep_programme(person: Person | None, space: Space) -> Answer:
    if person is None:
        return no(SIGN_IN)
    return when(person.holds(lead_token(space.pk)), _("Only the leads of this space can do this."))


def may_ask_report(person: Person | None, programme: Programme, initiative: Initiative | None = None) -> Answer:
    """A lead of the programme asks; only about an initiative that they can see."""
    if initiative is not None and set(initiative.audience).isdisjoint(tokens_of(person)):
        return no(_("This initiative does not exist."))
    return may_keep_programme(person, programme.space)


def may_answer_request(person: Person | None, asked: ReportRequest) -> Answer:
    if asked.closed_at:
        return no(_("This request has been answered already."))
    return may_report(person, asked.initiative)


def may_come_due(person: Person | None, rhythm: Rhythm) -> Answer:
    """Nobody: the job of every day, once per due day."""
    if person is not None:
        return no(_("The platform does this by itself."))
    return when(rhythm.told_for is None or rhythm.told_for < rhythm.next_on, _("This was told already."))


def may_release(person: Person | None, action: Action) -> Answer:
    """Nobody: the job that hears of someone who left."""
    return when(person is None, _("The platform does this by itself."))


def may_work_on(person: Person | None, action: Action) -> Answer:
    """The leads of the desk, and who it was handed on to."""
    if person is None:
        return no(SIGN_IN)
    is_owner = action.owner_id == person.pk and not set(action.audience).isdisjoint(tokens_of(person))
    return when(
        is_owner or is_desk_lead(person, action),
        _("Only the leads of the programme, or who it was handed on to, can do this."),
    )


def _step(person: Person | None, action: Action, kind: StepKind) -> Answer:
    if action.merged_into_id and kind in (StepKind.TAKEN_UP, StepKind.ASKED_BACK, StepKind.ANSWERED):
        return no(_("This is taken together with a similar one. Answer that one; the answer comes here too."))
    if ActionState(action.state) not in STEPS[kind][0]:
        return no(_("Somebody was here before you: this has moved on in the meantime."))
    return may_work_on(person, action)


def may_take_up(person: Person | None, action: Action) -> Answer:
    return _step(person, action, StepKind.TAKEN_UP)


def may_ask_back(person: Person | None, action: Action) -> Answer:
    return _step(person, action, StepKind.ASKED_BACK)


def may_answer(person: Person | None, action: Action) -> Answer:
    return _step(person, action, StepKind.ANSWERED)


def may_hand_on(person: Person | None, action: Action, owner: Person | None = None) -> Answer:
    """Only to someone who can read it already: handing on opens nothing."""
    if owner is not None and set(action.audience).isdisjoint(tokens_of(owner)):
        return no(_("This person cannot read the question. Ask the team first to put them on the team."))
    return _step(person, action, StepKind.HANDED_ON)


def may_merge(person: Person | None, action: Action, other: Action | None = None) -> Answer:
    """Both on a desk of one's own."""
    if other is not None and not (there := _step(person, other, StepKind.MERGED)):
        return there
    return _step(person, action, StepKind.MERGED)


def may_answer_along(person: Person | None, action: Action) -> Answer:
    """What was taken together gets the answer of the one that it went into."""
    return when(action.merged_into_id is not None, _("This stands on its own.")) and may_work_on(person, action)


def may_reply(person: Person | None, action: Action) -> Answer:
    """The team answers what was asked back."""
    if ActionState(action.state) not in STEPS[StepKind.REPLIED][0]:
        return no(_("Nothing is asked of the team at this moment."))
    return may_speak(person, action)


def may_reopen(person: Person | None, action: Action) -> Answer:
    """The team says that the answer does not help yet."""
    if ActionState(action.state) not in STEPS[StepKind.REOPENED][0]:
        return no(_("This is still open."))
    return may_speak(person, action)


def may_speak(person: Person | None, action: Action) -> Answer:
    if person is None:
        return no(SIGN_IN)
    return when(is_on_team(person, action.initiative), _("Only the team of this initiative can do this."))
