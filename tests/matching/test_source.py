"""The table as a feed: in an order in which nothing can slip in behind."""

import psycopg
import pytest
from django.db import connection, transaction

from vliegwiel.matching.documents import Position
from vliegwiel.matching.source import RENUMBER, DocumentTable

PUT = """
    insert into matching_searchdocument (kind, target_id, title, text, audience, deleted, xid, changed_at)
    values ('initiative', %s, %s, '', array['public'], %s, pg_current_xact_id()::text::bigint, clock_timestamp())
"""

pytestmark = pytest.mark.django_db(transaction=True)


def put(target, title="een", *, deleted=False):
    with connection.cursor() as cursor:
        cursor.execute(PUT, [target, title, deleted])


START = Position()


def titles(after=START, *, alone=False):
    return [change.document.title for change in DocumentTable(alone=alone).changes(after, 10) if change.document]


def titles_in_the_end() -> list[str]:
    """What is answered once no older transaction runs, those of the other tests on this server included."""
    for _look in range(1200):
        if found := titles():
            return found
        with connection.cursor() as cursor:
            cursor.execute("select pg_sleep(0.05)")
    return []


@pytest.fixture
def other():
    """A second connection to the test's database."""
    settings = connection.get_connection_params()
    known = {key: settings[key] for key in ("dbname", "user", "password", "host", "port") if key in settings}
    with psycopg.connect(**known) as second:
        yield second


def test_changes_come_in_the_order_of_their_transactions():
    put(2, "een")
    put(1, "twee")
    first, second = DocumentTable(alone=True).changes(Position(), 10)
    assert first.position < second.position
    assert (first.document.title, second.document.title) == ("een", "twee")
    assert first.document.audience == ("public",)
    assert DocumentTable(alone=True).changes(second.position, 10) == []
    assert titles(first.position, alone=True) == ["twee"]


def test_nothing_is_answered_while_an_older_transaction_runs(other):
    other.execute(PUT, [1, "langzaam", False])
    put(2, "snel")
    assert titles() == []
    other.commit()
    assert titles_in_the_end() == ["langzaam", "snel"]


def test_many_rows_of_one_transaction_are_answered_in_pieces():
    with transaction.atomic():
        for number in range(5):
            put(number)
    seen, after = [], Position()
    while changes := DocumentTable(alone=True).changes(after, 2):
        seen += [change.id for change in changes]
        after = changes[-1].position
    assert len(seen) == len(set(seen)) == 5


def test_a_deleted_row_is_a_tombstone():
    put(1, deleted=True)
    (change,) = DocumentTable(alone=True).changes(Position(), 10)
    assert change.document is None


def test_the_epoch_stays_until_a_restore_raises_it():
    assert DocumentTable().epoch() == DocumentTable().epoch()
    assert DocumentTable(raised=lambda: "2").epoch() != DocumentTable().epoch()


def test_after_a_restore_rows_are_numbered_anew():
    put(1)
    with connection.cursor() as cursor:
        cursor.execute("update matching_searchdocument set xid = 9000000000000000")
    assert titles() == []
    with connection.cursor() as cursor:
        cursor.execute(RENUMBER)
    assert titles_in_the_end() == ["een"]
