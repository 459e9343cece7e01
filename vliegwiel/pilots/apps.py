from django.apps import AppConfig


class PilotsConfig(AppConfig):
    name = "vliegwiel.pilots"
    label = "pilots"

    def ready(self) -> None:
        from vliegwiel.conversation.subjects import register  # noqa: PLC0415  # models exist only now
        from vliegwiel.initiatives.queries.look import tab_above  # noqa: PLC0415
        from vliegwiel.people import invitations  # noqa: PLC0415

        from .actions.inviting import admit_invited, what_is_asked  # noqa: PLC0415
        from .queries.tabs import anchoring_under, check_ins_under, reads_along  # noqa: PLC0415
        from .talked_about import SUBJECTS  # noqa: PLC0415

        invitations.on_accept("initiatives.initiative", admit_invited, sentence=what_is_asked)
        tab_above("check-ins", reads_along, check_ins_under)
        tab_above("anchoring", reads_along, anchoring_under)
        for subject in SUBJECTS:
            register(subject)
