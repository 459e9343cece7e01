from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules


class MatchingConfig(AppConfig):
    name = "vliegwiel.matching"
    label = "matching"

    def ready(self) -> None:
        from .triggers import follow_declarations  # noqa: PLC0415  # models are loaded only now

        autodiscover_modules("searchable")
        post_migrate.connect(follow_declarations, sender=self)
