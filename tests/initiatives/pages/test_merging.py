"""Merging on the pages: what follows is said first, the old address leads on, and only for who may see both."""

import re

import pytest
from django.urls import reverse

from vliegwiel.initiatives import actions
from vliegwiel.initiatives.models import Initiative, Merger

from ..conftest import now
from ..test_merging import fresh, furnish, merged, propose


@pytest.fixture
def two(world):
    return furnish(world)


def words(answer) -> str:
    text = answer.content.decode()
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", text[text.find("<main") : text.find("</main")]))


def test_a_team_proposes_it_and_the_other_side_agrees(two, as_):
    team, other_side = as_(two.network), as_(two.lead)
    form = reverse("initiatives:merge", args=[two.other.code, two.other.slug, two.pilot.code])
    assert two.pilot.title in words(team.get(form))
    sent = team.post(form, {"stays": two.pilot.code, "reason": "Hetzelfde programma."})
    merger = Merger.objects.get()
    assert sent["Location"] == merger.get_absolute_url()
    page = words(other_side.get(merger.get_absolute_url()))
    assert "Bouwstenen, gebruikerstoetsen, nieuws" in page
    assert "Het kan worden teruggedraaid" in page
    assert "Hetzelfde programma." in page
    done = other_side.post(reverse("initiatives:merger-agree", args=[merger.code]))
    assert done["Location"] == two.pilot.get_absolute_url()
    assert fresh(two.other).end == "merged"
    assert two.other.title in words(
        other_side.get(reverse("initiatives:progress", args=[two.pilot.code, two.pilot.slug]))
    )


def test_the_old_address_leads_on_and_is_asked_again_each_time(two, as_):
    merged(two)
    client = as_(two.lead)
    for name in ("initiative", "parts", "checks", "team", "files", "progress"):
        answer = client.get(reverse(f"initiatives:{name}", args=[two.other.code, two.other.slug]))
        assert answer.status_code == 301
        assert answer["Location"] == reverse(f"initiatives:{name}", args=[two.pilot.code, two.pilot.slug])
        assert answer["Cache-Control"] == "private, no-store"
    by_code = client.get(f"/initiatieven/{two.other.code}/", follow=True)
    assert two.pilot.title in words(by_code)
    as_it_was = client.get(f"{two.other.get_absolute_url()}?origineel=ja")
    assert as_it_was.status_code == 200
    assert "Hoe lakken we sneller?" in words(as_it_was)
    assert "samengevoegd" in words(as_it_was).lower()


def test_who_may_not_see_the_other_is_not_led_there(two, as_):
    merged(two)
    Initiative.objects.filter(pk=two.other.pk).update(audience=["public"])
    answer = as_(None).get(two.other.get_absolute_url())
    assert answer.status_code == 200
    assert two.pilot.title not in answer.content.decode()
    assert as_(None).get(Merger.objects.get().get_absolute_url()).status_code == 404


def test_undone_it_is_itself_again(two, as_):
    merger = merged(two)
    client = as_(two.lead)
    assert "Draai de samenvoeging terug" in words(client.get(merger.get_absolute_url()))
    client.post(reverse("initiatives:merger-undo", args=[merger.code]))
    assert client.get(two.other.get_absolute_url()).status_code == 200


def test_declining_says_so(two, as_):
    merger = propose(two)
    client = as_(two.lead)
    client.post(reverse("initiatives:merger-decline", args=[merger.code]), {"answer": "Ander doel."})
    assert "Ander doel." in words(client.get(merger.get_absolute_url()))


@pytest.mark.parametrize("what", ["agree", "decline", "undo"])
@pytest.mark.parametrize("name", ["stranger", "colleague"])
def test_the_buttons_are_for_who_decides(two, as_, name, what):
    merger = propose(two)
    answer = as_(getattr(two, name)).post(reverse(f"initiatives:merger-{what}", args=[merger.code]))
    assert answer.status_code in (403, 404)
    assert Merger.objects.get().state == "proposed"


def test_only_what_can_stay_is_offered(two, as_):
    form = reverse("initiatives:merge", args=[two.pilot.code, two.pilot.slug, two.public.code])
    page = as_(two.lead).get(form).content.decode()
    assert f'value="{two.public.code}"' in page
    assert f'value="{two.pilot.code}"' not in page
    wrong = as_(two.lead).post(form, {"stays": two.pilot.code, "reason": "x"})
    assert wrong.status_code == 200
    assert not Merger.objects.exists()


def test_what_one_may_not_see_cannot_be_merged_with(two, as_):
    actions.change_ring(two.pilot, by=now(two.lead), ring="team")
    form = reverse("initiatives:merge", args=[two.other.code, two.other.slug, two.pilot.code])
    assert as_(two.network).get(form).status_code == 404


def test_with_itself_there_is_no_such_page(two, as_):
    form = reverse("initiatives:merge", args=[two.pilot.code, two.pilot.slug, two.pilot.code])
    assert as_(two.lead).get(form).status_code == 404
