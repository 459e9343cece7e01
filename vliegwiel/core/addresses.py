"""What may stand in an address: a converter per kind of name, so that odd signs never reach the database."""

from django.urls import register_converter
from django.urls.converters import StringConverter

from .codes import ALPHABET


class CodeInAddress(StringConverter):
    """The 8-character code of a thing; anything else is not an address."""

    regex = f"[{ALPHABET}]{{8}}"


class SlugInAddress(StringConverter):
    """The readable part; any other words there lead on to the right ones."""

    regex = r"[-\w]{1,200}"


class SecretInAddress(StringConverter):
    """A word of `new_secret`, which is itself the key."""

    regex = "[-0-9A-Z_a-z]{32}"


def register_addresses() -> None:
    """Make `<code:…>` and `<name:…>` known; called when `core` is ready, before any urls are read."""
    register_converter(CodeInAddress, "code")
    register_converter(SlugInAddress, "name")
    register_converter(SecretInAddress, "secret")
