"""Why a person is thought to know something, in words: what they did where and when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from vliegwiel.activity.audience import Viewer

from ..journey import Source
from ..models import Asked, Expertise


@dataclass(frozen=True)
class Reason:
    """A sentence in two parts, with a link between: "worked in 2024 on" + initiative."""

    words: str
    about: str = ""
    url: str = ""


def deed_in_words(line: Expertise) -> Reason:
    """One line of expertise as one says it of another person; its initiative and question must be loaded."""
    if line.source == Source.OWN:
        return Reason(_("says to know about"), line.subject)
    thing = line.initiative or line.question
    assert thing is not None
    words = {
        Source.ROLE: _("works on") if line.until is None else _("worked in %(year)d on"),
        Source.PART: _("made a part in %(year)d of"),
        Source.CHECK: _("checked with users in %(year)d"),
        Source.NEWS: _("wrote in %(year)d about"),
        Source.ANSWER: _("answered in %(year)d"),
    }[Source(line.source)]
    return Reason(words % {"year": line.year} if "%" in words else words, str(thing), thing.get_absolute_url())


def because_of(lines: Iterable[Expertise], words: Iterable[str] = ()) -> dict[str, list]:
    """Reasons as data, to keep with who was asked: never a text of an initiative."""
    return {"expertise": [line.pk for line in lines], "words": list(words)}


def why_asked(asked: Asked, viewer: Viewer | None) -> list[Reason]:
    """The reasons that were kept, as far as this viewer may (still) see them; who was asked sees their own."""
    ids = [pk for pk in asked.because.get("expertise", []) if isinstance(pk, int)]
    lines = Expertise.objects.visible_to(viewer).filter(pk__in=ids).select_related("initiative", "question")
    found = [deed_in_words(line) for line in lines.order_by("-since", "-id")]
    words = [word for word in asked.because.get("words", []) if isinstance(word, str)]
    if words:
        found.append(profile_in_words(words))
    return found


def profile_in_words(words: Iterable[str]) -> Reason:
    """What someone says of themselves that fits."""
    return Reason(_("has in the profile:"), ", ".join(words))
