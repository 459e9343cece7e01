from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "vliegwiel.matching"
    label = "matching"
