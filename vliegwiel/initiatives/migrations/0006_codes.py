"""Checks, news and links get a code of their own: addresses never hold a sequential number."""

from django.db import migrations, models

import vliegwiel.core.codes


def code(model: str) -> migrations.AddField:
    return migrations.AddField(
        model_name=model,
        name="code",
        field=models.CharField(default=vliegwiel.core.codes.new_code, editable=False, max_length=8, unique=True),
    )


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0005_counting")]
    operations = [code("usercheck"), code("update"), code("link")]
