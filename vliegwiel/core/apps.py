from django.apps import AppConfig

from .addresses import register_addresses


class CoreConfig(AppConfig):
    name = "vliegwiel.core"
    label = "core"

    def ready(self) -> None:
        register_addresses()
