"""How often one address may do something that costs work."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
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
    return SimpleNamespace(pk=pk, is_authenticated=True, name="Anne", url="/personen/x/", tokens=[], is_staff=False)


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


def rows() -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM cache")
        return dict(cursor.fetchall())


def end_of_the_window():
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cache SET expires = now() - interval '1 second'")


def test_after_the_window_one_begins_again():
    guarded = view(times=1)
    assert [ask(guarded), ask(guarded)] == [200, 429]
    end_of_the_window()
    assert [ask(guarded), ask(guarded)] == [200, 429]


def test_counting_is_one_statement(statements):
    guarded = view(times=3)
    ask(guarded)
    with statements(1):
        assert ask(guarded) == 200


def test_counts_that_ran_out_are_taken_away():
    ask(view("before"))
    end_of_the_window()
    ask(view("after"))
    assert "before" not in {key.split(":")[1] for key in rows() if key.startswith("rate:")}


def test_the_count_says_nothing_about_who():
    before = rows()
    ask(view("fresh"), address="192.0.2.77")
    (key,) = set(rows()) - set(before)
    assert "192.0.2.77" not in key
    assert len(key) < 100


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
