"""The tables as feeds: in an order in which nothing can slip in behind, and nobody waits for a slow transaction."""

import threading

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


def connected(**instead) -> psycopg.Connection:
    settings = connection.get_connection_params()
    known = {key: settings[key] for key in ("dbname", "user", "password", "host", "port") if key in settings}
    return psycopg.connect(**known | instead)


@pytest.fixture
def other():
    """A second connection to the test's database."""
    with connected() as second:
        yield second


def test_changes_come_in_the_order_of_their_transactions():
    put(2, "een")
    put(1, "twee")
    first, second = DocumentTable().changes(Position(), 10)
    assert first.position < second.position
    assert (first.document.title, second.document.title) == ("een", "twee")
    assert first.document.audience == ("public",)
    assert DocumentTable().changes(second.position, 10) == []
    assert titles(first.position) == ["twee"]


def test_nothing_is_final_while_an_older_transaction_of_this_database_runs(other):
    other.execute(PUT, [1, "langzaam", False])
    put(2, "snel")
    assert titles() == []
    other.commit()
    assert titles() == ["langzaam", "snel"]


def test_what_cannot_be_final_yet_is_answered_early_and_once(other):
    other.execute(PUT, [1, "langzaam", False])
    put(2, "snel")
    table = DocumentTable()
    assert [change.document.title for change in table.early(START, 10)] == ["snel"]
    assert table.early(START, 10) == []
    put(3, "sneller")
    assert [change.document.title for change in table.early(START, 10)] == ["sneller"]
    other.commit()
    assert [change.document.title for change in table.changes(START, 10)] == ["langzaam", "snel", "sneller"]
    assert table.early(START, 10) == []


def test_a_rolled_back_transaction_holds_nothing_up(other):
    other.execute(PUT, [1, "bedacht", False])
    put(2, "snel")
    other.rollback()
    assert titles() == ["snel"]


def test_a_prepared_transaction_is_waited_for(other):
    with connection.cursor() as cursor:
        cursor.execute("show max_prepared_transactions")
        if cursor.fetchone()[0] == "0":
            pytest.skip("this server has no prepared transactions")
    other.execute(PUT, [1, "langzaam", False])
    other.execute("prepare transaction 'slow'")
    put(2, "snel")
    assert titles() == []
    with connected(autocommit=True) as third:
        third.execute("commit prepared 'slow'")
    assert titles() == ["langzaam", "snel"]


def test_who_only_reads_holds_nothing_up(other):
    other.execute("begin isolation level repeatable read")
    other.execute("select count(*) from matching_searchdocument")
    put(1, "snel")
    assert titles() == ["snel"]


def test_a_transaction_of_another_database_holds_nothing_up():
    with connected(dbname="postgres") as elsewhere:
        elsewhere.execute("select pg_current_xact_id()")
        put(1, "snel")
        assert titles() == ["snel"]


def test_the_look_at_who_writes_is_fresh_within_a_transaction_too(other):
    with transaction.atomic():
        titles()
        other.execute(PUT, [1, "langzaam", False])
        with connected() as third:
            third.execute(PUT, [2, "snel", False])
        assert titles() == []
        other.commit()
        assert titles() == ["langzaam", "snel"]


def test_nothing_is_ever_skipped_while_many_write_and_one_follows():
    writers, rows = 4, 40

    def write(number):
        with connected() as own:
            for row in range(rows):
                own.execute(PUT, [number * rows + row, "een", False])
                if row % 3:
                    own.execute("select pg_sleep(0.002)")
                own.commit()

    threads = [threading.Thread(target=write, args=[number]) for number in range(writers)]
    for thread in threads:
        thread.start()
    table, after, seen = DocumentTable(), START, []
    writing = True
    while writing or len(seen) < writers * rows:
        writing = any(thread.is_alive() for thread in threads)  # before the look: what was written by now must be there
        changes = table.changes(after, 7)
        seen += [change.id for change in changes]
        after = changes[-1].position if changes else after
        assert changes or writing or len(seen) == writers * rows, "some are lost"
    assert len(set(seen)) == writers * rows


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
    (change,) = DocumentTable().changes(Position(), 10)
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
        for statement in RENUMBER:
            cursor.execute(statement)
    assert titles() == ["een"]
