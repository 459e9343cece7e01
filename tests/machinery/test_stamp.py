"""A database says which program brought it up to date, so that the same program need not do so again."""

import os

import psycopg

from vliegwiel.machinery import stamp


def test_an_empty_database_says_nothing(server):
    stamp.write(server.url(), {"abc"})
    assert stamp.read(server.url()) == set()


def test_nobody_who_answers_says_nothing():
    assert stamp.read("postgresql://127.0.0.1:1/nothing") == set()
    stamp.write("postgresql://127.0.0.1:1/nothing", {"abc"})


def test_what_was_put_there_comes_back(server):
    with psycopg.connect(server.url()) as connection:
        connection.execute("CREATE TABLE django_migrations (id int)")
    stamp.write(server.url(), {"demo", "it's"})
    assert stamp.read(server.url()) == {"demo", "it's"}
    stamp.write(server.url(), {"other"})
    assert stamp.read(server.url()) == {"other"}


def test_a_change_of_the_program_is_another_stamp(monkeypatch, tmp_path):
    monkeypatch.setattr(stamp, "PROGRAM", tmp_path)
    code = tmp_path / "code.py"
    code.write_text("1")
    os.utime(code, ns=(1, 1))
    first = stamp.of_program()
    assert stamp.of_program() == first
    os.utime(code, ns=(2, 2))
    assert stamp.of_program() != first
