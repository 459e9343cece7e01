"""Every address, per room."""

from django.urls import include, path

from vliegwiel.config import navigation  # noqa: F401  # settles which page stands for which place
from vliegwiel.matching.urls import HELPING

urlpatterns = [
    path("", include("vliegwiel.home.urls")),
    path("", include("vliegwiel.core.urls")),
    path("personen/wie-weet/", include((HELPING, "helping"))),  # before the codes of people
    path("", include("vliegwiel.people.urls")),
    path("ruimtes/", include("vliegwiel.spaces.urls")),
    path("initiatieven/", include("vliegwiel.overview.urls")),
    path("initiatieven/", include("vliegwiel.initiatives.urls")),
    path("", include("vliegwiel.pilots.urls")),
    path("", include("vliegwiel.stakeholders.urls")),
    path("", include("vliegwiel.exchange.urls")),
    path("zoeken/", include("vliegwiel.matching.urls")),
    path("", include("vliegwiel.conversation.urls")),
    path("", include("vliegwiel.notifications.urls")),
    path("bestanden/", include("vliegwiel.files.urls")),
    path("uitwisselen/", include("vliegwiel.transfer.urls")),
]

handler400 = "vliegwiel.home.views.errors.bad_request"
handler403 = "vliegwiel.home.views.errors.not_found"
handler404 = "vliegwiel.home.views.errors.not_found"
handler500 = "vliegwiel.home.views.errors.broken"
