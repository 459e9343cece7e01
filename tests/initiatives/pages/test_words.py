"""The lists that operators and space leads keep."""

from django.urls import reverse

from vliegwiel.initiatives.models import Theme, Track

from ..conftest import now


def test_operators_add_rename_and_retire_themes(world, as_):
    client = as_(world.operator)
    assert client.get(reverse("initiatives:themes")).status_code == 200
    assert client.post(reverse("initiatives:themes"), {"name_nl": "Schulden", "name_en": "Debts"}).status_code == 302
    theme = reverse("initiatives:theme", args=["schulden"])
    assert client.get(theme).status_code == 200
    assert client.post(theme, {"name_nl": "Schuldhulp", "name_en": "Debts", "is_retired": "on"}).status_code == 302
    found = Theme.objects.get(slug="schulden")
    assert (found.name_nl, found.is_retired) == ("Schuldhulp", True)


def test_a_theme_that_is_there_already_comes_back(world, as_):
    answer = as_(world.operator).post(reverse("initiatives:themes"), {"name_nl": "bestuur", "name_en": "x"})
    assert "staat al in de lijst" in answer.content.decode()


def test_themes_are_closed_to_others(world, as_):
    for address in (reverse("initiatives:themes"), reverse("initiatives:theme", args=["bestuur"])):
        assert as_(None).get(address).status_code == 302
        assert as_(world.manager).get(address).status_code == 403
        assert as_(world.manager).post(address, {}).status_code == 403
        assert as_(world.operator).delete(address).status_code == 405
    assert as_(world.operator).get("/initiatieven/themas/bestaat-niet/").status_code == 404


def test_a_lead_of_the_space_adds_a_track(world, as_):
    address = reverse("initiatives:tracks", args=[world.space.code])
    client = as_(now(world.manager))
    assert client.get(address).status_code == 200
    data = {"name": "Eigen route", "stage_1": "Begin", "next_step_1": "Bel iemand", "stage_2": "Eind"}
    assert client.post(address, data).status_code == 302
    track = Track.objects.get(space=world.space)
    assert [stage.name_nl for stage in track.stages.all()] == ["Begin", "Eind"]
    again = client.post(address, data)
    assert "heeft al een route met deze naam" in again.content.decode()
    short = client.post(address, {"name": "Kort", "stage_1": "Begin\x00"})
    assert (short.status_code, Track.objects.filter(space=world.space).count()) == (200, 1)


def test_tracks_are_closed_to_others(world, as_):
    address = reverse("initiatives:tracks", args=[world.space.code])
    assert as_(None).get(address).status_code == 404
    assert as_(world.network).get(address).status_code == 403
    assert as_(world.network).post(address, {"name": "x"}).status_code == 403
