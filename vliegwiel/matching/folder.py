"""The folder of one node's index: generations, the link to the serving one, and the lock of the one writer.

    <root>/current -> generation-3      what readers open
    <root>/generation-4                 being built
    <root>/writer.lock                  held by the process that writes (flock: gone with the process, kill -9 included)

A generation takes over by renaming a new link over the old one, so that readers see one or the other, never half.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import tantivy

_CURRENT = "current"


class Busy(Exception):
    """Another process or thread holds the writer's lock of this folder."""


class Damaged(Exception):
    """The files of a generation cannot be read."""


@contextmanager
def panics_named() -> Iterator[None]:
    """Raise Damaged where the library panics over broken files: a panic is no Exception and would end a thread."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise Damaged(str(error)[:500]) from None


def schema() -> tantivy.Schema:
    """The fields. Text comes in as terms with spaces between them; only `id` and `state` come out again."""
    build = tantivy.SchemaBuilder()
    build.add_unsigned_field("id", indexed=True, fast=True)
    build.add_text_field("kind", tokenizer_name="raw", index_option="basic")
    build.add_text_field("audience", tokenizer_name="raw", index_option="basic")
    build.add_text_field("stems", tokenizer_name="whitespace", index_option="freq")
    build.add_text_field("grams", tokenizer_name="whitespace", index_option="freq")
    build.add_text_field("words", tokenizer_name="whitespace", index_option="basic")
    build.add_text_field("state", tokenizer_name="raw", index_option="basic", stored=True)
    return build.build()


class IndexFolder:
    """The place of an index on disk."""

    def __init__(self, root: Path | str) -> None:
        """`root` is made when something is written to it."""
        self.root = Path(root)

    def serving(self) -> Path | None:
        """The generation that readers open, or None as long as there is none."""
        try:
            path = self.root / os.readlink(self.root / _CURRENT)
        except OSError:
            return None
        return path if (path / "meta.json").exists() else None

    def begin(self) -> Path:
        """Make an empty generation to build in."""
        self.root.mkdir(parents=True, exist_ok=True)
        numbers = [self._number(path) for path in self.root.glob("generation-*")]
        path = self.root / f"generation-{max(numbers, default=0) + 1}"
        path.mkdir()
        return path

    def serve(self, generation: Path) -> None:
        """Let readers open this generation from now on; the one before it stays for readers that are under way."""
        before = self.serving()
        link = self.root / f".{_CURRENT}-{os.getpid()}"
        link.unlink(missing_ok=True)
        link.symlink_to(generation.name)
        os.replace(link, self.root / _CURRENT)
        self.clear(keep={generation, before})

    def clear(self, *, keep: set[Path | None]) -> None:
        """Remove the generations that nobody needs: older ones, and what an interrupted build left."""
        for path in self.root.glob("generation-*"):
            if path not in keep:
                shutil.rmtree(path, ignore_errors=True)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the one writer of this folder. Raises Busy at once where another is."""
        self.root.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.root / "writer.lock", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            raise Busy(f"another process writes the search index in {self.root}") from None
        try:
            yield
        finally:
            os.close(handle)

    @staticmethod
    def _number(path: Path) -> int:
        number = path.name.rpartition("-")[2]
        return int(number) if number.isdecimal() else 0
