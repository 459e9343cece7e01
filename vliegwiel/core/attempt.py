"""A form that was sent: checked, done, or back on the page with a sentence at the field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpRequest

from .answers import Mistake


def sent(request: HttpRequest) -> Any:
    """What was posted, also when nothing was filled in; None when the page is only looked at."""
    return request.POST if request.method == "POST" else None


def attempt(form: Form, act: Callable[..., Any]) -> Any | None:
    """Call `act(**cleaned_data)` when the form is right, and answer its result (True when it has none).

    None means that nothing was changed: the form holds what was typed and says at each field what is wrong.
    """
    if not form.is_valid():
        return None
    try:
        return act(**form.cleaned_data) or True
    except Mistake as mistake:
        blame(form, mistake)
        return None


def blame(form: Form, mistake: Mistake) -> None:
    """Put the sentences of an action at the fields that they are about, or above the form."""
    for field, sentence in mistake.sentences.items():
        form.add_error(field if field in form.fields else None, str(sentence))
