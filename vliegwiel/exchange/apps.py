from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "vliegwiel.exchange"
    label = "exchange"

    def ready(self) -> None:
        from vliegwiel.conversation.subjects import Subject, register  # noqa: PLC0415  # models are loaded only now
        from vliegwiel.initiatives.queries.look import tab_above  # noqa: PLC0415

        from .models import Need, Offer  # noqa: PLC0415
        from .queries.listings import stands_under  # noqa: PLC0415

        tab_above("needs", lambda look: look.may_edit, stands_under)
        for label, word, model in [("exchange.need", "gezocht", Need), ("exchange.offer", "aanbod", Offer)]:
            register(Subject(label, word, seen_by=model.objects.visible_to, home=lambda row: row.get_absolute_url()))
