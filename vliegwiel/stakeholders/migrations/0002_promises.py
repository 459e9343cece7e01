"""What the database keeps of a playing field: never wider than its initiative, its log follows, history stays."""

from django.db import migrations

from vliegwiel.activity.append_only import append_only

# As check-ins do it in the room pilots, which is on the same floor: a room does not lean on the functions of another.
AUDIENCE = """
CREATE FUNCTION stakeholders_audience(one initiatives_initiative, ring text) RETURNS text[] LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN one."end" = 'withdrawn' OR array_position(widths, ring) >= array_position(widths, one.ring::text)
        THEN one.audience
        ELSE ARRAY(SELECT DISTINCT token FROM (
            SELECT 'init:' || one.id
            UNION ALL SELECT 'lead:' || one.space_id
            UNION ALL SELECT 'lead:' || one.programme_id WHERE one.programme_id IS NOT NULL
            UNION ALL SELECT 'net' WHERE ring = 'network'
            UNION ALL SELECT 'org:' || unnest(one.initiator_ids) WHERE ring IN ('organisation', 'network')
            UNION ALL SELECT 'org:' || organisation_id FROM spaces_ownership
                WHERE space_id = one.space_id AND ring IN ('organisation', 'network')
        ) AS narrower(token) ORDER BY token) END
    FROM (SELECT ARRAY['team', 'organisation', 'network', 'public'] AS widths) AS rings
$$;
CREATE FUNCTION stakeholders_set_audience() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.audience := (SELECT stakeholders_audience(i, coalesce(f.ring, 'team')) FROM initiatives_initiative i
        LEFT JOIN stakeholders_playingfield f ON f.initiative_id = i.id WHERE i.id = NEW.initiative_id);
    RETURN NEW;
END $$;
CREATE TRIGGER stakeholders_set_audience BEFORE INSERT OR UPDATE OF audience, initiative_id ON stakeholders_stakeholder
    FOR EACH ROW EXECUTE FUNCTION stakeholders_set_audience();
CREATE FUNCTION stakeholders_spread() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE activity_activity SET audience = NEW.audience
        WHERE target_type = 'stakeholders.stakeholder' AND target_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER stakeholders_spread AFTER UPDATE OF audience ON stakeholders_stakeholder
    FOR EACH ROW WHEN (NEW.audience IS DISTINCT FROM OLD.audience) EXECUTE FUNCTION stakeholders_spread();
"""
AUDIENCE_BACK = """
DROP TRIGGER stakeholders_spread ON stakeholders_stakeholder; DROP FUNCTION stakeholders_spread();
DROP TRIGGER stakeholders_set_audience ON stakeholders_stakeholder; DROP FUNCTION stakeholders_set_audience();
DROP FUNCTION stakeholders_audience(initiatives_initiative, text);
"""
FOLLOW = """
CREATE FUNCTION stakeholders_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE stakeholders_stakeholder SET audience = '{}'
        WHERE initiative_id = CASE TG_TABLE_NAME WHEN 'stakeholders_playingfield'
            THEN (to_jsonb(NEW) ->> 'initiative_id')::bigint ELSE NEW.id END;
    RETURN NULL;
END $$;
CREATE TRIGGER stakeholders_follow_initiative
    AFTER UPDATE OF audience, ring, "end", space_id, programme_id, initiator_ids ON initiatives_initiative
    FOR EACH ROW WHEN ((NEW.audience, NEW.ring, NEW."end", NEW.space_id, NEW.programme_id, NEW.initiator_ids)
        IS DISTINCT FROM (OLD.audience, OLD.ring, OLD."end", OLD.space_id, OLD.programme_id, OLD.initiator_ids))
    EXECUTE FUNCTION stakeholders_follow();
CREATE TRIGGER stakeholders_follow_field AFTER INSERT OR UPDATE OF ring ON stakeholders_playingfield
    FOR EACH ROW EXECUTE FUNCTION stakeholders_follow();
CREATE FUNCTION stakeholders_follow_owners() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE stakeholders_stakeholder s SET audience = '{}' FROM initiatives_initiative i, stakeholders_playingfield f
        WHERE i.id = s.initiative_id AND f.initiative_id = i.id AND f.ring <> 'team'
        AND i.space_id = CASE WHEN TG_OP = 'DELETE' THEN OLD.space_id ELSE NEW.space_id END;
    RETURN NULL;
END $$;
CREATE TRIGGER stakeholders_follow_owners AFTER INSERT OR DELETE ON spaces_ownership
    FOR EACH ROW EXECUTE FUNCTION stakeholders_follow_owners();
"""
FOLLOW_BACK = """
DROP TRIGGER stakeholders_follow_owners ON spaces_ownership; DROP FUNCTION stakeholders_follow_owners();
DROP TRIGGER stakeholders_follow_field ON stakeholders_playingfield;
DROP TRIGGER stakeholders_follow_initiative ON initiatives_initiative; DROP FUNCTION stakeholders_follow();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("stakeholders", "0001_initial"),
        ("initiatives", "0012_reporting"),
        ("spaces", "0002_promises"),
        ("activity", "0003_append_only"),
    ]
    operations = [
        migrations.RunSQL(AUDIENCE, AUDIENCE_BACK),
        migrations.RunSQL(FOLLOW, FOLLOW_BACK),
        append_only("stakeholders_stakeholderchange"),
    ]
