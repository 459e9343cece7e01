from django.urls import path

from .views import attachment

app_name = "files"
urlpatterns = [path("<str:code>/<str:name>", attachment.show, name="attachment")]
