"""Every variable is checked at the start, with a sentence that says what to do and that shows no secret."""

import stat

import pytest

from vliegwiel.machinery import environment
from vliegwiel.machinery.addresses import parse_database_url, parse_email_url
from vliegwiel.machinery.problem import MachineryProblem
from vliegwiel.machinery.variables import VARIABLES

GOOD_KEY = "k" * 50


def read(tmp_path, **given):
    return environment.read({"VLIEGWIEL_DATA": str(tmp_path / "data"), **given})


def test_an_empty_environment_is_a_whole_local_configuration(tmp_path):
    settings = read(tmp_path)
    assert (settings.port, settings.base_url, settings.debug) == (8000, "http://127.0.0.1:8000", False)
    assert settings.allowed_hosts == ["127.0.0.1", "[::1]", "localhost"]
    assert settings.email["EMAIL_FILE_PATH"] == str(tmp_path / "data/mail")


def test_the_key_is_made_once_and_closed_to_others(tmp_path):
    first = read(tmp_path).secret_key
    assert len(first) > 50
    assert read(tmp_path).secret_key == first
    assert stat.S_IMODE((tmp_path / "data/secret_key").stat().st_mode) == 0o600
    assert first not in repr(read(tmp_path))


def test_an_empty_variable_is_a_variable_left_out(tmp_path):
    assert read(tmp_path, PORT="", EMAIL_URL="", SECRET_KEY="").port == 8000


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("PORT", "http", "PORT must be a whole number from 1 to 65535."),
        ("PORT", "0", "PORT must be a whole number"),
        ("PORT", "٨٠٠٠", "PORT must be a whole number"),
        ("DEBUG", "maybe", "DEBUG must be true or false."),
        ("VLIEGWIEL_MODE", "prod", "VLIEGWIEL_MODE must be local or production."),
        ("VLIEGWIEL_DATA", "data", "VLIEGWIEL_DATA must be a whole path"),
        ("SECRET_KEY", "short", "SECRET_KEY must have at least 32 characters"),
        ("BASE_URL", "example.nl", "BASE_URL must be the address"),
        ("BASE_URL", "https://example.nl/path", "BASE_URL must be the address"),
        ("ALLOWED_HOSTS", "https://example.nl", "ALLOWED_HOSTS must be host names"),
        ("DATABASE_URL", "mysql://user:geheim@host/name", "DATABASE_URL must begin with postgresql://"),
        ("DATABASE_URL", "postgresql://user:geheim@host/", "DATABASE_URL must end with the name"),
        ("DATABASE_URL", "postgresql://user:geheim@host:99999/name", "DATABASE_URL cannot be read"),
        ("EMAIL_URL", "user:geheim@host", "EMAIL_URL must begin with"),
        ("EMAIL_URL", "smtp://user:geheim@host?tls=perhaps", "EMAIL_URL may only end with"),
        ("DEFAULT_FROM_EMAIL", "nobody", "DEFAULT_FROM_EMAIL must be a mail address"),
        ("PG_BIN", "/nowhere", "PG_BIN must be a folder that holds the program postgres"),
    ],
)
def test_a_wrong_value_gets_a_sentence_without_its_secret(tmp_path, name, value, sentence):
    with pytest.raises(MachineryProblem) as raised:
        read(tmp_path, **{name: value})
    assert sentence in str(raised.value)
    assert "geheim" not in str(raised.value)


def test_all_that_is_wrong_is_told_at_once(tmp_path):
    with pytest.raises(MachineryProblem) as raised:
        read(tmp_path, PORT="x", DEBUG="x")
    assert len(str(raised.value).splitlines()) == 2


def test_production_demands_its_variables_and_refuses_debug(tmp_path):
    with pytest.raises(MachineryProblem) as raised:
        read(tmp_path, VLIEGWIEL_MODE="production", DEBUG="true")
    for name in ("SECRET_KEY", "BASE_URL", "EMAIL_URL", "DEBUG"):
        assert name in str(raised.value)
    given = {"SECRET_KEY": GOOD_KEY, "BASE_URL": "https://v.example.nl", "EMAIL_URL": "smtp://mail"}
    settings = read(tmp_path, VLIEGWIEL_MODE="production", **given)
    assert settings.production
    assert "v.example.nl" in settings.allowed_hosts


def test_the_documentation_knows_every_variable():
    described = environment.describe()
    assert [line["name"] for line in described] == [variable.name for variable in VARIABLES]
    assert all(line["meaning"] and line["default"] for line in described)


def test_database_addresses_with_hosts_sockets_and_odd_passwords():
    parts = parse_database_url("postgresql://ann:p%40ss%2F@db.example.nl:5433/v?sslmode=require")
    assert (parts["USER"], parts["PASSWORD"], parts["HOST"], parts["PORT"]) == ("ann", "p@ss/", "db.example.nl", "5433")
    assert parts["OPTIONS"] == {"sslmode": "require"}
    parts = parse_database_url("postgresql:///v?host=/run/a%20b&user=ann")
    assert (parts["NAME"], parts["USER"], parts["HOST"], parts["PORT"]) == ("v", "ann", "/run/a b", "")


def test_mail_addresses_of_every_kind():
    assert parse_email_url("smtp://u:p%40@mail:587?tls=true")["EMAIL_HOST_PASSWORD"] == "p@"
    assert parse_email_url("smtp://mail:587?tls=true")["EMAIL_USE_TLS"] is True
    assert parse_email_url("smtps://mail") | {"EMAIL_PORT": 465, "EMAIL_USE_SSL": True} == parse_email_url(
        "smtps://mail"
    )
    assert parse_email_url("console:")["EMAIL_BACKEND"].endswith("console.EmailBackend")
