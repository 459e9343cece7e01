"""Two initiatives that become one."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import vliegwiel.core.codes

STATES = [("proposed", "Proposed"), ("done", "Merged"), ("declined", "Not merged"), ("undone", "Undone")]


def somebody() -> models.ForeignKey:
    return models.ForeignKey(
        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
    )


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0012_reporting"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        migrations.CreateModel(
            name="Merger",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(default=vliegwiel.core.codes.new_code, editable=False, max_length=8, unique=True),
                ),
                ("state", models.CharField(choices=STATES, default="proposed", max_length=10)),
                ("reason", models.TextField(max_length=2000, verbose_name="Why are they the same?")),
                ("answer", models.TextField(blank=True, max_length=2000)),
                ("proposed_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
                ("moved", models.JSONField(default=dict)),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mergers",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "into",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="takes_in",
                        to="initiatives.initiative",
                    ),
                ),
                ("proposed_by", somebody()),
                ("agreed_going", somebody()),
                ("agreed_staying", somebody()),
            ],
            options={"ordering": ["-id"]},
        ),
        migrations.AddConstraint(
            model_name="merger",
            constraint=models.CheckConstraint(
                condition=models.Q(("into", models.F("initiative")), _negated=True), name="merger_of_two"
            ),
        ),
        migrations.AddConstraint(
            model_name="merger",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "proposed")),
                fields=("initiative", "into"),
                name="merger_proposed_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="merger",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "done")), fields=("initiative",), name="merger_done_once"
            ),
        ),
    ]
