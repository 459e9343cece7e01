"""Comments about a space have its audience; its leads moderate."""

from django.db import migrations

from vliegwiel.conversation.following import talked_about


class Migration(migrations.Migration):
    dependencies = [("spaces", "0002_promises"), ("conversation", "0002_promises")]
    operations = [talked_about("spaces.space", moderators="ARRAY['lead:' || t.id]")]
