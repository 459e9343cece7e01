from django.urls import path

from .views import bundling, helping, judging, likeness, searching

app_name = "matching"
JUDGING = [
    path("lijkt-op/<code:code>/zelfde/<code:other>/", judging.same, name="same"),
    path("lijkt-op/<code:code>/hergebruik/<code:part>/", judging.take_up, name="take-up"),
    path("lijkt-op/<code:code>/past-niet/<code:other>/", judging.unfit, name="unfit"),
    path("lijkt-op/<code:code>/past-niet/bouwsteen/<code:part>/", judging.unfit, name="unfit-part"),
    path("lijkt-op/<code:code>/past-toch/<code:other>/", judging.recall, name="recall"),
    path("lijkt-op/<code:code>/past-toch/bouwsteen/<code:part>/", judging.recall, name="recall-part"),
]
BUNDLING = [
    path("dubbel/", bundling.doubles, name="doubles"),
    path("dubbel/bundelen/", bundling.make, name="make-bundle"),
    path("bundel/<code:code>/<name:slug>/", bundling.bundle, name="bundle"),
    path("bundel/<code:code>/<name:slug>/eruit/<code:initiative>/", bundling.let_go, name="unbundle"),
]
urlpatterns = [
    path("", searching.search, name="search"),
    path("aanvullen/", searching.complete, name="complete"),
    path("lijkt-op/", likeness.while_writing, name="similar"),
    path("lijkt-op/<code:code>/", likeness.of_initiative, name="looks-like"),
    *JUDGING,
    *BUNDLING,
]

HELPING = [
    path("", helping.who_knows, name="who-knows"),
    path("bij/<code:code>/", helping.around, name="around"),
    path("vragen/", helping.ask, name="ask"),
    path("vragen/<code:code>/erbij/", helping.ask_more, name="ask-more"),
    path("vragen/<code:code>/doorgeven/", helping.pass_on, name="pass-on"),
]
"""Under /personen/wie-weet/, before the pages of people."""
