"""Titles by the beginnings of their words, for suggestions while one types: folded as the question is."""

from django.db import migrations

ACCENTED = "àáâãäåāăąçćčďđèéêëēėęěğģìíîïīįıķłļñńňņòóôõöøōőŕřśşšșťţțùúûüūůűųýÿžźżæœ"
PLAIN = "aaaaaaaaacccddeeeeeeeeggiiiiiiikllnnnnoooooooorrsssstttuuuuuuuuyyzzzao"
SIGNS = "'’‘\"“”-‐–—_./\\:;,@&#()[]{}<>|+*=!?%~^"

FORWARD = f"""
CREATE FUNCTION matching_folded(title text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT translate(lower(title), '{ACCENTED}' || $sign${SIGNS}$sign$, '{PLAIN}' || repeat(' ', {len(SIGNS)}))
$$;
ALTER TABLE matching_searchdocument ADD COLUMN names tsvector
    GENERATED ALWAYS AS (to_tsvector('simple', matching_folded(left(title, 500)))) STORED;
CREATE INDEX search_document_names ON matching_searchdocument USING gin (names) WITH (fastupdate = off)
    WHERE NOT deleted;
"""
BACK = """
DROP INDEX search_document_names;
ALTER TABLE matching_searchdocument DROP COLUMN names;
DROP FUNCTION matching_folded(text);
"""


class Migration(migrations.Migration):
    dependencies = [("matching", "0003_meaning")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
