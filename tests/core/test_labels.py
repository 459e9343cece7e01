"""The words for a choice are those of the list, in the language of who reads them."""

import pytest
from django.utils import translation

from vliegwiel.people.models import Organisation
from vliegwiel.stakeholders.models import Stakeholder


@pytest.mark.parametrize(
    ("row", "nl", "en"),
    [
        (Organisation(kind="municipality"), "Gemeente", "Municipality"),
        (Organisation(kind="gone"), "gone", "gone"),
        (Stakeholder(influence=1), "1: nauwelijks", "1: hardly any"),
    ],
)
def test_a_choice_reads_in_two_languages(row, nl, en):
    read = row.get_kind_display if hasattr(row, "get_kind_display") else row.get_influence_display
    for language, words in [("nl", nl), ("en", en), ("nl", nl)]:
        with translation.override(language):
            assert read() == words


def test_nothing_chosen_has_no_words():
    assert Organisation(kind=None).get_kind_display() is None
