from django.apps import AppConfig


class InitiativesConfig(AppConfig):
    name = "vliegwiel.initiatives"
    label = "initiatives"

    def ready(self) -> None:
        from vliegwiel.spaces import followers  # noqa: PLC0415  # models are loaded only now

        from .following import follow_owners  # noqa: PLC0415

        followers.after_owners_change(follow_owners)
