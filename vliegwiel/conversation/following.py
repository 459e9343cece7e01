"""SQL for migrations of rooms whose things are talked about: who reads and who moderates follows the thing."""

from __future__ import annotations

from django.db import migrations

PLACED = """
CREATE FUNCTION {name}_placed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {reads};
    IF NOT FOUND THEN
        RAISE EXCEPTION 'nothing to talk about' USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER {name}_placed BEFORE INSERT OR UPDATE OF audience ON conversation_comment
    FOR EACH ROW WHEN (NEW.target_type = '{label}') EXECUTE FUNCTION {name}_placed();
CREATE FUNCTION {name}_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM conversation_comment WHERE target_type = '{label}' AND target_id = OLD.id;
    RETURN NULL;
END $$;
CREATE TRIGGER {name}_gone AFTER DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}_gone();
"""
PLACED_BACK = """
DROP TRIGGER {name}_gone ON {table}; DROP FUNCTION {name}_gone();
DROP TRIGGER {name}_placed ON conversation_comment; DROP FUNCTION {name}_placed();
"""
FOLLOWED = """
CREATE FUNCTION {name}_followed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE conversation_comment SET audience = '{{}}' WHERE target_type = '{label}' AND target_id IN ({ids});
    RETURN NULL;
END $$;
CREATE TRIGGER {name}_followed AFTER UPDATE ON {source} FOR EACH ROW
    WHEN (({new}) IS DISTINCT FROM ({old})) EXECUTE FUNCTION {name}_followed();
"""
FOLLOWED_BACK = "DROP TRIGGER {name}_followed ON {source}; DROP FUNCTION {name}_followed();"


def talked_about(
    label: str,
    *,
    audience: str = "t.audience",
    moderators: str = "'{}'::text[]",
    joined: str = "",
    locked: str = "t",
    follows: str = "",
    columns: tuple[str, ...] = ("audience",),
    ids: str = "SELECT NEW.id",
) -> migrations.RunSQL:
    """Comments about rows of this kind have its audience, from the moment they are placed.

    `audience` and `moderators` are SQL over the row `t` and what `joined` joins to it; the row `locked` is held while
    a comment is placed, so that one who narrows it at that moment waits. `follows`: the table whose change of `columns`
    is followed (its own when empty), and `ids` which rows of this kind are then touched.
    """
    room, model = label.split(".")
    table = f"{room}_{model}"
    known = {"name": f"conversation_{table}", "label": label, "table": table, "source": follows or table, "ids": ids}
    known["new"], known["old"] = (", ".join(f"{side}.{name}" for name in columns) for side in ("NEW", "OLD"))
    known["reads"] = (  # our own words, in a migration
        f"SELECT {audience}, {moderators} INTO NEW.audience, NEW.moderators"  # noqa: S608
        f" FROM {table} t {joined} WHERE t.id = NEW.target_id FOR SHARE OF {locked}"
    )
    return migrations.RunSQL((PLACED + FOLLOWED).format(**known), (FOLLOWED_BACK + PLACED_BACK).format(**known))
