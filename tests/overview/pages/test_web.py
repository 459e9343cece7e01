"""The overview as a web: everyone sees exactly the nodes and ties that they may see."""

import gzip
import re
from html import unescape

import pytest
from django.utils import timezone

from tests.cast import VIEWERS
from vliegwiel.activity.audience import person_token
from vliegwiel.exchange.models import Connection, Need
from vliegwiel.initiatives.journey import ReuseState
from vliegwiel.initiatives.models import Initiative, Participation, Reuse, TeamRole
from vliegwiel.people.models import Person

TITLE = re.compile(r'<a class="web-([iop])[^"]*" href="([^"]*)"><title>(.*?)</title>')
REUSE = '<path class="web-line web-reuse" d="M'


def nodes(answer):
    """Name and ties of every node: {"Zwolle": 3}."""
    found = {}
    for _kind, _link, title in TITLE.findall(unescape(answer.content.decode())):
        name, _bracket, ties = title.rpartition(" (")
        found[name] = int(ties.split()[0])
    return found


def results(answer):
    """What the page says; what stands around it holds a key that is new every time."""
    return unescape(answer.content.decode()).partition('id="resultaten"')[2]


@pytest.mark.parametrize("who", VIEWERS)
def test_everyone_sees_exactly_the_nodes_that_they_may_see(world, overview, who):
    person = world.person(who)
    answer = overview("?beeld=web", who)
    shown, text = nodes(answer), unescape(answer.content.decode())
    seen = set(Initiative.objects.visible_to(person).standing().values_list("pk", flat=True))
    people = set(Person.objects.visible_to(person).values_list("pk", flat=True))
    for one in world.initiatives.values():
        assert (one.title in shown) is (one.pk in seen)
        assert one.pk in seen or one.title not in text
    for one in world.people.values():
        tied = TeamRole.objects.filter(person=one, initiative__in=seen).exists()
        assert (one.name in shown) is (one.pk in people and tied)


def test_a_tie_with_what_one_may_not_see_is_not_counted(world, overview):
    counts = {}
    for who in ("visitor", "lead"):
        seen = Initiative.objects.visible_to(world.person(who)).standing()
        counts[who] = Participation.objects.filter(organisation=world.organisations["zwolle"], initiative__in=seen)
        assert nodes(overview("?beeld=web", who))["Zwolle"] == counts[who].count()
    assert counts["visitor"].count() < counts["lead"].count()


def test_reuse_is_a_tie_only_for_who_sees_both_ends(world, overview):
    part = world.initiatives["letters"].parts.first()
    Reuse.objects.create(part=part, initiative=world.initiatives["secret"], state=ReuseState.USES, since=timezone.now())
    before = nodes(overview("?beeld=web"))[world.initiatives["letters"].title]
    assert REUSE in results(overview("?beeld=web", "lead"))
    answer = overview("?beeld=web")
    assert REUSE not in results(answer)
    assert nodes(answer)[world.initiatives["letters"].title] == before


def test_two_who_were_brought_together_are_tied_only_for_who_may_know(world, overview):
    before = {who: nodes(overview("?beeld=web", who))["Noor Yılmaz"] for who in ("outsider", "colleague")}
    outsider, community = world.people["outsider"], world.people["community"]
    Connection.objects.create(
        one=outsider, other=community, made_at=timezone.now(), audience=[person_token(outsider.pk)]
    )
    after = {who: nodes(overview("?beeld=web", who))["Noor Yılmaz"] for who in ("outsider", "colleague")}
    assert after == {"outsider": before["outsider"] + 1, "colleague": before["colleague"]}
    assert "Sanne Bakker" in nodes(overview(f"?knoop={outsider.code}", "outsider"))


def test_what_a_need_that_one_may_not_see_brought_together_is_no_tie(world, overview):
    outsider, community = world.people["outsider"], world.people["community"]
    Person.objects.filter(pk__in=[outsider.pk, community.pk]).update(is_public=True, audience=["public"])
    carrier, software = world.organisations["uwv"], world.organisations["software"]
    need = Need.objects.create(
        kind="expertise", title="X", organisation=carrier, created_at=timezone.now(), changed_at=timezone.now()
    )
    assert not Need.objects.visible_to(None).filter(pk=need.pk).exists()
    Connection.objects.create(
        need=need, one=outsider, other=community, organisation=software, made_at=timezone.now(), audience=["public"]
    )
    assert "Voorbeeld Software" in nodes(overview("?beeld=web", "colleague"))
    shown = nodes(overview("?beeld=web"))
    assert "Voorbeeld Software" not in shown
    assert "Sanne Bakker" in shown


def test_a_code_of_what_one_may_not_see_is_as_unknown_as_any(world, overview):
    hidden = world.initiatives["secret"]
    for query in (f"?beeld=web&knoop={hidden.code}", f"?beeld=web&van={hidden.code}&naar={hidden.code}"):
        there, nowhere = overview(query), overview(query.replace(hidden.code, "zzzzzzzz"))
        assert results(there).replace(hidden.code, "zzzzzzzz") == results(nowhere)
        assert hidden.title not in results(there)


def test_around_a_node_stands_what_it_is_tied_to(world, overview):
    letters = world.initiatives["letters"]
    near = nodes(overview(f"?beeld=web&knoop={letters.code}"))
    assert {letters.title, "Zwolle", "Tilburg"} <= set(near)
    further = nodes(overview(f"?beeld=web&knoop={letters.code}&stappen=2"))
    assert set(near) <= set(further)
    text = unescape(overview(f"?beeld=web&knoop={letters.code}").content.decode())
    assert letters.get_absolute_url() in text


def test_filters_hold_in_the_web_too(world, overview):
    shown = nodes(overview("?beeld=web&soort=pilot"))
    assert world.initiatives["letters"].title in shown
    assert world.initiatives["anonymise"].title not in shown


def test_the_way_between_two_organisations_is_told_in_words(world, overview):
    zwolle, tilburg, software = (world.organisations[name].code for name in ("zwolle", "tilburg", "software"))
    text = unescape(overview(f"?beeld=web&van={zwolle}&naar={tilburg}").content.decode())
    assert "Van Zwolle naar Tilburg is 2 stappen" in text
    assert re.search(r">Tilburg</a> doet mee aan <a[^>]*>Brieven", text)
    text = unescape(overview(f"?beeld=web&van={zwolle}&naar={software}").content.decode())
    assert "Er is geen weg van Zwolle naar Voorbeeld Software" in text
    assert 'class="web-way"' not in text
    text = unescape(overview(f"?beeld=web&van={zwolle}&naar={zwolle}").content.decode())
    assert "Je koos twee keer dezelfde: Zwolle" in text
    text = unescape(overview(f"?beeld=web&van={zwolle}").content.decode())
    assert "Kies twee organisaties" in text


ODD = ["%00", "' OR 1=1", "<script>x</script>", "a" * 5_000, "%ff%fe", "12345678", "zzzzzzzz", "%E2%80%AEabc"]


@pytest.mark.parametrize("odd", ODD)
def test_odd_codes_get_a_page_that_says_so(world, overview, odd):
    for name in ("knoop", "van", "naar", "stappen", "na"):
        answer = overview(f"?beeld=web&{name}={odd}", "lead")
        assert answer.status_code == 200
        assert b"<script>x" not in answer.content
        assert "Zwolle" in nodes(answer)


def test_a_name_is_text_and_never_html(world, overview, more):
    more(1, title='<script>alert(1)</script>"&\x27 {}')
    content = overview("?beeld=web").content
    assert b"<script>alert" not in content
    assert b"&lt;script&gt;alert" in content


@pytest.mark.parametrize("who", ["visitor", "lead"])
def test_the_number_of_statements_is_constant(world, overview, more, statements, who):
    code = world.organisations["zwolle"].code
    overview("?beeld=web", who)
    for count in (3, 30):
        more(count, source=f"bron{count}")
        with statements(14):
            assert overview("?beeld=web", who).status_code == 200
        with statements(15):
            assert overview(f"?beeld=web&knoop={code}&stappen=2", who).status_code == 200


def test_the_picture_is_the_same_at_every_visit(world, overview, more):
    more(30)
    assert results(overview("?beeld=web")) == results(overview("?beeld=web"))


def test_the_table_has_every_node_page_by_page(world, overview, more):
    more(60)
    seen, query = [], "?beeld=web"
    while query:
        text = unescape(overview(query).content.decode())
        seen += re.findall(r'scope="row"[^>]*><a href="[^"]*">([^<]*)</a>', text)
        after = re.search(r'href="([^"]*na=[^"]*)" rel="next"', text)
        query = after[1] if after else ""
    assert sorted(seen) == sorted(nodes(overview("?beeld=web")))


def test_two_thousand_nodes_stay_light_and_the_rest_is_counted(world, overview, more):
    more(2_100, title="Een titel zoals die in het register staat, nummer {}")
    answer = overview("?beeld=web")
    assert len(TITLE.findall(answer.content.decode())) == 2_000
    assert len(gzip.compress(answer.content, 6)) < 160_000
    assert "met minder banden zijn weggelaten" in answer.content.decode()
