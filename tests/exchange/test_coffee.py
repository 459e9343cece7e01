"""Coffee: two who share something, work elsewhere and never met here; once a month, once in a lifetime."""

import os
import signal
import subprocess
import sys
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from vliegwiel.core.answers import Mistake, Refused
from vliegwiel.exchange.actions import asking, coffee, expertise
from vliegwiel.exchange.coffee_tasks import hold_round
from vliegwiel.exchange.models import CoffeeGuest, CoffeePair, CoffeeSeat, Connection
from vliegwiel.exchange.queries.coffee import next_round
from vliegwiel.initiatives import actions as initiatives
from vliegwiel.initiatives.models import Theme
from vliegwiel.people import actions as people

MAY, JUNE, JULY = date(2027, 5, 1), date(2027, 6, 1), date(2027, 7, 1)


def on(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, 9))


@pytest.fixture
def guests(world):
    """`guests("lead", "outsider")`: these take part, with one theme in common, in this order."""
    theme = Theme.objects.get(slug="werk") if Theme.objects.filter(slug="werk").exists() else Theme.objects.first()

    def come(*names, themes=(theme,)):
        for hours, name in enumerate(names):
            person = world.person(name)
            coffee.join(
                person, by=person, at=timezone.now() - timedelta(days=9) + timedelta(hours=hours), themes=themes
            )
        return world

    return come


def pairs(world, month):
    names = {person.pk: name for name, person in world.people.items()}
    return {frozenset({names[row.one_id], names[row.other_id]}) for row in CoffeePair.objects.filter(month=month)}


def test_two_of_different_organisations_who_share_a_theme_meet(guests):
    world = guests("community", "outsider")
    assert hold_round(MAY, on(MAY)) == 1
    assert pairs(world, MAY) == {frozenset({"community", "outsider"})}
    assert CoffeePair.objects.get().topics


def test_a_round_that_runs_twice_pairs_once(guests):
    guests("community", "outsider")
    hold_round(MAY, on(MAY))
    assert hold_round(MAY, on(MAY)) == 0
    assert CoffeeSeat.objects.count() == 2


def test_never_the_same_two_twice(guests):
    guests("community", "outsider")
    hold_round(MAY, on(MAY))
    assert hold_round(JUNE, on(JUNE)) == 0


def test_colleagues_do_not_meet(guests):
    guests("community", "operator")  # both of UWV, and on no team together
    assert hold_round(MAY, on(MAY)) == 0


def test_nothing_shared_is_no_coffee(guests, world):
    guests("community", themes=Theme.objects.all()[:1])
    guests("outsider", themes=Theme.objects.all()[1:2])
    assert hold_round(MAY, on(MAY)) == 0


def test_a_talent_is_enough(guests, world):
    for name in ("community", "outsider"):
        person = world.person(name)
        people.update_profile(person, by=person, talents=["Voorzitten " if name == "community" else "voorzitten"])
    guests("community", "outsider", themes=())
    hold_round(MAY, on(MAY))
    assert CoffeePair.objects.get().topics == ["talent:voorzitten"]


def test_who_share_a_team_have_met(guests, world):
    guests("lead", "manager")  # both on the team of the letters
    assert hold_round(MAY, on(MAY)) == 0


def test_who_were_on_a_team_together_have_met_too(guests, world):
    letters = world.initiatives["letters"]
    everyone = [person.pk for person in world.people.values()]
    initiatives.give_role(letters, by=world.person("lead"), person=world.people["community"], role="member")
    expertise.gather(None, by=None, people=everyone)
    role = letters.team.get(person=world.people["community"])
    initiatives.take_role(letters, by=world.person("lead"), team_role=role)
    expertise.gather(None, by=None, people=everyone)
    guests("lead", "community")
    assert hold_round(MAY, on(MAY)) == 0


def test_who_were_connected_have_met(guests, world):
    Connection.objects.create(one=world.people["outsider"], other=world.people["community"], made_at=timezone.now())
    guests("community", "outsider")
    assert hold_round(MAY, on(MAY)) == 0


def test_the_one_left_over_is_first_next_time(guests, world):
    guests("community", "outsider", "manager")
    hold_round(MAY, on(MAY))
    (first,) = pairs(world, MAY)
    (left,) = {"community", "outsider", "manager"} - first
    hold_round(JUNE, on(JUNE))
    assert any(left in pair for pair in pairs(world, JUNE))


@pytest.mark.parametrize("way", ["skip", "pause", "stop", "inactive", "out of the network"])
def test_who_stays_away_is_left_alone(guests, world, way):
    guests("community", "outsider")
    guest, person = CoffeeGuest.objects.get(person=world.people["outsider"]), world.person("outsider")
    if way == "skip":
        coffee.skip(guest, by=person, month=MAY)
    elif way == "pause":
        coffee.pause(guest, by=person, until=MAY + timedelta(days=10))
    elif way == "stop":
        coffee.stop(guest, by=person)
    elif way == "inactive":
        person.is_active = False
        person.save()
    else:
        people.end_membership(person.memberships.get(), by=person)
    assert hold_round(MAY, on(MAY)) == 0
    assert hold_round(JUNE, on(JUNE)) == (1 if way in ("skip", "pause") else 0)


def test_themes_come_only_from_what_the_network_may_see(guests, world):
    secret = world.initiatives["secret"]
    theme = Theme.objects.create(slug="geheim-thema", name_nl="Geheim thema", name_en="Secret theme")
    initiatives.edit(secret, by=world.person("lead"), version=secret.version, texts={}, themes=[theme])
    expertise.gather(None, by=None, people=[person.pk for person in world.people.values()])
    guests("lead", themes=())
    coffee.prepare(None, by=None)
    assert f"theme:{theme.pk}" not in CoffeeGuest.objects.get(person=world.people["lead"]).topics


def test_experience_that_is_switched_off_brings_nobody_together(guests, world):
    expertise.gather(None, by=None, people=[person.pk for person in world.people.values()])
    lead = world.person("lead")
    guests("lead", themes=())
    coffee.prepare(None, by=None)
    assert any(topic.startswith("theme:") for topic in CoffeeGuest.objects.get().topics)
    expertise.change_helping(
        lead, by=lead, uses_experience=False, is_askable=True, most_asked=3, paused_until=None, availability=""
    )
    coffee.prepare(None, by=None)
    assert not any(topic.startswith("theme:") for topic in CoffeeGuest.objects.get().topics)


@pytest.mark.parametrize(("name", "may"), [("lead", True), ("supplier", False), ("stranger", False)])
def test_coffee_is_for_the_network(world, name, may):
    person = world.person(name)
    if may:
        assert coffee.join(person, by=person).is_on
    else:
        with pytest.raises(Refused):
            coffee.join(person, by=person)


def test_the_database_has_the_last_word(guests, world):
    guests("community", "outsider")
    hold_round(MAY, on(MAY))
    pair = CoffeePair.objects.get()
    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO exchange_coffeepair (code, month, one_id, other_id, topics, made_at)"
            " SELECT 'abcd2345', month, one_id, other_id, topics, made_at FROM exchange_coffeepair WHERE id = %s",
            [pair.pk],
        )


def test_the_database_gives_nobody_two_in_a_month(guests, world):
    guests("community", "outsider", "manager")
    hold_round(MAY, on(MAY))
    seat = CoffeeSeat.objects.first()
    with pytest.raises(IntegrityError):
        CoffeeSeat.objects.create(pair=seat.pair, person=seat.person, month=MAY)


@pytest.mark.parametrize(
    ("wish", "shows"), [({}, True), ({"ask_first": True}, False), ({"contact_way": "here"}, False)]
)
def test_who_wants_to_be_asked_first_shows_no_address_before_a_yes(guests, world, wish, shows):
    outsider = world.person("outsider")
    if wish:
        people.update_profile(outsider, by=outsider, **wish)
    guests("community", "outsider")
    hold_round(MAY, on(MAY))
    seat = CoffeeSeat.objects.get(person=outsider)
    assert bool(seat.agreed_at) == shows
    with pytest.raises(Refused):
        coffee.agree(seat, by=world.person("community"))
    coffee.agree(seat, by=outsider)
    assert CoffeeSeat.objects.get(pk=seat.pk).agreed_at


@pytest.mark.parametrize(("went", "told"), [("nonsense", ""), ("met", "x" * 2001), ("met", "nul\x00")])
def test_what_cannot_be_told_is_refused(guests, world, went, told):
    guests("community", "outsider")
    hold_round(MAY, on(MAY))
    seat = CoffeeSeat.objects.get(person=world.people["outsider"])
    with pytest.raises(Mistake):
        coffee.tell(seat, by=world.person("outsider"), went=went, told=told)


def test_only_the_two_see_their_coffee(guests, world):
    guests("community", "outsider")
    hold_round(MAY, on(MAY))
    readers = {
        name for name in ("visitor", *world.people) if CoffeePair.objects.visible_to(world.person(name)).exists()
    }
    assert readers == {"community", "outsider"}


@pytest.mark.parametrize(
    ("day", "expected"), [(date(2027, 5, 3), MAY), (date(2027, 5, 8), JUNE), (date(2027, 12, 9), date(2028, 1, 1))]
)
def test_the_next_round_is_in_the_first_week(world, day, expected):
    assert next_round(world.people["lead"], day) == expected


ROUND = """
import sys, datetime
from vliegwiel.config.command_line import start_django
start_django()
from django.utils import timezone
from vliegwiel.exchange.actions import coffee
from vliegwiel.exchange import coffee_tasks
made = 0
introduce = coffee.introduce
def told(*args, **more):
    pair = introduce(*args, **more)
    print("made", flush=True)
    return pair
coffee.introduce = told
month = datetime.date(2027, 5, 1)
coffee_tasks.hold_round(month, timezone.make_aware(datetime.datetime(2027, 5, 1, 9)))
print("done", flush=True)
"""


@pytest.mark.django_db(transaction=True)
def test_a_round_that_is_killed_half_way_goes_on_where_it_was(transactional_db):
    from tests.cast import move_in

    world = move_in()
    theme = Theme.objects.first()
    for number in range(12):
        person = people.sign_up(
            None, by=None, email=f"gast{number}@voorbeeld.example", given_name=f"Gast {number}", family_name="Vos",
            is_verified=True,
        )  # fmt: skip
        body = people.add_organisation(None, by=None, name=f"Lichaam {number}", kind="other")
        membership = people.request_membership(body, by=person)
        people.approve_membership(membership, by=world.person("operator"))
        person.refresh_from_db()
        coffee.join(person, by=person, themes=[theme])
    environ = os.environ | {"DATABASE_URL": database_url()}
    running = subprocess.Popen([sys.executable, "-c", ROUND], stdout=subprocess.PIPE, text=True, env=environ)
    assert running.stdout.readline() == "made\n"
    running.send_signal(signal.SIGKILL)
    running.wait()
    running.stdout.close()
    had = CoffeePair.objects.count()
    assert 1 <= had < 6
    assert hold_round(MAY, on(MAY)) == 6 - had
    assert CoffeeSeat.objects.values("person").distinct().count() == 12


def database_url() -> str:
    from urllib.parse import quote

    settings = connection.settings_dict
    return f"postgresql:///{settings['NAME']}?host={quote(str(settings['HOST']), safe='/')}&user={settings['USER']}"


def test_asking_and_coffee_know_nothing_of_each_other(world):
    """A question is no meeting: who asked each other something may still have coffee."""
    asking.ask(None, by=world.person("outsider"), title="Vraag", text="", people=[(world.person("community"), {})])
    for name in ("outsider", "community"):
        person = world.person(name)
        coffee.join(person, by=person, themes=Theme.objects.all()[:1])
    assert hold_round(MAY, on(MAY)) == 1
