"""Form fields for what people type: invisible and control characters go, too long is said in a sentence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

LINE = 200
TEXT = 8_000

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufff9-\ufffb\ufffe\uffff]")
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\U000e0000-\U000e007f]"
)
_JOINERS = re.compile("(?<![\u0300-\U0001ffff])[\u200c\u200d]+|[\u200c\u200d]+(?![\u0300-\U0001ffff])")
"""Joiners stay between the parts of an emoji and between letters of scripts that need them."""
_BREAKS = re.compile("\r\n?|[\u0085\u2028\u2029]")
_TOO_LONG = ngettext_lazy(
    "This is %(show_value)d characters long; at most %(limit_value)d character fits.",
    "This is %(show_value)d characters long; at most %(limit_value)d characters fit.",
    "limit_value",
)
_NOT_IN_LIST = _("Choose something from the list.")


def plain_text(typed: str) -> str:
    """The same text, composed (NFC), without control, zero-width and direction-override characters; several lines."""
    text = _JOINERS.sub("", _INVISIBLE.sub("", _CONTROL.sub("", _BREAKS.sub("\n", typed))))
    return unicodedata.normalize("NFC", text).strip()


def plain_line(typed: str) -> str:
    """The same on one line, with single spaces."""
    return " ".join(plain_text(typed).split())


class PlainText(forms.CharField):
    """Several lines of plain text, at most `max_length` characters."""

    widget: type[forms.Widget] | forms.Widget = forms.Textarea

    def __init__(self, *, max_length: int = TEXT, rows: int = 5, **kwargs: Any):
        super().__init__(max_length=max_length, **kwargs)
        self.error_messages.setdefault("max_length", _TOO_LONG)
        if isinstance(self.widget, forms.Textarea):
            self.widget.attrs["rows"] = rows
        self.widget.attrs.pop("maxlength", None)  # the browser would cut a pasted text without a word
        self.validators = [one for one in self.validators if getattr(one, "code", "") != "max_length"]
        self.validators.append(_AtMost(max_length))

    def to_python(self, value: Any) -> str:
        return plain_text(super().to_python(value) or "")


class PlainLine(PlainText):
    """One line of plain text, at most `max_length` characters."""

    widget: type[forms.Widget] | forms.Widget = forms.TextInput

    def __init__(self, *, max_length: int = LINE, **kwargs: Any):
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value: Any) -> str:
        return plain_line(super().to_python(value))


class _AtMost:
    """Too long, as a sentence with both figures."""

    code = "max_length"

    def __init__(self, limit: int):
        self.limit = limit

    def __call__(self, value: str) -> None:
        if len(value) > self.limit:
            figures = {"show_value": len(value), "limit_value": self.limit}
            raise ValidationError(_TOO_LONG, code=self.code, params=figures)


class WebAddress(forms.URLField):
    """An http(s) address; https is assumed when it is left out."""

    default_error_messages = {"invalid": _("Write a whole web address, such as https://example.nl/page.")}

    def __init__(self, *, max_length: int = 500, **kwargs: Any):
        super().__init__(max_length=max_length, assume_scheme="https", **kwargs)
        self.widget.attrs.pop("maxlength", None)
        self.validators = [one for one in self.validators if getattr(one, "code", "") != "max_length"]
        self.validators.insert(0, _AtMost(max_length))

    def to_python(self, value: Any) -> str:
        return super().to_python(plain_line(value) if isinstance(value, str) else value) or ""

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not value.lower().startswith(("http://", "https://")):
            raise ValidationError(self.error_messages["invalid"], code="invalid")


class OneOf(forms.ChoiceField):
    """One of a few words; an unknown word is answered without repeating it."""

    default_error_messages = {"invalid_choice": _NOT_IN_LIST}


class SomeOf(forms.MultipleChoiceField):
    """Any of a few words, as checkboxes."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {"invalid_choice": _NOT_IN_LIST, "invalid_list": _NOT_IN_LIST}


class RowChoice(OneOf):
    """One row out of those given, under a word of its own (a code or slug): `offer(field, rows, key, label)` fills it.

    The cleaned value is the row; no word that was typed ever reaches the database.
    """

    def __init__(self, *, rows: Iterable[Any] = (), key: str = "code", empty_label: Any = None, **kwargs: Any):
        super().__init__(**kwargs)
        self.key, self.empty_label = key, empty_label
        self.offer(rows)

    def offer(self, rows: Iterable[Any]) -> None:
        """Set what can be chosen."""
        self.rows = {str(getattr(row, self.key)): row for row in rows}
        first = [] if self.empty_label is None else [("", self.empty_label)]
        self.choices = [*first, *((word, str(row)) for word, row in self.rows.items())]

    def clean(self, value: Any) -> Any:
        return self.rows.get(super().clean(value))


class RowsChoice(SomeOf):
    """Several rows out of those given, like `RowChoice`."""

    def __init__(self, *, rows: Iterable[Any] = (), key: str = "code", **kwargs: Any):
        super().__init__(**kwargs)
        self.key = key
        self.offer(rows)

    def offer(self, rows: Iterable[Any]) -> None:
        self.rows = {str(getattr(row, self.key)): row for row in rows}
        self.choices = [(word, str(row)) for word, row in self.rows.items()]

    def clean(self, value: Any) -> list[Any]:
        return [self.rows[word] for word in super().clean(value)]


def chooser(form: forms.BaseForm, name: str) -> RowChoice | RowsChoice:
    """The field of this name, which offers rows."""
    field = form.fields[name]
    assert isinstance(field, RowChoice | RowsChoice)
    return field
