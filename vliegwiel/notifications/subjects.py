"""Things with a page that news is about: their names and addresses, as far as someone may see them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, CharField, F, Model, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Concat
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from vliegwiel.activity.models import Activity
from vliegwiel.core.codes import slug_of
from vliegwiel.core.places import place
from vliegwiel.exchange.models import CoffeePair, Connection, Need, Offer, Proposal, Question
from vliegwiel.initiatives.models import Initiative, Part, Theme, Update
from vliegwiel.matching.models import Bundle
from vliegwiel.people.models import Organisation, Person
from vliegwiel.pilots.models import Action, CheckIn
from vliegwiel.spaces.models import Space
from vliegwiel.stakeholders.models import Stakeholder

Key = tuple[str, int]
"""`room.model` and id."""


@dataclass(frozen=True)
class Subject:
    """One kind of thing."""

    model: type[Model]
    address: Callable[[str, str], str]
    """From its code and title."""
    title: Any = "title"
    """Its column, an expression, or what gives one for a language."""
    code: str = "code"
    word: Any = ""
    """In the address at which it is followed; empty when it cannot be followed."""
    named: Any = ""
    """What it is called as long as it has no title."""


def _at(page: str, *, with_slug: bool = False) -> Callable[[str, str], str]:
    return lambda code, title: reverse(page, args=[code, slug_of(title)] if with_slug else [code])


FULL_NAME = Concat("given_name", Value(" "), "infix", Value(" "), "family_name", output_field=CharField())
OF_NEED_OR_OFFER = Coalesce("need__title", "offer__title", Value(""), output_field=CharField())
SUBJECTS: dict[str, Subject] = {
    "initiatives.initiative": Subject(Initiative, _at("initiatives:initiative-by-code"), word="initiatief"),
    "spaces.space": Subject(Space, _at("spaces:space-by-code"), "name", word="ruimte"),
    "people.organisation": Subject(Organisation, _at("people:organisation"), "name", word="organisatie"),
    "people.person": Subject(Person, _at("people:person"), FULL_NAME, word="persoon"),
    "initiatives.theme": Subject(
        Theme,
        lambda code, _title: f"{place('overview')}?thema={code}",
        lambda language: F("name_en" if language == "en" else "name_nl"),
        code="slug",
        word="thema",
    ),
    "exchange.need": Subject(Need, _at("exchange:need-by-code"), word="gezocht"),
    "exchange.offer": Subject(Offer, _at("exchange:offer-by-code"), word="aanbod"),
    "exchange.proposal": Subject(
        Proposal, _at("exchange:proposal"), OF_NEED_OR_OFFER, named=gettext_lazy("an introduction")
    ),
    "exchange.connection": Subject(
        Connection, _at("exchange:connection"), OF_NEED_OR_OFFER, named=gettext_lazy("an introduction")
    ),
    "exchange.question": Subject(Question, _at("exchange:question")),
    "exchange.coffeepair": Subject(CoffeePair, _at("exchange:coffee-pair"), Value(""), named=gettext_lazy("a coffee")),
    "pilots.action": Subject(Action, _at("pilots:action"), "initiative__title"),
    "pilots.checkin": Subject(
        CheckIn,
        lambda code, title: reverse("pilots:check-ins", args=[code, slug_of(title)]),
        "initiative__title",
        code="initiative__code",
    ),
    "initiatives.update": Subject(
        Update, _at("initiatives:initiative-by-code"), "initiative__title", code="initiative__code"
    ),
    "initiatives.part": Subject(Part, _at("initiatives:part"), "name"),
    "stakeholders.stakeholder": Subject(Stakeholder, _at("stakeholders:stakeholder-by-code"), "initiative__title"),
    "matching.bundle": Subject(Bundle, _at("matching:bundle", with_slug=True), "name"),
}
"""By `room.model`. A later room that has pages adds its line here."""
FOLLOWED = {subject.word: label for label, subject in SUBJECTS.items() if subject.word}


@dataclass(frozen=True)
class Named:
    """A thing as a reader may see it."""

    title: str
    address: str


def named(keys: Iterable[Key], viewer: Person | None) -> dict[Key, Named]:
    """Titles and addresses of those that this viewer may see now. One statement, whatever they are."""
    wanted: dict[str, set[int]] = {}
    for label, pk in keys:
        wanted.setdefault(label, set()).add(pk)
    parts = [_part(label, SUBJECTS[label], ids, viewer) for label, ids in wanted.items() if label in SUBJECTS]
    if not parts:
        return {}
    rows = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    return {
        (label, pk): Named(
            " ".join((title or str(SUBJECTS[label].named) or _("without a title")).split()),
            SUBJECTS[label].address(code, title),
        )
        for label, pk, code, title in rows
    }


def _part(label: str, subject: Subject, ids: set[int], viewer: Person | None) -> QuerySet:
    rows = _seen(subject.model, viewer).filter(pk__in=ids).order_by()
    title = subject.title(get_language() or "") if callable(subject.title) else subject.title
    return rows.values_list(
        Value(label, output_field=CharField()),
        Coalesce("pk", "pk", output_field=BigIntegerField()),
        Coalesce(F(subject.code), Value(""), output_field=CharField()),
        Coalesce(title, Value(""), output_field=CharField()),
    )


def _seen(model: type[Model], viewer: Person | None) -> QuerySet:
    if model is Update:  # an update has the readers of its initiative
        return Update.objects.filter(initiative__in=Initiative.objects.visible_to(viewer))
    return model.objects.visible_to(viewer)  # type: ignore[attr-defined]


def subject_of(activity: Activity) -> Key | None:
    """The thing with a page that a change is about. None when there is none."""
    facts, label = activity.facts, activity.target_type
    if facts.get("comment") and facts.get("target_type") in SUBJECTS:
        return facts["target_type"], facts["target_id"]
    if label == "pilots.checkin" and "initiative" in facts:
        return "initiatives.initiative", facts["initiative"]
    if label == "people.membership":
        return "people.organisation", facts["organisation"]
    if label == "people.invitation" and facts.get("target") in SUBJECTS:
        return facts["target"], facts["id"]
    if label not in SUBJECTS and isinstance(facts.get("initiative"), int):
        return "initiatives.initiative", facts["initiative"]
    return (label, activity.target_id) if label in SUBJECTS else None


def around(initiative: Initiative) -> Q:
    """Follows of where an initiative belongs: its space, its organisations and its themes."""
    return (
        Q(target_type="spaces.space", target_id=initiative.space_id)
        | Q(target_type="people.organisation", target_id__in=initiative.organisation_ids)
        | Q(target_type="initiatives.theme", target_id__in=initiative.theme_ids)
    )
