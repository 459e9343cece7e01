from django.apps import AppConfig


class OverviewConfig(AppConfig):
    name = "vliegwiel.overview"
    label = "overview"
