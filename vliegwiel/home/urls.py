from django.urls import path

from .views import front, statements

app_name = "home"
urlpatterns = [
    path("", front.front_page, name="front"),
    path("privacy/", statements.privacy, name="privacy"),
    path("toegankelijkheid/", statements.accessibility, name="accessibility"),
    path("broncode/", statements.source_code, name="source-code"),
    path(".well-known/security.txt", statements.security, name="security"),
]
