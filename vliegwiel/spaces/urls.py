from django.urls import include, path

from .views import belonging, files, keeping, members, spaces

app_name = "spaces"

one_space = [
    path("", spaces.show, name="space"),
    path("wijzigen/", keeping.edit, name="edit"),
    path("wie-ziet-dit/", keeping.ring, name="ring"),
    path("eigenaren/", keeping.owners, name="owners"),
    path("meedoen/", belonging.join, name="join"),
    path("lidmaatschap-vragen/", belonging.request, name="request"),
    path("vertrekken/", belonging.leave, name="leave"),
    path("neerleggen/", belonging.step_down, name="step-down"),
    path("leden/", members.show, name="members"),
    path("leden/uitnodigen/", members.invite, name="invite"),
    path("leden/<code:person>/toelaten/", members.approve, name="approve"),
    path("leden/<code:person>/afwijzen/", members.decline, name="decline"),
    path("leden/<code:person>/trekker-maken/", members.make_lead, name="make-lead"),
    path("leden/<code:person>/verwijderen/", members.remove, name="remove-member"),
    path("bestanden/", files.show, name="files"),
    path("bestanden/<code:attachment>/verwijderen/", files.remove, name="remove-file"),
]

urlpatterns = [
    path("", spaces.index, name="spaces"),
    path("nieuw/", keeping.new, name="new"),
    path("<code:code>/", spaces.show, name="space-by-code"),
    path("<code:code>/thema.css", spaces.theme, name="theme"),
    path("<code:code>/<name:slug>/", include(one_space)),
]
