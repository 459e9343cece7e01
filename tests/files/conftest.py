"""A target with an audience, and a place on disk of the test's own."""

import pytest
from django.core.files.storage import default_storage

from vliegwiel.people import actions as people


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """Files of a test go to its own folder."""
    default = settings.STORAGES["default"] | {"OPTIONS": {"location": tmp_path, "file_permissions_mode": 0o600}}
    settings.STORAGES = settings.STORAGES | {"default": default}
    assert default_storage.path("x") == str(tmp_path / "x")
    return tmp_path


@pytest.fixture
def people_of_files(db):
    """Someone who adds, and someone else."""
    return [
        people.sign_up(None, by=None, email=f"{name}@example.org", given_name=name, family_name="Bos", is_verified=True)
        for name in ("anna", "bram")
    ]


def on_disk(media) -> list[str]:
    return sorted(path.name for path in media.rglob("*") if path.is_file())
