"""Addresses of the programme desk, of actions, and of what hangs under an initiative."""

from django.urls import include, path

from .views import action, anchoring, asking, check_ins, desk, programmes, reporting, rhythm, team

app_name = "pilots"
DESK = [
    path("", desk.desk, name="desk"),
    path("pilots/", desk.flock, name="flock"),
    path("programma/<code:code>/", programmes.programme, name="programme"),
    path("programma/<code:code>/vragen/", programmes.ask, name="ask-report"),
]
ACTION = [
    path("", action.show, name="action"),
    path("oppakken/", action.take_up, name="take-up"),
    path("antwoord/", asking.answer, name="answer"),
    path("terugvragen/", asking.ask_back, name="ask-back"),
    path("reactie/", asking.reply, name="reply"),
    path("opnieuw/", asking.reopen, name="reopen"),
    path("doorgeven/", asking.hand_on, name="hand-on"),
    path("samenvoegen/", action.merge, name="merge"),
]
INITIATIVE = [
    path("check-ins/", check_ins.index, name="check-ins"),
    path("check-ins/nieuw/", check_ins.new, name="check-in-new"),
    path("check-ins/nieuw/bewaar/", check_ins.keep, name="check-in-keep"),
    path("check-ins/ritme/", rhythm.change, name="rhythm"),
    path("check-ins/<code:check_in>/kring/", check_ins.narrow, name="check-in-ring"),
    path("verankering/", anchoring.index, name="anchoring"),
    path("verankering/<name:level>/", anchoring.anchor, name="anchor"),
    path("in-een-minuut/", team.minute, name="minute"),
    path("team/uitnodigen/", team.invite, name="invite"),
    path("programma/", reporting.choose, name="reporting"),
    path("programma/stoppen/", reporting.stop, name="stop-reporting"),
    path("programma/<code:asked>/niet/", reporting.decline, name="decline-report"),
]

urlpatterns: list = [
    path("programmatafel/", include(DESK)),
    path("acties/<code:code>/", include(ACTION)),
    path("ritme/<code:code>/", rhythm.pulse, name="pulse"),
    path("initiatieven/<code:code>/<name:slug>/", include(INITIATIVE)),
]
