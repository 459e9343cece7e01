"""allauth's forms in our words: no placeholders, and one line about what a good password is."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth
from django.forms import Field
from django.utils.translation import gettext_lazy as _

GOOD_PASSWORD = _("At least 12 characters. A short sentence is strong and easy to remember.")


class OurWords:
    """What every account form gets when it is made."""

    fields: dict[str, Field]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name == "password1":
                field.help_text = GOOD_PASSWORD


class SignupForm(OurWords, allauth.SignupForm):
    pass


class LoginForm(OurWords, allauth.LoginForm):
    """The link for a forgotten password stands below the button, not in a help text."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""


class AddEmailForm(OurWords, allauth.AddEmailForm):
    pass


class ResetPasswordForm(OurWords, allauth.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(OurWords, allauth.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(OurWords, allauth.ChangePasswordForm):
    pass


class SetPasswordForm(OurWords, allauth.SetPasswordForm):
    pass


class ReauthenticateForm(OurWords, allauth.ReauthenticateForm):
    pass
