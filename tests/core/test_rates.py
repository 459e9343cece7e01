"""How often one address may do something that costs work."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.http import HttpResponse
from django.test import RequestFactory

from vliegwiel.core import rates

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()


def view(name="test", times=3, seconds=60):
    return rates.limited(name, times=times, seconds=seconds)(lambda request: HttpResponse("gedaan"))


def ask(guarded, *, method="post", address="192.0.2.1", user=NOBODY):
    request = getattr(RequestFactory(), method)("/", REMOTE_ADDR=address)
    request.user = user
    return guarded(request).status_code


def person(pk):
    return SimpleNamespace(pk=pk, is_authenticated=True, name="Anne", url="/personen/x/")


def test_as_often_as_allowed_and_no_more():
    guarded = view()
    assert [ask(guarded) for _ in range(5)] == [200, 200, 200, 429, 429]


def test_looking_is_never_counted():
    guarded = view(times=0)
    assert [ask(guarded, method=method) for method in ("get", "head", "get")] == [200, 200, 200]
    assert ask(guarded) == 429


def test_the_answer_is_a_page_with_a_sentence():
    request = RequestFactory().post("/")
    request.user = NOBODY
    answer = view(times=0)(request)
    assert "Wacht een paar minuten" in answer.content.decode()


def test_another_address_another_person_and_another_button_have_counts_of_their_own():
    guarded = view(times=1)
    assert [ask(guarded), ask(guarded)] == [200, 429]
    assert ask(guarded, address="192.0.2.2") == 200
    assert ask(guarded, user=person(1)) == 200
    assert ask(guarded, user=person(2)) == 200
    assert ask(guarded, user=person(2)) == 429
    assert ask(view("other", times=1)) == 200


def test_someone_signed_in_is_counted_wherever_they_are():
    guarded = view(times=1)
    assert ask(guarded, user=person(7), address="192.0.2.1") == 200
    assert ask(guarded, user=person(7), address="192.0.2.9") == 429


def test_after_the_window_one_begins_again():
    guarded = view(times=1)
    assert [ask(guarded), ask(guarded)] == [200, 429]
    cache.clear()  # what the end of the window does
    assert ask(guarded) == 200


def test_a_window_that_ends_between_two_looks_breaks_nothing(monkeypatch):
    monkeypatch.setattr(rates.cache, "add", lambda *_, **__: True)
    assert ask(view(times=1)) == 200


def test_the_count_says_nothing_about_who(monkeypatch):
    keys = []
    monkeypatch.setattr(rates.cache, "add", lambda key, *_, **__: keys.append(key))
    ask(view(), address="192.0.2.77")
    assert "192.0.2.77" not in keys[0]
    assert len(keys[0]) < 100


@pytest.mark.parametrize("address", ["", "niet-een-adres", "x" * 1000, "é🙂"])
def test_an_odd_address_breaks_nothing(address):
    assert ask(view(), address=address) == 200


def test_behind_a_proxy_each_visitor_is_counted_apart(rf, settings):
    settings.BEHIND_PROXY = True
    one = rf.post("/", HTTP_X_FORWARDED_FOR="10.0.0.9, 192.0.2.1", REMOTE_ADDR="127.0.0.1")
    other = rf.post("/", HTTP_X_FORWARDED_FOR="192.0.2.2", REMOTE_ADDR="127.0.0.1")
    assert rates._address(one) == "192.0.2.1"
    assert rates._address(other) == "192.0.2.2"
    settings.BEHIND_PROXY = False
    assert rates._address(one) == "127.0.0.1"
