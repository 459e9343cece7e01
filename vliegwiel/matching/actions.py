"""What people do with suggestions: say what they are, take them up, and bundle what is the same at many bodies."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from vliegwiel.activity.door import Done, action
from vliegwiel.core.answers import Mistake
from vliegwiel.initiatives import actions as initiatives
from vliegwiel.initiatives.journey import ReuseState
from vliegwiel.initiatives.models import Initiative, Part
from vliegwiel.people.models import Person

from . import rules
from .journey import Unfit, Verdict
from .models import Bundle, BundleEntry, Judgement

FEWEST = 2
"""A bundle holds at least so many."""


@action("suggestion.dismissed", may=rules.may_judge)
def dismiss(
    initiative: Initiative,
    *,
    by: Person,
    at: datetime,
    reason: str,
    note: str = "",
    other: Initiative | None = None,
    part: Part | None = None,
) -> Done:
    """It does not fit: it is not suggested beside this initiative again. Why is kept for the next release."""
    if reason not in Unfit.values:
        raise Mistake(reason=_("Choose something from the list."))
    judgement = _judge(
        initiative, by=by, at=at, verdict=Verdict.UNFIT, other=other, part=part, reason=reason, note=note
    )
    return Done(judgement, target=initiative, facts=_what(other, part) | {"reason": reason})


@action("suggestion.recalled", may=rules.may_judge)
def recall(
    initiative: Initiative, *, by: Person, at: datetime, other: Initiative | None = None, part: Part | None = None
) -> Done:
    """It may be suggested again after all."""
    _only_one(other, part)
    Judgement.objects.filter(initiative=initiative, other=other, part=part).delete()
    return Done(initiative, facts=_what(other, part))


@action("suggestion.taken_up", may=rules.may_judge)
def take_up(initiative: Initiative, *, by: Person, at: datetime, part: Part) -> Done:
    """This initiative looks at reusing a part that was suggested: it stands on both pages at once."""
    reuse = initiatives.reuse(initiative, by=by, at=at, part=part, state=ReuseState.CONSIDERS)
    _judge(initiative, by=by, at=at, verdict=Verdict.REUSE, part=part)
    return Done(reuse, target=initiative, facts=_what(None, part))


@action("suggestion.same", may=rules.may_judge)
def call_same(initiative: Initiative, *, by: Person, at: datetime, other: Initiative) -> Done:
    """It is the same thing. Whether they are merged, both sides decide (`initiatives.propose_merging`)."""
    judgement = _judge(initiative, by=by, at=at, verdict=Verdict.SAME, other=other)
    return Done(judgement, target=initiative, facts=_what(other, None))


def _judge(
    initiative: Initiative,
    *,
    by: Person,
    at: datetime,
    verdict: str,
    other: Initiative | None = None,
    part: Part | None = None,
    reason: str = "",
    note: str = "",
) -> Judgement:
    """One judgement for each pair: the latest."""
    _only_one(other, part)
    values = {"verdict": verdict, "reason": reason, "note": note, "by": by, "at": at}
    judgement, _made = Judgement.objects.update_or_create(
        initiative=initiative, other=other, part=part, defaults=values
    )
    return judgement


def _only_one(other: Initiative | None, part: Part | None) -> None:
    if (other is None) == (part is None):
        raise Mistake(**{"": _("Say which suggestion you mean.")})


def _what(other: Initiative | None, part: Part | None) -> dict[str, int]:
    return {"other": other.pk} if other else {"part": part.pk} if part else {}


@action("bundle.made", may=rules.may_bundle)
def bundle(subject: Bundle | None, *, by: Person, at: datetime, name: str, initiatives: Sequence[Initiative]) -> Done:
    """Tie these together under a name, in a new bundle or in this one. Each keeps its own entry and its own readers."""
    entries = {one.pk: one for one in initiatives}
    if subject is None and len(entries) < FEWEST:
        raise Mistake(initiatives=_("Choose at least two."))
    if taken := BundleEntry.objects.filter(initiative__in=entries).exclude(bundle=subject).first():
        title = entries[taken.initiative_id].title
        raise Mistake(initiatives=_("“%(title)s” is in another bundle already.") % {"title": title})
    made = subject or Bundle(made_at=at)
    made.name = name
    made.save()
    rows = [BundleEntry(bundle=made, initiative=one, since=at) for one in entries.values()]
    BundleEntry.objects.bulk_create(rows, ignore_conflicts=True)
    return Done(made, target=made, facts={"initiatives": sorted(entries)})


@action("bundle.let_go", may=rules.may_bundle)
def let_go(subject: Bundle, *, by: Person, at: datetime, initiative: Initiative) -> Done:
    """Take one out; a bundle of which fewer than two remain is no more."""
    subject.entries.filter(initiative=initiative).delete()
    facts = {"bundle": subject.pk}
    if subject.entries.count() < FEWEST:
        subject.delete()
    return Done(None, target=initiative, facts=facts)
