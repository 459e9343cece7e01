"""What the actions and the database promise of a conversation."""

from threading import Thread

import pytest
from django.db import IntegrityError, connection, connections, transaction

from tests.initiatives.conftest import now, sign_up
from vliegwiel.activity.models import Activity
from vliegwiel.conversation import actions
from vliegwiel.conversation.models import Comment, CommentVersion, Helpful, Hiding, Mention, Report
from vliegwiel.core.answers import Mistake, Refused
from vliegwiel.initiatives import actions as initiatives
from vliegwiel.people.models import Person

from .conftest import again, hide, newcomer, say


def latest(kind: str) -> Activity:
    return Activity.objects.filter(kind=kind).latest("pk")


def test_a_comment_is_read_by_who_reads_the_initiative_and_moderated_by_the_leads_of_its_space(world):
    one = again(say(world, about=world.pilot))
    assert one.audience == again(world.pilot).audience
    assert one.moderators == [f"lead:{world.space.pk}"]
    left = latest("comment.placed")
    assert (left.target_type, left.target_id, left.audience) == ("conversation.comment", one.pk, one.audience)
    assert left.facts == {
        "comment": one.pk, "target_type": "initiatives.initiative", "target_id": world.pilot.pk,
        "author": world.network.pk, "mentioned": [], "reply_to": None, "reply_to_author": None,
    }  # fmt: skip


def test_when_the_initiative_narrows_its_comments_and_what_was_logged_of_them_narrow_along(world):
    one = say(world, about=world.pilot)
    actions.report(one, by=now(world.colleague), reason="Klopt niet.")
    hide(world, one, by="manager")
    initiatives.change_ring(again(world.pilot), by=now(world.lead), ring="team")
    tokens = set(again(world.pilot).audience)
    assert "net" not in tokens
    assert set(again(one).audience) == tokens
    for kind in ("comment.placed", "comment.hidden"):
        assert set(latest(kind).audience) == tokens
    leads = {f"lead:{world.space.pk}"}
    assert set(latest("comment.reported").audience) == leads | {f"person:{world.colleague.pk}"}
    assert set(Hiding.objects.get().audience) == leads | {f"person:{world.network.pk}"}


def test_news_check_ins_and_spaces_carry_their_own_readers(world):
    from vliegwiel.exchange import actions as exchange
    from vliegwiel.pilots import actions as pilots

    update = initiatives.add_update(world.pilot, by=now(world.lead), title="Nieuws", text="Het werkt.")
    check_in = pilots.send(
        again(world.pilot), by=now(world.lead), secret="w" * 32, items=[("result", "Ja")], ring="team"
    )
    need = exchange.open_need(again(world.pilot), by=now(world.lead), kind="data", title="Gegevens")
    assert say(world, about=update).audience == again(world.pilot).audience
    assert say(world, about=world.space, by="manager").audience == again(world.space).audience
    assert set(say(world, about=check_in, by="lead").audience) == set(again(check_in).audience)
    assert say(world, about=need).moderators == [f"lead:{world.space.pk}"]
    initiatives.change_ring(again(world.pilot), by=now(world.lead), ring="team")
    assert all("net" not in one.audience for one in Comment.objects.exclude(target_type="spaces.space"))
    with pytest.raises(Refused):
        say(world, about=check_in, by="network")
    initiatives.remove_update(again(world.pilot), by=now(world.lead), update=update)
    assert not Comment.objects.filter(target_type="initiatives.update").exists()


def test_replies_are_one_level_deep_whoever_writes(world):
    above = say(world)
    reply = say(world, "Dank.", by="lead", reply_to=above)
    assert (reply.root, again(above).replies) == (above.pk, 1)
    assert latest("comment.placed").facts["reply_to_author"] == world.network.pk
    with pytest.raises(IntegrityError, match="one level"), transaction.atomic():
        Comment.objects.create(
            target_type=above.target_type, target_id=above.target_id, reply_to=reply, text="x", at=above.at
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.create(target_type="initiatives.initiative", target_id=0, text="x", at=above.at)
    hide(world, above)
    with pytest.raises(Refused):
        say(world, reply_to=above)


def test_the_same_form_twice_is_one_comment(world):
    first = say(world, secret="s" * 32)
    assert say(world, "Iets anders", secret="s" * 32) == first
    assert say(world, by="lead", secret="s" * 32) != first
    assert Activity.objects.filter(kind="comment.placed").count() == 2


@pytest.mark.django_db(transaction=True)
def test_the_same_form_at_the_same_moment_is_one_comment(world):
    made = []

    def press():
        made.append(say(world, secret="t" * 32).pk)
        connections.close_all()

    threads = [Thread(target=press) for _two in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 4
    assert len(set(made)) == 1


def test_a_change_keeps_what_it_was_and_two_windows_do_not_overwrite_each_other(world):
    one = say(world, "Eerst")
    actions.change(one, by=now(world.network), text="Dan", version=1)
    assert (again(one).text, CommentVersion.objects.get().text) == ("Dan", "Eerst")
    with pytest.raises(Mistake, match=r"meantime|ondertussen"):
        actions.change(one, by=now(world.network), text="Toch", version=1)
    assert again(one).text == "Dan"


def test_withdrawing_takes_the_text_with_all_that_it_was(world):
    one = say(world, f"Geheim voor @{world.lead.code}", mentioned=[now(world.lead)])
    actions.change(one, by=now(world.network), text="Anders")
    actions.find_helpful(one, by=now(world.lead))
    actions.report(one, by=now(world.lead), reason="Nee")
    reply = say(world, "Dank", by="lead", reply_to=one)
    actions.withdraw(one, by=now(world.network))
    left = again(one)
    assert (left.text, left.state, left.helpful) == ("", "withdrawn", 0)
    assert not CommentVersion.objects.exists()
    assert not Mention.objects.exists()
    assert Report.objects.get().outcome == "gone"
    assert set(Comment.objects.standing()) == {left, reply}
    actions.withdraw(reply, by=now(world.lead))
    assert not Comment.objects.standing().exists()


def test_helpful_counts_each_person_once_also_when_the_code_forgets(world):
    one = say(world)
    actions.find_helpful(one, by=now(world.lead))
    with pytest.raises(Mistake):
        actions.find_helpful(one, by=now(world.lead))
    actions.find_helpful(one, by=now(world.colleague))
    assert again(one).helpful == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        Helpful.objects.create(comment=one, person=world.lead, at=one.at)
    actions.not_find_helpful(one, by=now(world.lead))
    assert again(one).helpful == 1


def test_only_people_who_read_along_are_mentioned_whoever_calls(team):
    with pytest.raises(Mistake):
        say(team, f"@{team.network.code}", by="lead", about=team.pilot, mentioned=[now(team.network)])
    assert not Comment.objects.exists()
    many = [newcomer(team, f"Persoon{n}") for n in range(11)]
    with pytest.raises(Mistake, match="10"):
        say(team, "Allen", mentioned=many)


def test_report_hide_appeal_and_restore(world):
    second = sign_up("Oscar", is_operator=True)
    one = say(world, "Onzin")
    actions.report(one, by=now(world.lead), reason="Onaardig")
    with pytest.raises(Mistake):
        actions.report(one, by=now(world.lead), reason="Nog eens")
    hiding = hide(world, one)
    assert (again(one).state, again(one).text) == ("hidden", "Onzin")
    assert Report.objects.get().outcome == "hidden"
    actions.appeal(hiding, by=now(world.network), words="Het klopt echt.")
    with pytest.raises(Refused):
        actions.appeal(hiding, by=now(world.network), words="Nog eens")
    with pytest.raises(Refused):
        actions.decide(hiding, by=now(world.operator), decision="restored", answer="")
    actions.decide(hiding, by=now(second), decision="restored", answer="Je hebt gelijk.")
    assert again(one).is_shown
    assert latest("comment.appeal_decided").facts["decision"] == "restored"
    hide(world, one, reason="Opnieuw")
    assert Hiding.objects.count() == 2


def test_a_moderator_leaves_a_reported_comment_as_it_is_for_all_who_reported_it(world):
    one = say(world, about=world.pilot)
    for name in ("lead", "colleague"):
        report = actions.report(one, by=now(getattr(world, name)), reason="Hm")
    actions.keep(report, by=now(world.manager))
    assert set(Report.objects.values_list("outcome", flat=True)) == {"kept"}
    assert again(one).is_shown


def test_nothing_is_kept_that_is_empty_too_long_or_has_no_letters(world):
    for text in ("", "   ", "x" * 4001, "a\x00b"):
        with pytest.raises(Mistake):
            say(world, text)
    assert not Comment.objects.exists()


def test_activities_hold_no_words(world):
    one = say(world, "zqgeheim")
    actions.report(one, by=now(world.lead), reason="zqreden")
    hiding = hide(world, one, reason="zqreden")
    actions.appeal(hiding, by=now(world.network), words="zqbezwaar")
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(row_to_json(a)::text, ' ') FROM activity_activity a")
        assert "zq" not in cursor.fetchone()[0]


def test_an_account_that_is_gone_leaves_its_comments(world):
    person = Person.objects.create(email="x@example.org", given_name="Weg", family_name="Wezen")
    one = Comment.objects.create(
        target_type="initiatives.initiative", target_id=world.public.pk, by=person, text="x", at=say(world).at
    )
    person.delete()
    assert again(one).by is None
