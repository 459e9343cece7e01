"""The front page: figures and a map that are right for whoever looks, and what is one's own."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cast import VIEWERS
from vliegwiel.exchange import actions as exchange
from vliegwiel.exchange.journey import Came
from vliegwiel.exchange.models import Connection, Outcome
from vliegwiel.home import queries
from vliegwiel.initiatives import actions
from vliegwiel.initiatives.journey import End
from vliegwiel.initiatives.models import Initiative
from vliegwiel.people import actions as people
from vliegwiel.spaces import actions as spaces

PUBLIC = {"letters", "counter"}
NETWORK = PUBLIC | {"anonymise", "buddy", "verify"}
SEEN = {
    "visitor": PUBLIC,
    "stranger": PUBLIC,
    "supplier": PUBLIC,
    "operator": NETWORK | {"intake"},
    "community": NETWORK | {"intake"},
    "lead": NETWORK | {"secret"},
    "colleague": NETWORK,
    "manager": NETWORK,
    "outsider": NETWORK,
}
"""Which initiatives of the named world each person can see, worked out by hand from its rings."""
YOUNG = {"anonymise", "intake", "secret"}
"""Not older than thirty days."""
TAKING_PART = {
    "letters": {"zwolle", "tilburg"},
    "counter": {"tilburg"},
    "anonymise": {"tilburg", "zwolle"},
    "buddy": {"zwolle", "tilburg"},
    "verify": {"vng", "zwolle", "hilversum", "uwv"},
    "intake": {"uwv"},
    "secret": {"zwolle"},
}
WITH_PARTS = {"letters", "verify"}


@pytest.mark.parametrize("name", VIEWERS)
def test_the_figures_count_what_this_person_can_see(world, name):
    figures = [one.value for one in queries.glance(world.person(name)).figures]
    seen = SEEN[name]
    assert figures == [
        len(seen),
        len(set().union(*(TAKING_PART[one] for one in seen))),
        len(seen & {"anonymise"}),  # moved seventeen days ago, the others earlier
        len(seen & WITH_PARTS),
        0,
        0,
    ]


@pytest.mark.parametrize(("name", "counted"), [("visitor", 0), ("outsider", 1), ("lead", 2)])
def test_connections_count_where_one_sees_what_they_are_about(world, name, counted):
    lead, outsider = world.person("lead"), world.person("outsider")
    for about in ("letters", "secret"):
        need = exchange.open_need(world.initiatives[about], by=lead, kind="data", title="Testbrieven")
        met = Connection.objects.create(need=need, one=lead, other=outsider, made_at=timezone.now())
        for person in (lead, outsider):
            Outcome.objects.create(connection=met, person=person, came=Came.RESULT, at=timezone.now())
    figure = queries.glance(world.person(name)).figures[4]
    assert (figure.value, figure.label, figure.note) == (
        (1, "verbinding gelegd", "1 daarvan leverde iets op")
        if counted == 1
        else (counted, "verbindingen gelegd", f"{counted} daarvan leverden iets op")
    )


@pytest.mark.parametrize("name", VIEWERS)
def test_new_in_thirty_days_counts_what_this_person_can_see(world, name):
    assert queries.glance(world.person(name)).figures[0].note == f"{len(SEEN[name] & YOUNG)} nieuw in 30 dagen"


@pytest.mark.parametrize("name", VIEWERS)
def test_the_page_names_what_one_can_see_and_nothing_else(world, name, client, signed_in):
    person = world.person(name)
    page = (signed_in(person) if person else client).get("/").content.decode()
    shown = {key for key, one in world.initiatives.items() if one.title in page}
    assert shown == SEEN[name]


@pytest.mark.parametrize(("name", "tilburg", "zwolle"), [("visitor", 1, 1), ("colleague", 2, 2), ("lead", 2, 3)])
def test_the_map_shows_municipalities_with_what_started_there(world, name, tilburg, zwolle, client, signed_in):
    person = world.person(name)
    page = (signed_in(person) if person else client).get("/").content.decode()
    for words, place in [(f"Tilburg: {tilburg} initiatie", "tilburg"), (f"Zwolle: {zwolle} initiatie", "zwolle")]:
        assert words in page
        assert f"/initiatieven/?organisatie={world.organisations[place].code}" in page
    assert "Hilversum:" not in page


def test_a_reuse_is_counted_once_both_sides_can_be_seen(world):
    part = world.initiatives["letters"].parts.first()
    actions.reuse(world.initiatives["secret"], by=world.person("lead"), part=part, state="uses")
    assert queries.glance(world.person("lead")).figures[5].value == 1
    for name in ("visitor", "colleague", "operator"):  # see the part, not who uses it
        assert queries.glance(world.person(name)).figures[5].value == 0


def test_what_was_withdrawn_is_not_new_here(world, client):
    letters = world.initiatives["letters"]
    Initiative.objects.filter(pk=letters.pk).update(end=End.WITHDRAWN)
    assert letters.title not in client.get("/").content.decode()
    assert queries.glance(None).figures[0].value == len(PUBLIC) - 1


def test_the_newest_stand_first_and_no_more_than_fit(world, client):
    for number in range(12):
        place(world.person("lead"), world.spaces["square"], f"Nieuw {number:02}", days_ago=2 - number / 10)
    newest = [one.title for one in queries.glance(None).newest]
    assert newest == [f"Nieuw {number:02}" for number in range(11, 3, -1)]


def test_yours_is_yours_alone(world, signed_in):
    lead, colleague = world.person("lead"), world.person("colleague")
    actions.start_draft(None, by=lead, secret="a" * 32, data={"title": "Van Iris alleen"})
    actions.start_draft(None, by=None, secret="b" * 32, data={"title": "Van niemand nog"})
    mine = queries.mine(lead)
    assert [draft.data["title"] for draft in mine.drafts] == ["Van Iris alleen"]
    assert {one.pk for one in mine.initiatives} == {world.initiatives[key].pk for key in ("letters", "buddy", "secret")}
    assert {space.pk for space in mine.spaces} == {world.spaces[key].pk for key in ("pilotstarter", "workshop")}
    other = queries.mine(colleague)
    assert (other.drafts, other.spaces, [one.pk for one in other.initiatives]) == (
        [],
        [],
        [world.initiatives["letters"].pk],
    )
    assert "Van Iris alleen" in signed_in(lead).get("/").content.decode()
    assert "Van Iris alleen" not in signed_in(colleague).get("/").content.decode()


def test_a_placed_draft_is_no_longer_being_written(world):
    lead = world.person("lead")
    draft = actions.start_draft(None, by=lead, secret="c" * 32, data={"title": "Klaar"})
    actions.submit_draft(draft, by=lead, space=world.spaces["square"], title="Klaar", kind="idea")
    assert queries.mine(world.person("lead")).drafts == []


def test_someone_new_is_told_where_to_begin(world, signed_in):
    assert "Nog niets van jou" in signed_in(world.person("stranger")).get("/").content.decode()


def test_an_empty_installation_invites_the_first(founded, client):
    page = client.get("/").content.decode()
    assert "Hier staat nog niets" in page
    assert page.count("/initiatieven/nieuw/") >= 2


@pytest.mark.parametrize("many", [0, 3, 30])
@pytest.mark.parametrize("who", ["visitor", "signed in"])
def test_the_page_asks_the_database_twelve_times_at_most(founded, client, signed_in, statements, many, who):
    person, square = founded
    for number in range(many):
        place(person, square, f"Initiatief {number}", days_ago=number)
    browser = client if who == "visitor" else signed_in(person)
    with statements(12):
        page = browser.get("/")
    assert page.status_code == 200
    assert re.search(rf'vw-figure__value">{many}<', page.content.decode())


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "Wat wil je weten"), ("en", "What do you want to know"), ("fr", "Wat wil je weten")]
)
def test_the_page_speaks_the_language_that_was_chosen(founded, client, language, words):
    client.cookies["taal"] = language
    assert words in client.get("/").content.decode()


def test_titles_are_text(founded, client):
    place(*founded, "<script>alert(1)</script> 🙂", days_ago=1)
    page = client.get("/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; 🙂" in page


@pytest.fixture
def founded(db):
    """An installation of the first day, with one person who may begin."""
    actions.set_up_words(None, by=None)
    square = spaces.ensure_square(None, by=None)
    person = people.sign_up(
        None, by=None, email="anne@example.org", given_name="Anne", family_name="Bos", is_verified=True
    )
    return person, square


def place(person, square, title, *, days_ago):
    at = timezone.now() - timedelta(days=days_ago)
    return actions.submit(square, by=person, at=at, title=title, kind="idea")
