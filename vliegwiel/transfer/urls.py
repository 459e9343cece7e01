"""Addresses under /uitwisselen/."""

from django.urls import path

from .views import imports, runs, uploading

app_name = "transfer"
urlpatterns = [
    path("", imports.imports, name="imports"),
    path("voorbeeld.csv", imports.example, name="example"),
    path("nieuw/", uploading.new, name="new"),
    path("<code:code>/", runs.run, name="run"),
    path("<code:code>/stand/", runs.progress, name="progress"),
    path("<code:code>/ongedaan/", runs.undo, name="undo"),
]
