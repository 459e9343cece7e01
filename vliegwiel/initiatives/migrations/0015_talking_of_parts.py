"""Comments about a part have the audience of its initiative; the leads of its space moderate."""

from django.db import migrations

from vliegwiel.conversation.following import talked_about


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0014_conversation")]
    operations = [
        talked_about(
            "initiatives.part",
            audience="i.audience",
            moderators="ARRAY['lead:' || i.space_id]",
            joined="JOIN initiatives_initiative i ON i.id = t.initiative_id",
            locked="i",
            follows="initiatives_initiative",
            columns=("audience", "space_id"),
            ids="SELECT id FROM initiatives_part WHERE initiative_id = NEW.id",
        ),
    ]
