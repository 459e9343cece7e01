"""Status words of other systems, read as where an initiative stands."""

from __future__ import annotations

import re
from enum import StrEnum

from vliegwiel.core.folding import fold


class Standing(StrEnum):
    """Where something stands, in words that every track knows; which stage or end that is, the import decides."""

    IDEA = "idea"
    EXPLORING = "exploring"
    DEVELOPING = "developing"
    PILOT = "pilot"
    EVALUATING = "evaluating"
    IN_USE = "in_use"
    PARKED = "parked"
    COMPLETED = "completed"
    STOPPED = "stopped"
    ENDED = "ended"
    """It was in use and is not any more."""
    MERGED = "merged"
    HANDED_OVER = "handed_over"


WORDS = {
    Standing.IDEA: (
        "idee", "idea", "ideefase", "voorstel", "proposal", "concept", "nieuw", "new", "ingediend", "submitted",
        "aangemeld", "gepland", "planned", "planning", "plan", "initiatief", "initiatieffase", "draft",
        "voorgesteld", "idee fase", "open", "vraag", "vraagstuk", "question",
    ),
    Standing.EXPLORING: (
        "verkenning", "verkennen", "exploration", "exploring", "onderzoek", "research", "orientatie",
        "haalbaarheid", "verkenningsfase", "vooronderzoek", "analyse", "onderzoeksfase", "in onderzoek",
    ),
    Standing.DEVELOPING: (
        "ontwikkeling", "in ontwikkeling", "development", "in development", "being developed", "bouw",
        "in aanbouw", "building", "realisatie", "ontwikkelfase", "voorbereiding", "in voorbereiding",
        "implementatie", "ontwerp", "implementation", "in uitvoering", "uitvoering", "in progress", "lopend",
        "actief project", "onder handen", "wip", "prototype", "loopt", "running",
    ),
    Standing.PILOT: (
        "pilot", "pilotfase", "in pilot", "proef", "proeftuin", "experiment", "test", "testfase", "poc",
        "proof of concept", "piloting", "beproeven", "in test", "beta", "testing",
    ),
    Standing.EVALUATING: (
        "evaluatie", "evaluation", "evaluating", "in evaluatie", "evaluatiefase", "wordt geevalueerd",
        "besluitvorming",
    ),
    Standing.IN_USE: (
        "in gebruik", "in use", "gebruik", "actief", "active", "live", "in productie", "production",
        "productie", "operationeel", "operational", "in beheer", "beheer", "opgeschaald", "landelijk",
        "ingevoerd", "gerealiseerd", "in production", "geimplementeerd", "structureel", "beheerfase",
        "in werking", "uitgerold", "deployed",
    ),
    Standing.PARKED: (
        "geparkeerd", "parked", "on hold", "gepauzeerd", "paused", "uitgesteld", "wacht", "in de wacht",
        "opgeschort", "postponed", "tijdelijk gestopt", "stilgelegd",
    ),
    Standing.COMPLETED: (
        "afgerond", "completed", "voltooid", "gereed", "klaar", "done", "finished", "afgesloten", "complete",
        "opgeleverd", "closed", "succesvol afgerond",
    ),
    Standing.STOPPED: (
        "gestopt", "stopped", "beeindigd", "geannuleerd", "cancelled", "canceled", "afgebroken", "afgewezen",
        "gestaakt", "rejected", "ingetrokken", "niet doorgegaan", "stopgezet", "vervallen", "gefaald", "failed",
        "mislukt",
    ),
    Standing.ENDED: (
        "buiten gebruik", "out of use", "not in use", "niet meer in gebruik", "niet in gebruik", "uit gebruik",
        "uitgefaseerd", "retired", "inactief", "inactive", "decommissioned", "niet actief", "niet meer actief",
        "gearchiveerd", "archived", "uit productie", "vervangen", "discontinued",
    ),
    Standing.MERGED: ("samengevoegd", "merged", "opgegaan in", "gefuseerd"),
    Standing.HANDED_OVER: ("overgedragen", "handed over", "overgenomen", "transferred"),
}  # fmt: skip

_STANDING_OF = {word: standing for standing, all_words in WORDS.items() for word in all_words}
_NO_WORD = re.compile(r"[^a-z]+")
_LEADING_NUMBER = re.compile(r"^[\d.\s)-]+")
_NEGATION = {"niet", "geen", "nog", "not", "no", "non", "un"}


def stage_of(value: str) -> Standing | None:
    """Where a status word says it stands, None when that is not certain.

    Reads `in_gebruik`, `In Gebruik (sinds 2021)`, `3. Pilot`; no guess when a word says no ("nog niet in gebruik").
    """
    text = _NO_WORD.sub(" ", fold(_LEADING_NUMBER.sub("", value[:200]))).strip()
    if text in _STANDING_OF:
        return _STANDING_OF[text]
    before_bracket = _NO_WORD.sub(" ", fold(value[:200].split("(", 1)[0])).strip()
    if before_bracket in _STANDING_OF:
        return _STANDING_OF[before_bracket]
    if _NEGATION & set(text.split()):
        return None
    found = {standing for word, standing in _STANDING_OF.items() if len(word) > 3 and f" {word} " in f" {text} "}
    return found.pop() if len(found) == 1 else None


def statuses(values: list[str]) -> dict[str, Standing | None]:
    """Each different status in the order of first appearance, with where it stands; None asks for a person's choice."""
    return {value: stage_of(value) for value in dict.fromkeys(values) if value.strip()}
