import django.db.models.deletion
import pghistory.utils
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0002_places"),
    ]

    operations = [
        migrations.CreateModel(
            name="Due",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="dues",
                        to="people.person",
                    ),
                ),
                ("rule", models.CharField(max_length=30)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("due", "due"),
                            ("overdue", "overdue"),
                            ("met", "met"),
                            ("met late", "met late"),
                            ("not possible", "not possible"),
                            ("waived", "waived"),
                            ("unknown", "unknown"),
                            ("does not apply", "does not apply"),
                        ],
                        max_length=16,
                    ),
                ),
                ("owner", models.CharField(blank=True, max_length=40)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("met_on", models.DateField(blank=True, null=True)),
                ("next_change_on", models.DateField(blank=True, null=True)),
                ("basis", models.TextField()),
                ("staff", models.TextField()),
                ("why", models.TextField(blank=True)),
                ("settle", models.TextField(blank=True)),
                ("evidence", models.JSONField(default=dict)),
                ("risk_rank", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["status", "due_on"], name="due_by_status"),
                    models.Index(fields=["next_change_on"], name="due_next_change"),
                    models.Index(
                        condition=models.Q(("status__in", ["overdue", "due", "unknown"])),
                        fields=["person"],
                        include=("status", "due_on", "owner", "risk_rank", "id"),
                        name="due_open_of_person",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("person", "rule"), name="one_due_per_rule")
                ],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="people.person",
                    ),
                ),
                ("rule", models.CharField(max_length=30)),
                ("due_on", models.DateField()),
                ("stage", models.SmallIntegerField()),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("on", models.DateField()),
                ("escalated", models.BooleanField(default=False)),
                ("read_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["recipient", "-on"], name="reminder_list")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "rule", "due_on", "stage", "recipient"),
                        name="one_reminder_per_stage",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Waiver",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="waivers",
                        to="people.person",
                    ),
                ),
                ("rule", models.CharField(max_length=30)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("until_on", models.DateField(blank=True, null=True)),
                ("why", models.TextField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("person", "rule", "due_on", "until_on"),
                        name="one_waiver_per_deadline",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("why", ""), _negated=True), name="waiver_has_reason"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DueEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="clocks.due",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.person",
                    ),
                ),
                ("rule", models.CharField(max_length=30)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("due", "due"),
                            ("overdue", "overdue"),
                            ("met", "met"),
                            ("met late", "met late"),
                            ("not possible", "not possible"),
                            ("waived", "waived"),
                            ("unknown", "unknown"),
                            ("does not apply", "does not apply"),
                        ],
                        max_length=16,
                    ),
                ),
                ("owner", models.CharField(blank=True, max_length=40)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("met_on", models.DateField(blank=True, null=True)),
                ("next_change_on", models.DateField(blank=True, null=True)),
                ("basis", models.TextField()),
                ("staff", models.TextField()),
                ("why", models.TextField(blank=True)),
                ("settle", models.TextField(blank=True)),
                ("evidence", models.JSONField(default=dict)),
                ("risk_rank", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="WaiverEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="clocks.waiver",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.person",
                    ),
                ),
                ("rule", models.CharField(max_length=30)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("until_on", models.DateField(blank=True, null=True)),
                ("why", models.TextField()),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
