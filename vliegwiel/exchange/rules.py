"""Who may do what with needs, offers, proposals and connections. Seeing is not here: that is `visible_to`."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from vliegwiel.activity.audience import NETWORK, PUBLIC, organisation_token
from vliegwiel.core.answers import YES, Answer, no, when
from vliegwiel.initiatives import rules as initiative_rules
from vliegwiel.initiatives.models import Initiative
from vliegwiel.initiatives.queries.own import own_organisation_ids
from vliegwiel.people.models import Organisation, Person

from .journey import JOINED_BY_ORGANISATION, STEPS, Asking, Kind, MatchState, State
from .models import Carrier, Connection, Listed, Match, Need, Proposal

SIGN_IN = _("Sign in first.")
NOT_YOURS = _("Only who placed this, or their team or organisation, can do this.")
WHERE_YOU_WORK = _("Say first where you work: on the page of your organisation you can become a member.")


def is_keeper(person: Person | None, listing: Listed) -> bool:
    """One of the team, the organisation or the person whose need or offer this is."""
    return person is not None and not set(listing.keepers).isdisjoint(person.tokens)


def is_of(person: Person | None, organisation: Organisation) -> bool:
    return person is not None and person.holds(organisation_token(organisation.pk))


def is_for_organisations(need: Need) -> bool:
    """An organisation takes part in it, not a person."""
    return need.kind in JOINED_BY_ORGANISATION


def may_start(person: Person | None, subject: None) -> Answer:
    """Anyone with an account can look for something or offer something."""
    return when(person is not None, SIGN_IN)


def may_open(person: Person | None, carrier: Carrier) -> Answer:
    """On an initiative: its team. For an organisation: its members. For a person: that person."""
    if person is None:
        return no(SIGN_IN)
    if isinstance(carrier, Initiative):
        return initiative_rules.may_edit(person, carrier)
    if isinstance(carrier, Organisation):
        return when(is_of(person, carrier), _("Only someone who works there can do this for an organisation."))
    return when(person == carrier, _("You can only do this for yourself."))


def may_keep(person: Person | None, listing: Listed) -> Answer:
    if person is None:
        return no(SIGN_IN)
    return when(is_keeper(person, listing), NOT_YOURS)


def may_step(person: Person | None, listing: Listed, state: str) -> Answer:
    """Close it, or open it again."""
    steps = STEPS[State(listing.state)]
    return may_keep(person, listing) and when(state in steps, _("This has been closed or opened in the meantime."))


def may_open_to_market(person: Person | None, listing: Listed) -> Answer:
    """Never wider than what it hangs under."""
    if isinstance(listing.carrier, Organisation) or PUBLIC in listing.carrier.audience:
        return may_keep(person, listing)
    if isinstance(listing.carrier, Person):
        return no(_("Your profile is only for the network. Make your profile public first."))
    return no(_("The initiative is not public. Make the initiative public first."))


def may_ask(person: Person | None, listing: Listed) -> Answer:
    """Take part, help, or make use of an offer."""
    if person is None:
        return no(SIGN_IN)
    if is_keeper(person, listing):
        return no(_("This is your own."))
    if listing.state == State.FULL:
        return no(_("All places are taken."))
    if not listing.is_open:
        return no(_("This is no longer open."))
    if isinstance(listing, Need) and is_for_organisations(listing):
        return when(bool(own_organisation_ids(person)), WHERE_YOU_WORK)
    return YES


def may_join(person: Person | None, need: Need, organisation: Organisation | None = None) -> Answer:
    """Nobody speaks for an organisation where they do not work."""
    if organisation is not None and not is_of(person, organisation):
        return no(_("You can only ask this for an organisation where you work."))
    return may_ask(person, need)


def may_take_job(person: Person | None, need: Need) -> Answer:
    """A short job is taken in one click by a member of the network."""
    if need.kind != Kind.TIME:
        return no(_("This is not a short job."))
    return may_ask(person, need) and when(person is not None and person.holds(NETWORK), WHERE_YOU_WORK)


def may_invite(person: Person | None, need: Need) -> Answer:
    if need.state == State.FULL:
        return no(_("All places are taken."))
    return may_keep(person, need) and when(need.is_open, _("This is no longer open."))


def may_introduce(person: Person | None, subject: object) -> Answer:
    """Bringing two others together is for members of the network."""
    if person is None:
        return no(SIGN_IN)
    return when(person.holds(NETWORK), WHERE_YOU_WORK)


def is_asked(person: Person, proposal: Proposal) -> bool:
    """Whether it is this person's turn to answer."""
    if proposal.asking == Asking.INVITATION:
        return proposal.organisation is not None and is_of(person, proposal.organisation)
    if proposal.asking == Asking.INTRODUCTION:
        asked = {proposal.one_id: proposal.one_agreed, proposal.other_id: proposal.other_agreed}
        return asked.get(person.pk) is False
    return proposal.listing is not None and person.pk != proposal.one_id and is_keeper(person, proposal.listing)


def may_answer(person: Person | None, proposal: Proposal) -> Answer:
    if person is None:
        return no(SIGN_IN)
    if not proposal.is_waiting:
        return no(_("This has been answered or withdrawn in the meantime."))
    return when(is_asked(person, proposal), _("This question is for someone else."))


def may_withdraw(person: Person | None, proposal: Proposal) -> Answer:
    if not proposal.is_waiting:
        return no(_("This has been answered or withdrawn in the meantime."))
    return when(person is not None and person.pk == proposal.by_id, _("Only who asked this can withdraw it."))


def may_judge(person: Person | None, match: Match) -> Answer:
    """Say that a suggestion does not fit: for either side."""
    kept = is_keeper(person, match.need) or (match.offer is not None and is_keeper(person, match.offer))
    return when(kept, NOT_YOURS)


def may_accept_match(person: Person | None, match: Match) -> Answer:
    if match.state != MatchState.SUGGESTED:
        return no(_("This suggestion was answered already."))
    return may_keep(person, match.need) and when(match.need.is_open, _("This is no longer open."))


def is_in(person: Person | None, connection: Connection) -> bool:
    """One of the two."""
    return person is not None and person.pk in (connection.one_id, connection.other_id)


def may_tell(person: Person | None, connection: Connection) -> Answer:
    return when(is_in(person, connection), _("Only the two who were introduced can tell what came of it."))


def may_give_back(person: Person | None, connection: Connection) -> Answer:
    """Leave, or take the place away: for the two themselves and for who keeps the need or offer."""
    if not connection.holds_place or connection.ended_at:
        return no(_("This holds no place any more."))
    listings = [listing for listing in (connection.need, connection.offer) if listing is not None]
    kept = any(is_keeper(person, listing) for listing in listings)
    return when(is_in(person, connection) or kept, NOT_YOURS)


def nobody(person: Person | None, subject: object) -> Answer:
    """What jobs do: finding suggestions, letting lapse, asking what came of it."""
    return when(person is None, _("This is done by itself."))
