"""Comments about an initiative and its news have its audience; the leads of its space moderate."""

from django.db import migrations

from vliegwiel.conversation.following import talked_about


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0013_merging"), ("conversation", "0002_promises")]
    operations = [
        talked_about(
            "initiatives.initiative", moderators="ARRAY['lead:' || t.space_id]", columns=("audience", "space_id")
        ),
        talked_about(
            "initiatives.update",
            audience="i.audience",
            moderators="ARRAY['lead:' || i.space_id]",
            joined="JOIN initiatives_initiative i ON i.id = t.initiative_id",
            locked="i",
            follows="initiatives_initiative",
            columns=("audience", "space_id"),
            ids="SELECT id FROM initiatives_update WHERE initiative_id = NEW.id",
        ),
    ]
