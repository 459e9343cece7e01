"""Many initiatives, quickly; and the page as someone sees it."""

import pytest
from django.utils import timezone

from vliegwiel.initiatives.actions import bring_in
from vliegwiel.initiatives.actions.importing import Incoming
from vliegwiel.initiatives.models import Initiative, Stage, Theme


@pytest.fixture
def more(world):
    """`more(60)` adds that many public initiatives, all of one moment; gives them in the order of their numbers."""

    def make(
        count, *, source="proef", title="Proefstuk {}", summary="Over een proef", kind="service", stage="building"
    ):
        space = world.spaces["register"]
        rows = [
            Incoming(
                external_id=str(number),
                title=title.format(number),
                kind=kind,
                stage=Stage.objects.get(track__slug="scale-up", slug=stage),
                texts={"summary": summary},
                organisation=world.organisations["zwolle"],
                themes=[Theme.objects.get(name_nl="Werk")],
            )
            for number in range(count)
        ]
        bring_in(space, by=world.person("operator"), at=timezone.now(), source=source, rows=rows, facts={})
        return list(Initiative.objects.filter(source=source).order_by("id"))

    return make


@pytest.fixture
def overview(world, client, signed_in):
    """The overview as this person sees it."""

    browsers = {"visitor": client}

    def get(query="", who="visitor", **headers):
        if who not in browsers:
            browsers[who] = signed_in(world.person(who))
        return browsers[who].get("/initiatieven/" + query, headers=headers)

    return get
