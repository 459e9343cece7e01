from django.apps import AppConfig


class ActivityConfig(AppConfig):
    name = "vliegwiel.activity"
    label = "activity"
