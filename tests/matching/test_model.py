"""The model that comes with the program: what it reads, and that nothing anyone types can break it."""

import unicodedata

import numpy as np
import pytest

from vliegwiel.matching.meaning.e5 import BuiltIn
from vliegwiel.matching.meaning.embedder import LONGEST_TEXT, Unavailable, readable
from vliegwiel.matching.meaning.packed import digest_of, pack, unpack, vectors_of
from vliegwiel.matching.meaning.pieces import SPACE
from vliegwiel.matching.meaning.weights import Weights, shipped

ANONYMISER = "Software die namen en adressen in documenten zwart maakt voordat die openbaar worden"
PARKING = "Een scanauto rijdt rond en controleert of er voor het parkeren is betaald"


@pytest.fixture(scope="module")
def model():
    return BuiltIn()


@pytest.fixture(scope="module")
def pieces():
    return Weights(shipped()).pieces


def test_a_question_is_nearer_to_what_answers_it_than_to_anything_else(model):
    (question,) = model.embed(["iets dat persoonsgegevens onleesbaar maakt"], side="query")
    anonymiser, parking = model.embed([ANONYMISER, PARKING], side="passage")
    assert question @ anonymiser > question @ parking + 0.015


def test_every_row_has_length_one_and_the_order_of_the_texts(model):
    rows = model.embed([ANONYMISER, PARKING, ANONYMISER], side="passage")
    assert rows.shape == (3, 384)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert np.array_equal(rows[0], rows[2])
    assert not np.array_equal(rows[0], model.embed([ANONYMISER], side="query")[0])
    assert model.embed([], side="query").shape == (0, 384)


@pytest.mark.parametrize(
    "hostile",
    [
        "",
        " \n\t ",
        "\0\0\0",
        "\ufdfa" * 1_000,
        "\ufdfa" * 100_000,
        "a" * 100_000,
        "é̂" * 20_000,
        "😀👩‍👩‍👧" * 3_000,
        "漢字テスト 한국어 العربية עברית ไทย",
        "<s></s><pad><unk>",
        "\ud800\udfff los",
        "\u202e\u200b\ufeff\u2060",
        "'; drop table matching_meaning; --",
        "\U0010ffff" * 500,
    ],
    ids=range(14),
)
def test_any_text_gets_a_vector(model, hostile):
    for side in ("query", "passage"):
        (row,) = model.embed([hostile], side=side)
        assert np.isfinite(row).all()
        assert np.linalg.norm(row) == pytest.approx(1, abs=1e-4)


def test_a_text_is_read_to_its_limit_and_the_same_in_any_unicode_form():
    assert len(readable("a" * 100_000)) <= LONGEST_TEXT
    assert len(readable("\ufdfa" * 100_000)) <= LONGEST_TEXT
    assert readable("café\r\n  crème\0") == "café crème"
    assert readable(unicodedata.normalize("NFD", "café")) == readable("café")
    assert readable("\0") == "-"


def test_words_are_cut_in_pieces_as_the_model_learnt_them(pieces):
    assert pieces.ids("query: Iets dat persoonsgegevens onleesbaar maakt, in de gemeente 's-Gravenhage") == [
        41, 1294, 12, 87, 7831, 607, 6, 137222, 98, 133, 90, 11000, 27550, 4, 23, 8, 22287, 242, 7, 9, 178712, 33,
        126422,
    ]  # fmt: skip
    assert pieces.ids("") == []


def test_no_text_can_write_the_signs_of_the_model(pieces):
    assert min(pieces.ids("<s> </s> <pad> <unk> <s>")) > 3


def test_a_word_without_end_is_cut_too(pieces):
    assert len(pieces.ids("x" * 8_000)) > 100
    assert all(one >= 0 for one in pieces.ids(SPACE * 50 + "\u3000" * 20))


def test_without_its_file_the_model_says_so(tmp_path):
    with pytest.raises(Unavailable):
        BuiltIn(tmp_path / "absent.bin").embed(["een"], side="query")


@pytest.mark.parametrize("content", [b"", b"E5S1", b"x" * 1_000, b"E5S1\x01\0\0\0" + b"\xff" * 5_000])
def test_a_broken_file_is_told_and_breaks_nothing(tmp_path, content):
    (tmp_path / "broken.bin").write_bytes(content)
    with pytest.raises(Unavailable):
        BuiltIn(tmp_path / "broken.bin").embed(["een"], side="query")


def test_packing_keeps_the_cosine(model):
    rows = model.embed([ANONYMISER, PARKING, "Chatbot voor inwoners"], side="passage")
    kept = pack([digest_of("een"), digest_of("twee"), digest_of("drie")], rows).tobytes()
    assert len(kept) < 3 * 410
    back = vectors_of(unpack(kept, 384))
    assert np.abs(back @ back.T - rows @ rows.T).max() < 0.002
    assert unpack(kept, 384)["digest"][1].tobytes() == digest_of("twee")
