"""The last step of writing something down: where it stands, for whom one does it, and who will read it."""

import re
from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from vliegwiel.initiatives.models import Initiative

from .test_submission import PLAN, QUESTION, address, readers, write


@pytest.mark.parametrize(("where", "ring"), [("square", "public"), ("space", "network")])
def test_without_a_choice_of_readers_it_goes_as_far_as_the_space_that_was_chosen(world, as_, where, ring):
    client = as_(world.lead)
    secret = write(client, world)
    page = client.get(address(secret, 3)).content.decode()
    assert re.search(r'<input[^>]*name="ring"[^>]*value=""[^>]*checked', page)
    assert "Pilots (netwerk)" in page
    client.post(address(secret, 3), readers(getattr(world, where), ring=""))
    assert Initiative.objects.get(title="Kort wachten").ring == ring


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("space={square}", "Iedereen kan dit lezen"),
        ("space={space}", "Iedereen met een bevestigd account"),
        ("space={space}&organisation=", "Iedereen die werkt bij Leiden"),
        ("space={space}&organisation={delft}", "Iedereen die werkt bij Delft, Leiden"),
        ("space=hackhack&organisation=%00", "Iedereen kan dit lezen"),
    ],
)
def test_the_page_says_who_can_read_it_in_the_space_and_for_the_organisation_chosen(world, as_, asked, sentence):
    client = as_(world.lead)
    secret = write(client, world)
    words = asked.format(square=world.square.code, space=world.space.code, delft=world.delft.code)
    page = client.get(f"{address(secret, 3)}?{words}").content.decode()
    assert sentence in page.partition('id="lezers"')[2].partition("</section>")[0]


def test_the_only_organisation_of_who_writes_is_chosen_already(world, as_):
    client = as_(world.lead)
    page = client.get(address(write(client, world), 3)).content.decode()
    assert re.search(rf'<option[^>]*value="{world.delft.code}"[^>]*selected', page)
    stranger = as_(world.stranger)
    assert 'name="organisation"' not in stranger.get(address(write(stranger, world), 3)).content.decode()


def test_who_begins_on_the_page_of_a_space_finds_that_space_chosen_at_the_end(world, as_):
    client = as_(world.lead)
    begun = client.get(f"{reverse('initiatives:new')}?ruimte={world.space.code}")["Location"]
    page = client.get(begun).content.decode()
    assert f'name="space" value="{world.space.code}"' in page
    secret = urlsplit(begun).path.strip("/").split("/")[-1]
    client.post(address(secret), QUESTION | {"space": world.space.code})
    client.post(address(secret, 2), PLAN)
    page = client.get(address(secret, 3)).content.decode()
    assert re.search(rf'<option[^>]*value="{world.space.code}"[^>]*selected', page)


@pytest.mark.parametrize("asked", ["", "kort", "%00%00%00%00", "x" * 5000, "<script>"])
def test_an_odd_space_in_the_address_is_no_space(world, client, asked):
    begun = client.get(f"{reverse('initiatives:new')}?ruimte={asked}")["Location"]
    assert "ruimte" not in begun
    assert 'name="space"' not in client.get(f"{begun}?ruimte={asked}").content.decode()
