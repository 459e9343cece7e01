"""What can be found of this room."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vliegwiel.core.codes import slug_of
from vliegwiel.core.findable import Findable, declare

NAMED = ("official_name", "abbreviation", "official_code", "about")

declare(
    Findable(
        kind="organisation",
        word="organisaties",
        label=_("Organisations"),
        model="people.Organisation",
        title="{row}.name",
        texts={name: f"{{row}}.{name}" for name in NAMED},
        columns=("name", *NAMED),
        audience="ARRAY['public']::text[]",
        address=lambda code, title: reverse("people:organisation", args=[code, slug_of(title)]),
        rank=70,
    ),
    Findable(
        kind="person",
        word="mensen",
        label=_("People"),
        model="people.Person",
        title="concat_ws(' ', {row}.given_name, nullif({row}.infix, ''), {row}.family_name)",
        texts={
            "job_title": "{row}.job_title",
            "about": "{row}.about",
            "talents": "array_to_string({row}.talents, ', ')",
        },
        columns=("given_name", "infix", "family_name", "job_title", "about", "talents", "audience", "is_active"),
        gone="NOT {row}.is_active",
        address=lambda code, _title: reverse("people:person", args=[code]),
        rank=80,
    ),
)
