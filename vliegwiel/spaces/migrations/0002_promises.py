"""What the database itself keeps of a space: one audience for all that hangs under it, and always a lead."""

from django.db import migrations

AUDIENCE = """
CREATE FUNCTION spaces_spread_audience() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE files_attachment SET audience = NEW.audience WHERE target_type = 'spaces.space' AND target_id = NEW.id;
    UPDATE activity_activity SET audience = NEW.audience WHERE target_type = 'spaces.space' AND target_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER spaces_audience_changed AFTER UPDATE OF audience ON spaces_space
    FOR EACH ROW WHEN (NEW.audience IS DISTINCT FROM OLD.audience) EXECUTE FUNCTION spaces_spread_audience();
"""
AUDIENCE_BACK = """
DROP TRIGGER spaces_audience_changed ON spaces_space; DROP FUNCTION spaces_spread_audience();
"""

# The row lock makes two leads who step down at the same moment wait for each other, whatever the code did.
LEAD = """
CREATE FUNCTION spaces_space_has_lead() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM spaces_space WHERE id = OLD.space_id FOR UPDATE;
    IF FOUND AND NOT EXISTS (
        SELECT FROM spaces_spacemembership WHERE space_id = OLD.space_id AND role = 'lead' AND state = 'active'
    ) THEN
        RAISE EXCEPTION 'a space always has a lead' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'spaces_space_has_lead';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER spaces_space_has_lead AFTER UPDATE OR DELETE ON spaces_spacemembership
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.role = 'lead' AND OLD.state = 'active')
    EXECUTE FUNCTION spaces_space_has_lead();
"""
LEAD_BACK = """
DROP TRIGGER spaces_space_has_lead ON spaces_spacemembership; DROP FUNCTION spaces_space_has_lead();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("spaces", "0001_initial"),
        ("files", "0002_initial"),
        ("activity", "0003_append_only"),
    ]
    operations = [
        migrations.RunSQL(AUDIENCE, AUDIENCE_BACK),
        migrations.RunSQL(LEAD, LEAD_BACK),
    ]
