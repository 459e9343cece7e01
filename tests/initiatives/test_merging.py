"""Two that are the same become one: both sides agree, nothing is lost, and it can be undone."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from vliegwiel.activity.models import Activity
from vliegwiel.core.answers import Mistake, Refused
from vliegwiel.files.models import Attachment
from vliegwiel.initiatives import actions, rules
from vliegwiel.initiatives.models import Initiative, Link, Merger, Part, Reuse, Update, UserCheck

from .conftest import AT, now, place

EVERYONE = ["visitor", "stranger", "seller", "network", "colleague", "lead", "manager", "operator"]
REASON = "Beide lakken stukken met dezelfde software."


@pytest.fixture
def two(world):
    return furnish(world)


def furnish(world):
    """The pilot of the lead, and one of someone at Leiden in the same space, each with something of every kind."""
    world.other = actions.submit(
        world.space, by=now(world.network), at=AT, title="Stukken zwart maken", kind="pilot",
        texts={"question": "Hoe lakken we sneller?", "for_whom": "Juristen"}, organisation=world.leiden,
    )  # fmt: skip
    world.other = fresh(world.other)
    hang(world, world.other, world.network)
    return world


def hang(world, one, by) -> None:
    by = now(by)
    one.refresh_from_db()
    actions.add_part(one, by=by, kind="software", name="Lakprogramma", description="Maakt zwart")
    actions.add_check(
        one, by=by, at=AT, done_on=AT.date(), method="panel", how_many=3, learned="Veel", outcome="adjusted"
    )
    actions.add_update(one, by=by, title="Nieuws", text="Het werkt.")
    actions.set_link(one, by=by, label="Elders", url="https://example.org/")
    actions.attach_file(one, by=by, upload=SimpleUploadedFile("verslag.txt", b"tekst"))


def fresh(one: Initiative) -> Initiative:
    return Initiative.objects.get(pk=one.pk)


def propose(world, by="network", going=None, staying=None) -> Merger:
    return actions.propose_merging(
        going or world.other, by=now(getattr(world, by)), into=staying or world.pilot, reason=REASON
    )


def merged(world) -> Merger:
    merger = propose(world)
    return actions.agree_to_merging(merger, by=now(world.lead))


def hanging(one) -> dict[str, int]:
    rows = {model.__name__: model.objects.filter(initiative=one).count() for model in (Part, UserCheck, Update, Link)}
    files = Attachment.objects.filter(target_type="initiatives.initiative", target_id=one.pk)
    return rows | {"files": files.count()}


def test_nothing_happens_before_the_leads_of_both_agree(two):
    merger = propose(two)
    assert merger.agreed_going == two.network, "who leads what goes agrees by proposing it"
    assert merger.agreed_staying is None
    assert fresh(two.other).end == ""
    assert hanging(two.pilot)["Part"] == 0
    actions.agree_to_merging(merger, by=now(two.lead))
    assert fresh(two.other).end == "merged"


def test_everything_that_hangs_under_it_comes_along(two):
    before = hanging(two.other)
    assert set(before.values()) == {1}
    merged(two)
    assert hanging(two.pilot) == before
    assert set(hanging(two.other).values()) == {0}
    pilot, other = fresh(two.pilot), fresh(two.other)
    assert pilot.has_parts
    assert pilot.is_checked
    assert not other.has_parts
    assert not other.is_checked
    assert {two.delft.pk, two.leiden.pk} <= set(pilot.organisation_ids)
    assert Part.objects.get(name="Lakprogramma").audience == pilot.audience
    assert Attachment.objects.get(target_id=pilot.pk).audience == pilot.audience


def test_the_texts_and_the_history_of_what_goes_stay(two):
    merged(two)
    other = fresh(two.other)
    assert other.question == "Hoe lakken we sneller?"
    assert other.endings.get().into == two.pilot
    assert other.endings.get().reason == REASON
    assert Activity.objects.filter(kind="merger.agreed", target_id=other.pk).exists()


def test_both_teams_go_on_together_and_see_it(two):
    merged(two)
    assert rules.is_lead(now(two.network), two.pilot)
    assert rules.is_lead(now(two.lead), two.pilot)
    assert rules.is_lead(now(two.network), two.other), "and keeps what was there"


def test_who_reuses_a_part_goes_on_reusing_it(two):
    part = Part.objects.get(name="Lakprogramma")
    actions.reuse(two.public, by=now(two.lead), part=part, state="uses")
    actions.reuse(two.pilot, by=now(two.lead), part=part, state="uses")
    merged(two)
    assert {one.initiative_id for one in Reuse.objects.filter(part=part)} == {two.public.pk, two.pilot.pk}


def test_what_it_reuses_itself_and_links_to_it_come_along_once(two):
    part = actions.add_part(two.public, by=now(two.lead), kind="data", name="Lijst", description="Namen")
    actions.reuse(two.other, by=now(two.network), part=part, state="uses")
    actions.reuse(two.pilot, by=now(two.lead), part=part, state="considers")
    link = actions.set_link(two.public, by=now(two.lead), label="Zie ook", to=two.other)
    own = actions.set_link(two.pilot, by=now(two.lead), label="Lijkt op", to=two.other)
    merged(two)
    link.refresh_from_db()
    own.refresh_from_db()
    assert link.to == two.pilot
    assert own.to == two.other, "a link to itself would say nothing"
    assert Reuse.objects.get(part=part, initiative=two.pilot).state == "considers"
    assert Reuse.objects.get(part=part, initiative=two.other).state == "uses"


def test_undoing_puts_everything_back(two):
    before, bodies = hanging(two.other), fresh(two.pilot).organisation_ids
    merger = merged(two)
    actions.undo_merging(merger, by=now(two.lead))
    other, pilot = fresh(two.other), fresh(two.pilot)
    assert hanging(other) == before
    assert set(hanging(pilot).values()) == {0}
    assert (other.end, other.has_parts, pilot.has_parts) == ("", True, False)
    assert pilot.organisation_ids == bodies
    assert not rules.is_on_team(now(two.network), pilot)
    assert rules.is_lead(now(two.network), other)
    assert other.endings.get().revived_at
    assert Part.objects.get(name="Lakprogramma").audience == other.audience


def test_undoing_leaves_alone_what_was_changed_since(two):
    merger = merged(two)
    pilot = fresh(two.pilot)
    actions.remove_check(pilot, by=now(two.lead), check=pilot.checks.get())
    actions.add_update(pilot, by=now(two.lead), title="Samen", text="Verder.")
    actions.undo_merging(merger, by=now(two.lead))
    assert hanging(two.other) == {"Part": 1, "UserCheck": 0, "Update": 1, "Link": 1, "files": 1}
    assert hanging(two.pilot)["Update"] == 1


def test_a_merged_one_is_taken_up_again_only_by_undoing_the_merging(two):
    merged(two)
    with pytest.raises(Refused, match=r"samengevoegd|merged"):
        actions.revive(fresh(two.other), by=now(two.network))


def test_what_goes_is_never_hidden_by_it(two):
    with pytest.raises(Refused):
        propose(two, by="lead", going=two.public, staying=two.pilot)
    assert rules.may_propose_merging(now(two.lead), two.pilot, two.public)


def test_opening_it_wider_than_its_space_is_for_a_lead_of_that_space(two):
    merger = propose(two, by="lead", going=two.pilot, staying=two.public)
    assert merger.agreed_going is None
    assert merger.agreed_staying is None, "whoever leads both confirms it on the page that says what follows"
    merger = actions.agree_to_merging(merger, by=now(two.lead))
    assert fresh(two.pilot).end == ""
    for name in ("lead", "network", "colleague", "operator", "stranger"):
        assert not rules.may_agree_to_merging(now(getattr(two, name)), Merger.objects.get()), name
    actions.agree_to_merging(Merger.objects.get(), by=now(two.manager))
    assert fresh(two.pilot).end == "merged"


def test_an_operator_can_agree_for_both(two):
    merger = propose(two, by="operator")
    assert (merger.agreed_going, merger.agreed_staying) == (None, None)
    actions.agree_to_merging(merger, by=now(two.operator))
    assert fresh(two.other).end == "merged"


TABLE = {
    "may_agree_to_merging": {"lead", "manager", "operator"},
    "may_decline_merging": {"lead", "manager", "network", "operator"},
    "may_undo_merging": set(),
}


@pytest.mark.parametrize("rule", TABLE)
def test_who_may_do_what_with_a_proposal(two, rule):
    merger = propose(two)
    yes = {name for name in EVERYONE if getattr(rules, rule)(now(getattr(two, name)), merger)}
    assert yes == TABLE[rule]


@pytest.mark.parametrize("rule", TABLE)
def test_every_no_has_a_sentence(two, rule):
    merger = propose(two)
    for name in EVERYONE:
        answer = getattr(rules, rule)(now(getattr(two, name)), merger)
        assert answer or str(answer.reason).endswith(".")


def test_who_may_propose_it(two):
    yes = {name for name in EVERYONE if rules.may_propose_merging(now(getattr(two, name)), two.other, two.pilot)}
    assert yes == {"lead", "network", "manager", "operator"}


def test_who_may_undo_it(two):
    merger = merged(two)
    yes = {name for name in EVERYONE if rules.may_undo_merging(now(getattr(two, name)), merger)}
    assert yes == {"lead", "network", "manager", "operator"}


def test_a_declined_one_stays_two(two):
    merger = propose(two)
    actions.decline_merging(merger, by=now(two.lead), answer="Ander doel.")
    assert fresh(two.other).end == ""
    for act in (actions.agree_to_merging, actions.decline_merging, actions.undo_merging):
        with pytest.raises(Refused):
            act(Merger.objects.get(), by=now(two.lead))


def test_it_is_proposed_once_and_never_with_itself(two):
    propose(two)
    with pytest.raises(Mistake):
        propose(two)
    with pytest.raises(Mistake):
        propose(two, by="lead", going=two.pilot, staying=two.other)
    with pytest.raises(Mistake):
        propose(two, by="lead", going=two.pilot, staying=two.pilot)


def test_one_that_was_merged_is_not_merged_again(two):
    merged(two)
    third = place(two, two.space, "Nog een lakprogramma")
    with pytest.raises(Refused):
        propose(two, going=fresh(two.other), staying=third)
    with pytest.raises(Refused):
        propose(two, by="lead", going=third, staying=fresh(two.other))


def test_the_database_keeps_one_merging_of_each(two):
    merged(two)
    third = place(two, two.space, "Nog een lakprogramma")
    values = {"initiative": two.other, "reason": "x", "proposed_at": AT}
    with pytest.raises(IntegrityError), transaction.atomic():
        Merger.objects.create(into=third, state="done", **values)
    with pytest.raises(IntegrityError), transaction.atomic():
        Merger.objects.create(into=two.other, **values)
