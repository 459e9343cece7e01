from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "vliegwiel.exchange"
    label = "exchange"

    def ready(self) -> None:
        from vliegwiel.initiatives.queries.look import tab_above  # noqa: PLC0415  # models are loaded only now

        from .queries.listings import stands_under  # noqa: PLC0415

        tab_above("needs", stands_under)
