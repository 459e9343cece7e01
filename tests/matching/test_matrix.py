"""The vectors in memory: right for whoever looks, whatever came and went."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vliegwiel.matching.meaning.matrix import Matrix
from vliegwiel.matching.meaning.packed import digest_of, pack

SIZE = 8


def kept(*rows):
    rows = np.array(rows, np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return pack([digest_of(str(at)) for at in range(len(rows))], rows)


def axis(number, rest=0.0):
    row = np.full(SIZE, rest, np.float32)
    row[number] = 1
    return row


@pytest.fixture
def matrix():
    matrix = Matrix(SIZE)
    matrix.put(1, "initiative", ["public"], ["whole"], kept(axis(0)))
    matrix.put(2, "initiative", ["org:1", "net"], ["whole"], kept(axis(0)))
    matrix.put(3, "part", ["init:9"], ["whole"], kept(axis(1)))
    return matrix


def near(matrix, tokens, kinds=None, number=0):
    return matrix.compare(axis(number), tokens, kinds).best(10)


def test_only_what_the_tokens_open_is_compared(matrix):
    assert set(near(matrix, ["public"])) == {1}
    assert set(near(matrix, ["public", "net"])) == {1, 2}
    assert set(near(matrix, ["public", "init:9"])) == {1, 3}
    assert near(matrix, []) == {}
    assert near(matrix, ["init:99"]) == {}


def test_only_the_kinds_that_are_asked_for(matrix):
    assert set(near(matrix, ["public", "init:9"], ["part"])) == {3}
    assert near(matrix, ["public"], ["person"]) == {}


def test_closing_a_document_closes_it_at_once(matrix):
    matrix.see(1, "initiative", ["init:1"])
    assert near(matrix, ["public"]) == {}
    matrix.see(77, "initiative", ["public"])
    assert near(matrix, ["public"]) == {}


def test_what_is_dropped_is_gone_and_its_place_is_used_again(matrix):
    matrix.drop(1)
    matrix.drop(1)
    assert near(matrix, ["public"]) == {}
    matrix.put(4, "initiative", ["public"], ["whole"], kept(axis(2)))
    assert set(near(matrix, ["public"])) == {4}
    assert len(matrix) == 3


def test_the_best_piece_counts_beside_the_whole():
    matrix = Matrix(SIZE)
    matrix.put(1, "initiative", ["public"], ["whole", "how", "goal"], kept(axis(3), axis(0), axis(1)))
    matrix.put(2, "initiative", ["public"], ["whole"], kept(axis(0, 0.4)))
    one = matrix.compare(axis(0), ["public"], parts=0.5).of([1])[1]
    assert one == pytest.approx(0.5, abs=0.01)
    assert matrix.compare(axis(0), ["public"], parts=0.0).of([1])[1] == pytest.approx(0, abs=0.01)
    assert [piece.name for piece in matrix.pieces(1)] == ["whole", "how", "goal"]
    assert matrix.pieces(99) == []


def test_what_is_invisible_changes_no_share():
    def shares(*invisible):
        matrix = Matrix(SIZE)
        for number in range(5):
            matrix.put(number, "initiative", ["public"], ["whole"], kept(axis(0, number / 5)))
        for number, row in enumerate(invisible, 100):
            matrix.put(number, "initiative", ["init:1"], ["whole"], kept(row))
        compared = matrix.compare(axis(0), ["public"])
        return compared.shares(range(200)), compared.middle, compared.spread

    assert shares() == shares(axis(0), -axis(0), axis(5))


ROWS = st.lists(st.floats(-1, 1, width=32), min_size=SIZE, max_size=SIZE).filter(lambda row: sum(map(abs, row)) > 0.1)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["put", "see", "drop"]),
        st.integers(1, 6),
        st.sampled_from([("public",), ("net",), ("org:1", "net"), ()]),
        st.lists(ROWS, min_size=1, max_size=3),
    ),
    max_size=25,
)


@settings(max_examples=60, deadline=None)
@given(STEPS, ROWS)
def test_after_any_history_it_is_as_if_made_anew(steps, asked):
    matrix, plain = Matrix(SIZE), {}
    for what, number, audience, rows in steps:
        if what == "put":
            matrix.put(number, "part", audience, ["whole", "how", "goal"][: len(rows)], kept(*rows))
            plain[number] = (audience, rows)
        elif what == "see":
            matrix.see(number, "part", audience)
            plain.update({number: (audience, plain[number][1])} if number in plain else {})
        else:
            matrix.drop(number)
            plain.pop(number, None)
    anew = Matrix(SIZE)
    for number, (audience, rows) in plain.items():
        anew.put(number, "part", audience, ["whole", "how", "goal"][: len(rows)], kept(*rows))
    question = np.array(asked, np.float32)
    for tokens in (["public"], ["net"], ["public", "org:1"]):
        mine, other = matrix.compare(question, tokens).best(20), anew.compare(question, tokens).best(20)
        assert mine.keys() == other.keys()
        assert all(mine[one] == pytest.approx(other[one], abs=1e-5) for one in mine)
        assert set(mine) == {one for one, (audience, _) in plain.items() if set(audience) & set(tokens)}
    assert len(matrix) == sum(len(rows) for _, rows in plain.values())
