"""Addresses of news, of following, of how one wants to hear it, and of the feeds."""

from django.urls import include, path, re_path

from .views import feeds, following, news, stopping, wishes

app_name = "notifications"
NEWS = [
    path("", news.news, name="news"),
    path("gelezen/", news.read_all, name="read-all"),
    path("<int:number>/gelezen/", news.read, name="read"),
    path("voorkeuren/", wishes.wishes, name="wishes"),
    path("voorkeuren/<code:code>/opnieuw/", wishes.again, name="again"),
    path("geweigerd/", wishes.refused, name="refused"),
    re_path(r"^stop/(?P<word>[-.\w]{10,200})/$", stopping.stop, name="stop"),
    re_path(r"^mailadres/(?P<word>[-.\w]{10,200})/$", wishes.address, name="address"),
]
FOLLOWING = [
    path("", following.follows, name="follows"),
    path("stop/", following.stop, name="unfollow"),
    path("<name:word>/<slug:code>/", following.thing, name="follow"),
]
FEEDS = [
    path("initiatieven/", feeds.initiatives, name="feed"),
    path("thema/<slug:slug>/", feeds.theme, name="feed-theme"),
    path("organisatie/<slug:code>/", feeds.organisation, name="feed-organisation"),
    path("initiatief/<code:code>/", feeds.initiative, name="feed-initiative"),
]
urlpatterns: list = [
    path("meldingen/", include(NEWS)),
    path("volgen/", include(FOLLOWING)),
    path("feeds/", include(FEEDS)),
]
