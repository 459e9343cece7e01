"""Feeds: only what is public, valid Atom, and nothing sent again that is the same."""

from xml.etree import ElementTree

import pytest
from django.urls import reverse

from vliegwiel.initiatives import actions as initiatives
from vliegwiel.initiatives.models import Theme

from ..conftest import again, now

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def public(world):
    initiatives.change_ring(world.pilot, by=now(world.manager), ring="public")
    world.pilot = again(world.pilot)
    return world


def entries(answer):
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    root = ElementTree.fromstring(answer.content)
    assert root.tag == f"{ATOM}feed"
    assert root.find(f"{ATOM}id").text
    assert root.find(f"{ATOM}updated").text
    return root.findall(f"{ATOM}entry")


def addresses(world):
    theme = Theme.objects.order_by("id").first()
    return [
        reverse("notifications:feed"),
        reverse("notifications:feed-theme", args=[theme.slug]),
        reverse("notifications:feed-organisation", args=[world.delft.code]),
        reverse("notifications:feed-initiative", args=[world.pilot.code]),
    ]


def test_new_initiatives_are_in_the_feeds_of_all_and_of_their_organisation(public, client):
    for address in (addresses(public)[0], addresses(public)[2]):
        titles = [entry.find(f"{ATOM}title").text for entry in entries(client.get(address))]
        assert public.pilot.title in titles


def test_what_is_not_public_is_in_no_feed_whoever_asks(world, client, as_):
    initiatives.change_ring(world.pilot, by=now(world.lead), ring="network")
    for someone in (client, as_(world.lead), as_(world.operator)):
        for address in addresses(world)[:3]:
            assert world.pilot.title not in someone.get(address).content.decode()
        assert someone.get(addresses(world)[3]).status_code == 404


def test_news_of_an_initiative_with_signs_that_mean_something_in_xml(public, client):
    initiatives.add_update(public.pilot, by=now(public.lead), title="A & B <c>", text="x" * 2000 + "<script>")
    (entry,) = entries(client.get(addresses(public)[3]))
    assert entry.find(f"{ATOM}title").text == "A & B <c>"
    assert len(entry.find(f"{ATOM}summary").text) == 501


def test_the_same_is_not_sent_again(public, client):
    first = client.get(addresses(public)[0])
    assert first["ETag"]
    assert first["Last-Modified"]
    assert client.get(addresses(public)[0], headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert client.get(addresses(public)[0], headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304


def test_pages_say_where_their_feed_is(public, client):
    for page in ("/", "/initiatieven/", public.delft.get_absolute_url(), public.pilot.get_absolute_url()):
        assert 'type="application/atom+xml"' in client.get(page).content.decode(), page
    assert "/feeds/thema/zorg/" in client.get("/initiatieven/?thema=zorg").content.decode()
    assert 'href="/feeds/initiatieven/"' in client.get("/initiatieven/?thema=%22%3E%3Cb").content.decode()


@pytest.mark.parametrize("address", ["/feeds/thema/niets/", "/feeds/organisatie/niets/", "/feeds/initiatief/aaaaaaaa/"])
def test_a_feed_of_nothing_is_not_there(world, client, address):
    assert client.get(address).status_code == 404


def test_a_feed_costs_two_statements_at_most(public, client, statements):
    for address in addresses(public):
        with statements(2):
            assert client.get(address).status_code == 200
