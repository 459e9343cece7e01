"""Addresses of playing fields, of the great web over all of them, and of conversations."""

from django.urls import include, path

from .views import adding, conversations, field, parties, web

app_name = "stakeholders"
FIELD = [
    path("", field.index, name="field"),
    path("speelveld.csv", field.csv_file, name="field-csv"),
    path("erbij/", adding.add, name="add"),
    path("voorstel/", adding.take_suggestion, name="take-suggestion"),
    path("kring/", field.ring, name="field-ring"),
    path("<code:party>/", parties.show_party, name="stakeholder"),
    path("<code:party>/wijzigen/", parties.edit, name="edit"),
    path("<code:party>/plek/", parties.place, name="place"),
    path("<code:party>/baan/", parties.lane, name="lane"),
    path("<code:party>/overnemen/", parties.take_over, name="take-over"),
]
WEB = [
    path("", web.web, name="web"),
    path("partij/<code:code>/", web.party, name="party"),
    path("partij/<code:code>/gesprek/", conversations.prepare, name="prepare"),
    path("regel/<code:code>/", parties.by_code, name="stakeholder-by-code"),
    path("gesprek/<code:code>/", conversations.show_talk, name="conversation"),
    path("gesprek/<code:code>/uitkomst/", conversations.tell, name="tell"),
]

urlpatterns: list = [
    path("initiatieven/<code:code>/<name:slug>/speelveld/", include(FIELD)),
    path("speelveld/", include(WEB)),
]
