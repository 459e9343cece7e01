"""A backup is one whole file, and putting it back is proven before anything is replaced."""

import tarfile

import psycopg
import pytest

from vliegwiel.machinery import backup, tally
from vliegwiel.machinery.problem import MachineryProblem


@pytest.fixture
def empty(server):
    """Makes an empty database and answers its address."""
    names = []

    def make(name):
        names.append(name)
        with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return server.url(name)

    yield make
    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        for name in names:
            connection.execute(f"DROP DATABASE {name}")


@pytest.fixture
def media(tmp_path):
    folder = tmp_path / "media"
    (folder / "2026").mkdir(parents=True)
    (folder / "2026/plan – één.txt").write_text("het plan")
    return folder


@pytest.fixture
def url(empty):
    address = empty("filled")
    with psycopg.connect(address) as connection:
        connection.execute("CREATE TABLE note (id bigint PRIMARY KEY, words text, moment timestamptz DEFAULT now())")
        connection.execute("INSERT INTO note SELECT i, 'wóórd ' || i FROM generate_series(1, 500) i")
    return address


@pytest.fixture
def made(tmp_path, url, media):
    backup.make(tmp_path / "backup.tar", url=url, media=media)
    return tmp_path / "backup.tar"


def words(url):
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT count(*), max(words) FROM note").fetchone()


def test_what_was_lost_comes_back_and_is_counted(made, url, media):
    with psycopg.connect(url) as connection:
        connection.execute("DELETE FROM note WHERE id > 10")
        connection.execute("CREATE TABLE made_later (id int)")
    (media / "2026/plan – één.txt").unlink()
    steps = []
    found = backup.bring_back(made, True, lambda *told: steps.append(told), url=url, media=media)
    assert found == {"public.note": 500}
    assert words(url) == (500, "wóórd 99")
    assert (media / "2026/plan – één.txt").read_text() == "het plan"
    assert steps == sorted(steps)
    assert steps[-1] == (100, 100)
    with psycopg.connect(url) as connection:
        assert tally.names(connection) == [("public", "note")]


def test_an_empty_database_takes_a_backup_without_force(made, empty, tmp_path):
    other = empty("other")
    backup.bring_back(made, url=other, media=tmp_path / "elsewhere")
    assert words(other) == (500, "wóórd 99")


def test_a_database_that_holds_something_is_not_replaced_without_force(made, url, media):
    with pytest.raises(MachineryProblem, match=r"not empty.*--force"):
        backup.bring_back(made, url=url, media=media)


def test_a_database_in_use_is_not_replaced(made, url, media):
    with psycopg.connect(url), pytest.raises(MachineryProblem, match="in use"):
        backup.bring_back(made, True, url=url, media=media)


@pytest.mark.parametrize("part", [b"PGDMP", b"het plan", b'"rows": 500'], ids=["dump", "upload", "manifest"])
def test_a_damaged_backup_is_refused_and_changes_nothing(made, url, media, part):
    content = made.read_bytes()
    made.write_bytes(content.replace(part, part[:-1] + b"!"))
    with pytest.raises(MachineryProblem, match="damaged"):
        backup.bring_back(made, True, url=url, media=media)
    assert words(url) == (500, "wóórd 99")


@pytest.mark.parametrize("keep", [0, 100, 5000])
def test_a_part_of_a_backup_is_refused(made, url, media, keep):
    made.write_bytes(made.read_bytes()[:keep])
    with pytest.raises(MachineryProblem):
        backup.bring_back(made, True, url=url, media=media)
    assert words(url) == (500, "wóórd 99")


def test_rows_that_differ_from_the_manifest_stop_the_restore(made, url, media, monkeypatch):
    right = tally.count
    monkeypatch.setattr(
        tally, "count", lambda *given: right(*given) | {"public.note": {"rows": 499, "fingerprint": "0"}}
    )
    with pytest.raises(MachineryProblem, match=r"public.note: 500 rows .* 499 rows"):
        backup.bring_back(made, True, url=url, media=media)
    assert words(url) == (500, "wóórd 99")


def test_a_backup_is_closed_to_others_and_leaves_nothing_beside_it(made):
    assert made.stat().st_mode & 0o777 == 0o600
    assert not list(made.parent.glob(".backup-*"))
    with tarfile.open(made) as tar:
        assert tar.getnames() == ["database.dump", "media/2026/plan – één.txt", "manifest.json", "manifest.sha256"]


def test_a_place_that_does_not_exist_gets_a_sentence(tmp_path, url, media):
    with pytest.raises(MachineryProblem, match="does not exist"):
        backup.make(tmp_path / "nowhere/backup.tar", url=url, media=media)
