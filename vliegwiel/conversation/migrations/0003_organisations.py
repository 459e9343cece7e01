"""Comments about an organisation are for everyone, as its page is; the operators moderate."""

from django.db import migrations

from vliegwiel.conversation.following import talked_about


class Migration(migrations.Migration):
    dependencies = [("conversation", "0002_promises"), ("people", "0004_by_start_of_name")]
    operations = [talked_about("people.organisation", audience="ARRAY['public']", columns=("id",))]
