"""Reading a conversation and saying something: nothing typed is lost, nothing odd gets through."""

import re

import pytest
from django.urls import reverse

from tests.conversation.conftest import again, hide, newcomer, page, say
from tests.initiatives.conftest import now
from vliegwiel.conversation import actions
from vliegwiel.conversation.models import Comment, Mention


def talk(kind, thing) -> str:
    return reverse("conversation:talk", args=[kind, thing.code])


def of(comment, name) -> str:
    return reverse(f"conversation:{name}", args=[comment.code])


@pytest.fixture
def box(world, as_):
    """A client of Noor, and a function that says something about the public initiative."""
    client = as_(world.network)

    def post(text, **more):
        return client.post(talk("initiatief", world.public), {"text": text, "secret": "k" * 32} | more)

    post.client = client
    return post


def test_what_was_said_stands_on_the_tab_and_the_form_sends_once(world, box):
    for _twice in range(2):
        answer = box("Eerste zin.\n\nZie https://example.org/a?b=1&c")
        assert answer.status_code == 302
    (one,) = Comment.objects.all()
    assert answer["Location"] == f"{page(world.public)}?bij={one.code}#reactie-{one.code}"
    text = box.client.get(answer["Location"]).content.decode()
    assert "Eerste zin." in text
    assert 'rel="nofollow ugc" href="https://example.org/a?b=1&amp;c"' in text
    assert f'id="reactie-{one.code}"' in text


def test_a_visitor_reads_a_public_conversation_without_names_and_signs_in_to_say_something(world, client):
    one = say(world)
    text = client.get(page(world.public)).content.decode()
    assert "Mooi werk." in text
    assert world.network.name not in text
    assert "conversation" not in text.lower() or "nuttig/" not in text
    for name in ("reply", "change", "withdraw", "report", "hide", "appeal"):
        assert of(one, name) not in text
    answer = client.post(talk("initiatief", world.public), {"text": "Hoi"})
    assert answer["Location"].startswith("/account/inloggen/")
    assert Comment.objects.count() == 1


def test_what_one_may_not_see_has_no_conversation(team, as_):
    one = say(team, "Geheim", by="lead", about=team.pilot)
    stranger = as_(team.network)
    for address in [page(team.pilot), talk("initiatief", team.pilot), reverse(
        "conversation:mentionable", args=["initiatief", team.pilot.code]
    )]:  # fmt: skip
        assert stranger.get(address).status_code == 404
    for name in ("comment", "reply", "change", "versions", "withdraw", "report", "hide", "appeal", "decide"):
        assert stranger.get(of(one, name)).status_code == 404, name
    for name in ("helpful", "keep"):
        assert stranger.post(of(one, name)).status_code == 404, name
    assert stranger.post(talk("initiatief", team.pilot), {"text": "Hoi"}).status_code == 404
    assert stranger.get(talk("onzin", team.public)).status_code == 404


@pytest.mark.parametrize("text", ["", "   ", "woord " * 170_000, "x" * 4001])
def test_what_cannot_be_placed_is_said_and_kept(box, text):
    answer = box(text)
    assert answer.status_code == 200
    shown = answer.content.decode()
    assert "Er klopt nog één ding niet" in shown
    assert text.strip()[:3000] in shown
    assert not Comment.objects.exists()


def test_odd_signs_go_and_script_other_scripts_and_pictures_stay_as_text(world, box):
    said = "<script>alert(1)</script>\x00\x07\u202e 👩‍👩‍👧 مرحبا بكم בעברית"
    box(said)
    assert Comment.objects.get().text == "<script>alert(1)</script> 👩‍👩‍👧 مرحبا بكم בעברית"
    shown = box.client.get(page(world.public)).content.decode()
    assert "<script>alert" not in shown
    assert "&lt;script&gt;" in shown
    assert "مرحبا" in shown


def test_a_whole_name_that_reads_along_is_a_mention_and_follows_a_new_name(world, box):
    assert box("Dag @Iris Bos, kijk eens. Mail a@b.nl").status_code == 302
    assert Comment.objects.get().text == f"Dag @{world.lead.code}, kijk eens. Mail a@b.nl"
    assert Mention.objects.get().person == world.lead
    type(world.lead).objects.filter(pk=world.lead.pk).update(family_name="Wit")
    shown = box.client.get(page(world.public)).content.decode()
    assert f'<a class="vw-link" href="{world.lead.get_absolute_url()}">@Iris Wit</a>' in shown


def test_half_a_name_is_asked_about_and_what_was_typed_goes_along(world, box):
    answer = box("Dag @Iris, en @thuis")
    assert answer.status_code == 200
    shown = answer.content.decode()
    assert not Comment.objects.exists()
    number = re.search(r'name="(kies-\d+)" value="' + world.lead.code, shown)[1]
    assert "Dag @Iris, en @thuis" in shown
    answer = box("Dag @Iris, en @thuis", **{number: world.lead.code})
    assert answer.status_code == 302
    assert Comment.objects.get().text == f"Dag @{world.lead.code}, en @thuis"


def test_nobody_is_also_an_answer(world, box):
    assert box("Dag @Iris", **{"kies-0": "-"}).status_code == 302
    assert Comment.objects.get().text == "Dag @Iris"
    assert not Mention.objects.exists()


def test_who_does_not_read_along_is_refused_with_one_sentence_for_all(team, as_):
    client = as_(team.lead)
    for name in ("@Noor Bos", "@Noor", f"@{team.network.code}"):
        answer = client.post(talk("initiatief", team.pilot), {"text": f"Dag {name}", "secret": "k" * 32})
        if answer.status_code == 200:
            assert "je kunt alleen mensen noemen die hier meelezen" in answer.content.decode()
            assert f"Dag {name}" in answer.content.decode()
    assert not Mention.objects.exists()
    assert not Comment.objects.filter(text__contains="Noor").exists()
    for nobody in ("@Zebedeus Nietbestaand", "@22222222"):
        assert client.post(talk("initiatief", team.pilot), {"text": nobody}).status_code == 302


def test_a_forged_choice_of_who_may_not_read_it_mentions_nobody(team, as_):
    client = as_(team.lead)
    client.post(
        talk("initiatief", team.pilot),
        {"text": "Dag iemand", "vermeld": [team.network.code, "x" * 5000], "kies-0": team.network.code, "kies-x": "?"},
    )
    assert Comment.objects.get().text == "Dag iemand"
    assert not Mention.objects.exists()


def test_the_list_while_typing_holds_only_who_reads_along(team, as_):
    address = reverse("conversation:mentionable", args=["initiatief", team.pilot.code])
    found = as_(team.lead).get(address, {"q": "pi"}).content.decode()
    assert f'data-code="{team.manager.code}"' in found
    assert "Noor" not in as_(team.lead).get(address, {"q": "no"}).content.decode()
    assert as_(team.lead).get(address, {"q": "x" * 9000}).status_code == 200
    open_list = reverse("conversation:mentionable", args=["initiatief", team.public.code])
    assert "Noor" in as_(team.lead).get(open_list, {"q": "no"}).content.decode()


def test_people_who_mention_each_other_go_round_without_harm(world):
    for by, other in [("network", "lead"), ("lead", "network")] * 2:
        say(world, f"@{getattr(world, other).code}", by=by, mentioned=[now(getattr(world, other))])
    assert Mention.objects.count() == 4


def test_a_comment_changes_with_names_in_it_and_readers_read_what_it_was(world, as_, client):
    one = say(world, f"Dag @{world.lead.code}", mentioned=[now(world.lead)])
    mine = as_(world.network)
    shown = mine.get(of(one, "change")).content.decode()
    assert "Dag @Iris Bos" in shown
    answer = mine.post(of(one, "change"), {"text": "Dag @Iris Bos, tot morgen", "version": "1"})
    assert answer.status_code == 302
    assert again(one).text == f"Dag @{world.lead.code}, tot morgen"
    assert Mention.objects.count() == 1
    text = client.get(page(world.public)).content.decode()
    assert of(one, "versions") in text
    before = as_(world.colleague).get(of(one, "versions")).content.decode()
    assert "@Iris Bos</a></p>" in before
    late = mine.post(of(one, "change"), {"text": "Oud venster", "version": "1"})
    assert late.status_code == 200
    assert "Oud venster" in late.content.decode()


def test_a_reply_to_a_reply_stands_beside_it(world, as_):
    above = say(world)
    reply = say(world, "Dank", by="lead", reply_to=above)
    assert "Mooi werk." in as_(world.colleague).get(of(reply, "reply")).content.decode()
    as_(world.colleague).post(of(reply, "reply"), {"text": "Ook van mij"})
    assert Comment.objects.latest("pk").reply_to == above


def test_helpful_is_a_button_that_presses_and_unpresses(world, as_):
    one = say(world)
    client = as_(world.lead)
    for answer, count in [("ja", 1), ("ja", 1), ("nee", 0), ("nee", 0)]:
        assert client.post(of(one, "helpful"), {"nuttig": answer}).status_code == 302
        assert again(one).helpful == count
    assert as_(world.network).post(of(one, "helpful")).status_code == 403


def test_withdrawn_stays_as_a_place_when_others_replied(world, as_):
    one = say(world, "Weg ermee")
    say(world, "Jammer", by="lead", reply_to=one)
    lonely = say(world, "Ook weg")
    client = as_(world.network)
    for each in (one, lonely):
        assert client.get(of(each, "withdraw")).status_code == 200
        assert client.post(of(each, "withdraw")).status_code == 302
    text = as_(world.colleague).get(page(world.public)).content.decode()
    assert "Weg ermee" not in text
    assert "Deze reactie is ingetrokken." in text
    assert "Jammer" in text
    assert lonely.code not in text
    assert as_(world.colleague).get(of(one, "versions")).status_code == 404


def test_who_left_is_a_former_member(world, as_):
    say(world, f"Van mij aan @{world.lead.code}", mentioned=[now(world.lead)])
    type(world.lead).objects.filter(pk__in=[world.network.pk, world.lead.pk]).update(is_active=False)
    text = as_(world.colleague).get(page(world.public)).content.decode()
    assert "Noor Bos" not in text
    assert "@Voormalig lid" in text
    assert text.count("Voormalig lid") >= 2


@pytest.mark.parametrize("name", ["visitor", "network", "manager", "operator"])
def test_a_page_of_comments_costs_the_same_with_one_and_with_forty(world, as_, statements, name):
    say(world, by="lead")
    client = as_(getattr(world, name))
    with statements(15):
        client.get(page(world.public))
    for number in range(50):
        one = say(world, f"@{world.lead.code} {number}", by="colleague", mentioned=[now(world.lead)])
        if number % 10 == 0:
            hide(world, one)
            actions.find_helpful(say(world, "Hm", by="lead", reply_to=say(world, "x")), by=now(world.manager))
    with statements(15):
        text = client.get(page(world.public)).content.decode()
    assert text.count('class="talk-one') == 40


def test_pages_follow_each_other_without_a_gap_and_a_comment_is_found_on_its_page(world, as_):
    first = say(world, "nummer 0")
    for number in range(1, 90):
        say(world, f"nummer {number}", by="lead", reply_to=first if number % 3 else None)
    client, address, seen = as_(world.colleague), page(world.public), []
    while address:
        text = client.get(address).content.decode()
        seen += re.findall(r'id="reactie-(\w{8})"', text)
        following = re.search(r'href="([^"]+\?na=\w{8})" rel="next"', text)
        address = following[1] if following else ""
    assert len(seen) == len(set(seen)) == 90
    everything = list(Comment.objects.order_by("root", "id").values_list("code", flat=True))
    assert seen == everything
    for code in (everything[0], everything[55], everything[-1]):
        answer = client.get(reverse("conversation:comment", args=[code]))
        assert f'id="reactie-{code}"' in client.get(answer["Location"]).content.decode()
    text = client.get(f"{page(world.public)}?na={everything[39]}").content.decode()
    assert f"?voor={everything[40]}" in text
    for odd in ("?na=zzzzzzzz", "?bij=%00", "?voor=<script>", "?bij=2222222222"):
        assert client.get(page(world.public) + odd).status_code == 200


def test_a_piece_of_page_for_htmx_and_a_page_without(world, as_):
    say(world, "In de ruimte", about=world.space)
    client = as_(world.manager)
    piece = client.get(talk("ruimte", world.space), headers={"HX-Request": "true"}).content.decode()
    assert "In de ruimte" in piece
    assert "<html" not in piece
    whole = client.get(talk("ruimte", world.space)).content.decode()
    assert "<html" in whole
    assert "In de ruimte" in whole
    assert talk("ruimte", world.space) in client.get(world.space.get_absolute_url()).content.decode()
    assert client.get(talk("initiatief", world.public))["Location"] == page(world.public)


def test_it_stands_under_news_check_ins_needs_and_offers(world, as_, statements):
    from vliegwiel.exchange import actions as exchange
    from vliegwiel.initiatives import actions as initiatives
    from vliegwiel.pilots import actions as pilots
    from vliegwiel.pilots.models import Action

    lead, client = now(world.lead), as_(world.lead)
    update = initiatives.add_update(world.public, by=lead, title="Nieuws", text="Het werkt.")
    sent = pilots.send(again(world.public), by=lead, secret="w" * 32, items=[("result", "Ja")], ring="team")
    need = exchange.open_need(again(world.public), by=lead, kind="data", title="Gegevens")
    offer = exchange.open_offer(again(world.public), by=lead, kind="data", title="Gegevens")
    part = initiatives.add_part(again(world.public), by=lead, kind="data", name="Lijst", description="Namen.")
    asked = pilots.send(
        again(world.public), by=lead, secret="v" * 32, items=[("question", "Wie weet het?")], ring="team"
    )
    action = Action.objects.get(item__check_in=asked)
    for kind, thing, where in [
        ("nieuws", update, page(world.public, "progress")),
        ("check-in", sent, reverse("pilots:check-ins", args=[world.public.code, world.public.slug])),
        ("gezocht", need, need.get_absolute_url()),
        ("aanbod", offer, offer.get_absolute_url()),
        ("bouwsteen", part, part.get_absolute_url()),
        ("actie", action, action.get_absolute_url()),
        ("organisatie", world.delft, world.delft.get_absolute_url()),
    ]:
        assert client.post(talk(kind, thing), {"text": f"Over {kind}"}).status_code == 302
        assert f"Over {kind}" in client.get(talk(kind, thing)).content.decode()
        assert talk(kind, thing) in client.get(where).content.decode()
    for kind, thing in [("check-in", sent), ("actie", action)]:
        assert as_(world.network).get(talk(kind, thing)).status_code == 404
        assert as_(world.network).post(talk(kind, thing), {"text": "Ik ook"}).status_code == 404
    assert "Vraag: Wie weet het?" in as_(world.lead).get(talk("actie", action)).content.decode()
    for kind, thing in [("bouwsteen", part), ("organisatie", world.delft)]:
        assert f"Over {kind}" in as_(None).get(talk(kind, thing)).content.decode()
    with statements(15):
        client.get(action.get_absolute_url())
    with statements(15):
        client.get(page(world.public, "progress"))
    with statements(15):
        client.get(reverse("pilots:check-ins", args=[world.public.code, world.public.slug]))


def test_talking_very_often_is_answered_with_a_sentence(world, box):
    for number in range(60):
        box(f"Nummer {number}", secret=f"{number:032}")
    assert box("Nog een", secret="q" * 32).status_code == 429
    assert Comment.objects.count() == 60


def test_a_newcomer_of_the_network_talks_along(world, as_):
    sanne = newcomer(world)
    assert as_(sanne).post(talk("initiatief", world.pilot), {"text": "Hoi"}).status_code == 302


def test_a_supplier_on_the_team_knows_the_team_and_no_other_supplier_does(world, as_):
    from vliegwiel.initiatives import actions as initiatives

    member, other = newcomer(world, "Wouter", "software"), newcomer(world, "Xander", "software")
    initiatives.give_role(again(world.public), by=now(world.lead), person=member, role="member")
    say(world, "Kijk", by="lead")
    assert "Iris Bos" in as_(member).get(page(world.public)).content.decode()
    assert "Iris Bos" not in as_(other).get(page(world.public)).content.decode()
    as_(member).post(talk("initiatief", world.public), {"text": "Dag @Iris Bos", "secret": "q" * 32})
    assert Comment.objects.latest("id").mentions.get().person == world.lead
