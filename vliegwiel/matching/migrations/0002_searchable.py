"""What is searchable of each thing, in one place; triggers keep the table in the transaction of the change."""

from django.db import migrations

PUT = """
CREATE FUNCTION matching_put(put_kind text, put_id bigint, put_title text, put_text text, put_audience text[],
                             put_deleted boolean) RETURNS void LANGUAGE sql AS $$
    INSERT INTO matching_searchdocument (kind, target_id, title, text, audience, deleted, xid, changed_at)
    VALUES (put_kind, put_id, put_title, put_text, put_audience, put_deleted,
            pg_current_xact_id()::text::bigint, clock_timestamp())
    ON CONFLICT (kind, target_id) DO UPDATE SET title = excluded.title, text = excluded.text,
        audience = excluded.audience, deleted = excluded.deleted, xid = excluded.xid, changed_at = excluded.changed_at
$$;
"""

SEARCHABLE = {
    "initiative": (
        "initiatives_initiative",
        "{row}.title",
        "concat_ws(E'\\n', nullif({row}.question, ''), nullif({row}.for_whom, ''), nullif({row}.summary, ''), "
        "nullif({row}.needs, ''), nullif({row}.change, ''), nullif({row}.goal, ''), nullif({row}.yields, ''), "
        "nullif({row}.how, ''), nullif({row}.evidence, ''), nullif({row}.tried, ''), nullif({row}.milestones, ''), "
        "nullif({row}.source_organisation, ''))",
        "{row}.audience",
        "{row}.\"end\" = 'withdrawn'",
        (
            "title",
            "question",
            "for_whom",
            "summary",
            "needs",
            "change",
            "goal",
            "yields",
            "how",
            "evidence",
            "tried",
            "milestones",
            "source_organisation",
            "audience",
            '"end"',
        ),
    ),
    "part": (
        "initiatives_part",
        "{row}.name",
        "concat_ws(E'\\n', {row}.description, nullif({row}.conditions, ''))",
        "{row}.audience",
        "false",
        ("name", "description", "conditions", "audience"),
    ),
    "organisation": (
        "people_organisation",
        "{row}.name",
        "concat_ws(E'\\n', nullif({row}.official_name, ''), nullif({row}.abbreviation, ''), "
        "nullif({row}.official_code, ''), nullif({row}.about, ''))",
        "ARRAY['public']::text[]",
        "false",
        ("name", "official_name", "abbreviation", "official_code", "about"),
    ),
    "person": (
        "people_person",
        "concat_ws(' ', {row}.given_name, nullif({row}.infix, ''), {row}.family_name)",
        "concat_ws(E'\\n', nullif({row}.job_title, ''), nullif({row}.about, ''), "
        "nullif(array_to_string({row}.talents, ', '), ''))",
        "{row}.audience",
        "NOT {row}.is_active",
        ("given_name", "infix", "family_name", "job_title", "about", "talents", "audience", "is_active"),
    ),
}


def triggers(kind: str) -> migrations.RunSQL:
    table, title, text, audience, gone, columns = SEARCHABLE[kind]

    def put(row: str, deleted: str) -> str:
        parts = [piece.format(row=row) for piece in (title, text, audience)]
        return f"matching_put('{kind}', {row}.id, {', '.join(parts)}, {deleted})"

    changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in columns)
    return migrations.RunSQL(
        f"""
        CREATE FUNCTION matching_{kind}_changed() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'DELETE' THEN PERFORM {put("OLD", "true")};
            ELSE PERFORM {put("NEW", gone.format(row="NEW"))}; END IF;
            RETURN NULL;
        END $$;
        CREATE TRIGGER matching_{kind}_added AFTER INSERT OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION matching_{kind}_changed();
        CREATE TRIGGER matching_{kind}_edited AFTER UPDATE OF {", ".join(columns)} ON {table}
            FOR EACH ROW WHEN ({changed}) EXECUTE FUNCTION matching_{kind}_changed();
        SELECT {put("t", gone.format(row="t"))} FROM {table} t;
        """,
        f"""
        DROP TRIGGER matching_{kind}_added ON {table}; DROP TRIGGER matching_{kind}_edited ON {table};
        DROP FUNCTION matching_{kind}_changed();
        """,
    )


class Migration(migrations.Migration):
    dependencies = [("matching", "0001_initial"), ("initiatives", "0003_promises")]
    operations = [
        migrations.RunSQL(PUT, "DROP FUNCTION matching_put(text, bigint, text, text, text[], boolean);"),
        *[triggers(kind) for kind in SEARCHABLE],
    ]
