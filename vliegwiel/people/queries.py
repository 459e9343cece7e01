"""Reads for the pages: a constant number of statements each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from allauth.account.models import EmailAddress
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Count, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat
from django.utils import timezone

from .journey import MembershipState
from .models import Invitation, Membership, Organisation, OrganisationName, Person, Region
from .models.organisation import OrganisationQuerySet
from .naming import key

BY_NAME = ("family_name", "given_name", "id")
BY_SORT_NAME = ("sort_name", "id")
MOST_WORDS = 6
MOST_OFFERED = 10


def people_named(people: QuerySet[Person], words: str) -> QuerySet[Person]:
    """People whose name or organisation… holds every word."""
    people = people.annotate(
        full_name=Concat("given_name", Value(" "), "infix", Value(" "), "family_name", output_field=CharField())
    )
    for word in words.split()[:MOST_WORDS]:
        people = people.filter(full_name__icontains=word)
    return people


def with_organisations(people: Iterable[Person]) -> list[tuple[Person, list[Organisation]]]:
    """Each with the organisations they are a member of, in one statement."""
    people = list(people)
    found: dict[int, list[Organisation]] = {person.pk: [] for person in people}
    rows = Membership.objects.active().filter(person__in=people).select_related("organisation")
    for membership in rows.order_by("organisation__sort_name", "id"):
        found[membership.person_id].append(membership.organisation)
    return [(person, found[person.pk]) for person in people]


def organisations_found(words: str = "", kind: str = "", region: str = "") -> OrganisationQuerySet:
    """Organisations of which a name holds these words; kind and code of the region when given."""
    rows = Organisation.objects.visible_to(None)
    if compared := key(words):
        names = OrganisationName.objects.filter(organisation=OuterRef("pk"), compared__contains=compared)
        rows = rows.filter(Exists(names))
    elif words:
        rows = rows.none()
    if kind:
        rows = rows.filter(kind=kind)
    if region:
        links = Region.members.through.objects.filter(organisation=OuterRef("pk"), region__code=region)
        rows = rows.filter(Exists(links))
    return rows


def existing_organisations_named(words: str, *, at: date) -> list[Organisation]:
    """The few that exist on this day and fit these words, names that begin with them first; none without words."""
    begins = OrganisationName.objects.filter(organisation=OuterRef("pk"), compared__startswith=key(words))
    rows = organisations_found(words).annotate(begins=Exists(begins)).order_by("-begins", *BY_SORT_NAME)
    return list(rows.valid_on(at)[:MOST_OFFERED]) if words else []


def counts_by_kind(words: str, region: str) -> dict[str, int]:
    rows = organisations_found(words, region=region).order_by()
    return dict(rows.values_list("kind").annotate(count=Count("pk")))


def regions_with_counts(words: str, kind: str) -> list[tuple[Region, int]]:
    """Every region, with how many of the organisations asked for are in it."""
    members = Q(members__in=organisations_found(words, kind).order_by().values("pk"))
    rows = Region.objects.annotate(count=Count("members", filter=members))
    return [(region, region.count) for region in rows.order_by("name")]


def requests_proven_by_mail(person: Person) -> list[Membership]:
    """Waiting requests for organisations of which the person has a confirmed work-mail address."""
    confirmed = EmailAddress.objects.filter(user=person, verified=True).values_list("email", flat=True)
    domains = [address.rpartition("@")[2].lower() for address in confirmed]
    waiting = person.memberships.filter(state=MembershipState.REQUESTED)
    return list(waiting.filter(organisation__mail_domains__overlap=domains).order_by("id")) if domains else []


def employers_by_mail(person: Person) -> list[Organisation]:
    """Organisations of which the person has a confirmed work-mail address, and with which nothing happened before."""
    confirmed = EmailAddress.objects.filter(user=person, verified=True).values_list("email", flat=True)
    domains = [address.rpartition("@")[2].lower() for address in confirmed]
    known = person.memberships.values("organisation")
    found = Organisation.objects.filter(mail_domains__overlap=domains).exclude(pk__in=known).order_by("id")
    return [one for one in found if one.is_valid_on(timezone.localdate())] if domains else []


def without_admin() -> QuerySet[Membership]:
    """Requests for organisations that nobody administers yet, oldest first."""
    admins = Membership.objects.active().filter(organisation=OuterRef("organisation"), is_admin=True)
    waiting = Membership.objects.filter(~Exists(admins), state=MembershipState.REQUESTED)
    return waiting.select_related("person", "organisation").order_by("since", "id")


def invitation_with(secret: str) -> QuerySet[Invitation]:
    """Whoever has the secret may see what it asks: the secret is the permission."""
    return Invitation.objects.filter(secret=secret).select_related("sent_by", "target_type")


def waiting_invitations(organisation: Organisation, viewer: Person | None) -> QuerySet[Invitation]:
    """Open ones to this organisation, as far as this viewer may see them, oldest first."""
    kind = ContentType.objects.get_for_model(organisation)
    open_ones = Invitation.objects.visible_to(viewer).open()
    return open_ones.filter(target_type=kind, target_id=organisation.pk).order_by("id")


def invitations_for(person: Person) -> QuerySet[Invitation]:
    """Open ones to any of the confirmed mail addresses of this person."""
    confirmed = EmailAddress.objects.filter(user=person, verified=True).values("email")
    return Invitation.objects.open().filter(email__in=confirmed).select_related("sent_by", "target_type").order_by("id")
