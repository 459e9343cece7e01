"""From what stands in the address to filters; and in words what was not understood. The rest works."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vliegwiel.activity.audience import Viewer
from vliegwiel.core.codes import is_code
from vliegwiel.initiatives.journey import KINDS_IN_ADDRESS

from .address import MANY, YES, Typed, typed
from .cursor import Cursor, cursor_from
from .filters import LIST, LOOKS, SORTS, WEB, Choice, Filters, Focus
from .vocabulary import FORMER_KINDS, Vocabulary, vocabulary_for

NAMES = {
    "soort": gettext_lazy("Kind"),
    "fase": gettext_lazy("Stage"),
    "thema": gettext_lazy("Theme"),
    "regio": gettext_lazy("Region"),
    "organisatie": gettext_lazy("Organisation"),
    "initiatiefnemer": gettext_lazy("Initiator"),
    "ruimte": gettext_lazy("Space"),
    "status": gettext_lazy("Status"),
    "getoetst": gettext_lazy("Checked with users"),
    "bouwstenen": gettext_lazy("Reusable parts"),
    "sorteer": gettext_lazy("Order"),
    "beeld": gettext_lazy("View"),
    "route": gettext_lazy("Track"),
    "knoop": gettext_lazy("Node of the web"),
    "stappen": gettext_lazy("Steps"),
    "van": gettext_lazy("From"),
    "naar": gettext_lazy("To"),
}


@dataclass
class Reading:
    """The filters, the words they come from, and sentences about what was not understood."""

    filters: Filters
    vocabulary: Vocabulary
    remarks: list[str] = field(default_factory=list)


def read(query: str, viewer: Viewer | None) -> Reading:
    """Understand a raw query string as this viewer can: what one may not see is as unknown as what does not exist."""
    asked = typed(query)
    vocabulary = vocabulary_for(viewer, asked)
    remarks = _remarks_on(asked)
    chosen = {}
    for parameter in (*MANY, *YES):
        if choices := _understood(asked, parameter, vocabulary, remarks):
            chosen[parameter] = choices
    tracks = {step.track_slug for step in vocabulary.steps}
    focus = _focus(asked, remarks)
    filters = Filters(
        words=asked.first("q"),
        chosen=chosen,
        sort=_one_of(asked, "sorteer", SORTS, "", remarks),
        look=_one_of(asked, "beeld", LOOKS, WEB if focus.node else LIST, remarks),
        track=_one_of(asked, "route", tracks, "", remarks),
        focus=focus,
        cursor=_cursor(asked, remarks),
    )
    return Reading(filters, vocabulary, remarks)


def _remarks_on(asked: Typed) -> list[str]:
    remarks = []
    if asked.was_cut:
        remarks.append(_("This address is very long. The first part of it was used."))
    if asked.strange:
        names = ", ".join(f"“{name}”" for name in asked.strange[:5])
        remarks.append(_("The address asks for something that does not exist here: %(names)s.") % {"names": names})
    return remarks


def _understood(asked: Typed, parameter: str, vocabulary: Vocabulary, remarks: list[str]) -> tuple[Choice, ...]:
    known = vocabulary.choices[parameter]
    found: dict[str, Choice] = {}
    for value in asked.all(parameter):
        choice = known.get(value) or known.get(_other_word(parameter, value))
        if choice:
            found[choice.value] = choice
        else:
            remarks.append(_not_understood(parameter, value))
    return tuple(found.values())


def _other_word(parameter: str, value: str) -> str:
    """Kinds are also known by a former word, and by the word that the database has; everything in lower case."""
    value = value.lower()
    if parameter != "soort":
        return value
    return next((word for word, kind in KINDS_IN_ADDRESS.items() if kind == value), FORMER_KINDS.get(value, value))


def _one_of(asked: Typed, parameter: str, known: tuple[str, ...] | set[str], default: str, remarks: list[str]) -> str:
    value = asked.first(parameter)
    if value and value not in known:
        remarks.append(_not_understood(parameter, value))
    return value if value in known else default


def _focus(asked: Typed, remarks: list[str]) -> Focus:
    """What could be codes; whether they stand for anything is known later."""
    codes = {}
    for name in ("knoop", "van", "naar"):
        codes[name] = asked.first(name)
        if codes[name] and not is_code(codes[name]):
            remarks.append(_not_understood(name, codes[name]))
            codes[name] = ""
    steps = int(_one_of(asked, "stappen", ("1", "2"), "1", remarks))
    return Focus(node=codes["knoop"], steps=steps, start=codes["van"], goal=codes["naar"])


def _cursor(asked: Typed, remarks: list[str]) -> Cursor | None:
    try:
        return cursor_from(asked.first("na"), asked.first("voor"))
    except ValueError:
        remarks.append(_("The page in the address is unknown. This is the first page."))
        return None


def _not_understood(parameter: str, value: str) -> str:
    return _("%(filter)s “%(value)s” is unknown here, so that part was left out.") % {
        "filter": NAMES[parameter],
        "value": value,
    }
