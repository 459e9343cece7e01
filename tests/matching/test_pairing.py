"""What may answer a need is found under the eyes of whoever placed it, with a reason, or not at all."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.exchange.placing import placing
from vliegwiel.exchange import actions
from vliegwiel.exchange.models import Match
from vliegwiel.initiatives import actions as initiatives
from vliegwiel.initiatives.models import Theme
from vliegwiel.matching import pairing_tasks
from vliegwiel.matching.fellows import fellows_for
from vliegwiel.matching.pairing import found_for, needs_for

from .reading_room import take_in

LEZEN = "Iemand die leesrondes met inwoners kan begeleiden"


@pytest.fixture
def index(own_index):
    return take_in


@pytest.fixture
def place(world):
    return placing(world, LEZEN)


def targets(found) -> list:
    return [one.target for one in found]


def test_an_offer_of_the_same_kind_on_the_same_theme_is_found_with_its_reasons(world, index, place):
    work = Theme.objects.get(name_nl="Werk")
    need = place("lead", "letters", themes=[work])
    offer = place("outsider", offer=True, title="Ik geef trainingen", themes=[work])
    index()
    (found,) = found_for(need)
    assert found.target == offer
    assert found.reasons["same_kind"] is True
    assert found.reasons["themes"] == [work.pk]


def test_it_works_from_the_offer_as_well(world, index, place):
    need = place("lead", "letters")
    offer = place("outsider", offer=True, title="Leesrondes begeleiden met inwoners")
    index()
    ((found, reasons),) = needs_for(offer)
    assert found == need
    assert "leesrondes" in [word.lower() for word in reasons["words"]]


def test_nothing_is_suggested_when_nothing_fits(world, index, place):
    need = place("lead", "letters")
    place("outsider", offer=True, kind="money", title="Subsidie voor zonnepanelen")
    place("colleague", offer=True, title="Schilderen van schuttingen")
    index()
    assert [one for one in targets(found_for(need)) if one._meta.model_name == "offer"] == []


def test_what_the_owner_may_not_see_is_never_suggested(world, index, place):
    place("outsider", offer=True)
    hidden = place("community", "intake", offer=True)  # only for UWV
    need = place("lead", "letters")
    index()
    assert hidden not in targets(found_for(need))
    assert needs_for(hidden) == []


def test_an_own_offer_another_region_and_other_days_are_no_answer(world, index, place):
    from datetime import timedelta

    from django.utils import timezone

    today = timezone.localdate()
    need = place("lead", "letters", ends_on=today + timedelta(days=10))
    place("lead", "letters", offer=True)
    place("outsider", offer=True, starts_on=today + timedelta(days=11))
    index()
    assert [one for one in targets(found_for(need)) if one._meta.model_name == "offer"] == []


def test_what_was_said_not_to_fit_does_not_come_back(world, index, place):
    need, offer = place("lead", "letters"), place("outsider", offer=True)
    index()
    actions.suggest(need, by=None, found=found_for(need))
    actions.dismiss(need.matches.get(offer=offer), by=world.person("lead"), unsuitable="known")
    assert offer not in targets(found_for(need))
    assert needs_for(offer) == []


def test_saving_puts_the_job_in_the_queue_and_the_job_keeps_what_it_found_once(world, index, place):
    place("outsider", offer=True)
    index()
    need = place("lead", "letters")
    (job,) = ProcrastinateJob.objects.filter(task_name="matching.pair_need")
    for _twice in range(2):
        pairing_tasks.pair_need(**job.args)
    assert [match.rank for match in Match.objects.filter(need=need, offer__isnull=False)] == [1]


def test_every_night_what_came_after_a_need_is_looked_for_too(world, index, place):
    need, shut = place("lead", "letters"), place("lead", "letters", title="Wie kan leesrondes begeleiden?")
    actions.step_need(shut, by=world.person("lead"), state="withdrawn")
    offer = place("outsider", offer=True)
    index()
    for _twice in range(2):
        pairing_tasks.pair_again(timestamp=0)
    assert [match.need for match in Match.objects.filter(offer=offer)] == [need]


def test_a_need_that_cannot_be_looked_at_does_not_hold_up_the_others(world, index, place, monkeypatch, caplog):
    broken, need = place("lead", "letters"), place("lead", "letters", title="Wie kan leesrondes begeleiden?")
    place("outsider", offer=True)
    index()

    def look(one):
        if one == broken:
            raise RuntimeError("this one cannot be read")
        return found_for(one)

    monkeypatch.setattr(pairing_tasks, "found_for", look)
    pairing_tasks.pair_again(timestamp=0)
    assert need.matches.exists()
    assert f"need {broken.pk}" in caplog.text


@pytest.fixture
def fellows(place):
    return place("lead", "letters", kind="fellows", title="Drie gemeenten die meedoen", places=3)


def test_who_did_something_like_it_would_probably_join(world, index, fellows):
    outsider = world.person("outsider")
    similar = initiatives.submit(
        world.spaces["square"],
        by=outsider,
        title="Brieven die iedereen in één keer begrijpt",
        kind="pilot",
        texts={"question": world.initiatives["letters"].question},
        organisation=world.organisations["hilversum"],
    )
    index()
    found = fellows_for(fellows, world.person("lead"))
    assert targets(found)[0] == world.organisations["hilversum"]
    assert similar.pk in found[0].reasons["took_part_in"]


def test_those_who_take_part_already_were_asked_or_sell_are_left_out(world, index, fellows):
    index()
    actions.invite(fellows, by=world.person("lead"), organisation=world.organisations["uwv"])
    names = {one.name for one in targets(fellows_for(fellows, world.person("lead")))}
    assert not names & {"Tilburg", "Zwolle", "Voorbeeld Software"}
    assert world.organisations["uwv"].name not in names


def test_who_joins_counts_only_what_the_owner_sees(world, index, fellows):
    initiatives.submit(
        world.spaces["uwv"],
        by=world.person("community"),
        title="Brieven die iedereen in één keer begrijpt",
        kind="pilot",
        texts={"question": world.initiatives["letters"].question},
        organisation=world.organisations["hilversum"],
        themes=Theme.objects.filter(name_nl="Bestuur"),
        ring="organisation",
    )
    index()
    names = {one.name for one in targets(fellows_for(fellows, world.person("lead")))}
    assert "Hilversum" not in names
