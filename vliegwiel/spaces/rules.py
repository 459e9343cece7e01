"""Who may do what with a space. Its leads keep it; an operator only one that nobody leads (decision 9)."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from vliegwiel.activity.audience import NETWORK, lead_token, organisation_token, space_token, tokens_of
from vliegwiel.core.answers import YES, Answer, no, when
from vliegwiel.files.models import Attachment
from vliegwiel.people.models import Organisation, Person

from .journey import Joining, MemberState, Module, is_wider
from .models import Space, SpaceMembership


def is_lead(person: Person | None, space: Space) -> Answer:
    is_one = person is not None and person.holds(lead_token(space.pk))
    return when(is_one, _("Only a lead of this space can do this."))


def is_member(person: Person | None, space: Space) -> Answer:
    """Leads are members too."""
    is_one = person is not None and person.holds(space_token(space.pk))
    return when(is_one, _("Only members of this space can do this."))


def may_see_space(person: Person | None, space: Space) -> Answer:
    """The same test as `visible_to`, for a space at hand."""
    return when(not set(space.audience).isdisjoint(tokens_of(person)), _("This space does not exist."))


def is_caretaker(person: Person | None, space: Space) -> Answer:
    """An operator, of a space that nobody leads: the square, or one that its leads have left. Opens nothing closed."""
    is_operator = person is not None and person.is_staff and bool(may_see_space(person, space))
    return when(is_operator and not _leads_of(space).exists(), _("Only a lead of this space can do this."))


def may_edit_space(person: Person | None, space: Space) -> Answer:
    return is_lead(person, space) or is_caretaker(person, space)


def may_decide_membership(person: Person | None, space: Space) -> Answer:
    """Approve, decline, invite, remove, make someone a lead."""
    return may_edit_space(person, space)


def may_open_space(person: Person | None, _nothing: object = None, owners: Collection[Organisation] = ()) -> Answer:
    """Members of a public body or partner, for organisations of their own; operators for any.

    Without owners it answers whether this person may open a space at all.
    """
    if person is None:
        return no(_("Sign in to open a space."))
    if person.is_staff:
        return YES
    if not person.holds(NETWORK):
        return no(_("Only members of a public body or partner can open a space. Say first where you work."))
    return _owns(person, owners)


def _owns(person: Person, organisations: Collection[Organisation]) -> Answer:
    """Nobody speaks for an organisation where they do not work."""
    foreign = [one.name for one in organisations if not person.holds(organisation_token(one.pk))]
    sentence = _("You do not work at %(names)s. Invite someone who does as a lead: they can add it.")
    return when(not foreign, sentence % {"names": ", ".join(foreign)})


def may_set_owners(person: Person | None, space: Space, owners: Collection[Organisation] = ()) -> Answer:
    """A lead adds an organisation of their own, and may take any away; an operator adds any where they may add."""
    if person is None or not is_lead(person, space):
        return is_caretaker(person, space)
    if person.is_staff:
        return YES
    present = set(space.ownerships.values_list("organisation_id", flat=True))
    return _owns(person, [one for one in owners if one.pk not in present])


def may_widen_ring(person: Person | None, space: Space, ring: str) -> Answer:
    """Something in this space may go as wide as the space itself; only a lead lets it go wider."""
    if not is_wider(ring, than=space.ring):
        return YES
    return when(
        bool(is_lead(person, space)),
        _("This is wider than the space itself. Only a lead of the space can do this."),
    )


def may_submit_in(person: Person | None, space: Space) -> Answer:
    """Visitors start in the square; others where they belong or where everyone can join."""
    if space.is_square:
        return YES
    if person is None:
        return no(_("Sign in to submit something in this space."))
    return may_see_space(person, space) and when(
        space.joining == Joining.OPEN or bool(is_member(person, space)),
        _("Become a member of this space first; then you can submit something here."),
    )


def may_bring_in(person: Person | None, space: Space) -> Answer:
    """Importing a list into it: for its leads, and for an operator who can see it."""
    if person is None:
        return no(_("Sign in first."))
    return when(
        bool(is_lead(person, space)) or (person.is_staff and bool(may_see_space(person, space))),
        _("Only the leads of a space and operators can import into it."),
    )


def may_join(person: Person | None, space: Space) -> Answer:
    return may_ask_in(person, space) and when(
        space.joining == Joining.OPEN, _("You cannot join this space at once. Ask a lead of the space.")
    )


def may_request(person: Person | None, space: Space) -> Answer:
    """Asking twice is refused: the first request still stands."""
    return may_ask_in(person, space) and when(
        space.joining == Joining.REQUEST, _("This space does not take requests. Its leads invite people.")
    )


def may_ask_in(person: Person | None, space: Space) -> Answer:
    """Could this person become a member at all, whatever the way? Reads the row: two clicks come at once."""
    if person is None:
        return no(_("Sign in to become a member of this space."))
    if not (seen := may_see_space(person, space)):
        return seen
    state = _memberships(space).filter(person=person).values_list("state", flat=True).first()
    if state == MemberState.REQUESTED and space.joining == Joining.REQUEST:
        return no(_("You have asked already. A lead of the space will decide."))
    return when(state != MemberState.ACTIVE, _("You are a member of this space already."))


def may_step_down(person: Person | None, space: Space) -> Answer:
    """Asked while the space is locked, so that two leads cannot both count on the other."""
    return is_lead(person, space) and _has_lead_without(person, space)


def may_leave(person: Person | None, space: Space) -> Answer:
    if is_lead(person, space):
        return _has_lead_without(person, space)
    return is_member(person, space)


def _has_lead_without(person: Person | None, space: Space) -> Answer:
    return when(
        _leads_of(space).exclude(person=person).exists(),
        _("You are the only lead. Make someone else a lead first: a space always has one."),
    )


def may_add_file(person: Person | None, space: Space) -> Answer:
    return when(space.has(Module.FILES), _("This space keeps no files.")) and is_member(person, space)


def may_remove_file(person: Person | None, space: Space, attachment: Attachment) -> Answer:
    """Who added it, while still a member; and whoever keeps the space."""
    is_own = person is not None and attachment.added_by_id == person.pk and bool(is_member(person, space))
    return when(is_own, _("Only who added this file, or a lead, can remove it.")) or when(
        bool(may_edit_space(person, space)), _("Only who added this file, or a lead, can remove it.")
    )


def _leads_of(space: Space) -> QuerySet[SpaceMembership]:
    return SpaceMembership.objects.leading().filter(space=space)


def _memberships(space: Space) -> QuerySet[SpaceMembership]:
    return SpaceMembership.objects.filter(space=space)
