from django.db import migrations

from vliegwiel.activity.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("activity", "0002_initial")]
    operations = [append_only("activity_activity", except_column="audience")]
