"""Counts are kept per audience that many share. Kept under the whole audience, every initiative that is not public had rows
of its own (its team's token is in it), and a member of the network added up hundreds of thousands of them on every page."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION initiatives_counted_under(audience text[]) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN 'public' = ANY(audience) THEN ARRAY['public'] WHEN 'net' = ANY(audience) THEN ARRAY['net']
        ELSE ARRAY(SELECT token FROM unnest(audience) token WHERE token NOT LIKE 'init:%' ORDER BY token) END
$$;
CREATE OR REPLACE FUNCTION initiatives_count_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO initiatives_tally (audience, facet, value, n)
    SELECT initiatives_counted_under(a.audience), f.facet, f.value, count(*)
    FROM added a, LATERAL initiatives_facets(a) f GROUP BY 1, 2, 3;
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION initiatives_count_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO initiatives_tally (audience, facet, value, n)
    SELECT initiatives_counted_under(r.audience), f.facet, f.value, -count(*)
    FROM removed r, LATERAL initiatives_facets(r) f GROUP BY 1, 2, 3;
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION initiatives_count_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO initiatives_tally (audience, facet, value, n)
    SELECT initiatives_counted_under(audience), facet, value, sum(step) FROM (
        SELECT a.audience, f.facet, f.value, 1 AS step FROM added a, LATERAL initiatives_facets(a) f
        UNION ALL
        SELECT r.audience, f.facet, f.value, -1 FROM removed r, LATERAL initiatives_facets(r) f
    ) steps GROUP BY 1, 2, 3 HAVING sum(step) <> 0;
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION initiatives_put_counts_together() RETURNS bigint LANGUAGE sql AS $$
    WITH taken AS (DELETE FROM initiatives_tally RETURNING audience, facet, value, n),
    put AS (INSERT INTO initiatives_tally (audience, facet, value, n)
            SELECT audience, facet, value, sum(n) FROM taken GROUP BY 1, 2, 3 HAVING sum(n) <> 0
            ORDER BY 1, 2, 3 RETURNING 1)
    SELECT count(*) FROM put
$$;
CREATE FUNCTION initiatives_count_again() RETURNS bigint LANGUAGE sql AS $$
    LOCK TABLE initiatives_initiative IN SHARE MODE;
    DELETE FROM initiatives_tally;
    WITH put AS (INSERT INTO initiatives_tally (audience, facet, value, n)
                 SELECT initiatives_counted_under(i.audience), f.facet, f.value, count(*)
                 FROM initiatives_initiative i, LATERAL initiatives_facets(i) f GROUP BY 1, 2, 3
                 ORDER BY 1, 2, 3 RETURNING 1)
    SELECT count(*) FROM put
$$;
SELECT initiatives_count_again();
"""


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0008_source_per_space")]
    operations = [migrations.RunSQL(FORWARD, migrations.RunSQL.noop)]
