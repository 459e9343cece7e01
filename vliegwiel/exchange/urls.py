"""Addresses of what is looked for and offered, and of connections."""

from django.urls import include, path, re_path

from .views import answering, asking, coffee, expertise, listings, placing, questions, tab

app_name = "exchange"

ABOUT_NEED = [
    path("", listings.need, name="need"),
    path("bewerken/", placing.edit_need, name="edit-need"),
    path("markt/", placing.need_to_market, name="need-to-market"),
    path("meedoen/", asking.ask_to_join, name="ask-to-join"),
    path("oppakken/", asking.take_job, name="take-job"),
    path("uitnodigen/", asking.invite, name="invite"),
    path("suggesties/<code:match>/ja/", asking.accept_match, name="accept-match"),
    path("suggesties/<code:match>/nee/", asking.dismiss_match, name="dismiss-match"),
    re_path("^(?P<word>gevonden|intrekken|heropenen)/$", placing.step_need, name="step-need"),
]
ABOUT_OFFER = [
    path("", listings.offer, name="offer"),
    path("bewerken/", placing.edit_offer, name="edit-offer"),
    path("markt/", placing.offer_to_market, name="offer-to-market"),
    path("vragen/", asking.ask_for_offer, name="ask-for-offer"),
    re_path("^(?P<word>gevonden|intrekken|heropenen)/$", placing.step_offer, name="step-offer"),
]
LISTINGS = [
    path("gezocht/", listings.needs, name="needs"),
    path("gezocht/nieuw/", placing.new_need, name="new-need"),
    path("gezocht/<code:code>/", listings.need, name="need-by-code"),
    path("gezocht/<code:code>/<name:slug>/", include(ABOUT_NEED)),
    path("aanbod/", listings.offers, name="offers"),
    path("aanbod/nieuw/", placing.new_offer, name="new-offer"),
    path("aanbod/<code:code>/", listings.offer, name="offer-by-code"),
    path("aanbod/<code:code>/<name:slug>/", include(ABOUT_OFFER)),
    path("initiatieven/<code:code>/<name:slug>/gezocht/", tab.initiative_needs, name="initiative-needs"),
]
CONNECTIONS = [
    path("verbindingen/", answering.mine, name="mine"),
    path("verbindingen/voorstellen/", asking.introduce, name="introduce"),
    path("verbindingen/vraag/<code:code>/", answering.proposal, name="proposal"),
    path("verbindingen/vraag/<code:code>/intrekken/", answering.withdraw, name="withdraw"),
    path("verbindingen/<code:code>/", answering.connection, name="connection"),
    path("verbindingen/<code:code>/wat-kwam-ervan/", answering.outcome, name="outcome"),
    path("verbindingen/<code:code>/plaats-terug/", answering.give_back, name="give-back"),
]

HELPING = [
    path("vragen/", questions.questions, name="questions"),
    path("vragen/<code:code>/", questions.question, name="question"),
    re_path("^vragen/(?P<code>[a-z0-9]{8})/(?P<word>antwoord|nu-niet|niet-ik)/$", questions.answer, name="answer"),
    path("vragen/<code:code>/bedankt/", questions.thank, name="thank"),
    path("vragen/<code:code>/delen/", questions.share, name="share-question"),
    path("personen/<code:code>/ervaring/", expertise.experience, name="experience"),
    path("personen/<code:code>/ervaring/helpen/", expertise.helping, name="helping"),
    path("personen/<code:code>/ervaring/erbij/", expertise.add, name="add-expertise"),
    re_path(
        "^personen/(?P<code>[a-z0-9]{8})/ervaring/(?P<line>[a-z0-9]{8})/(?P<word>verberg|toon|weg)/$",
        expertise.correct,
        name="correct-expertise",
    ),
]
COFFEE = [
    path("koffie/", coffee.coffee, name="coffee"),
    re_path("^koffie/(?P<word>sla-over|pauze|doe-mee|stop)/$", coffee.stay_away, name="stay-away"),
    path("koffie/<code:code>/", coffee.pair, name="coffee-pair"),
    path("koffie/<code:code>/bereikbaar/", coffee.agree, name="coffee-agree"),
    path("koffie/<code:code>/hoe-was-het/", coffee.tell, name="coffee-tell"),
]

urlpatterns: list = [*LISTINGS, *CONNECTIONS, *HELPING, *COFFEE]
