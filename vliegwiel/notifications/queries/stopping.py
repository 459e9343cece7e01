"""Who holds the link of a mail."""

from __future__ import annotations

from vliegwiel.people.models import Person


def person_of_word(found: tuple[int, str] | None) -> Person | None:
    """The person for whom the word in the address was made, when the account still works."""
    return Person.objects.active().filter(pk=found[0]).first() if found else None
