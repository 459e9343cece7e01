"""Writing something down, from the first letter to the initiative: nothing is lost, nothing is made twice."""

import re
import threading
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.urls import reverse

from vliegwiel.core import rates
from vliegwiel.core.codes import new_secret
from vliegwiel.initiatives import actions
from vliegwiel.initiatives.models import Draft, Initiative, Theme

from ..conftest import build, now

QUESTION = {
    "question": "Hoe maken we de wachtrij korter?",
    "for_whom": "Wie een paspoort aanvraagt",
    "title": "Kort wachten",
    "kind": "pilot",
}
PLAN = {"summary": "Afspraken beter spreiden", "themes": ["bestuur"], "step": "2"}
ODD = "Goed 🙂 <script>alert(1)</script> שלום"


def address(secret, step=1):
    return reverse("initiatives:draft", args=[secret, step])


def readers(space, ring="public"):
    return {"space": space.code, "ring": ring, "step": "3"}


def begin(client) -> str:
    """Press “Write something down”; the secret of the address it leads to."""
    return client.get(reverse("initiatives:new"))["Location"].strip("/").split("/")[-1]


def write(client, world, secret=None) -> str:
    """The first two steps."""
    secret = secret or begin(client)
    for step, typed in [(1, QUESTION), (2, PLAN)]:
        answer = client.post(address(secret, step), typed)
        assert (answer.status_code, answer["Location"]) == (302, address(secret, step + 1))
    return secret


def test_someone_who_signed_in_places_an_initiative_in_three_steps(world, as_):
    client = as_(world.lead)
    secret = write(client, world)
    answer = client.post(address(secret, 3), readers(world.square) | {"organisation": ""})
    made = Initiative.objects.get(title="Kort wachten")
    assert answer["Location"] == made.get_absolute_url()
    assert (made.question, made.for_whom, made.summary) == (QUESTION["question"], QUESTION["for_whom"], PLAN["summary"])
    assert (made.kind, made.ring, made.space) == ("pilot", "public", world.square)
    assert list(Theme.objects.filter(pk__in=made.theme_ids).values_list("slug", flat=True)) == ["bestuur"]
    assert [(one.person, one.role) for one in made.team.all()] == [(world.lead, "lead")]
    page = client.get(answer["Location"]).content.decode()
    assert "Het is geplaatst" in page


def test_it_can_be_done_for_an_organisation_of_ones_own_and_for_no_other(world, as_):
    client = as_(world.lead)
    secret = begin(client)
    write(client, world, secret)
    refused = client.post(address(secret, 3), readers(world.square) | {"organisation": world.leiden.code})
    assert refused.status_code == 200
    assert "Kies iets uit de lijst" in refused.content.decode()
    client.post(address(secret, 3), readers(world.square) | {"organisation": world.delft.code})
    assert Initiative.objects.get(title="Kort wachten").initiator_ids == [world.delft.pk]


def test_a_visitor_starts_without_an_account_and_is_led_to_one_at_the_end(world, client):
    secret = write(client, world)
    page = client.get(address(secret, 3)).content.decode()
    assert "Ga verder en maak een account" in page
    assert "Plaats het" not in page
    answer = client.post(address(secret, 3), readers(world.square))
    assert answer.status_code == 302
    way = parse_qs(urlsplit(answer["Location"]).query)["next"][0]
    assert urlsplit(answer["Location"]).path == reverse("account_signup")
    assert urlsplit(way).path == reverse("people:employer")
    assert parse_qs(urlsplit(way).query)["next"] == [address(secret, 3)]
    assert "Wat je schreef is bewaard" in client.get(answer["Location"]).content.decode()
    assert Draft.objects.get(secret=secret).data["ring"] == "public"
    assert not Initiative.objects.filter(title="Kort wachten").exists()


def test_after_signing_in_the_text_is_ones_own(world, client, as_):
    secret = write(client, world)
    member = as_(world.stranger)
    assert QUESTION["question"] in member.get(address(secret)).content.decode()
    member.post(address(secret), QUESTION)
    assert Draft.objects.get(secret=secret).person == world.stranger
    assert client.get(address(secret)).status_code == 404
    answer = member.post(address(secret, 3), readers(world.square))
    assert Initiative.objects.get(title="Kort wachten").get_absolute_url() == answer["Location"]


def test_signing_in_and_pressing_place_at_once_is_enough(world, client, as_):
    secret = write(client, world)
    as_(world.stranger).post(address(secret, 3), readers(world.square))
    draft = Draft.objects.get(secret=secret)
    assert (draft.person, draft.initiative.title) == (world.stranger, "Kort wachten")


@pytest.mark.parametrize("step", [1, 2, 3])
def test_every_step_shows_again_what_was_typed(world, as_, step):
    client = as_(world.lead)
    secret = write(client, world)
    client.post(address(secret, 3), {"space": world.space.code, "ring": "?", "step": "3"})
    page = client.get(address(secret, step)).content.decode()
    typed = {
        1: [
            QUESTION["question"],
            QUESTION["for_whom"],
            'value="Kort wachten"',
            r'<input[^>]*value="pilot"[^>]*checked',
        ],
        2: [PLAN["summary"], r'<input[^>]*value="bestuur"[^>]*checked'],
        3: [QUESTION["question"], rf'<option[^>]*value="{world.space.code}"[^>]*selected'],
    }
    for words in typed[step]:
        assert re.search(words.replace("?", "[?]"), page), words


def test_themes_can_be_taken_off_again(world, as_):
    client = as_(world.lead)
    secret = write(client, world)
    client.post(address(secret, 2), {"summary": "Anders", "step": "2"})
    assert Draft.objects.get(secret=secret).data["themes"] == []
    assert Draft.objects.get(secret=secret).data["title"] == "Kort wachten"


@pytest.mark.parametrize(
    ("field", "typed"),
    [("title", "x" * 1_000_000), ("question", "y" * 100_000), ("for_whom", "z" * 8_001)],
    ids=["a megabyte of title", "a report as question", "one letter too many"],
)
def test_too_much_is_said_in_a_sentence_and_what_was_typed_stays(world, client, field, typed):
    secret = begin(client)
    answer = client.post(address(secret), QUESTION | {field: typed})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert re.search(r"is \d+ tekens|\d+ tekens lang", page)
    assert typed in page
    kept = Draft.objects.get(secret=secret)
    assert kept.data[field] == typed[:100_000]
    assert all(kept.data[name] == QUESTION[name] for name in QUESTION if name != field)
    again = client.get(address(secret)).content.decode()
    assert typed[:100_000] in again


def test_an_empty_step_comes_back_and_says_which_fields(world, client):
    secret = begin(client)
    page = client.post(address(secret), {"title": "Alleen een titel"}).content.decode()
    assert 'value="Alleen een titel"' in page
    assert page.count('aria-invalid="true"') >= 3


@pytest.mark.parametrize("step", [1, 2, 3])
def test_odd_signs_are_shown_as_text_and_never_as_page(world, client, step):
    secret = begin(client)
    client.post(address(secret), QUESTION | {"question": f"\x00{ODD}\u202e\x07", "title": f"\x00{ODD}"})
    client.post(address(secret, 2), PLAN | {"summary": f"\x07{ODD}\u200b"})
    data = Draft.objects.get(secret=secret).data
    assert (data["question"], data["title"]) == (ODD, ODD)
    page = client.get(address(secret, step)).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "🙂" in page
    assert "שלום" in page


def test_unknown_choices_are_kept_out(world, as_):
    client = as_(world.lead)
    secret = begin(client)
    for step, sent in [
        (1, QUESTION | {"kind": "'; drop table"}),
        (2, PLAN | {"themes": ["bestaat-niet", "\x00"]}),
        (3, {"space": "hackhack", "ring": "public"}),
        (3, {"space": world.square.code, "ring": "iedereen"}),
    ]:
        if step > 1:
            client.post(address(secret), QUESTION)
        answer = client.post(address(secret, step), sent)
        assert answer.status_code == 200, (step, sent)
        assert "Kies iets uit de lijst" in answer.content.decode()


def test_a_ring_wider_than_the_space_is_refused_in_a_sentence(world, as_):
    client = as_(world.lead)
    secret = write(client, world)
    answer = client.post(address(secret, 3), readers(world.space, "public"))
    assert answer.status_code == 200
    assert "breder dan de ruimte zelf" in answer.content.decode()
    assert not Initiative.objects.filter(title="Kort wachten").exists()
    assert client.post(address(secret, 3), readers(world.space, "network")).status_code == 302


def test_a_space_that_one_cannot_place_in_is_not_offered(world, as_, client):
    secret = write(client, world)
    assert world.space.code not in client.get(address(secret, 3)).content.decode()
    sent = client.post(address(secret, 3), readers(world.space, "network"))
    assert "Kies iets uit de lijst" in sent.content.decode()
    assert world.space.code not in as_(world.stranger).get(address(secret, 3)).content.decode()


def test_a_step_that_is_no_longer_right_is_shown_before_anything_is_placed(world, as_):
    client = as_(world.lead)
    secret = write(client, world)
    client.post(reverse("initiatives:draft-keep", args=[secret]), {"title": ""})
    answer = client.post(address(secret, 3), readers(world.square))
    assert answer["Location"] == address(secret, 1)
    assert "Eén stap klopt nog niet" in client.get(answer["Location"]).content.decode()
    assert not Initiative.objects.filter(question=QUESTION["question"]).exists()


def test_pressing_twice_makes_one_initiative(world, as_):
    client = as_(world.lead)
    secret = write(client, world)
    first, second = (client.post(address(secret, 3), readers(world.square)) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Initiative.objects.filter(title="Kort wachten").count() == 1


@pytest.mark.django_db(transaction=True)
def test_pressing_twice_at_the_same_moment_makes_one_initiative(signed_in):
    world = build()
    client = signed_in(world.lead)
    secret = write(client, world)
    ready, answers = threading.Barrier(4), []

    def press():
        other = signed_in(world.lead)
        ready.wait()
        try:
            answers.append(other.post(address(secret, 3), readers(world.square)))
        finally:
            connection.close()

    presses = [threading.Thread(target=press) for _ in range(4)]
    for one in presses:
        one.start()
    for one in presses:
        one.join()
    made = Initiative.objects.get(title="Kort wachten")
    assert {(one.status_code, one.get("Location")) for one in answers} == {(302, made.get_absolute_url())}


def test_a_draft_that_was_placed_leads_to_its_initiative(world, as_):
    client = as_(world.lead)
    secret = write(client, world)
    client.post(address(secret, 3), readers(world.square))
    made = Initiative.objects.get(title="Kort wachten")
    for step in (1, 2, 3):
        assert client.get(address(secret, step))["Location"] == made.get_absolute_url()
        assert client.post(address(secret, step), QUESTION | {"title": "Anders"})["Location"] == made.get_absolute_url()
    assert client.post(reverse("initiatives:draft-keep", args=[secret]), {"title": "Anders"}).status_code == 409
    made.refresh_from_db()
    assert made.title == "Kort wachten"


def test_someone_elses_text_does_not_exist(world, as_, client):
    secret = write(as_(world.lead), world)
    for other in (client, as_(world.operator), as_(world.colleague)):
        for step in (1, 2, 3):
            assert other.get(address(secret, step)).status_code == 404
            assert other.post(address(secret, step), QUESTION).status_code == 404
        assert other.post(reverse("initiatives:draft-keep", args=[secret]), {"title": "x"}).status_code == 404
    assert Draft.objects.get(secret=secret).data["title"] == "Kort wachten"


@pytest.mark.parametrize("step", [0, 4, 9, 10**30])
def test_there_are_three_steps(world, client, step):
    secret = begin(client)
    for method in (client.get, client.post):
        assert method(f"/initiatieven/nieuw/{secret}/{step}/").status_code == 404


@pytest.mark.parametrize("step", [2, 3])
def test_a_later_step_of_nothing_leads_to_the_first(world, client, step):
    secret = new_secret()
    assert client.get(address(secret, step))["Location"] == reverse("initiatives:draft", args=[secret])


@pytest.mark.parametrize("secret", ["%00", "kort", "x" * 41, "x" * 3000, "..", "a%20b" * 6, "é" * 24])
@pytest.mark.parametrize("end", ["", "2/", "bewaar/"])
def test_only_an_address_that_we_gave_out_can_hold_a_text(world, client, secret, end):
    for method in (client.get, client.post):
        assert method(f"/initiatieven/nieuw/{secret}/{end}", {"title": "x"}).status_code in (404, 405)
    assert Draft.objects.count() == 0


def test_looking_saves_nothing(world, client):
    secret = begin(client)
    assert client.get(address(secret)).status_code == 200
    assert Draft.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "has_secret", "wrong"),
    [("new", False, "post"), ("draft", True, "put"), ("draft-keep", True, "get"), ("reading-level", False, "get")],
)
def test_another_method_is_refused_with_a_page(world, client, name, has_secret, wrong):
    answer = getattr(client, wrong)(reverse(f"initiatives:{name}", args=[new_secret()] if has_secret else []))
    assert answer.status_code == 405
    assert "knop of formulier" in answer.content.decode()


def test_very_often_is_answered_with_a_sentence_and_nothing_is_lost(world, client, monkeypatch):
    secret = write(client, world)
    monkeypatch.setattr(rates, "_count", lambda *_: 121)
    answer = client.post(address(secret), QUESTION | {"title": "Te vaak"})
    assert answer.status_code == 429
    assert "heel vaak" in answer.content.decode()
    assert Draft.objects.get(secret=secret).data["title"] == "Kort wachten"
    assert client.get(address(secret)).status_code == 200


def test_a_hundred_and_twenty_steps_an_hour_are_enough_for_anyone(world, client):
    secret = begin(client)
    client.post(address(secret), {"title": "Eén"})
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cache SET value = '119' WHERE cache_key LIKE 'rate:draft:%%'")
        assert cursor.rowcount >= 1
    assert client.post(address(secret), {"title": "Twee"}).status_code == 200
    assert client.post(address(secret), {"title": "Drie"}).status_code == 429


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("step", [1, 2, 3])
def test_the_steps_speak_both_languages(world, client, step, language):
    client.cookies["taal"] = language
    secret = write(client, world)
    page = client.get(address(secret, step)).content.decode()
    assert f'lang="{language}"' in page
    dutch, english = {
        1: ("Wat is de vraag?", "What is the question?"),
        2: ("Wat levert het op?", "What does it yield?"),
    }.get(step, ("Wie mag het lezen?", "Who may read it?"))
    assert (dutch in page, english in page) == (language == "nl", language == "en")


@pytest.mark.parametrize("step", [1, 2, 3])
def test_a_step_asks_the_database_the_same_however_much_there_is(world, as_, statements, step):
    client = as_(world.lead)
    secret = write(client, world)
    with statements(12):
        assert client.get(address(secret, step)).status_code == 200
    for number in range(5):
        actions.start_draft(None, by=now(world.lead), secret=new_secret(), data={"title": str(number)})
    with statements(12):
        assert client.get(address(secret, step)).status_code == 200
