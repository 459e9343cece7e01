"""Every page opens for whom it is, and is not there for others."""

import pytest
from django.urls import reverse

from tests.initiatives.conftest import now
from vliegwiel.pilots import actions

from ..conftest import EVERYONE, asked, check_in, report

NAMES = ["check-ins", "anchoring", "minute"]


def page(initiative, name, *more) -> str:
    return reverse(f"pilots:{name}", args=[initiative.code, initiative.slug, *more])


@pytest.mark.parametrize("name", NAMES)
def test_pages_of_a_pilot_open_for_who_sees_the_pilot(world, as_, name):
    report(world)
    for who in EVERYONE:
        person = getattr(world, who)
        expected = 200 if who in {"lead", "manager", "programme", "network"} else 404
        assert as_(person).get(page(world.pilot, name)).status_code == expected, who
        assert as_(person).get(page(world.public, name)).status_code == 200, who


def test_changing_is_for_the_team(world, as_):
    report(world)
    sent = check_in(world, ring="organisation")
    for name, more in [
        ("check-in-new", []),
        ("rhythm", []),
        ("anchor", ["bestuur"]),
        ("check-in-ring", [sent.code]),
    ]:
        assert as_(world.lead).get(page(world.pilot, name, *more)).status_code == 200, name
        assert as_(world.programme).get(page(world.pilot, name, *more)).status_code == 403, name
        assert as_(world.stranger).get(page(world.pilot, name, *more)).status_code == 404, name
    assert "Stop met rapporteren" in as_(world.programme).get(page(world.pilot, "check-ins")).content.decode()
    assert as_(world.lead).get(page(world.public, "stop-reporting")).status_code == 302
    for name in ("invite", "reporting", "stop-reporting"):
        assert as_(world.lead).get(page(world.pilot, name)).status_code == 200, name


def test_the_desk_is_for_who_leads_a_space_or_is_on_a_team(world, as_):
    for name in ("desk", "flock"):
        assert as_(None).get(reverse(f"pilots:{name}")).status_code == 302
        for who, status in [("stranger", 403), ("colleague", 403), ("lead", 200), ("programme", 200), ("manager", 200)]:
            assert as_(getattr(world, who)).get(reverse(f"pilots:{name}")).status_code == status


def test_every_page_of_an_action_opens_for_the_desk(world, as_):
    report(world)
    question, _bottleneck = asked(world)
    noor = as_(world.programme)
    for name in ("action", "answer", "ask-back", "hand-on", "merge"):
        assert noor.get(reverse(f"pilots:{name}", args=[question.code])).status_code == 200, name
    for name in ("reply", "reopen"):
        assert noor.get(reverse(f"pilots:{name}", args=[question.code])).status_code == 403, name
    assert noor.get(reverse("pilots:take-up", args=[question.code])).status_code == 405
    assert as_(world.stranger).get(question.get_absolute_url()).status_code == 404
    text = noor.get(reverse("pilots:desk")).content.decode()
    assert "jurist" in text
    board = noor.get(reverse("pilots:desk") + "?beeld=bord").content.decode()
    assert "jurist" in board
    actions.anchor(world.pilot, by=now(world.lead), level="governance", state="agreed", evidence="Besluit van 3 mei")
    assert "Besluit van 3 mei" in as_(world.lead).get(page(world.pilot, "anchoring")).content.decode()


def test_programme_pages(world, as_):
    report(world)
    for name in ("programme", "ask-report"):
        address = reverse(f"pilots:{name}", args=[world.programme_space.code])
        assert as_(world.programme).get(address).status_code == 200
        assert as_(world.manager).get(address).status_code == 403
        assert as_(None).get(address).status_code == 404
