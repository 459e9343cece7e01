"""The database of this process: the one of `DATABASE_URL`, else the embedded server, which is started."""

from __future__ import annotations

import os
from typing import Any

from vliegwiel.machinery import postgres
from vliegwiel.machinery.addresses import parse_database_url


def purpose() -> postgres.Purpose:
    """The tests have an embedded cluster of their own."""
    return "test" if os.environ.get("VLIEGWIEL_PURPOSE") == "test" else "main"


def connection_settings() -> dict[str, Any]:
    """Django's settings of the database."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        **parse_database_url(postgres.database_url(purpose())),
    }
