import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.transfer.conftest import again, begin, bring_in, jobs_of, named
from vliegwiel.initiatives import actions as initiatives
from vliegwiel.initiatives.models import Initiative
from vliegwiel.transfer import actions, keeping
from vliegwiel.transfer.journey import RunState
from vliegwiel.transfer.models import ImportRun, Progress
from vliegwiel.transfer.tasks import carry_out_import, try_out

CSV = """Nummer;Titel;Organisatie;Status
1;Laadpalen;Gemeente Zwolle;pilot
2;Brieven;Gemeente Nergens;ooit misschien
3;;;
"""


@pytest.fixture
def lead(place, signed_in):
    return signed_in(place.lead)


def upload(client, place, content=CSV, name="lijst-2026-08-01.csv", space=None):
    file = SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)
    return client.post(reverse("transfer:new"), {"space": (space or place.space).code, "file": file})


def uploaded(client, place, **more) -> ImportRun:
    answer = upload(client, place, **more)
    assert answer.status_code == 302, answer.content.decode()
    return ImportRun.objects.first()


def choice(run, **chosen) -> dict[str, str]:
    """The form as it stands on the page, with some fields filled in otherwise."""
    from vliegwiel.transfer.views.showing import Choosing

    form = Choosing.of(run).form()
    return {name: form[name].value() or "" for name in form.fields} | chosen


def do_jobs(run, by):
    carry_out_import(run_code=run.code, by_id=by.pk)


def test_from_file_to_initiatives(place, lead):
    run = uploaded(lead, place)
    page = lead.get(run.get_absolute_url()).content.decode()
    for expected in ("Laadpalen", "Gemeente Nergens", "ooit misschien", "Nummer"):
        assert expected in page
    assert (run.source, run.counts["created"], run.counts["rejected"]) == ("lijst", 2, 1)
    assert not Initiative.objects.exists()
    answer = lead.post(run.get_absolute_url(), choice(run, daad="importeren"))
    assert answer.status_code == 302
    run = again(run)
    assert run.state == RunState.WAITING
    assert "hx-get" in lead.get(run.get_absolute_url()).content.decode()
    assert "HX-Refresh" not in lead.get(reverse("transfer:progress", args=[run.code]))
    do_jobs(run, place.lead)
    assert lead.get(reverse("transfer:progress", args=[run.code]))["HX-Refresh"] == "true"
    page = lead.get(run.get_absolute_url()).content.decode()
    assert named("Laadpalen").get_absolute_url() in page
    assert again(run).state == RunState.DONE
    assert "lijst-2026-08-01.csv" in lead.get(reverse("transfer:imports")).content.decode()


def test_the_bar_shows_how_far_it_is(place, lead):
    run = uploaded(lead, place)
    actions.queue(run, by=place.lead)
    Progress.objects.create(run_id=run.pk, done=500, total=1530)
    bar = lead.get(reverse("transfer:progress", args=[run.code])).content.decode()
    assert 'value="500"' in bar
    assert 'max="1530"' in bar


def test_another_column_for_the_title(place, lead):
    run = uploaded(lead, place)
    form = choice(run, daad="proberen")
    form["kolom-1"], form["kolom-2"] = "question", "title"
    lead.post(run.get_absolute_url(), form)
    run = again(run)
    assert run.mapping == {"Titel": "question", "Organisatie": "title"}
    assert "Gemeente Zwolle" in [row.title for row in run.rows.all()]


def test_one_thing_filled_by_two_columns_is_said_and_kept(place, lead):
    run = uploaded(lead, place)
    answer = lead.post(run.get_absolute_url(), choice(run, daad="importeren") | {"kolom-2": "title"})
    page = answer.content.decode()
    assert "Titel" in page
    assert page.count('<option value="title" selected>') == 2
    assert again(run).state == RunState.CHOOSING


def test_pressing_import_after_a_change_shows_first_what_would_happen(place, lead):
    run = uploaded(lead, place)
    lead.post(run.get_absolute_url(), choice(run, daad="importeren") | {"kolom-3": ""})
    run = again(run)
    assert (run.state, run.mapping) == (RunState.CHOOSING, {"Status": None})
    lead.post(run.get_absolute_url(), choice(run, daad="importeren"))
    assert again(run).state == RunState.WAITING


def test_two_people_who_press_import_make_one_import(place, lead, signed_in):
    run = uploaded(lead, place)
    form = choice(run, daad="importeren")
    for client in (lead, signed_in(place.second), lead):
        assert client.post(run.get_absolute_url(), form).status_code == 302
    assert jobs_of(run) == 1
    do_jobs(run, place.lead)
    assert lead.post(run.get_absolute_url(), form).status_code == 302
    assert Initiative.objects.count() == 2


def zip_bomb() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * 400_000_000)
    return held.getvalue()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "leeg.csv"),
        (b"\n\n\n", "witregels.csv"),
        (b"Titel\n", "kop.csv"),
        (b"%PDF-1.4", "rapport.csv"),
        (b"{", "half.json"),
        (b"\xff\xfe\x00\xd8" * 5, "codering.csv"),
        (b"a;b\n\x81\x8d;\xc3\xa9\xff\n", "gemengd.csv"),
        (b"<html><body>hoi", "pagina.csv"),
        (b"PK\x03\x04stuk", "stuk.xlsx"),
        ((";".join(f"k{n}" for n in range(1000)) + "\n1\n").encode(), "breed.csv"),
        (b"[" * 100_000, "diep.json"),
    ],
)
def test_a_file_that_cannot_be_read_is_answered_with_a_sentence(place, lead, content, name):
    answer = upload(lead, place, content, name)
    assert answer.status_code == 200
    assert "vw-form__error" in answer.content.decode()
    assert not ImportRun.objects.exists()
    assert not keeping.waiting_files().exists() or list(keeping.waiting_files().iterdir()) == []


def test_a_zip_bomb_is_refused(place, lead):
    answer = upload(lead, place, zip_bomb(), "bom.xlsx")
    assert "vw-form__error" in answer.content.decode()
    assert not ImportRun.objects.exists()


def test_a_file_above_the_limit_is_not_kept(place, lead, monkeypatch):
    from vliegwiel.transfer import uploads

    monkeypatch.setattr(uploads, "MAX_FILE_BYTES", 100_000)
    answer = upload(lead, place, CSV + "x" * 200_000)
    assert "50 MB" in answer.content.decode()
    assert not ImportRun.objects.exists()


def test_a_wrong_file_and_then_the_right_one(place, lead):
    assert upload(lead, place, b"%PDF-1.4").status_code == 200
    run = uploaded(lead, place)
    assert run.counts["created"] == 2


def test_a_script_in_a_title_is_text(place, lead):
    run = uploaded(lead, place, content='Titel;Wat\n"<script>alert(\'a\')</script>Hoi";"<img src=x onerror=1>"\n')
    page = lead.get(run.get_absolute_url()).content.decode()
    assert "alert('a')" not in page
    assert "<img src=x" not in page


def test_column_names_can_be_anything(place, lead):
    run = uploaded(lead, place, content='Titel;__proto__;"<b>""x";' + "lang" * 100 + "\nEen;a;b;c\n")
    assert lead.get(run.get_absolute_url()).status_code == 200
    assert lead.post(run.get_absolute_url(), choice(run, daad="importeren")).status_code == 302


def test_a_workbook_lets_one_choose_the_sheet(place, lead, tmp_path):
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = "Uitleg"
    book.active.append(["Lees dit"])
    book.active.append(["eerst"])
    book.create_sheet("Lijst").append(["Titel", "Status"])
    book["Lijst"].append(["Laadpalen", "pilot"])
    book.save(tmp_path / "boek.xlsx")
    run = uploaded(lead, place, content=(tmp_path / "boek.xlsx").read_bytes(), name="boek.xlsx")
    lead.post(run.get_absolute_url(), choice(run, daad="proberen", sheet="Lijst"))
    run = again(run)
    assert (run.sheet, [row.title for row in run.rows.all()]) == ("Lijst", ["Laadpalen"])


def test_a_large_file_is_tried_out_by_the_worker(place, lead, monkeypatch):
    from vliegwiel.transfer.views import trying

    monkeypatch.setattr(trying, "TRIED_HERE", 10)
    run = uploaded(lead, place)
    assert run.state == RunState.TRYING
    assert lead.get(run.get_absolute_url()).status_code == 200
    try_out(run_code=run.code, by_id=place.lead.pk)
    assert (again(run).state, again(run).counts["created"]) == (RunState.CHOOSING, 2)


def test_who_leads_nothing_sees_nothing(place, lead, signed_in, client):
    run = uploaded(lead, place)
    stranger = signed_in(place.stranger)
    for name in ("run", "progress", "undo"):
        address = reverse(f"transfer:{name}", args=[run.code])
        assert stranger.get(address).status_code == 404
        assert client.get(address).status_code == 404
    assert stranger.post(run.get_absolute_url(), choice(run, daad="importeren")).status_code == 404
    for name in ("imports", "new"):
        assert stranger.get(reverse(f"transfer:{name}")).status_code == 403
        assert client.get(reverse(f"transfer:{name}")).status_code == 302
    assert upload(client, place).status_code == 302
    assert ImportRun.objects.count() == 1


def test_a_space_that_one_does_not_lead_cannot_be_chosen(place, lead):
    answer = upload(lead, place, space=place.square)
    assert answer.status_code == 200
    assert not ImportRun.objects.exists()


def test_an_import_of_somebody_else_is_not_there(place, lead, tmp_path, signed_in):
    path = tmp_path / "geheim.csv"
    path.write_text(CSV)
    run = bring_in(path, place, space=place.other, by=place.operator)
    assert lead.get(run.get_absolute_url()).status_code == 404
    assert "geheim.csv" not in lead.get(reverse("transfer:imports")).content.decode()
    assert signed_in(place.operator).get(run.get_absolute_url()).status_code == 200


def test_a_row_that_was_closed_to_the_operator_is_not_listed(place, tmp_path, signed_in):
    path = tmp_path / "lijst.csv"
    path.write_text(CSV)
    run = bring_in(path, place)
    initiatives.change_ring(named("Laadpalen"), by=place.lead, ring="team")
    assert "Laadpalen" not in signed_in(place.operator).get(run.get_absolute_url()).content.decode()
    assert "Laadpalen" in signed_in(place.lead).get(run.get_absolute_url()).content.decode()


def test_undoing_asks_first_and_says_why_not(place, lead, tmp_path):
    path = tmp_path / "lijst.csv"
    path.write_text(CSV)
    run = bring_in(path, place)
    address = reverse("transfer:undo", args=[run.code])
    assert "Laadpalen" not in lead.get(address).content.decode()
    assert Initiative.objects.standing().count() == 2
    initiatives.edit(named("Laadpalen"), by=place.lead, version=1, texts={"summary": "van ons"})
    assert "1" in lead.get(address).content.decode()
    answer = lead.post(address, follow=True)
    assert "1" in answer.content.decode()
    assert Initiative.objects.standing().count() == 2
    other = bring_in(path, place, source="anders")
    assert lead.post(reverse("transfer:undo", args=[other.code])).status_code == 302
    assert lead.post(reverse("transfer:undo", args=[other.code])).status_code == 302
    assert again(other).state == RunState.UNDONE
    assert lead.get(other.get_absolute_url()).status_code == 200
    assert lead.get(reverse("transfer:undo", args=[other.code])).status_code == 403


def test_wrong_methods_and_odd_addresses_are_answered(place, lead, tmp_path):
    path = tmp_path / "lijst.csv"
    path.write_text(CSV)
    run = bring_in(path, place)
    assert lead.put(run.get_absolute_url()).status_code == 405
    assert lead.post(reverse("transfer:imports")).status_code == 405
    assert lead.post(reverse("transfer:progress", args=[run.code])).status_code == 405
    for query in ("?lot=onzin", "?na=-1", "?na=99999999999999", "?lot=created&na=2", "?na=%00", "?lot=%F0%9F%98%80"):
        assert lead.get(run.get_absolute_url() + query).status_code == 200
        assert lead.get(reverse("transfer:imports") + query).status_code == 200
    assert lead.get("/uitwisselen/ZZZZZZZZ/").status_code == 404


def test_without_its_token_nothing_is_taken_in(place):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(place.lead, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert upload(client, place).status_code == 403
    assert not ImportRun.objects.exists()


def test_a_file_that_is_no_longer_there(place, lead):
    run = uploaded(lead, place)
    keeping.let_go(run.path)
    assert lead.get(run.get_absolute_url()).status_code == 200
    assert lead.post(run.get_absolute_url(), {"daad": "importeren"}).status_code == 200


def test_the_example_is_read_without_a_question(place, lead):
    content = b"".join(lead.get(reverse("transfer:example")).streaming_content)
    run = uploaded(lead, place, content=content, name="voorbeeld.csv")
    assert (run.counts["created"], run.counts["rejected"]) == (2, 0)
    assert run.mapping == {}


def test_pages_ask_the_database_as_often_with_many_rows(place, lead, tmp_path, statements):
    path = tmp_path / "lijst.csv"
    path.write_text("Nummer;Titel\n1;Een\n")
    few = bring_in(path, place)
    path.write_text("Nummer;Titel\n" + "".join(f"{n};Nummer {n}\n" for n in range(120)))
    many = bring_in(path, place, source="veel")
    waiting = begin(path, place, source="wacht")
    actions.try_out(waiting, by=place.lead)
    for run in (few, many):
        with statements(12):
            lead.get(run.get_absolute_url())
    with statements(15):
        lead.get(waiting.get_absolute_url())
    with statements(12):
        lead.get(reverse("transfer:imports"))
    page = lead.get(many.get_absolute_url()).content.decode()
    assert "Nummer 60" not in page
    assert "Nummer 60" in lead.get(many.get_absolute_url() + "?lot=&na=51").content.decode()


def test_reading_stops_at_the_limit(rf, monkeypatch):
    from django.core.files.uploadhandler import StopUpload

    from vliegwiel.transfer import uploads

    monkeypatch.setattr(uploads, "MAX_FILE_BYTES", 100)
    handler = uploads.BoundedUpload(rf.post("/"))
    handler.new_file("file", "lijst.csv", "text/csv", 200)
    handler.receive_data_chunk(b"x" * 100, 0)
    with pytest.raises(StopUpload):
        handler.receive_data_chunk(b"x", 100)
    assert handler.request.is_too_large
    handler.file.close()
