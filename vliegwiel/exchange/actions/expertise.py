"""Expertise that grows from what people did, and how they want to help."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vliegwiel.activity.door import Done, action
from vliegwiel.core.answers import Mistake
from vliegwiel.people.checking import check
from vliegwiel.people.models import Person

from .. import helping_rules as rules
from ..journey import Source
from ..models import Expertise, Helper
from ..queries.expertise import Deed, Span, deeds_of

MOST_OWN = 30
"""Lines that someone adds about themselves, at most."""
MOST_QUESTIONS = 50


@action("expertise.gathered", may=rules.nobody, unlogged="follows from what the log already holds")
def gather(subject: None, *, by: None, at: datetime, people: Collection[int]) -> int:
    """Put the expertise of these people right: new deeds come, ended roles get a last day, what was taken back goes.

    Answers how many lines changed. Doing it twice changes nothing; what someone hid stays hidden.
    """
    # one at a time for each person
    list(Person.objects.filter(pk__in=people).select_for_update(no_key=True).order_by("pk").values("pk"))
    done = deeds_of(people)
    known = {_deed(row): row for row in Expertise.objects.filter(person__in=people).exclude(source=Source.OWN)}
    fresh = [_row(deed, span) for deed, span in done.items() if deed not in known]
    changed = [row for deed, row in known.items() if _put_right(row, done.get(deed), at)]
    gone = [row.pk for deed, row in known.items() if deed not in done and row.source != Source.ROLE]
    Expertise.objects.bulk_create(fresh)
    Expertise.objects.bulk_update(changed, ["since", "until"], batch_size=500)
    Expertise.objects.filter(pk__in=gone).delete()
    return len(fresh) + len(changed) + len(gone)


def _deed(row: Expertise) -> Deed:
    return Deed(row.person_id, row.source, row.initiative_id, row.role, row.question_id)


def _row(deed: Deed, span: Span) -> Expertise:
    return Expertise(
        person_id=deed.person, source=deed.source, initiative_id=deed.initiative, role=deed.role,
        question_id=deed.question, since=span[0], until=span[1],
    )  # fmt: skip


def _put_right(row: Expertise, span: Span | None, at: datetime) -> bool:
    """Whether it had to change. A role that is no longer there has ended: it was work all the same."""
    if span is None:
        if row.source != Source.ROLE or row.until is not None:
            return False
        row.until = at
        return True
    if (row.since, row.until) == span:
        return False
    row.since, row.until = min(row.since, span[0]), span[1]
    return True


@action("expertise.hidden", may=rules.may_correct, unlogged="how one's own profile is shown concerns nobody else")
def hide(expertise: Expertise, *, by: Person, at: datetime, hidden: bool = True) -> Expertise:
    """Use this line nowhere, or use it again."""
    expertise.is_hidden = hidden
    expertise.save(update_fields=["is_hidden"])
    return expertise


@action("expertise.added", may=rules.may_keep_helping)
def add(person: Person, *, by: Person, at: datetime, subject_words: str) -> Done:
    """Say oneself what one knows about. Raises Mistake(subject_words=…)."""
    row = Expertise(person=person, source=Source.OWN, subject=" ".join(subject_words.split()), since=at, until=at)
    if not row.subject:
        raise Mistake(subject_words=_("Write what you know about."))
    try:
        check(row, ["subject"])
    except Mistake as mistake:
        raise Mistake(subject_words=mistake.sentences["subject"]) from mistake
    if Expertise.objects.filter(person=person, source=Source.OWN).count() >= MOST_OWN:
        raise Mistake(subject_words=_("You have %(most)d lines of your own. Take one away first.") % {"most": MOST_OWN})
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Mistake(subject_words=_("This stands here already.")) from error
    return Done(row, target=person, facts={"expertise": row.pk})


@action("expertise.removed", may=rules.may_correct)
def remove(expertise: Expertise, *, by: Person, at: datetime) -> Done:
    """Take away a line of one's own. What came from elsewhere is hidden instead: it would come back."""
    if expertise.source != Source.OWN:
        raise Mistake(**{"": _("This comes from what you did. You can hide it.")})
    facts = {"expertise": expertise.pk}
    expertise.delete()
    return Done(target=by, facts=facts)


@action("helping.changed", may=rules.may_keep_helping)
def change_helping(
    person: Person,
    *,
    by: Person,
    at: datetime,
    uses_experience: bool,
    is_askable: bool,
    most_asked: int,
    paused_until: date | None,
    availability: str,
) -> Done:
    """How one wants to help. Raises Mistake per field."""
    if paused_until is not None and paused_until < timezone.localdate(at):
        raise Mistake(paused_until=_("This day has passed. Leave it empty when you want to be asked again."))
    if not 1 <= most_asked <= MOST_QUESTIONS:
        raise Mistake(most_asked=_("Choose a number from 1 to %(most)d.") % {"most": MOST_QUESTIONS})
    helper = Helper(
        person=person, uses_experience=uses_experience, is_askable=is_askable, most_asked=most_asked,
        paused_until=paused_until, availability=availability,
    )  # fmt: skip
    check(helper, ["availability"])
    before = Helper.objects.filter(person=person).first() or Helper(person=person)
    helper.save()
    names = ["uses_experience", "is_askable", "most_asked", "paused_until", "availability"]
    changed = [name for name in names if getattr(before, name) != getattr(helper, name)]
    return Done(helper, target=person, fields=changed)
