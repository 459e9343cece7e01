from django.urls import path

from .views import appearance

app_name = "core"
urlpatterns = [
    path("thema.css", appearance.theme, name="theme"),
    path("componenten/", appearance.gallery, name="gallery"),
    path("offline/", appearance.offline, name="offline"),
    path("offline-worker.js", appearance.offline_worker, name="offline-worker"),
]
