"""People and organisations by a few words, as far as the viewer may see them."""

from __future__ import annotations

from django.db.models import Q

from vliegwiel.people.models import Organisation, Person
from vliegwiel.people.naming import key

MOST_FOUND = 10


def people_called(words: str, viewer: Person | None) -> list[Person]:
    """People whose profile one may see, with this mail address or with all these words in their name."""
    seen = Person.objects.visible_to(viewer).active()
    if not words:
        return []
    if "@" in words:
        return list(seen.filter(email__iexact=words)[:1])
    for word in words.split()[:5]:
        seen = seen.filter(Q(given_name__icontains=word) | Q(family_name__icontains=word) | Q(infix__iexact=word))
    return list(seen.order_by("family_name", "given_name", "id")[:MOST_FOUND])


def organisations_called(words: str, viewer: Person | None) -> list[Organisation]:
    """Organisations with these words in their name, or known under a name that starts with them."""
    if not words:
        return []
    fits = Q(name__icontains=words) | Q(official_name__icontains=words) | Q(abbreviation__iexact=words)
    known_as = Q(names__compared__startswith=key(words))
    rows = Organisation.objects.visible_to(viewer).filter(fits | known_as).distinct()
    return list(rows.order_by("sort_name", "id")[:MOST_FOUND])
