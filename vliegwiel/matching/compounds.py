"""Dutch compounds in parts: `energiebesparing` is `energie` and `besparing`.

The words come from the OpenTaal list (licence beside it in `data/`). They are kept as one string with an index on the
first four letters: about 9 MB in memory, where a set of strings would take 35 MB.
"""

import lzma
import re
from functools import cache, lru_cache
from importlib.resources import files

SHORTEST_PART = 4
LONGEST_COMPOUND = 40
MOST_PARTS = 4
# A shorter word of the list is left whole: kenteken, stikstof.
SHORTEST_LISTED_COMPOUND = 9
_BLOCK = re.compile(r"^(.{4}).*(?:\n\1.*)*", re.MULTILINE)

# A word of the list that begins with one of these is not that word plus something: onderzoek, medewerkers, overheid.
_BEGINNINGS = """
achter binnen boven gemeen buiten door mede onder over samen tegen terug tussen voor voort weer heen anti inter trans
"""
# Endings that look like words but only bend the word before them: gemeenschap, gezondheid, werkloos.
_ENDINGS = """
heid heden schap schappen loos loosheid loze lozen baar bare baren achtig achtige zaam zame waarts ling lingen matig
matige vormig vormige ende enden ster sters isme ismen istisch ering eringen atie aties iteit teit lijk lijke lijks
tenis voud dom sing singen ting lingen ning ningen ring ringen eren eert eerd eerde teren seren daag daags stelling
stellingen
"""
# Split by the rules, but wrongly.
_WHOLE = """
aanbestedingen antwoorden bestuurders betrokkenen gebruikers gemeentelijke medewerker medewerkers medewerking
samenwerking samenwerkingen samenwerken werknemers werkgevers ondernemers onderneming ondernemingen
verantwoordelijkheid verantwoordelijkheden informatie inwoners
"""
LOOSE_BEGINNINGS = frozenset(_BEGINNINGS.split())
LOOSE_ENDINGS = frozenset(_ENDINGS.split())
NOT_COMPOUNDS = frozenset(_WHOLE.split())


class WordList:
    """The words of a sorted text, one a line, for membership only."""

    def __init__(self, text: str) -> None:
        """`text`: sorted words of at least four letters, each followed by a newline."""
        self._text = "\n" + text
        self._start: dict[str, int] = {}
        for block in _BLOCK.finditer(text):
            self._start[block[1]] = block.start()
        self._end = dict(zip(self._start, [*list(self._start.values())[1:], len(text)], strict=True))

    def __contains__(self, word: str) -> bool:
        beginning = word[:SHORTEST_PART]
        start = self._start.get(beginning)
        if start is None or not word:
            return False
        return self._text.find(f"\n{word}\n", start, self._end[beginning] + 1) >= 0


@cache
def dutch_words() -> WordList:
    """The list that ships with the project, read at the first call (about 0.2 s)."""
    packed = files("vliegwiel.matching").joinpath("data", "opentaal-words.txt.xz").read_bytes()
    return WordList(lzma.decompress(packed).decode("ascii"))


@lru_cache(maxsize=5_000)
def split_compound(word: str) -> tuple[str, ...]:
    """Return the parts of a folded word, or nothing where it is no compound. Fewest parts win, then the most even.

    A part that is a compound itself is split on: energiebesparingslening has the parts energie, besparing and lening.
    """
    if not 2 * SHORTEST_PART <= len(word) <= LONGEST_COMPOUND or word in NOT_COMPOUNDS or not word.isalpha():
        return ()
    if len(word) < SHORTEST_LISTED_COMPOUND and word in dutch_words():
        return ()
    return tuple(leaf for part in _best_split(word) for leaf in split_compound(part) or (part,))


def _best_split(word: str) -> tuple[str, ...]:
    """Return the parts of `word`, two at least, or nothing. From the back: most words have no ending that is a word."""
    words = dutch_words()
    best: dict[int, tuple[str, ...]] = {}
    for at in range(len(word) - SHORTEST_PART, SHORTEST_PART - 1, -1):
        ending = word[at:]
        if ending in words and ending not in LOOSE_ENDINGS:
            best[at] = (ending,)
        elif best and (longer := _shortest(word, at, best)):
            best[at] = longer
    return _shortest(word, 0, best) if best else ()


def _shortest(word: str, at: int, best: dict[int, tuple[str, ...]]) -> tuple[str, ...]:
    """The best way on from `at`: one part and what is known from its end."""
    found = [
        (part, *rest)
        for cut, rest in best.items()
        if cut - at >= SHORTEST_PART and len(rest) < MOST_PARTS and (part := _part(word[at:cut]))
    ]
    return min(found, key=lambda parts: (len(parts), -min(map(len, parts)))) if found else ()


def _part(text: str) -> str:
    """The word that `text` is as a first part, without a linking s; '' where it is none."""
    if text in LOOSE_BEGINNINGS:
        return ""
    words = dutch_words()
    if text in words:
        return text
    bare = text[:-1]
    return bare if text[-1] == "s" and len(bare) >= SHORTEST_PART and bare in words else ""
