from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0002_tokens")]
    operations = [
        migrations.AddField(
            model_name="invitation", name="mailed_at", field=models.DateTimeField(blank=True, null=True)
        ),
    ]
