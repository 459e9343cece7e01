from django.urls import path

from .views import attachment

app_name = "files"
urlpatterns = [path("<code:code>/<str:name>", attachment.show, name="attachment")]
