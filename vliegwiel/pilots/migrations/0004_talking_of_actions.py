"""Comments about what lies on a programme desk are for whoever reads that; the leads of the space moderate."""

from django.db import migrations

from vliegwiel.conversation.following import talked_about


class Migration(migrations.Migration):
    dependencies = [("pilots", "0003_conversation")]
    operations = [
        talked_about(
            "pilots.action",
            moderators="ARRAY['lead:' || i.space_id]",
            joined="JOIN initiatives_initiative i ON i.id = t.initiative_id",
            columns=("audience", "desk_id"),
        )
    ]
