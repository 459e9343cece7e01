"""The tokens of a person are those of the keys: kept by the database, so that no code path forgets it."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION people_refresh_tokens() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE people_person SET tokens = coalesce(
        (SELECT array_agg(DISTINCT token::text ORDER BY token::text) FROM people_key WHERE person_id = people_person.id),
        '{}')
    WHERE id IN (SELECT person_id FROM touched);
    RETURN NULL;
END $$;
CREATE TRIGGER people_key_added AFTER INSERT ON people_key REFERENCING NEW TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION people_refresh_tokens();
CREATE TRIGGER people_key_taken AFTER DELETE ON people_key REFERENCING OLD TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION people_refresh_tokens();
CREATE TRIGGER people_key_changed AFTER UPDATE ON people_key REFERENCING NEW TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION people_refresh_tokens();
"""
BACK = """
DROP TRIGGER people_key_added ON people_key; DROP TRIGGER people_key_taken ON people_key;
DROP TRIGGER people_key_changed ON people_key; DROP FUNCTION people_refresh_tokens();
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
