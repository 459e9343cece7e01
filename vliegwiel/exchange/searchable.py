"""What can be found of this room."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vliegwiel.core.codes import slug_of
from vliegwiel.core.findable import Findable, declare

COLUMNS = ("title", "text", "audience", "state", "is_for_market")
# `is_for_market`: the database completes the audience whenever that column is written.
CLOSED = "{row}.state NOT IN ('open', 'full')"

declare(
    Findable(
        kind="need",
        word="gezocht",
        label=_("Looked for"),
        model="exchange.Need",
        title="{row}.title",
        texts={"text": "{row}.text"},
        columns=COLUMNS,
        gone=CLOSED,
        address=lambda code, title: reverse("exchange:need", args=[code, slug_of(title)]),
        rank=30,
    ),
    Findable(
        kind="offer",
        word="aanbod",
        label=_("Offered"),
        model="exchange.Offer",
        title="{row}.title",
        texts={"text": "{row}.text"},
        columns=COLUMNS,
        gone=CLOSED,
        address=lambda code, title: reverse("exchange:offer", args=[code, slug_of(title)]),
        rank=35,
    ),
)
