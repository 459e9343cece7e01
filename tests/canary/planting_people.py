"""Words in questions, in what people know and in coffee. Who may read them is written here by hand."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from tests.cast import World
from vliegwiel.exchange.models import Asked, CoffeePair, CoffeeSeat, Expertise, Helper, Question

if TYPE_CHECKING:
    from tests.canary.planting import Planted

NETWORK = frozenset({"operator", "lead", "colleague", "manager", "community", "outsider"})
BOTH = frozenset({"outsider", "lead"})
"""Who asks and who is asked."""
COFFEE = frozenset({"outsider", "community"})


def plant_people(planted: Planted, world: World, now: datetime) -> None:
    """A question that is private and one that is shared, what the lead knows, and a coffee."""
    asker, lead, community = (world.people[name] for name in ("outsider", "lead", "community"))
    tokens = [f"person:{asker.pk}", f"person:{lead.pk}"]
    private = Question.objects.create(by=asker, title="x", asked_at=now, audience=tokens)
    shared = Question.objects.create(by=asker, title="x", asked_at=now, shared_at=now, audience=[*tokens, "net"])
    planted.fill(private, BOTH)
    planted.fill(shared, NETWORK)
    answered = {"person": lead, "asked_at": now, "answered_at": now, "state": "answered"}
    planted.models.add("exchange.Asked")
    for question, agreed, readers in [(private, False, BOTH), (shared, True, NETWORK)]:
        word = planted.word("exchange.Asked.answer", readers)
        because = {"words": [planted.word("exchange.Asked.because", frozenset({"lead"}))]}
        Asked.objects.create(question=question, answer=word, may_be_shared=agreed, because=because, **answered)
    # not agreed: of a shared question only the asker and its writer read it
    kept = planted.word("exchange.Asked.answer (not to be shared)", frozenset({"outsider", "community"}))
    Asked.objects.create(question=shared, answer=kept, **answered | {"person": community})
    planted.fill(Expertise.objects.create(person=lead, source="own", subject="x", since=now), NETWORK)
    hidden = planted.word("exchange.Expertise.subject (hidden)", frozenset({"lead"}))
    Expertise.objects.create(person=lead, source="own", subject=hidden, since=now, is_hidden=True)
    planted.fill(Helper.objects.get_or_create(person=lead)[0], NETWORK)
    _coffee(planted, world, now)


def _coffee(planted: Planted, world: World, now: datetime) -> None:
    one, other = sorted((world.people[name] for name in COFFEE), key=lambda person: person.pk)
    topic = planted.word("exchange.CoffeePair.topics", COFFEE)
    month = now.date().replace(day=1)
    drunk = {"month": month, "topics": [f"talent:{topic}"], "made_at": now}
    pair = CoffeePair.objects.update_or_create(one=one, other=other, defaults=drunk)[0]
    planted.models |= {"exchange.CoffeePair", "exchange.CoffeeSeat"}
    for person in (one, other):
        told = planted.word("exchange.CoffeeSeat.told", COFFEE)
        sat = {"month": month, "told": told, "told_at": now, "went": "met"}
        CoffeeSeat.objects.update_or_create(pair=pair, person=person, defaults=sat)
