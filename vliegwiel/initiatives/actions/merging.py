"""Two initiatives that turn out to be the same become one. Nothing is lost, and it can be undone.

What hangs under the one moves to the other; its own texts, moves and history stay where they were, and its address
leads on. Ids of what moved are kept, so that undoing puts back what is still there.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from vliegwiel.activity.door import Done, action
from vliegwiel.core.answers import Mistake
from vliegwiel.files.models import Attachment
from vliegwiel.people import keys
from vliegwiel.people.models import Person
from vliegwiel.spaces.journey import is_wider

from .. import rules
from ..audience import set_audience
from ..journey import End, MergerState, Role
from ..models import (
    Ending,
    Initiative,
    Link,
    Merger,
    Part,
    Participation,
    Reuse,
    TeamRole,
    Theming,
    Update,
    UserCheck,
)
from .team import put_on_team

FILES = Initiative._meta.label_lower
MOVES: dict[str, Any] = {"parts": Part, "checks": UserCheck, "updates": Update, "links": Link, "reuses": Reuse}
"""What hangs under an initiative by a column of its own, and goes along."""


@action("merger.proposed", may=rules.may_propose_merging)
def propose_merging(initiative: Initiative, *, by: Person, at: datetime, into: Initiative, reason: str) -> Done:
    """Say that they are the same. Who leads one of them agrees at once; who leads both has to confirm it still."""
    if into.pk == initiative.pk:
        raise Mistake(into=_("An initiative cannot be merged into itself."))
    waiting = Merger.objects.filter(initiative__in=[initiative, into], into__in=[initiative, into])
    if waiting.filter(state=MergerState.PROPOSED).exists():
        raise Mistake(**{"": _("It was already proposed to merge these two.")})
    merger = Merger(initiative=initiative, into=into, reason=reason, proposed_by=by, proposed_at=at)
    if not rules.speaks_for(by, into) and rules.may_agree_to_merging(by, merger):
        merger.agreed_going = by
    elif not rules.speaks_for(by, initiative) and rules.speaks_for(by, into):
        merger.agreed_staying = by
    merger.save(force_insert=True)
    return Done(merger, target=initiative, facts={"into": into.pk})


@action("merger.agreed", may=rules.may_agree_to_merging)
def agree_to_merging(merger: Merger, *, by: Person, at: datetime) -> Done:
    """Say yes for one's own side, or both; with the second yes it is carried out."""
    opens = is_wider(merger.into.ring, merger.initiative.space.ring)
    if rules.speaks_for(by, merger.initiative) and (not opens or rules.is_space_lead(by, merger.initiative)):
        merger.agreed_going = merger.agreed_going or by
    if rules.speaks_for(by, merger.into):
        merger.agreed_staying = merger.agreed_staying or by
    if merger.agreed_going and merger.agreed_staying:
        _carry_out(merger, by=by, at=at)
    merger.save()
    return Done(merger, target=merger.initiative, facts={"into": merger.into_id, "state": merger.state})


@action("merger.declined", may=rules.may_decline_merging)
def decline_merging(merger: Merger, *, by: Person, at: datetime, answer: str = "") -> Done:
    """Leave them apart, with the reason if one is given."""
    merger.state, merger.answer, merger.settled_at = MergerState.DECLINED, answer, at
    merger.save(update_fields=["state", "answer", "settled_at"])
    return Done(merger, target=merger.initiative, facts={"into": merger.into_id})


@action("merger.undone", may=rules.may_undo_merging)
def undo_merging(merger: Merger, *, by: Person, at: datetime, answer: str = "") -> Done:
    """Put back what came along, as far as it is still there, and take the one up again."""
    going, staying = _locked(merger)
    _put_back(merger, going, staying)
    going.endings.filter(revived_at=None).update(revived_at=at)
    going.end, going.changed_at = "", at
    going.save(update_fields=["end", "changed_at"])
    _settle(going, staying)
    merger.state, merger.answer, merger.settled_at = MergerState.UNDONE, answer, at
    merger.save(update_fields=["state", "answer", "settled_at"])
    return Done(merger, target=going, facts={"into": staying.pk})


def _locked(merger: Merger) -> tuple[Initiative, Initiative]:
    """Both, held until the transaction ends; by id, so that two mergings never wait for each other."""
    rows = Initiative.objects.filter(pk__in=[merger.initiative_id, merger.into_id]).order_by("pk").select_for_update()
    both = {row.pk: row for row in rows}
    return both[merger.initiative_id], both[merger.into_id]


def _carry_out(merger: Merger, *, by: Person, at: datetime) -> None:
    going, staying = _locked(merger)
    if not (rules.is_mergeable(going) and rules.is_mergeable(staying)) or is_wider(going.ring, staying.ring):
        raise Mistake(**{"": _("One of the two has changed since. Look at them again, and propose it anew.")})
    moved = {name: _ids(rows) for name, rows in _hanging(going, staying).items()}
    moved |= _carriers(going, staying)
    for name, ids in moved.items():
        if name in MOVES:
            MOVES[name].objects.filter(pk__in=ids).update(initiative=staying)
    Attachment.objects.filter(pk__in=moved["files"]).update(target_id=staying.pk)
    Link.objects.filter(pk__in=moved["linked"]).update(to=staying)
    Ending.objects.create(initiative=going, end=End.MERGED, reason=merger.reason, into=staying, by=by, at=at)
    going.end, going.changed_at = End.MERGED, at
    going.save(update_fields=["end", "changed_at"])
    staying.changed_at = at
    staying.save(update_fields=["changed_at"])
    _settle(going, staying)
    merger.state, merger.settled_at, merger.moved = MergerState.DONE, at, moved


def _hanging(going: Initiative, staying: Initiative) -> dict[str, QuerySet]:
    """What hangs under the one and can hang under the other. A link between the two, and a double reuse, stay."""
    here, there = {"initiative": going}, staying.reuses.values("part")
    return {
        "parts": Part.objects.filter(**here),
        "checks": UserCheck.objects.filter(**here),
        "updates": Update.objects.filter(**here),
        "links": Link.objects.filter(**here).exclude(to=staying),
        "linked": Link.objects.filter(to=going).exclude(initiative=staying),
        "reuses": Reuse.objects.filter(**here).exclude(part__in=there).exclude(part__initiative=staying),
        "files": Attachment.objects.filter(target_type=FILES, target_id=going.pk),
    }


def _carriers(going: Initiative, staying: Initiative) -> dict[str, list[int]]:
    """The people, organisations and themes of the one come to the other too; where they were they stay."""
    roles = set(staying.team.values_list("person_id", "role"))
    bodies, themes = set(staying.organisation_ids), set(staying.theme_ids)
    new_roles = [
        put_on_team(TeamRole(initiative=staying, person=one.person, role=one.role, since=one.since))
        for one in going.team.select_related("person").order_by("role")
        if (one.person_id, one.role) not in roles
    ]
    new_bodies = [
        Participation.objects.create(
            initiative=staying, organisation_id=one.organisation_id, part=one.part, since=one.since
        )
        for one in going.participations.all()
        if one.organisation_id not in bodies
    ]
    new_themes = [Theming.objects.create(initiative=staying, theme_id=pk) for pk in going.theme_ids if pk not in themes]
    return {"roles": _pks(new_roles), "bodies": _pks(new_bodies), "themes": _pks(new_themes)}


def _put_back(merger: Merger, going: Initiative, staying: Initiative) -> None:
    moved = merger.moved
    for name, model in MOVES.items():
        model.objects.filter(pk__in=moved[name], initiative=staying).update(initiative=going)
    Attachment.objects.filter(pk__in=moved["files"], target_type=FILES, target_id=staying.pk).update(target_id=going.pk)
    Link.objects.filter(pk__in=moved["linked"], to=staying).exclude(initiative=going).update(to=going)
    for role in staying.team.filter(pk__in=moved["roles"]).select_related("person"):
        others = staying.team.filter(role=Role.LEAD).exclude(pk=role.pk)
        if role.role != Role.LEAD or others.exists():  # a team always has a lead
            keys.take(role.person, because=role)
            role.delete()
    staying.participations.filter(pk__in=moved["bodies"]).delete()
    staying.themings.filter(pk__in=moved["themes"]).delete()


def _settle(going: Initiative, staying: Initiative) -> None:
    """Columns and readers as they follow from what hangs where now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT initiatives_refresh(%s)", [[going.pk, staying.pk]])
    for one in (going, staying):
        one.refresh_from_db()
        set_audience(one)
        Part.objects.filter(initiative=one).update(audience=one.audience)
        Attachment.objects.filter(target_type=FILES, target_id=one.pk).update(audience=one.audience)


def _ids(rows: QuerySet) -> list[int]:
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _pks(rows: list[Any]) -> list[int]:
    return [row.pk for row in rows]
