from django.urls import path

from .views import export, overview

app_name = "overview"
urlpatterns = [
    path("", overview.show, name="overview"),
    path("uitvoer.csv", export.csv_file, name="csv"),
    path("uitvoer.xlsx", export.xlsx_file, name="xlsx"),
]
