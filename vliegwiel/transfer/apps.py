from django.apps import AppConfig


class TransferConfig(AppConfig):
    name = "vliegwiel.transfer"
    label = "transfer"
