"""Report, hide with a reason, appeal, decide: what each of them reads."""

from tests.conversation.conftest import again, hide, page, say
from tests.conversation.pages.test_talk import of
from tests.initiatives.conftest import now, sign_up
from vliegwiel.conversation import actions
from vliegwiel.conversation.models import Hiding, Report

REPORTS = "/reacties/meldingen/"


def test_a_report_reaches_the_moderators_alone(world, as_):
    one = say(world, "Vervelend", about=world.pilot)
    client = as_(world.lead)
    assert client.get(of(one, "report")).status_code == 200
    assert client.post(of(one, "report"), {"reason": "Dit is onaardig."}).status_code == 302
    again_ = client.post(of(one, "report"), {"reason": "Nog eens"})
    assert "al gemeld" in again_.content.decode()
    text = as_(world.manager).get(REPORTS).content.decode()
    assert "Dit is onaardig." in text
    assert "Vervelend" in text
    assert "Iris Bos" in text
    assert as_(world.network).get(REPORTS).status_code == 403
    assert "Vervelend" not in as_(world.operator).get(REPORTS).content.decode()
    assert "Dit is onaardig." not in as_(world.network).get(page(world.pilot)).content.decode()


def test_hidden_readers_read_the_reason_and_the_maker_the_text(world, as_, client):
    one = say(world, "Scheldwoord")
    actions.report(one, by=now(world.lead), reason="Onaardig")
    operator = as_(world.operator)
    assert operator.post(of(one, "hide"), {"reason": ""}).status_code == 200
    assert again(one).is_shown
    assert operator.post(of(one, "hide"), {"reason": "Dit is schelden."}).status_code == 302
    for reader in (client, as_(world.colleague)):
        text = reader.get(page(world.public)).content.decode()
        assert "Dit is schelden." in text
        assert "Scheldwoord" not in text
    mine = as_(world.network).get(page(world.public)).content.decode()
    assert "Scheldwoord" in mine
    assert of(one, "appeal") in mine
    assert "Scheldwoord" in as_(world.operator).get(page(world.public)).content.decode()
    assert as_(world.colleague).get(of(one, "change")).status_code == 403
    assert operator.get(of(one, "hide")).status_code == 403


def test_an_appeal_is_decided_by_another_and_the_maker_reads_it(world, as_):
    second = sign_up("Oscar", is_operator=True)
    one = say(world, "Toch goed")
    hide(world, one)
    mine = as_(world.network)
    assert mine.get(of(one, "appeal")).status_code == 200
    assert mine.post(of(one, "appeal"), {"words": "Het is <b>waar</b>."}).status_code == 302
    assert mine.get(of(one, "appeal")).status_code == 403
    assert as_(world.colleague).get(of(one, "appeal")).status_code == 404
    assert as_(world.colleague).get(of(one, "decide")).status_code == 404
    assert as_(world.operator).get(of(one, "decide")).status_code == 403
    assert of(one, "decide") not in as_(world.operator).get(REPORTS).content.decode()
    other = as_(second)
    assert of(one, "decide") in other.get(REPORTS).content.decode()
    assert "Het is &lt;b&gt;waar&lt;/b&gt;." in other.get(of(one, "decide")).content.decode()
    assert other.post(of(one, "decide"), {"decision": "onzin", "answer": "x"}).status_code == 200
    assert other.post(of(one, "decide"), {"decision": "upheld", "answer": "Nee, want."}).status_code == 302
    assert "Nee, want." in mine.get(page(world.public)).content.decode()
    assert "Nee, want." not in as_(world.colleague).get(page(world.public)).content.decode()
    assert of(one, "decide") not in other.get(REPORTS).content.decode()


def test_leaving_it_as_it_is_settles_the_report_once(world, as_):
    one = say(world)
    actions.report(one, by=now(world.lead), reason="Hm")
    operator = as_(world.operator)
    for _twice in range(2):
        assert operator.post(of(one, "keep")).status_code == 302
    assert Report.objects.get().outcome == "kept"
    assert as_(world.lead).post(of(one, "keep")).status_code == 404
    assert not Hiding.objects.exists()


def test_the_page_of_reports_costs_the_same_with_one_and_with_three(world, as_, statements):
    client = as_(world.operator)
    for number in range(3):
        actions.report(say(world, str(number)), by=now(world.lead), reason="Hm")
        hiding = hide(world, say(world, f"x{number}"))
        actions.appeal(hiding, by=now(world.network), words="Toch")
        with statements(12):
            assert client.get(REPORTS).status_code == 200
