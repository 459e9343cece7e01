"""Each change of an initiative adds what it changes to the counts, in the same transaction, one row per value."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION initiatives_facets(i initiatives_initiative) RETURNS TABLE (facet text, value text)
LANGUAGE sql IMMUTABLE AS $$
    SELECT f, v FROM (VALUES
        ('all', ''), ('kind', i.kind), ('stage', i.stage_id::text), ('space', i.space_id::text), ('end', i."end"),
        ('checked', CASE WHEN i.is_checked THEN '1' END), ('parts', CASE WHEN i.has_parts THEN '1' END)
    ) AS own(f, v) WHERE v IS NOT NULL AND i."end" <> 'withdrawn'
    UNION ALL SELECT 'theme', unnest(i.theme_ids)::text WHERE i."end" <> 'withdrawn'
    UNION ALL SELECT 'region', unnest(i.region_ids)::text WHERE i."end" <> 'withdrawn'
    UNION ALL SELECT 'organisation', unnest(i.organisation_ids)::text WHERE i."end" <> 'withdrawn'
    UNION ALL SELECT 'initiator', unnest(i.initiator_ids)::text WHERE i."end" <> 'withdrawn'
$$;
CREATE FUNCTION initiatives_count_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO initiatives_tally (audience, facet, value, n)
    SELECT a.audience, f.facet, f.value, count(*) FROM added a, LATERAL initiatives_facets(a) f GROUP BY 1, 2, 3;
    RETURN NULL;
END $$;
CREATE FUNCTION initiatives_count_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO initiatives_tally (audience, facet, value, n)
    SELECT r.audience, f.facet, f.value, -count(*) FROM removed r, LATERAL initiatives_facets(r) f GROUP BY 1, 2, 3;
    RETURN NULL;
END $$;
CREATE FUNCTION initiatives_count_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO initiatives_tally (audience, facet, value, n)
    SELECT audience, facet, value, sum(step) FROM (
        SELECT a.audience, f.facet, f.value, 1 AS step FROM added a, LATERAL initiatives_facets(a) f
        UNION ALL
        SELECT r.audience, f.facet, f.value, -1 FROM removed r, LATERAL initiatives_facets(r) f
    ) steps GROUP BY 1, 2, 3 HAVING sum(step) <> 0;
    RETURN NULL;
END $$;
CREATE TRIGGER initiatives_counted_added AFTER INSERT ON initiatives_initiative
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION initiatives_count_added();
CREATE TRIGGER initiatives_counted_removed AFTER DELETE ON initiatives_initiative
    REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION initiatives_count_removed();
CREATE TRIGGER initiatives_counted_changed AFTER UPDATE ON initiatives_initiative
    REFERENCING OLD TABLE AS removed NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION initiatives_count_changed();

CREATE FUNCTION initiatives_put_counts_together() RETURNS bigint LANGUAGE sql AS $$
    WITH taken AS (DELETE FROM initiatives_tally RETURNING audience, facet, value, n),
    put AS (INSERT INTO initiatives_tally (audience, facet, value, n)
            SELECT audience, facet, value, sum(n) FROM taken GROUP BY 1, 2, 3 HAVING sum(n) <> 0 RETURNING 1)
    SELECT count(*) FROM put
$$;
"""
BACK = """
DROP FUNCTION initiatives_put_counts_together();
DROP TRIGGER initiatives_counted_added ON initiatives_initiative;
DROP TRIGGER initiatives_counted_removed ON initiatives_initiative;
DROP TRIGGER initiatives_counted_changed ON initiatives_initiative;
DROP FUNCTION initiatives_count_added(); DROP FUNCTION initiatives_count_removed();
DROP FUNCTION initiatives_count_changed(); DROP FUNCTION initiatives_facets(initiatives_initiative);
"""


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0004_tally")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
