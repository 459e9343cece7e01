"""Who hears what: once each, never what they may not see, in their own language."""

from datetime import timedelta

import pytest
from django.utils import translation

from vliegwiel.activity.models import Activity
from vliegwiel.conversation import actions as comments
from vliegwiel.exchange import actions as exchange
from vliegwiel.initiatives import actions as initiatives
from vliegwiel.notifications import actions
from vliegwiel.notifications.models import Notification, Preference
from vliegwiel.notifications.queries.inbox import news_of, unread_count
from vliegwiel.people import actions as people
from vliegwiel.pilots import actions as pilots
from vliegwiel.spaces import actions as spaces

from .conftest import again, asked, check_in, follow, now, tell_everything, told


def test_a_programme_hears_of_a_check_in_and_the_asker_of_the_answer(reporting):
    question, _bottleneck = asked(reporting)
    pilots.ask_back(question, by=now(reporting.programme), text="Welke jurist?")
    pilots.reply(again(question), by=now(reporting.lead), text="Een met tijd.")
    pilots.answer(again(question), by=now(reporting.programme), text="Bel Noor.")
    tell_everything()
    assert told(reporting.programme)[-3:] == ["initiative.reported", "check_in.sent", "action.replied"]
    assert told(reporting.lead)[-2:] == ["action.asked_back", "action.answered"]
    paces = dict(Notification.objects.filter(person=reporting.lead).values_list("activity__kind", "pace"))
    assert paces["action.asked_back"] == paces["action.answered"] == "at_once"


def test_telling_twice_tells_once_and_nobody_hears_of_what_they_did(reporting):
    check_in(reporting)
    tell_everything()
    before = Notification.objects.count()
    tell_everything()
    assert Notification.objects.count() == before
    assert not Notification.objects.filter(person=reporting.lead, activity__kind="check_in.sent").exists()


def test_followers_hear_of_news_as_long_as_they_may_see_it(world):
    initiatives.change_ring(world.pilot, by=now(world.lead), ring="network")
    follow(world.network, world.pilot)
    initiatives.add_update(again(world.pilot), by=now(world.lead), title="Het werkt", text="Echt.")
    tell_everything()
    noor = now(world.network)
    assert "update.placed" in told(noor)
    assert any("nieuws van" in one.sentence or "news of" in one.sentence for one in news_of(noor).rows)
    assert unread_count(noor) == len(news_of(noor).rows)
    # when the initiative becomes narrower, what was told is gone as well
    initiatives.change_ring(again(world.pilot), by=now(world.lead), ring="team")
    assert [one.row.activity.kind for one in news_of(noor).rows if one.row.subject_id == world.pilot.pk] == []
    # and nothing new is told
    initiatives.add_update(again(world.pilot), by=now(world.lead), title="Stil", text="Sst.")
    tell_everything()
    assert told(noor).count("update.placed") == 1


def test_what_is_narrower_than_its_initiative_is_told_to_its_own_readers_only(world):
    initiatives.change_ring(world.pilot, by=now(world.lead), ring="network")
    follow(world.network, world.pilot)
    check_in(world, ring="team")
    tell_everything()
    assert "check_in.sent" not in told(world.network)


def test_around_an_initiative_followers_of_its_space_and_themes_hear_that_it_is_there(world):
    follow(world.network, world.space)
    initiatives.submit(
        world.space, by=now(world.lead), title="Nieuw ding", kind="idea",
        texts={"question": "Hoe dan?", "for_whom": "Voor iedereen."}, ring="network", organisation=world.delft,
    )  # fmt: skip
    tell_everything()
    assert "initiative.submitted" in told(world.network)


def test_a_wish_of_before_holds_for_what_comes(reporting):
    Preference.objects.create(person=reporting.programme, group="team", pace="never")
    check_in(reporting)
    tell_everything()
    row = Notification.objects.get(person=reporting.programme, activity__kind="check_in.sent")
    assert row.pace == "never"


def test_what_waits_goes_along_as_wished_now(reporting):
    check_in(reporting)
    tell_everything()
    noor = now(reporting.programme)
    actions.stop(noor, by=None, what="digest")
    assert not Notification.objects.filter(person=noor, pace__in=["daily", "weekly"]).exists()
    assert {group for group in Preference.objects.filter(person=noor).values_list("group", flat=True)} == {
        "team", "belonging", "following",
    }  # fmt: skip


def test_words_are_made_when_they_are_read_in_the_language_of_the_reader(reporting):
    check_in(reporting)
    tell_everything()
    noor = now(reporting.programme)
    with translation.override("nl"):
        dutch = [one.sentence for one in news_of(noor).rows]
    with translation.override("en"):
        english = [one.sentence for one in news_of(noor).rows]
    assert any("verstuurde een check-in" in one for one in dutch)
    assert any("sent a check-in" in one for one in english)


def test_someone_who_asks_to_join_reaches_those_who_decide_and_the_answer_comes_back(world):
    space = spaces.open_space(None, by=now(world.lead), name="Vragen", ring="network", owners=[world.delft])
    spaces.request(space, by=now(world.network))
    tell_everything()
    assert told(world.lead, "space_membership.requested") == ["space_membership.requested"]
    spaces.approve(again(space), by=now(world.lead), member=world.network)
    tell_everything()
    assert told(world.network, "space_member.approved") == ["space_member.approved"]


def test_an_account_that_is_closed_is_told_nothing(reporting):
    type(reporting.programme).objects.filter(pk=reporting.programme.pk).update(is_active=False)
    check_in(reporting)
    tell_everything()
    assert "check_in.sent" not in told(reporting.programme)


@pytest.mark.parametrize("many", [1, 3])
def test_telling_costs_the_same_for_one_and_for_many(world, statements, many):
    initiatives.change_ring(world.pilot, by=now(world.manager), ring="public")
    for number in range(many):
        person = people.sign_up(
            None, by=None, email=f"volger{number}@voorbeeld.example", given_name="Vol", family_name="Ger"
        )
        follow(person, world.pilot)
    initiatives.add_update(again(world.pilot), by=now(world.lead), title="Het werkt", text="Echt.")
    row = Activity.objects.latest("id")
    with statements(8):
        actions.tell(row, by=None)
    assert Notification.objects.filter(activity=row, why="followers").count() == many


def test_what_happened_long_ago_stands_under_news_and_is_not_mailed(reporting):
    question, _other = asked(reporting)
    pilots.answer(question, by=now(reporting.programme), text="Bel Noor.")
    row = Activity.objects.filter(kind="action.answered").latest("id")
    actions.tell(row, by=None, at=row.at + timedelta(days=8))
    assert Notification.objects.get(person=reporting.lead, activity=row).pace == "never"


def test_a_comment_reaches_who_is_mentioned_the_team_and_the_followers_as_far_as_they_may_read_it(world):
    initiatives.change_ring(world.pilot, by=now(world.lead), ring="network")
    pilot = again(world.pilot)
    follow(world.network, pilot)
    row = Activity.objects.create(
        kind="comment.placed", by=now(world.manager), at=pilot.created_at, target_type="conversation.comment",
        target_id=1, audience=pilot.audience,
        facts={
            "comment": 1, "target_type": "initiatives.initiative", "target_id": pilot.pk,
            "mentioned": [world.colleague.pk, world.seller.pk], "reply_to_author": world.operator.pk,
        },
    )  # fmt: skip
    actions.tell(row, by=None, at=row.at)
    why = dict(Notification.objects.filter(activity=row).values_list("person__given_name", "why"))
    assert why == {
        world.colleague.given_name: "mentioned", world.lead.given_name: "team", world.network.given_name: "followers",
    }  # fmt: skip


def test_who_looks_after_what_is_talked_about_hears_it(reporting):
    question, _other = asked(reporting)
    pilots.take_up(question, by=now(reporting.programme))
    colleague = now(reporting.colleague)
    need = exchange.open_need(colleague, by=colleague, kind="data", title="Gegevens over wachten")
    for thing, who, keeper, why in [
        (question, reporting.lead, reporting.programme, "owner"),
        (need, reporting.programme, colleague, "keepers"),
        (reporting.space, reporting.lead, reporting.manager, "space_leads"),
    ]:
        said = comments.place(again(thing), by=now(who), text="Hm.")
        row = Activity.objects.get(kind="comment.placed", target_id=said.pk)
        actions.tell(row, by=None, at=row.at)
        assert (keeper.pk, why) in Notification.objects.filter(activity=row).values_list("person", "why")
