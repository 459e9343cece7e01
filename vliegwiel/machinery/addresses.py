"""Addresses of a database and of a mail server, as one line of text each, taken apart and checked."""

from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

DATABASE_FORM = "postgresql://user:password@host:5432/name"
EMAIL_FORM = "smtp://user:password@host:587?tls=true"
MAIL_PORTS = {"smtp": 25, "smtps": 465}


def parse_database_url(url: str) -> dict[str, Any]:
    """Name, user, password, host, port and options (in Django's spelling) of an address such as DATABASE_FORM.

    A folder with a socket goes in the query: `postgresql:///name?host=/run/postgresql&user=me`. Raises ValueError with
    a sentence that never repeats the address, because a password may be in it.
    """
    parts, port = _split(url, ("postgresql", "postgres"), DATABASE_FORM)
    options = dict(parse_qsl(parts.query))
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise ValueError(f"must end with the name of the database: {DATABASE_FORM}")
    return {
        "NAME": name,
        "USER": unquote(parts.username or "") or options.pop("user", ""),
        "PASSWORD": unquote(parts.password or "") or options.pop("password", ""),
        "HOST": options.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": options.pop("port", "") or str(port or ""),
        "OPTIONS": options,
    }


def parse_email_url(url: str) -> dict[str, Any]:
    """How mail leaves, as Django's settings: `smtp://…` (`?tls=true` for STARTTLS), `smtps://…`, `file:///folder`
    or `console:` for a look without sending. Raises ValueError with a sentence without the password."""
    backends = "django.core.mail.backends"
    if url in ("console:", "console://"):
        return {"EMAIL_BACKEND": f"{backends}.console.EmailBackend"}
    parts, port = _split(url, ("smtp", "smtps", "file"), EMAIL_FORM)
    if parts.scheme == "file":
        if not parts.path.startswith("/"):
            raise ValueError("must give the whole path of the folder: file:///var/mail-out")
        return {"EMAIL_BACKEND": f"{backends}.filebased.EmailBackend", "EMAIL_FILE_PATH": unquote(parts.path)}
    if not parts.hostname:
        raise ValueError(f"must name the mail server: {EMAIL_FORM}")
    tls = dict(parse_qsl(parts.query)).get("tls", "false").lower()
    if tls not in ("true", "false", "1", "0"):
        raise ValueError("may only end with ?tls=true or ?tls=false")
    return {
        "EMAIL_BACKEND": f"{backends}.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or MAIL_PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp" and tls in ("true", "1"),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
    }


def _split(url: str, schemes: tuple[str, ...], form: str) -> tuple[SplitResult, int | None]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ValueError(f"cannot be read; write it as {form} (and special characters in a password as %40)") from None
    if parts.scheme not in schemes:
        raise ValueError(f"must begin with {' or '.join(f'{scheme}://' for scheme in schemes)}, such as {form}")
    return parts, port
