"""What can wait for someone: one line per kind, from the room where it is kept. A later room adds its line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import CharField, DateField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce, Concat, TruncDate
from django.utils.translation import gettext_lazy as _

from vliegwiel.activity.audience import ids_in
from vliegwiel.conversation.journey import CommentState
from vliegwiel.conversation.models import Hiding, Report
from vliegwiel.core.places import place
from vliegwiel.exchange.journey import DAYS_TO_ANSWER, AskedState, Asking
from vliegwiel.exchange.models import Asked, Connection, Outcome, Proposal, Question
from vliegwiel.initiatives.journey import MergerState, Role
from vliegwiel.initiatives.models import Draft, Initiative, Merger, TeamRole
from vliegwiel.people.invitations import OPEN_FOR
from vliegwiel.people.journey import MembershipState
from vliegwiel.people.models import Invitation, Membership, Person
from vliegwiel.pilots.journey import ActionState
from vliegwiel.pilots.models import Action, CheckInDraft, ReportRequest, Rhythm
from vliegwiel.spaces.journey import MemberState
from vliegwiel.spaces.models import SpaceMembership
from vliegwiel.stakeholders.journey import OPEN
from vliegwiel.stakeholders.models import Stakeholder

AHEAD = timedelta(days=14)
"""So long before its day a check-in or a party shows."""
TO_DO = [ActionState.NEW, ActionState.TAKEN_UP]


@dataclass(frozen=True)
class Source:
    """One kind of thing: whose turn it is, and where one does it."""

    room: str
    label: Any
    """What is asked, in a few words."""
    waits: Callable[[Person, date], QuerySet]
    """Rows of this person; each has `day`, `title` and `key` (what its address needs; empty for a page as it is)."""
    page: tuple[str, bool]
    """Name in `config/navigation.py`, and whether the address needs a readable part too."""
    has_deadline: bool = False
    """`day` is the last day; otherwise it is the day since when it waits."""


def _about(**columns: Any) -> dict[str, Any]:
    return {name: F(value) if isinstance(value, str) else value for name, value in columns.items()}


def _days_after(moment: str, days: int) -> Any:
    """So many days after the day of this moment, by the calendar on the wall."""
    return ExpressionWrapper(TruncDate(moment) + Value(days), output_field=DateField())


LISTING = Coalesce("need__title", "offer__title", Value(""))


def _check_ins(me: Person, today: date) -> QuerySet:
    """Whoever was chosen while still on the team, else its first lead."""
    team = TeamRole.objects.filter(initiative=OuterRef("initiative"))
    leads = team.filter(role=Role.LEAD, person__is_active=True).order_by("id").values("person")[:1]
    chosen = team.filter(person=OuterRef("turn")).order_by()
    rows = Rhythm.objects.filter(initiative__in=ids_in(me, "init"), initiative__end="", next_on__lte=today + AHEAD)
    rows = rows.annotate(is_chosen=Exists(chosen), first=Subquery(leads))
    mine = Q(turn=me, is_chosen=True) | Q(first=me.pk, is_chosen=False)
    return rows.filter(mine).annotate(**_about(day="next_on", title="initiative__title", key="initiative__code"))


def _actions(me: Person) -> QuerySet:
    return Action.objects.visible_to(me).annotate(**_about(day="due_on", title="item__text", key="code"))


def _with_me(me: Person, today: date) -> QuerySet:
    return _actions(me).filter(owner=me, state__in=TO_DO, merged_into=None)


def _on_my_desk(me: Person, today: date) -> QuerySet:
    return _actions(me).filter(owner=None, desk__in=ids_in(me, "lead"), state__in=TO_DO, merged_into=None)


def _asked_back(me: Person, today: date) -> QuerySet:
    return _actions(me).filter(initiative__in=ids_in(me, "init"), state=ActionState.WAITING, merged_into=None)


def _questions(me: Person, today: date) -> QuerySet:
    open_ones = Question.objects.visible_to(me).filter(closed_at=None)
    rows = Asked.objects.filter(person=me, state=AskedState.WAITING, question__in=open_ones)
    return rows.annotate(**_about(day=TruncDate("asked_at"), title="question__title", key="question__code"))


def _proposals(me: Person, today: date) -> QuerySet:
    """As `exchange.rules.is_asked` says it."""
    kept = Q(need__keepers__overlap=me.tokens) | Q(offer__keepers__overlap=me.tokens)
    mine = Q(asking=Asking.INVITATION, organisation__in=ids_in(me, "org"))
    mine |= Q(asking=Asking.INTRODUCTION) & (Q(one=me, one_agreed=False) | Q(other=me, other_agreed=False))
    mine |= Q(asking__in=[Asking.JOIN, Asking.HELP, Asking.USE]) & kept & ~Q(one=me)
    rows = Proposal.objects.visible_to(me).waiting().filter(mine)
    return rows.annotate(**_about(day=_days_after("made_at", DAYS_TO_ANSWER), title=LISTING, key="code"))


def _invitations(me: Person, today: date) -> QuerySet:
    confirmed = EmailAddress.objects.filter(user=me, verified=True).values("email")
    last = _days_after("sent_at", OPEN_FOR.days)
    rows = Invitation.objects.open().filter(email__in=confirmed)
    sender = Concat("sent_by__given_name", Value(" "), "sent_by__family_name")
    return rows.annotate(**_about(day=last, title=sender, key="secret")).filter(day__gte=today)


def _outcomes(me: Person, today: date) -> QuerySet:
    told = Outcome.objects.filter(connection=OuterRef("pk"), person=me)
    rows = Connection.objects.visible_to(me).filter(Q(one=me) | Q(other=me), ~Exists(told), asked_at__isnull=False)
    return rows.annotate(**_about(day=TruncDate("asked_at"), title=LISTING, key="code"))


def _space_requests(me: Person, today: date) -> QuerySet:
    rows = SpaceMembership.objects.filter(state=MemberState.REQUESTED, space__in=ids_in(me, "lead"))
    return rows.annotate(**_about(day=TruncDate("since"), title="space__name", key="space__code"))


def _member_requests(me: Person, today: date) -> QuerySet:
    mine = Membership.objects.active().filter(person=me, is_admin=True).values("organisation")
    rows = Membership.objects.filter(state=MembershipState.REQUESTED, organisation__in=mine)
    return rows.annotate(**_about(day=TruncDate("since"), title="organisation__name", key="organisation__code"))


def _led(me: Person) -> Q:
    """Initiatives that this person speaks for: leading them, or their space."""
    return Q(team__person=me, team__role=Role.LEAD) | Q(space__in=ids_in(me, "lead"))


def _mergers(me: Person, today: date) -> QuerySet:
    led = Initiative.objects.filter(_led(me)).values("pk")
    mine = Q(initiative__in=led, agreed_going=None) | Q(into__in=led, agreed_staying=None)
    rows = Merger.objects.visible_to(me).filter(mine, state=MergerState.PROPOSED)
    return rows.annotate(**_about(day=TruncDate("proposed_at"), title="initiative__title", key="code"))


def _report_requests(me: Person, today: date) -> QuerySet:
    led = TeamRole.objects.filter(person=me, role=Role.LEAD).values("initiative")
    rows = ReportRequest.objects.open().filter(initiative__in=led)
    return rows.annotate(**_about(day=TruncDate("at"), title="initiative__title", key="initiative__code"))


def _reported_comments(me: Person, today: date) -> QuerySet:
    rows = Report.objects.moderated_by(me).filter(outcome="", comment__state=CommentState.SHOWN)
    return rows.annotate(**_about(day=TruncDate("at"), title="reason", key=Value("")))


def _appeals(me: Person, today: date) -> QuerySet:
    """Another than who hid it decides."""
    rows = Hiding.objects.moderated_by(me).filter(decision="", comment__state=CommentState.HIDDEN)
    rows = rows.exclude(appeal="").exclude(by=me)
    return rows.annotate(**_about(day=TruncDate("appealed_at"), title="appeal", key=Value("")))


def _drafts(me: Person, today: date) -> QuerySet:
    rows = Draft.objects.visible_to(me).unfinished()
    return rows.annotate(**_about(day=TruncDate("changed_at"), title=KT("data__title"), key="secret"))


def _check_in_drafts(me: Person, today: date) -> QuerySet:
    rows = CheckInDraft.objects.visible_to(me)
    return rows.annotate(**_about(day=TruncDate("changed_at"), title="initiative__title", key="initiative__code"))


def _parties(me: Person, today: date) -> QuerySet:
    rows = Stakeholder.objects.visible_to(me).filter(owner=me, initiative__in=ids_in(me, "init"), status__in=OPEN)
    called = Coalesce("organisation__name", "name", output_field=CharField())
    title = Concat(called, Value(" · "), "initiative__title", output_field=CharField())
    return rows.filter(due_on__lte=today + AHEAD).annotate(**_about(day="due_on", title=title, key="code"))


SOURCES = [
    Source("pilots", _("Fill in the check-in"), _check_ins, ("new_check_in", True), has_deadline=True),
    Source("pilots", _("Answer this: it lies with you"), _with_me, ("action", False), has_deadline=True),
    Source("pilots", _("Answer what was asked back"), _asked_back, ("action", False), has_deadline=True),
    Source("pilots", _("On your desk, with nobody yet"), _on_my_desk, ("action", False), has_deadline=True),
    Source("stakeholders", _("Talk with this party"), _parties, ("party", False), has_deadline=True),
    Source("exchange", _("Answer the question"), _questions, ("question", False)),
    Source("exchange", _("Say yes or no"), _proposals, ("proposal", False), has_deadline=True),
    Source("people", _("Answer the invitation of"), _invitations, ("invitation", False), has_deadline=True),
    Source("exchange", _("Tell what came of your meeting"), _outcomes, ("connection", False)),
    Source("spaces", _("Someone wants to join your space"), _space_requests, ("space_members", True)),
    Source("people", _("Someone wants to join your organisation"), _member_requests, ("members", False)),
    Source("initiatives", _("Decide about merging"), _mergers, ("merger", False)),
    Source("pilots", _("A programme asks you to report"), _report_requests, ("reporting", True)),
    Source("conversation", _("Look at a reported comment"), _reported_comments, ("reports", False)),
    Source("conversation", _("Decide about an appeal"), _appeals, ("reports", False)),
    Source("initiatives", _("Go on writing"), _drafts, ("draft", False)),
    Source("pilots", _("Go on with the check-in"), _check_in_drafts, ("new_check_in", True)),
]
"""In the order in which they stand on one day: one's own turn first. Room, words, rows, page."""


def address_of(source: Source, key: str, slug: str) -> str:
    name, with_slug = source.page
    if not key:
        return place(name)
    return place(name, key, slug) if with_slug else place(name, key)
