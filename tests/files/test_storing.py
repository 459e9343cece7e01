"""A file is kept whole or not at all, and gone from disk only after it is gone for good."""

import os
import stat
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from vliegwiel.core.answers import Mistake
from vliegwiel.files import storing, sweeping
from vliegwiel.files.models import Attachment

from .conftest import on_disk
from .samples import PDF, png, zipped


@pytest.fixture
def keep(people_of_files):
    """Keeps an upload under a person, for that person only."""
    anna, _bram = people_of_files

    def store(name="rapport.pdf", content=PDF):
        upload = SimpleUploadedFile(name, content)
        upload._name = name  # as a hostile browser sends it
        return storing.store(anna, upload, audience=[f"person:{anna.pk}"], by=anna, at=timezone.now())

    return store


def bytes_of(attachment) -> bytes:
    with attachment.file.open("rb") as file:
        return file.read()


def test_a_file_is_kept_with_a_safe_name_of_its_own_on_disk(keep, media):
    attachment = keep("../../etc/Jaar\u202everslag \x00 2026.pdf")
    assert attachment.name == "Jaarverslag 2026.pdf"
    assert (attachment.mime_type, attachment.size) == ("application/pdf", len(PDF))
    [name] = on_disk(media)
    assert name.endswith(".pdf")
    assert "erslag" not in name
    assert bytes_of(attachment) == PDF
    assert stat.S_IMODE(os.stat(attachment.file.path).st_mode) == 0o600


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("leeg.pdf", b""),
        ("plaatje.png", PDF),
        ("programma.exe", b"MZ\x00"),
        ("pagina.html", b"<script>alert(1)</script>"),
        ("tekening.svg", b"<svg onload=alert(1)>"),
        ("tekst.txt", b"<html><script>alert(1)</script>"),
        ("half.pdf", b"%PDF-1.4 zonder einde"),
        ("dubbel.png", png() + zipped(x=b"x")),
        ("bom.docx", zipped(**{"[Content_Types].xml": b"", "word/document.xml": b"0" * 20_000_000})),
        ("macro.docx", zipped(**{"[Content_Types].xml": b"", "word/document.xml": b"", "word/vbaProject.bin": b""})),
        ("zonder", PDF),
    ],
)
def test_what_may_not_be_kept_leaves_nothing(keep, media, name, content):
    with pytest.raises(Mistake) as found:
        keep(name, content)
    assert "upload" in found.value.sentences
    assert not on_disk(media)
    assert not Attachment.objects.exists()


def test_more_files_than_a_page_can_show_are_refused(keep, monkeypatch):
    monkeypatch.setattr(storing, "MOST_PER_TARGET", 1)
    keep()
    with pytest.raises(Mistake):
        keep()


@pytest.mark.django_db(transaction=True)
def test_bytes_go_only_when_the_removal_is_committed(keep, media):
    attachment = keep()

    def remove_and_fail():
        with transaction.atomic():
            storing.remove(Attachment.objects.get())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        remove_and_fail()
    assert bytes_of(attachment) == PDF
    with transaction.atomic():
        storing.remove(Attachment.objects.get())
        assert on_disk(media)
    assert not on_disk(media)


@pytest.mark.django_db(transaction=True)
def test_a_row_that_cannot_be_written_leaves_no_bytes(keep, media, monkeypatch):
    monkeypatch.setattr(Attachment, "save", lambda self: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        keep()
    assert not on_disk(media)


@pytest.mark.django_db(transaction=True)
def test_sweeping_takes_old_bytes_without_a_row_and_nothing_else(keep, media):
    def undone():
        with transaction.atomic():
            keep()
            raise RuntimeError

    kept = keep()
    with pytest.raises(RuntimeError):
        undone()
    assert len(on_disk(media)) == 2
    assert sweeping.sweep(at=timezone.now()) == 0
    assert sweeping.sweep(at=timezone.now() + timedelta(days=2)) == 1
    assert bytes_of(kept) == PDF


@pytest.mark.django_db
def test_sweeping_an_empty_house_finds_nothing():
    assert sweeping.sweep(at=timezone.now()) == 0
