"""“Does it exist already?”: warns with reasons when it does, and is quiet when it does not."""

import pytest
from django.urls import reverse

from tests.home.pages.test_front import place
from vliegwiel.initiatives import actions

WRITING = "/zoeken/lijkt-op/"
LETTERS = {
    "title": "Brieven over geld die je in één keer begrijpt",
    "question": "Hoe schrijven we brieven over geld zo, dat mensen weten wat ze moeten doen en voor wanneer?",
    "for_whom": "Inwoners die een uitkering of toeslag krijgen en moeite hebben met lange brieven.",
    "summary": "Schrijvers en inwoners herschrijven samen de brieven waar de meeste vragen over komen.",
}
NEW = {
    "title": "Vleermuizen tellen met geluid",
    "question": "Hoe vinden we zomerkolonies in oude kerktorens zonder de dieren te storen?",
    "for_whom": "Ecologen die dakrenovaties begeleiden.",
}


def beside(client, typed) -> str:
    """The piece of page beside the form."""
    answer = client.post(WRITING, typed, headers={"hx-request": "true"})
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_warns_of_what_looks_like_it_and_says_which_words_they_share(as_, town):
    piece = beside(as_("visitor"), LETTERS)
    assert town.initiatives["letters"].title in piece
    assert town.initiatives["letters"].get_absolute_url() in piece
    assert "Gaan allebei over: " in piece
    shared = piece.split("Gaan allebei over: ")[1].split(".")[0]
    assert {"geld", "begrijpt"} <= set(shared.split(", "))
    assert "<html" not in piece


def test_the_same_text_again_is_nearly_the_same(as_, town):
    letters = town.initiatives["letters"]
    letters.refresh_from_db()
    typed = {name: getattr(letters, name) for name in ("title", "question", "for_whom", "summary", "yields")}
    assert "Bijna hetzelfde" in beside(as_("visitor"), typed)


def test_it_speaks_without_a_title_too(as_, town):
    piece = beside(as_("visitor"), {"question": LETTERS["question"], "for_whom": LETTERS["for_whom"]})
    assert town.initiatives["letters"].title in piece


def test_it_is_quiet_about_something_new(as_):
    piece = beside(as_("visitor"), NEW)
    assert "Niets wat erop lijkt" in piece
    assert "vw-suggestion" not in piece


@pytest.mark.parametrize("typed", [{}, {"title": "Brief"}, {"title": "de het een van"}, {"question": "  "}])
def test_after_a_word_or_two_it_says_nothing_yet(as_, typed):
    piece = beside(as_("visitor"), typed)
    assert "Terwijl je schrijft" in piece
    assert "vw-suggestion" not in piece


@pytest.mark.parametrize(
    ("name", "sees"), [("visitor", False), ("outsider", False), ("operator", False), ("lead", True)]
)
def test_it_never_tells_of_what_one_may_not_see(as_, town, name, sees):
    secret = town.initiatives["secret"]
    secret.refresh_from_db()
    piece = beside(as_(name), {"title": secret.title, "question": secret.question, "for_whom": secret.for_whom})
    assert (secret.title in piece) is sees
    assert ("tegenspraak" in piece.lower()) is sees


def test_without_script_it_is_a_whole_page_that_says_how_to_go_back(as_, town):
    answer = as_("visitor").post(WRITING, LETTERS)
    page = answer.content.decode()
    assert "<html" in page
    assert "Ga terug om verder te schrijven" in page
    assert town.initiatives["letters"].title in page


def test_at_most_five_are_shown(as_, town, index):
    for number in range(9):
        actions.submit(
            town.spaces["square"],
            by=town.person("lead"),
            title=f"{LETTERS['title']} {number}",
            kind="idea",
            texts={"question": LETTERS["question"], "for_whom": LETTERS["for_whom"]},
        )
    index()
    piece = beside(as_("visitor"), LETTERS)
    assert piece.split("Kan hier hergebruikt worden")[0].count('class="vw-suggestion"') == 5


@pytest.mark.parametrize(
    "typed",
    [
        {"title": "<script>alert(1)</script> brieven over geld", "question": LETTERS["question"]},
        {"title": "\x00", "question": "\x00" + LETTERS["question"]},
        {"title": "x" * 1_000_000, "question": "y " * 500_000},
        {"title": ["a", "b"], "question": "((( AND OR *:* )))"},
    ],
)
def test_no_text_breaks_it(as_, typed):
    assert "<script>alert" not in beside(as_("visitor"), typed)


def test_beside_an_initiative_stands_what_looks_like_it_but_not_itself(as_, town, index):
    letters = town.initiatives["letters"]
    twin = actions.submit(
        town.spaces["square"], by=town.person("lead"), kind="idea", title=LETTERS["title"],
        texts={"question": LETTERS["question"], "for_whom": LETTERS["for_whom"]},
    )  # fmt: skip
    index()
    answer = as_("visitor").get(reverse("matching:looks-like", args=[letters.code]), headers={"hx-request": "true"})
    piece = answer.content.decode()
    assert twin.get_absolute_url() in piece
    assert letters.get_absolute_url() not in piece
    page = as_("visitor").get(reverse("matching:looks-like", args=[letters.code])).content.decode()
    assert "Terug naar het initiatief" in page


@pytest.mark.parametrize("code", ["22222222", "kort", "%00", "x" * 500, "é🙂"])
def test_what_is_not_there_looks_like_nothing(as_, code):
    assert as_("visitor").get(f"/zoeken/lijkt-op/{code}/").status_code == 404


def test_what_one_may_not_see_looks_like_nothing(as_, town):
    address = reverse("matching:looks-like", args=[town.initiatives["secret"].code])
    assert as_("outsider").get(address).status_code == 404
    assert as_("lead").get(address).status_code == 200


def test_it_takes_the_method_it_was_made_for(as_, town):
    assert as_("visitor").get(WRITING).status_code == 405
    assert (
        as_("visitor").post(reverse("matching:looks-like", args=[town.initiatives["letters"].code])).status_code == 405
    )


def test_it_asks_the_database_the_same_however_much_looks_like_it(as_, town, index, statements):
    client = as_("lead")
    with statements(22):  # of which eight count how often this person asks
        beside(client, LETTERS)
    for number in range(10):
        place(town.person("lead"), town.spaces["square"], f"{LETTERS['title']} {number}", days_ago=number)
    index()
    with statements(22):  # of which eight count how often this person asks
        beside(client, LETTERS)


def test_what_exists_stands_before_the_button_so_that_a_narrow_screen_shows_it_first(as_):
    page = as_("visitor").get("/initiatieven/nieuw/", follow=True).content.decode()
    assert page.index('id="stap"') < page.index('id="lijkt-op"') < page.index("Bewaar en ga verder")


def test_words_that_nothing_was_found_for_begin_the_question(as_):
    page = as_("visitor").get("/initiatieven/nieuw/?vraag=kwantum+%3Cb%3Efysica", follow=True).content.decode()
    assert "kwantum &lt;b&gt;fysica</textarea>" in page
    assert as_("visitor").get("/initiatieven/nieuw/?vraag=%00", follow=True).status_code == 200
