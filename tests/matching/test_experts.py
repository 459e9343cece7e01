"""Who can help, and who would join, in the named world: with reasons, and never from what one may not see."""

import pytest

from tests.matching.pages.conftest import index, town  # noqa: F401
from vliegwiel.exchange import helping_tasks
from vliegwiel.exchange.actions import expertise
from vliegwiel.matching.experts import who_can_help, who_joins_in
from vliegwiel.matching.joining import who_joins
from vliegwiel.people import actions as people

LETTERS = "brieven herschrijven zodat inwoners ze begrijpen"


@pytest.fixture
def known(town, index):  # noqa: F811
    """Everyone's expertise is gathered, and can be found."""
    helping_tasks.gather_all(0)
    index()
    return town


def told(found):
    return {str(one.person): [f"{reason.words} {reason.about}" for reason in one.reasons] for one in found}


def test_the_reason_says_what_someone_worked_on(known):
    found = told(who_can_help(LETTERS, known.person("outsider")))
    assert "werkt aan Brieven die je in één keer begrijpt" in found["Iris de Wit"]


def test_nobody_is_named_without_a_reason(known):
    found = who_can_help("kwantumcomputers in de ruimtevaart", known.person("outsider"))
    assert all(one.reasons for one in found)
    assert len(found) <= 1


@pytest.mark.parametrize("viewer", ["visitor", "supplier", "stranger", "outsider", "colleague", "community", "lead"])
def test_no_reason_from_what_one_may_not_see(known, viewer):
    for name in ("secret", "intake", "verify", "letters"):
        initiative = known.initiatives[name]
        who = known.person(viewer)
        may_see = type(initiative).objects.visible_to(who).filter(pk=initiative.pk).exists()
        found = told(who_can_help(f"{initiative.title} {initiative.question} {initiative.summary}", who))
        named = any(initiative.title in reason for reasons in found.values() for reason in reasons)
        assert not named or may_see


def test_a_visitor_finds_only_public_profiles(known):
    assert who_can_help(LETTERS, None) == []
    lead = known.person("lead")
    people.update_profile(lead, by=lead, is_public=True)
    helping_tasks.gather_all(0)
    assert list(told(who_can_help(LETTERS, None))) == ["Iris de Wit"]


def test_what_is_switched_off_finds_nobody(known):
    lead = known.person("lead")
    people.update_profile(lead, by=lead, talents=[])
    assert "Iris de Wit" in told(who_can_help(LETTERS, known.person("outsider")))
    expertise.change_helping(
        lead, by=lead, uses_experience=False, is_askable=True, most_asked=3, paused_until=None, availability=""
    )
    assert "Iris de Wit" not in told(who_can_help(LETTERS, known.person("outsider")))


def test_who_worked_with_the_starter_comes_first(known):
    found = who_joins_in("samen iets nieuws proberen", known.person("lead"), starter=known.person("lead"))
    assert known.people["lead"] not in [one.person for one in found]


def test_organisations_that_would_join_with_the_reason(known):
    starter = known.organisations["zwolle"]
    found = {str(one.organisation): one.reasons for one in who_joins(LETTERS, known.person("lead"), starter=starter)}
    assert "Tilburg" in found
    assert "Zwolle" not in found
    words = " ".join(f"{reason.words} {reason.about}" for reason in found["Tilburg"])
    assert "Brieven die je in één keer begrijpt" in words


def test_suppliers_and_organisations_without_evidence_are_not_named(known):
    named = {str(one.organisation) for one in who_joins(LETTERS, known.person("lead"))}
    assert "Voorbeeld Software" not in named
    assert "Hilversum" not in named


@pytest.mark.parametrize("text", ["", "de het een", "\x00", "x" * 100_000])
def test_any_text_is_answered(known, text):
    assert who_can_help(text, known.person("lead")) == []
    assert who_joins(text, None) == []
