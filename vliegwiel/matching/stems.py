"""From a folded Dutch word to its stem, and the words that carry no meaning.

Stems are Kraaij-Pohlmann's (PyStemmer). It joins innovatie, innovaties and innovatief, but leaves a few families apart
(anonimiseren, geanonimiseerd) and cuts `ge` off words that own it (gemeente). The word list mends most of that,
a short list of exceptions the rest.
"""

import threading
from functools import cache, lru_cache
from importlib.resources import files

import Stemmer

from vliegwiel.matching.compounds import dutch_words

# word -> the word whose stem it takes
_FAMILIES = """
gemeente: gemeente gemeenten gemeentes gemeentelijk gemeentelijke
overheid: overheid overheden overheids
proces: proces processen
stad: stad steden stads stedelijk stedelijke
kind: kind kinderen kinderlijk
advies: advies adviezen
crisis: crisis crises crisissen
idee: idee ideeen idees
criterium: criterium criteria criteriums
museum: museum musea museums
weg: weg wegen
lot: lot loten
lid: lid leden
schip: schip schepen
ei: ei eieren
datum: datum datums
centrum: centrum centra centrums
minister: minister ministers
ministerie: ministerie ministeries
provincie: provincie provincies provinciaal provinciale
subsidie: subsidie subsidies
waterschap: waterschap waterschappen waterschaps
algoritme: algoritme algoritmes algoritmen algoritmisch algoritmische algoritmiek
data: data
beheer: beheer beheren beheert beheerd beheerde beheerder beheerders
gebruik: gebruik gebruiken gebruikt gebruikte gebruiker gebruikers
gegeven: gegeven gegevens
gebied: gebied gebieden gebieds
gezondheid: gezond gezonde gezondheid gezondheids
"""
EXCEPTIONS = {
    word: family.strip()
    for line in _FAMILIES.strip().splitlines()
    for family, _, words in [line.partition(":")]
    for word in words.split()
}
_own = threading.local()
_FOREIGN_VERBS = ("iseert", "ficeert")
_ENDINGS = ("as", "is", "os", "us", "ys", "eert")
_FOREIGN_STEMS = ("iser", "ficer")


@cache
def stop_words() -> frozenset[str]:
    """Function words, folded; from `data/stop-words.txt`."""
    text = files("vliegwiel.matching").joinpath("data", "stop-words.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word.replace("'", "") for line in lines for word in line.split())


@lru_cache(maxsize=5_000)
def stem(word: str) -> str:
    """Return the stem of a folded word (lower case, no diacritics). Words with a digit stay as they are."""
    if word in EXCEPTIONS:
        return EXCEPTIONS[word]
    if not word.isalpha() or not word.isascii():
        return word
    words = dutch_words()
    if word.endswith(_FOREIGN_VERBS) or (word.endswith(_ENDINGS) and word[:-1] in words):
        word = word[:-1]
    found = _stemmer().stemWord(word)
    if word.startswith("ge") and not found.startswith("ge") and "ge" + found in words:
        found = "ge" + found
    if found.endswith("er") and (found.endswith(_FOREIGN_STEMS) or found[:-2] + "eer" in words):
        found = found[:-2] + "eer"
    return found or word


def _stemmer() -> Stemmer.Stemmer:
    """This thread's stemmer (they are not safe between threads), without a cache of its own: `stem` has one."""
    if not hasattr(_own, "stemmer"):
        _own.stemmer = Stemmer.Stemmer("dutch", 0)
    return _own.stemmer
