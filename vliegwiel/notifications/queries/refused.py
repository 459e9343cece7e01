"""Addresses that refuse mail."""

from __future__ import annotations

from vliegwiel.people.models import Person
from vliegwiel.people.paging import Page, page_of

from ..models import RefusedAddress


def refused_page(viewer: Person | None, *, after: str = "") -> Page:
    """As far as this viewer may see them, the ones that are longest refused first. Two statements at most."""
    return page_of(RefusedAddress.objects.visible_to(viewer).select_related("person"), ("at", "id"), after=after)


def refused_of_word(found: tuple[int, str] | None) -> RefusedAddress | None:
    """Whoever has the word from the mail may say that it arrived: the word is the permission."""
    if found is None:
        return None
    person_id, code = found
    return RefusedAddress.objects.filter(person=person_id, code=code).select_related("person").first()
