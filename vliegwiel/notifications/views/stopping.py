"""Stopping mail from the mail itself (RFC 8058): a POST does it, a GET asks first."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from vliegwiel.people.models import Person

from .. import actions
from ..journey import Group
from ..queries.stopping import person_of_word
from ..stopping import DIGEST, stopped_by


@csrf_exempt  # a mail program posts without cookies or a form of ours; the signed word in the address is the permission
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, word: str) -> HttpResponse:
    """No mail of this kind any more, for whom the word was made."""
    found = stopped_by(word)
    person: Person | None = person_of_word(found)
    if found is None or person is None:
        return render(request, "notifications/stopped.html", {"state": "gone"}, status=404)
    what = "" if found[1] == DIGEST else Group(found[1]).label
    if request.method == "POST":
        actions.stop(person, by=None, what=found[1])
    state = "stopped" if request.method == "POST" else "stop"
    return render(request, "notifications/stopped.html", {"state": state, "what": what})
