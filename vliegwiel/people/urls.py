"""Addresses of people and organisations, and of accounts: allauth's pages in Dutch words, under allauth's own names."""

from allauth.account import views as allauth
from django.urls import include, path, re_path

from .views import account, appointments, invitations, memberships, organisations, people

pages = [
    path("personen/", people.people, name="people"),
    path("personen/<slug:code>/", people.person, name="person"),
    path("account/", account.account, name="account"),
    path("account/profiel/", account.profile, name="profile"),
    path("account/waar-werk-je/", memberships.employer, name="employer"),
    path("taal/", account.language, name="language"),
    path("organisaties/", organisations.organisations, name="organisations"),
    path("organisaties/nieuw/", organisations.add, name="organisation-add"),
    path("organisaties/eerste-beheerders/", appointments.first_admins, name="first-admins"),
    path("organisaties/<slug:code>/", organisations.organisation, name="organisation"),
    path("organisaties/<slug:code>/wijzigen/", organisations.edit, name="organisation-edit"),
    path("organisaties/<slug:code>/lid-worden/", memberships.join, name="join"),
    path("organisaties/<slug:code>/leden/", memberships.members, name="members"),
    path("organisaties/<slug:code>/leden/<slug:person>/antwoord/", memberships.answer, name="answer"),
    path("organisaties/<slug:code>/leden/<slug:person>/einde/", memberships.end, name="end"),
    path("organisaties/<slug:code>/uitnodigen/", invitations.invite, name="invite"),
    path("organisaties/<slug:code>/<slug:slug>/", organisations.organisation, name="organisation"),
    path("uitnodiging/<slug:secret>/", invitations.invitation, name="invitation"),
    path("uitnodiging/<slug:secret>/intrekken/", invitations.withdraw, name="invitation-withdraw"),
]
accounts = [
    path("aanmelden/", allauth.signup, name="account_signup"),
    path("inloggen/", allauth.login, name="account_login"),
    path("uitloggen/", allauth.logout, name="account_logout"),
    path("gesloten/", allauth.account_inactive, name="account_inactive"),
    path("bevestigen/", allauth.reauthenticate, name="account_reauthenticate"),
    path("mailadressen/", account.addresses, name="account_email"),
    path("mailadres-bevestigen/", allauth.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^mailadres-bevestigen/(?P<key>[-:\w]+)/$", allauth.confirm_email, name="account_confirm_email"),
    path("wachtwoord/", allauth.password_change, name="account_change_password"),
    path("wachtwoord-kiezen/", allauth.password_set, name="account_set_password"),
    path("wachtwoord-vergeten/", allauth.password_reset, name="account_reset_password"),
    path("wachtwoord-vergeten/verstuurd/", allauth.password_reset_done, name="account_reset_password_done"),
    path(
        "wachtwoord-vergeten/klaar/", allauth.password_reset_from_key_done, name="account_reset_password_from_key_done"
    ),
    re_path(
        r"^wachtwoord-vergeten/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]
urlpatterns = [path("", include((pages, "people"))), path("account/", include(accounts))]
