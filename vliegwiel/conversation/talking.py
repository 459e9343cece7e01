"""The conversation about a thing as a page shows it: what was said, and what this viewer can do about each comment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vliegwiel.core.codes import new_secret
from vliegwiel.people.models import Person

from . import rules
from .queries.talk import Said, talk_about
from .subjects import subject_for

RULES = {
    "reply": rules.may_reply,
    "change": rules.may_change,
    "withdraw": rules.may_withdraw,
    "helpful": rules.may_find_helpful,
    "report": rules.may_report,
    "hide": rules.may_hide,
}


def conversation(target: Any, viewer: Person | None, asked: Mapping[str, str]) -> dict[str, Any]:
    """What `conversation/thread.html` needs. `asked`: the parameters of the address (`na`, `voor`, `bij`)."""
    talk = talk_about(target, viewer, before=asked.get("voor", ""), after=asked.get("na", ""), at=asked.get("bij", ""))
    for one in talk.rows:
        one.may = allowed(one, viewer)
    subject = subject_for(target)
    return {
        "talk": talk,
        "talk_secret": new_secret(),
        "may_talk": rules.may_talk(viewer, target),
        "talk_page": subject.page(target),
        "talk_kind": subject.word,
        "talk_code": target.code,
    }


def allowed(one: Said, viewer: Person | None) -> dict[str, bool]:
    """Per thing that can be done whether this viewer may; a visitor is offered nothing."""
    if viewer is None:
        return dict.fromkeys([*RULES, "appeal"], False)
    found = {name: bool(may(viewer, one.comment)) for name, may in RULES.items()}
    found["reply"] = found["reply"] and one.comment.reply_to_id is None
    if one.hiding is not None:
        one.hiding.comment = one.comment  # read already
    return found | {"appeal": one.hiding is not None and bool(rules.may_appeal(viewer, one.hiding))}
