from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "vliegwiel.people"
    label = "people"

    def ready(self) -> None:
        # models are there only now
        from . import invitations  # noqa: PLC0415
        from .actions import inviting  # noqa: PLC0415

        invitations.on_accept("people.organisation", inviting.join_organisation, sentence=inviting.what_is_asked)
