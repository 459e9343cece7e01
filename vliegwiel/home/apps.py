from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "vliegwiel.home"
    label = "home"
