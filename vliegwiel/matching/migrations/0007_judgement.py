"""What teams say of suggestions; and the same thing at many bodies, bundled."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

import vliegwiel.core.codes

VERDICTS = [("same", "The same thing"), ("reuse", "We look at reusing it"), ("unfit", "Does not fit")]
REASONS = [
    ("subject", "It is about something else"),
    ("scale", "It is much larger or smaller"),
    ("outdated", "It is outdated"),
    ("other", "Another reason"),
]
CASCADE, SET_NULL = django.db.models.deletion.CASCADE, django.db.models.deletion.SET_NULL


def number() -> models.BigAutoField:
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = [
        ("matching", "0006_names"),
        ("initiatives", "0010_audience_index"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Bundle",
            fields=[
                ("id", number()),
                (
                    "code",
                    models.CharField(default=vliegwiel.core.codes.new_code, editable=False, max_length=8, unique=True),
                ),
                ("name", models.CharField(max_length=200, verbose_name="Name")),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["name", "id"],
                "constraints": [
                    models.CheckConstraint(condition=Q(("name", ""), _negated=True), name="bundle_has_name")
                ],
            },
        ),
        migrations.CreateModel(
            name="BundleEntry",
            fields=[
                ("id", number()),
                ("since", models.DateTimeField()),
                (
                    "bundle",
                    models.ForeignKey(on_delete=CASCADE, related_name="entries", to="matching.bundle"),
                ),
                (
                    "initiative",
                    models.OneToOneField(on_delete=CASCADE, related_name="bundled", to="initiatives.initiative"),
                ),
            ],
            options={"ordering": ["id"]},
        ),
        migrations.CreateModel(
            name="Judgement",
            fields=[
                ("id", number()),
                ("verdict", models.CharField(choices=VERDICTS, max_length=6)),
                ("reason", models.CharField(blank=True, choices=REASONS, max_length=8)),
                ("note", models.TextField(blank=True, max_length=500, verbose_name="In your own words")),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(null=True, on_delete=SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "initiative",
                    models.ForeignKey(on_delete=CASCADE, related_name="judgements", to="initiatives.initiative"),
                ),
                (
                    "other",
                    models.ForeignKey(null=True, on_delete=CASCADE, related_name="+", to="initiatives.initiative"),
                ),
                ("part", models.ForeignKey(null=True, on_delete=CASCADE, related_name="+", to="initiatives.part")),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(("other", None), ("part", None), _connector="XOR"), name="judgement_of_one_thing"
                    ),
                    models.CheckConstraint(
                        condition=Q(
                            Q(("verdict", "unfit"), _negated=True), Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="judgement_unfit_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=Q(("other", None), Q(("other", F("initiative")), _negated=True), _connector="OR"),
                        name="judgement_not_of_itself",
                    ),
                    models.UniqueConstraint(fields=("initiative", "other"), name="judgement_of_other_once"),
                    models.UniqueConstraint(fields=("initiative", "part"), name="judgement_of_part_once"),
                ],
            },
        ),
    ]
