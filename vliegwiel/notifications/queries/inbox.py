"""News as its reader sees it: in words, and only what may still be seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from vliegwiel.activity.audience import close_tokens, tokens_of
from vliegwiel.activity.prepared import Prepared
from vliegwiel.conversation.queries.telling import addresses
from vliegwiel.core.places import place
from vliegwiel.people.models import Person

from ..journey import MOST_COUNTED, Group
from ..models import Notification
from ..news import line_of
from ..recipients import RECIPIENTS
from ..subjects import Named, named

ON_A_PAGE = 30


@dataclass(frozen=True)
class Told:
    """One piece of news in the words of today."""

    row: Notification
    sentence: str
    address: str
    because: str
    """Why this person gets it, as the end of "because …"."""

    @property
    def group(self) -> Group:
        return Group(self.row.group)


@dataclass(frozen=True)
class NewsPage:
    rows: list[Told]
    older: int
    """Id to go on from; 0 when there is no more."""


_UNREAD = Prepared(
    lambda viewer: (
        Notification.objects.visible_to(viewer).unread().order_by("-id").values_list("pk")[: MOST_COUNTED + 1]
    )
)


def unread_count(viewer: Person | None) -> int:
    """At most one more than is counted. One statement, none for a visitor."""
    if viewer is None:
        return 0
    return len(_UNREAD(viewer))


def news_of(viewer: Person, *, before: int = 0, only_unread: bool = False) -> NewsPage:
    """The newest first. Four statements at most."""
    rows = Notification.objects.visible_to(viewer)
    rows = rows.unread() if only_unread else rows
    rows = rows.filter(pk__lt=before) if before else rows
    found = list(rows.select_related("activity").order_by("-id")[: ON_A_PAGE + 1])
    older = found[ON_A_PAGE - 1].pk if len(found) > ON_A_PAGE else 0
    return NewsPage(told(found[:ON_A_PAGE], viewer), older)


def told(rows: Sequence[Notification], viewer: Person) -> list[Told]:
    """Those that this viewer may see at this moment, in words. Three statements at most."""
    things = named({(row.subject_type, row.subject_id) for row in rows}, viewer)
    names = _names({row.activity.by_id for row in rows if row.activity.by_id}, viewer)
    stand = _standing(rows, viewer)
    return [
        _told(row, things[key], names, stand.get(row.pk, ""))
        for row in rows
        if (key := (row.subject_type, row.subject_id)) in things
    ]


def _standing(rows: Sequence[Notification], viewer: Person) -> dict[int, str]:
    """By row of news about a comment: where that stands; for a moderator the page on which one decides."""
    about = {row.pk: row.activity.facts["comment"] for row in rows if row.activity.facts.get("comment")}
    stand = addresses(set(about.values()), viewer)
    to_judge = {row.pk for row in rows if row.why == "moderators"}
    return {
        pk: place("reports") if pk in to_judge else stand[comment] for pk, comment in about.items() if comment in stand
    }


def _told(row: Notification, thing: Named, names: dict[int, str], stands: str) -> Told:
    """`stands`: the address of the very thing, where that is not its page."""
    line = line_of(row.activity.kind, row.why)
    words = str(line.words) if line else _("Something changed at “%(what)s”.")
    by = row.activity.by_id
    who = names.get(by, _("Someone")) if by else _("Vliegwiel")
    because = str(RECIPIENTS[row.why].because) if row.why in RECIPIENTS else _("it is about you")
    return Told(row, words % {"who": who, "what": thing.title}, stands or thing.address, because)


def _names(ids: set[int], viewer: Person) -> dict[int, str]:
    """Of those whose profile this viewer may see, or who look at the same team or space as they do."""
    if not ids:
        return {}
    seen = Q(audience__overlap=tokens_of(viewer)) | Q(tokens__overlap=close_tokens(viewer.tokens))
    people = Person.objects.filter(seen, pk__in=ids).only("given_name", "infix", "family_name")
    return {person.pk: person.name for person in people}
