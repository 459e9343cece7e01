"""Mail about news, through a real mail server: once, in the reader's language, with why and how to stop."""

import re
from datetime import UTC, datetime, time, timedelta
from email import message_from_bytes, policy
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from vliegwiel.notifications import actions, delivery, tasks
from vliegwiel.notifications.models import Letter, MailWishes, Notification, RefusedAddress
from vliegwiel.notifications.moments import next_moment
from vliegwiel.notifications.postman import NotSent
from vliegwiel.notifications.queries.digest import Round
from vliegwiel.people import actions as people
from vliegwiel.pilots import actions as pilots
from vliegwiel.pilots.models import Rhythm

from .conftest import asked, check_in, now, report, tell_everything

HERE = ZoneInfo("Europe/Amsterdam")
TUESDAY = datetime(2026, 11, 24, 8, 5, tzinfo=HERE)
AWAKE = {"quiet_from": time(0), "quiet_until": time(0)}


@pytest.fixture
def answered(world, postbox):
    """Noor answered a question of Iris; nobody has quiet hours."""
    report(world)
    question, _other = asked(world)
    pilots.answer(question, by=now(world.programme), text="Bel <b>morgen</b>.")
    for person in (world.lead, world.programme):
        MailWishes.objects.create(person=person, **AWAKE)
    world.question = question
    tell_everything()
    Notification.objects.exclude(activity__kind__in=["action.answered", "check_in.sent"]).delete()
    return world


def about_answer(world):
    return Notification.objects.get(person=world.lead, activity__kind="action.answered")


def refuse_with(postbox, answer: str):
    """From now on the mail server says this to a recipient."""

    async def handle_RCPT(server, session, envelope, address, options):  # aiosmtpd's name
        return answer

    postbox.handle_RCPT = handle_RCPT


def bodies(letter):
    return [letter.get_body((kind,)).get_content() for kind in ("plain", "html")]


def test_an_answer_is_mailed_at_once_and_once(answered, postbox):
    row = about_answer(answered)
    tasks.mail_at_once(row.pk)
    tasks.mail_at_once(row.pk)
    (letter,) = postbox.letters
    assert letter["To"] == answered.lead.email
    assert letter["Subject"].startswith("Noor Bos beantwoordde een vraag of knelpunt van")
    assert letter["Auto-Submitted"] == "auto-generated"
    assert re.fullmatch(r"<news-at-once-\d+@[^>]+>", letter["Message-ID"].strip())
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    stop = letter["List-Unsubscribe"].strip().strip("<>")
    for body in bodies(letter):
        assert f"/acties/{answered.question.code}/" in body
        assert "omdat je dit vroeg" in body
        assert stop in body
        assert "morgen" not in body, "what was said stands on the page, for who may see it"


def test_in_the_language_of_who_reads_it(answered, postbox):
    people.choose_language(now(answered.lead), by=now(answered.lead), language="en")
    tasks.mail_at_once(about_answer(answered).pk)
    (letter,) = postbox.letters
    assert letter["Subject"].startswith("Noor Bos answered a question or bottleneck of")
    assert "because you asked this" in bodies(letter)[0]


def test_names_are_plain_in_plain_text_and_escaped_in_html(answered, postbox):
    people.update_profile(now(answered.lead), by=now(answered.lead), given_name="<i>D'Arcy")
    tasks.mail_at_once(about_answer(answered).pk)
    plain, html = bodies(postbox.letters[0])
    assert "<i>D'Arcy" in plain
    assert "&lt;i&gt;D&#39;Arcy" in html


def test_what_may_no_longer_be_seen_is_not_mailed(answered, postbox):
    row = about_answer(answered)
    type(row.activity).objects.filter(pk=row.activity_id).update(audience=["person:0"])
    tasks.mail_at_once(row.pk)
    actions.wish(now(answered.programme), by=now(answered.programme), paces={}, **AWAKE)
    shared = Notification.objects.get(person=answered.programme, activity__kind="check_in.sent")
    type(row.activity).objects.filter(pk=shared.activity_id).update(audience=["person:0"])
    assert delivery.send_digests(TUESDAY)["empty"] == 1
    assert postbox.letters == []


def test_who_wants_to_be_reached_only_here_gets_no_mail(answered, postbox):
    for person in (now(answered.lead), now(answered.programme)):
        people.update_profile(person, by=person, contact_way="here")
    tasks.mail_at_once(about_answer(answered).pk)
    delivery.send_digests(TUESDAY)
    assert postbox.letters == []


def test_quiet_hours_put_it_off_until_they_are_over(answered, postbox):
    MailWishes.objects.filter(person=answered.lead).update(quiet_from=time(0), quiet_until=time(23))
    local = timezone.localtime()
    row = about_answer(answered)
    if local.hour < 23:
        tasks.mail_at_once(row.pk)
        assert postbox.letters == []
        row.refresh_from_db()
        assert row.letter is None


@pytest.mark.parametrize(
    ("at", "quiet", "then"),
    [
        ("2026-10-25T02:30:00+02:00", (21, 7), "2026-10-25T07:00:00+01:00"),  # the hour that comes twice, first time
        ("2026-10-25T02:30:00+01:00", (21, 7), "2026-10-25T07:00:00+01:00"),  # and the second
        ("2026-10-24T22:00:00+02:00", (21, 7), "2026-10-25T07:00:00+01:00"),
        ("2027-03-27T23:00:00+01:00", (21, 7), "2027-03-28T07:00:00+02:00"),  # the night of 23 hours
        ("2027-03-28T01:30:00+01:00", (0, 2), "2027-03-28T03:00:00+02:00"),  # ends in the hour that is not there
        ("2026-11-24T12:00:00+01:00", (21, 7), "2026-11-24T12:00:00+01:00"),
        ("2026-11-24T22:00:00+01:00", (5, 5), "2026-11-24T22:00:00+01:00"),  # none
    ],
)
def test_the_end_of_the_quiet_hours_in_the_nights_when_the_clock_changes(world, at, quiet, then):
    MailWishes.objects.create(person=world.lead, quiet_from=time(quiet[0]), quiet_until=time(quiet[1]))
    moment = next_moment(datetime.fromisoformat(at), now(world.lead))
    assert moment == datetime.fromisoformat(then)


def test_a_digest_is_one_mail_with_everything_of_the_day(answered, postbox):
    Notification.objects.update(pace="daily")
    outcome = delivery.send_digests(TUESDAY)
    assert outcome["sent"] == 2
    assert delivery.send_digests(TUESDAY + timedelta(hours=1)).total() == 0
    mails = {letter["To"]: letter for letter in postbox.letters}
    assert set(mails) == {answered.lead.email, answered.programme.email}
    letter = mails[answered.programme.email]
    assert letter["Subject"].strip() == "1 melding voor jou"
    assert "Je eigen initiatieven en programma’s" in bodies(letter)[0]
    assert "hooguit één keer per dag" in bodies(letter)[0]
    assert letter["Message-ID"].strip().startswith("<news-20261124-")


def test_before_the_morning_nothing_goes(answered, postbox):
    assert delivery.send_digests(TUESDAY.replace(hour=7, minute=59)).total() == 0


def test_what_comes_once_a_week_waits_for_tuesday(answered, postbox):
    Notification.objects.update(pace="weekly", at=TUESDAY - timedelta(days=6))
    assert delivery.send_digests(TUESDAY - timedelta(days=1)).total() == 0
    assert delivery.send_digests(TUESDAY)["sent"] == 2


def test_a_missed_tuesday_is_made_up_for_and_news_of_after_it_waits(answered, postbox):
    lead, noor = answered.lead, answered.programme
    Notification.objects.filter(person=lead).update(pace="weekly", at=TUESDAY - timedelta(hours=1))
    Notification.objects.filter(person=noor).update(pace="weekly", at=TUESDAY + timedelta(hours=1))
    delivery.send_digests(TUESDAY + timedelta(days=1))
    assert [letter["To"] for letter in postbox.letters] == [lead.email]


@pytest.mark.parametrize("night", ["2026-10-25", "2027-03-28"])
def test_on_the_day_that_the_clock_changes_everyone_gets_one(answered, postbox, night):
    Notification.objects.update(pace="daily")
    start = datetime.fromisoformat(f"{night}T00:00:00").replace(tzinfo=HERE).astimezone(UTC)
    sent = [delivery.send_digests(start + timedelta(hours=hour))["sent"] for hour in range(25)]
    assert sum(sent) == 2
    (first,) = [timezone.localtime(start + timedelta(hours=hour)).hour for hour, count in enumerate(sent) if count]
    assert first == 8


def test_a_check_in_is_mailed_once_and_then_stands_in_the_digest_of_the_week(world, postbox):
    MailWishes.objects.create(person=world.lead, **AWAKE)
    Rhythm.objects.filter(initiative=world.pilot).delete()
    monday = datetime(2026, 11, 16, 12, tzinfo=HERE)
    pilots.set_rhythm(world.pilot, by=now(world.lead), at=monday, weeks=4, next_on=monday.date())
    pilots.come_due(Rhythm.objects.get(initiative=world.pilot), by=None, at=monday)
    tell_everything()
    row = Notification.objects.get(person=world.lead, activity__kind="check_in.came_due")
    tasks.mail_at_once(row.pk)
    Notification.objects.exclude(pk=row.pk).delete()
    assert "Jij bent aan de beurt" in postbox.letters[0]["Subject"]
    assert delivery.send_digests(TUESDAY - timedelta(days=1)).total() == 0
    delivery.send_digests(TUESDAY)
    reminder = postbox.letters[1]
    assert reminder["Subject"].strip() == "Een check-in wacht op je"
    assert world.pilot.title in bodies(reminder)[0]
    # sent, it waits no longer
    check_in(world, at=TUESDAY)
    Notification.objects.all().delete()
    delivery.send_digests(TUESDAY + timedelta(days=7))
    assert len(postbox.letters) == 2


def test_a_mail_server_that_is_away_loses_nothing(answered, postbox, settings):
    row = about_answer(answered)
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 9
    with pytest.raises(NotSent):
        tasks.mail_at_once(row.pk)
    assert Letter.objects.count() == 0
    settings.EMAIL_PORT = port
    tasks.mail_at_once(row.pk)
    assert len(postbox.letters) == 1


def test_an_address_that_refuses_is_kept_and_after_three_times_left_alone(answered, postbox):
    refuse_with(postbox, "550 5.1.1 mailbox\tunknown <script>")
    Notification.objects.update(pace="daily")
    for day in range(4):
        Notification.objects.filter(person=answered.lead).update(letter=None)
        delivery.send_digests(TUESDAY + timedelta(days=day))
    row = RefusedAddress.objects.get(person=answered.lead)
    assert (row.status, row.refusals, row.email) == (550, 3, answered.lead.email)
    assert row.said == "5.1.1 mailbox unknown <script>"
    assert Letter.objects.filter(person=answered.lead, state="refused").count() == 3
    # confirmed again, mail goes there again
    del postbox.handle_RCPT
    actions.confirm_address(row, by=None)
    delivery.send_digests(TUESDAY + timedelta(days=5))
    assert answered.lead.email in {letter["To"] for letter in postbox.letters}


def test_a_full_mailbox_is_tried_again_and_forgotten_once_it_takes_mail(answered, postbox):
    refuse_with(postbox, "452 4.2.2 mailbox full")
    Notification.objects.update(pace="daily")
    assert delivery.send_digests(TUESDAY)["later"] == 2
    assert RefusedAddress.objects.get(person=answered.lead).refusals == 0
    assert Letter.objects.count() == 0
    del postbox.handle_RCPT
    assert delivery.send_digests(TUESDAY + timedelta(hours=1))["sent"] == 2
    assert RefusedAddress.objects.count() == 0


def test_a_line_that_breaks_while_a_mail_is_handed_over_is_not_doubted_into_two(answered, postbox):
    async def handle_DATA(server, session, envelope):  # aiosmtpd's name
        postbox.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        server.transport.abort()
        return "250 OK"

    postbox.handle_DATA = handle_DATA
    Notification.objects.update(pace="daily")
    outcome = delivery.send_digests(TUESDAY)
    assert outcome["unsure"] == 2
    del postbox.handle_DATA
    delivery.send_digests(TUESDAY + timedelta(hours=1))
    assert len(postbox.letters) == 2
    assert set(Letter.objects.values_list("state", flat=True)) == {"begun"}


def test_the_digest_goes_in_batches_and_each_costs_the_same(answered, postbox, monkeypatch, statements):
    monkeypatch.setattr("vliegwiel.notifications.queries.digest.BATCH", 1)
    Notification.objects.update(pace="daily")
    assert delivery.send_digests(TUESDAY)["sent"] == 2


def test_old_news_is_forgotten(answered, settings):
    Notification.objects.update(at=timezone.now() - timedelta(days=settings.NEWS_KEPT_DAYS + 1))
    tasks.clear(0)
    assert Notification.objects.count() == 0


def test_the_round_knows_its_tuesday():
    assert Round.of(TUESDAY).is_weekly
    assert not Round.of(TUESDAY + timedelta(days=1)).is_weekly
    assert Round.of(TUESDAY + timedelta(days=6)).week == TUESDAY.replace(minute=0)
