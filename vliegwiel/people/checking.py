"""Rows checked against their own fields before they are written, whoever brings them: page, import or command."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db.models import Model, TextField
from django.utils.translation import gettext as _

from vliegwiel.core.answers import Mistake


def check(row: Model, fields: Iterable[str]) -> None:
    """Raise Mistake with a sentence per field that cannot be kept: too long, unknown word, a NUL character."""
    fields = set(fields)
    sentences = {name: _("This text has characters that cannot be kept.") for name in fields if _has_nul(row, name)}
    sentences |= {name: _("This text is too long.") for name in fields if _is_too_long(row, name)}
    exclude = {field.name for field in row._meta.fields} - fields
    try:
        row.clean_fields(exclude=exclude | set(sentences))
    except ValidationError as error:
        sentences |= {name: " ".join(errors) for name, errors in error.message_dict.items()}
    if sentences:
        raise Mistake(**sentences)


def _has_nul(row: Model, name: str) -> bool:
    value = getattr(row, name)
    texts = value if isinstance(value, list) else [value]
    return any(isinstance(text, str) and "\x00" in text for text in texts)


def _is_too_long(row: Model, name: str) -> bool:
    """Django leaves the length of a TextField to forms."""
    field = row._meta.get_field(name)
    if not isinstance(field, TextField) or field.max_length is None:
        return False
    return len(getattr(row, name)) > field.max_length
