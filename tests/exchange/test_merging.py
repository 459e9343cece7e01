"""What is looked for and offered stays with its initiative when that is merged into another."""

import pytest

from vliegwiel.activity.models import Activity
from vliegwiel.exchange import actions, tasks
from vliegwiel.exchange.models import Need
from vliegwiel.initiatives import actions as initiatives
from vliegwiel.initiatives.models import Initiative


@pytest.fixture
def merged(world):
    """The secret of the lead, with a need, is merged into the letters: both are hers."""
    lead, going, staying = world.person("lead"), world.initiatives["secret"], world.initiatives["letters"]
    need = actions.open_need(going, by=lead, kind="expertise", title="Een strenge lezer")
    merger = initiatives.propose_merging(going, by=lead, into=staying, reason="Hetzelfde.")
    initiatives.agree_to_merging(merger, by=world.person("lead"))
    merger.refresh_from_db()
    assert merger.state == "done"
    return world, merger, need


def hear() -> None:
    for activity in Activity.objects.filter(kind__in=["merger.agreed", "merger.undone"]).order_by("id"):
        tasks.follow_merger(activity_id=activity.pk)


def test_a_need_goes_along_and_is_read_by_who_reads_what_stays(merged):
    world, merger, need = merged
    assert not Need.objects.visible_to(world.person("outsider")).filter(pk=need.pk).exists()
    hear()
    hear()
    seen = Need.objects.visible_to(world.person("outsider")).get(pk=need.pk)
    assert seen.initiative_id == merger.into_id
    assert f"init:{merger.into_id}" in seen.keepers


def test_undone_it_goes_back_and_what_was_there_already_stays(merged):
    world, merger, need = merged
    own = actions.open_need(
        Initiative.objects.get(pk=merger.into_id), by=world.person("lead"), kind="data", title="Testbrieven"
    )
    hear()
    initiatives.undo_merging(merger, by=world.person("lead"))
    hear()
    assert Need.objects.get(pk=need.pk).initiative_id == merger.initiative_id
    assert Need.objects.get(pk=own.pk).initiative_id == merger.into_id
    assert not Need.objects.visible_to(world.person("outsider")).filter(pk=need.pk).exists()
