from django.urls import path

from .views import front, statements, work

app_name = "home"
urlpatterns = [
    path("", front.front_page, name="front"),
    path("mijn-werk/", work.work, name="work"),
    path("mijn-werk/agenda/", work.calendar_address, name="calendar-address"),
    path("agenda/<secret:secret>/mijn-werk.ics", work.calendar, name="calendar"),
    path("privacy/", statements.privacy, name="privacy"),
    path("toegankelijkheid/", statements.accessibility, name="accessibility"),
    path("broncode/", statements.source_code, name="source-code"),
    path(".well-known/security.txt", statements.security, name="security"),
]
