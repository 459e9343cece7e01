"""Reporting to a programme; and the roles that ended, which stay."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from vliegwiel.activity.append_only import append_only

ROLES = [
    ("lead", "Project lead"),
    ("ambassador", "Ambassador"),
    ("sparring", "Sparring partner"),
    ("information", "Information adviser"),
    ("member", "Team member"),
]
TERMS = """
CREATE FUNCTION initiatives_keep_term() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO initiatives_roleterm (initiative_id, person_id, role, since, until)
        VALUES (OLD.initiative_id, OLD.person_id, OLD.role, OLD.since, greatest(OLD.since, now()));
    RETURN NULL;
END $$;
CREATE TRIGGER initiatives_teamrole_kept AFTER DELETE ON initiatives_teamrole
    FOR EACH ROW EXECUTE FUNCTION initiatives_keep_term();
"""
TERMS_BACK = """
DROP TRIGGER initiatives_teamrole_kept ON initiatives_teamrole; DROP FUNCTION initiatives_keep_term();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0010_audience_index"),
        ("spaces", "0002_promises"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            model_name="initiative",
            name="programme",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="reporting",
                to="spaces.space",
            ),
        ),
        migrations.CreateModel(
            name="RoleTerm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(choices=ROLES, max_length=12)),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField()),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="role_terms",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={"ordering": ["-id"]},
        ),
        migrations.RunSQL(TERMS, TERMS_BACK),
        append_only("initiatives_roleterm"),
    ]
