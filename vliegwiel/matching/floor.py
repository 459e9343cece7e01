"""When is a document near enough in meaning to be an answer, though it holds none of the words?

Set on 25 questions to the register in other words than its own, of which 24 reach it with a right answer, and 20
questions that it has no answer to, of which 18 stay below. What stays below is still shown where there is nothing else,
as something that only resembles the question.
"""

from collections.abc import Callable

from vliegwiel.matching.asked import Asked
from vliegwiel.matching.compounds import dutch_words, split_compound
from vliegwiel.matching.meaning.compared import Compared
from vliegwiel.matching.meaning.e5 import NAME

NEAREST = {NAME: 0.845}
"""By model: the cosine from which on a text has to do with a question."""
ABOVE = 3.5
"""For a model that was not measured: standard deviations above what everything is to the question."""


def floor(compared: Compared, model: str) -> float:
    """The cosine from which on a document is an answer."""
    return NEAREST.get(model, compared.middle + ABOVE * compared.spread)


def says_something(asked: Asked, is_known: Callable[[str], bool]) -> bool:
    """Whether there is a word in it, of Dutch or of the index: the model has an answer to `asdf qwer` too."""
    return any(is_known(word) or word in dutch_words() or split_compound(word) for word in asked.words)
