"""What the database keeps of a conversation: one level of replies, right counts, and who may read what follows."""

from django.db import migrations

PLACE = """
CREATE FUNCTION conversation_level() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.root := coalesce(NEW.reply_to_id, NEW.id);
    IF NEW.reply_to_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM conversation_comment c WHERE c.id = NEW.reply_to_id AND c.reply_to_id IS NULL
        AND c.target_type = NEW.target_type AND c.target_id = NEW.target_id
    ) THEN
        RAISE EXCEPTION 'a reply stands under a comment about the same thing, one level deep'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'comment_one_level';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER conversation_level BEFORE INSERT OR UPDATE OF reply_to_id, target_type, target_id
    ON conversation_comment FOR EACH ROW EXECUTE FUNCTION conversation_level();
"""
PLACE_BACK = "DROP TRIGGER conversation_level ON conversation_comment; DROP FUNCTION conversation_level();"

COUNTS = """
CREATE FUNCTION conversation_count_replies() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE conversation_comment SET replies = replies
        + CASE WHEN TG_OP <> 'DELETE' AND NEW.state <> 'withdrawn' THEN 1 ELSE 0 END
        - CASE WHEN TG_OP <> 'INSERT' AND OLD.state <> 'withdrawn' THEN 1 ELSE 0 END
        WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.reply_to_id ELSE NEW.reply_to_id END;
    RETURN NULL;
END $$;
CREATE TRIGGER conversation_reply_placed AFTER INSERT ON conversation_comment
    FOR EACH ROW WHEN (NEW.reply_to_id IS NOT NULL) EXECUTE FUNCTION conversation_count_replies();
CREATE TRIGGER conversation_reply_changed AFTER UPDATE OF state ON conversation_comment
    FOR EACH ROW WHEN (NEW.reply_to_id IS NOT NULL AND NEW.state <> OLD.state)
    EXECUTE FUNCTION conversation_count_replies();
CREATE TRIGGER conversation_reply_gone AFTER DELETE ON conversation_comment
    FOR EACH ROW WHEN (OLD.reply_to_id IS NOT NULL) EXECUTE FUNCTION conversation_count_replies();
CREATE FUNCTION conversation_count_helpful() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE conversation_comment SET helpful = helpful + CASE WHEN TG_OP = 'INSERT' THEN 1 ELSE -1 END
        WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.comment_id ELSE NEW.comment_id END;
    RETURN NULL;
END $$;
CREATE TRIGGER conversation_count_helpful AFTER INSERT OR DELETE ON conversation_helpful
    FOR EACH ROW EXECUTE FUNCTION conversation_count_helpful();
"""
COUNTS_BACK = """
DROP TRIGGER conversation_count_helpful ON conversation_helpful; DROP FUNCTION conversation_count_helpful();
DROP TRIGGER conversation_reply_gone ON conversation_comment;
DROP TRIGGER conversation_reply_changed ON conversation_comment;
DROP TRIGGER conversation_reply_placed ON conversation_comment; DROP FUNCTION conversation_count_replies();
"""

# A report is for the moderators and who made it, a hiding for the moderators and whose comment it is.
AUDIENCE = """
CREATE FUNCTION conversation_of_moderators() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.audience := (SELECT c.moderators || CASE TG_TABLE_NAME
            WHEN 'conversation_hiding' THEN ('person:' || c.by_id) ELSE ('person:' || NEW.by_id) END
        FROM conversation_comment c WHERE c.id = NEW.comment_id);
    NEW.audience := array_remove(NEW.audience, NULL);
    RETURN NEW;
END $$;
CREATE TRIGGER conversation_report_audience BEFORE INSERT OR UPDATE OF audience ON conversation_report
    FOR EACH ROW EXECUTE FUNCTION conversation_of_moderators();
CREATE TRIGGER conversation_hiding_audience BEFORE INSERT OR UPDATE OF audience ON conversation_hiding
    FOR EACH ROW EXECUTE FUNCTION conversation_of_moderators();
CREATE FUNCTION conversation_spread() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE activity_activity SET audience = NEW.audience
        WHERE target_type = 'conversation.comment' AND target_id = NEW.id;
    UPDATE conversation_report SET audience = '{}' WHERE comment_id = NEW.id;
    UPDATE conversation_hiding SET audience = '{}' WHERE comment_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER conversation_spread AFTER UPDATE ON conversation_comment
    FOR EACH ROW WHEN ((NEW.audience, NEW.moderators, NEW.by_id) IS DISTINCT FROM (OLD.audience, OLD.moderators, OLD.by_id))
    EXECUTE FUNCTION conversation_spread();
CREATE FUNCTION conversation_spread_moderated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE activity_activity SET audience = NEW.audience
        WHERE target_type = replace(TG_TABLE_NAME, '_', '.') AND target_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER conversation_report_spread AFTER UPDATE ON conversation_report
    FOR EACH ROW WHEN (NEW.audience IS DISTINCT FROM OLD.audience) EXECUTE FUNCTION conversation_spread_moderated();
CREATE TRIGGER conversation_hiding_spread AFTER UPDATE ON conversation_hiding
    FOR EACH ROW WHEN (NEW.audience IS DISTINCT FROM OLD.audience) EXECUTE FUNCTION conversation_spread_moderated();
"""
AUDIENCE_BACK = """
DROP TRIGGER conversation_hiding_spread ON conversation_hiding;
DROP TRIGGER conversation_report_spread ON conversation_report; DROP FUNCTION conversation_spread_moderated();
DROP TRIGGER conversation_spread ON conversation_comment; DROP FUNCTION conversation_spread();
DROP TRIGGER conversation_hiding_audience ON conversation_hiding;
DROP TRIGGER conversation_report_audience ON conversation_report; DROP FUNCTION conversation_of_moderators();
"""


class Migration(migrations.Migration):
    dependencies = [("conversation", "0001_initial"), ("activity", "0003_append_only"), ("people", "0003_mailed")]
    operations = [
        migrations.RunSQL(PLACE, PLACE_BACK),
        migrations.RunSQL(COUNTS, COUNTS_BACK),
        migrations.RunSQL(AUDIENCE, AUDIENCE_BACK),
    ]
