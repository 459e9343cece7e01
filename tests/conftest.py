"""The harness of every test: a real PostgreSQL, honest templates, and no writing on a GET."""

import os

os.environ["VLIEGWIEL_PURPOSE"] = "test"
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser's driver runs an event loop in this process

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client

from tests.kept import kept

WRITING = ("INSERT", "UPDATE", "DELETE", "TRUNCATE")
KEPT_BY_DJANGO = ("django_session", "account_", "cache", "procrastinate_")


LONG = ("journeys", "canary", "house")
"""Folders whose tests take long: they begin first, so that no test process waits for another at the end."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    items.sort(
        key=lambda item: next((number for number, name in enumerate(LONG) if name in item.path.parts), len(LONG))
    )


@pytest.fixture(scope="session")
def django_db_modify_db_settings_suffix():
    """Several people can test on one machine: `TEST_DATABASE_SUFFIX=ann make test`."""
    return os.environ.get("TEST_DATABASE_SUFFIX", "")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_suffix, django_db_modify_db_settings_parallel_suffix):
    from django.conf import settings
    from django.db import connections

    if suffix := django_db_modify_db_settings_suffix:
        for alias in connections:
            test = connections.databases[alias].setdefault("TEST", {})
            test["NAME"] = f"{test.get('NAME') or 'test_' + settings.DATABASES[alias]['NAME']}_{suffix}"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """At the end nobody holds on to the database that is dropped then: a thread may, until it is collected."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )


def refuse_writing(execute, sql, params, many, context):
    """A page that is only looked at changes nothing."""
    if sql.lstrip().upper().startswith(WRITING) and not any(table in sql for table in KEPT_BY_DJANGO):
        raise AssertionError(f"a GET wrote to the database: {sql[:300]}")
    return execute(sql, params, many, context)


class HonestClient(Client):
    """Django's test client, in which a GET cannot write."""

    def get(self, *args, **kwargs):
        with connection.execute_wrapper(refuse_writing):
            return super().get(*args, **kwargs)


@pytest.fixture
def client():
    return HonestClient()


@pytest.fixture
def signed_in():
    """Makes a client in which this person is signed in."""

    def make(person) -> HonestClient:
        client = HonestClient()
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return make


@pytest.fixture
def statements(django_assert_max_num_queries):
    """`with statements(12): …` fails when the page asks the database more often than that."""
    return django_assert_max_num_queries


@pytest.fixture(autouse=True)
def quick_settings(settings):
    """Pages find their static files without `collectstatic`, and passwords take no time."""
    caches["memory"].clear()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # a second of work each, otherwise
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture
def world(db):
    """The named world of `tests/cast.py`, in an otherwise empty database."""
    from tests.cast import move_in

    return kept(move_in)


@pytest.fixture
def own_index(settings, tmp_path):
    """A search index of the test's own, empty; this process forgets it afterwards."""
    from vliegwiel.matching import search

    settings.SEARCH_INDEX = tmp_path / "search"
    search.reader.cache_clear()
    yield
    search.reader.cache_clear()


@pytest.fixture
def own_files(settings, tmp_path):
    """Files that are attached go in a folder of the test's own."""
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "media"},
        }
    }
