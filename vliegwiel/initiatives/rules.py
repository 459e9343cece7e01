"""Who may do what with an initiative. Seeing is not here: that is `visible_to`."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from vliegwiel.activity.audience import initiative_token, lead_token, organisation_token
from vliegwiel.core.answers import YES, Answer, no, when
from vliegwiel.people.models import Organisation, Person
from vliegwiel.spaces.journey import is_wider
from vliegwiel.spaces.models import Space
from vliegwiel.spaces.rules import may_submit_in

from .journey import End, MergerState, Role
from .models import Draft, Initiative, Merger, Part
from .queries.own import own_organisation_ids

SIGN_IN = _("Sign in first.")


def is_on_team(person: Person | None, initiative: Initiative) -> bool:
    return person is not None and person.holds(initiative_token(initiative.pk))


def is_space_lead(person: Person | None, initiative: Initiative) -> bool:
    return person is not None and person.holds(lead_token(initiative.space_id))


def is_lead(person: Person | None, initiative: Initiative) -> bool:
    if not is_on_team(person, initiative):
        return False
    return initiative.team.filter(person=person, role=Role.LEAD).exists()


def is_of_initiator(person: Person | None, initiative: Initiative) -> bool:
    return person is not None and any(person.holds(organisation_token(pk)) for pk in initiative.initiator_ids)


def anyone(person: Person | None, subject: object) -> Answer:
    """For changes that are nobody's business to forbid, such as a visitor's own draft."""
    return YES


def may_submit(person: Person | None, space: Space) -> Answer:
    if person is None:
        return no(_("Sign in or make an account to place an initiative. What you wrote is kept."))
    return may_submit_in(person, space)


def may_edit(person: Person | None, initiative: Initiative) -> Answer:
    if person is None:
        return no(SIGN_IN)
    return when(
        is_on_team(person, initiative) or is_space_lead(person, initiative),
        _("Only the team of this initiative and the leads of its space can change it."),
    )


def may_lead(person: Person | None, initiative: Initiative) -> Answer:
    """Ending, the team and the ring are for who leads it."""
    if person is None:
        return no(SIGN_IN)
    return when(
        is_space_lead(person, initiative) or is_lead(person, initiative),
        _("Only the project lead and the leads of the space can do this."),
    )


def may_move(person: Person | None, initiative: Initiative) -> Answer:
    if initiative.is_ended:
        return no(_("This initiative has ended. Take it up again first."))
    return may_edit(person, initiative)


def may_end(person: Person | None, initiative: Initiative) -> Answer:
    if initiative.is_ended:
        return no(_("This initiative has already ended."))
    return may_lead(person, initiative)


def may_revive(person: Person | None, initiative: Initiative) -> Answer:
    if not initiative.is_ended:
        return no(_("This initiative has not ended."))
    if initiative.end == End.MERGED and initiative.mergers.filter(state=MergerState.DONE).exists():
        return no(_("It was merged into another. Undo that on the page about the merging."))
    return may_lead(person, initiative)


def may_change_ring(person: Person | None, initiative: Initiative, ring: str = "") -> Answer:
    if ring and is_wider(ring, initiative.space.ring) and not is_space_lead(person, initiative):
        return no(_("Only a lead of the space can open an initiative wider than the space itself."))
    return may_lead(person, initiative)


def may_report(person: Person | None, initiative: Initiative) -> Answer:
    """Reporting to a programme, which lets its leads read along, is for who leads the initiative itself."""
    if person is None:
        return no(SIGN_IN)
    return when(
        is_lead(person, initiative) or (not initiative.team.exists() and is_space_lead(person, initiative)),
        _("Only the project lead can let a programme read along."),
    )


def may_stop_reporting(person: Person | None, initiative: Initiative) -> Answer:
    """For either side."""
    if person is not None and initiative.programme_id and person.holds(lead_token(initiative.programme_id)):
        return YES
    return may_lead(person, initiative)


def may_claim(person: Person | None, initiative: Initiative) -> Answer:
    """An imported initiative has no team yet: someone of the organisation can take the lead."""
    if person is None:
        return no(SIGN_IN)
    if initiative.team.exists():
        return no(_("This initiative already has a team."))
    return when(
        is_of_initiator(person, initiative) or is_space_lead(person, initiative),
        _("Only someone of the organisation that started it can take the lead."),
    )


def may_speak_for(person: Person | None, initiative: Initiative, organisation: Organisation | None = None) -> Answer:
    """Saying that an organisation is interested: for its own members, or for the team."""
    if person is None:
        return no(SIGN_IN)
    if organisation is not None and person.holds(organisation_token(organisation.pk)):
        return YES
    if is_on_team(person, initiative) or is_space_lead(person, initiative):
        return YES
    return no(_("Only someone of that organisation, or the team, can say this."))


def may_show_interest(person: Person | None, initiative: Initiative) -> Answer:
    """Saying “we are interested” for an organisation of one's own."""
    if person is None:
        return no(SIGN_IN)
    return when(
        bool(own_organisation_ids(person)),
        _("Say first where you work: on the page of your organisation you can become a member."),
    )


def may_reuse(person: Person | None, part: Part) -> Answer:
    """Anyone who sees a part may say, for an initiative of their own, that they reuse it."""
    return when(person is not None, SIGN_IN)


def may_write_draft(person: Person | None, draft: Draft) -> Answer:
    if draft.initiative_id:
        return no(_("This has already been placed."))
    return when(
        draft.person_id is None or (person is not None and draft.person_id == person.pk), _("This is not yours.")
    )


def may_place_draft(person: Person | None, draft: Draft) -> Answer:
    """One's own, or nobody's yet; asking again for what was placed is no offence."""
    if person is not None and draft.initiative_id and draft.person_id == person.pk:
        return YES
    return may_write_draft(person, draft)


def may_keep_words(person: Person | None, subject: object) -> Answer:
    """Themes and tracks of the platform are kept by operators; the set-up at start is done by nobody."""
    return when(person is None or person.is_staff, _("Only an operator of this installation can do this."))


def may_keep_themes(person: Person | None, subject: object) -> Answer:
    return when(person is not None and person.is_staff, _("Only an operator of this installation can do this."))


def may_keep_tracks(person: Person | None, space: Space) -> Answer:
    if person is None:
        return no(SIGN_IN)
    return when(person.holds(lead_token(space.pk)), _("Only a lead of the space can do this."))


def is_mergeable(initiative: Initiative) -> bool:
    """Withdrawn ones and those that already went into another stay as they are."""
    return initiative.end not in (End.MERGED, End.WITHDRAWN)


def speaks_for(person: Person | None, initiative: Initiative) -> bool:
    """Who can say yes to a merging for this one: who leads it, or an operator."""
    return person is not None and (person.is_staff or bool(may_lead(person, initiative)))


def may_propose_merging(person: Person | None, initiative: Initiative, into: Initiative | None = None) -> Answer:
    """For the team of either, and for an operator. Without `into`: whether this one can be merged with anything."""
    if person is None:
        return no(SIGN_IN)
    known = [initiative] if into is None else [initiative, into]
    if not all(is_mergeable(one) for one in known):
        return no(_("One of the two was withdrawn or has already been merged."))
    if into is not None and is_wider(initiative.ring, into.ring):
        return no(_("What goes is open to more people than what stays. Merge them the other way round."))
    return when(
        person.is_staff or any(may_edit(person, one) for one in known),
        _("Only the teams of these initiatives can propose to merge them."),
    )


def may_agree_to_merging(person: Person | None, merger: Merger) -> Answer:
    """For the leads of either, each for their own; an operator for both. Opening wider than the space: its leads."""
    if merger.state != MergerState.PROPOSED:
        return no(_("This proposal has been settled already."))
    going, staying = speaks_for(person, merger.initiative), speaks_for(person, merger.into)
    opens = is_wider(merger.into.ring, merger.initiative.space.ring)
    if going and opens and not is_space_lead(person, merger.initiative):
        going = False
        if not staying or merger.agreed_staying_id:
            return no(_("This opens it wider than its space. A lead of that space has to agree."))
    waits = (going and not merger.agreed_going_id) or (staying and not merger.agreed_staying_id)
    return when(waits, _("The leads of the two initiatives decide this, each for their own."))


def may_decline_merging(person: Person | None, merger: Merger) -> Answer:
    """For who proposed it, and for those who would have to agree."""
    if merger.state != MergerState.PROPOSED:
        return no(_("This proposal has been settled already."))
    return when(
        person is not None
        and (
            person.pk == merger.proposed_by_id
            or speaks_for(person, merger.initiative)
            or speaks_for(person, merger.into)
        ),
        _("The leads of the two initiatives decide this, each for their own."),
    )


def may_undo_merging(person: Person | None, merger: Merger) -> Answer:
    if merger.state != MergerState.DONE:
        return no(_("These have not been merged."))
    return when(
        speaks_for(person, merger.initiative) or speaks_for(person, merger.into),
        _("The leads of the two initiatives decide this, each for their own."),
    )
