"""No model: search by words alone, because that was chosen."""

from collections.abc import Sequence

from vliegwiel.matching.meaning.embedder import Side, Unavailable, Vectors


class NoModel:
    """Answers nothing, and says that it was chosen."""

    name = "none"
    dimension = 1

    def embed(self, texts: Sequence[str], *, side: Side) -> Vectors:
        """Raises Unavailable."""
        raise Unavailable("search goes by words alone, because EMBEDDING_URL is none")
