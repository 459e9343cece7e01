"""Plants a word of its own in every field of every ring, and knows who may ever read it.

The table of readers is written here by hand, from the rules on paper, and not computed by the program that is tested.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import connection, models
from django.utils import timezone

from tests.canary.planting_conversation import plant_conversation
from tests.canary.planting_exchange import plant_exchange
from tests.canary.planting_matching import plant_matching
from tests.canary.planting_news import plant_news
from tests.canary.planting_people import plant_people
from tests.canary.planting_stakeholders import plant_stakeholders
from tests.cast import VIEWERS, World
from vliegwiel.files.models import Attachment
from vliegwiel.initiatives.models import Draft, Ending, Link, Part, Reuse, Revision, StageMove, Update, UserCheck
from vliegwiel.people.models import Invitation, Membership
from vliegwiel.pilots.models import (
    Action,
    ActionStep,
    Anchoring,
    CheckIn,
    CheckInDraft,
    CheckInItem,
    Programme,
    ReportRequest,
)
from vliegwiel.spaces.models import SpaceMembership
from vliegwiel.transfer.models import ImportRow, ImportRun

EVERYONE = frozenset(VIEWERS)
NETWORK = frozenset({"operator", "lead", "colleague", "manager", "community", "outsider"})
UWV = frozenset({"operator", "community"})
TEAM = frozenset({"lead"})
OPERATORS = frozenset({"operator"})

READERS = {"letters": EVERYONE, "verify": NETWORK, "intake": UWV, "secret": TEAM}
"""Who may read what hangs under these initiatives of the cast: public, network, organisation and team."""
SPACE_READERS = {"register": EVERYONE, "pilotstarter": NETWORK, "uwv": UWV, "workshop": TEAM}
LEADS = {"letters": "lead", "verify": "manager", "intake": "community", "secret": "lead"}

NO_SECRET = {
    "people.Organisation": "public facts of a register",
    "people.OrganisationName": "public facts of a register",
    "people.Region": "public facts of a register",
    "people.Key": "tokens, no words",
    "initiatives.Theme": "public words",
    "initiatives.Theming": "ids only",
    "initiatives.Track": "public words of the platform; those of a space are planted below",
    "initiatives.Stage": "public words of the platform; those of a space are planted below",
    "initiatives.Participation": "ids and a word of a list",
    "initiatives.TeamRole": "ids and a word of a list",
    "matching.BundleEntry": "ids only",
    "overview.Position": "ids and numbers: where dots stand",
    "initiatives.RoleTerm": "ids and a word of a list",
    "pilots.Programme": "ids and a number",
    "stakeholders.PlayingField": "ids and a word of a list",
    "pilots.Rhythm": "ids, a number and days",
    "initiatives.Tally": "counts; checked by the counts in the pages",
    "spaces.Ownership": "ids only",
    "notifications.Follow": "ids and a word of a list; one's own",
    "notifications.Letter": "ids and days",
    "notifications.MailWishes": "hours",
    "notifications.Preference": "words of lists",
    "home.CalendarAddress": "a digest of a secret; shown nowhere",
    "activity.Activity": "ids, names of fields and words of lists; no text",
    "matching.Meaning": "vectors, on no page",
    "matching.SearchDocument": "filled by the database from the planted things; read by the search pages",
    "transfer.Progress": "counts only",
    "conversation.Mention": "ids only",
    "conversation.Helpful": "ids only",
    "exchange.CoffeeGuest": "ids of themes and organisations, and a copy of the talents; shown nowhere",
}
"""Models without a canary of their own, with the reason."""
WORD_OF_A_LIST = {
    "kind",
    "ring",
    "role",
    "state",
    "part",
    "end",
    "joining",
    "language",
    "contact_way",
    "fate",
    "method",
}
WORD_OF_A_LIST |= {"outcome", "verified_by", "target_type", "mime_type", "slug", "code", "secret", "password", "digest"}
WORD_OF_A_LIST |= {"path", "email", "colour"}
"""Fields that hold a word of a list, a code or an address: nothing someone wrote."""


@dataclass
class Planted:
    """Every word, with who may read it and where it was put."""

    readers: dict[str, frozenset[str]] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    models: set[str] = field(default_factory=set)

    def word(self, place: str, readers: frozenset[str]) -> str:
        word = f"zq{len(self.readers):04d}x"
        self.readers[word], self.places[word] = readers, place
        return word

    def fill(self, row: models.Model, readers: frozenset[str]) -> models.Model:
        """Put a word of its own in every text of this row, straight into the database."""
        label = row._meta.label
        self.models.add(label)
        values = {}
        for column in row._meta.concrete_fields:
            if column.name in WORD_OF_A_LIST or column.choices:
                continue
            word = self.word(f"{label}.{column.name}", readers)
            if isinstance(column, models.JSONField):
                values[column.name] = filled_json(row, column.name, word)
            elif isinstance(column, models.URLField) or column.name == "source_url":
                values[column.name] = f"https://voorbeeld.example/{word}"
            elif isinstance(column, models.CharField | models.TextField):
                values[column.name] = word
            elif column.name == "talents":
                values[column.name] = [word]
            else:
                del self.readers[word], self.places[word]
        type(row)._base_manager.filter(pk=row.pk).update(**values)
        return row


def filled_json(row: models.Model, name: str, word: str):
    """The shape that each JSON column has, with the word in it."""
    if isinstance(row, Revision):
        return {"question": [f"voor {word}", f"na {word}"]}
    if isinstance(row, ImportRow):
        return [["This row has no title.", {"x": word}]]
    if name == "counts":
        return {"read": 1, "created": 1, "updated": 0, "unchanged": 0, "rejected": 0, "unmatched": {word: 1}}
    return {"initiative": word, "question": word, "legal_basis": word}


def plant(world: World) -> Planted:
    """Fill the world with words, in every ring."""
    planted = Planted()
    now = timezone.now()
    for name, readers in READERS.items():
        _under(planted, world, name, readers, now)
    for name, readers in SPACE_READERS.items():
        planted.fill(world.spaces[name], readers)
    _people(planted, world, now)
    _imports(planted, world, now)
    plant_conversation(planted, world, now)
    plant_exchange(planted, world, now)
    plant_people(planted, world, now)
    plant_matching(planted, world, now)
    plant_stakeholders(planted, world, now)
    plant_news(planted, world, now)
    return planted


def _under(planted: Planted, world: World, name: str, readers: frozenset[str], now) -> None:
    initiative, lead = world.initiatives[name], world.people[LEADS[name]]
    own = {"initiative": initiative}
    rows = [
        Part.objects.create(**own, kind="software", name="x", description="x"),
        UserCheck.objects.create(
            **own, done_on=date(2026, 1, 2), method="survey", how_many=2, learned="x", outcome="confirmed"
        ),
        Update.objects.create(**own, title="x", text="x", by=lead, at=now),
        Link.objects.create(**own, label="x", url="https://voorbeeld.example/"),
        Revision.objects.create(**own, version=90, changes={}, by=lead, at=now),
        Ending.objects.create(
            **own, end="stopped", reason="x", lesson="x", lesson_in_team=False, by=lead, at=now, revived_at=now
        ),
    ]
    rows.append(Reuse.objects.create(part=rows[0], initiative=world.initiatives["letters"], state="uses", since=now))
    for row in [initiative, *rows]:
        planted.fill(row, readers)
    word = planted.word("initiatives.StageMove.reason", readers)
    planted.models.add("initiatives.StageMove")
    StageMove.objects.create(**own, from_stage=None, to_stage=initiative.stage, reason=word, by=lead, at=now)
    _carried(planted, initiative, lead, name, readers, now)
    _team_lesson(planted, initiative, lead, name, now)
    _attachment(planted, initiative, readers, now)


def _carried(planted: Planted, initiative, lead, name: str, readers: frozenset[str], now) -> None:
    """Check-ins as wide as the initiative and for the team alone, what is done about them, and how it is anchored."""
    team = {
        "letters": {"lead", "colleague", "manager"}, "verify": {"manager"}, "intake": {"community"}, "secret": {"lead"},
    }[name]  # fmt: skip
    for ring, may_read in [("public", readers), ("team", frozenset(team))]:
        check_in = CheckIn.objects.create(initiative=initiative, ring=ring, by=lead, at=now)
        word = planted.word(f"pilots.CheckInItem.text ({ring})", may_read)
        item = CheckInItem.objects.create(check_in=check_in, kind="question", position=0, text=word)
        action = Action.objects.create(
            item=item, initiative=initiative, desk=initiative.space, due_on=now.date(), at=now, changed_at=now
        )
        said = planted.word(f"pilots.ActionStep.text ({ring})", may_read)
        ActionStep.objects.create(action=action, kind="answered", text=said, by=lead, at=now)
    words = {field: planted.word(f"pilots.Anchoring.{field}", readers) for field in ("evidence", "next_step")}
    Anchoring.objects.create(initiative=initiative, level="governance", state="agreed", by=lead, at=now, **words)
    draft = CheckInDraft.objects.create(initiative=initiative, person=lead, secret="z" * 32, changed_at=now)
    only = frozenset({LEADS[name]})
    data = {"result_0": planted.word("pilots.CheckInDraft.data", only), "ring": "team"}
    CheckInDraft.objects.filter(pk=draft.pk).update(data=data)
    # answered by the project lead alone; a lead of the programme reads back what was asked nowhere
    asked = planted.word("pilots.ReportRequest.message", frozenset({LEADS[name]}))
    ReportRequest.objects.update_or_create(
        initiative=initiative,
        programme=Programme.objects.get(),
        closed_at=None,
        defaults={"message": asked, "by": lead, "at": now},
    )
    planted.models |= {
        f"pilots.{model}"
        for model in ("CheckIn", "CheckInItem", "Action", "ActionStep", "Anchoring", "CheckInDraft", "ReportRequest")
    }


def _team_lesson(planted: Planted, initiative, lead, name: str, now) -> None:
    """A lesson that the maker keeps in the team: only the team, and the leads of the space, whatever the ring."""
    only = {
        "letters": {"lead", "colleague", "manager"},
        "verify": {"manager"},
        "intake": {"community"},
        "secret": {"lead"},
    }
    word = planted.word("initiatives.Ending.lesson (kept in the team)", frozenset(only[name]))
    Ending.objects.create(
        initiative=initiative,
        end="parked",
        reason="x",
        lesson=word,
        lesson_in_team=True,
        by=lead,
        at=now,
        revived_at=now,
    )


def _attachment(planted: Planted, initiative, readers: frozenset[str], now) -> None:
    inside = planted.word("files.Attachment content", readers)
    row = Attachment(
        target_type="initiatives.initiative",
        target_id=initiative.pk,
        name=planted.word("files.Attachment.name", readers) + ".txt",
        mime_type="text/plain",
        size=10,
        added_at=now,
        audience=initiative.audience,
    )
    row.file.save("x.txt", ContentFile(inside.encode()), save=True)
    planted.models.add("files.Attachment")


def _people(planted: Planted, world: World, now) -> None:
    for name, person in world.people.items():
        readers = NETWORK | {name}
        planted.fill(person, readers)
    lead, supplier = world.people["lead"], world.people["supplier"]
    asked = Membership.objects.create(person=supplier, organisation=world.organisations["uwv"], since=now)
    planted.fill(asked, frozenset({"supplier", "operator"}))
    wish = SpaceMembership.objects.create(person=lead, space=world.spaces["register"], state="requested", since=now)
    planted.fill(wish, frozenset({"lead", "operator"}))
    invitation = Invitation.objects.create(
        email="genodigde@voorbeeld.example",
        sent_by=lead,
        sent_at=now,
        target_type=ContentType.objects.get_for_model(type(world.spaces["workshop"])),
        target_id=world.spaces["workshop"].pk,
    )
    planted.fill(invitation, TEAM)
    planted.fill(Draft.objects.create(person=lead, started_at=now, changed_at=now), TEAM)


def _imports(planted: Planted, world: World, now) -> None:
    run = ImportRun.objects.create(
        space=world.spaces["workshop"],
        by=lead_of(world),
        source="x",
        filename="x",
        digest="",
        begun_at=now,
        state="done",
    )
    planted.fill(run, TEAM | OPERATORS)
    planted.fill(ImportRow.objects.create(run=run, number=1, fate="created"), TEAM | OPERATORS)


def lead_of(world: World):
    return world.people["lead"]


def models_of_ours() -> set[str]:
    return {model._meta.label for model in apps.get_models() if model.__module__.startswith("vliegwiel.")}


def committed() -> bool:
    """Words are found by search only when they are committed."""
    return not connection.in_atomic_block
