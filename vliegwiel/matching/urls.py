from django.urls import path

from .views import likeness, searching

app_name = "matching"
urlpatterns = [
    path("", searching.search, name="search"),
    path("lijkt-op/", likeness.while_writing, name="similar"),
    path("lijkt-op/<code:code>/", likeness.of_initiative, name="looks-like"),
]
