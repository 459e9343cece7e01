"""Ties in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from . import graph as words
from .graph import INITIATIVE, ORGANISATION, PERSON, Graph, Key, Node

KINDS = {
    INITIATIVE: gettext_lazy("Initiative"),
    ORGANISATION: gettext_lazy("Organisation"),
    PERSON: gettext_lazy("Person"),
}
_SAID = {
    words.INITIATED: gettext_lazy("started"),
    words.TAKES_PART: gettext_lazy("takes part in"),
    words.INTERESTED: gettext_lazy("is interested in"),
    words.REUSES: gettext_lazy("reuses something of"),
    words.CONSIDERS: gettext_lazy("considers reusing something of"),
    words.WORKS_ON: gettext_lazy("works on"),
    words.CONNECTED: gettext_lazy("was brought together with"),
}


@dataclass(frozen=True)
class Said:
    """One tie as a sentence of three: who, does what, with what."""

    one: Node
    does: str
    other: Node


def said(graph: Graph, nodes: Mapping[Key, Node], path: list[Key]) -> list[Said]:
    """The ties along a path, in its order."""
    found = []
    for one, other in pairwise(path):
        tie = graph.tie(one, other)
        found.append(Said(nodes[tie.one], str(_SAID[tie.kind]), nodes[tie.other]))
    return found


def figure(count: int) -> str:
    return number_format(count, use_l10n=True, force_grouping=True)


def ties_in_words(count: int) -> str:
    return ngettext("%(count)s tie", "%(count)s ties", count) % {"count": figure(count)}


def summary(graph: Graph) -> str:
    """What is drawn, in one sentence."""
    counts = {kind: sum(one == kind for one, _pk in graph.nodes) for kind in KINDS}
    initiatives = counts[INITIATIVE]
    bodies, people = counts[ORGANISATION], counts[PERSON]
    parts = [
        ngettext("%(count)s initiative", "%(count)s initiatives", initiatives) % {"count": figure(initiatives)},
        ngettext("%(count)s organisation", "%(count)s organisations", bodies) % {"count": figure(bodies)},
    ]
    if people:
        parts.append(ngettext("%(count)s person", "%(count)s people", people) % {"count": figure(people)})
    return _("%(things)s, with %(ties)s between them.") % {
        "things": ", ".join(parts),
        "ties": ties_in_words(len(graph.ties)),
    }
