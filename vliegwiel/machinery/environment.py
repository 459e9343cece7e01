"""Configuration, only by environment variables: checked as a whole, handed on in the types the program uses.

The settings of the program and the page in the documentation (`describe()`) both come from `variables.VARIABLES`.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from vliegwiel.machinery.addresses import parse_email_url
from vliegwiel.machinery.places import make_data_folder
from vliegwiel.machinery.problem import MachineryProblem
from vliegwiel.machinery.secret_key import kept_key
from vliegwiel.machinery.variables import VARIABLES

HERE = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True)
class Settings:
    """The checked configuration, in the types the program uses. `repr` shows no secrets."""

    mode: str
    data: Path
    database_url: str | None
    pg_bin: Path | None
    secret_key: str
    base_url: str
    allowed_hosts: list[str]
    bind_address: str
    port: int
    web_workers: int
    web_threads: int
    behind_proxy: bool
    email: dict[str, Any]
    default_from_email: str
    embedding: dict[str, Any]
    forget_contacts_after_months: int
    debug: bool

    @property
    def production(self) -> bool:
        return self.mode == "production"

    @property
    def media(self) -> Path:
        """Folder of uploaded files."""
        return self.data / "media"

    def __repr__(self) -> str:
        return f"Settings(mode={self.mode!r}, data={self.data!s}, base_url={self.base_url!r})"


def read(environ: Mapping[str, str] = os.environ) -> Settings:
    """Check the whole environment; raises one MachineryProblem that names everything to mend, a sentence each."""
    given, problems = _given(environ)
    production = given["VLIEGWIEL_MODE"] == "production"
    if production:
        absent = [variable.name for variable in VARIABLES if variable.in_production and not environ.get(variable.name)]
        problems += [f"{name} must be set when VLIEGWIEL_MODE is production." for name in absent]
        if given["DEBUG"]:
            problems.append("DEBUG may not be true when VLIEGWIEL_MODE is production; leave it out.")
    if given["EMBEDDING_URL"] not in (None, "none") and not given["EMBEDDING_MODEL"]:
        problems.append("EMBEDDING_MODEL must be set when EMBEDDING_URL is.")
    if problems:
        raise MachineryProblem("\n".join(problems))
    data = make_data_folder(environ)
    base_url = given["BASE_URL"] or f"http://127.0.0.1:{given['PORT']}"
    host = urlsplit(base_url).hostname or ""
    return Settings(
        mode=given["VLIEGWIEL_MODE"],
        data=data,
        database_url=given["DATABASE_URL"],
        pg_bin=given["PG_BIN"],
        secret_key=given["SECRET_KEY"] or kept_key(data),
        base_url=base_url,
        allowed_hosts=given["ALLOWED_HOSTS"] or sorted({*HERE, host}),
        bind_address=given["BIND_ADDRESS"],
        port=given["PORT"],
        web_workers=given["WEB_WORKERS"],
        web_threads=given["WEB_THREADS"],
        behind_proxy=given["BEHIND_PROXY"],
        email=given["EMAIL_URL"] or parse_email_url((data / "mail").as_uri()),
        default_from_email=given["DEFAULT_FROM_EMAIL"],
        embedding={
            "address": given["EMBEDDING_URL"] or "",
            "model": given["EMBEDDING_MODEL"] or "",
            "dimension": given["EMBEDDING_DIMENSION"],
            "key": given["EMBEDDING_KEY"] or "",
        },
        forget_contacts_after_months=given["FORGET_CONTACTS_AFTER_MONTHS"],
        debug=given["DEBUG"],
    )


def describe() -> list[dict[str, str]]:
    """Every variable with its default and meaning, for the documentation and `vliegwiel check`."""
    return [
        {
            "name": variable.name,
            "default": variable.default,
            "meaning": variable.meaning,
            "production": "required" if variable.in_production else "",
        }
        for variable in VARIABLES
    ]


def _given(environ: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    """Checked values by name (None: left out, default computed later), and a sentence for each that is wrong."""
    values: dict[str, Any] = {}
    problems = []
    for variable in VARIABLES:
        raw = environ.get(variable.name) or ("" if variable.computed else variable.default)
        try:
            values[variable.name] = variable.check(raw) if raw else None
        except ValueError as error:
            values[variable.name] = None
            problems.append(f"{variable.name} {error}.")
    return values, problems
