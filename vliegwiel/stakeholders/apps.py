from django.apps import AppConfig


class StakeholdersConfig(AppConfig):
    name = "vliegwiel.stakeholders"
    label = "stakeholders"

    def ready(self) -> None:
        from vliegwiel.initiatives.queries.look import tab_above  # noqa: PLC0415  # models exist only now

        from .queries.fields import reads_along, rows_under  # noqa: PLC0415

        tab_above("field", reads_along, rows_under)
