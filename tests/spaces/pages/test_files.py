"""The files of a space: added by members, seen by whoever sees the space."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from vliegwiel.files.models import Attachment
from vliegwiel.spaces import actions

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    default = settings.STORAGES["default"] | {"OPTIONS": {"location": tmp_path}}
    settings.STORAGES = settings.STORAGES | {"default": default}
    assert default_storage.path("x") == str(tmp_path / "x")


@pytest.fixture
def address(cast):
    return f"{cast.space.get_absolute_url()}bestanden/"


def upload(name="rapport.pdf", content=PDF):
    return {"upload": SimpleUploadedFile(name, content)}


def code_of(browser, address) -> int:
    answer = browser.get(address)
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer.status_code


def test_a_file_follows_the_ring_of_its_space(cast, signed_in, client, address):
    signed_in(cast.member).post(address, upload())
    file = Attachment.objects.get().get_absolute_url()
    assert (code_of(signed_in(cast.network), file), code_of(signed_in(cast.stranger), file)) == (200, 404)
    actions.change_ring(cast.space, by=cast.lead, ring="team")
    assert (code_of(signed_in(cast.member), file), code_of(signed_in(cast.network), file)) == (200, 404)
    actions.change_ring(cast.space, by=cast.lead, ring="public")
    assert code_of(client, file) == 200


def test_only_members_add_files(cast, signed_in, address):
    page = signed_in(cast.network).get(address).content.decode()
    assert 'type="file"' not in page
    assert signed_in(cast.network).post(address, upload()).status_code == 403
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"), [("leeg.pdf", b""), ("x.exe", b"MZ"), ("x.png", PDF), ("x.html", b"<script>")]
)
def test_a_file_that_may_not_be_kept_gets_a_sentence(cast, signed_in, address, name, content):
    answer = signed_in(cast.member).post(address, upload(name, content))
    assert answer.status_code == 200
    assert "vw-form__error" in answer.content.decode()
    assert not Attachment.objects.exists()


def test_sending_no_file_gets_a_sentence(cast, signed_in, address):
    assert "vw-form__error" in signed_in(cast.member).post(address, {}).content.decode()


def test_who_added_it_and_leads_remove_a_file_after_being_asked(cast, signed_in, address):
    mia = signed_in(cast.member)
    mia.post(address, upload())
    removal = f"{address}{Attachment.objects.get().code}/verwijderen/"
    assert signed_in(cast.network).post(removal).status_code == 403
    assert "Niemand kan het nog openen" in mia.get(removal).content.decode()
    assert Attachment.objects.exists()
    signed_in(cast.lead).post(removal)
    assert not Attachment.objects.exists()
    assert mia.post(removal).status_code == 404


def test_a_space_without_files_has_no_page_for_them(cast, signed_in, address):
    actions.edit_space(cast.space, by=cast.lead, modules=["initiatives"])
    assert signed_in(cast.lead).get(address).status_code == 404
    assert signed_in(cast.lead).post(address, upload()).status_code == 404
