"""What was made of each document by the model, and which pieces a text consists of."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

PUT = """
CREATE FUNCTION matching_put(put_kind text, put_id bigint, put_title text, put_texts text[], put_names text[],
                             put_audience text[], put_deleted boolean) RETURNS void LANGUAGE sql AS $$
    INSERT INTO matching_searchdocument AS old (kind, target_id, title, text, piece_names, piece_lengths, audience,
                                                deleted, xid, changed_at)
    SELECT put_kind, put_id, put_title, coalesce(string_agg(piece, E'\\n' ORDER BY place), ''),
           coalesce(array_agg(name ORDER BY place) FILTER (WHERE piece IS NOT NULL), '{}'),
           coalesce(array_agg(char_length(piece) ORDER BY place) FILTER (WHERE piece IS NOT NULL), '{}'),
           put_audience, put_deleted, pg_current_xact_id()::text::bigint, clock_timestamp()
    FROM (SELECT name, nullif(piece, '') AS piece, place
          FROM unnest(put_names, put_texts) WITH ORDINALITY AS one(name, piece, place)) AS pieces
    ON CONFLICT (kind, target_id) DO UPDATE SET title = excluded.title, text = excluded.text,
        piece_names = excluded.piece_names, piece_lengths = excluded.piece_lengths,
        audience = excluded.audience, deleted = excluded.deleted, xid = excluded.xid, changed_at = excluded.changed_at,
        understood_by = CASE WHEN (old.title, old.text, old.piece_lengths)
            IS DISTINCT FROM (excluded.title, excluded.text, excluded.piece_lengths) THEN '' ELSE old.understood_by END
$$;
"""
FOLLOW_DELETION = """
ALTER TABLE matching_meaning ADD CONSTRAINT matching_meaning_document
    FOREIGN KEY (document_id) REFERENCES matching_searchdocument (id) ON DELETE CASCADE
"""


class Migration(migrations.Migration):
    dependencies = [("matching", "0002_searchable")]
    operations = [
        migrations.AddField(
            "searchdocument",
            "piece_names",
            django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), null=True, size=None),
        ),
        migrations.AddField(
            "searchdocument",
            "piece_lengths",
            django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), null=True, size=None),
        ),
        migrations.AddField("searchdocument", "understood_by", models.CharField(max_length=80, db_default="")),
        migrations.AddIndex("searchdocument", models.Index(fields=["understood_by"], name="search_document_unread")),
        migrations.CreateModel(
            "Meaning",
            [
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="meaning",
                        serialize=False,
                        to="matching.searchdocument",
                        db_constraint=False,
                    ),
                ),
                ("model", models.CharField(max_length=80)),
                (
                    "names",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None),
                ),
                ("keys", django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ("packed", models.BinaryField()),
                ("xid", models.BigIntegerField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["xid", "document"], name="meaning_feed"),
                    django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=["keys"], name="meaning_keys"),
                ]
            },
        ),
        migrations.RunSQL(FOLLOW_DELETION, "ALTER TABLE matching_meaning DROP CONSTRAINT matching_meaning_document"),
        migrations.RunSQL(PUT, "DROP FUNCTION matching_put(text, bigint, text, text[], text[], text[], boolean)"),
    ]
