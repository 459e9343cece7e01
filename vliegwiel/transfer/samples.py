"""Two made-up rows, to show how a file of initiatives can look. In Dutch, like the files that people have."""

EXAMPLE = [
    {
        "Id": "2026-001",
        "Titel": "Voorbeeld: één loket voor laadpalen",
        "Soort": "Pilot",
        "Status": "pilot",
        "Organisatie": "Gemeente Zwolle",
        "Thema's": "Verkeer; Natuur en milieu",
        "Vraag": "Hoe krijgt een bewoner sneller antwoord op de vraag waar een laadpaal kan komen?",
        "Voor wie": "Bewoners die elektrisch willen rijden",
        "Omschrijving": "Eén formulier en één kaart, gedeeld met de netbeheerder.",
        "Datum": "2026-03-01",
    },
    {
        "Id": "2026-002",
        "Titel": "Voorbeeld: begrijpelijke bezwaarbrieven",
        "Soort": "Idee",
        "Status": "idee",
        "Organisatie": "Gemeente Bergen (L)",
        "Thema's": "Bestuur",
        "Vraag": "Waarom bellen mensen nadat ze onze brief kregen?",
        "Voor wie": "Inwoners die bezwaar maken",
        "Omschrijving": "Samen met inwoners herschrijven we de tien brieven waar de meeste vragen over komen.",
        "Datum": "2026-05-12",
    },
]
