"""The sheet of all permissions: every address, in every ring, for everyone who can look; and what each of them gets."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import get_resolver, reverse
from django.utils import timezone

from tests.cast import PEOPLE, VIEWERS, World
from vliegwiel.conversation import actions as conversation
from vliegwiel.conversation.models import Comment, Hiding
from vliegwiel.core.codes import new_secret, slug_of
from vliegwiel.exchange import actions as exchange
from vliegwiel.exchange.actions.expertise import add
from vliegwiel.home import actions as home
from vliegwiel.initiatives import actions as initiatives
from vliegwiel.initiatives.models import Initiative
from vliegwiel.matching.models import Bundle
from vliegwiel.notifications import actions as notifications
from vliegwiel.notifications.stopping import address_word, stop_word
from vliegwiel.people import actions as people
from vliegwiel.pilots import actions as pilots
from vliegwiel.pilots.models import Action, Programme
from vliegwiel.spaces import actions as spaces
from vliegwiel.stakeholders import actions as stakeholders
from vliegwiel.stakeholders.queries.parties import Heirs, party_with
from vliegwiel.transfer import actions as transfer
from vliegwiel.transfer.cast_people import help_each_other

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
ACTION_PAGES = {"action", "take-up", "answer", "ask-back", "reply", "reopen", "hand-on", "merge"}
PROGRAMME_PAGES = {"programme", "ask-report"}
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
    common |= _meeting(world)
    common |= _helping(world)
    common |= _news(world)
    return {
        ring: common
        | _initiative(world, initiative)
        | _listed(world, initiative)
        | _space(world, space)
        | _suggested(world, initiative)
        | _playing_field(world, initiative)
        | _said(world, initiative)
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
    check_in = pilots.send(one, by=lead, secret=new_secret(), items=[("question", "Wie?")], ring="public")
    programme = Programme.objects.get(space=world.spaces["pilotstarter"])
    asked = programme.requests.create(initiative=one, by=lead, at=at)
    return {
        "check_in": check_in.code, "action": Action.objects.get(item__check_in=check_in).code, "asked": asked.code,
        "initiative": one.code, "initiative slug": one.slug, "part": part.code, "check": check.code,
        "update": update.code, "link": link.code, "file": file.code, "file name": file.name,
        "leading": world.people[LEADS[name]].code,
    }  # fmt: skip


def _listed(world: World, name: str) -> dict[str, str]:
    """Something looked for, something offered, and a suggestion."""
    lead, initiative = world.person(LEADS[name]), world.initiatives[name]
    need = exchange.open_need(initiative, by=lead, kind="data", title="Gegevens over wachten")
    offer = exchange.open_offer(initiative, by=lead, kind="data", title="Gegevens over bellen")
    (match,) = exchange.suggest(need, by=None, found=[exchange.Found(world.people["operator"])])
    return {
        "need": need.code, "need slug": need.slug, "match": match.code, "offer": offer.code, "offer slug": offer.slug,
    }  # fmt: skip


def _said(world: World, name: str) -> dict[str, str]:
    """Something the lead said and changed, something that was hidden, and something about which an appeal waits."""
    lead, initiative, at = world.person(LEADS[name]), world.initiatives[name], timezone.now()
    comments = [conversation.place(initiative, by=lead, text=text) for text in ("Kijk", "Stil", "Toch")]
    conversation.change(comments[0], by=lead, text="Kijk eens")
    for comment, appeal in zip(comments[1:], ("", "Het klopt"), strict=True):
        Hiding.objects.create(comment=comment, reason="Onaardig", at=at, appeal=appeal, appealed_at=at)
        Comment.objects.filter(pk=comment.pk).update(state="hidden")
    return dict(zip(("comment", "hidden", "appealed"), (one.code for one in comments), strict=True))


def _suggested(world: World, name: str) -> dict[str, str]:
    """Another initiative to judge and to be merged with, and a bundle."""
    one, other = world.initiatives[name], world.initiatives["counter" if name == "letters" else "letters"]
    merger = initiatives.propose_merging(one, by=world.person(LEADS[name]), into=other, reason="Hetzelfde.")
    bundle = Bundle.objects.create(name="Lakken", made_at=timezone.now())
    bundle.entries.create(initiative=one, since=timezone.now())
    part = world.initiatives["letters"].parts.order_by("pk").first()
    return {"merger": merger.code, "bundle": bundle.code, "other": other.code, "other part": part.code}


def _playing_field(world: World, name: str) -> dict[str, str]:
    """A party that the network may read of as far as the initiative goes, and a conversation with it."""
    lead, initiative = world.person(LEADS[name]), world.initiatives[name]
    stakeholders.open_field(initiative, by=lead, ring="network")
    row = stakeholders.add(initiative, by=lead, name=f"Partij van {name}", level="governance")
    party = party_with(row.code, lead, Heirs({}))
    talk = stakeholders.prepare(None, by=lead, party=party, asks=[row], on=timezone.localdate())
    return {"party": row.code, "talk": talk.code}


def _meeting(world: World) -> dict[str, str]:
    """A question that waits, and two who met, about something of the public initiative."""
    lead, outsider = world.person("lead"), world.person("outsider")
    fields = {"kind": "time", "title": "Een brief lezen", "hours": 1, "ends_on": timezone.localdate()}
    jobs = [exchange.open_need(world.initiatives["letters"], by=lead, **fields) for _twice in range(2)]
    asked = exchange.ask_to_join(jobs[0], by=outsider)
    return {"proposal": asked.code, "connection": exchange.take_job(jobs[1], by=outsider).code}


def _helping(world: World) -> dict[str, str]:
    """A question that waits, a line of expertise, and a coffee."""
    helped = help_each_other(world, at=timezone.now())
    line = add(world.person("lead"), by=world.person("lead"), subject_words="brieven lezen")
    return {"question": helped.waiting.code, "line": line.code, "coffee": helped.pair.code}


def _news(world: World) -> dict[str, str]:
    """An address that refuses mail, links of mails, and the calendar of the lead."""
    lead = world.person("lead")
    refused = notifications.keep_refusal(lead, by=None, email=lead.email, status=550, said="nee")
    return {
        "refused": refused.code, "stop word": stop_word(lead.pk, "team"),
        "address word": address_word(lead.pk, refused.code), "calendar": home.renew_calendar(lead, by=lead),
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
    by_page |= {("exchange", page): {"code": things["proposal"]} for page in ("proposal", "withdraw")}
    by_page |= {("exchange", page): {"code": things["connection"]} for page in ("connection", "outcome", "give-back")}
    by_page |= {
        ("exchange", page): {"code": things["offer"], "slug": things["offer slug"], "word": "gevonden"}
        for page in ("offer", "offer-by-code", "edit-offer", "offer-to-market", "ask-for-offer", "step-offer")
    }
    by_page |= {
        ("initiatives", page): {"code": things["merger"]}
        for page in ("merger", "merger-agree", "merger-decline", "merger-undo")
    }
    by_page |= {
        ("matching", page): {"code": things["bundle"], "slug": "lakken", "initiative": things["initiative"]}
        for page in ("bundle", "unbundle")
    }
    by_page |= {
        ("exchange", page): {"code": things["question"], "word": "antwoord"}
        for page in ("question", "answer", "thank", "share-question")
    }
    by_page |= {
        ("exchange", page): {"code": world.people["lead"].code, "line": things["line"], "word": "verberg"}
        for page in ("experience", "helping", "add-expertise", "correct-expertise")
    }
    by_page |= {
        ("exchange", page): {"code": things["coffee"]} for page in ("coffee-pair", "coffee-agree", "coffee-tell")
    }
    by_page |= {
        ("stakeholders", page): {"code": things["party"]} for page in ("party", "prepare", "stakeholder-by-code")
    }
    by_page |= {("stakeholders", page): {"code": things["talk"]} for page in ("conversation", "tell")}
    by_page["exchange", "stay-away"] = {"word": "stop"}
    by_page |= {("helping", page): {"code": things["question"]} for page in ("ask-more", "pass-on")}
    by_page["helping", "around"] = {"code": things["initiative"]}
    by_page |= {
        ("notifications", "follow"): {"word": "initiatief", "code": things["initiative"]},
        ("notifications", "feed-initiative"): {"code": things["initiative"]},
        ("notifications", "feed-organisation"): {"code": world.organisations["zwolle"].code},
        ("notifications", "feed-theme"): {"slug": "bestuur"},
        ("notifications", "stop"): {"word": things["stop word"]},
        ("notifications", "address"): {"word": things["address word"]},
        ("notifications", "again"): {"code": things["refused"]},
        ("notifications", "read"): {"number": "1"},
        ("home", "calendar"): {"secret": things["calendar"]},
    }
    by_page["exchange", "initiative-needs"] = {"code": things["initiative"], "slug": things["initiative slug"]}
    by_page |= {
        ("conversation", page): {"code": things["initiative"], "kind": "initiatief"} for page in ("talk", "mentionable")
    }
    by_page["conversation", "appeal"] = {"code": things["hidden"]}
    by_page["conversation", "decide"] = {"code": things["appealed"]}
    by_room = {
        "conversation": {"code": things["comment"]},
        "exchange": {
            "code": things["need"], "slug": things["need slug"], "match": things["match"], "word": "gevonden",
        },
        "initiatives": {
            "code": things["initiative"], "slug": things["initiative slug"], "person": things["leading"],
            "role": "lead", "organisation": world.organisations["zwolle"].code, "secret": things["secret"],
            "other": things["other"],
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
        "matching": {"code": things["initiative"], "other": things["other"], "part": things["other part"]},
        "pilots": {
            "code": things["action"] if page in ACTION_PAGES else things["space"] if page in PROGRAMME_PAGES
            else things["initiative"],
            "slug": things["initiative slug"], "level": "bestuur", "check_in": things["check_in"],
            "asked": things["asked"],
        },
        "stakeholders": {
            "code": things["initiative"], "slug": things["initiative slug"], "party": things["party"],
        },
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
