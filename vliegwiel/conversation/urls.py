"""Addresses of conversations and of single comments."""

from django.urls import include, path

from .views import moderating, own, talk

app_name = "conversation"
COMMENT = [
    path("", talk.comment, name="comment"),
    path("antwoord/", talk.reply, name="reply"),
    path("wijzigen/", own.change, name="change"),
    path("versies/", own.versions, name="versions"),
    path("intrekken/", own.withdraw, name="withdraw"),
    path("nuttig/", own.helpful, name="helpful"),
    path("bezwaar/", own.appeal, name="appeal"),
    path("melden/", moderating.report, name="report"),
    path("verbergen/", moderating.hide, name="hide"),
    path("laten-staan/", moderating.keep, name="keep"),
    path("besluit/", moderating.decide, name="decide"),
]
urlpatterns: list = [
    path("reacties/meldingen/", moderating.reports, name="reports"),
    path("reactie/<code:code>/", include(COMMENT)),
    path("reacties/<name:kind>/<code:code>/", talk.talk, name="talk"),
    path("reacties/<name:kind>/<code:code>/noemen/", talk.mentionable, name="mentionable"),
]
