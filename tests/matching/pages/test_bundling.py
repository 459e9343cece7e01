"""What stands in the register more than once: for operators to bundle or to merge; a bundle is for everyone."""

import pytest
from django.urls import reverse

from tests.cast import VIEWERS
from vliegwiel.core.answers import Mistake, Refused
from vliegwiel.initiatives import actions as initiatives
from vliegwiel.initiatives.models import Initiative
from vliegwiel.matching import actions
from vliegwiel.matching.models import Bundle, BundleEntry

DOUBLES = "/zoeken/dubbel/"
TITLE = "Anonimiseren van documenten"


@pytest.fixture
def same(town, index):
    """The same tool at three bodies, one of them for its team only."""
    found = []
    for number, (name, space, ring) in enumerate(
        [("outsider", "square", "public"), ("lead", "square", "public"), ("lead", "workshop", "team")]
    ):
        made = initiatives.submit(
            town.spaces[space],
            by=town.person(name),
            kind="service",
            title=TITLE if number else f"{TITLE}!",
            texts={"question": "Hoe lakken we sneller?"},
            ring=ring,
            organisation=town.organisations["tilburg" if name == "outsider" else "zwolle"],
        )
        found.append(Initiative.objects.get(pk=made.pk))
    index()
    return found


def bundled(town, same) -> Bundle:
    return actions.bundle(None, by=town.person("operator"), name="Anonimiseersoftware", initiatives=same[:2])


@pytest.mark.parametrize("name", VIEWERS)
def test_clusters_are_for_operators(as_, same, name):
    answer = as_(name).get(DOUBLES)
    assert (answer.status_code == 200) is (name == "operator")


def test_a_cluster_counts_what_the_operator_sees(as_, same):
    page = as_("operator").get(DOUBLES).content.decode()
    assert TITLE in page
    assert "2 vermeldingen" in page
    assert "2 organisaties" in page
    assert "2 titels" in page


def test_the_operator_bundles_them_and_each_keeps_its_page(as_, town, same):
    client = as_("operator")
    page = client.get(f"{DOUBLES}?van={same[0].code}").content.decode()
    assert page.count('name="offered"') == 2
    assert same[2].code not in page
    sent = {
        "name": "Anonimiseersoftware",
        "initiatives": [one.code for one in same[:2]],
        "offered": [one.code for one in same],
    }
    answer = client.post(reverse("matching:make-bundle"), sent, follow=True)
    assert "Anonimiseersoftware" in answer.content.decode()
    assert {entry.initiative_id for entry in BundleEntry.objects.all()} == {same[0].pk, same[1].pk}
    beside = reverse("matching:looks-like", args=[same[0].code])
    piece = as_("visitor").get(beside, headers={"hx-request": "true"}).content.decode()
    assert "Anonimiseersoftware (2)" in piece
    assert same[1].get_absolute_url() not in piece, "one line instead of five that are the same"
    assert TITLE not in client.get(DOUBLES).content.decode(), "what is bundled needs no more work"


def test_a_bundle_shows_what_one_may_see_and_counts_no_more(as_, town, same):
    bundle = actions.bundle(None, by=town.person("operator"), name="Lakken", initiatives=same)
    page = as_("visitor").get(bundle.get_absolute_url()).content.decode()
    assert "2 vermeldingen" in page
    assert same[2].code not in page
    assert "3 vermeldingen" in as_("lead").get(bundle.get_absolute_url()).content.decode()
    assert "Haal uit de bundel" not in page


def test_a_bundle_of_what_one_may_not_see_does_not_exist(as_, town, same):
    others = [town.initiatives["secret"], same[2]]
    bundle = actions.bundle(None, by=town.person("operator"), name="Geheim", initiatives=others)
    assert as_("visitor").get(bundle.get_absolute_url()).status_code == 404
    assert as_("lead").get(bundle.get_absolute_url()).status_code == 200


def test_two_of_them_go_on_to_be_merged(as_, same):
    sent = {"name": "x", "initiatives": [one.code for one in same[:2]], "offered": [one.code for one in same[:2]]}
    client = as_("operator")
    answer = client.post(reverse("matching:make-bundle"), sent | {"samenvoegen": "1"})
    assert "/samenvoegen/" in answer["Location"]
    assert client.get(answer["Location"]).status_code == 200
    one = sent | {"samenvoegen": "1", "initiatives": [same[0].code]}
    assert "Kies er precies twee" in client.post(reverse("matching:make-bundle"), one).content.decode()


def test_a_mistake_keeps_what_was_chosen(as_, same):
    sent = {"name": "", "initiatives": [same[0].code], "offered": [one.code for one in same[:2]]}
    page = as_("operator").post(reverse("matching:make-bundle"), sent).content.decode()
    assert f'value="{same[0].code}" id="kies-{same[0].code}" checked' in page
    assert f'value="{same[1].code}" id="kies-{same[1].code}" checked' not in page
    assert not Bundle.objects.exists()


def test_one_taken_out_leaves_the_bundle_and_the_last_two_end_it(as_, town, same):
    bundle = bundled(town, same)
    client = as_("operator")
    address = reverse("matching:unbundle", args=[bundle.code, "-", same[0].code])
    assert as_("lead").post(address).status_code == 403
    answer = client.post(address)
    assert answer["Location"] == DOUBLES
    assert not Bundle.objects.exists()


def test_one_is_in_one_bundle_at_most(town, same):
    bundled(town, same)
    operator = town.person("operator")
    with pytest.raises(Mistake):
        actions.bundle(None, by=operator, name="Nog een", initiatives=[same[0], town.initiatives["letters"]])
    with pytest.raises(Mistake):
        actions.bundle(None, by=operator, name="Eén", initiatives=[town.initiatives["letters"]])
    with pytest.raises(Refused):
        actions.bundle(None, by=town.person("lead"), name="Van mij", initiatives=same[:2])


@pytest.mark.parametrize("query", ["?van=%00", "?van=22222222", "?pagina=%00", "?pagina=-1", "?pagina=99999999"])
def test_no_address_breaks_the_page(as_, same, query):
    assert as_("operator").get(f"{DOUBLES}{query}").status_code in (200, 404)


def test_it_asks_the_database_the_same_however_many_clusters(as_, town, same, statements):
    client = as_("operator")
    with statements(8):
        client.get(DOUBLES)
    for number in range(6):
        initiatives.submit(
            town.spaces["square"],
            by=town.person("lead"),
            kind="idea",
            title=f"Lantaarn {number // 2}",
            texts={"question": "Hoe?"},
        )
    with statements(8):
        client.get(DOUBLES)
