"""What is done about a question or bottleneck: taken up, asked back, answered, handed on, taken together."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from vliegwiel.activity.door import Done, action
from vliegwiel.core.answers import Mistake
from vliegwiel.people.models import Person

from .. import rules
from ..journey import STEPS, StepKind
from ..models import Action, ActionStep


def _step(
    one: Action, kind: StepKind, *, by: Person | None, at: datetime, text: str = "", to: Person | None = None
) -> Done:
    """Write the step down and put the action in the state that the table says."""
    ActionStep.objects.create(action=one, kind=kind, text=text, by=by, to=to, at=at)
    one.state = STEPS[kind][1] or one.state
    one.changed_at = at
    one.save(update_fields=["state", "changed_at", "owner", "merged_into"])
    return Done(one, fields=["state"], facts={"state": str(one.state), "initiative": one.initiative_id})


def _meet(one: Action, seen: int | None) -> None:
    """Raise Mistake(seen=…) when someone did something since the page was opened: nobody answers past another."""
    latest = one.steps.order_by("-id").values_list("id", flat=True).first()
    if seen is not None and seen != latest:
        raise Mistake(seen=_("Somebody was here before you. Read first what happened; what you typed is kept."))


@action("action.taken_up", may=rules.may_take_up)
def take_up(one: Action, *, by: Person, at: datetime) -> Done:
    """Someone works on it: this person, unless it was handed on to another."""
    one.owner = one.owner or by
    return _step(one, StepKind.TAKEN_UP, by=by, at=at)


@action("action.asked_back", may=rules.may_ask_back)
def ask_back(one: Action, *, by: Person, at: datetime, text: str, seen: int | None = None) -> Done:
    """Ask the team something first; it waits for them."""
    _meet(one, seen)
    one.owner = one.owner or by
    return _step(one, StepKind.ASKED_BACK, by=by, at=at, text=text)


@action("action.replied", may=rules.may_reply)
def reply(one: Action, *, by: Person, at: datetime, text: str, seen: int | None = None) -> Done:
    """The team says what was asked back."""
    _meet(one, seen)
    return _step(one, StepKind.REPLIED, by=by, at=at, text=text)


@action("action.answered", may=rules.may_answer)
def answer(one: Action, *, by: Person, at: datetime, text: str, seen: int | None = None) -> Done:
    """Answer, which closes it; on a closed one the answer is added to. What was taken together is answered along."""
    _meet(one, seen)
    one.owner = one.owner or by
    for along in one.merged.order_by("id"):
        _answer_along(along, by=by, at=at, text=text)
    return _step(one, StepKind.ANSWERED, by=by, at=at, text=text)


@action("action.answered_along", may=rules.may_answer_along)
def _answer_along(one: Action, *, by: Person, at: datetime, text: str) -> Done:
    return _step(one, StepKind.ANSWERED, by=by, at=at, text=text)


@action("action.handed_on", may=rules.may_hand_on)
def hand_on(one: Action, *, by: Person, at: datetime, owner: Person, text: str = "", seen: int | None = None) -> Done:
    """Someone else works on it; only someone who can read it already."""
    _meet(one, seen)
    if one.owner_id == owner.pk:
        raise Mistake(owner=_("%(name)s works on this already.") % {"name": owner.name})
    one.owner = owner
    return _step(one, StepKind.HANDED_ON, by=by, at=at, text=text, to=owner)


@action("action.merged", may=rules.may_merge)
def merge(one: Action, *, by: Person, at: datetime, other: Action) -> Done:
    """Take another one together with this one: the answer to this one goes to both teams."""
    other = Action.objects.select_for_update().get(pk=other.pk)
    if one.pk == other.pk:
        raise Mistake(other=_("Choose another one than this one."))
    if one.merged_into_id or other.merged_into_id:
        raise Mistake(other=_("This is taken together with a similar one already."))
    Action.objects.filter(merged_into=other).update(merged_into=one)
    other.merged_into = one
    done = _step(other, StepKind.MERGED, by=by, at=at)
    return Done(one, target=other, fields=done.fields, facts=done.facts | {"into": one.pk})


@action("action.reopened", may=rules.may_reopen)
def reopen(one: Action, *, by: Person, at: datetime, text: str, seen: int | None = None) -> Done:
    """The answer does not help yet: it is open again, on its own."""
    _meet(one, seen)
    one.merged_into = None
    return _step(one, StepKind.REOPENED, by=by, at=at, text=text)


@action("action.released", may=rules.may_release)
def release(one: Action, *, by: None, at: datetime) -> Done:
    """Who worked on it can no longer read it: it is the desk's again."""
    one.owner = None
    return _step(one, StepKind.RELEASED, by=None, at=at)
