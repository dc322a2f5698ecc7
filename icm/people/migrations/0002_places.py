from django.db import migrations

from icm.people.actions.places import open_places


class Migration(migrations.Migration):
    """Fills a new database with the establishments, councils and teams of the country."""

    dependencies = [
        ("people", "0001_initial"),
        ("core", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    operations = [
        migrations.RunPython(lambda apps, editor: open_places(apps), migrations.RunPython.noop)
    ]
