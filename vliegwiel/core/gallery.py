"""What the gallery page shows: every component in its states, with a form that is empty and one that came back."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SampleForm(forms.Form):
    """One field of every kind that the house uses."""

    title = forms.CharField(label=_("Title"), max_length=120, help_text=_("One sentence that a stranger understands."))
    story = forms.CharField(label=_("Story"), max_length=500, widget=forms.Textarea)
    email = forms.EmailField(label=_("E-mail address"), required=False)
    stage = forms.ChoiceField(
        label=_("Stage"), choices=[("idea", _("Idea")), ("pilot", _("Pilot")), ("use", _("In use"))]
    )
    starts_on = forms.DateField(
        label=_("Starts on"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    ring = forms.ChoiceField(
        label=_("Who can see this?"),
        choices=[("team", _("The team")), ("network", _("The network")), ("public", _("Everyone"))],
        widget=forms.RadioSelect,
        help_text=_("You can make this wider later."),
    )
    themes = forms.MultipleChoiceField(
        label=_("Themes"),
        required=False,
        choices=[("poverty", _("Poverty")), ("work", _("Work")), ("language", _("Plain language"))],
        widget=forms.CheckboxSelectMultiple,
    )
    attachment = forms.FileField(label=_("Attachment"), required=False)
    agreed = forms.BooleanField(label=_("I have checked this with users"))


WRONG = {
    "fout-title": "",
    "fout-email": "geen adres",
    "fout-story": "x" * 501,
    "fout-stage": "pilot",
    "fout-ring": "all",
}


def gallery_context() -> dict[str, object]:
    """The forms of the gallery: one untouched, one sent with mistakes."""
    return {
        "form": SampleForm(),
        "refused_form": SampleForm(WRONG, prefix="fout"),
    }
