from django.apps import AppConfig


class ConversationConfig(AppConfig):
    name = "vliegwiel.conversation"
    label = "conversation"

    def ready(self) -> None:
        from vliegwiel.activity.audience import PUBLIC  # noqa: PLC0415  # models are loaded only now
        from vliegwiel.people.models import Organisation  # noqa: PLC0415

        from .subjects import Subject, register  # noqa: PLC0415

        register(  # here, and not in its own room: that is below this one
            Subject(
                "people.organisation",
                "organisatie",
                seen_by=Organisation.objects.visible_to,
                home=lambda row: row.get_absolute_url(),
                audience=lambda _row: [PUBLIC],
            )
        )
