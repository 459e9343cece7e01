"""Looking at an initiative: every tab, as everyone, within its statements."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from vliegwiel.initiatives import actions
from vliegwiel.initiatives.models import Initiative

from ..conftest import AT, now

TABS = ["initiative", "progress", "parts", "checks", "team", "files", "history"]
NAMES = [f"initiatives:{tab}" for tab in TABS]
EVERYONE = ["visitor", "stranger", "seller", "network", "colleague", "lead", "manager", "operator"]


def page(initiative, name="initiatives:initiative", *more) -> str:
    return reverse(name, args=[initiative.code, initiative.slug, *more])


def fill(world, initiative, many: int) -> None:
    lead = now(world.lead)
    for number in range(many):
        part = actions.add_part(initiative, by=lead, kind="data", name=f"Lijst {number}", description="Namen")
        actions.add_update(initiative, by=lead, title=f"Nieuws {number}", text="Het werkt.")
        actions.add_check(
            initiative,
            by=lead,
            at=AT,
            done_on=AT.date(),
            method="panel",
            how_many=3,
            learned="Veel",
            outcome="adjusted",
        )
        actions.set_link(initiative, by=lead, label=f"Elders {number}", url="https://example.org/")
        actions.attach_file(initiative, by=lead, upload=SimpleUploadedFile(f"{number}.txt", b"tekst"))
        actions.edit(initiative, by=lead, version=initiative.version, texts={"goal": f"Doel {number}"})
        initiative.refresh_from_db()
        if initiative == world.public:
            actions.reuse(world.pilot, by=lead, part=part, state="uses")


@pytest.mark.parametrize("name", NAMES)
def test_every_tab_opens_for_who_sees_the_initiative(world, as_, name):
    for who in EVERYONE:
        answer = as_(getattr(world, who)).get(page(world.pilot, name))
        assert answer.status_code == (200 if who in {"network", "colleague", "lead", "manager"} else 404), who
        assert as_(getattr(world, who)).get(page(world.public, name)).status_code == 200


@pytest.mark.parametrize("many", [1, 30])
def test_a_page_costs_the_same_whatever_hangs_under_it(world, as_, statements, many):
    fill(world, world.public, many)
    for who in ("visitor", "lead"):
        client = as_(getattr(world, who))
        for name in NAMES:
            with statements(15):
                assert client.get(page(world.public, name)).status_code == 200


def test_an_address_with_an_older_title_leads_on(world, client):
    old = page(world.public, "initiatives:progress")
    actions.edit(world.public, by=now(world.lead), version=1, texts={"title": "Nieuwe titel"})
    new = page(Initiative.objects.get(pk=world.public.pk), "initiatives:progress")
    answer = client.get(old)
    assert (answer.status_code, answer["Location"]) == (301, new)
    assert client.get(f"/initiatieven/{world.public.code}/").status_code == 301


@pytest.mark.parametrize("title", ["Voortgang", "Team", "Bewerken"])
def test_a_title_that_is_the_word_of_a_tab_keeps_its_own_page(world, client, title):
    actions.edit(world.public, by=now(world.lead), version=1, texts={"title": title})
    one = Initiative.objects.get(pk=world.public.pk)
    assert f'<h1 class="vw-name">{title}</h1>' in client.get(one.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    "address", ["/initiatieven/zzzzzzzz/x/", "/initiatieven/%00%00%00%00%00%00%00%00/x/", "/initiatieven/abcdefgh/"]
)
def test_an_address_that_is_of_nothing_is_not_there(world, client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "query", ["?na=%00", "?na=zzzzzzzz", "?na=" + "x" * 5000, "?voor=-1", "?voor=9" * 30, "?voor=%F0%9F%98%80"]
)
def test_an_odd_place_to_go_on_from_is_no_error(world, client, query):
    for name in ("initiatives:progress", "initiatives:history"):
        assert client.get(page(world.public, name) + query).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_tab_is_only_looked_at(world, client, method):
    assert getattr(client, method)(page(world.public)).status_code == 405


def test_only_tabs_in_use_are_shown(world, client, as_):
    for shown_to_visitor, tab in [(True, "voortgang"), (True, "team"), (False, "toetsen"), (False, "geschiedenis")]:
        assert (f'/{tab}/"' in client.get(page(world.public)).content.decode()) == shown_to_visitor
        assert f'/{tab}/"' in as_(world.lead).get(page(world.public)).content.decode()


def test_the_page_says_whether_users_were_asked(world, client):
    assert "Nog niet getoetst met gebruikers" in client.get(page(world.public)).content.decode()
    fill(world, world.public, 1)
    assert "Getoetst met gebruikers" in client.get(page(world.public)).content.decode()


def test_what_looks_like_a_script_is_shown_as_text(world, client):
    evil = "<script>alert(1)</script> \u202egniht neve\u202c 🙂 مرحبا"
    actions.edit(
        world.public, by=now(world.lead), version=1, texts={"title": evil[:100], "question": evil, "goal": evil}
    )
    one = Initiative.objects.get(pk=world.public.pk)
    for name in NAMES:
        text = client.get(page(one, name)).content.decode()
        assert "<script>alert" not in text
        assert "&lt;script&gt;" in text


def test_names_are_for_who_may_see_the_profile(world, client, as_):
    fill(world, world.public, 1)
    for name in (
        "initiatives:team",
        "initiatives:progress",
        "initiatives:checks",
        "initiatives:files",
        "initiatives:history",
    ):
        assert "Iris" not in client.get(page(world.public, name)).content.decode()
        assert "Iris" in as_(world.network).get(page(world.public, name)).content.decode()


def test_a_lesson_for_the_team_stays_with_the_team(world, client, as_):
    actions.end(world.public, by=now(world.lead), end="stopped", reason="Werkt niet.", lesson="Onder ons gezegd")
    assert "Onder ons gezegd" in as_(world.lead).get(page(world.public, "initiatives:progress")).content.decode()
    for viewer in (None, world.network, world.operator):
        text = as_(viewer).get(page(world.public, "initiatives:progress")).content.decode()
        assert "Werkt niet." in text
        assert "Onder ons gezegd" not in text


def test_a_merged_one_shows_the_way_on_to_who_may_go_there(world, client, as_):
    actions.end(world.public, by=now(world.lead), end="merged", reason="Samen verder.", into=world.pilot)
    for name in ("initiatives:initiative", "initiatives:progress"):
        assert world.pilot.title in as_(world.network).get(page(world.public, name)).content.decode()
        assert world.pilot.title not in client.get(page(world.public, name)).content.decode()


def test_reuse_is_seen_from_both_sides_by_who_sees_both(world, client, as_):
    fill(world, world.public, 1)
    part = world.public.parts.get()
    for address in (page(world.public, "initiatives:parts"), part.get_absolute_url()):
        assert world.pilot.title in as_(world.network).get(address).content.decode()
        assert world.pilot.title not in client.get(address).content.decode()
    assert part.name in as_(world.network).get(page(world.pilot, "initiatives:parts")).content.decode()


def test_a_withdrawn_one_is_not_there_for_others(world, client, as_):
    actions.end(world.public, by=now(world.lead), end="withdrawn", reason="Per ongeluk.")
    assert client.get(page(world.public)).status_code == 404
    assert as_(world.colleague).get(page(world.public)).status_code == 404
    assert as_(world.lead).get(page(world.public)).status_code == 200


def test_history_marks_what_came_and_went_in_words_too(world, client):
    actions.edit(world.public, by=now(world.lead), version=1, texts={"question": "Hoe schrijven we korter?"})
    text = client.get(page(world.public, "initiatives:history")).content.decode()
    assert "<del>" in text
    assert "[weggehaald:]" in text
    assert "[toegevoegd:]" in text


def test_what_the_source_says_is_shown_with_its_words(world, client):
    Initiative.objects.filter(pk=world.public.pk).update(
        source="Algoritmeregister", external_id="7", source_url="javascript:alert(1)", source_organisation="Gemeente X",
        extras={"legal_basis": "Participatiewet", "own_word": "Iets"},
    )  # fmt: skip
    text = client.get(page(world.public)).content.decode()
    for words in ("Algoritmeregister", "Gemeente X", "Juridische basis", "Participatiewet", "own_word"):
        assert words in text
    assert "javascript:" not in text
