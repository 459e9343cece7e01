"""What an import of initiatives can fill, and under which names columns of it are found in the wild. Data, no logic.

Synonyms are folded (lower case, no accents, words apart); the first ones count most. `pattern` names the shape of
values that supports or contradicts a guess, see `mapping`.
"""

from __future__ import annotations

from dataclasses import dataclass

from vliegwiel.transfer.sheets import N_


@dataclass(frozen=True)
class Target:
    """One thing that a column can fill. `key` is stable, `label` a message id, `limit` the most characters it keeps."""

    key: str
    label: str
    synonyms: tuple[str, ...]
    pattern: str = ""
    limit: int = 300
    is_text: bool = False
    """Text of several lines."""
    is_extra: bool = False
    """Kept beside the initiative as a labelled text, not as a field of it."""


TARGETS = (
    Target("title", N_("Title"), (
        "title", "titel", "naam", "name", "naam initiatief", "projectnaam", "initiatief", "naam algoritme",
        "project", "naam project", "onderwerp", "subject", "name of the initiative", "standard name", "label",
        "kop",
    ), "line", 200),
    Target("text", N_("What is it, and what is the goal"), (
        "omschrijving", "beschrijving", "description", "text", "tekst", "doel", "samenvatting", "summary",
        "toelichting", "korte omschrijving", "goal", "inhoud", "short description", "wat is het", "what is it",
        "body", "abstract", "proportionaliteit", "purpose", "doelstelling", "content",
    ), "prose", 20_000, is_text=True),
    Target("question", N_("Question"), (
        "vraag", "vraagstuk", "question", "probleem", "problem", "aanleiding", "probleemstelling", "opgave",
        "hulpvraag", "challenge", "uitdaging", "waarom", "why",
    ), "", 20_000, is_text=True),
    Target("for_whom", N_("For whom"), (
        "voor wie", "doelgroep", "for whom", "target group", "doelgroepen", "gebruikers", "audience", "users",
        "voor wie is het", "begunstigden",
    ), "", 20_000, is_text=True),
    Target("organisation", N_("Organisation"), (
        "organisatie", "organisation", "organization", "gemeente", "organisatienaam", "naam organisatie",
        "instantie", "overheid", "overheidsorganisatie", "trekker", "initiatiefnemer", "publisher", "owner",
        "eigenaar", "bestuursorgaan", "municipality", "body", "indiener", "uitgever", "opdrachtgever",
        "bron organisatie", "gemeentenaam",
    ), "name", 250),
    Target("organisation_code", N_("Code of the organisation"), (
        "organisatiecode", "organisation code", "gemeentecode", "code organisatie", "cbs code", "gm code",
        "tooi", "tooi uri", "oin", "code gemeente", "municipality code", "organization code",
        "organisatie code", "rsin", "kvk", "kvk nummer", "organisatie id",
    ), "code", 200),
    Target("status", N_("Status"), (
        "status", "fase", "stage", "stadium", "phase", "stand", "voortgang", "state", "levensfase",
        "stand van zaken", "projectfase", "projectstatus",
    ), "status", 100),
    Target("themes", N_("Themes"), (
        "thema s", "themas", "themes", "thema", "theme", "onderwerpen", "trefwoorden", "tags", "keywords",
        "categorie", "category", "categorieen", "beleidsterrein", "domein", "domain", "categories", "sector",
        "topics",
    ), "", 1_000),
    Target("external_id", N_("Number in the source"), (
        "id", "external id", "extern id", "nummer", "identifier", "identificatie", "kenmerk", "projectnummer",
        "lars code", "volgnummer", "uuid", "referentie", "reference", "zaaknummer", "externe id", "key", "code",
        "nr", "guid", "bron id",
    ), "identifier", 500),
    Target("url", N_("Link"), (
        "url", "link", "website", "webadres", "webpagina", "href", "web", "homepage", "meer informatie", "site",
        "uri", "more information", "bron url",
    ), "url", 2_000),
    Target("date", N_("Date"), (
        "geregistreerd", "datum", "date", "registratiedatum", "geregistreerd op", "startdatum", "begindatum",
        "start date", "datum indiening", "created", "aangemaakt", "created at", "start", "begin date",
        "ingangsdatum", "toegevoegd", "publicatiedatum", "published", "aanmaakdatum", "datum start",
        "registered",
    ), "date", 60),
    Target("kind", N_("Kind"), (
        "soort", "kind", "type", "soort initiatief", "initiatiefsoort", "type initiatief", "vorm",
    ), "short", 100),
    Target("region", N_("Region"), (
        "regio", "region", "provincie", "province", "arbeidsmarktregio", "gebied", "werkgebied", "area",
        "locatie", "plaats", "location", "place", "woonplaats",
    ), "short", 200),
    Target("yields", N_("What does it yield"), (
        "opbrengst", "opbrengsten", "resultaat", "resultaten", "wat levert het op", "yields", "results",
        "baten", "effect", "impact", "benefits",
    ), "", 20_000, is_text=True),
    Target("how", N_("How is it done"), (
        "aanpak", "werkwijze", "hoe", "how", "approach", "uitvoering", "methode", "method", "hoe werkt het",
    ), "", 20_000, is_text=True),
    Target("extra:legal_basis", N_("Legal basis"), (
        "juridische basis", "wettelijke grondslag", "legal basis", "grondslag", "wettelijke basis",
        "juridische grondslag", "wet", "wetgeving", "lawful basis", "law", "rechtsgrond",
    ), "", 20_000, is_text=True, is_extra=True),
    Target("extra:impact_assessment", N_("Impact assessment"), (
        "impactassessment", "impact assessment", "impacttoets", "impacttoetsen", "dpia", "iama", "impact toets",
        "risicobeoordeling", "impact assessments",
    ), "", 20_000, is_text=True, is_extra=True),
    Target("extra:supplier", N_("Supplier"), (
        "leverancier", "supplier", "provider", "vendor", "aanbieder", "leveranciers", "software leverancier",
    ), "", 300, is_extra=True),
    Target("extra:added_on", N_("Added to the source on"), (
        "toegevoegd", "toegevoegd op", "added", "added on", "date added", "opgenomen op",
    ), "date", 60, is_extra=True),
    Target("extra:changed_on", N_("Changed in the source on"), (
        "gewijzigd", "gewijzigd op", "laatst gewijzigd", "modified", "updated", "last modified",
        "wijzigingsdatum", "updated at", "bijgewerkt", "laatst bijgewerkt", "mutatiedatum",
    ), "date", 60, is_extra=True),
)  # fmt: skip

BY_KEY = {target.key: target for target in TARGETS}
