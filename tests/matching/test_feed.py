"""The feed: the index follows its source, whatever happens to the process that writes it."""

import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vliegwiel.matching import feed
from vliegwiel.matching.engine import Busy, Document, IndexFolder, Position, Reader, State
from vliegwiel.matching.feed import Change, Keeper, catch_up, rebuild
from vliegwiel.matching.writer import read_state

PUBLIC = ("public",)


class Memory:
    """A source in memory: one step a change."""

    def __init__(self, epoch="one"):
        self.steps = []
        self.name = epoch
        self.asked = 0

    def put(self, number, title):
        self._step(number, Document(number, "initiative", title, "", PUBLIC))

    def drop(self, number):
        self._step(number, None)

    def _step(self, number, document):
        self.steps = [step for step in self.steps if step.id != number]
        self.asked += 1
        self.steps.append(Change(Position(self.asked, number), number, document))

    def epoch(self):
        return self.name

    def changes(self, after, limit):
        return [step for step in self.steps if step.position > after][:limit]

    def early(self, after, limit):
        return []


@pytest.fixture
def folder(tmp_path):
    return IndexFolder(tmp_path / "index")


@pytest.fixture
def source():
    memory = Memory()
    for number, title in enumerate(("energie", "parkeren", "innovatie"), 1):
        memory.put(number, title)
    return memory


def everything(folder, word="energie parkeren innovatie water"):
    reader = Reader(folder)
    return {hit.id for one in word.split() for hit in reader.search(one, PUBLIC).hits}


def test_the_first_time_everything_is_taken_in(folder, source):
    assert catch_up(folder, source) == 3
    assert everything(folder) == {1, 2, 3}
    assert read_state(folder.serving()) == State("one", source.steps[-1].position)


def test_afterwards_only_what_changed(folder, source):
    catch_up(folder, source)
    source.put(1, "water")
    source.drop(2)
    assert catch_up(folder, source) == 2
    assert catch_up(folder, source) == 0
    assert Reader(folder).search("water", PUBLIC).ids == [1]
    assert everything(folder) == {1, 3}


def test_an_empty_source_makes_an_empty_index(folder):
    assert catch_up(folder, Memory()) == 0
    assert folder.serving() is not None
    assert len(Reader(folder)) == 0


def test_another_epoch_builds_the_index_anew(folder, source):
    catch_up(folder, source)
    restored = Memory("two")
    restored.put(9, "water")
    before = folder.serving()
    catch_up(folder, restored)
    assert folder.serving() != before
    assert everything(folder) == {9}


def test_another_configuration_version_builds_the_index_anew(folder, source, monkeypatch):
    catch_up(folder, source)
    before = folder.serving()
    monkeypatch.setattr("vliegwiel.matching.writer.CONFIGURATION_VERSION", 999)
    assert catch_up(folder, source) == 3
    assert folder.serving() != before


@pytest.mark.parametrize("broken", ["meta.json", "*.store", "*.term"])
def test_a_damaged_index_is_built_anew(folder, source, broken):
    catch_up(folder, source)
    for path in folder.serving().glob(broken):
        path.write_bytes(b"broken")
    source.put(4, "water")
    catch_up(folder, source)
    assert everything(folder) == {1, 2, 3, 4}


def test_while_building_the_old_index_answers(folder, source):
    catch_up(folder, source)
    reader = Reader(folder)
    seen = []

    class Watched(Memory):
        def changes(self, after, limit):
            seen.append(reader.search("energie", PUBLIC).ids)
            return super().changes(after, limit)

    rebuild(folder, Watched("two"))
    assert seen == [[1]]
    assert reader.search("energie", PUBLIC).ids == []


def test_a_build_that_was_stopped_does_not_take_over(folder, source):
    catch_up(folder, source)
    serving = folder.serving()
    rebuild(folder, source, stop=lambda: True)
    assert folder.serving() == serving
    rebuild(folder, source)
    assert everything(folder) == {1, 2, 3}


def test_old_generations_are_cleared_away(folder, source):
    for _ in range(4):
        rebuild(folder, source)
    assert len(list(folder.root.glob("generation-*"))) <= 2


def test_more_than_a_batch_is_taken_in_batch_by_batch(folder, source, monkeypatch):
    monkeypatch.setattr(feed, "BATCH", 2)
    monkeypatch.setattr(feed, "REBUILD_BATCH", 2)
    for number in range(4, 12):
        source.put(number, "water")
    catch_up(folder, source)
    assert everything(folder) == set(range(1, 12))


def test_a_second_writer_is_refused(folder, source):
    with folder.writing(), pytest.raises(Busy):
        catch_up(folder, source)


@settings(max_examples=25, deadline=None)
@given(
    steps=st.lists(st.tuples(st.integers(1, 6), st.sampled_from(["energie", "parkeren", None, "stop"])), max_size=25)
)
def test_any_history_ends_in_what_stands(tmp_path_factory, steps):
    folder, source = IndexFolder(tmp_path_factory.mktemp("history")), Memory()
    standing = {}
    for number, word in steps:
        if word == "stop":
            catch_up(folder, source)
        elif word is None:
            source.drop(number)
            standing.pop(number, None)
        else:
            source.put(number, word)
            standing[number] = word
    catch_up(folder, source)
    for word in ("energie", "parkeren"):
        found = set(Reader(folder).search(word, PUBLIC).ids)
        assert found >= {number for number, one in standing.items() if one == word}
        assert found <= set(standing)
    assert len(Reader(folder)) == len(standing)


class Noted:
    """Sets an event when the keeper has finished a round that fulfils a condition."""

    def __init__(self, condition):
        self.condition = condition
        self.done = threading.Event()

    def __call__(self):
        if self.condition():
            self.done.set()


def test_the_keeper_follows_in_the_background(folder, source, monkeypatch):
    monkeypatch.setattr(feed, "POLL_SECONDS", 0.01)
    note = Noted(lambda: everything(folder) == {1, 2, 3, 4})
    keeper = Keeper(folder, source, after_round=note)
    keeper.start()
    source.put(4, "water")
    assert note.done.wait(30)
    assert keeper.wait(30)
    keeper.stop()


def test_the_keeper_survives_errors(folder, source, monkeypatch):
    monkeypatch.setattr(feed, "POLL_SECONDS", 0.01)
    failures = iter([RuntimeError("no database"), OSError("no disk")])

    class Shaky(Memory):
        def epoch(self):
            for error in failures:
                raise error
            return super().epoch()

    shaky = Shaky()
    shaky.put(1, "energie")
    note = Noted(lambda: everything(folder) == {1})
    keeper = Keeper(folder, shaky, after_round=note)
    keeper.start()
    assert note.done.wait(30)
    keeper.stop()


def test_a_keeper_waits_while_another_writes_and_takes_over(folder, source, monkeypatch):
    monkeypatch.setattr(feed, "POLL_SECONDS", 0.01)
    once = Noted(lambda: True)
    with folder.writing():
        keeper = Keeper(folder, source, after_round=once)
        keeper.start()
        assert once.done.wait(30)
        assert folder.serving() is None
        assert not keeper.wait(0)
    after = Noted(lambda: folder.serving() is not None)
    keeper._after_round = after
    assert after.done.wait(30)
    keeper.stop()


WRITING = """
import sys
sys.path.insert(0, {root!r})
from vliegwiel.matching import feed
from vliegwiel.matching.engine import Document, IndexFolder, Position
from vliegwiel.matching.feed import Change, catch_up
feed.BATCH = feed.REBUILD_BATCH = feed.COMMIT_EVERY = 5

class Numbers:
    def epoch(self):
        return "one"
    def changes(self, after, limit):
        print(after.row, flush=True)
        first = after.row + 1
        return [Change(Position(n, n), n, Document(n, "x", f"energie {{n}}", "", ("public",)))
                for n in range(first, min(first + limit, {last} + 1))]

catch_up(IndexFolder({folder!r}), Numbers())
"""
LAST = 200


def write_until_killed(folder, after_lines):
    root = str(Path(__file__).parents[2])
    program = WRITING.format(root=root, folder=str(folder.root), last=LAST)
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as process:
        for _ in range(after_lines):
            process.stdout.readline()
        os.kill(process.pid, signal.SIGKILL)
        process.wait()


def test_a_writer_killed_at_any_moment_loses_and_doubles_nothing(folder):
    chance = random.Random(3)
    catch_up(folder, Memory())
    for _ in range(4):
        write_until_killed(folder, chance.randrange(1, 12))
        with folder.writing():
            pass  # the lock went with the process
    state = read_state(folder.serving())
    assert state.epoch == "one"
    assert len(Reader(folder)) == state.position.row, "the position is committed with the documents"
    source = Memory()
    source.steps = [Change(Position(n, n), n, Document(n, "x", f"energie {n}", "", PUBLIC)) for n in range(1, LAST + 1)]
    catch_up(folder, source)
    assert set(Reader(folder).search("energie", PUBLIC).ids) == set(range(1, LAST + 1))
    assert len(Reader(folder)) == LAST
