"""The sheet of all permissions: every address, in every ring, for everyone who can look; and what each of them gets."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import get_resolver, reverse
from django.utils import timezone

from tests.cast import PEOPLE, VIEWERS, World
from vliegwiel.core.codes import new_secret, slug_of
from vliegwiel.initiatives import actions as initiatives
from vliegwiel.initiatives.models import Initiative
from vliegwiel.people import actions as people
from vliegwiel.spaces import actions as spaces
from vliegwiel.transfer import actions as transfer

SHEET = Path(__file__).resolve().parents[1] / "access.txt"
ONLY_POST = "alleen post"
RINGS = {
    "iedereen": ("letters", "square"),
    "netwerk": ("buddy", "pilotstarter"),
    "organisatie": ("intake", "uwv"),
    "team": ("secret", "workshop"),
}
"""In which ring: an initiative of the named world, and a space."""
LEADS = {"letters": "lead", "buddy": "lead", "intake": "community", "secret": "lead"}
KEEPERS = {"square": None, "pilotstarter": "manager", "uwv": "community", "workshop": "lead"}
NOT_OURS = {
    "account_confirm_email": {"key": "verlopen"},
    "account_reset_password_from_key": {"uidb36": "1", "key": "oud"},
}
WHO = {
    "visitor": "bezoeker",
    "operator": "beheerder",
    "lead": "trekker",
    "colleague": "collega",
    "manager": "manager",
    "community": "community",
    "outsider": "buiten",
    "supplier": "leverancier",
    "stranger": "nieuw",
}
HEAD = """\
Wie kan wat openen. Elke regel is een adres, zo nodig per kring; elke kolom is iemand uit tests/cast.py.

  ziet           krijgt de pagina of het bestand
  inloggen       moet eerst inloggen, en komt dan terug
  nee            leest in een zin waarom dit niet mag
  bestaat niet   krijgt hetzelfde als bij een adres dat er niet is
  alleen post    het adres hoort bij een knop of formulier en heeft geen pagina van zichzelf
  gaat door      wordt doorgestuurd naar een andere pagina

{who}

Na een bedoelde verandering: UPDATE_ACCESS=1 pytest tests/house/test_access_table.py, en lees daarna wat er veranderde.
"""


@dataclass(frozen=True)
class Line:
    """One address in one ring; `address` is the real one in this database."""

    name: str
    ring: str
    address: str


def parameters() -> dict[str, list[str]]:
    """Every url name with the words that its longest address needs."""
    found: dict[str, list[str]] = {}

    def walk(patterns, namespace: str, above: list[str]) -> None:
        for pattern in patterns:
            asked = [*above, *pattern.pattern.converters, *getattr(pattern.pattern.regex, "groupindex", {})]
            asked = list(dict.fromkeys(asked))
            if hasattr(pattern, "url_patterns"):
                walk(
                    pattern.url_patterns, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace, asked
                )
            elif pattern.name:
                name = f"{namespace}{pattern.name}"
                found[name] = max(found.get(name, []), asked, key=len)

    walk(get_resolver().url_patterns, "", [])
    return found


def furnish(world: World, folder: Path) -> dict[str, dict[str, str]]:
    """Put something of every kind in every ring. Answers, per ring, which word stands for which thing."""
    common = {"secret": new_secret(), "invitation": _invitation(world), "run": _run(world, folder)}
    return {
        ring: common | _initiative(world, initiative) | _space(world, space)
        for ring, (initiative, space) in RINGS.items()
    }


def _initiative(world: World, name: str) -> dict[str, str]:
    lead, one = world.person(LEADS[name]), world.initiatives[name]
    at = timezone.now()
    part = initiatives.add_part(one, by=lead, kind="data", name="Lijst", description="Namen")
    check = initiatives.add_check(
        one, by=lead, at=at, done_on=at.date(), method="panel", how_many=3, learned="Veel", outcome="adjusted"
    )
    update = initiatives.add_update(one, by=lead, title="Nieuws", text="Het werkt.")
    link = initiatives.set_link(one, by=lead, label="Elders", url="https://example.org/")
    file = initiatives.attach_file(one, by=lead, upload=SimpleUploadedFile("verslag.txt", b"tekst"))
    one = Initiative.objects.get(pk=one.pk)
    return {
        "initiative": one.code, "initiative slug": one.slug, "part": part.code, "check": check.code,
        "update": update.code, "link": link.code, "file": file.code, "file name": file.name,
        "leading": world.people[LEADS[name]].code,
    }  # fmt: skip


def _space(world: World, name: str) -> dict[str, str]:
    space, keeper = world.spaces[name], KEEPERS[name]
    known = {"space": space.code, "space slug": slug_of(space.name), "space file": "22222222", "keeping": "22222222"}
    if keeper:
        upload = SimpleUploadedFile("afspraken.txt", b"tekst")
        known["space file"] = spaces.add_file(space, by=world.person(keeper), upload=upload).code
        known["keeping"] = world.people[keeper].code
    return known


def _invitation(world: World) -> str:
    zwolle = world.organisations["zwolle"]
    return people.invite(zwolle, by=world.person("operator"), email="gast@voorbeeld.example").secret


def _run(world: World, folder: Path) -> str:
    file = folder / "lijst.csv"
    file.write_text("titel;vraag\nKorter wachten;Hoe?\n", encoding="utf-8")
    operator, space = world.person("operator"), world.spaces["register"]
    return transfer.upload(
        space, by=operator, filename=file.name, path=str(file), digest="0" * 64, source="voorbeeld"
    ).code


def lines(world: World, folder: Path) -> list[Line]:
    """Every address, in every ring that it can stand in."""
    known, found = furnish(world, folder), []
    for name, asked in sorted(parameters().items()):
        here = []
        for ring, things in known.items():
            words = NOT_OURS.get(name) or {one: _word(name, one, things, world) for one in asked}
            here.append(Line(name, ring, reverse(name, kwargs=words)))
        same = len({line.address for line in here}) == 1
        found += [Line(name, "", here[0].address)] if same else here
    return found


def _word(name: str, asked: str, things: dict[str, str], world: World) -> str:
    """What stands for a parameter of this page."""
    room, page = name.split(":")
    by_page = {
        ("initiatives", "theme"): {"slug": "bestuur"},
        ("initiatives", "tracks"): {"code": things["space"]},
        ("initiatives", "part"): {"code": things["part"]},
        ("initiatives", "reuse"): {"code": things["part"]},
        ("initiatives", "draft"): {"secret": things["secret"], "step": "1"},
        ("people", "person"): {"code": world.people["lead"].code},
        ("people", "invitation"): {"secret": things["invitation"]},
        ("people", "invitation-withdraw"): {"secret": things["invitation"]},
    }
    by_room = {
        "initiatives": {
            "code": things["initiative"], "slug": things["initiative slug"], "person": things["leading"],
            "role": "lead", "organisation": world.organisations["zwolle"].code, "secret": things["secret"],
            **{one: things[one] for one in ("part", "check", "update", "link", "file")},
        },
        "spaces": {
            "code": things["space"], "slug": things["space slug"], "person": things["keeping"],
            "attachment": things["space file"],
        },
        "people": {
            "code": world.organisations["zwolle"].code, "slug": slug_of(world.organisations["zwolle"].name),
            "person": world.people["colleague"].code,
        },
        "matching": {"code": things["initiative"]},
        "files": {"code": things["file"], "name": things["file name"]},
        "transfer": {"code": things["run"]},
    }  # fmt: skip
    return by_page.get((room, page), {}).get(asked) or by_room[room][asked]


def outcome(answer) -> str:
    """What someone got, in a word."""
    if answer.status_code == 405:
        return ONLY_POST
    if answer.status_code in (301, 302):
        return "inloggen" if answer["Location"].startswith("/account/inloggen/?next=") else "gaat door"
    return {200: "ziet", 403: "nee", 404: "bestaat niet"}.get(answer.status_code, str(answer.status_code))


def written(rows: list[tuple[Line, list[str]]]) -> str:
    """The sheet."""
    who = "\n".join(f"  {WHO[name]:<14} {_told(name)}" for name in VIEWERS)
    text = [HEAD.format(who=who), _row("adres", "kring", [WHO[name] for name in VIEWERS])]
    for line, words in rows:
        text.append(_row(line.name, line.ring, words))
    return "\n".join(text) + "\n"


def _told(name: str) -> str:
    if name == "visitor":
        return "heeft geen account"
    role = PEOPLE[name]
    return f"{role.given_name}: {role.job_title or 'heeft een account, werkt nog nergens'} ({role.works_at or 'geen'})"


def _row(name: str, ring: str, words: list[str]) -> str:
    return f"{name:<36}{ring:<13}" + "".join(f"{word:<14}" for word in words).rstrip()
