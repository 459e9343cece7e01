"""SQL for tables that are only ever added to; used in migrations."""

from django.db import migrations


def append_only(table: str, *, except_column: str = "") -> migrations.RunSQL:
    """Make the database refuse to change or delete rows of this table, whoever asks.

    `except_column` may change: the audience of a log line follows what it is about.
    """
    change = f"to_jsonb(NEW) - '{except_column}' = to_jsonb(OLD) - '{except_column}'" if except_column else "false"
    return migrations.RunSQL(
        f"""
        CREATE FUNCTION {table}_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'UPDATE' THEN
                IF {change} THEN RETURN NEW; END IF;
            END IF;
            RAISE EXCEPTION '{table} is append-only' USING ERRCODE = 'restrict_violation';
        END $$;
        CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION {table}_is_append_only();
        """,
        f"DROP TRIGGER {table}_append_only ON {table}; DROP FUNCTION {table}_is_append_only();",
    )
