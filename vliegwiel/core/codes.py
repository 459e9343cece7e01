"""Names for addresses: a random code that says nothing about how many there are, and a readable slug."""

import secrets
import unicodedata

from django.utils.text import slugify

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""Without characters that people confuse (0 o, 1 l i)."""


def new_code() -> str:
    """A random 8-character code: 31^8, so nine hundred billion addresses."""
    return "".join(secrets.choice(ALPHABET) for _ in range(8))


def is_code(word: str) -> bool:
    """Whether a word from outside could be a code: nothing else is looked up."""
    return len(word) == 8 and set(word) <= set(ALPHABET)


def new_secret() -> str:
    """An unguessable word for an address that is itself the key (192 bits)."""
    return secrets.token_urlsafe(24)


def slug_of(title: str) -> str:
    """A readable piece of address of at most 60 characters; `-` when nothing readable remains."""
    plain = unicodedata.normalize("NFKD", title).replace("ß", "ss").replace("ł", "l").replace("Ł", "L")
    return slugify(plain)[:60].strip("-") or "-"
