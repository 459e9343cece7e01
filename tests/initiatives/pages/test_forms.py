"""Every form of an initiative: for whom it opens, what it does, and what it says to bad input."""

from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from vliegwiel.initiatives import actions
from vliegwiel.initiatives.journey import TEXT_FIELDS
from vliegwiel.initiatives.models import Ending, Initiative, Link, Part, Stage, StageMove, Update, UserCheck

from ..conftest import AT, now
from .test_tabs import fill, page

FORMS = {
    "edit": {},
    "move": {"stage": "pilot.running", "reason": "Het loopt."},
    "end": {"end": "parked", "reason": "Even niet.", "lesson_in_team": "team"},
    "ring": {"ring": "team"},
    "give-role": {"person": "", "role": "member"},
    "take-part": {"organisation": "", "part": "participant"},
    "add-part": {"kind": "data", "name": "Lijst", "description": "Namen"},
    "add-check": {
        "done_on": "2026-01-02",
        "method": "panel",
        "how_many": "3",
        "learned": "Veel",
        "outcome": "adjusted",
    },
    "add-update": {"title": "Nieuws", "text": "Het werkt."},
    "set-link": {"label": "Elders", "url": "https://example.org/"},
    "attach-file": {},
}
"""What is sent to make each form do its work."""
FOR_LEADS = {"end", "ring", "give-role"}
TEXT_OF = {
    "move": "reason",
    "end": "reason",
    "add-part": "name",
    "add-check": "learned",
    "add-update": "title",
    "set-link": "label",
    "edit": "title",
}
"""A field in which one writes freely."""
KEPT_IN = {
    "move": (StageMove, "initiative"),
    "end": (Ending, "initiative"),
    "add-part": (Part, "initiative"),
    "add-check": (UserCheck, "initiative"),
    "add-update": (Update, "initiative"),
    "set-link": (Link, "initiative"),
    "edit": (Initiative, "pk"),
}
"""Where that ends up."""


def sent(name, initiative, world) -> dict:
    data = dict(FORMS[name])
    if name == "edit":
        data = {field: getattr(initiative, field) for field in TEXT_FIELDS} | {
            "version": initiative.version,
            "kind": "pilot",
        }
    if name == "give-role":
        data["person"] = world.colleague.code
    if name == "take-part":
        data["organisation"] = world.leiden.code
    if name == "attach-file":
        data["upload"] = SimpleUploadedFile("verslag.txt", b"tekst")
    return data


def address(initiative, name) -> str:
    query = {"give-role": "?zoek=cas", "take-part": "?zoek=leiden"}.get(name, "")
    return page(initiative, f"initiatives:{name}") + query


@pytest.mark.parametrize("name", FORMS)
def test_a_form_does_its_work_and_leads_back(world, as_, name):
    client = as_(world.lead)
    assert client.get(address(world.public, name)).status_code == 200
    answer = client.post(address(world.public, name), sent(name, world.public, world))
    assert answer.status_code == 302, answer.content.decode()
    assert client.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize("name", FORMS)
def test_a_form_is_closed_to_who_may_not(world, as_, name):
    for method in ("get", "post"):
        visitor = getattr(as_(None), method)(address(world.public, name), {})
        assert (visitor.status_code, "next=" in visitor["Location"]) == (302, True)
        for who in ("network", "seller", "operator", "colleague"):
            assert getattr(as_(getattr(world, who)), method)(address(world.public, name), {}).status_code == 403
        assert getattr(as_(world.stranger), method)(address(world.pilot, name), {}).status_code == 404


@pytest.mark.parametrize("name", FORMS)
def test_a_team_member_reaches_what_is_for_the_team(world, as_, name):
    actions.give_role(world.public, by=now(world.lead), person=world.colleague, role="member")
    assert as_(world.colleague).get(address(world.public, name)).status_code == (403 if name in FOR_LEADS else 200)


@pytest.mark.parametrize("name", FORMS)
def test_an_empty_form_comes_back_with_a_sentence(world, as_, name):
    answer = as_(world.lead).post(address(world.public, name), {})
    assert answer.status_code == 200
    assert "Wat je invulde" in answer.content.decode() or "vw-form__error" in answer.content.decode()


@pytest.mark.parametrize("name", FORMS)
def test_another_method_is_refused(world, as_, name):
    assert as_(world.lead).put(address(world.public, name)).status_code == 405


@pytest.mark.parametrize("name", TEXT_OF)
def test_a_megabyte_is_refused_in_a_sentence_and_kept_on_the_page(world, as_, name):
    huge = "x" * 1_000_000
    answer = as_(world.lead).post(address(world.public, name), sent(name, world.public, world) | {TEXT_OF[name]: huge})
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "1000000" in text or "1.000.000" in text
    assert huge in text


@pytest.mark.parametrize("name", TEXT_OF)
def test_control_and_invisible_characters_never_reach_the_database(world, as_, name):
    odd = "Een\x00 twee\x07\u200b\u202e drie\ud800 🙂 <script>".encode("utf-8", "surrogatepass")
    data = sent(name, world.public, world) | {TEXT_OF[name]: odd}
    body = urlencode(data, doseq=True)  # as bytes: no text holds half a character
    client = as_(world.lead)
    form = "application/x-www-form-urlencoded"
    assert client.post(address(world.public, name), body, content_type=form).status_code == 302
    model, which = KEPT_IN[name]
    kept = getattr(model.objects.filter(**{which: world.public.pk}).latest("pk"), TEXT_OF[name])
    assert kept.startswith("Een twee drie")
    assert kept.endswith(" 🙂 <script>")
    assert not set("\x00\x07\u200b\u202e") & set(kept)


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("move", "stage", "nergens.heen"),
        ("move", "stage", "\x00"),
        ("end", "end", "exploded"),
        ("end", "into", "x" * 600),
        ("ring", "ring", "galaxy"),
        ("give-role", "role", "boss"),
        ("give-role", "person", "zzzzzzzz"),
        ("take-part", "organisation", "'; drop table"),
        ("take-part", "part", ""),
        ("add-part", "kind", "\x00"),
        ("add-part", "url", "javascript:alert(1)"),
        ("add-part", "url", "ftp://example.org/x"),
        ("add-check", "how_many", "99999999999999999999"),
        ("add-check", "how_many", "-1"),
        ("add-check", "done_on", "31-31-2026"),
        ("add-check", "done_on", "2999-01-01"),
        ("set-link", "url", "http://" + "x" * 600 + ".nl"),
        ("set-link", "to", "bestaat niet"),
        ("edit", "kind", "castle"),
        ("edit", "themes", "geen-thema"),
        ("edit", "region", "\x00"),
        ("edit", "title", " \u200b "),
    ],
)
def test_what_cannot_be_used_comes_back_with_a_sentence(world, as_, name, field, value):
    answer = as_(world.lead).post(address(world.public, name), sent(name, world.public, world) | {field: value})
    assert answer.status_code == 200
    assert "vw-form__error" in answer.content.decode()


def test_a_stage_of_another_spaces_track_cannot_be_chosen(world, as_):
    actions.add_track(world.space, by=now(world.manager), name="Eigen", stages=[{"name": "Een"}, {"name": "Twee"}])
    stage = Stage.objects.get(track__space=world.space, position=0)
    data = {"stage": f"eigen-eigen.{stage.slug}", "reason": "Hierheen."}
    assert as_(world.lead).post(address(world.public, "move"), data).status_code == 200
    assert as_(world.lead).post(address(world.pilot, "move"), data).status_code == 302


def test_what_hangs_under_another_initiative_is_not_at_this_address(world, as_):
    fill(world, world.public, 1)
    one = world.public
    things = {
        "remove-part": one.parts.get().code,
        "edit-part": one.parts.get().code,
        "remove-check": one.checks.get().code,
        "remove-update": one.updates.get().code,
        "remove-link": one.links.get().code,
    }
    client = as_(world.manager)
    for name, code in things.items():
        for method in ("get", "post"):
            assert getattr(client, method)(page(world.pilot, f"initiatives:{name}", code)).status_code == 404
    assert client.get(page(world.pilot, "initiatives:take-role", world.network.code, "lead")).status_code == 404


def test_removing_asks_first(world, as_):
    fill(world, world.pilot, 1)
    client, one = as_(world.lead), world.pilot
    for name, code in {
        "remove-part": one.parts.get().code,
        "remove-check": one.checks.get().code,
        "remove-update": one.updates.get().code,
        "remove-link": one.links.get().code,
    }.items():
        assert client.get(page(one, f"initiatives:{name}", code)).status_code == 200
        assert client.post(page(one, f"initiatives:{name}", code)).status_code == 302
        assert client.post(page(one, f"initiatives:{name}", code)).status_code == 404
    assert (one.parts.count(), one.checks.count(), one.updates.count(), one.links.count()) == (0, 0, 0, 0)


def test_a_file_that_runs_is_refused_in_a_sentence(world, as_):
    for upload in (
        SimpleUploadedFile("a.exe", b"MZ"),
        SimpleUploadedFile("a.pdf", b"geen pdf"),
        SimpleUploadedFile("a.txt", b""),
    ):
        answer = as_(world.lead).post(address(world.public, "attach-file"), {"upload": upload})
        assert answer.status_code == 200
        assert "vw-form__error" in answer.content.decode()


def test_a_stale_form_shows_both_versions_and_saves_nothing(world, as_):
    client = as_(world.lead)
    mine = sent("edit", world.public, world) | {"question": "Mijn vraag", "version": 1}
    actions.edit(world.public, by=now(world.lead), version=1, texts={"question": "Hun vraag", "goal": "Hun doel"})
    answer = client.post(address(world.public, "edit"), mine)
    text = answer.content.decode()
    assert answer.status_code == 200
    for words in ("Hun vraag", "Mijn vraag", "Hun doel"):
        assert words in text
    one = Initiative.objects.get(pk=world.public.pk)
    assert (one.question, one.version) == ("Hun vraag", 2)
    assert 'name="version" value="2"' in text
    saved = client.post(address(world.public, "edit"), mine | {"version": 2, "goal": "Hun doel"})
    assert saved.status_code == 302
    one.refresh_from_db()
    assert (one.question, one.goal, one.version) == ("Mijn vraag", "Hun doel", 3)


@pytest.mark.parametrize("version", ["", "x", "0", "99", "99999999999999999999", "\x00"])
def test_a_version_that_never_was_is_a_stale_form(world, as_, version):
    answer = as_(world.lead).post(
        address(world.public, "edit"), sent("edit", world.public, world) | {"version": version}
    )
    assert answer.status_code == 200
    assert Initiative.objects.get(pk=world.public.pk).version == 1
    assert 'name="version" value="1"' in answer.content.decode()


def test_opening_wider_asks_first_and_says_who_will_read(world, as_):
    client = as_(world.manager)
    asked = client.post(address(world.pilot, "ring"), {"ring": "public"})
    assert asked.status_code == 200
    assert "zonder account" in asked.content.decode()
    assert Initiative.objects.get(pk=world.pilot.pk).ring == "network"
    assert client.post(address(world.pilot, "ring"), {"ring": "public", "sure": "1"}).status_code == 302
    assert Initiative.objects.get(pk=world.pilot.pk).ring == "public"


def test_closing_is_at_once(world, as_):
    answer = as_(world.lead).post(address(world.pilot, "ring"), {"ring": "team"}, follow=True)
    assert "Meteen dichtgezet" in answer.content.decode()
    assert Initiative.objects.get(pk=world.pilot.pk).ring == "team"


def test_a_lead_is_not_offered_wider_than_the_space(world, as_):
    assert 'value="public"' not in as_(world.lead).get(address(world.pilot, "ring")).content.decode()
    answer = as_(world.lead).post(address(world.pilot, "ring"), {"ring": "public", "sure": "1"})
    assert answer.status_code == 200
    assert Initiative.objects.get(pk=world.pilot.pk).ring == "network"


def test_who_gives_up_the_role_with_which_they_saw_it_is_told_and_lands_on_a_page(world, as_):
    closed = actions.submit(world.space, by=now(world.lead), title="Onder ons", kind="idea", ring="team")
    actions.give_role(closed, by=now(world.lead), person=world.network, role="lead")
    client = as_(world.network)
    answer = client.post(page(closed, "initiatives:take-role", world.network.code, "lead"), follow=True)
    assert (answer.status_code, answer.redirect_chain) == (200, [("/", 302)])
    assert "‘Onder ons’ is niet meer voor jou open" in answer.content.decode()
    assert client.get(closed.get_absolute_url()).status_code == 404


def test_taking_up_again_asks_first(world, as_):
    client = as_(world.lead)
    assert client.get(address(world.public, "revive")).status_code == 403
    actions.end(world.public, by=now(world.lead), end="parked", reason="Even niet.")
    assert client.get(address(world.public, "revive")).status_code == 200
    assert client.post(address(world.public, "revive")).status_code == 302
    assert Initiative.objects.get(pk=world.public.pk).end == ""


def test_the_last_lead_reads_why_the_role_stays(world, as_):
    role = page(world.public, "initiatives:take-role", world.lead.code, "lead")
    assert as_(world.lead).get(role).status_code == 200
    answer = as_(world.lead).post(role, follow=True)
    assert "Een team heeft altijd een projectleider" in answer.content.decode()


def test_someone_of_the_organisation_claims_an_imported_one(world, as_):
    world.public.team.all().delete()
    client = as_(world.colleague)
    claim = page(world.public, "initiatives:claim")
    assert claim in client.get(page(world.public, "initiatives:team")).content.decode()
    assert as_(world.network).get(claim).status_code == 403
    assert client.get(claim).status_code == 200
    assert client.post(claim).status_code == 302
    assert world.public.team.get().person == world.colleague


def test_an_organisation_says_that_it_is_interested_and_takes_that_back(world, as_):
    client = as_(world.network)
    assert client.get(address(world.public, "show-interest")).status_code == 200
    sent_ = client.post(address(world.public, "show-interest"), {"organisation": world.leiden.code})
    assert sent_.status_code == 302
    assert world.public.participations.get(organisation=world.leiden).part == "interested"
    strange = client.post(address(world.public, "show-interest"), {"organisation": world.software.code})
    assert strange.status_code == 200
    assert as_(world.stranger).get(address(world.public, "show-interest")).status_code == 403
    back = page(world.public, "initiatives:let-go", world.leiden.code)
    assert as_(world.seller).post(back).status_code == 403
    assert client.post(back).status_code == 302
    assert not world.public.participations.filter(organisation=world.leiden).exists()


def test_a_part_is_reused_for_an_initiative_of_ones_own(world, as_):
    fill(world, world.pilot, 1)
    part = world.pilot.parts.get()
    actions.change_ring(world.pilot, by=now(world.manager), ring="public")
    reuse = reverse("initiatives:reuse", args=[part.code])
    assert as_(None).get(reuse).status_code == 302
    assert "/initiatieven/nieuw/" in as_(world.seller).get(reuse).content.decode()
    client = as_(world.lead)
    assert client.get(reuse).status_code == 200
    data = {"initiative": world.public.code, "state": "uses", "note": "Werkt goed."}
    assert client.post(reuse, data).status_code == 302
    assert Part.objects.get(pk=part.pk).reuses.get().note == "Werkt goed."
    assert as_(world.network).post(reuse, data).status_code == 200
    assert client.post(reuse, data | {"state": "eats"}).status_code == 200
    assert client.post(reuse, data | {"initiative": world.pilot.code}).status_code == 200


def test_a_part_is_there_for_who_sees_its_initiative(world, as_, client):
    fill(world, world.pilot, 1)
    part = world.pilot.parts.get().get_absolute_url()
    assert client.get(part).status_code == 404
    assert client.get(part + "hergebruiken/").status_code == 404
    assert as_(world.network).get(part).status_code == 200


def test_a_form_without_its_token_is_refused(world, signed_in):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.lead, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert strict.post(address(world.public, "add-update"), FORMS["add-update"]).status_code == 403
    assert not world.public.updates.exists()


def test_a_check_in_the_future_comes_back(world, as_):
    data = FORMS["add-check"] | {"done_on": AT.date().replace(year=2099).isoformat()}
    assert as_(world.lead).post(address(world.public, "add-check"), data).status_code == 200
