"""The programme desk: overdue first, the same number of statements whatever is on it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from tests.initiatives.conftest import now
from vliegwiel.initiatives.models import Initiative
from vliegwiel.pilots import actions
from vliegwiel.pilots.models import Action, CheckIn, CheckInItem, Rhythm

from ..conftest import again, asked, report

LOOKS = ["", "?beeld=bord", "?staat=nieuw", "?staat=klaar", "?te-laat=ja", "?van=mij&soort=vraag"]
PILE = """
WITH made AS (
    INSERT INTO pilots_checkinitem (check_in_id, kind, position, text)
    SELECT %(check_in)s, 'question', 1000 + n, 'Vraag ' || n FROM generate_series(1, %(many)s) AS n RETURNING id
)
INSERT INTO pilots_action (code, item_id, kind, initiative_id, desk_id, state, due_on, at, changed_at, audience)
SELECT translate(lpad(id::text, 8, 'b'), '01', 'xy'), id, 'question', 0, 0, 'new', date '2026-01-01' + (id %% 700)::int, now(), now(), '{}'
FROM made
"""


@pytest.fixture
def pile(world):
    """Puts so many open questions on the desk of the programme."""
    report(world)
    asked(world)

    def make(many: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute(PILE, {"check_in": CheckIn.objects.get().pk, "many": many})

    return make


@pytest.mark.parametrize("many", [1, 3, 10_000])
def test_the_desk_costs_the_same_at_ten_and_at_ten_thousand_open_items(world, pile, as_, statements, many):
    pile(many)
    noor = as_(world.programme)
    for look in LOOKS:
        with statements(15):
            assert noor.get(reverse("pilots:desk") + look).status_code == 200
    with statements(12):
        assert noor.get(reverse("pilots:flock")).status_code == 200


def test_every_item_is_on_exactly_one_page_overdue_first(world, pile, as_):
    pile(120)
    noor, address, seen = as_(world.programme), reverse("pilots:desk"), []
    while address:
        answer = noor.get(address)
        page = answer.content.decode()
        found = [piece.split('/"')[0] for piece in page.split('href="/acties/')[1:]]
        assert len(found) <= 50
        seen += found
        nexts = [piece for piece in page.split('href="') if piece.startswith("/programmatafel/?") and "na=" in piece]
        address = nexts[0].split('"')[0].replace("&amp;", "&") if nexts else ""
    assert len(seen) == len(set(seen)) == 122
    due = dict(Action.objects.values_list("code", "due_on"))
    assert [due[code] for code in seen] == sorted(due.values())


def test_the_desk_is_of_who_leads_it_and_of_who_it_was_handed_to(world, as_):
    report(world)
    one, _other = asked(world)
    for who, is_there in [("programme", True), ("manager", False), ("lead", False), ("stranger", False)]:
        page = as_(getattr(world, who)).get(reverse("pilots:desk")).content.decode()
        assert (one.item.text in page) == is_there, who
    actions.hand_on(one, by=now(world.programme), owner=now(world.lead))
    assert one.item.text in as_(world.lead).get(reverse("pilots:desk")).content.decode()


def test_what_was_taken_together_stands_there_once(world, as_):
    report(world)
    one, other = asked(world)
    actions.merge(one, by=now(world.programme), other=other)
    page = as_(world.programme).get(reverse("pilots:desk")).content.decode()
    assert other.item.text not in page
    assert "samen met 1 andere" in page


def test_silent_pilots_gaps_and_long_stages_are_counted_and_found(world, as_):
    report(world)
    noor = as_(world.programme)
    page = noor.get(reverse("pilots:flock")).content.decode()
    assert world.pilot.title in page
    assert "ambassadeur" in page.lower()
    assert world.pilot.title not in noor.get(reverse("pilots:flock") + "?let-op=stil").content.decode()
    Rhythm.objects.update(next_on=timezone.localdate() - timedelta(days=8))
    Initiative.objects.filter(pk=world.pilot.pk).update(stage_since=timezone.now() - timedelta(days=91))
    for look in ("stil", "gaten", "lang"):
        assert world.pilot.title in noor.get(f"{reverse('pilots:flock')}?let-op={look}").content.decode(), look
        assert (
            world.pilot.title not in as_(world.manager).get(f"{reverse('pilots:flock')}?let-op={look}").content.decode()
        )
    assert "1 stil" in noor.get(reverse("pilots:desk")).content.decode()


@pytest.mark.parametrize("odd", ["%00", "zzzzzzzz", "x" * 3000, "%F0%9F%98%80", "-1", "9" * 30])
def test_odd_words_in_the_address_are_no_error(world, as_, odd):
    report(world)
    asked(world)
    noor = as_(world.programme)
    for word in ("staat", "soort", "programma", "van", "te-laat", "na", "voor", "beeld", "let-op"):
        for name in ("desk", "flock"):
            assert noor.get(f"{reverse(f'pilots:{name}')}?{word}={odd}").status_code == 200


def test_a_card_on_the_board_moves_by_its_button(world, as_):
    report(world)
    one, _other = asked(world)
    noor = as_(world.programme)
    board = noor.get(reverse("pilots:desk") + "?beeld=bord").content.decode()
    assert f'action="{reverse("pilots:take-up", args=[one.code])}"' in board
    noor.post(reverse("pilots:take-up", args=[one.code]))
    assert (again(one).state, again(one).owner) == ("taken_up", world.programme)
    assert CheckInItem.objects.count() == 3
