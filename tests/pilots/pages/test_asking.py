"""Two people at one action: the second reads what the first did, and keeps what was typed."""

import re

import pytest
from django.urls import reverse

from tests.initiatives.conftest import now
from vliegwiel.pilots import actions
from vliegwiel.pilots.models import ReportRequest
from vliegwiel.spaces import actions as spaces

from ..conftest import again, asked, check_in, report
from .test_opening import page


@pytest.fixture
def question(world):
    """A question on the desk of Noor; Pieter leads that programme too."""
    report(world)
    spaces.request(world.programme_space, by=now(world.manager))
    spaces.approve(world.programme_space, by=now(world.programme), member=world.manager)
    spaces.make_lead(world.programme_space, by=now(world.programme), member=world.manager)
    return asked(world)[0]


def at(name: str, one) -> str:
    return reverse(f"pilots:{name}", args=[one.code])


def seen_by(client, address) -> str:
    return re.search(r'name="seen" value="(\d+)"', client.get(address).content.decode())[1]


def test_the_second_who_answers_reads_the_first_and_keeps_what_was_typed(world, question, as_):
    noor, pieter = as_(world.programme), as_(world.manager)
    seen = seen_by(noor, at("answer", question))
    assert pieter.post(at("answer", question), {"seen": seen, "text": "Bel Karin."}).status_code == 302
    answer = noor.post(at("answer", question), {"seen": seen, "text": "Vraag het Delft."})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Iemand was je voor" in text
    assert "Bel Karin." in text
    assert "Vraag het Delft." in text
    assert question.steps.filter(kind="answered").count() == 1
    now_seen = re.search(r'name="seen" value="(\d+)"', text)[1]
    assert noor.post(at("answer", question), {"seen": now_seen, "text": "Vraag het Delft."}).status_code == 302
    assert question.steps.filter(kind="answered").count() == 2


def test_asking_back_after_it_was_answered_keeps_the_text_to_copy(world, question, as_):
    noor = as_(world.programme)
    seen = seen_by(noor, at("ask-back", question))
    actions.answer(question, by=now(world.manager), text="Bel Karin.")
    text = noor.post(at("ask-back", question), {"seen": seen, "text": "Welke wet?"}).content.decode()
    assert "Bel Karin." in text
    assert "Welke wet?" in text
    assert "zodat je het kunt kopiëren" in text
    assert again(question).state == "done"


def test_pressing_twice_is_once(world, question, as_):
    noor = as_(world.programme)
    seen = seen_by(noor, at("answer", question))
    for _time in range(2):
        assert noor.post(at("answer", question), {"seen": seen, "text": "Bel Karin."}).status_code == 302
    assert question.steps.filter(kind="answered").count() == 1


def test_taking_up_what_another_took_up_says_so(world, question, as_):
    as_(world.manager).post(at("take-up", question))
    answer = as_(world.programme).post(at("take-up", question), follow=True)
    assert "Iemand was je voor" in answer.content.decode()
    assert again(question).owner == world.manager


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 40, "\x00"])
def test_a_form_without_its_place_is_not_sent(world, question, as_, seen):
    answer = as_(world.programme).post(at("answer", question), {"seen": seen, "text": "Bel Karin."})
    assert answer.status_code == 200
    assert again(question).state == "new"


@pytest.mark.parametrize(
    ("text", "kept"), [("a\x00b\x07c", "abc"), ("<b>vet</b>", "<b>vet</b>"), ("\u202ex", "x"), ("é" * 4000, "é" * 4000)]
)
def test_what_is_typed_arrives_clean(world, question, as_, text, kept):
    noor = as_(world.programme)
    noor.post(at("answer", question), {"seen": seen_by(noor, at("answer", question)), "text": text})
    assert question.steps.last().text == kept
    assert "<b>vet" not in noor.get(question.get_absolute_url()).content.decode()


@pytest.mark.parametrize("text", ["", " \n ", "\x00", "x" * 1_000_000])
def test_nothing_or_far_too_much_is_answered_at_the_field(world, question, as_, text):
    noor = as_(world.programme)
    seen = seen_by(noor, at("answer", question))
    assert noor.post(at("answer", question), {"seen": seen, "text": text}).status_code == 200
    assert again(question).state == "new"


def test_others_get_no_further_than_they_may(world, question, as_):
    for who, status in [(None, 404), (world.stranger, 404), (world.colleague, 404), (world.lead, 403)]:
        for name in ("answer", "ask-back", "hand-on"):
            answer = as_(who).post(at(name, question), {"seen": "1", "text": "x"})
            assert answer.status_code == status, (who, name)
    assert as_(world.lead).post(at("take-up", question)).status_code == 403


def test_a_programme_is_let_in_after_its_names_were_read(world, as_):
    iris, address = as_(world.lead), page(world.pilot, "reporting")
    text = iris.post(address, {"programme": world.programme_space.code}).content.decode()
    assert "Noor Bos" in text
    assert again(world.pilot).programme is None
    iris.post(address, {"programme": world.programme_space.code, "bevestigd": world.programme_space.code})
    assert again(world.pilot).programme == world.programme_space
    assert as_(world.programme).get(page(world.pilot, "check-ins")).status_code == 200


def test_saying_no_opens_nothing(world, as_):
    asked_for = ReportRequest.objects.create(
        initiative=world.public, programme=world.desk, by=world.programme, at=world.desk.since
    )
    address = page(world.public, "decline-report", asked_for.code)
    assert as_(world.programme).post(address).status_code == 403
    assert as_(world.lead).get(address).status_code == 405
    assert as_(world.lead).post(address).status_code == 302
    assert again(asked_for).closed_at
    assert as_(world.lead).post(address).status_code == 403


def test_a_programme_asks_and_is_found_at_the_initiative(world, as_):
    ask = reverse("pilots:ask-report", args=[world.programme_space.code])
    noor = as_(world.programme)
    assert world.pilot.title not in noor.get(f"{ask}?zoek=lakken").content.decode()
    noor.post(f"{ask}?zoek=brieven", {"initiative": world.public.code, "message": "Doen jullie mee?"})
    assert "Doen jullie mee?" in as_(world.lead).get(page(world.public, "reporting")).content.decode()


def test_evidence_is_asked_for_what_is_said_to_be_agreed(world, as_):
    iris, address = as_(world.lead), page(world.pilot, "anchor", "bestuur")
    assert iris.post(address, {"state": "agreed"}).status_code == 200
    for _time in range(2):
        assert iris.post(address, {"state": "agreed", "evidence": "Raadsbesluit 12"}).status_code == 302
    assert world.pilot.anchorings.count() == 1
    assert iris.get(page(world.pilot, "anchor", "kantine")).status_code == 404


def test_inviting_for_the_team(world, as_):
    iris, address = as_(world.lead), page(world.pilot, "invite")
    assert "uur per maand" in iris.get(f"{address}?rol=ambassador").content.decode()
    assert iris.get(f"{address}?rol=%00").status_code == 200
    assert iris.post(address, {"email": "geen", "role": "ambassador", "message": "x"}).status_code == 200
    assert iris.post(address, {"email": "a@example.org", "role": "ambassador", "message": "Kom"}).status_code == 302
    team = iris.get(reverse("initiatives:team", args=[world.pilot.code, world.pilot.slug])).content.decode()
    assert "?rol=ambassador" in team


def test_the_minute_says_what_this_role_can_do(world, as_):
    check_in(world)
    text = as_(world.lead).get(page(world.pilot, "minute")).content.decode()
    assert "De eerste brief is getest." in text
    assert "Vul de check-in op tijd in" in text
