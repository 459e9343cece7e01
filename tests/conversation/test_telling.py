"""What upper rooms may tell of a comment, as somebody."""

from tests.initiatives.conftest import now
from vliegwiel.conversation import actions
from vliegwiel.conversation.queries.telling import moderator_ids, told

from .conftest import hide, say


def test_a_comment_is_told_with_names_to_who_reads_it_and_to_nobody_else(team):
    one = say(team, f"Dag @{team.manager.code}", by="lead", about=team.pilot, mentioned=[now(team.manager)])
    assert told([one.pk], now(team.network)) == told([one.pk], None) == {}
    found = told([one.pk, 0], now(team.manager))[one.pk]
    assert (found.text, found.writer, found.state) == ("Dag @Pieter Bos", "Iris Bos", "shown")
    assert found.url == f"/reactie/{one.code}/"
    assert (found.target_type, found.target_id, found.writer_id) == (
        "initiatives.initiative", team.pilot.pk, team.lead.pk,
    )  # fmt: skip


def test_what_is_hidden_or_withdrawn_is_told_without_its_words(world, statements):
    hidden, withdrawn = say(world, "Weg"), say(world, "Ook weg")
    hide(world, hidden)
    actions.withdraw(withdrawn, by=now(world.network))
    with statements(2):
        found = told([hidden.pk, withdrawn.pk], None)
    assert {one.text for one in found.values()} == {""}
    assert {one.state for one in found.values()} == {"hidden", "withdrawn"}
    assert {one.writer for one in found.values()} == {"Iemand"}


def test_moderators_are_leads_of_the_space_and_operators_who_read_it(world):
    assert moderator_ids(say(world, about=world.pilot).pk) == [world.manager.pk]
    assert moderator_ids(say(world, about=world.pilot, by="manager").pk) == []
    assert moderator_ids(say(world).pk) == [world.operator.pk]
    assert moderator_ids(0) == []
