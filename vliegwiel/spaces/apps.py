from django.apps import AppConfig
from django.utils.translation import gettext as _


class SpacesConfig(AppConfig):
    name = "vliegwiel.spaces"
    label = "spaces"

    def ready(self) -> None:
        from vliegwiel.conversation.subjects import Subject, register  # noqa: PLC0415  models exist only now
        from vliegwiel.people import invitations  # noqa: PLC0415

        from .actions.belonging import admit_invited  # noqa: PLC0415
        from .models import Space  # noqa: PLC0415

        invitations.on_accept("spaces.space", admit_invited, sentence=invited_to)
        register(
            Subject("spaces.space", "ruimte", seen_by=Space.objects.visible_to, home=lambda row: row.get_absolute_url())
        )


def invited_to(space: object, role: str) -> str:
    """What an invitation to a space asks."""
    sentence = _("to be a lead of the space “%(space)s”") if role == "lead" else _("to join the space “%(space)s”")
    return sentence % {"space": space}
