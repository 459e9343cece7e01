"""Comments about a need or an offer have its audience; under an initiative the leads of its space moderate."""

from django.db import migrations

from vliegwiel.conversation.following import talked_about

LEADS = "ARRAY(SELECT one FROM unnest(t.keepers) one WHERE one LIKE 'lead:%')"


class Migration(migrations.Migration):
    dependencies = [("exchange", "0003_helping"), ("conversation", "0002_promises")]
    operations = [
        talked_about(f"exchange.{listing}", moderators=LEADS, columns=("audience", "keepers"))
        for listing in ("need", "offer")
    ]
