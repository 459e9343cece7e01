"""What the database itself keeps: who reads and keeps a need or offer follows its carrier, and places never oversell."""

from django.db import migrations

LISTINGS = ("need", "offer")

SIGHT = """
CREATE FUNCTION exchange_keepers(carried_by bigint, one bigint, body bigint) RETURNS text[] LANGUAGE sql STABLE AS $$
    SELECT CASE
        WHEN carried_by IS NOT NULL
            THEN (SELECT ARRAY['init:' || id, 'lead:' || space_id] FROM initiatives_initiative WHERE id = carried_by)
        WHEN one IS NOT NULL THEN ARRAY['person:' || one]
        ELSE ARRAY['org:' || body] END
$$;
CREATE FUNCTION exchange_audience(carried_by bigint, one bigint, body bigint, market boolean) RETURNS text[]
LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN NOT 'public' = ANY(seen_by) THEN seen_by
                WHEN market THEN ARRAY['public']
                ELSE exchange_keepers(carried_by, one, body) || 'net'::text END
    FROM (SELECT CASE
        WHEN carried_by IS NOT NULL THEN (SELECT audience FROM initiatives_initiative WHERE id = carried_by)
        WHEN one IS NOT NULL THEN (SELECT audience FROM people_person WHERE id = one)
        ELSE ARRAY['public'] END AS seen_by) carrier
$$;
CREATE FUNCTION exchange_complete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.keepers := exchange_keepers(NEW.initiative_id, NEW.person_id, NEW.organisation_id);
    NEW.audience := exchange_audience(NEW.initiative_id, NEW.person_id, NEW.organisation_id, NEW.is_for_market);
    IF NEW.state = 'open' AND NEW.taken >= NEW.places THEN NEW.state := 'full';
    ELSIF NEW.state = 'full' AND (NEW.places IS NULL OR NEW.taken < NEW.places) THEN NEW.state := 'open';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION exchange_follow_initiative() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE exchange_need SET is_for_market = is_for_market WHERE initiative_id = NEW.id;
    UPDATE exchange_offer SET is_for_market = is_for_market WHERE initiative_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER exchange_follow_initiative AFTER UPDATE OF audience, space_id ON initiatives_initiative
    FOR EACH ROW WHEN (NEW.audience IS DISTINCT FROM OLD.audience OR NEW.space_id IS DISTINCT FROM OLD.space_id)
    EXECUTE FUNCTION exchange_follow_initiative();
CREATE FUNCTION exchange_follow_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE exchange_need SET is_for_market = is_for_market WHERE person_id = NEW.id;
    UPDATE exchange_offer SET is_for_market = is_for_market WHERE person_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER exchange_follow_person AFTER UPDATE OF audience ON people_person
    FOR EACH ROW WHEN (NEW.audience IS DISTINCT FROM OLD.audience) EXECUTE FUNCTION exchange_follow_person();
"""
SIGHT_BACK = """
DROP TRIGGER exchange_follow_person ON people_person; DROP FUNCTION exchange_follow_person();
DROP TRIGGER exchange_follow_initiative ON initiatives_initiative; DROP FUNCTION exchange_follow_initiative();
DROP FUNCTION exchange_complete(); DROP FUNCTION exchange_audience(bigint, bigint, bigint, boolean);
DROP FUNCTION exchange_keepers(bigint, bigint, bigint);
"""

PLACES = """
CREATE FUNCTION exchange_count_places(body regclass, which text, listing bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('UPDATE %s SET taken = (SELECT count(*) FROM exchange_connection
        WHERE %I = $1 AND holds_place AND ended_at IS NULL) WHERE id = $1', body, which) USING listing;
END $$;
CREATE FUNCTION exchange_places_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE row_now exchange_connection := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
BEGIN
    IF row_now.need_id IS NOT NULL THEN
        PERFORM FROM exchange_need WHERE id = row_now.need_id FOR NO KEY UPDATE;
        PERFORM exchange_count_places('exchange_need', 'need_id', row_now.need_id);
    END IF;
    IF row_now.offer_id IS NOT NULL THEN
        PERFORM FROM exchange_offer WHERE id = row_now.offer_id FOR NO KEY UPDATE;
        PERFORM exchange_count_places('exchange_offer', 'offer_id', row_now.offer_id);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER exchange_places_changed AFTER INSERT OR DELETE OR UPDATE OF ended_at, holds_place, need_id, offer_id
    ON exchange_connection FOR EACH ROW EXECUTE FUNCTION exchange_places_changed();
"""
PLACES_BACK = """
DROP TRIGGER exchange_places_changed ON exchange_connection; DROP FUNCTION exchange_places_changed();
DROP FUNCTION exchange_count_places(regclass, text, bigint);
"""


def kept(listing: str) -> migrations.RunSQL:
    """Completed before it is written; what was logged of it follows its readers."""
    table = f"exchange_{listing}"
    return migrations.RunSQL(
        f"""
        CREATE TRIGGER {table}_complete BEFORE INSERT OR UPDATE ON {table}
            FOR EACH ROW EXECUTE FUNCTION exchange_complete();
        CREATE FUNCTION {table}_spread_audience() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            UPDATE activity_activity SET audience = NEW.audience
                WHERE target_type = 'exchange.{listing}' AND target_id = NEW.id;
            RETURN NULL;
        END $$;
        CREATE TRIGGER {table}_audience_changed AFTER UPDATE ON {table}
            FOR EACH ROW WHEN (NEW.audience IS DISTINCT FROM OLD.audience)
            EXECUTE FUNCTION {table}_spread_audience();
        """,
        f"""
        DROP TRIGGER {table}_audience_changed ON {table}; DROP FUNCTION {table}_spread_audience();
        DROP TRIGGER {table}_complete ON {table};
        """,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0001_initial"),
        ("initiatives", "0010_audience_index"),
        ("activity", "0003_append_only"),
        ("people", "0002_tokens"),
    ]
    operations = [
        migrations.RunSQL(SIGHT, SIGHT_BACK),
        *[kept(listing) for listing in LISTINGS],
        migrations.RunSQL(PLACES, PLACES_BACK),
    ]
