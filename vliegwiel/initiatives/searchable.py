"""What can be found of this room."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vliegwiel.core.codes import slug_of
from vliegwiel.core.findable import Findable, declare

TEXTS = (
    "question",
    "for_whom",
    "summary",
    "needs",
    "change",
    "goal",
    "yields",
    "how",
    "evidence",
    "tried",
    "milestones",
    "source_organisation",
)

declare(
    Findable(
        kind="initiative",
        word="initiatieven",
        label=_("Initiatives"),
        model="initiatives.Initiative",
        title="{row}.title",
        texts={name: f"{{row}}.{name}" for name in TEXTS},
        columns=("title", *TEXTS, "audience", '"end"'),
        gone="{row}.\"end\" = 'withdrawn'",
        address=lambda code, title: reverse("initiatives:initiative", args=[code, slug_of(title)]),
        rank=10,
    ),
    Findable(
        kind="part",
        word="bouwstenen",
        label=_("Parts to reuse"),
        model="initiatives.Part",
        title="{row}.name",
        texts={name: f"{{row}}.{name}" for name in ("description", "conditions")},
        columns=("name", "description", "conditions", "audience"),
        address=lambda code, _title: reverse("initiatives:part", args=[code]),
        rank=20,
    ),
)
