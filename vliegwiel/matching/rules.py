"""Who may say what of suggestions, and who bundles."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from vliegwiel.core.answers import Answer, no, when
from vliegwiel.initiatives import rules as initiatives
from vliegwiel.initiatives.models import Initiative, Part
from vliegwiel.people.models import Person

OPERATORS = _("Only an operator of this installation can do this.")


def may_judge(
    person: Person | None, initiative: Initiative, other: Initiative | None = None, part: Part | None = None
) -> Answer:
    """For its team, about what they see. An initiative says nothing of itself or of its own parts."""
    if initiative.pk in (other.pk if other else None, part.initiative_id if part else None):
        return no(_("This is about the initiative itself."))
    if any(one is not None and not _sees(person, one) for one in (other, part)):
        return no(_("This does not exist."))
    return initiatives.may_edit(person, initiative)


def may_bundle(person: Person | None, subject: object = None) -> Answer:
    """Bundling over the whole register is for operators, with what they see."""
    return when(person is not None and person.is_staff, OPERATORS)


def _sees(person: Person | None, thing: Initiative | Part) -> bool:
    """The same test as `visible_to`, for a thing at hand."""
    return type(thing).objects.visible_to(person).filter(pk=thing.pk).exists()
