"""A simulated network keeps every promise of the database, and leaves the database as it found it."""

import json
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner
from django.db import connection

from vliegwiel.activity.models import Activity
from vliegwiel.conversation.models import Comment
from vliegwiel.core.codes import is_code
from vliegwiel.exchange.models import Need
from vliegwiel.initiatives import actions as initiatives
from vliegwiel.initiatives.audience import audience_of
from vliegwiel.initiatives.counting import counts
from vliegwiel.initiatives.models import Initiative, Part, StageMove, Tally, TeamRole
from vliegwiel.matching.models import SearchDocument
from vliegwiel.notifications.models import Follow
from vliegwiel.people import actions as people
from vliegwiel.people import registers
from vliegwiel.people.models import Person
from vliegwiel.pilots.models import Action, CheckIn
from vliegwiel.spaces import actions as spaces
from vliegwiel.spaces.journey import Ring
from vliegwiel.spaces.models import Space
from vliegwiel.spaces.rings import audience_of_space
from vliegwiel.stakeholders.models import Stakeholder
from vliegwiel.transfer.simulation import fill, simulate
from vliegwiel.transfer.simulation_sheets import code_of
from vliegwiel.transfer.simulation_texts import Storyteller

NOW = datetime(2026, 11, 1, tzinfo=UTC)
KEPT = ["organisation_ids", "initiator_ids", "theme_ids", "region_ids", "is_checked", "has_parts"]


@pytest.fixture
def installation(db):
    """What `vliegwiel migrate` sets up, with some of the organisations."""
    records = [record for record in registers.organisations() if record.kind == "municipality"][:40]
    people.load_registers(None, by=None, records=records, regions=registers.regions())
    initiatives.set_up_words(None, by=None)
    spaces.ensure_square(None, by=None)


@pytest.fixture
def network(installation):
    return fill(400, at=NOW, people=60, seed=7)


def asked(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def shape_of_the_database():
    """Every trigger with whether it is on, every index and every constraint."""
    return (
        asked("SELECT tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1"),
        asked("SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"),
        asked("SELECT conname, convalidated, pg_get_constraintdef(oid) FROM pg_constraint ORDER BY 1"),
    )


def test_as_much_as_was_asked_for(network):
    assert (network.initiatives, network.people) == (400, 60)
    assert Initiative.objects.count() == 400
    assert Person.objects.count() == 60
    assert set(Initiative.objects.values_list("ring", flat=True)) == set(Ring.values)
    assert Initiative.objects.filter(ring=Ring.PUBLIC).count() > 200


def test_columns_to_find_by_are_as_the_database_computes_them(network):
    before = list(Initiative.objects.order_by("id").values("id", *KEPT))
    Initiative.objects.update(organisation_ids=[], initiator_ids=[], theme_ids=[], region_ids=[])
    Initiative.objects.update(is_checked=False, has_parts=False)
    asked("SELECT initiatives_refresh(array_agg(id)) FROM initiatives_initiative")
    assert list(Initiative.objects.order_by("id").values("id", *KEPT)) == before


def test_who_sees_it_is_as_the_rules_say(network):
    assert [one.pk for one in Initiative.objects.select_related("space") if audience_of(one) != one.audience] == []
    assert [one.pk for one in Space.objects.all() if audience_of_space(one) != one.audience] == []
    parts = Part.objects.select_related("initiative")
    assert [one.pk for one in parts if one.audience != one.initiative.audience] == []
    theirs = dict(Initiative.objects.values_list("pk", "audience"))
    assert [one.pk for one in Activity.objects.filter(target_type="initiatives.initiative")
            if one.audience != theirs[one.target_id]] == []  # fmt: skip


def test_what_teams_do_keeps_every_promise_as_well(network):
    for model in (Action, CheckIn, Comment, Follow, Need, Stakeholder):
        assert model.objects.exists(), model
    desks = Action.objects.values_list("desk", "initiative__space", "initiative__programme")
    assert all(desk == (programme or space) for desk, space, programme in desks)
    for party in Stakeholder.objects.all()[:20]:
        assert "public" not in party.audience
        assert f"init:{party.initiative_id}" in party.audience
    for comment in Comment.objects.all()[:20]:
        subject = Initiative.objects.get(pk=comment.target_id)
        assert (comment.root, comment.audience) == (comment.pk, subject.audience)
        assert comment.moderators == [f"lead:{subject.space_id}"]
    assert SearchDocument.objects.filter(kind="need").count() == Need.objects.count()


def test_people_hold_the_tokens_of_their_keys(network):
    before = dict(Person.objects.values_list("pk", "tokens"))
    Person.objects.update(tokens=[])
    asked("UPDATE people_key SET token = token RETURNING 1")
    assert dict(Person.objects.values_list("pk", "tokens")) == before
    assert all(before.values())


def test_counts_are_right_for_everyone(network):
    for viewer in [None, *Person.objects.order_by("id")[:5]]:
        seen = Initiative.objects.visible_to(viewer).standing()
        assert counts(viewer)["all"].get("", 0) == seen.count()
        assert counts(viewer)["kind"].get("pilot", 0) == seen.filter(kind="pilot").count()
    assert Tally.objects.filter(n__lte=0).count() == 0


def test_everything_is_in_the_feed_of_the_search_index(network):
    for kind, model in [("initiative", Initiative), ("part", Part), ("person", Person)]:
        assert SearchDocument.objects.filter(kind=kind).count() == model.objects.count()
    assert SearchDocument.objects.filter(kind="initiative", text="").count() == 0


def test_every_team_has_a_lead_and_every_stage_is_on_its_track(network):
    assert TeamRole.objects.filter(role="lead").values("initiative").distinct().count() == 400
    assert [one.pk for one in Initiative.objects.select_related("stage") if one.stage.track_id != one.track_id] == []
    for move in StageMove.objects.select_related("from_stage", "to_stage"):
        assert move.from_stage.track_id == move.to_stage.track_id


@pytest.mark.parametrize("count", [400, 10])
def test_triggers_indexes_and_constraints_are_back_afterwards(installation, count):
    fill(100, at=NOW, people=20)
    before = shape_of_the_database()
    fill(count, at=NOW, people=20, seed=2)
    assert shape_of_the_database() == before


def test_a_database_that_has_some_already_keeps_them(network):
    before = list(Initiative.objects.order_by("id").values_list("code", "title"))
    fill(50, at=NOW, people=20, seed=8)
    assert list(Initiative.objects.order_by("id").values_list("code", "title"))[:400] == before
    assert counts(None)["all"][""] == Initiative.objects.visible_to(None).standing().count()


def test_the_same_seed_gives_the_same_network(installation):
    fill(30, at=NOW, people=20, seed=5)
    fill(30, at=NOW, people=20, seed=5)
    fill(30, at=NOW, people=20, seed=6)
    told = list(Initiative.objects.order_by("id").values_list("title", "question", "kind", "ring", "changed_at"))
    assert told[:30] == told[30:60] != told[60:]


def test_codes_look_like_codes_and_never_meet():
    codes = [code_of(number) for number in range(50_000)]
    assert len(set(codes)) == 50_000
    assert all(is_code(code) for code in codes[:1_000])


def test_texts_are_about_nine_hundred_characters_and_fit_to_be_copied():
    teller = Storyteller(1, ["Zwolle"], ["Gemeente Zwolle"])
    told = ["".join(teller.initiative().fields()) for _ in range(300)]
    assert 700 < sum(map(len, told)) / 300 < 1_200
    assert not [text for text in told if any(sign in text for sign in "\t\n\r\\\x00")]


def test_the_command_refuses_among_real_people_unless_forced(installation):
    Person.objects.create(email="iemand@gemeente.nl", given_name="Iemand", family_name="Anders")
    arguments = ["--initiatives", "20", "--people", "20", "--json"]
    refused = CliRunner().invoke(simulate, arguments)
    assert refused.exit_code == 1
    assert "1 accounts of real people" in refused.output
    assert Initiative.objects.count() == 0
    forced = CliRunner().invoke(simulate, [*arguments, "--force"])
    assert forced.exit_code == 0
    assert json.loads(forced.stdout.splitlines()[-1])["initiatives"] == 20


def test_the_command_says_how_to_get_a_database_ready(db):
    refused = CliRunner().invoke(simulate, ["--initiatives", "20"])
    assert refused.exit_code == 1
    assert "vliegwiel migrate" in refused.output
