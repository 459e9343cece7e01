"""Dutch texts that nobody wrote: sentences of the Algorithm Register, shuffled and respun, and templates of our own.

Same seed, same texts. Nothing in them is true or about anyone: people are made up, organisations are real.
"""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

REGISTER = Path(__file__).parent / "data" / "algoritmeregister-2026-08.json"
SHORTEST, LONGEST = 45, 260
"""Characters of a sentence that is used again."""
RESPUN = 10_000
"""Sentences made by walking from word to word: each word follows the two before it somewhere in the register."""
LONGEST_TITLE = 200

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_UNFIT = re.compile(r"[\x00-\x1f\\\x7f\u200b-\u200f\u2028-\u202f<>]|https?:|www\.")

DOING = (
    "Sneller beslissen over", "Samen werken aan", "Begrijpelijke brieven over", "Minder formulieren voor",
    "Eén loket voor", "Beter zicht op", "Gegevens delen voor", "Anonimiseren van documenten over", "Proef met",
    "Slim plannen van", "Chatbot voor vragen over", "Eerder signaleren van", "Hergebruik van een aanpak voor",
    "Werkwijze voor", "Landelijke voorziening voor", "Dashboard voor", "Voorspellen van drukte bij",
    "Automatisch controleren van", "Inwoners laten meedenken over", "Leerkring rond",
)  # fmt: skip
SUBJECTS = (
    "schuldhulp", "parkeervergunningen", "bijstand", "jeugdhulp", "bezwaarschriften", "WOO-verzoeken",
    "inburgering", "leerlingenvervoer", "energietoeslag", "mantelzorg", "woningtoewijzing", "laaggeletterdheid",
    "verhuizingen", "omgevingsvergunningen", "afvalinzameling", "meldingen in de openbare ruimte", "handhaving",
    "laadpalen", "subsidieaanvragen", "archivering", "klachten", "wachtlijsten", "uitkeringen", "re-integratie",
    "arbeidsmarktkrapte", "dijkinspecties", "waterkwaliteit", "bodemonderzoek", "stikstof", "fietsroutes",
    "verkeersveiligheid", "groenbeheer", "begraafplaatsen", "rijbewijzen", "reisdocumenten", "geboorteaangifte",
    "naturalisatie", "toeslagen", "loonaangifte", "beslagvrije voet", "vroegsignalering", "dak- en thuisloosheid",
    "eenzaamheid", "wmo-hulpmiddelen", "huisbezoeken", "ondermijning", "cameratoezicht", "crowdmanagement",
    "rampenbestrijding", "brandveiligheid", "evenementen", "inkoop", "aanbestedingen", "facturen", "roosters",
    "ziekteverzuim", "vacatures", "digitale vaardigheden", "toegankelijkheid van websites", "burgerpanels",
    "participatie", "warmtenetten", "isolatie van woningen",
)  # fmt: skip
ASKING = (
    "Hoe zorgen we dat inwoners van {place} zonder omwegen terechtkunnen met vragen over {subject}?",
    "Medewerkers van {body} besteden veel tijd aan {subject}. Hoe kan dat eenvoudiger?",
    "Bij {subject} in {place} vraagt elke organisatie dezelfde gegevens opnieuw. Kunnen we ze delen?",
    "Waarom lopen aanvragen rond {subject} vast, en wat kan {body} daaraan doen?",
    "Wat hebben mensen nodig die voor het eerst te maken krijgen met {subject}?",
    "Kunnen we fouten bij {subject} eerder zien, zonder dat mensen er last van hebben?",
)
FOR_WHOM = (
    "Inwoners van {place} die te maken hebben met {subject}.",
    "Medewerkers van {body} die elke dag werken aan {subject}.",
    "Mensen die moeite hebben met lezen, en wie hen helpt.",
    "Ondernemers in {place} en de regio daaromheen.",
    "Jongeren, ouders en de scholen die hen begeleiden.",
    "Beleidsmedewerkers die willen weten of {subject} werkt.",
)
GOALS = (
    "Over een jaar kost {subject} in {place} de helft van de tijd.",
    "Inwoners begrijpen in één keer wat er van hen wordt gevraagd.",
    "Andere organisaties kunnen de aanpak van {body} zo overnemen.",
    "Minder bezwaren, minder telefoontjes en een beter gesprek.",
    "Een oplossing die ook werkt voor kleine organisaties.",
)
GIVEN = (
    "Anna", "Mohamed", "Sanne", "Daan", "Fatima", "Bram", "Emma", "Yusuf", "Lotte", "Sem", "Noor", "Thijs", "Julia",
    "Ruben", "Aylin", "Jasper", "Iris", "Koen", "Zoë", "Tim", "Eva", "Mees", "Sara", "Luuk", "Hanna", "Joost", "Maud",
    "Stijn", "Roos", "Pieter", "Elif", "Gijs", "Nina", "Wouter", "Femke", "Kees", "Imane", "Bas", "Marieke", "Rik",
)  # fmt: skip
SURNAMES = (
    ("", "Jansen"), ("de", "Vries"), ("van den", "Berg"), ("", "Bakker"), ("van", "Dijk"), ("", "Visser"),
    ("", "Smit"), ("de", "Boer"), ("", "Mulder"), ("de", "Groot"), ("", "Bos"), ("", "Vos"), ("", "Peters"),
    ("", "Hendriks"), ("van", "Leeuwen"), ("", "Dekker"), ("", "Brouwer"), ("de", "Wit"), ("", "Yılmaz"),
    ("", "El Amrani"), ("", "Kok"), ("", "Jacobs"), ("de", "Haan"), ("", "Vermeulen"), ("", "Hofman"), ("", "Postma"),
    ("van der", "Meer"), ("", "Kaya"), ("", "Willems"), ("", "Hoekstra"), ("", "Maas"), ("", "Verhoeven"),
    ("", "Koster"), ("", "Singh"), ("van", "Vliet"), ("", "Prins"), ("", "Blom"), ("", "Huisman"), ("", "Özdemir"),
)  # fmt: skip
JOBS = (
    "Beleidsmedewerker", "Projectleider", "Informatiemanager", "Consulent", "Innovatieadviseur", "Gegevensanalist",
    "Jurist", "Ontwerper dienstverlening", "Teamleider", "Programmamanager", "Servicedesigner", "Architect",
)  # fmt: skip


@dataclass(frozen=True)
class Told:
    """The texts of one initiative, by field."""

    title: str
    question: str
    for_whom: str
    needs: str
    change: str
    summary: str
    goal: str
    how: str

    def fields(self) -> tuple[str, ...]:
        return (self.title, self.question, self.for_whom, self.needs, self.change, self.summary, self.goal, self.how)


class Storyteller:
    """Makes up texts about these places and bodies."""

    def __init__(self, seed: int, places: Sequence[str], bodies: Sequence[str]) -> None:
        self._rng = random.Random(seed)  # noqa: S311  # made-up texts, not secrets
        self._places = places or ["Nederland"]
        self._bodies = bodies or ["de gemeente"]
        self._titles = register()[0]
        self._sentences = [*register()[1], *respun(seed)]

    def pick(self, words: Sequence[str]) -> str:
        return words[int(self._rng.random() * len(words))]

    def initiative(self) -> Told:
        """About 900 characters, on one subject."""
        subject, place, body = self.pick(SUBJECTS), self.pick(self._places), self.pick(self._bodies)

        def told(templates: Sequence[str]) -> str:
            return self.pick(templates).format(subject=subject, place=place, body=body)

        return Told(
            title=self._title(subject, place, body),
            question=f"{told(ASKING)} {self.sentences(1)}",
            for_whom=told(FOR_WHOM),
            needs=self.sentences(1),
            change=self.sentences(1),
            summary=self.sentences(2),
            goal=told(GOALS),
            how=self.sentences(1 + int(self._rng.random() * 2)),
        )

    def sentences(self, count: int) -> str:
        return " ".join([self.pick(self._sentences) for _ in range(count)])

    def subject(self) -> str:
        """A few words, as for a heading."""
        return f"{self.pick(DOING)} {self.pick(SUBJECTS)}"

    def name(self) -> tuple[str, str, str]:
        """First name, prefix and surname of someone who does not exist."""
        infix, family = SURNAMES[int(self._rng.random() * len(SURNAMES))]
        return self.pick(GIVEN), infix, family

    def _title(self, subject: str, place: str, body: str) -> str:
        chance = self._rng.random()
        if chance < 0.25:
            return f"{self.pick(self._titles)} ({body})"[:LONGEST_TITLE]
        where = f"in {place}" if chance < 0.65 else f"bij {body}"
        return f"{self.pick(DOING)} {subject} {where}"[:LONGEST_TITLE]


@cache
def register() -> tuple[list[str], list[str]]:
    """Titles and sentences of the register that are fit to use again, in a fixed order."""
    entries = json.loads(REGISTER.read_text(encoding="utf-8"))["algoritmes"]
    titles = {_one_line(entry["title"])[:120] for entry in entries}
    texts = [_one_line(entry[field]) for entry in entries for field in ("doel", "juridische_basis")]
    sentences = {one for text in texts for one in _SENTENCE_END.split(text) if SHORTEST <= len(one) <= LONGEST}
    return _fit(titles), _fit(sentences)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _fit(texts: set[str]) -> list[str]:
    return sorted(text for text in texts if text and not _UNFIT.search(text))


@cache
def respun(seed: int) -> list[str]:
    """New sentences out of the words of the old: as Dutch as it looks, and meaning nothing."""
    rng = random.Random(seed)  # noqa: S311
    follows: dict[tuple[str, str], list[str]] = defaultdict(list)
    starts = []
    for sentence in register()[1]:
        words = sentence.split(" ")
        starts.append((words[0], words[1]))
        for first, second, third in zip(words, words[1:], words[2:], strict=False):
            follows[first, second].append(third)
    made: list[str] = []
    while len(made) < RESPUN:
        sentence = _walk(rng, starts, follows)
        if SHORTEST <= len(sentence) <= LONGEST:
            made.append(sentence)
    return made


def _walk(
    rng: random.Random, starts: list[tuple[str, str]], follows: dict[tuple[str, str], list[str]], most: int = 30
) -> str:
    words = list(rng.choice(starts))
    while len(words) < most and (after := follows.get((words[-2], words[-1]))):
        words.append(rng.choice(after))
    return " ".join(words).rstrip(".,;:") + "."
