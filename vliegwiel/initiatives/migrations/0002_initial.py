"""What stood here is in 0001 now; the name stays because later migrations and installations know it."""

from django.db import migrations


class Migration(migrations.Migration):
    initial = True

    dependencies = [("initiatives", "0001_initial")]

    operations: list = []
