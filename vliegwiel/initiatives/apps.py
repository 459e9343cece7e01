from django.apps import AppConfig


class InitiativesConfig(AppConfig):
    name = "vliegwiel.initiatives"
    label = "initiatives"

    def ready(self) -> None:
        from vliegwiel.conversation.subjects import register  # noqa: PLC0415  # models are loaded only now
        from vliegwiel.spaces import followers  # noqa: PLC0415

        from .following import follow_owners  # noqa: PLC0415
        from .talked_about import SUBJECTS  # noqa: PLC0415

        followers.after_owners_change(follow_owners)
        for subject in SUBJECTS:
            register(subject)
