"""A file goes out through one door, which asks every time."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from vliegwiel.files import storing

from .samples import PDF, png, zipped

ODT = zipped(mimetype=b"application/vnd.oasis.opendocument.text", **{"content.xml": b"<x/>"})


def get(client, address, **more):
    """The answer, read to its end as a browser does."""
    answer = client.get(address, **more)
    if answer.streaming:
        answer.body = b"".join(answer.streaming_content)
    return answer


@pytest.fixture
def kept(people_of_files):
    anna, _bram = people_of_files

    def store(name="rapport.pdf", content=PDF, audience=None):
        upload = SimpleUploadedFile(name, content)
        audience = [f"person:{anna.pk}"] if audience is None else audience
        return storing.store(anna, upload, audience=audience, by=anna, at=timezone.now())

    return store


def test_only_who_holds_a_token_of_it_gets_the_file(kept, signed_in, client, people_of_files):
    anna, bram = people_of_files
    address = kept().get_absolute_url()
    answer = get(signed_in(anna), address)
    assert answer.body == PDF
    assert get(signed_in(bram), address).status_code == 404
    assert get(client, address).status_code == 404


def test_a_public_file_is_for_a_visitor_too(kept, client):
    assert get(client, kept(audience=["public"]).get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    ("name", "content", "disposition"),
    [
        ("plaat.png", png(), "inline"),
        ("rapport.pdf", PDF, "inline"),
        ("tekst.txt", b"hallo", "attachment"),
        ("tabel.csv", b"a;b\n=1+1;2", "attachment"),
        ("brief.odt", ODT, "attachment"),
    ],
)
def test_a_browser_shows_only_pictures_and_pdf_and_runs_nothing(kept, client, name, content, disposition):
    answer = get(client, kept(name, content, audience=["public"]).get_absolute_url())
    assert answer.headers["Content-Disposition"] == f'{disposition}; filename="{name}"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert int(answer.headers["Content-Length"]) == len(content)


def test_a_browser_keeps_it_but_asks_whether_it_still_may(kept, signed_in, people_of_files):
    anna, bram = people_of_files
    attachment = kept()
    address, etag = attachment.get_absolute_url(), f'"{attachment.code}"'
    answer = get(signed_in(anna), address)
    assert (answer.headers["ETag"], answer.headers["Cache-Control"]) == (etag, "private, no-cache")
    assert get(signed_in(anna), address, headers={"if-none-match": etag}).status_code == 304
    assert get(signed_in(bram), address, headers={"if-none-match": etag}).status_code == 404
    answer = get(signed_in(anna), address, headers={"accept-encoding": "gzip"})
    assert "Content-Encoding" not in answer.headers


def test_a_name_with_odd_signs_reaches_its_file(kept, client):
    attachment = kept("één # twee ñ 文.pdf", audience=["public"])
    assert get(client, attachment.get_absolute_url()).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["nietdaar/x.pdf", "%00/x.pdf", "a/..%2f..%2fetc%2fpasswd", "x" * 3000 + "/x"])
def test_an_address_that_leads_nowhere_is_not_found(client, address):
    assert get(client, f"/bestanden/{address}").status_code == 404


def test_a_file_that_is_lost_on_disk_is_not_found_and_not_broken(kept, client, caplog):
    attachment = kept(audience=["public"])
    attachment.file.storage.delete(attachment.file.name)
    assert get(client, attachment.get_absolute_url()).status_code == 404
    assert attachment.code in caplog.text


def test_files_are_only_looked_at(kept, client):
    assert client.post(kept(audience=["public"]).get_absolute_url()).status_code == 405


def test_serving_asks_the_database_little(kept, signed_in, people_of_files, statements):
    client = signed_in(people_of_files[0])
    address = kept().get_absolute_url()
    with statements(3):
        get(client, address)
