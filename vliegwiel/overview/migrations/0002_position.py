"""Where the dots of the web stand."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("overview", "0001_indexes")]
    operations = [
        migrations.CreateModel(
            name="Position",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=1)),
                ("target_id", models.BigIntegerField()),
                ("x", models.FloatField()),
                ("y", models.FloatField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("kind", "target_id"), name="position_once")],
            },
        ),
    ]
