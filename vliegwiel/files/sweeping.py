"""Bytes on disk that no row knows: left by a crash or a transaction that was undone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from django.core.files.storage import default_storage

from .models import Attachment

FOLDER = "attachments"
GRACE = timedelta(days=1)
"""A file younger than this may belong to a transaction that is still going on."""


def sweep(*, at: datetime) -> int:
    """Remove files of attachments older than a day that no row points to. Answers how many."""
    names = _names_in(FOLDER)
    removed = 0
    while batch := list(islice(names, 500)):
        known = set(Attachment.objects.filter(file__in=batch).values_list("file", flat=True))
        for name in batch:
            if name not in known and default_storage.get_modified_time(name) < at - GRACE:
                default_storage.delete(name)
                removed += 1
    return removed


def _names_in(folder: str) -> Iterator[str]:
    if not default_storage.exists(folder):
        return
    folders, files = default_storage.listdir(folder)
    yield from (f"{folder}/{name}" for name in files)
    for name in folders:
        yield from _names_in(f"{folder}/{name}")
