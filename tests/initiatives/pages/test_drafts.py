"""Saving as one types: at an address that is its own key, whatever becomes of the cookies."""

from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from vliegwiel.activity.models import Activity
from vliegwiel.core.answers import Refused
from vliegwiel.core.codes import new_secret
from vliegwiel.initiatives import actions
from vliegwiel.initiatives.models import Draft, Initiative

from ..conftest import now


def saved_at(secret):
    return reverse("initiatives:draft-keep", args=[secret])


def test_the_first_pause_in_typing_makes_the_draft(world, client):
    secret = new_secret()
    answer = client.post(saved_at(secret), {"title": "Een b"})
    assert (answer.status_code, answer.content) == (204, b"")
    assert Draft.objects.get(secret=secret).data == {"title": "Een b"}


def test_the_address_alone_brings_it_back_when_cookies_are_gone(world, client):
    secret = new_secret()
    client.post(saved_at(secret), {"title": "Een begin", "question": "Wat nu?"})
    elsewhere = Client()
    page = elsewhere.get(reverse("initiatives:draft", args=[secret])).content.decode()
    assert "Een begin" in page
    assert "Wat nu?" in page
    assert elsewhere.post(saved_at(secret), {"question": "Wat dan?"}).status_code == 204
    assert Draft.objects.get(secret=secret).data == {"title": "Een begin", "question": "Wat dan?"}


def test_what_is_not_sent_stays(world, client):
    secret = new_secret()
    client.post(saved_at(secret), {"title": "Titel", "themes": ["bestuur"], "step": "2"})
    client.post(saved_at(secret), {"question": "Vraag", "step": "1"})
    assert Draft.objects.get(secret=secret).data == {"title": "Titel", "themes": ["bestuur"], "question": "Vraag"}


def test_only_fields_of_the_steps_are_kept(world, client):
    secret = new_secret()
    client.post(saved_at(secret), {"title": "Titel", "person": "1", "initiative": "1", "is_staff": "on", "secret": "x"})
    draft = Draft.objects.get(secret=secret)
    assert (draft.data, draft.person, draft.initiative) == ({"title": "Titel"}, None, None)


def test_half_words_and_wrong_words_are_kept_as_they_are(world, client):
    secret = new_secret()
    client.post(saved_at(secret), {"kind": "nog-niets", "title": "x" * 300, "ring": "?"})
    assert Draft.objects.get(secret=secret).data["title"] == "x" * 300
    assert client.get(reverse("initiatives:draft", args=[secret])).status_code == 200


def test_a_flood_is_cut_and_never_breaks(world, client):
    secret = new_secret()
    sent = {"question": "x" * 3_000_000, "themes": ["t" * 5000] * 100}
    assert client.post(saved_at(secret), sent).status_code == 204
    data = Draft.objects.get(secret=secret).data
    assert (len(data["question"]), len(data["themes"]), len(data["themes"][0])) == (100_000, 50, 80)
    too_much = client.post(saved_at(secret), {"question": "x" * 5_000_000})
    assert too_much.status_code in (400, 413)
    assert Draft.objects.get(secret=secret).data == data


def test_no_sign_of_the_keyboard_breaks_saving(world, client):
    secret = new_secret()
    odd = "a\x00b\ud800c\u202ed 🙂".encode("utf-8", "surrogatepass") + b"\xff\xfe"
    body = urlencode({"title": odd, "question": odd, "themes": odd})  # as bytes: no text holds half a character
    sent = client.post(saved_at(secret), body, content_type="application/x-www-form-urlencoded")
    assert sent.status_code == 204
    kept = Draft.objects.get(secret=secret).data
    assert kept["title"].startswith("ab")
    assert kept["title"].count("🙂") == 1
    assert not set("\x00\u202e") & set(str(kept))


def test_it_is_of_who_signed_in_and_of_nobody_else(world, as_, client):
    secret = new_secret()
    assert as_(world.lead).post(saved_at(secret), {"title": "Van Iris"}).status_code == 204
    assert Draft.objects.get(secret=secret).person == world.lead
    assert client.post(saved_at(secret), {"title": "Gekaapt"}).status_code == 404
    assert as_(world.colleague).post(saved_at(secret), {"title": "Gekaapt"}).status_code == 404
    assert Draft.objects.get(secret=secret).data == {"title": "Van Iris"}


def test_saving_after_signing_in_makes_it_ones_own(world, client, as_):
    secret = new_secret()
    client.post(saved_at(secret), {"title": "Begonnen zonder account"})
    as_(world.stranger).post(saved_at(secret), {"question": "En verder?"})
    draft = Draft.objects.get(secret=secret)
    assert (draft.person, len(draft.data)) == (world.stranger, 2)
    assert list(Draft.objects.visible_to(world.stranger)) == [draft]


def test_two_first_saves_that_cross_keep_both(world):
    secret = new_secret()
    first = actions.start_draft(None, by=None, secret=secret, data={"title": "Eén", "question": "Eerst"})
    second = actions.start_draft(None, by=None, secret=secret, data={"title": "Twee"})
    assert first == second
    assert Draft.objects.get(secret=secret).data == {"title": "Twee", "question": "Eerst"}


def test_a_first_save_that_crosses_never_writes_in_somebody_elses_text(world):
    secret = new_secret()
    actions.start_draft(None, by=now(world.lead), secret=secret, data={"title": "Van Iris"})
    for other in (None, now(world.colleague)):
        with pytest.raises(Refused):
            actions.start_draft(None, by=other, secret=secret, data={"title": "Gekaapt"})
    assert Draft.objects.get(secret=secret).data == {"title": "Van Iris"}


def test_nobody_adopts_or_saves_or_places_the_text_of_another(world):
    draft = actions.start_draft(None, by=now(world.lead), secret=new_secret(), data={"title": "Van Iris"})
    for attempt in (
        lambda: actions.adopt_draft(draft, by=now(world.colleague)),
        lambda: actions.save_draft(draft, by=None, data={"title": "x"}),
        lambda: actions.submit_draft(draft, by=now(world.colleague), space=world.square, title="x", kind="idea"),
    ):
        with pytest.raises(Refused):
            attempt()
    assert Draft.objects.get(pk=draft.pk).person == world.lead


def test_placing_again_answers_the_same_initiative(world):
    draft = actions.start_draft(None, by=now(world.lead), secret=new_secret())
    made = [
        actions.submit_draft(draft, by=now(world.lead), space=world.square, title="Eén keer", kind="idea")
        for _ in range(2)
    ]
    assert made[0] == made[1]
    assert Initiative.objects.filter(title="Eén keer").count() == 1


def test_a_refused_placing_leaves_the_text_as_it_was(world):
    closed = world.space
    draft = actions.start_draft(None, by=now(world.stranger), secret=new_secret(), data={"title": "Blijft"})
    with pytest.raises(Refused):
        actions.submit_draft(draft, by=now(world.stranger), space=closed, title="Blijft", kind="idea")
    kept = Draft.objects.get(pk=draft.pk)
    assert (kept.initiative, kept.data) == (None, {"title": "Blijft"})
    assert not Initiative.objects.filter(title="Blijft").exists()


def test_the_log_tells_the_start_and_the_placing_and_never_the_text(world, client, as_):
    secret = new_secret()
    for title in ("G", "Ge", "Geheim"):
        client.post(saved_at(secret), {"title": title})
    as_(world.stranger).post(saved_at(secret), {"title": "Geheim woord"})
    log = Activity.objects.filter(target_type="initiatives.draft")
    assert list(log.order_by("id").values_list("kind", flat=True)) == ["draft.started", "draft.adopted"]
    assert "Geheim" not in str(list(log.values()))


def test_saving_asks_little_of_the_database(world, client, statements):
    secret = new_secret()
    client.post(saved_at(secret), {"title": "x"})
    with statements(18):  # of which six only mark where the transaction began and ended
        assert client.post(saved_at(secret), {"title": "xy"}).status_code == 204


def test_advice_on_reading_comes_without_saving(world, client):
    text = "Wij verzoeken u derhalve om de hierboven genoemde bescheiden te doen toekomen. " * 4
    answer = client.post(reverse("initiatives:reading-level"), {"question": text})
    assert answer.status_code == 200
    assert "woorden per zin" in answer.content.decode()
    assert Draft.objects.count() == 0
    assert client.post(reverse("initiatives:reading-level"), {"question": "\x00" + "x" * 200_000}).status_code == 200
