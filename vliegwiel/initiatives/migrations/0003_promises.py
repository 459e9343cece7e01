"""What the database itself keeps of an initiative: columns to find it by, one audience for all that hangs under it,
a team with a lead, and moves that stay."""

from django.db import migrations

from vliegwiel.activity.append_only import append_only

REFRESH = """
CREATE FUNCTION initiatives_refresh(touched_ids bigint[]) RETURNS void LANGUAGE sql AS $$
    UPDATE initiatives_initiative i SET
        organisation_ids = found.organisations, initiator_ids = found.initiators,
        theme_ids = found.themes, region_ids = found.regions, is_checked = found.checked, has_parts = found.parts
    FROM (
        SELECT t.id,
            coalesce((SELECT array_agg(organisation_id ORDER BY organisation_id) FROM initiatives_participation
                      WHERE initiative_id = t.id), '{}') AS organisations,
            coalesce((SELECT array_agg(organisation_id ORDER BY organisation_id) FROM initiatives_participation
                      WHERE initiative_id = t.id AND part = 'initiator'), '{}') AS initiators,
            coalesce((SELECT array_agg(theme_id ORDER BY theme_id) FROM initiatives_theming
                      WHERE initiative_id = t.id), '{}') AS themes,
            coalesce((SELECT array_agg(DISTINCT r ORDER BY r) FROM (
                SELECT m.region_id AS r FROM people_region_members m JOIN initiatives_participation p
                    ON p.organisation_id = m.organisation_id WHERE p.initiative_id = t.id
                UNION SELECT own.region_id FROM initiatives_initiative own
                    WHERE own.id = t.id AND own.region_id IS NOT NULL) every), '{}') AS regions,
            EXISTS (SELECT FROM initiatives_usercheck WHERE initiative_id = t.id) AS checked,
            EXISTS (SELECT FROM initiatives_part WHERE initiative_id = t.id) AS parts
        FROM unnest(touched_ids) AS t(id)
    ) found
    WHERE i.id = found.id AND (i.organisation_ids, i.initiator_ids, i.theme_ids, i.region_ids, i.is_checked, i.has_parts)
        IS DISTINCT FROM (found.organisations, found.initiators, found.themes, found.regions, found.checked, found.parts)
$$;
CREATE FUNCTION initiatives_refresh_touched() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM initiatives_refresh((SELECT array_agg(DISTINCT initiative_id) FROM touched));
    RETURN NULL;
END $$;
CREATE FUNCTION initiatives_refresh_own() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM initiatives_refresh(ARRAY[NEW.id]);
    RETURN NULL;
END $$;
CREATE TRIGGER initiatives_region_set AFTER INSERT ON initiatives_initiative
    FOR EACH ROW WHEN (NEW.region_id IS NOT NULL) EXECUTE FUNCTION initiatives_refresh_own();
CREATE TRIGGER initiatives_region_changed AFTER UPDATE OF region_id ON initiatives_initiative
    FOR EACH ROW WHEN (NEW.region_id IS DISTINCT FROM OLD.region_id) EXECUTE FUNCTION initiatives_refresh_own();
"""
REFRESH_BACK = """
DROP TRIGGER initiatives_region_set ON initiatives_initiative;
DROP TRIGGER initiatives_region_changed ON initiatives_initiative;
DROP FUNCTION initiatives_refresh_own(); DROP FUNCTION initiatives_refresh_touched();
DROP FUNCTION initiatives_refresh(bigint[]);
"""

EVENTS = {"INSERT": "NEW", "UPDATE": "NEW", "DELETE": "OLD"}


def refreshed_by(table: str) -> migrations.RunSQL:
    forward = "".join(
        f"CREATE TRIGGER {table}_{event.lower()} AFTER {event} ON {table} REFERENCING {side} TABLE AS touched "
        "FOR EACH STATEMENT EXECUTE FUNCTION initiatives_refresh_touched();"
        for event, side in EVENTS.items()
    )
    return migrations.RunSQL(forward, "".join(f"DROP TRIGGER {table}_{event.lower()} ON {table};" for event in EVENTS))


AUDIENCE = """
CREATE FUNCTION initiatives_spread_audience() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE initiatives_part SET audience = NEW.audience WHERE initiative_id = NEW.id;
    UPDATE files_attachment SET audience = NEW.audience
        WHERE target_type = 'initiatives.initiative' AND target_id = NEW.id;
    UPDATE activity_activity SET audience = NEW.audience
        WHERE target_type = 'initiatives.initiative' AND target_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER initiatives_audience_changed AFTER UPDATE OF audience ON initiatives_initiative
    FOR EACH ROW WHEN (NEW.audience IS DISTINCT FROM OLD.audience) EXECUTE FUNCTION initiatives_spread_audience();
CREATE FUNCTION initiatives_take_audience() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.audience := (SELECT audience FROM initiatives_initiative WHERE id = NEW.initiative_id);
    RETURN NEW;
END $$;
CREATE TRIGGER initiatives_part_audience BEFORE INSERT ON initiatives_part
    FOR EACH ROW EXECUTE FUNCTION initiatives_take_audience();
"""
AUDIENCE_BACK = """
DROP TRIGGER initiatives_part_audience ON initiatives_part; DROP FUNCTION initiatives_take_audience();
DROP TRIGGER initiatives_audience_changed ON initiatives_initiative; DROP FUNCTION initiatives_spread_audience();
"""

LEAD = """
CREATE FUNCTION initiatives_team_has_lead() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM initiatives_teamrole WHERE initiative_id = OLD.initiative_id)
       AND NOT EXISTS (SELECT FROM initiatives_teamrole WHERE initiative_id = OLD.initiative_id AND role = 'lead') THEN
        RAISE EXCEPTION 'a team always has a lead' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'initiatives_team_has_lead';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER initiatives_team_has_lead AFTER UPDATE OR DELETE ON initiatives_teamrole
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION initiatives_team_has_lead();
CREATE FUNCTION initiatives_team_starts_with_lead() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM initiatives_teamrole WHERE initiative_id = NEW.initiative_id AND role = 'lead')
       AND EXISTS (SELECT FROM initiatives_teamrole WHERE initiative_id = NEW.initiative_id) THEN
        RAISE EXCEPTION 'a team always has a lead' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'initiatives_team_has_lead';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER initiatives_team_starts_with_lead AFTER INSERT ON initiatives_teamrole
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION initiatives_team_starts_with_lead();
"""
LEAD_BACK = """
DROP TRIGGER initiatives_team_has_lead ON initiatives_teamrole;
DROP TRIGGER initiatives_team_starts_with_lead ON initiatives_teamrole;
DROP FUNCTION initiatives_team_has_lead(); DROP FUNCTION initiatives_team_starts_with_lead();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0002_initial"),
        ("files", "0002_initial"),
        ("activity", "0003_append_only"),
        ("people", "0002_tokens"),
    ]
    operations = [
        migrations.RunSQL(REFRESH, REFRESH_BACK),
        refreshed_by("initiatives_participation"),
        refreshed_by("initiatives_theming"),
        refreshed_by("initiatives_usercheck"),
        refreshed_by("initiatives_part"),
        migrations.RunSQL(AUDIENCE, AUDIENCE_BACK),
        migrations.RunSQL(LEAD, LEAD_BACK),
        append_only("initiatives_stagemove"),
    ]
