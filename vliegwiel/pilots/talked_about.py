"""What people talk about here: a check-in and what lies on the desk, in their own ring."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from vliegwiel.conversation.subjects import Subject
from vliegwiel.core.dates import as_day

from .models import Action, CheckIn


def _title(check_in: CheckIn) -> str:
    words = {"day": as_day(check_in.at), "title": check_in.initiative.title}
    return _("Check-in of %(day)s: %(title)s") % words


def _stands(check_in: CheckIn) -> str:
    one = check_in.initiative
    return f"{reverse('pilots:check-ins', args=[one.code, one.slug])}#check-in-{check_in.code}"


def _seen_by(viewer: Any) -> Any:
    return CheckIn.objects.visible_to(viewer).select_related("initiative")


def _asked(action: Action) -> str:
    return f"{action.get_kind_display()}: {Truncator(' '.join(action.item.text.split())).chars(80)}"


def _actions(viewer: Any) -> Any:
    return Action.objects.visible_to(viewer).select_related("item")


SUBJECTS = (
    Subject("pilots.checkin", "check-in", seen_by=_seen_by, home=_stands, title=_title),
    Subject("pilots.action", "actie", seen_by=_actions, home=lambda one: one.get_absolute_url(), title=_asked),
)
