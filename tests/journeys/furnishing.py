"""What the plan of a town holds besides the named world: one of everything that has a page. Runs inside the program."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from vliegwiel.activity.models import Activity
from vliegwiel.conversation import actions as conversation
from vliegwiel.core.codes import new_secret
from vliegwiel.initiatives import actions as initiatives
from vliegwiel.initiatives.journey import Role
from vliegwiel.initiatives.models import Initiative
from vliegwiel.matching import actions as matching
from vliegwiel.notifications import actions as notifications
from vliegwiel.notifications.stopping import stop_word
from vliegwiel.people import actions as people
from vliegwiel.people.models import Person
from vliegwiel.pilots import actions as pilots
from vliegwiel.pilots.models import Action, CheckIn, Programme
from vliegwiel.spaces import actions as spaces
from vliegwiel.stakeholders import actions as stakeholders
from vliegwiel.stakeholders.queries.parties import Heirs, party_with
from vliegwiel.transfer import actions as transfer
from vliegwiel.transfer import keeping
from vliegwiel.transfer.cast import World, move_in
from vliegwiel.transfer.cast_exchange import open_market
from vliegwiel.transfer.cast_people import help_each_other
from vliegwiel.transfer.cast_stakeholders import fill_field, ministry

CSV = """titel;vraag;organisatie;status
Balie zonder wachtrij;Hoe wacht niemand?;Gemeente Zwolle;In gebruik
Zonder naam;Wat dan?;Stichting Onbekend;Idee
"""
NOTE = b"Aantekeningen van de eerste bijeenkomst.\n"


def furnish() -> dict[str, str]:
    """Make one of everything; answers per word what stands for it in an address."""
    world = move_in()
    letters, pilotstarter = world.initiatives["letters"], world.spaces["pilotstarter"]
    found: dict[str, Any] = {}
    for name, initiative in world.initiatives.items():
        found[name] = f"{initiative.code}/{initiative.slug}"
        found[f"{name}-code"] = initiative.code
    for name, space in world.spaces.items():
        found[name] = space.get_absolute_url().removeprefix("/ruimtes/").strip("/")
        found[f"{name}-code"] = space.code
    for name, organisation in world.organisations.items():
        found[f"at-{name}"] = organisation.code
    for name, person in world.people.items():
        found[f"who-{name}"] = person.code
    found |= _under(world, letters)
    found |= _in_spaces(world, pilotstarter)
    found |= _carried(world, letters)
    found |= _accounts(world)
    found |= _imports(world)
    found |= _market(world)
    found |= _helping(world)
    found |= _playing_field(world) | _said(world, letters)
    found["stop"] = stop_word(world.people["lead"].pk, "team")
    _told()
    return found


def _playing_field(world: World) -> dict[str, str]:
    """Ten parties around the letters, one of them needed elsewhere too, and a conversation with it."""
    now, manager, needed = timezone.now(), world.person("manager"), ministry(world)
    row = fill_field(world, now)["@SZW"]
    stakeholders.add(
        world.initiatives["verify"], by=manager, organisation=needed, level="governance", needed_for="Een grondslag."
    )
    party = party_with(needed.code, manager, Heirs.on(now.date()))
    row.refresh_from_db()
    talk = stakeholders.prepare(None, by=manager, party=party, asks=[row], on=now.date(), who="Pieter")
    return {"party": row.code, "ministry": needed.code, "talk": talk.code}


def _said(world: World, letters: Any) -> dict[str, str]:
    """Something the lead said and changed; one that was reported, one that was hidden, and one that waits for a decision."""
    lead, operator = world.person("lead"), world.person("operator")
    said = [conversation.place(letters, by=lead, text=text) for text in ("Kijk", "Stil", "Toch", "Weg")]
    conversation.change(said[0], by=lead, text="Kijk eens")
    conversation.report(said[3], by=world.person("outsider"), reason="Dit klopt niet.")
    hidden = [conversation.hide(one, by=operator, reason="Dit is onaardig.") for one in said[1:3]]
    conversation.appeal(hidden[1], by=lead, words="Het klopt echt.")
    conversation.place(world.spaces["pilotstarter"], by=world.person("manager"), text="Welkom in deze ruimte.")
    return {"comment": said[0].code, "hidden": said[1].code, "appealed": said[2].code, "reported": said[3].code}


def _told() -> None:
    """What the worker would have told by now; and an address that refuses mail."""
    for activity in Activity.objects.order_by("id"):
        notifications.tell(activity, by=None)
    lead = Person.objects.get(given_name="Iris", family_name="Wit")
    notifications.follow(lead, by=lead, target_type="spaces.space", target_id=lead.space_memberships.first().space_id)
    for _three in range(3):
        notifications.keep_refusal(lead, by=None, email=lead.email, status=550, said="5.1.1 mailbox unknown")


def _helping(world: World) -> dict[str, str]:
    """A question that waits, one that is shared, a coffee, and a line of expertise."""
    helped = help_each_other(world, at=timezone.now())
    return {
        "question": helped.waiting.code,
        "shared-question": helped.shared.code,
        "coffee": helped.pair.code,
        "line": world.people["outsider"].expertise.get(source="own").code,
    }


def _market(world: World) -> dict[str, str]:
    """What is looked for and offered, with a question that waits and two who met."""
    market = open_market(world, at=timezone.now())
    needs, offers = market.needs, market.offers
    assert market.connection is not None
    return {
        "need": f"{needs['fellows'].code}/{needs['fellows'].slug}",
        "need-code": needs["fellows"].code,
        "job": f"{needs['reader'].code}/{needs['reader'].slug}",
        "woo": f"{needs['woo'].code}/{needs['woo'].slug}",
        "market": f"{needs['supplier'].code}/{needs['supplier'].slug}",
        "offer": f"{offers['panel'].code}/{offers['panel'].slug}",
        "offer-code": offers["panel"].code,
        "suggestion": needs["woo"].matches.get().code,
        "asked": needs["fellows"].proposals.get().code,
        "met": market.connection.code,
    }


def _under(world: World, letters: Any) -> dict[str, str]:
    lead = world.person("lead")
    link = initiatives.set_link(letters, by=lead, label="Waar het begon", to=world.initiatives["anonymise"])
    file = initiatives.attach_file(letters, by=lead, upload=SimpleUploadedFile("verslag.txt", NOTE, "text/plain"))
    letters.refresh_from_db()
    initiatives.edit(letters, by=lead, version=letters.version, texts={"goal": "Een derde minder telefoontjes."})
    part = letters.parts.first()
    outsider = world.person("outsider")
    initiatives.reuse(world.initiatives["anonymise"], by=outsider, part=part, state="uses", note="Werkt ook bij ons.")
    secret = new_secret()
    texts = {"question": "Hoe worden brieven makkelijker?", "for_whom": "Inwoners.", "title": "Makkelijke brieven"}
    initiatives.start_draft(None, by=None, secret=secret, data=texts | {"kind": "idea"})
    return {
        "part": part.code,
        "check": letters.checks.first().code,
        "news": letters.updates.first().code,
        "link": link.code,
        "file": file.code,
        "file-name": file.name,
        "draft": secret,
        "role": str(Role.INFORMATION),
    } | _suggested(world, letters)


def _suggested(world: World, letters: Any) -> dict[str, str]:
    """A proposal to merge, and a bundle."""
    counter, operator = world.initiatives["counter"], world.person("operator")
    merger = initiatives.propose_merging(counter, by=world.person("outsider"), into=letters, reason="Over wachten.")
    bundle = matching.bundle(None, by=operator, name="Lakken", initiatives=[counter, world.initiatives["anonymise"]])
    return {"merger": merger.code, "bundle": bundle.code}


def _in_spaces(world: World, space: Any) -> dict[str, str]:
    lead = world.person("manager")
    file = spaces.add_file(space, by=lead, upload=SimpleUploadedFile("afspraken.txt", NOTE, "text/plain"))
    spaces.request(space, by=world.person("colleague"), motivation="Ik wil meedenken over gegevens.")
    return {"space-file": file.code}


def _carried(world: World, letters: Any) -> dict[str, str]:
    """A question that waits for the team, and one that the programme has."""
    manager = world.person("manager")
    check_in = CheckIn.objects.filter(initiative=letters).order_by("-id")[0]
    question, bottleneck = Action.objects.filter(item__check_in=check_in).order_by("id")
    pilots.ask_back(bottleneck, by=manager, text="Wie hebben jullie daar gesproken?")
    asked = pilots.ask_report(Programme.objects.get(), by=manager, initiative=world.initiatives["anonymise"])
    return {"check-in": check_in.code, "action": question.code, "waiting": bottleneck.code, "asked": asked.code}


def _accounts(world: World) -> dict[str, str]:
    """Links as they stand in mail, for people who never sign in during a journey."""
    zwolle, supplier = world.organisations["zwolle"], world.person("supplier")
    people.request_membership(zwolle, by=world.person("stranger"), motivation="Ik werk bij de balie.")
    invitation = people.invite(zwolle, by=world.person("operator"), email="gast@voorbeeld.example")
    names = {"given_name": "Kim", "infix": "", "family_name": "de Boer", "password": "een heel eigen zin 12"}
    waiting = people.sign_up(None, by=None, email="wacht@voorbeeld.example", **names)
    address, _new = EmailAddress.objects.get_or_create(user=waiting, email=waiting.email, defaults={"primary": True})
    return {
        "invitation": invitation.secret,
        "confirmation": EmailConfirmationHMAC(address).key,
        "reset": f"{user_pk_to_url_str(supplier)}-{default_token_generator.make_token(supplier)}",
    }


def _imports(world: World) -> dict[str, str]:
    """One import that waits for a choice, one that was carried out."""
    operator, space, codes = world.person("operator"), world.spaces["register"], {}
    for state in ("chosen", "done"):
        file = Path(settings.DATA) / f"{state}.csv"
        file.write_text(CSV if state == "done" else CSV.replace("Balie", "Loket"))
        kept = keeping.keep(file)
        run = transfer.upload(
            space,
            by=operator,
            filename=f"{state}.csv",
            path=str(kept),
            digest=keeping.digest_of(kept),
            source="voorbeeld",
        )
        run = transfer.try_out(run, by=operator) or run
        if state == "done":
            transfer.carry_out(run, by=operator)
        codes[f"import-{state}"] = run.code
    imported = Initiative.objects.get(title="Balie zonder wachtrij")
    codes["imported"] = f"{imported.code}/{imported.slug}"
    return codes


def write(into: Path) -> None:
    """Furnish, and keep what was found beside the plan."""
    into.write_text(json.dumps(furnish()))
