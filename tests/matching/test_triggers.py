"""What rooms declare as findable is what the database keeps."""

from dataclasses import replace

import pytest
from django.db import connection

from vliegwiel.core.findable import FINDABLES, declare, named_in_address
from vliegwiel.initiatives import actions
from vliegwiel.matching.models import SearchDocument
from vliegwiel.matching.triggers import KNOWN, follow_declarations


@pytest.fixture
def declared():
    """The declarations, put back afterwards."""
    before = dict(FINDABLES)
    yield FINDABLES
    FINDABLES.clear()
    FINDABLES.update(before)


def marks() -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(KNOWN)
        return dict(cursor.fetchall())


def test_every_kind_that_is_declared_has_its_triggers(db):
    assert {f"matching_{kind}_changed" for kind in FINDABLES} <= set(marks())
    assert all(marks()[f"matching_{kind}_changed"] for kind in FINDABLES)


def test_following_twice_changes_nothing(db):
    before = marks()
    follow_declarations()
    assert marks() == before


def test_a_declaration_that_changes_is_followed_for_what_stands_here_and_what_comes(world, declared):
    letters, lead = world.initiatives["letters"], world.person("lead")
    part = actions.add_part(letters, by=lead, kind="data", name="Lijst", description="Namen", licence="EUPL-1.2")
    row = SearchDocument.objects.get(kind="part", target_id=part.pk)
    assert "EUPL-1.2" not in row.text
    thing = declared["part"]
    declare(replace(thing, texts={**thing.texts, "licence": "{row}.licence"}, columns=(*thing.columns, "licence")))
    follow_declarations()
    row.refresh_from_db()
    assert row.text == "Namen\nEUPL-1.2"
    actions.edit_part(letters, by=lead, part=part, licence="CC0")
    row.refresh_from_db()
    assert row.text == "Namen\nCC0"
    assert row.piece_names == ["description", "licence"]


def test_what_did_not_change_is_not_written_again(world, declared):
    before = dict(SearchDocument.objects.filter(kind="organisation").values_list("pk", "changed_at"))
    thing = declared["organisation"]
    declare(replace(thing, columns=(*thing.columns, "website")))
    follow_declarations()
    assert dict(SearchDocument.objects.filter(kind="organisation").values_list("pk", "changed_at")) == before


def test_kinds_are_known_in_addresses_by_their_dutch_word():
    assert named_in_address("bouwstenen") == named_in_address("part") == "part"
    assert named_in_address("verzonnen") == ""
    words = [thing.word for thing in FINDABLES.values()]
    assert len(words) == len(set(words))
