"""Where allauth touches this house: accounts are made by our action, mail is ours, a login brings the language."""

from __future__ import annotations

import logging
from smtplib import SMTPException
from typing import Any
from urllib.parse import urljoin

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from vliegwiel.core.answers import Mistake

from . import actions, letters, queries
from .models import Person

log = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """The hooks of allauth that this house fills in."""

    def save_user(self, request: HttpRequest, user: Person, form: Form, commit: bool = True) -> Person:
        typed = form.cleaned_data
        names = {name: typed[name] for name in ("given_name", "infix", "family_name")}
        try:
            return actions.sign_up(
                None,
                by=None,
                email=typed["email"],
                password=typed["password1"],
                language=request.LANGUAGE_CODE,
                **names,
            )
        except Mistake as mistake:
            # someone took the address a moment ago: answered like any address that is known
            log.info("sign-up met an account of the same moment: %s", sorted(mistake.sentences))
            self.send_account_already_exists_mail(typed["email"])
            raise ImmediateHttpResponse(self.respond_email_verification_sent(request, user)) from mistake

    def clean_email(self, email: str) -> str:
        longest = Person._meta.get_field("email").max_length
        assert longest is not None
        if len(email) > longest:
            raise ValidationError(_("This mail address is too long."))
        return super().clean_email(email)

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        confirmed = super().confirm_email(request, email_address)
        if confirmed:
            for membership in queries.requests_proven_by_mail(email_address.user):
                actions.confirm_membership(membership, by=email_address.user)
            for organisation in queries.employers_by_mail(email_address.user):
                actions.request_membership(organisation, by=email_address.user)
        return confirmed

    def post_login(self, request: HttpRequest, user: Person, **keywords: Any) -> HttpResponse:
        response = super().post_login(request, user, **keywords)
        remember_language(response, user.language)
        return response

    def render_mail(
        self, template_prefix: str, email: str, context: dict[str, Any], headers: dict[str, str] | None = None
    ) -> EmailMessage:
        return super().render_mail(template_prefix, email, context, headers=letters.automatic() | (headers or {}))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Mail with a secret goes straight to the mail server: a waiting job would keep the secret in the database."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException):
            log.exception("a mail of %s could not be sent", template_prefix)
            sentence = _("The mail could not be sent just now. Nothing is lost: try again in a few minutes.")
            messages.error(self.request, sentence)

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        return urljoin(settings.BASE_URL, reverse("account_confirm_email", args=[emailconfirmation.key]))

    def get_reset_password_from_key_url(self, key: str) -> str:
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "u", "key": "k"})
        return urljoin(settings.BASE_URL, path.replace("u-k/", f"{key}/"))


def remember_language(response: HttpResponse, language: str) -> None:
    """Let the browser remember the language of the account."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )
