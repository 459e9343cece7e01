"""My work: whose turn it is, overdue first, each thing once, the same statements whatever there is."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from tests.initiatives.conftest import now, sign_up
from tests.pilots.conftest import again, as_, asked, report, world  # noqa: F401
from vliegwiel.conversation import actions as comments
from vliegwiel.exchange.actions import asking
from vliegwiel.home import actions, rules
from vliegwiel.home.calendar_queries import person_of_secret
from vliegwiel.home.work import dated_work_of, place_in, work_of
from vliegwiel.initiatives import actions as initiatives
from vliegwiel.pilots import actions as pilots
from vliegwiel.pilots.models import Action, CheckIn, Rhythm
from vliegwiel.spaces import actions as spaces
from vliegwiel.stakeholders import actions as stakeholders

TODAY = date(2026, 11, 24)


def labels(person, today=TODAY):
    return [(str(one.source.label), one.title) for one in work_of(now(person), today=today).rows]


@pytest.fixture
def reporting(world):  # noqa: F811
    report(world)
    return world


def test_a_check_in_is_for_whose_turn_it_is(reporting):
    rhythm = Rhythm.objects.get(initiative=reporting.pilot)
    Rhythm.objects.update(next_on=TODAY - timedelta(days=3))
    assert ("Vul de check-in in", reporting.pilot.title) in labels(reporting.lead)
    assert labels(reporting.manager) == labels(reporting.programme) == []
    (one,) = work_of(now(reporting.lead), today=TODAY).rows
    assert one.is_late
    # far ahead it does not wait yet
    Rhythm.objects.update(next_on=TODAY + timedelta(days=15))
    assert labels(reporting.lead) == []
    # whoever was chosen fills it in, as long as they are on the team
    initiatives.give_role(reporting.pilot, by=now(reporting.lead), person=reporting.colleague, role="member")
    Rhythm.objects.filter(pk=rhythm.pk).update(next_on=TODAY, turn=reporting.colleague)
    assert labels(reporting.lead) == []
    assert labels(reporting.colleague) == [("Vul de check-in in", reporting.pilot.title)]


def test_a_question_goes_from_the_desk_to_the_team_and_back(reporting):
    question, _bottleneck = asked(reporting)
    title = question.item.text
    assert ("Op je tafel, nog van niemand", title) in labels(reporting.programme)
    pilots.take_up(question, by=now(reporting.programme))
    assert ("Beantwoord dit: het ligt bij jou", title) in labels(reporting.programme)
    pilots.ask_back(again(question), by=now(reporting.programme), text="Wie?")
    assert title not in [words for _label, words in labels(reporting.programme)]
    assert ("Beantwoord wat is teruggevraagd", title) in labels(reporting.lead)
    pilots.reply(again(question), by=now(reporting.lead), text="Wij.")
    pilots.answer(again(question), by=now(reporting.programme), text="Goed.")
    for person in (reporting.lead, reporting.programme):
        assert title not in [words for _label, words in labels(person)]


def test_questions_requests_mergers_and_drafts_wait_for_those_they_are_for(reporting):
    asking.ask(
        None, by=now(reporting.lead), title="Wie weet iets?", text="", people=[(now(reporting.network), {"words": []})]
    )
    space = spaces.open_space(None, by=now(reporting.lead), name="Vragen", ring="network", owners=[reporting.delft])
    spaces.request(space, by=now(reporting.network))
    initiatives.save_draft(
        initiatives.start_draft(None, by=now(reporting.lead), secret="s" * 32),
        by=now(reporting.lead),
        data={"title": "Een begin"},
    )
    assert ("Beantwoord de vraag", "Wie weet iets?") in labels(reporting.network)
    assert ("Iemand wil bij je ruimte", "Vragen") in labels(reporting.lead)
    assert ("Schrijf verder", "Een begin") in labels(reporting.lead)


def test_a_party_waits_for_who_looks_after_it_until_it_is_done(reporting, as_):  # noqa: F811
    pilot, lead = reporting.pilot, now(reporting.lead)
    row = stakeholders.add(pilot, by=lead, name="De woningcorporatie", level="organisation", owner=lead, due_on=TODAY)
    waits = ("Praat met deze partij", f"De woningcorporatie · {pilot.title}")
    assert waits in labels(reporting.lead)
    (one,) = [one for one in work_of(now(reporting.lead), today=TODAY).rows if one.title == waits[1]]
    assert as_(lead).get(one.address)["Location"] == row.get_absolute_url()
    assert as_(now(reporting.operator)).get(one.address).status_code == 404
    assert labels(reporting.colleague) == []
    stakeholders.change(row, by=lead, version=row.version, status="done")
    assert "De woningcorporatie" not in [words for _label, words in labels(reporting.lead)]


def test_overdue_first_then_by_day_and_every_item_on_exactly_one_page(reporting, as_):  # noqa: F811
    _many(reporting, 70)
    seen, after = [], ""
    while True:
        page = work_of(now(reporting.programme), today=TODAY, after=after)
        seen += page.rows
        after = page.next
        if not after:
            break
    assert len({(one.order, one.pk) for one in seen}) == len(seen) == Action.objects.count()
    assert [(not one.is_late, one.day) for one in seen] == sorted((not one.is_late, one.day) for one in seen)


@pytest.mark.parametrize("many", [1, 3, 2_000])
def test_it_costs_the_same_for_one_and_for_thousands(reporting, as_, statements, many):  # noqa: F811
    _many(reporting, many)
    noor = as_(reporting.programme)
    with statements(8):
        page = noor.get(reverse("home:work"))
    assert page.status_code == 200
    assert "Op je tafel" in page.content.decode()


def _many(world, many):  # noqa: F811
    asked(world)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH made AS (
                INSERT INTO pilots_checkinitem (check_in_id, kind, position, text)
                SELECT %(check_in)s, 'question', 1000 + n, 'Vraag ' || n FROM generate_series(1, %(many)s) AS n RETURNING id
            )
            INSERT INTO pilots_action (code, item_id, kind, initiative_id, desk_id, state, due_on, at, changed_at, audience)
            SELECT translate(lpad(id::text, 8, 'b'), '01', 'xy'), id, 'question', 0, 0, 'new',
                date '2026-10-01' + (id %% 90)::int, now(), now(), '{}' FROM made
            """,
            {"check_in": CheckIn.objects.get().pk, "many": many},
        )


@pytest.mark.parametrize("word", ["", "x", "0.2026-11-24.1", "9.9.9.9", "0.2026-13-40.1.1", "\x00", "1" * 500, "²..."])
def test_an_odd_place_in_the_address_is_the_beginning(word):
    assert place_in(word) is None


def test_the_page_is_for_who_is_signed_in(client, reporting, as_):  # noqa: F811
    assert client.get(reverse("home:work"))["Location"].startswith("/account/inloggen/")
    assert "Er wacht niets op je" in as_(reporting.stranger).get(reverse("home:work")).content.decode()
    assert as_(reporting.stranger).post(reverse("home:work")).status_code == 405


def test_the_calendar_holds_whole_days_at_an_address_that_can_be_renewed(reporting, as_, client):  # noqa: F811
    from icalendar import Calendar

    iris = as_(reporting.lead)
    Rhythm.objects.update(next_on=timezone.localdate())
    page = iris.post(reverse("home:calendar-address")).content.decode()
    address = page.split("<code")[1].split(">")[1].split("<")[0].replace("http://testserver", "")
    answer = client.get(address)
    assert answer["Content-Type"].startswith("text/calendar")
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["dtstart"].dt == timezone.localdate()
    assert reporting.pilot.title in event["summary"]
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    assert event["uid"] == Calendar.from_ical(client.get(address).content).walk("VEVENT")[0]["uid"]
    # renewed, the old address is gone; stopped, the new one too
    newer = iris.post(reverse("home:calendar-address")).content.decode()
    assert client.get(address).status_code == 404
    address = newer.split("<code")[1].split(">")[1].split("<")[0].replace("http://testserver", "")
    assert client.get(address).status_code == 200
    assert "<code" not in iris.get(reverse("home:calendar-address")).content.decode(), "it is shown once"
    iris.post(reverse("home:calendar-address"), {"doe": "stop"})
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(("day", "shown"), [("2026-10-25", "20261025"), ("2027-03-28", "20270328")])
def test_a_day_on_which_the_clock_changes_is_that_day(reporting, day, shown):
    from vliegwiel.home.calendar_queries import calendar_of

    Rhythm.objects.update(next_on=day)
    today = date.fromisoformat(day)
    body = calendar_of(now(reporting.lead), title="x", today=today, now=timezone.now()).decode()
    assert f"DTSTART;VALUE=DATE:{shown}" in body


def test_who_left_has_no_calendar(reporting):
    secret = actions.renew_calendar(now(reporting.lead), by=now(reporting.lead))
    assert person_of_secret(secret) == reporting.lead
    type(reporting.lead).objects.filter(pk=reporting.lead.pk).update(is_active=False)
    assert person_of_secret(secret) is None
    assert person_of_secret("x" * 32) is None


def test_only_dates_with_a_last_day_stand_in_the_calendar(reporting):
    asking.ask(
        None, by=now(reporting.network), title="Wie weet iets?", text="", people=[(now(reporting.lead), {"words": []})]
    )
    assert [
        one for one in dated_work_of(now(reporting.lead), today=TODAY, most=9) if one.title == "Wie weet iets?"
    ] == []


def test_a_calendar_is_ones_own(reporting):
    lead = now(reporting.lead)
    assert rules.may_share_calendar(lead, lead)
    for person in (None, now(reporting.operator), now(reporting.manager)):
        assert not rules.may_share_calendar(person, lead)


def test_a_reported_comment_and_an_appeal_wait_for_who_decides(world):  # noqa: F811
    said = comments.place(again(world.public), by=now(world.network), text="Onaardig.")
    comments.report(said, by=now(world.lead), reason="Dit kwetst.")
    assert labels(world.operator) == [("Kijk naar een gemelde reactie", "Dit kwetst.")]
    (one,) = work_of(now(world.operator), today=TODAY).rows
    assert one.address == reverse("conversation:reports")
    assert labels(world.lead) == labels(world.network) == []
    second = sign_up("Oscar", is_operator=True)
    hiding = comments.hide(again(said), by=now(world.operator), reason="Het kwetst.")
    comments.appeal(hiding, by=now(world.network), words="Het is waar.")
    assert labels(world.operator) == []
    assert labels(second) == [("Besluit over een bezwaar", "Het is waar.")]
