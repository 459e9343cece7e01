"""The embedded server starts whatever happened before, and stops when nobody uses it any more."""

import os
import signal
import stat
from pathlib import Path

import psycopg
import pytest

from tests.machinery.conftest import postmaster, wait_until
from vliegwiel.machinery import account, postgres, processor
from vliegwiel.machinery.problem import MachineryProblem

ROOT = os.geteuid() == 0


def write_rows(url: str, number: int = 1000) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE note AS SELECT generate_series(1, %s) AS id", [number])


def rows(url: str) -> int:
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT count(*) FROM note").fetchone()[0]


def started_at(url: str) -> object:
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT pg_postmaster_start_time()").fetchone()[0]


def test_a_cold_start_makes_a_server_and_a_warm_start_finds_its_data(home, app):
    first = app()
    write_rows(first.url())
    first.end()
    assert postmaster(home) is None, "the last user stops the server"
    second = app()
    assert rows(second.url()) == 1000
    second.end()


def test_two_programs_at_the_same_first_moment_share_one_server(home, app):
    one, other = app(), app()
    assert started_at(one.url()) == started_at(other.url())


def test_only_the_last_user_stops_the_server(home, app):
    one, other = app(), app()
    one.url()
    url = other.url()
    one.end()
    assert started_at(url)
    other.end()
    assert postmaster(home) is None


def test_after_a_kill_of_the_program_the_server_stays_and_the_next_normal_end_stops_it(home, app):
    killed = app()
    before = started_at(killed.url())
    killed.kill()
    next_one = app()
    assert started_at(next_one.url()) == before
    next_one.end()
    assert postmaster(home) is None


def test_a_kill_of_the_server_loses_no_row_that_was_acknowledged(home):
    server = postgres.start("main", data=home)
    write_rows(server.url(), 50_000)
    with psycopg.connect(server.url()) as connection:
        assert connection.execute("SHOW fsync").fetchone() == ("on",)
    os.kill(postmaster(home), signal.SIGKILL)
    wait_until(lambda: not server.looks_alive())
    server.ensure_running()
    assert rows(server.url()) == 50_000
    assert server.stop_if_last_user()


def test_a_pid_file_that_was_left_behind_does_not_stop_a_start(home, app, sleeper):
    first = app()
    write_rows(first.url())
    first.end()
    for left in ("", "nonsense\n", f"{sleeper}\n/elsewhere\n"):
        (home / "main/cluster/pgdata/postmaster.pid").write_text(left)
        next_one = app()
        assert rows(next_one.url()) == 1000
        os.kill(postmaster(home), signal.SIGKILL)
        next_one.kill()
    os.kill(sleeper, 0)  # and the stranger that has the number now was left alone


def test_a_half_made_data_folder_is_made_anew(home, app):
    half = account.for_server().own(home_of_cluster(home)) / "pgdata.new" / "base"
    half.mkdir(parents=True)
    (half / "rubbish").write_text("half")
    assert app().url()


def home_of_cluster(home: Path) -> Path:
    (home / "main").mkdir(mode=0o711)
    return home / "main/cluster"


def test_data_of_another_major_version_is_refused_with_what_to_do(home, app):
    first = app()
    first.url()
    first.end()
    version = home / "main/cluster/pgdata/PG_VERSION"
    version.write_text("12\n")
    with pytest.raises(MachineryProblem, match=r"written by PostgreSQL 12.*PG_BIN.*backup"):
        postgres.start("main", data=home)


def test_a_forked_child_does_not_stop_the_server_of_its_parent(server):
    if (child := os.fork()) == 0:
        os._exit(int(server.stop_if_last_user()))
    assert os.waitpid(child, 0)[1] == 0
    assert server.is_running()


def test_the_server_listens_on_its_socket_alone(server):
    with psycopg.connect(server.url()) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
    assert stat.S_IMODE(server.cluster.socket.stat().st_mode) == 0o700


def test_the_program_is_no_superuser_and_can_make_databases(server):
    with psycopg.connect(server.url()) as connection:
        asked = "SELECT rolsuper, rolcreatedb FROM pg_roles WHERE rolname = current_user"
        assert connection.execute(asked).fetchone() == (False, True)


@pytest.mark.skipif(not processor.runs_vector(), reason="this processor cannot run the vector extension")
def test_a_new_database_has_the_vector_extension(server):
    with psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS fresh")
        connection.execute("CREATE DATABASE fresh")
    with psycopg.connect(server.url("fresh")) as connection:
        assert connection.execute("SELECT '[1,2]'::vector <-> '[1,3]'").fetchone() == (1.0,)


@pytest.mark.skipif(not ROOT, reason="only root starts the server under another account")
def test_root_opens_no_folder_to_get_at_its_data_but_says_what_to_do(home):
    closed = home / "closed"
    closed.mkdir(mode=0o700)
    with pytest.raises(MachineryProblem, match="cannot enter"):
        postgres.start("main", data=closed / "data")
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700


@pytest.mark.skipif(not ROOT, reason="only root can act as another account")
def test_another_user_of_this_machine_does_not_get_in(server):
    stranger = account.Account("nobody", 65534, 65534, switch=True)
    where = "-h", server.cluster.socket, "-U", "vliegwiel", "-d", "vliegwiel"
    tried = stranger.run(server.cluster.programs / "psql", *where, "-c", "SELECT 1")
    assert tried.returncode != 0
    assert "ermission denied" in tried.stderr
