"""What the database keeps of check-ins and actions: nothing is wider than its initiative, the desk follows, steps stay."""

from django.db import migrations

from vliegwiel.activity.append_only import append_only

# A narrower ring has tokens of its own; a wider one, or the same, is read by whoever reads the initiative.
AUDIENCE = """
CREATE FUNCTION pilots_audience(one initiatives_initiative, ring text) RETURNS text[] LANGUAGE sql STABLE AS $$
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
CREATE FUNCTION pilots_check_in_audience() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.audience := (SELECT pilots_audience(i, NEW.ring) FROM initiatives_initiative i WHERE i.id = NEW.initiative_id);
    RETURN NEW;
END $$;
CREATE TRIGGER pilots_check_in_audience BEFORE INSERT OR UPDATE OF ring, audience ON pilots_checkin
    FOR EACH ROW EXECUTE FUNCTION pilots_check_in_audience();
CREATE FUNCTION pilots_check_in_spread() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE pilots_action a SET audience = NEW.audience FROM pilots_checkinitem t
        WHERE t.check_in_id = NEW.id AND a.item_id = t.id;
    UPDATE activity_activity SET audience = NEW.audience WHERE target_type = 'pilots.checkin' AND target_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER pilots_check_in_spread AFTER UPDATE OF ring, audience ON pilots_checkin
    FOR EACH ROW WHEN (NEW.audience IS DISTINCT FROM OLD.audience) EXECUTE FUNCTION pilots_check_in_spread();
CREATE FUNCTION pilots_action_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT c.audience, c.initiative_id, coalesce(i.programme_id, i.space_id), t.kind
        INTO NEW.audience, NEW.initiative_id, NEW.desk_id, NEW.kind
        FROM pilots_checkinitem t JOIN pilots_checkin c ON c.id = t.check_in_id
        JOIN initiatives_initiative i ON i.id = c.initiative_id WHERE t.id = NEW.item_id;
    RETURN NEW;
END $$;
CREATE TRIGGER pilots_action_follows BEFORE INSERT ON pilots_action
    FOR EACH ROW EXECUTE FUNCTION pilots_action_follows();
CREATE FUNCTION pilots_action_spread() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE activity_activity SET audience = NEW.audience WHERE target_type = 'pilots.action' AND target_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER pilots_action_spread AFTER UPDATE OF audience ON pilots_action
    FOR EACH ROW WHEN (NEW.audience IS DISTINCT FROM OLD.audience) EXECUTE FUNCTION pilots_action_spread();
"""
AUDIENCE_BACK = """
DROP TRIGGER pilots_action_spread ON pilots_action; DROP FUNCTION pilots_action_spread();
DROP TRIGGER pilots_action_follows ON pilots_action; DROP FUNCTION pilots_action_follows();
DROP TRIGGER pilots_check_in_spread ON pilots_checkin; DROP FUNCTION pilots_check_in_spread();
DROP TRIGGER pilots_check_in_audience ON pilots_checkin; DROP FUNCTION pilots_check_in_audience();
DROP FUNCTION pilots_audience(initiatives_initiative, text);
"""

FOLLOW = """
CREATE FUNCTION pilots_follow_initiative() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE pilots_checkin SET audience = '{}' WHERE initiative_id = NEW.id;
    UPDATE pilots_action SET desk_id = coalesce(NEW.programme_id, NEW.space_id)
        WHERE initiative_id = NEW.id AND desk_id <> coalesce(NEW.programme_id, NEW.space_id);
    RETURN NULL;
END $$;
CREATE TRIGGER pilots_follow_initiative
    AFTER UPDATE OF audience, ring, "end", space_id, programme_id, initiator_ids ON initiatives_initiative
    FOR EACH ROW WHEN ((NEW.audience, NEW.ring, NEW."end", NEW.space_id, NEW.programme_id, NEW.initiator_ids)
        IS DISTINCT FROM (OLD.audience, OLD.ring, OLD."end", OLD.space_id, OLD.programme_id, OLD.initiator_ids))
    EXECUTE FUNCTION pilots_follow_initiative();
CREATE FUNCTION pilots_follow_owners() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE pilots_checkin c SET audience = '{}' FROM initiatives_initiative i
        WHERE i.id = c.initiative_id AND c.ring IN ('organisation', 'network')
        AND i.space_id = CASE WHEN TG_OP = 'DELETE' THEN OLD.space_id ELSE NEW.space_id END;
    RETURN NULL;
END $$;
CREATE TRIGGER pilots_follow_owners AFTER INSERT OR DELETE ON spaces_ownership
    FOR EACH ROW EXECUTE FUNCTION pilots_follow_owners();
"""
FOLLOW_BACK = """
DROP TRIGGER pilots_follow_owners ON spaces_ownership; DROP FUNCTION pilots_follow_owners();
DROP TRIGGER pilots_follow_initiative ON initiatives_initiative; DROP FUNCTION pilots_follow_initiative();
"""


class Migration(migrations.Migration):
    dependencies = [("pilots", "0001_initial"), ("initiatives", "0012_reporting"), ("activity", "0003_append_only")]
    operations = [
        migrations.RunSQL(AUDIENCE, AUDIENCE_BACK),
        migrations.RunSQL(FOLLOW, FOLLOW_BACK),
        append_only("pilots_actionstep"),
        append_only("pilots_anchoring"),
        append_only("pilots_checkinitem"),
    ]
