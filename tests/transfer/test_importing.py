import json
from datetime import date

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from vliegwiel.activity.models import Activity
from vliegwiel.core.answers import Mistake, Refused
from vliegwiel.initiatives import actions as initiatives
from vliegwiel.initiatives.models import Initiative, Revision, Stage, StageMove
from vliegwiel.transfer import actions
from vliegwiel.transfer.journey import Fate, RunState
from vliegwiel.transfer.models import ImportRow, ImportRun

from .conftest import again, begin, bring_in, fate_counts, jobs_of, named


def test_a_row_becomes_an_initiative_with_its_source(place, write):
    run = bring_in(write("7;Laadpalen;Gemeente Zwolle;pilot;Eén kaart.;2024-05-03"), place)
    made = named("Laadpalen")
    assert (made.source, made.external_id, made.summary, made.kind) == ("lijst", "7", "Eén kaart.", "pilot")
    assert (made.track.slug, made.stage.slug, made.end) == ("pilot", "running", "")
    assert made.initiator_ids == made.organisation_ids == [place.zwolle.pk]
    assert made.audience == ["public"]
    assert timezone.localtime(made.created_at).date() == date(2024, 5, 3)
    assert run.state == RunState.DONE
    assert fate_counts(run) == {"created": 1}
    assert run.path == ""


def test_columns_kept_by_triggers_are_what_triggers_would_make_them(place, write):
    bring_in(write("7;Laadpalen;Gemeente Zwolle;pilot;x;2024-05-03;Bestuur; Verkeer", header=
                   "Nummer;Titel;Organisatie;Status;Omschrijving;Datum;Thema's;Regio"), place)  # fmt: skip
    columns = ("organisation_ids", "initiator_ids", "theme_ids", "region_ids", "is_checked", "has_parts")
    made = named("Laadpalen")
    before = [getattr(made, name) for name in columns]
    with connection.cursor() as cursor:
        cursor.execute("SELECT initiatives_refresh(%s)", [[made.pk]])
    assert [getattr(again(made), name) for name in columns] == before
    assert made.region_ids


def test_bergen_in_limburg_is_gm0893(place, write):
    bring_in(write("1;Een;Gemeente Bergen (L);idee;x;", "2;Twee;Bergen (NH);idee;x;"), place)
    assert [one.official_code for one in _initiators("Een")] == ["GM0893"]
    assert [one.official_code for one in _initiators("Twee")] == ["GM0373"]


def _initiators(title):
    return [row.organisation for row in named(title).participations.select_related("organisation")]


def test_an_unknown_organisation_keeps_its_name_and_is_counted(place, write):
    run = bring_in(write("1;Een;Gemeente Nergens;;x;", "2;Twee;Gemeente Nergens;;x;", "3;Drie;Bergen;;x;"), place)
    assert run.counts["unmatched"] == {"Gemeente Nergens": 2, "Bergen": 1}
    assert named("Een").source_organisation == "Gemeente Nergens"
    assert _initiators("Een") == _initiators("Drie") == []


def test_a_second_time_nothing_changes(place, write):
    path = write("1;Een;Gemeente Zwolle;pilot;x;2024-05-03", "2;Twee;Nergens;in gebruik;y;", "3;Drie;;;;")
    bring_in(path, place)
    before = list(Initiative.objects.order_by("pk").values())
    run = bring_in(path, place)
    assert fate_counts(run) == {"unchanged": 3}
    assert list(Initiative.objects.order_by("pk").values()) == before
    assert not Revision.objects.exists()


def test_what_changed_in_the_source_is_taken_over_with_a_revision(place, write):
    bring_in(write("1;Een;Gemeente Zwolle;pilot;oud;", "2;Twee;;;;"), place)
    run = bring_in(write("1;Een nieuw;Gemeente Bergen (L);in gebruik;nieuw;"), place)
    one = named("Een nieuw")
    assert fate_counts(run) == {"updated": 1}
    assert (one.summary, one.version, one.stage.slug, one.kind) == ("nieuw", 2, "in-service", "service")
    assert [row.official_code for row in _initiators("Een nieuw")] == ["GM0893"]
    assert one.revisions.get().changes["title"] == ["Een", "Een nieuw"]
    assert one.revisions.get().changes["initiators"] == [["Zwolle"], ["Bergen (L)"]]
    assert StageMove.objects.get(initiative=one).to_stage.slug == "in-service"
    assert named("Twee"), "what vanished from the source stays"


def test_a_file_without_a_column_is_silent_about_it(place, write):
    header = "Nummer;Titel;Link;Thema's;Organisatie;Juridische basis"
    bring_in(write("1;Een;https://voorbeeld.example/een;Verkeer;Gemeente Zwolle;Wet A", header=header), place)
    run = bring_in(write("1;Een;Wet A", header="Nummer;Titel;Juridische basis"), place)
    assert fate_counts(run) == {"unchanged": 1}
    assert named("Een").source_url == "https://voorbeeld.example/een"
    run = bring_in(write("1;Een;Wet B", header="Nummer;Titel;Juridische basis"), place)
    assert fate_counts(run) == {"updated": 1}
    assert named("Een").extras == {"legal_basis": "Wet B"}
    assert _initiators("Een")


def test_what_people_changed_here_stays(place, write):
    bring_in(write("1;Een;;;oud;", "2;Twee;;idee;oud;", "3;Drie;;;oud;"), place)
    initiatives.edit(named("Een"), by=place.lead, version=1, texts={"summary": "van ons"})
    stage = Stage.objects.get(track__slug="challenge", track__space=None, slug="exploration")
    initiatives.move(named("Twee"), by=place.lead, stage=stage, reason="Omdat.")
    run = bring_in(write("1;Een;;;nieuw;", "2;Twee;;idee;nieuw;", "3;Drie;;;nieuw;"), place)
    assert fate_counts(run) == {"updated": 1, "unchanged": 2}
    assert [named(title).summary for title in ("Een", "Twee", "Drie")] == ["van ons", "oud", "nieuw"]
    assert "People changed this here" in run.rows.get(number=2).notes[0][0]


def test_an_edit_between_plan_and_change_is_not_overwritten(place, write, monkeypatch):
    bring_in(write("1;Een;;;oud;"), place)
    run = begin(write("1;Een;;;nieuw;"), place)
    from vliegwiel.transfer.actions import importing

    planned = importing._planned

    def edited_meanwhile(run):
        for batch in planned(run):
            initiatives.edit(named("Een"), by=place.second, version=1, texts={"summary": "van ons"})
            yield batch

    monkeypatch.setattr(importing, "_planned", edited_meanwhile)
    actions.carry_out(run, by=place.lead)
    assert named("Een").summary == "van ons"
    assert fate_counts(again(run)) == {"unchanged": 1}


def test_a_number_that_is_in_the_file_twice_is_rejected_the_second_time(place, write):
    run = bring_in(write("1;Een;;;;", "1;Ook een;;;;", "2;Twee;;;;"), place)
    assert fate_counts(run) == {"created": 2, "rejected": 1}
    assert run.rows.get(fate=Fate.REJECTED).notes == [["The number %(id)s is in the file twice.", {"id": "1"}]]


def test_rows_of_another_space_are_not_touched(place, write):
    bring_in(write("1;Een;;;oud;"), place, space=place.other, by=place.operator)
    run = bring_in(write("1;Een;;;nieuw;"), place)
    assert fate_counts(run) == {"created": 1}
    assert sorted(Initiative.objects.values_list("summary", flat=True)) == ["nieuw", "oud"]


def test_nothing_is_imported_when_it_fails_half_way(place, write, monkeypatch):
    run = begin(write(*(f"{n};Nummer {n};;;;" for n in range(1200))), place)
    from vliegwiel.transfer.actions import importing

    kept = importing._keep_rows

    def fail_late(run, planned):
        if planned[0].number > 600:
            raise IntegrityError("de stekker")
        kept(run, planned)

    monkeypatch.setattr(importing, "_keep_rows", fail_late)
    with pytest.raises(IntegrityError):
        actions.carry_out(run, by=place.lead)
    assert not Initiative.objects.exists()
    assert not ImportRow.objects.exists()
    monkeypatch.undo()
    actions.carry_out(run, by=place.lead)
    assert Initiative.objects.count() == 1200


def test_a_trial_changes_nothing_and_foretells_everything(place, write):
    run = begin(write("1;Een;Nergens;pilot;;", ";;Zwolle;;;"), place)
    actions.try_out(run, by=place.lead)
    run = again(run)
    assert (run.state, fate_counts(run)) == (RunState.CHOOSING, {"created": 1, "rejected": 1})
    assert run.counts["statuses"] == {"pilot": 1}
    assert not Initiative.objects.exists()
    actions.carry_out(run, by=place.lead)
    assert fate_counts(again(run)) == {"created": 1, "rejected": 1}


def test_a_batch_takes_as_many_statements_whatever_its_size(place, write):
    def statements(count):
        path = write(*(f"{n}-{count};Nummer {n};Gemeente Zwolle;;;" for n in range(count)), name=f"{count}.csv")
        run = begin(path, place)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            actions.carry_out(run, by=place.lead)
        return len(captured)

    assert statements(3) == statements(450)


def test_only_leads_and_operators_import(place, write):
    path = write("1;Een;;;;")
    for person in (place.stranger, None):
        with pytest.raises(Refused):
            begin(path, place, by=person) if person else actions.upload(
                place.space, by=None, filename="a", path=str(path), digest="", source="a"
            )
    run = begin(path, place)
    for act in (actions.carry_out, actions.queue, actions.try_out, actions.queue_trial):
        with pytest.raises(Refused):
            act(run, by=place.stranger)
    with pytest.raises(Refused):
        actions.choose(run, by=place.stranger, mapping={})
    actions.carry_out(run, by=place.operator)
    with pytest.raises(Refused):
        actions.undo(run, by=place.stranger)
    assert not Activity.objects.filter(by=place.stranger, kind__startswith="import").exists()


def test_it_is_carried_out_once(place, write):
    run = begin(write("1;Een;;;;"), place)
    actions.carry_out(run, by=place.lead)
    with pytest.raises(Refused):
        actions.carry_out(run, by=place.second)
    with pytest.raises(Refused):
        actions.choose(run, by=place.second, mapping={})


def test_two_people_who_press_at_once_make_one_job(place, write):
    run = begin(write("1;Een;;;;"), place)
    actions.queue(run, by=place.lead)
    with pytest.raises(Refused):
        actions.queue(run, by=place.second)
    assert jobs_of(run) == 1


def test_a_choice_that_cannot_be_is_refused_in_words(place, write):
    run = begin(write("1;Een;;;;"), place)
    for mapping in ({"Titel": "title", "Status": "title"}, {"Titel": "nonsense"}, {"Onbekend": "title"}):
        with pytest.raises(Mistake):
            actions.choose(run, by=place.lead, mapping=mapping)
    assert again(run).mapping == {}


def test_only_what_differs_from_the_guess_is_kept_as_a_choice(place, write):
    run = begin(write("1;Een;;;tekst;"), place)
    actions.choose(run, by=place.lead, mapping={"Omschrijving": "question", "Titel": "title", "Datum": None})
    assert again(run).mapping == {"Omschrijving": "question", "Datum": None}
    actions.carry_out(run, by=place.lead)
    assert (named("Een").question, named("Een").summary) == ("tekst", "")


def test_a_file_that_is_gone_is_a_sentence(place, write):
    path = write("1;Een;;;;")
    run = begin(path, place)
    path.unlink()
    with pytest.raises(Mistake):
        actions.carry_out(run, by=place.lead)
    assert again(run).state == RunState.CHOOSING


HOSTILE = [
    {"id": "1", "title": "<script>alert(1)</script>Rekening &amp; raad\u200b", "url": "javascript:alert(1)"},
    {"id": "2", "title": "T" * 500_000, "status": "ooit misschien", "datum": "32-13-2020"},
    {"id": "3", "title": "nul \x00 teken \u202etxet", "doel": "😀 عربي <p>alinea</p>"},
    {"id": "9" * 400, "title": "lang nummer A", "url": "https://voorbeeld.example/a", "datum": "2020-01-01"},
    {"id": "9" * 401, "title": "lang nummer B", "url": "https://voorbeeld.example/b", "datum": "2020-01-01"},
    {"id": "", "title": ""},
]


def test_hostile_texts_come_in_clean_or_not_at_all(place, tmp_path):
    path = tmp_path / "vreemd.json"
    path.write_text(json.dumps(HOSTILE), encoding="utf-8")
    run = bring_in(path, place)
    assert fate_counts(run) == {"created": 5, "rejected": 1}
    first, second, third, *long = Initiative.objects.order_by("pk")
    assert "<" not in first.title
    assert "&amp;" not in first.title
    assert first.title.endswith("Rekening & raad")
    assert first.source_url == ""
    assert len(second.title) <= 200
    assert (third.title, third.summary) == ("nul teken txet", "😀 عربي\n\nalinea")
    assert len({one.external_id for one in long}) == 2
    notes = " ".join(note[0] for row in run.rows.all() for note in row.notes)
    for expected in ("no web address", "Too long", "is not known", "is no date", "has no title"):
        assert expected in notes


def test_the_worker_carries_it_out_and_says_why_when_it_cannot(place, write):
    from vliegwiel.transfer.tasks import carry_out_import

    good, bad = begin(write("1;Een;;;;"), place), begin(write("1;Twee;;;;", name="weg.csv"), place, source="b")
    actions.queue(good, by=place.lead)
    actions.queue(bad, by=place.lead)
    (write.__closure__[0].cell_contents / "weg.csv").unlink()
    carry_out_import(run_code=good.code, by_id=place.lead.pk)
    carry_out_import(run_code=bad.code, by_id=place.lead.pk)
    assert again(good).state == RunState.DONE
    assert (again(bad).state, bool(again(bad).problem)) == (RunState.FAILED, True)
    carry_out_import(run_code=good.code, by_id=place.lead.pk)
    assert Initiative.objects.count() == 1, "a job that is done again after all does nothing"


def test_old_uploads_are_forgotten(place, write, django_capture_on_commit_callbacks):
    from datetime import timedelta

    from vliegwiel.transfer import keeping

    kept = keeping.keep(write("1;Een;;;;"))
    assert kept.stat().st_mode & 0o777 == 0o600
    run = begin(kept, place)
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.sweep(None, by=None, at=run.begun_at + timedelta(days=6)) == 0
        assert actions.sweep(None, by=None, at=run.begun_at + timedelta(days=8)) == 1
    assert not kept.exists()
    assert not ImportRun.objects.exists()
