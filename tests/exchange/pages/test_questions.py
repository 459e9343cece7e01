"""The pages of questions: asked by whom may, answered by whom was asked, read by nobody else."""

import pytest
from django.utils import timezone

from tests.matching.pages.conftest import index  # noqa: F401
from vliegwiel.exchange import helping_tasks
from vliegwiel.exchange.actions import asking
from vliegwiel.exchange.models import Asked, Question
from vliegwiel.people import actions as people

FIND, ASK = "/personen/wie-weet/", "/personen/wie-weet/vragen/"


@pytest.fixture
def town(world, index):  # noqa: F811
    helping_tasks.gather_all(0)
    index()
    return world


@pytest.fixture
def as_(town, signed_in, client):
    return lambda name: client if name == "visitor" else signed_in(town.person(name))


@pytest.fixture
def question(town):
    """From Noor (outsider) to Iris (lead)."""
    return asking.ask(
        None, by=town.person("outsider"), title="Wie weet iets van lakken?", text="", people=[(town.person("lead"), {})]
    )


def test_people_are_found_by_what_they_worked_on_with_the_reason(as_, town):
    page = as_("outsider").get(FIND, {"q": "brieven die mensen begrijpen herschrijven met inwoners"}).content.decode()
    assert "Iris de Wit" in page
    assert "werkt aan" in page
    assert "Brieven die je in één keer begrijpt" in page


def test_no_evidence_from_what_one_may_not_see(as_, town):
    secret = town.initiatives["secret"]
    words = f"{secret.title} {secret.question}"
    assert secret.title not in as_("outsider").get(FIND, {"q": words}).content.decode().split("<h2")[-1]
    assert secret.title not in as_("visitor").get(FIND, {"q": words}).content.decode().split("<h2")[-1]


@pytest.mark.parametrize("name", ["visitor", "supplier", "stranger", "lead", "operator"])
@pytest.mark.parametrize(
    "words", ["", "brieven", "q" * 100_000, "\x00", "'; drop table", 'AND OR NOT "', "de het een", "你好"]
)
def test_whatever_is_asked_there_is_an_answer(as_, name, words):
    assert as_(name).get(FIND, {"q": words, "regio": words, "talent": words, "organisatie": words}).status_code == 200


def test_filters(as_, town):
    lead = town.person("lead")
    people.update_profile(lead, by=lead, talents=["begrijpelijke brieven"])
    viewer = as_("outsider")
    assert "Iris de Wit" in viewer.get(FIND, {"talent": "begrijpelijke"}).content.decode()
    assert "Iris de Wit" in viewer.get(FIND, {"organisatie": "Zwolle"}).content.decode()
    assert "Iris de Wit" not in viewer.get(FIND, {"organisatie": "Tilburg"}).content.decode()
    assert "Iris de Wit" not in viewer.get(FIND, {"organisatie": "Zwolle", "regio": "onzin"}).content.decode()


@pytest.mark.parametrize(
    "query", [{"q": "brieven over inkomen"}, {"organisatie": "a"}, {"q": "brieven", "talent": "a"}]
)
def test_the_number_of_statements_is_bounded(as_, town, statements, query):
    viewer = as_("outsider")
    viewer.get(FIND, query)
    with statements(17):
        viewer.get(FIND, query)


def test_from_finding_to_asking(as_, town):
    viewer, iris = as_("outsider"), town.people["lead"]
    page = viewer.get(ASK, {"wie": iris.code, "q": "Hoe schrijf je een duidelijke brief?"}).content.decode()
    assert "Iris de Wit" in page
    assert "Hoe schrijf je een duidelijke brief?" in page
    answer = viewer.post(
        ASK, {"wie": [iris.code], "title": "Hoe schrijf je een duidelijke brief over geld?", "text": ""}
    )
    row = Asked.objects.get()
    assert answer.url == row.question.get_absolute_url()
    assert row.because["expertise"] or row.because["words"]


def test_what_was_typed_is_kept_when_nobody_is_chosen(as_):
    page = as_("outsider").post(ASK, {"title": "Mijn vraag", "text": "Met uitleg"})
    assert page.status_code == 422
    assert "Mijn vraag" in page.content.decode()
    assert "Met uitleg" in page.content.decode()
    assert not Question.objects.exists()


@pytest.mark.parametrize(("name", "status"), [("visitor", 302), ("supplier", 403), ("stranger", 403), ("lead", 200)])
def test_asking_is_for_the_network(as_, name, status):
    assert as_(name).get(ASK).status_code == status


def test_someone_whom_one_may_not_see_cannot_be_asked(as_, town):
    """Their code in the address finds nobody."""
    stranger = town.people["stranger"]
    type(stranger).objects.filter(pk=stranger.pk).update(audience=[f"person:{stranger.pk}"])
    page = as_("outsider").post(ASK, {"wie": [stranger.code], "title": "Hoi"})
    assert page.status_code == 422
    assert "Smit" not in page.content.decode()


def test_a_visitor_with_the_link_of_a_mail_signs_in_first(as_, question):
    """Also at an address where no question is: it tells nothing."""
    for address in (question.get_absolute_url(), "/vragen/22222222/"):
        assert as_("visitor").get(address).url == f"/account/inloggen/?next={address}"


@pytest.mark.parametrize("name", ["colleague", "manager", "supplier", "stranger", "operator"])
def test_a_question_to_another_does_not_exist(as_, question, name):
    address = question.get_absolute_url()
    assert as_(name).get(address).status_code == 404
    for word in ("antwoord", "nu-niet", "niet-ik", "bedankt", "delen"):
        assert as_(name).post(f"{address}{word}/").status_code == 404
    status = 403 if name in ("supplier", "stranger") else 404
    assert as_(name).get(f"{FIND}vragen/{question.code}/doorgeven/").status_code == status


def test_answering_shows_the_asker_what_was_chosen_to_show(as_, question):
    iris, noor = as_("lead"), as_("outsider")
    address = question.get_absolute_url()
    assert "Waarom jij" in iris.get(address).content.decode() or question.asked.get().because == {}
    assert iris.post(f"{address}antwoord/", {"answer": "", "shares_contact": "on"}).status_code == 422
    iris.post(f"{address}antwoord/", {"answer": "Vraag het Hilversum."})
    page = noor.get(address).content.decode()
    assert "Vraag het Hilversum." in page
    assert "lead@voorbeeld.example" not in page
    assert iris.post(f"{address}antwoord/", {"answer": "Nog eens"}).status_code == 403


def test_contact_is_shown_only_to_the_asker_after_a_yes(as_, question):
    address = question.get_absolute_url()
    as_("lead").post(f"{address}antwoord/", {"answer": "Bel me.", "shares_contact": "on", "may_be_shared": "on"})
    assert "lead@voorbeeld.example" in as_("outsider").get(address).content.decode()
    as_("outsider").post(f"{address}delen/", {"delen": "ja"})
    shared = as_("community").get(address).content.decode()
    assert "Bel me." in shared
    assert "lead@voorbeeld.example" not in shared


def test_passing_on_through_the_page(as_, town, question):
    page = as_("lead").get(f"{FIND}vragen/{question.code}/doorgeven/", {"q": "opschalen"})
    assert page.status_code == 200
    address = f"{FIND}vragen/{question.code}/doorgeven/"
    assert as_("lead").post(address).status_code == 422
    as_("lead").post(address, {"wie": town.people["manager"].code})
    assert question.asked.get(person=town.people["manager"]).passed_by == town.people["lead"]


def test_a_closed_question_says_so_at_the_link_of_the_mail(as_, question):
    as_("outsider").post(f"{question.get_absolute_url()}bedankt/", {"thanks": "Dank!"})
    page = as_("lead").get(question.get_absolute_url()).content.decode()
    assert "Deze vraag is afgesloten" in page
    assert "Dank!" in page


@pytest.mark.parametrize("many", [1, 3])
def test_the_statements_of_the_lists_are_constant(as_, town, statements, many):
    for number in range(many):
        asking.ask(
            None, by=town.person("outsider"), title=f"Vraag {number}", text="", people=[(town.person("lead"), {})]
        )
    viewers = [as_("lead"), as_("outsider")]
    for viewer in viewers:
        with statements(12):
            viewer.get("/vragen/")
        with statements(15):
            viewer.get(Question.objects.first().get_absolute_url())


def test_own_experience_page_and_its_corrections(as_, town):
    iris = town.people["lead"]
    address = f"/personen/{iris.code}/ervaring/"
    me = as_("lead")
    page = me.get(address).content.decode()
    assert "Brieven die je in één keer begrijpt" in page
    assert me.post(f"{address}erbij/", {"subject_words": ""}).status_code == 422
    me.post(f"{address}erbij/", {"subject_words": "samen inkopen"})
    assert "samen inkopen" in as_("colleague").get(address).content.decode()
    line = iris.expertise.get(source="own")
    assert as_("colleague").post(f"{address}{line.code}/weg/").status_code == 403
    me.post(f"{address}{line.code}/verberg/")
    assert "samen inkopen" not in as_("colleague").get(address).content.decode()
    assert me.post(f"{address}helpen/", {"most_asked": "x"}).status_code == 422
    assert me.post(f"{address}helpen/", {"most_asked": "2", "paused_until": "morgen"}).status_code == 422
    me.post(f"{address}helpen/", {"most_asked": "2", "is_askable": "on", "availability": "op dinsdag"})
    assert "Brieven" not in as_("colleague").get(address).content.decode().split("<h1")[-1]


def test_the_page_of_coffee(as_, town):
    me = as_("lead")
    assert as_("visitor").get("/koffie/").status_code == 302
    assert as_("supplier").post("/koffie/", {}).status_code == 403
    assert me.post("/koffie/", {"themes": ["onzin"]}).status_code == 422
    me.post("/koffie/", {"themes": []})
    assert "Je doet mee" in me.get("/koffie/").content.decode()
    me.post("/koffie/sla-over/")
    assert "Je slaat de ronde van" in me.get("/koffie/").content.decode()
    me.post("/koffie/doe-mee/")
    assert me.post("/koffie/pauze/", {"until": "gisteren"}).status_code == 422
    me.post("/koffie/pauze/", {"until": timezone.localdate().isoformat()})
    assert "Je hebt pauze" in me.get("/koffie/").content.decode()
    me.post("/koffie/stop/")
    assert "Je doet mee" not in me.get("/koffie/").content.decode()
    assert as_("outsider").post("/koffie/stop/").status_code == 404
