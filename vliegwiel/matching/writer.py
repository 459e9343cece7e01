"""Writing one generation of the index: add, replace and delete by id, commit with the place in the feed."""

import json
from pathlib import Path
from typing import Self

import tantivy

from vliegwiel.matching.directions import CONFIGURATION_VERSION, TITLE_TIMES
from vliegwiel.matching.documents import Document, Position, State
from vliegwiel.matching.folder import Damaged, panics_named, schema
from vliegwiel.matching.words import analyse, every_word

# The document that holds the state; it has no audience, so nobody finds it.
STATE_ID = 2**63
LONGEST_TEXT = 100_000
HEAP = 48_000_000


class Writer:
    """The writer of one generation. Hold the folder's lock while you use it; close it when done."""

    def __init__(self, generation: Path, *, heap: int = HEAP) -> None:
        """`heap`: bytes of memory for documents before they go to disk."""
        self._index = tantivy.Index(schema(), path=str(generation))
        self._writer = self._index.writer(heap_size=heap, num_threads=1)

    def put(self, document: Document, *, known: bool = True) -> None:
        """Add a document, in place of what stood under its id. `known=False`: surely new, which is quicker."""
        if known:
            self.drop(document.id)
        shown = document.title[:LONGEST_TEXT]
        title = analyse(shown)
        text = analyse(document.text[:LONGEST_TEXT])
        entry = tantivy.Document()
        entry.add_unsigned("id", document.id)
        entry.add_text("kind", document.kind)
        for token in document.audience:
            entry.add_text("audience", token)
        entry.add_text("stems", " ".join([*[title.stems] * TITLE_TIMES, text.stems]))
        entry.add_text("grams", f"{title.grams} {text.grams}")
        entry.add_text("words", f"{every_word(shown)} {text.words}")
        self._writer.add_document(entry)

    def drop(self, document_id: int) -> None:
        """Delete the document of this id, where there is one."""
        # By query: delete_documents_by_term makes a signed term of a Python int, which matches nothing in this field.
        self._writer.delete_documents_by_query(tantivy.Query.term_query(self._index.schema, "id", document_id))

    def commit(self, state: State) -> None:
        """Make everything since the last commit visible and lasting, together with `state`."""
        self.drop(STATE_ID)
        entry = tantivy.Document()
        entry.add_unsigned("id", STATE_ID)
        entry.add_text("state", json.dumps([CONFIGURATION_VERSION, state.epoch, *state.position]))
        self._writer.add_document(entry)
        self._writer.commit()

    def close(self) -> None:
        """Wait for merges under way and let go of the files. What was not committed is dropped."""
        self._writer.wait_merging_threads()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def read_state(generation: Path) -> State | None:
    """What this generation holds, or None where it is unreadable or of another configuration version."""
    try:
        with panics_named():
            index = tantivy.Index.open(str(generation))
            searcher = index.searcher()
            found = searcher.search(tantivy.Query.term_query(index.schema, "id", STATE_ID), 1, count=False).hits
            version, epoch, transaction, row = json.loads(searcher.doc(found[0][1])["state"][0])
    except (ValueError, OSError, LookupError, TypeError, Damaged):
        return None
    return State(epoch, Position(transaction, row)) if version == CONFIGURATION_VERSION else None
