"""The tracks and themes that every installation starts with.

The themes are the top level of the government's policy themes (OWMS/TOOI "TaxonomieBeleidsagenda", CC0).
"""

from __future__ import annotations

THEMES = [
    ("Bestuur", "Public administration"),
    ("Cultuur en recreatie", "Culture and recreation"),
    ("Economie", "Economy"),
    ("Financiën", "Finance"),
    ("Huisvesting", "Housing"),
    ("Internationaal", "International"),
    ("Landbouw", "Agriculture"),
    ("Migratie en integratie", "Migration and integration"),
    ("Natuur en milieu", "Nature and environment"),
    ("Onderwijs en wetenschap", "Education and science"),
    ("Openbare orde en veiligheid", "Public order and safety"),
    ("Recht", "Law"),
    ("Ruimte en infrastructuur", "Spatial planning and infrastructure"),
    ("Sociale zekerheid", "Social security"),
    ("Verkeer", "Traffic"),
    ("Werk", "Work"),
    ("Zorg en gezondheid", "Care and health"),
]


def stage(slug: str, nl: str, en: str, usually: tuple[str, str], next_step: tuple[str, str]) -> dict[str, str]:
    """A stage; `usually` and `next_step` in Dutch and English."""
    return {
        "slug": slug,
        "name_nl": nl,
        "name_en": en,
        "usually_nl": usually[0],
        "usually_en": usually[1],
        "next_step_nl": next_step[0],
        "next_step_en": next_step[1],
    }


CHALLENGE = [
    stage(
        "question",
        "Vraag",
        "Question",
        ("Je schrijft op wat de vraag is en voor wie.", "You write down what the question is and for whom."),
        ("Praat met drie mensen die dit meemaken.", "Talk to three people who go through this."),
    ),
    stage(
        "exploration",
        "Verkenning",
        "Exploration",
        (
            "Je zoekt uit wat er al bestaat en wie er ook mee bezig is.",
            "You find out what exists and who else works on it.",
        ),
        ("Kies één richting om te proberen.", "Choose one direction to try."),
    ),
    stage(
        "prototype",
        "Prototype",
        "Prototype",
        ("Je maakt iets kleins dat mensen kunnen proberen.", "You make something small that people can try."),
        ("Spreek een dag af om het te laten proberen.", "Agree on a day to let people try it."),
    ),
    stage(
        "test",
        "Test",
        "Test",
        ("Je laat het gebruiken en schrijft op wat je leert.", "You let people use it and write down what you learn."),
        ("Leg de gebruikerstoets vast.", "Record the user check."),
    ),
    stage(
        "outcome",
        "Uitkomst",
        "Outcome",
        ("Je weet wat werkt en wat niet.", "You know what works and what does not."),
        ("Maak er een pilot van, of rond af met de les.", "Turn it into a pilot, or close it with the lesson."),
    ),
]
PILOT = [
    stage(
        "submitted",
        "Ingediend",
        "Submitted",
        ("De pilot staat hier en anderen kunnen hem vinden.", "The pilot is here and others can find it."),
        (
            "Kijk wie er al iets vergelijkbaars doet en vraag hen mee te doen.",
            "See who does something similar and ask them to join.",
        ),
    ),
    stage(
        "forming",
        "In opbouw",
        "Forming",
        ("Het team en de deelnemers worden compleet.", "The team and the participants become complete."),
        ("Vul de open rollen in het team.", "Fill the open roles of the team."),
    ),
    stage(
        "running",
        "Loopt",
        "Running",
        (
            "De pilot wordt uitgevoerd. Jullie delen resultaten en knelpunten.",
            "The pilot is carried out. You share results and bottlenecks.",
        ),
        ("Toets bij gebruikers of het echt werkt.", "Check with users whether it really works."),
    ),
    stage(
        "evaluating",
        "Evaluatie",
        "Evaluating",
        ("Jullie zetten op een rij wat het oplevert en wat het kost.", "You list what it yields and what it costs."),
        ("Schrijf op wat anderen kunnen hergebruiken.", "Write down what others can reuse."),
    ),
    stage(
        "decided",
        "Besloten",
        "Decided",
        ("Er is besloten of en hoe het verder gaat.", "It has been decided whether and how it continues."),
        ("Nomineer voor opschaling, of rond af met de les.", "Nominate it for scale-up, or close it with the lesson."),
    ),
]
SCALE_UP = [
    stage(
        "nominated",
        "Voorgedragen",
        "Nominated",
        (
            "Iemand stelt voor om dit voor iedereen beschikbaar te maken.",
            "Someone proposes to make this available to everyone.",
        ),
        ("Verzamel het bewijs dat het werkt.", "Gather the evidence that it works."),
    ),
    stage(
        "business-case",
        "Businesscase",
        "Business case",
        ("Kosten, baten en beheer worden uitgewerkt.", "Costs, benefits and upkeep are worked out."),
        ("Bespreek wie het gaat beheren en betalen.", "Discuss who will keep it up and pay for it."),
    ),
    stage(
        "building",
        "Bouw",
        "Building",
        ("De voorziening wordt gemaakt of geschikt gemaakt.", "The service is built or made fit."),
        ("Maak de aansluitgids met de eerste deelnemers.", "Make the connection guide with the first participants."),
    ),
    stage(
        "connecting",
        "Aansluiten",
        "Connecting",
        ("Organisaties sluiten stap voor stap aan.", "Organisations connect step by step."),
        ("Help de organisaties die vastzitten.", "Help the organisations that are stuck."),
    ),
    stage(
        "in-service",
        "In gebruik",
        "In service",
        ("De voorziening draait en wordt onderhouden.", "The service runs and is maintained."),
        (
            "Blijf vragen of het werkt voor de mensen voor wie het is.",
            "Keep asking whether it works for the people it is for.",
        ),
    ),
]
METHOD = [
    stage(
        "first-region",
        "Eerste regio",
        "First region",
        ("Eén team of regio werkt zo.", "One team or region works this way."),
        (
            "Schrijf op hoe het gaat, zodat een ander het kan proberen.",
            "Write down how it goes, so that another can try it.",
        ),
    ),
    stage(
        "second-region",
        "Tweede regio",
        "Second region",
        ("Een tweede regio probeert of het daar ook werkt.", "A second region tries whether it works there too."),
        ("Vergelijk de ervaringen en pas de werkwijze aan.", "Compare the experiences and adjust the method."),
    ),
    stage(
        "national",
        "Landelijk",
        "National",
        ("De werkwijze is voor iedereen beschikbaar.", "The method is available to everyone."),
        ("Blijf de werkwijze onderhouden met de gebruikers.", "Keep the method up with its users."),
    ),
]
TRACKS = [
    ("challenge", "Vraagstuk", "Challenge", ["lead"], CHALLENGE),
    ("pilot", "Pilot", "Pilot", ["lead", "ambassador", "sparring", "information"], PILOT),
    ("scale-up", "Opschaling", "Scale-up", ["lead"], SCALE_UP),
    ("method", "Werkwijze", "Working method", ["lead"], METHOD),
]
