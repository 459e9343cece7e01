"""Shape and wording of what people type about comments."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vliegwiel.core.fields import OneOf, PlainText

from ..journey import LONGEST, LONGEST_REASON, Decision
from ..mentions import Choice

HOW_TO_MENTION = _("Write @ and a name to mention someone who reads along here.")


class CommentForm(forms.Form):
    """What one wants to say."""

    text = PlainText(label=_("What do you want to say?"), max_length=LONGEST, rows=5, help_text=HOW_TO_MENTION)

    def __init__(self, data: Any = None, *, mention_url: str = "", **kwargs: Any):
        super().__init__(data, auto_id="reactie_%s", **kwargs)
        if mention_url:
            self.fields["text"].widget.attrs["data-mention"] = mention_url


class ReasonForm(forms.Form):
    """Why one does this."""

    reason = PlainText(max_length=LONGEST_REASON, rows=4)

    def __init__(self, *args: Any, label: Any, help_text: Any = "", **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label, self.fields["reason"].help_text = label, help_text


class AppealForm(forms.Form):
    words = PlainText(label=_("Why should it be read after all?"), max_length=LONGEST_REASON, rows=4)


class DecideForm(forms.Form):
    decision = OneOf(label=_("What do you decide?"), choices=Decision.choices, widget=forms.RadioSelect)
    answer = PlainText(label=_("What does the maker read about it?"), max_length=LONGEST_REASON, rows=4)


class ChooseForm(forms.Form):
    """Who is meant by each @ of which that is not certain."""

    def __init__(self, choices: list[Choice], *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for one in choices:
            options = [(person.code, _name(person)) for person in one.people]
            nobody = ("-", _("Nobody: leave it as text"))
            self.fields[f"kies-{one.number}"] = OneOf(
                label=_("Who do you mean by “%(typed)s”?") % {"typed": one.typed},
                choices=[*options, nobody],
                widget=forms.RadioSelect,
                initial=options[0][0],
            )


def _name(person: Any) -> str:
    return f"{person.name} ({person.job_title})" if person.job_title else person.name
