"""Who is meant by each word in the table of news, and why they get it. The one place that knows who hears what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from vliegwiel.activity.audience import lead_token
from vliegwiel.activity.models import Activity
from vliegwiel.exchange.models import Asked, Connection, Need, Offer, Proposal
from vliegwiel.initiatives.journey import Role
from vliegwiel.initiatives.models import Initiative, Part, TeamRole, Update
from vliegwiel.people.models import Key, Membership, Person
from vliegwiel.pilots.models import Action, CheckIn
from vliegwiel.spaces.models import SpaceMembership
from vliegwiel.stakeholders.models import Stakeholder

from .models import Follow
from .subjects import Key as SubjectKey
from .subjects import around, subject_of

Ids = QuerySet | list[int | None] | set[int]
LISTINGS: dict[str, type[Need | Offer]] = {"exchange.need": Need, "exchange.offer": Offer}
UNDER_INITIATIVE: dict[str, type[Model]] = {
    **LISTINGS, "pilots.checkin": CheckIn, "pilots.action": Action, "initiatives.update": Update,
    "initiatives.part": Part,
}  # fmt: skip


@dataclass(frozen=True)
class Recipients:
    """Some people around a change, and the sentence that tells them why they get it."""

    who: Callable[[Activity], Ids]
    because: Any


def initiative_of(activity: Activity) -> int | None:
    """The initiative that a change is about, or that what it is about hangs under."""
    label, pk = subject_of(activity) or (activity.target_type, activity.target_id)
    if label == "initiatives.initiative":
        return pk
    if label in UNDER_INITIATIVE:
        rows = UNDER_INITIATIVE[label]._base_manager.filter(pk=pk)
        return rows.values_list("initiative_id", flat=True).first()
    return activity.facts.get("initiative")


def _team(activity: Activity) -> Ids:
    initiatives = [initiative_of(activity), *activity.facts.get("initiatives", [])]
    return TeamRole.objects.filter(initiative__in=[pk for pk in initiatives if pk]).values("person")


def _leads(activity: Activity) -> Ids:
    return TeamRole.objects.filter(initiative=initiative_of(activity), role=Role.LEAD).values("person")


def _both_teams(activity: Activity) -> Ids:
    pair = [activity.target_id, activity.facts.get("into")]
    return TeamRole.objects.filter(initiative__in=pair, role=Role.LEAD).values("person")


def _part_team(activity: Activity) -> Ids:
    """Those who made what is reused here."""
    return TeamRole.objects.filter(
        initiative__in=Part.objects.filter(pk=activity.facts.get("part")).values("initiative")
    ).values("person")


def _followers(activity: Activity) -> Ids:
    """Of the thing itself, and of what it hangs under."""
    keys = {subject_of(activity), (activity.target_type, activity.target_id)}
    if initiative := initiative_of(activity):
        keys.add(("initiatives.initiative", initiative))
    return _following(*(key for key in keys if key))


def _around(activity: Activity) -> Ids:
    """Of the space, the organisations and the themes of an initiative; of who looks for or offers something."""
    initiative = Initiative.objects.filter(pk=initiative_of(activity) or 0).first()
    wanted = around(initiative) if initiative else Q()
    if activity.target_type in LISTINGS:
        listing = LISTINGS[activity.target_type].objects.filter(pk=activity.target_id).first()
        if listing is None:
            return []
        wanted |= Q(target_type="initiatives.theme", target_id__in=listing.themes.values("pk"))
        wanted |= Q(target_type="people.organisation", target_id=listing.organisation_id)
        wanted |= Q(target_type="people.person", target_id=listing.person_id)
    return Follow.objects.filter(wanted).values("person") if wanted else []


def _of_the_organisation(activity: Activity) -> Ids:
    return _following(("people.organisation", activity.facts.get("organisation") or 0))


def _following(*keys: SubjectKey) -> QuerySet:
    wanted = Q(pk__in=[])
    for label, pk in keys:
        wanted |= Q(target_type=label, target_id=pk)
    return Follow.objects.filter(wanted).values("person")


def _asker(activity: Activity) -> Ids:
    """Who wrote down the question or bottleneck."""
    return Action.objects.filter(pk=activity.target_id).values("item__check_in__by")


def _owner(activity: Activity) -> Ids:
    """Who works on the question or bottleneck that it is about."""
    return Action.objects.filter(pk=_about("pilots.action", activity)).values("owner")


def _about(label: str, activity: Activity) -> int:
    """The id of the thing that it is about, when that is of this kind; else 0."""
    subject = subject_of(activity)
    return subject[1] if subject and subject[0] == label else 0


def _party_owner(activity: Activity) -> Ids:
    """Who looks after a party in a playing field."""
    return Stakeholder.objects.filter(pk=activity.target_id).values("owner")


def _desk(activity: Activity) -> Ids:
    """The leads of the programme, or of the space: whose desk it lies on."""
    initiative = Initiative.objects.filter(pk=initiative_of(activity) or 0).first()
    return _holders(lead_token(initiative.programme_id or initiative.space_id)) if initiative else []


def _programme(activity: Activity) -> Ids:
    space = activity.facts.get("programme") or activity.facts.get("to")
    return _holders(lead_token(space)) if isinstance(space, int) else []


def _space_leads(activity: Activity) -> Ids:
    space = _about("spaces.space", activity) or activity.facts.get("space")
    return _holders(lead_token(space)) if space else []


def _space_members(activity: Activity) -> Ids:
    return SpaceMembership.objects.active().filter(space=activity.target_id).values("person")


def _admins(activity: Activity) -> Ids:
    """Those who keep the organisation; while there is nobody, the operators."""
    organisation = activity.facts.get("organisation") or activity.target_id
    admins = Membership.objects.active().filter(organisation=organisation, is_admin=True)
    return admins.values("person") if admins.exists() else Person.objects.filter(is_staff=True).values("pk")


def _org_admins(activity: Activity) -> Ids:
    """Those who keep the organisation that is talked about."""
    admins = Membership.objects.active().filter(is_admin=True)
    return admins.filter(organisation=_about("people.organisation", activity)).values("person")


def _members(activity: Activity) -> Ids:
    pk = activity.facts.get("organisation")
    return Membership.objects.active().filter(organisation=pk).values("person") if pk else []


def _keepers(activity: Activity) -> Ids:
    """Those who look after a need or offer; also of the one that a proposal or a meeting is about."""
    listing = _listing_of(activity)
    return _holders(*listing.keepers) if listing else []


def _listing_of(activity: Activity) -> Need | Offer | None:
    label, pk = subject_of(activity) or ("", 0)
    if label in LISTINGS:
        return LISTINGS[label].objects.filter(pk=pk).first()
    if activity.target_type == "exchange.proposal":
        about = Proposal.objects.filter(pk=activity.target_id).select_related("need", "offer").first()
        return about.listing if about else None
    return None


def _both(activity: Activity) -> Ids:
    """The two who met, or who are to meet."""
    model = Connection if activity.target_type == "exchange.connection" else Proposal
    row = model.objects.filter(pk=activity.target_id).first()
    return [row.one_id, row.other_id] if row else []


def _proposer(activity: Activity) -> Ids:
    return Proposal.objects.filter(pk=activity.target_id).values("by")


def _question_asker(activity: Activity) -> Ids:
    return Person.objects.filter(questions=activity.target_id).values("pk")


def _question_asked(activity: Activity) -> Ids:
    return Asked.objects.filter(question=activity.target_id).values("person")


def _coffee(activity: Activity) -> Ids:
    return Person.objects.filter(coffee_seats__pair=activity.target_id).values("pk")


def _sender(activity: Activity) -> Ids:
    return Person.objects.filter(invitations_sent=activity.target_id).values("pk")


def _person(activity: Activity) -> Ids:
    return [activity.facts.get(word) for word in ("person", "turn", "owner")]


def _before(activity: Activity) -> Ids:
    return [activity.facts.get("from")] if isinstance(activity.facts.get("from"), int) else []


def _mentioned(activity: Activity) -> Ids:
    return list(activity.facts.get("mentioned") or [])


def _replied_to(activity: Activity) -> Ids:
    return [activity.facts.get("reply_to_author")]


def _author(activity: Activity) -> Ids:
    return [activity.facts.get("author")]


def _moderators(activity: Activity) -> Ids:
    return _holders(*(token for token in activity.audience if token.startswith("lead:")))


def _holders(*tokens: str) -> Ids:
    """People with one of these tokens; a token of a whole ring is not meant for telling."""
    return Key.objects.filter(token__in=[token for token in tokens if ":" in token]).values("person")


RECIPIENTS = {
    "team": Recipients(_team, _("you are on the team")),
    "leads": Recipients(_leads, _("you lead this initiative")),
    "both_teams": Recipients(_both_teams, _("you lead one of the two initiatives")),
    "part_team": Recipients(_part_team, _("you are on the team that shares this part")),
    "followers": Recipients(_followers, _("you follow this")),
    "around": Recipients(_around, _("you follow its space, organisation or theme")),
    "org_followers": Recipients(_of_the_organisation, _("you follow this organisation")),
    "asker": Recipients(_asker, _("you asked this")),
    "owner": Recipients(_owner, _("it lies with you")),
    "party_owner": Recipients(_party_owner, _("you look after this party")),
    "desk": Recipients(_desk, _("it lies on your programme desk")),
    "programme": Recipients(_programme, _("you lead the programme")),
    "space_leads": Recipients(_space_leads, _("you lead this space")),
    "space_members": Recipients(_space_members, _("you are a member of this space")),
    "admins": Recipients(_admins, _("you let people of this organisation in")),
    "org_admins": Recipients(_org_admins, _("you keep the page of this organisation")),
    "members": Recipients(_members, _("you work at this organisation")),
    "keepers": Recipients(_keepers, _("you look after this")),
    "both": Recipients(_both, _("it is about you")),
    "proposer": Recipients(_proposer, _("you asked this")),
    "question_asker": Recipients(_question_asker, _("you asked this")),
    "question_asked": Recipients(_question_asked, _("you were asked this")),
    "coffee": Recipients(_coffee, _("it is about your coffee")),
    "sender": Recipients(_sender, _("you sent the invitation")),
    "person": Recipients(_person, _("it is about you")),
    "before": Recipients(_before, _("it is about you")),
    "mentioned": Recipients(_mentioned, _("someone mentions you")),
    "replied_to": Recipients(_replied_to, _("someone answers your comment")),
    "author": Recipients(_author, _("you wrote the comment")),
    "moderators": Recipients(_moderators, _("you lead the space in which it was said")),
}
"""By the word that the table of news uses."""
