"""Truth tables: news is one's own, the postman is the platform, refused mail is for operators."""

from tests.pilots.conftest import EVERYONE
from vliegwiel.activity.models import Activity
from vliegwiel.notifications import actions, rules
from vliegwiel.notifications.models import Letter, RefusedAddress

from .conftest import now


def who(world, rule) -> set[str]:
    return {name for name in EVERYONE if rule(now(getattr(world, name, None)) if name != "visitor" else None)}


def test_news_wishes_and_follows_are_for_oneself(world):
    for rule in (rules.may_read, rules.may_wish):
        assert who(world, lambda person, rule=rule: rule(person, now(world.lead))) == {"lead"}


def test_telling_mailing_and_forgetting_are_for_the_platform_alone(world):
    activity, lead = Activity.objects.earliest("id"), now(world.lead)
    for rule, subject in [
        (rules.may_tell, activity),
        (rules.may_mail, lead),
        (rules.may_close, Letter(person=lead)),
        (rules.may_keep_refusal, lead),
        (rules.may_clear, None),
    ]:
        assert who(world, lambda person, rule=rule, subject=subject: rule(person, subject)) == {"visitor"}


def test_whoever_holds_the_link_of_a_mail_stops_it(world):
    assert who(world, lambda person: rules.may_stop(person, now(world.lead))) == set(EVERYONE)
    closed = now(world.lead)
    closed.is_active = False
    assert who(world, lambda person: rules.may_stop(person, closed)) == set()


def test_an_address_that_refuses_is_tried_again_by_whose_it_is_and_listed_for_operators(world):
    row = actions.keep_refusal(world.lead, by=None, email="weg@voorbeeld.example", status=550, said="weg")
    assert who(world, lambda person: rules.may_try_again(person, row)) == {"lead"}
    assert who(world, rules.may_see_refused) == {"operator"}
    seen = {name for name in EVERYONE if name != "visitor" and RefusedAddress.objects.visible_to(getattr(world, name))}
    assert seen == {"lead", "operator"}
    assert who(world, lambda person: rules.may_confirm(person, row)) == set(EVERYONE)
