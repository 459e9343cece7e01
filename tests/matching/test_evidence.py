"""Ranking people on what they did: on evidence made up here, without a database."""

import pytest

from vliegwiel.matching.evidence import Near, Weights, ranked

TEXTS = {
    1: "Brieven herschrijven met inwoners",
    2: "Brieven over belasting begrijpelijk maken",
    3: "Grondwater meten met sensoren",
    4: "Sensoren onder straten",
}
DID = {"ann": {1: 2.0, 2: 1.0}, "bob": {3: 2.0}, "cas": {1: 1.0, 3: 1.0, 4: 2.0}, "dee": {4: 1.0, 2: 1.0}}


class Made:
    """Evidence in a dict; near is what shares a word."""

    def __init__(self, *, meaning=None, said=None):
        self.meaning, self.said = meaning or {}, said or {}

    def near(self, text):
        words = set(text.lower().split())
        shared = {item: len(words & set(about.lower().split())) for item, about in TEXTS.items()}
        return Near({item: float(count) for item, count in shared.items() if count}, self.meaning, self.said)

    def worked(self, items):
        return {item: {who: did[item] for who, did in DID.items() if item in did} for item in items}

    def deeds(self, people):
        return {who: DID.get(who, {}) for who in people}

    def texts(self, items):
        return {item: TEXTS[item] for item in items}

    def rarity(self, stem):
        return 1.0


def names(found):
    return [one.key for one in found]


def test_who_led_what_resembles_it_is_first_and_who_did_nothing_like_it_is_absent():
    found = ranked("brieven herschrijven", Made())
    assert names(found)[0] == "ann"
    assert "bob" not in names(found)


def test_the_evidence_is_named_most_telling_first():
    found = {one.key: one.because for one in ranked("brieven herschrijven", Made())}
    assert found["ann"] == (1, 2)
    assert found["cas"] == (1,)


def test_meaning_finds_what_words_do_not():
    assert "bob" not in names(ranked("peilbuizen aflezen", Made()))
    assert names(ranked("peilbuizen aflezen", Made(meaning={3: 0.9, 1: 0.7})))[:2] in (["bob", "cas"], ["cas", "bob"])


def test_without_evidence_what_people_say_of_themselves_decides():
    assert names(ranked("iets heel anders", Made(said={"eve": 0.4, "fay": 0.9}))) == ["fay", "eve"]


def test_who_would_join_are_first_those_who_did_things_with_the_starter():
    assert names(ranked("sensoren", Made(), starter="dee"))[0] == "cas"
    assert "dee" not in names(ranked("sensoren", Made(), starter="dee"))


def test_only_among_these():
    assert names(ranked("brieven herschrijven", Made(), among=["cas", "bob"])) == ["cas"]


def test_who_joins_everything_is_not_first_in_everything():
    DID["all"] = dict.fromkeys(TEXTS, 1.0)
    try:
        assert names(ranked("brieven", Made(), weights=Weights(profile=0, size_power=0.9)))[0] == "ann"
    finally:
        del DID["all"]


@pytest.mark.parametrize("text", ["", "de het een", "x" * 100_000, "\x00", "🙂"])
def test_any_text_is_answered(text):
    assert ranked(text, Made()) == []


def test_the_same_question_has_the_same_answer():
    assert ranked("brieven sensoren", Made()) == ranked("brieven sensoren", Made())
