"""The links with which someone stops mail, or says that an address works again, without signing in."""

from __future__ import annotations

from django.core import signing

from .journey import STOP_WORKS, Group

DIGEST = "digest"
"""Everything that goes along in a digest."""
_STOP, _ADDRESS = "notifications.stop", "notifications.address"


def stop_word(person_id: int, what: str) -> str:
    """The word in the address that stops mail of this group, or of the digest."""
    return signing.dumps([person_id, what], salt=_STOP).replace(":", ".")


def stopped_by(word: str) -> tuple[int, str] | None:
    """Who stops what with this word. None when it is not one of ours, or too old."""
    found = _read(word, _STOP)
    if found is None or found[1] not in (*Group.values, DIGEST):
        return None
    return found[0], found[1]


def address_word(person_id: int, code: str) -> str:
    """The word in the address that says that mail arrives again."""
    return signing.dumps([person_id, code], salt=_ADDRESS).replace(":", ".")


def confirmed_by(word: str) -> tuple[int, str] | None:
    return _read(word, _ADDRESS)


def _read(word: str, salt: str) -> tuple[int, str] | None:
    try:
        person_id, what = signing.loads(word.replace(".", ":"), salt=salt, max_age=STOP_WORKS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return (person_id, what) if isinstance(person_id, int) and isinstance(what, str) else None
