"""The engine: what a viewer may find, in a sensible order, whatever is typed."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vliegwiel.matching.directions import SEARCH
from vliegwiel.matching.engine import Busy, Document, IndexFolder, Position, Reader, State, Writer
from vliegwiel.matching.writer import STATE_ID, read_state

PUBLIC = ("public",)
TEXTS = [
    (1, "Anonimiseren van documenten", "De gemeente maakt persoonsgegevens onleesbaar.", PUBLIC),
    (2, "Energiearmoede in de wijk", "Bewoners krijgen hulp van een energiecoach.", PUBLIC),
    (3, "Parkeervergunning online", "Aanvragen van een vergunning voor parkeren, code GM0893.", PUBLIC),
    (4, "Geheim plan voor energie", "Alleen voor het team.", ("init:4",)),
    (5, "Innovaties bij waterschappen", "Sensoren meten het grondwater in 's-Gravenhage.", ("net", "org:7")),
    (6, "Hulp bij schulden", "Bewoners met armoede door hoge kosten. Wie helpt wie?", PUBLIC),
    (7, "Wie helpt wie", "Een netwerk van buren.", PUBLIC),
]


def fill(root, texts=TEXTS, kind="initiative"):
    folder = IndexFolder(root)
    generation = folder.begin()
    with Writer(generation) as writer:
        for number, title, text, audience in texts:
            writer.put(Document(number, kind, title, text, tuple(audience)))
        writer.commit(State("one", Position(1, len(texts))))
    folder.serve(generation)
    return folder


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    return Reader(fill(tmp_path_factory.mktemp("index")))


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("anonimiseren", 1),
        ("geanonimiseerd", 1),
        ("anonimisering documenten", 1),
        ("energiearmoede", 2),
        ("vergunning parkeren", 3),
        ("parkeerverg", 3),
        ("GM0893", 3),
        ("gm0893", 3),
        ("energiearmoeed", 2),
        ("anonimseren ", 1),
        ("wie", 7),
        ("PARKEERVERGUNNING", 3),
    ],
)
def test_a_question_finds_its_document_first(reader, question, first):
    assert reader.search(question, PUBLIC).ids[0] == first


def test_a_part_of_a_compound_finds_the_compound_and_the_word_itself(reader):
    assert set(reader.search("armoede", PUBLIC).ids[:2]) == {2, 6}


@pytest.mark.parametrize("bound", [{"pool": 3}, {"scored": 1}, {"pool": 3, "scored": 1}])
def test_what_bounds_the_work_leaves_nothing_out(tmp_path, bound):
    """With a million texts few are ranked on all halves, and by few grams; all that hold the word are still found."""
    texts = [(number, "Sensoren " * (10 - number), "in het water", PUBLIC) for number in range(1, 10)]
    reader = Reader(fill(tmp_path, texts))
    found = reader.search("sensoren", PUBLIC, direction=replace(SEARCH, **bound))
    assert (sorted(found.ids), found.exact, len(found)) == (list(range(1, 10)), 9, 9)
    assert found.ids[3:] == reader.search("sensoren", PUBLIC).ids[3:]
    for limit in (2, 5):
        few = reader.search("sensoren", PUBLIC, limit, direction=replace(SEARCH, **bound))
        assert (few.ids, few.exact) == (found.ids[:limit], limit)


def test_a_title_counts_more_than_a_text(tmp_path):
    texts = [
        (1, "Iets anders", "over sensoren in de wijk", PUBLIC),
        (2, "Sensoren in de wijk", "over iets anders", PUBLIC),
    ]
    assert Reader(fill(tmp_path, texts)).search("sensoren", PUBLIC).ids == [2, 1]


def test_documents_with_all_words_come_before_those_with_some(reader):
    found = reader.search("hulp bewoners energiecoach", PUBLIC)
    assert found.ids[0] == 2
    assert found.exact >= 1
    assert found.exact <= len(found)


@pytest.mark.parametrize("question", ["energie", "geheim plan energie", "gehe", "geheimm plan", "Alleen voor het team"])
@pytest.mark.parametrize("audience", [[], ["public"], ["net"], ["init:44"], ["init:"], ["init"], ["team", "public"]])
def test_nobody_finds_what_they_may_not_see(reader, question, audience):
    assert 4 not in reader.search(question, audience).ids
    assert 4 not in reader.similar(question, question, audience).ids


def test_whoever_may_see_it_finds_it(reader):
    assert 4 in reader.search("geheim", ["public", "init:4"]).ids
    many = [f"org:{number}" for number in range(500)]
    assert reader.search("waterschap", many).ids == [5]


def test_scores_do_not_depend_on_what_the_viewer_may_not_see(reader):
    hidden = reader.search("energie", PUBLIC)
    assert hidden.hits[0].score == max(hit.score for hit in hidden)
    assert hidden.hits[0].score <= 1.0


def test_kinds_narrow_the_answer(reader):
    assert reader.search("hulp", PUBLIC, kinds=["person"]).ids == []
    assert reader.search("hulp", PUBLIC, kinds=[]).ids == []
    assert reader.search("hulp", PUBLIC, kinds=["initiative", "person"]).ids


def test_the_limit_is_kept(reader):
    assert len(reader.search("hulp bewoners armoede", PUBLIC, 1)) == 1
    assert len(reader.search("hulp", PUBLIC, 0)) == 0


def test_the_state_document_is_never_found(reader):
    assert STATE_ID not in reader.search("one", ["", "public", "one"]).ids
    assert len(reader) == len(TEXTS)


def test_similar_finds_the_nearest_text(reader):
    assert reader.similar("Documenten anoniem maken", "persoonsgegevens onleesbaar", PUBLIC).ids[0] == 1


def test_an_empty_folder_answers_nothing(tmp_path):
    reader = Reader(tmp_path / "absent")
    assert reader.search("energie", PUBLIC).ids == []
    assert reader.similar("energie", "", PUBLIC).ids == []
    assert len(reader) == 0


HOSTILE = [
    "",
    " ",
    "\x00",
    '"',
    '"onafgemaakt',
    "AND OR NOT",
    "title:energie",
    "energie~5^100",
    "[a TO b]",
    "(((((",
    "*",
    "energie*",
    "/regex.*/",
    "a" * 100_000,
    "energie " * 12_500,
    "-" * 1000,
    "a-" * 5000,
    "é" * 1000,
    "\u202e\u200b🙂",
    "ﷺ",
    "\ud800",
    "' OR 1=1 --",
    "de het een",
    "\n\t\r",
    "x'" * 500,
]


@pytest.mark.parametrize("question", HOSTILE)
def test_no_question_raises(reader, question):
    reader.search(question, PUBLIC)
    reader.similar(question, question, PUBLIC)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(question=st.text(max_size=200), audience=st.lists(st.text(max_size=20), max_size=5))
def test_any_question_of_any_viewer_gets_an_answer(reader, question, audience):
    assert 4 not in reader.search(question, [token for token in audience if token != "init:4"]).ids
    assert len(reader.similar(question, question, audience, 3)) <= 3


def test_words_between_operators_are_just_words(reader):
    assert reader.search('"energiearmoede" AND (wijk)', PUBLIC).ids[0] == 2


def test_strange_documents_go_in_and_can_be_found(tmp_path):
    texts = [(number, text, text, PUBLIC) for number, text in enumerate(HOSTILE, 1)]
    texts.append((1000, "energiearmoede", "", PUBLIC))
    assert Reader(fill(tmp_path, texts)).search("energiearmoede", PUBLIC).ids[0] == 1000


def test_replacing_and_deleting_are_seen_by_an_open_reader(tmp_path):
    folder = fill(tmp_path)
    reader = Reader(folder)
    assert reader.search("sensoren", ["net"]).ids == [5]
    with Writer(folder.serving()) as writer:
        writer.put(Document(5, "initiative", "Drones", "Vliegen over het land.", ("net",)))
        writer.drop(1)
        writer.commit(State("one", Position(2, 1)))
    assert reader.search("sensoren", ["net"]).exact == 0
    assert reader.search("drones", ["net"]).ids == [5]
    assert 1 not in reader.search("anonimiseren", PUBLIC).ids
    assert len(reader) == len(TEXTS) - 1
    assert read_state(folder.serving()) == State("one", Position(2, 1))


def test_what_was_not_committed_is_gone(tmp_path):
    folder = fill(tmp_path)
    with Writer(folder.serving()) as writer:
        writer.put(Document(9, "initiative", "Zeppelin", "", PUBLIC))
    assert Reader(folder).search("zeppelin", PUBLIC).exact == 0
    assert read_state(folder.serving()).position == Position(1, len(TEXTS))


def test_a_swap_is_seen_by_an_open_reader(tmp_path):
    folder = fill(tmp_path)
    reader = Reader(folder)
    reader.search("energie", PUBLIC)
    fill(tmp_path, [(1, "Zeppelin", "in de lucht", PUBLIC)])
    assert reader.search("zeppelin", PUBLIC).ids == [1]
    assert len(reader) == 1


def test_there_is_one_writer(tmp_path):
    folder = IndexFolder(tmp_path)
    with folder.writing(), pytest.raises(Busy), IndexFolder(tmp_path).writing():
        pass
    with folder.writing():
        pass
