import pytest

from vliegwiel.core.answers import Mistake, Refused
from vliegwiel.initiatives import actions as initiatives
from vliegwiel.initiatives.models import Initiative
from vliegwiel.transfer import actions
from vliegwiel.transfer.journey import RunState

from .conftest import again, bring_in, fate_counts, named

OLD = ("1;Een;Gemeente Zwolle;pilot;oud;2024-05-03", "2;Twee;Nergens;;oud;")
NEW = ("1;Een anders;Gemeente Bergen (L);in gebruik;nieuw;2024-05-03", "2;Twee;Gemeente Zwolle;;nieuw;", "3;Drie;;;;")


def values(title: str) -> dict:
    kept = named(title).__dict__.copy()
    for name in ("version", "changed_at", "stage_since", "_state"):
        kept.pop(name, None)
    return kept


def test_undoing_takes_away_what_was_made_and_frees_its_number(place, write):
    path = write(*OLD)
    run = bring_in(path, place)
    actions.undo(run, by=place.second)
    assert again(run).state == RunState.UNDONE
    assert not Initiative.objects.standing().exists()
    assert not Initiative.objects.visible_to(None).exists()
    assert fate_counts(bring_in(path, place)) == {"created": 2}


def test_undoing_brings_back_what_was_changed(place, write):
    bring_in(write(*OLD), place)
    before = values("Een"), values("Twee")
    run = bring_in(write(*NEW), place)
    assert fate_counts(run) == {"created": 1, "updated": 2}
    actions.undo(run, by=place.lead)
    assert (values("Een"), values("Twee")) == before
    assert not Initiative.objects.standing().filter(title="Drie").exists()
    assert named("Een").revisions.count() == 2
    assert fate_counts(bring_in(write(*OLD), place)) == {"unchanged": 2}


def test_an_undone_change_does_not_look_like_the_work_of_people(place, write):
    first = bring_in(write(*OLD), place)
    second = bring_in(write(*NEW), place)
    with pytest.raises(Mistake, match="2"):
        actions.undo(first, by=place.lead)
    actions.undo(second, by=place.lead)
    assert fate_counts(bring_in(write(*NEW), place)) == {"created": 1, "updated": 2}


def test_both_can_be_undone_the_last_one_first(place, write):
    first, second = bring_in(write(*OLD), place), bring_in(write(*NEW), place)
    actions.undo(second, by=place.lead)
    actions.undo(first, by=place.lead)
    assert not Initiative.objects.standing().exists()


@pytest.mark.parametrize("deed", ["edit", "interest", "claim", "news"])
def test_what_people_worked_on_is_not_undone(place, write, deed):
    run = bring_in(write(*OLD), place)
    one = named("Een")
    if deed == "edit":
        initiatives.edit(one, by=place.lead, version=1, texts={"summary": "van ons"})
    elif deed == "claim":
        initiatives.claim(one, by=place.lead)
    elif deed == "news":
        initiatives.add_update(one, by=place.lead, title="Nieuws", text="Het gaat goed.")
    else:
        initiatives.take_part(named("Twee"), by=place.lead, organisation=place.zwolle, part="interested")
    with pytest.raises(Mistake, match="1"):
        actions.undo(run, by=place.lead)
    assert again(run).state == RunState.DONE
    assert Initiative.objects.standing().count() == 2


def test_only_what_was_carried_out_can_be_undone_and_only_once(place, write):
    run = bring_in(write(*OLD), place)
    actions.undo(run, by=place.lead)
    with pytest.raises(Refused):
        actions.undo(run, by=place.lead)
