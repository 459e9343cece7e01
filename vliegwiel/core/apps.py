from django.apps import AppConfig

from .addresses import register_addresses
from .labels import label_quickly


class CoreConfig(AppConfig):
    name = "vliegwiel.core"
    label = "core"

    def ready(self) -> None:
        register_addresses()
        label_quickly()
