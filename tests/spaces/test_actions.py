"""What happens to a space, its people and its audience."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction

from vliegwiel.activity.models import Activity
from vliegwiel.core.answers import Mistake, Refused
from vliegwiel.people import actions as people
from vliegwiel.spaces import actions, followers
from vliegwiel.spaces.models import Space, SpaceMembership

from .conftest import reread


def test_who_opens_a_space_is_its_first_lead(cast):
    assert cast.lead.holds(f"lead:{cast.space.pk}")
    assert cast.lead.holds(f"space:{cast.space.pk}")
    logged = Activity.objects.get(kind="space.opened")
    assert (logged.by, logged.target_id, logged.facts) == (cast.lead, cast.space.pk, {"ring": "network"})


@pytest.mark.django_db
def test_the_square_is_made_once_and_is_for_everyone():
    square = actions.ensure_square(None, by=None)
    assert actions.ensure_square(None, by=None) == square
    assert (square.name, square.ring, square.joining, square.audience) == ("Plein", "public", "open", ["public"])
    assert Activity.objects.filter(kind="square.opened").count() == 1


def test_the_square_stays_open_and_public(cast):
    square = actions.ensure_square(None, by=None)
    with pytest.raises(Mistake):
        actions.change_ring(square, by=cast.operator, ring="team")
    with pytest.raises(Mistake):
        actions.edit_space(square, by=cast.operator, joining="request")


def test_the_log_of_a_space_follows_its_ring(cast):
    log = Activity.objects.filter(target_type="spaces.space", target_id=cast.space.pk)
    actions.change_ring(cast.space, by=cast.lead, ring="team")
    assert not log.visible_to(cast.network)
    actions.change_ring(cast.space, by=cast.lead, ring="public")
    assert log.visible_to(None).count() == log.count() > 3


def test_other_owners_are_other_readers_and_the_rooms_above_hear_of_it(cast, organisations, monkeypatch):
    heard = []
    monkeypatch.setattr(followers, "_OWNERS_CHANGED", [])
    followers.after_owners_change(heard.append)
    followers.after_owners_change(heard.append)
    actions.change_ring(cast.space, by=cast.lead, ring="organisation")
    actions.set_owners(cast.space, by=cast.second, owners=[organisations.leiden])
    assert heard == [cast.space]
    seen = Space.objects.filter(pk=cast.space.pk)
    assert seen.visible_to(cast.network)
    assert not seen.visible_to(cast.colleague)


def test_a_follower_that_fails_undoes_the_change(cast, organisations, monkeypatch):
    def fail(space):
        raise RuntimeError

    monkeypatch.setattr(followers, "_OWNERS_CHANGED", [fail])
    with pytest.raises(RuntimeError):
        actions.set_owners(cast.space, by=cast.second, owners=[organisations.leiden])
    assert [one.name for one in Space.objects.get().owners.all()] == ["Delft"]


def test_a_space_keeps_an_owner(cast):
    with pytest.raises(Mistake) as found:
        actions.set_owners(cast.space, by=cast.lead, owners=[])
    assert "owners" in found.value.sentences


def test_joining_an_open_space_gives_the_keys_and_leaving_takes_them(cast):
    actions.edit_space(cast.space, by=cast.lead, joining="open")
    actions.join(cast.space, by=cast.network)
    assert cast.network.holds(f"space:{cast.space.pk}")
    assert not cast.network.holds(f"lead:{cast.space.pk}")
    actions.leave_space(cast.space, by=cast.network)
    assert not reread(cast.network).holds(f"space:{cast.space.pk}")


def test_joining_twice_is_refused_and_leaves_one_membership(cast):
    actions.edit_space(cast.space, by=cast.lead, joining="open")
    actions.join(cast.space, by=cast.network)
    with pytest.raises(Refused):
        actions.join(cast.space, by=cast.network)
    assert SpaceMembership.objects.filter(person=cast.network).count() == 1


def test_a_declined_request_gives_no_keys_and_can_be_asked_again(cast):
    actions.request(cast.space, by=cast.network, motivation="Wij doen ook iets met brieven.")
    with pytest.raises(Refused):
        actions.request(cast.space, by=cast.network)
    actions.decline(cast.space, by=cast.lead, member=cast.network)
    assert not reread(cast.network).holds(f"space:{cast.space.pk}")
    with pytest.raises(Mistake):
        actions.approve(cast.space, by=cast.lead, member=cast.network)
    actions.request(cast.space, by=cast.network)
    actions.approve(cast.space, by=cast.lead, member=cast.network)
    assert reread(cast.network).holds(f"space:{cast.space.pk}")


def test_a_request_of_someone_let_in_meanwhile_does_not_put_them_out(cast):
    before = reread(cast.network)
    stale = type(before).objects.get(pk=before.pk)
    actions.request(cast.space, by=cast.network)
    actions.approve(cast.space, by=cast.lead, member=cast.network)
    with pytest.raises(Refused):
        actions.request(cast.space, by=stale)
    assert SpaceMembership.objects.get(person=cast.network).state == "active"


def test_members_do_not_decide_about_members(cast):
    actions.request(cast.space, by=cast.network)
    for act in (actions.approve, actions.decline):
        with pytest.raises(Refused):
            act(cast.space, by=cast.member, member=cast.network)
    with pytest.raises(Refused):
        actions.make_lead(cast.space, by=cast.member, member=cast.member)
    with pytest.raises(Refused):
        actions.remove_member(cast.space, by=cast.member, member=cast.lead)


def test_a_removed_member_sees_no_more_than_before(cast):
    actions.change_ring(cast.space, by=cast.lead, ring="team")
    actions.remove_member(cast.space, by=cast.lead, member=cast.member)
    assert not Space.objects.visible_to(reread(cast.member)).exists()


def test_a_lead_is_not_removed_by_another(cast):
    with pytest.raises(Mistake):
        actions.remove_member(cast.space, by=cast.lead, member=cast.second)


def test_an_invitation_lets_in_with_its_role_also_where_one_cannot_look(cast):
    actions.change_ring(cast.space, by=cast.lead, ring="team")
    invitation = actions.invite(cast.space, by=cast.lead, email="stijn@example.org", role="lead")
    people.accept_invitation(invitation, by=cast.stranger)
    assert reread(cast.stranger).holds(f"lead:{cast.space.pk}")


def test_accepting_an_invitation_as_member_leaves_a_lead_a_lead(cast):
    invitation = actions.invite(cast.space, by=cast.second, email="leo@example.org")
    people.accept_invitation(invitation, by=cast.lead)
    assert reread(cast.lead).holds(f"lead:{cast.space.pk}")


@pytest.mark.parametrize("email", ["", "geen adres", "a@b", "x" * 300 + "@example.org", "a\x00@example.org"])
def test_an_invitation_needs_an_address_that_can_exist(cast, email):
    with pytest.raises(Mistake) as found:
        actions.invite(cast.space, by=cast.lead, email=email)
    assert "email" in found.value.sentences


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "\x00\u200b "),
        ("name", "x" * 121),
        ("purpose", "x" * 4001),
        ("ring", "wereld"),
        ("joining", "soms"),
        ("modules", ["initiatives", "bitcoin"]),
        ("colour", "rood"),
        ("colour", "#12345g"),
        ("colour", "#123456;}"),
        ("words", {"initiative": "<b>", "initiatives": "dingen"}),
        ("words", {"initiative": "x" * 31, "initiatives": "dingen"}),
        ("words", {"initiative": "proef"}),
        ("words", {"person": "held"}),
        ("owners", []),
    ],
)
def test_a_space_is_not_opened_with(cast, organisations, field, value):
    given = {"name": "Werkplaats", "ring": "team", "owners": [organisations.delft]} | {field: value}
    with pytest.raises(Mistake):
        actions.open_space(None, by=cast.lead, **given)
    assert Space.objects.count() == 1


def test_texts_lose_what_cannot_be_seen_and_keep_their_paragraphs(cast):
    purpose = "Eén\u200b \u202e zin.\x00\r\n\r\nEn 👩 nog een.\u2028"
    space = actions.edit_space(cast.space, by=cast.lead, name=" Proef\x07  tuin ", purpose=purpose)
    assert (space.name, space.purpose) == ("Proef tuin", "Eén zin.\n\nEn 👩 nog een.")


def test_the_database_itself_keeps_a_lead(cast):
    SpaceMembership.objects.filter(role="lead").update(state="ended")
    with pytest.raises(IntegrityError), transaction.atomic():
        connection.check_constraints()
    SpaceMembership.objects.filter(person=cast.lead).update(state="active")


@pytest.mark.django_db(transaction=True)
def test_of_two_leads_who_step_down_at_once_one_stays(cast):
    outcomes = at_once(
        lambda: actions.step_down(cast.space, by=cast.lead), lambda: actions.step_down(cast.space, by=cast.second)
    )
    assert sorted(outcomes) == ["Refused", "done"]
    assert SpaceMembership.objects.filter(role="lead", state="active").count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_database_lets_two_leads_wait_for_each_other_whatever_the_code_does(cast):
    rows = SpaceMembership.objects.filter(space=cast.space)
    outcomes = at_once(
        lambda: rows.filter(person=cast.lead).update(role="member"),
        lambda: rows.filter(person=cast.second).update(role="member"),
    )
    assert sorted(outcomes) == ["IntegrityError", "done"]


@pytest.mark.django_db(transaction=True)
def test_a_double_click_on_join_makes_one_member(cast):
    actions.edit_space(cast.space, by=cast.lead, joining="open")
    outcomes = at_once(*[lambda: actions.join(cast.space, by=cast.network)] * 2)
    assert sorted(outcomes) == ["Refused", "done"]
    assert SpaceMembership.objects.filter(person=cast.network, state="active").count() == 1


def at_once(*acts):
    """Run these at the same moment, each with its own connection; answers what became of each."""
    start, outcomes = threading.Barrier(len(acts)), []

    def run(act):
        start.wait()
        try:
            act()
            outcomes.append("done")
        except Exception as error:
            outcomes.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
