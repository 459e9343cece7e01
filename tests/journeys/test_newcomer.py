"""Someone with a question, who has never been here."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.people import confirm_by_mail, fill_in_question, fill_in_sign_up, new_mail

KNOWN = "Brieven die je in één keer begrijpt"
QUESTION = "Hoe schrijven we brieven over geld zo dat mensen in één keer begrijpen wat ze moeten doen?"
FOR_WHOM = "Inwoners met een uitkering of toeslag, die moeite hebben met lange brieven."


def test_a_newcomer_writes_down_a_question_and_lands_on_its_page(visitor):
    # given someone without an account, who starts at the front page
    visitor.eventually("/zoeken/?q=brieven", KNOWN)
    visitor.go("/")
    visitor.follow("Ik heb een vraag of idee")
    # when they write, they see beside it who is already busy with the same, without asking
    fill_in_question(visitor, "Brieven die mensen in één keer begrijpen", QUESTION, FOR_WHOM, "Pilot")
    expect(visitor.page.locator("#lijkt-op")).to_contain_text(KNOWN)
    expect(visitor.page.locator("#leesniveau")).to_contain_text("woorden per zin")
    visitor.press("Bewaar en ga verder")
    visitor.type("Wat levert het op?", "Minder telefoontjes over brieven.")
    visitor.choose("Bestuur")
    visitor.press("Bewaar en ga verder")
    # then they read back what they wrote and who will be able to read it, and only now an account is asked
    visitor.sees("Brieven die mensen in één keer begrijpen")
    visitor.sees("Iedereen kan dit lezen, ook zonder account.")
    draft = visitor.page.url
    visitor.press("Ga verder en maak een account")
    fill_in_sign_up(visitor, new_mail("zwolle.nl"))
    visitor.press("Maak een account")
    visitor.sees_title("Kijk in je mail")
    # when they confirm by the mail that really came
    confirm_by_mail(visitor)
    # then they are back at their own text, and place it
    expect(visitor.page).to_have_url(draft)
    visitor.press("Plaats het")
    visitor.sees_title("Brieven die mensen in één keer begrijpen")
    visitor.sees(QUESTION)
    visitor.sees("Nog niet getoetst met gebruikers")
    # and the page of the initiative says what to do next, and who leads it
    visitor.follow("Voortgang")
    visitor.sees("De volgende stap")
    visitor.follow("Team")
    visitor.sees(visitor.name)


def test_a_newcomer_without_a_work_mail_address_says_where_they_work_and_comes_back(visitor):
    # given someone who wrote a question down and makes an account with a private address
    title = "Minder formulieren voor mantelzorgers"
    visitor.go("/initiatieven/nieuw/")
    fill_in_question(visitor, title, "Waarom vragen we hetzelfde vijf keer?", "Mantelzorgers.")
    visitor.press("Bewaar en ga verder")
    expect(visitor.page).to_have_url(re.compile(r"/2/$"))
    visitor.press("Bewaar en ga verder")
    expect(visitor.page).to_have_url(re.compile(r"/3/$"))
    draft = visitor.page.url
    visitor.press("Ga verder en maak een account")
    fill_in_sign_up(visitor, new_mail())
    visitor.press("Maak een account")
    confirm_by_mail(visitor)
    # then they are asked where they work, find it by name, and hear who decides
    visitor.sees_title("Waar werk je?")
    visitor.main.get_by_label("Naam van de organisatie").fill("tilb")
    visitor.press("Zoek")
    visitor.choose("Tilburg (gemeente)")
    visitor.press("Hier werk ik")
    visitor.sees("Je bent lid als zij het goedkeuren")
    # and nothing of what they wrote is lost
    expect(visitor.page).to_have_url(draft)
    visitor.sees(title)
    visitor.press("Plaats het")
    visitor.sees_title(title)


def test_from_front_page_to_placed_initiative_with_the_keyboard_alone(arrive_as):
    # given a colleague who has signed in and uses no mouse
    visitor = arrive_as("colleague")
    page = visitor.page
    page.goto("/")
    # the first thing that the keyboard reaches leads past the menu
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    page.keyboard.press("Enter")
    tab_to(page, "Ik heb een vraag of idee")
    page.keyboard.press("Enter")
    page.wait_for_url("**/nieuw/**")
    # when they write with the keyboard
    write_at(page, "Wat is de vraag?", "Wie weet hoe je een wachtrij korter maakt zonder extra balies?")
    write_at(page, "Voor wie is het?", "Inwoners die lang moeten wachten.")
    write_at(page, "Geef het een korte titel", "Korter wachten met het toetsenbord")
    tab_to(page, "Idee")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Pilot")).to_be_checked()
    go_on(page, "Bewaar en ga verder", "/2/")
    go_on(page, "Bewaar en ga verder", "/3/")
    # then it is placed, and the keyboard stands at the start of its page
    go_on(page, "Plaats het", "korter-wachten")
    visitor.sees_title("Korter wachten met het toetsenbord")


def tab_to(page: Page, words: str) -> None:
    """Press Tab until the focus is on what has these words; it must be visible there."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(
            "document.activeElement.labels?.[0]?.innerText ?? document.activeElement.innerText"
        ).startswith(words):
            expect(page.locator(":focus")).to_be_in_viewport()
            return
    raise AssertionError(f"the keyboard does not reach {words!r}")


def write_at(page: Page, label: str, text: str) -> None:
    tab_to(page, label)
    page.keyboard.type(text)


def go_on(page: Page, button: str, address: str) -> None:
    tab_to(page, button)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(re.escape(address)))
