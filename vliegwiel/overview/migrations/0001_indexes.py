"""Indexes for how the overview reads initiatives: by title without regard for capitals, and by what few of them are.

They stand here because only the overview reads so; the table belongs to the room `initiatives`.
"""

from django.db import migrations

INDEXES = {
    "overview_by_title": "(lower(title), id)",
    "overview_checked": "(changed_at DESC, id DESC) WHERE is_checked",
    "overview_parts": "(changed_at DESC, id DESC) WHERE has_parts",
    "overview_ended": """("end", changed_at DESC, id DESC) WHERE "end" <> ''""",
}


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0007_extras")]
    operations = [
        migrations.RunSQL(f"CREATE INDEX {name} ON initiatives_initiative {columns};", f"DROP INDEX {name};")
        for name, columns in INDEXES.items()
    ]
