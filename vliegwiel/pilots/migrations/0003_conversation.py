"""Comments about a check-in are for its own ring; the leads of the space moderate."""

from django.db import migrations

from vliegwiel.conversation.following import talked_about


class Migration(migrations.Migration):
    dependencies = [("pilots", "0002_promises"), ("conversation", "0002_promises")]
    operations = [
        talked_about(
            "pilots.checkin",
            moderators="ARRAY['lead:' || i.space_id]",
            joined="JOIN initiatives_initiative i ON i.id = t.initiative_id",
        )
    ]
