"""What a team says of a suggestion: the same, reuse it, or it does not fit; and what follows from it on the pages."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from tests.cast import VIEWERS
from tests.matching.pages.test_likeness import LETTERS
from vliegwiel.core.answers import Mistake, Refused
from vliegwiel.initiatives import actions as initiatives
from vliegwiel.initiatives.models import Initiative, Reuse
from vliegwiel.matching import actions, rules
from vliegwiel.matching.models import Judgement

TEXTS = {name: LETTERS[name] for name in ("question", "for_whom", "summary")}


PART = {
    "kind": "method",
    "name": "Brieven over geld schrijven die inwoners begrijpen",
    "description": "Hoe je brieven over geld schrijft zo, dat mensen met een uitkering of toeslag die moeite hebben met "
    "lange brieven weten wat ze moeten doen en voor wanneer.",
}


@pytest.fixture
def twin(town, index):
    """Something of the outsider's that looks like the letters of the lead, and can use a part of them."""
    initiatives.add_part(town.initiatives["letters"], by=town.person("lead"), **PART)
    made = initiatives.submit(
        town.spaces["square"], by=town.person("outsider"), kind="idea", title=LETTERS["title"], texts=TEXTS
    )
    index()
    return Initiative.objects.get(pk=made.pk)


def beside(client, initiative) -> str:
    """The piece of page beside an initiative."""
    answer = client.get(reverse("matching:looks-like", args=[initiative.code]), headers={"hx-request": "true"})
    assert answer.status_code == 200
    return answer.content.decode()


def page_of(client, initiative) -> str:
    return client.get(reverse("matching:looks-like", args=[initiative.code])).content.decode()


def test_the_team_gets_buttons_and_others_do_not(as_, town, twin):
    letters = town.initiatives["letters"]
    assert letters.get_absolute_url() in beside(as_("visitor"), twin)
    for name in VIEWERS:
        assert ("Dit is hetzelfde" in beside(as_(name), twin)) is (name == "outsider"), name


def test_a_part_that_fits_is_suggested_with_its_reason(as_, town, twin):
    piece = beside(as_("outsider"), twin)
    part = town.initiatives["letters"].parts.get(name=PART["name"])
    assert "Kan hier hergebruikt worden" in piece
    assert part.get_absolute_url() in piece
    assert "Bekijk hergebruik" in piece


def test_reusing_it_stands_on_both_pages_and_is_suggested_no_more(as_, town, twin):
    part = town.initiatives["letters"].parts.get(name=PART["name"])
    client = as_("outsider")
    done = client.post(reverse("matching:take-up", args=[twin.code, part.code]), follow=True)
    assert part.name in done.content.decode()
    assert Reuse.objects.get(initiative=twin).state == "considers"
    assert twin.title in client.get(part.get_absolute_url()).content.decode()
    assert part.get_absolute_url() not in beside(client, twin)


def test_what_does_not_fit_is_gone_for_the_whole_team_and_nowhere_else(as_, town, twin):
    letters, client = town.initiatives["letters"], as_("outsider")
    address = reverse("matching:unfit", args=[twin.code, letters.code])
    assert letters.title in client.get(address).content.decode()
    assert client.post(address, {}).status_code == 200
    assert not Judgement.objects.exists(), "a reason is asked"
    client.post(address, {"reason": "scale", "note": "Wij zijn veel kleiner."})
    kept = Judgement.objects.get()
    assert (kept.verdict, kept.reason, kept.note) == ("unfit", "scale", "Wij zijn veel kleiner.")
    assert letters.get_absolute_url() not in beside(client, twin)
    assert letters.get_absolute_url() not in beside(as_("visitor"), twin)
    assert twin.get_absolute_url() in beside(as_("lead"), letters), "the other side decides for itself"
    assert "Wij zijn veel kleiner" not in page_of(client, twin)


def test_it_can_be_suggested_again(as_, town, twin):
    letters, client = town.initiatives["letters"], as_("outsider")
    client.post(reverse("matching:unfit", args=[twin.code, letters.code]), {"reason": "other"})
    assert "Stel het weer voor" in page_of(client, twin)
    assert "Stel het weer voor" not in page_of(as_("lead"), twin)
    client.post(reverse("matching:recall", args=[twin.code, letters.code]))
    assert letters.get_absolute_url() in beside(client, twin)


def test_a_part_that_does_not_fit_goes_too(as_, town, twin):
    part = town.initiatives["letters"].parts.get(name=PART["name"])
    client = as_("outsider")
    client.post(reverse("matching:unfit-part", args=[twin.code, part.code]), {"reason": "outdated"})
    assert part.get_absolute_url() not in beside(client, twin)
    client.post(reverse("matching:recall-part", args=[twin.code, part.code]))
    assert part.get_absolute_url() in beside(client, twin)


def test_the_same_thing_leads_to_a_proposal_that_both_teams_see_beside_it(as_, town, twin):
    letters, client = town.initiatives["letters"], as_("outsider")
    answer = client.post(reverse("matching:same", args=[twin.code, letters.code]))
    assert answer["Location"] == reverse("initiatives:merge", args=[twin.code, twin.slug, letters.code])
    client.post(answer["Location"], {"stays": letters.code, "reason": "Hetzelfde."})
    told = "Er is voorgesteld om"
    assert told in beside(as_("lead"), letters)
    assert told in beside(client, twin)


def test_who_may_judge(town, twin):
    letters = town.initiatives["letters"]
    assert {name for name in VIEWERS if rules.may_judge(town.person(name), letters)} == {"lead", "colleague", "manager"}
    assert {name for name in VIEWERS if rules.may_judge(town.person(name), twin)} == {"outsider"}
    secret = town.initiatives["secret"]
    assert not rules.may_judge(town.person("outsider"), twin, secret)
    assert not rules.may_judge(town.person("outsider"), twin, twin)
    for name in VIEWERS:
        answer = rules.may_judge(town.person(name), letters)
        assert answer or str(answer.reason).endswith(".")


def test_nobody_else_presses_the_buttons(as_, town, twin):
    letters = town.initiatives["letters"]
    part = letters.parts.first()
    for address in (
        reverse("matching:same", args=[twin.code, letters.code]),
        reverse("matching:take-up", args=[twin.code, part.code]),
        reverse("matching:unfit", args=[twin.code, letters.code]),
        reverse("matching:recall", args=[twin.code, letters.code]),
    ):
        assert as_("lead").post(address, {"reason": "other"}).status_code == 403
        assert as_("visitor").post(address, {"reason": "other"}).status_code == 302
        secret = address.replace(letters.code, town.initiatives["secret"].code)
        if secret != address:
            assert as_("outsider").post(secret, {"reason": "other"}).status_code == 404
    assert not Judgement.objects.exists()
    assert not Reuse.objects.filter(initiative=twin).exists()


def test_the_door_refuses_what_the_page_would_not_offer(town, twin):
    letters, outsider = town.initiatives["letters"], town.person("outsider")
    with pytest.raises(Refused):
        actions.dismiss(twin, by=town.person("lead"), reason="other", other=letters)
    with pytest.raises(Refused):
        actions.dismiss(twin, by=outsider, reason="other", other=town.initiatives["secret"])
    with pytest.raises(Mistake):
        actions.dismiss(twin, by=outsider, reason="verzonnen", other=letters)
    with pytest.raises(Mistake):
        actions.dismiss(twin, by=outsider, reason="other")
    with pytest.raises(Mistake):
        actions.dismiss(twin, by=outsider, reason="other", other=letters, part=letters.parts.first())


def test_the_database_keeps_one_judgement_of_each_pair(town, twin):
    letters, at = town.initiatives["letters"], timezone.now()
    actions.dismiss(twin, by=town.person("outsider"), reason="other", other=letters)
    actions.dismiss(twin, by=town.person("outsider"), reason="scale", other=letters)
    assert Judgement.objects.get().reason == "scale"
    for wrong in (
        {"other": letters, "verdict": "same"},
        {"verdict": "same"},
        {"other": twin, "verdict": "same"},
        {"part": letters.parts.first(), "verdict": "unfit"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Judgement.objects.create(initiative=twin, at=at, **wrong)


def test_it_asks_the_database_the_same_however_much_looks_like_it(as_, town, twin, index, statements):
    client = as_("outsider")
    with statements(15):
        beside(client, twin)
    for number in range(8):
        initiatives.submit(
            town.spaces["square"],
            by=town.person("lead"),
            kind="idea",
            title=f"{LETTERS['title']} {number}",
            texts=TEXTS,
        )
    index()
    with statements(15):
        beside(client, twin)
