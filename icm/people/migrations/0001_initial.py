import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.operations
import django.db.models.deletion
import django.db.models.functions.text
import pghistory.utils
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_initial"),
    ]

    operations = [
        django.contrib.postgres.operations.TrigramExtension(),
        migrations.CreateModel(
            name="Absence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="absences",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("from_on", models.DateField()),
                ("until_on", models.DateField()),
                (
                    "cover",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="covers",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["user", "until_on"], name="absence_of_user")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until_on__gte", models.F("from_on"))),
                        name="absence_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cover__isnull", True),
                            models.Q(("cover", models.F("user")), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_covers_themselves",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Establishment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=80, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("prison", "Prison"),
                            ("open", "Open Estate"),
                            ("ccu", "Community custody unit"),
                        ],
                        max_length=10,
                    ),
                ),
                ("design_capacity", models.PositiveSmallIntegerField()),
                ("capacity_source", models.CharField(max_length=120)),
                ("private", models.BooleanField(default=False)),
                ("holds_women", models.BooleanField(default=False)),
                ("holds_men", models.BooleanField(default=True)),
                ("young_people", models.BooleanField(default=False)),
                ("note", models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="LocalAuthority",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=80, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name="ShiftPattern",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shift_patterns",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("from_on", models.DateField()),
                (
                    "shifts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("early", "Early"),
                                ("late", "Late"),
                                ("day", "Day"),
                                ("night", "Night"),
                                ("rest", "Rest day"),
                            ],
                            max_length=8,
                        ),
                        size=None,
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("user", "from_on"), name="one_pattern_per_day"),
                    models.CheckConstraint(
                        condition=models.Q(("shifts__len__in", [7, 14, 21, 28, 35, 42, 49, 56])),
                        name="pattern_is_whole_weeks",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AbsenceEvent",
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
                        to="people.absence",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("from_on", models.DateField()),
                ("until_on", models.DateField()),
                (
                    "cover",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=12, unique=True)),
                ("family_name", models.CharField(max_length=80)),
                ("given_names", models.CharField(max_length=80)),
                ("born_on", models.DateField(blank=True, null=True)),
                (
                    "gender",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("man", "Man"),
                            ("woman", "Woman"),
                            ("other", "Other"),
                            ("", "Not recorded"),
                        ],
                        max_length=10,
                    ),
                ),
                ("communication_needs", models.TextField(blank=True)),
                (
                    "establishment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="persons",
                        to="people.establishment",
                    ),
                ),
                ("hall", models.CharField(blank=True, max_length=60)),
                (
                    "location",
                    models.CharField(
                        choices=[
                            ("mainstream", "Mainstream"),
                            ("nte", "National Top End"),
                            ("ciu", "Community Integration Unit"),
                            ("open", "Open Estate"),
                            ("ccu", "Community custody unit"),
                        ],
                        default="mainstream",
                        max_length=12,
                    ),
                ),
                (
                    "transfer_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="expected",
                        to="people.establishment",
                    ),
                ),
                ("admitted_at", models.DateTimeField(blank=True, null=True)),
                ("arrived_on", models.DateField(blank=True, null=True)),
                ("released_on", models.DateField(blank=True, null=True)),
                (
                    "residence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="residents",
                        to="people.localauthority",
                    ),
                ),
                (
                    "supervising_authority",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supervised",
                        to="people.localauthority",
                    ),
                ),
                (
                    "legal",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("untried", "Untried"),
                            ("convicted", "Convicted, awaiting sentence"),
                            ("sentenced", "Sentenced"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "route",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("enhanced", "Enhanced"),
                            ("standard", "Standard"),
                            ("none", "Not sentenced"),
                            ("unknown", "Not known"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "supervision_level",
                    models.CharField(
                        blank=True,
                        choices=[("high", "High"), ("medium", "Medium"), ("low", "Low")],
                        max_length=10,
                    ),
                ),
                ("risk_band", models.CharField(blank=True, max_length=12)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "acl",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(), default=list, editable=False, size=None
                    ),
                ),
                (
                    "search",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.Lower(
                            django.db.models.functions.text.Concat(
                                "given_names",
                                models.Value(" "),
                                "family_name",
                                models.Value(" "),
                                "number",
                            )
                        ),
                        output_field=models.CharField(max_length=200),
                    ),
                ),
            ],
            options={
                "permissions": [],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["acl"], name="person_acl"),
                    models.Index(fields=["family_name", "given_names", "id"], name="person_order"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["search"], name="person_search", opclasses=["gin_trgm_ops"]
                    ),
                    models.Index(fields=["establishment", "route"], name="person_place"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ShiftPatternEvent",
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
                        to="people.shiftpattern",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("from_on", models.DateField()),
                (
                    "shifts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("early", "Early"),
                                ("late", "Late"),
                                ("day", "Day"),
                                ("night", "Night"),
                                ("rest", "Rest day"),
                            ],
                            max_length=8,
                        ),
                        size=None,
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "establishment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="units",
                        to="people.establishment",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("nte", "National Top End"),
                            ("ciu", "Community Integration Unit"),
                            ("open", "Open Estate"),
                            ("ccu", "Community custody unit"),
                        ],
                        max_length=10,
                    ),
                ),
                ("capacity", models.PositiveSmallIntegerField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("establishment", "kind"), name="one_unit_of_a_kind"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Allocation",
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
                        related_name="allocations",
                        to="people.person",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allocations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("personal-officer", "Personal officer"),
                            ("pbsw", "Prison-based social worker"),
                            ("cbsw", "Community-based social worker"),
                        ],
                        max_length=40,
                    ),
                ),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("until_on__isnull", True)),
                        fields=["user"],
                        name="standing_of_user",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until_on__isnull", True)),
                        fields=("person", "role"),
                        name="one_standing_allocation",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on__isnull", True),
                            ("until_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="allocation_ends_after_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EnteredDate",
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
                        related_name="entered_dates",
                        to="people.person",
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("on", models.DateField(blank=True, null=True)),
                ("overrides", models.DateField(blank=True, null=True)),
                ("why", models.TextField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField()),
                ("stands", models.BooleanField(default=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("stands", True)),
                        fields=("person", "kind"),
                        name="one_standing_date_of_a_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("why", ""), _negated=True),
                        name="entered_date_has_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Event",
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
                        related_name="happenings",
                        to="people.person",
                    ),
                ),
                ("reference", models.CharField(max_length=40)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("core-screen", "Core Screen completed"),
                            ("core-screen-part", "Core Screen part-completed"),
                            ("core-screen-read", "Core Screen read by the personal officer"),
                            ("immediate-need", "Immediate need found"),
                            ("referral", "Referral made"),
                            ("sentence-information", "Sentence information received"),
                            ("pbsw-induction", "Social work induction meeting"),
                            ("designation", "Designation letter sent"),
                            ("lscmi", "LS/CMI completed"),
                            ("conference-initial", "Initial case conference"),
                            ("conference-initial-scheduled", "Initial case conference scheduled"),
                            ("conference-followup", "Follow-up case conference"),
                            ("conference-periodic", "Periodic case conference"),
                            ("conference-preparole", "Pre-Parole case conference"),
                            ("conference-preprogression", "Pre-Progression case conference"),
                            ("conference-prerelease", "Pre-Release case conference"),
                            ("conference-recall", "Recall case conference"),
                            ("conference-return", "Return case conference"),
                            ("conference-request", "Case conference at the person's request"),
                            ("conference-event", "Case conference after an event"),
                            ("plan-updated", "Plan updated"),
                            ("plan-agreed", "Action plan put in force"),
                            ("plan-copy", "Copy of the plan given to the person"),
                            ("parole-started", "Parole process started"),
                            ("parole-reports-requested", "Parole reports requested"),
                            ("learner-reports", "Work and education reports obtained"),
                            ("progression-scheduled", "Progression scheduled"),
                            ("route-told", "Route told to the person"),
                            ("further-offence", "Further offence"),
                        ],
                        max_length=40,
                    ),
                ),
                ("on", models.DateField()),
                ("at", models.DateTimeField(blank=True, null=True)),
                ("value", models.CharField(blank=True, max_length=40)),
                ("note", models.TextField(blank=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person", "kind", "on"], name="event_of_person")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "reference"), name="one_event_per_reference"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Movement",
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
                        related_name="movements",
                        to="people.person",
                    ),
                ),
                ("reference", models.CharField(max_length=40)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("reception", "Reception"),
                            ("transfer", "Transfer"),
                            ("release", "Release"),
                            ("return", "Return to custody"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "from_establishment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="departures",
                        to="people.establishment",
                    ),
                ),
                (
                    "to_establishment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="arrivals",
                        to="people.establishment",
                    ),
                ),
                ("hall", models.CharField(blank=True, max_length=60)),
                ("recorded_at", models.DateTimeField()),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person", "-at"], name="movement_of_person")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "reference"), name="one_movement_per_reference"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonEvent",
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
                        to="people.person",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("number", models.CharField(max_length=12)),
                ("family_name", models.CharField(max_length=80)),
                ("given_names", models.CharField(max_length=80)),
                ("born_on", models.DateField(blank=True, null=True)),
                (
                    "gender",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("man", "Man"),
                            ("woman", "Woman"),
                            ("other", "Other"),
                            ("", "Not recorded"),
                        ],
                        max_length=10,
                    ),
                ),
                ("communication_needs", models.TextField(blank=True)),
                (
                    "establishment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.establishment",
                    ),
                ),
                ("hall", models.CharField(blank=True, max_length=60)),
                (
                    "location",
                    models.CharField(
                        choices=[
                            ("mainstream", "Mainstream"),
                            ("nte", "National Top End"),
                            ("ciu", "Community Integration Unit"),
                            ("open", "Open Estate"),
                            ("ccu", "Community custody unit"),
                        ],
                        default="mainstream",
                        max_length=12,
                    ),
                ),
                (
                    "transfer_to",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.establishment",
                    ),
                ),
                ("admitted_at", models.DateTimeField(blank=True, null=True)),
                ("arrived_on", models.DateField(blank=True, null=True)),
                ("released_on", models.DateField(blank=True, null=True)),
                (
                    "residence",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.localauthority",
                    ),
                ),
                (
                    "supervising_authority",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.localauthority",
                    ),
                ),
                (
                    "legal",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("untried", "Untried"),
                            ("convicted", "Convicted, awaiting sentence"),
                            ("sentenced", "Sentenced"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "route",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("enhanced", "Enhanced"),
                            ("standard", "Standard"),
                            ("none", "Not sentenced"),
                            ("unknown", "Not known"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "supervision_level",
                    models.CharField(
                        blank=True,
                        choices=[("high", "High"), ("medium", "Medium"), ("low", "Low")],
                        max_length=10,
                    ),
                ),
                ("risk_band", models.CharField(blank=True, max_length=12)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "search",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.Lower(
                            django.db.models.functions.text.Concat(
                                "given_names",
                                models.Value(" "),
                                "family_name",
                                models.Value(" "),
                                "number",
                            )
                        ),
                        output_field=models.CharField(max_length=200),
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PersonGroupGrant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "permission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="auth.permission"
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.group"),
                ),
                (
                    "content_object",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="group_grants",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "unique_together": {("group", "permission", "content_object")},
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PersonUserGrant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "permission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="auth.permission"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "content_object",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="user_grants",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "unique_together": {("user", "permission", "content_object")},
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Sentence",
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
                        related_name="sentences",
                        to="people.person",
                    ),
                ),
                ("reference", models.CharField(max_length=40)),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("stp", "Short-term"),
                            ("ltp", "Long-term"),
                            ("extended", "Extended sentence"),
                            ("sro", "Short-term with supervised release order"),
                            ("stso", "Short-term sex offender licence"),
                            ("life", "Life"),
                            ("olr", "Order for lifelong restriction"),
                            ("recalled", "Recalled on licence"),
                        ],
                        max_length=12,
                    ),
                ),
                ("offence", models.CharField(blank=True, max_length=160)),
                ("court", models.CharField(blank=True, max_length=120)),
                ("imposed_on", models.DateField(blank=True, null=True)),
                ("start_on", models.DateField(blank=True, null=True)),
                ("term_years", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("term_months", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("term_weeks", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("term_days", models.PositiveIntegerField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("extension_months", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("supervision_months", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("punishment_years", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("punishment_months", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("punishment_days", models.PositiveIntegerField(blank=True, null=True)),
                ("domestic_abuse", models.BooleanField(blank=True, null=True)),
                ("listed_sexual", models.BooleanField(blank=True, null=True)),
                ("terrorism", models.BooleanField(default=False)),
                ("first_imposed_on", models.DateField(blank=True, null=True)),
                ("recalled_on", models.DateField(blank=True, null=True)),
                ("quashed_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["person", "start_on"], name="sentence_of_person")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "reference"), name="one_sentence_per_reference"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AllocationEvent",
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
                        to="people.allocation",
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
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("personal-officer", "Personal officer"),
                            ("pbsw", "Prison-based social worker"),
                            ("cbsw", "Community-based social worker"),
                        ],
                        max_length=40,
                    ),
                ),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EnteredDateEvent",
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
                        to="people.entereddate",
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
                ("kind", models.CharField(max_length=40)),
                ("on", models.DateField(blank=True, null=True)),
                ("overrides", models.DateField(blank=True, null=True)),
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
                ("stands", models.BooleanField(default=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EventEvent",
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
                        to="people.event",
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
                ("reference", models.CharField(max_length=40)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("core-screen", "Core Screen completed"),
                            ("core-screen-part", "Core Screen part-completed"),
                            ("core-screen-read", "Core Screen read by the personal officer"),
                            ("immediate-need", "Immediate need found"),
                            ("referral", "Referral made"),
                            ("sentence-information", "Sentence information received"),
                            ("pbsw-induction", "Social work induction meeting"),
                            ("designation", "Designation letter sent"),
                            ("lscmi", "LS/CMI completed"),
                            ("conference-initial", "Initial case conference"),
                            ("conference-initial-scheduled", "Initial case conference scheduled"),
                            ("conference-followup", "Follow-up case conference"),
                            ("conference-periodic", "Periodic case conference"),
                            ("conference-preparole", "Pre-Parole case conference"),
                            ("conference-preprogression", "Pre-Progression case conference"),
                            ("conference-prerelease", "Pre-Release case conference"),
                            ("conference-recall", "Recall case conference"),
                            ("conference-return", "Return case conference"),
                            ("conference-request", "Case conference at the person's request"),
                            ("conference-event", "Case conference after an event"),
                            ("plan-updated", "Plan updated"),
                            ("plan-agreed", "Action plan put in force"),
                            ("plan-copy", "Copy of the plan given to the person"),
                            ("parole-started", "Parole process started"),
                            ("parole-reports-requested", "Parole reports requested"),
                            ("learner-reports", "Work and education reports obtained"),
                            ("progression-scheduled", "Progression scheduled"),
                            ("route-told", "Route told to the person"),
                            ("further-offence", "Further offence"),
                        ],
                        max_length=40,
                    ),
                ),
                ("on", models.DateField()),
                ("at", models.DateTimeField(blank=True, null=True)),
                ("value", models.CharField(blank=True, max_length=40)),
                ("note", models.TextField(blank=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MovementEvent",
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
                        to="people.movement",
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
                ("reference", models.CharField(max_length=40)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("reception", "Reception"),
                            ("transfer", "Transfer"),
                            ("release", "Release"),
                            ("return", "Return to custody"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "from_establishment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.establishment",
                    ),
                ),
                (
                    "to_establishment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.establishment",
                    ),
                ),
                ("hall", models.CharField(blank=True, max_length=60)),
                ("recorded_at", models.DateTimeField()),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PersonGroupGrantEvent",
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
                        to="people.persongroupgrant",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "permission",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="auth.permission",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="auth.group",
                    ),
                ),
                (
                    "content_object",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PersonUserGrantEvent",
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
                        to="people.personusergrant",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "permission",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="auth.permission",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "content_object",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SentenceEvent",
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
                        to="people.sentence",
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
                ("reference", models.CharField(max_length=40)),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("stp", "Short-term"),
                            ("ltp", "Long-term"),
                            ("extended", "Extended sentence"),
                            ("sro", "Short-term with supervised release order"),
                            ("stso", "Short-term sex offender licence"),
                            ("life", "Life"),
                            ("olr", "Order for lifelong restriction"),
                            ("recalled", "Recalled on licence"),
                        ],
                        max_length=12,
                    ),
                ),
                ("offence", models.CharField(blank=True, max_length=160)),
                ("court", models.CharField(blank=True, max_length=120)),
                ("imposed_on", models.DateField(blank=True, null=True)),
                ("start_on", models.DateField(blank=True, null=True)),
                ("term_years", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("term_months", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("term_weeks", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("term_days", models.PositiveIntegerField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("extension_months", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("supervision_months", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("punishment_years", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("punishment_months", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("punishment_days", models.PositiveIntegerField(blank=True, null=True)),
                ("domestic_abuse", models.BooleanField(blank=True, null=True)),
                ("listed_sexual", models.BooleanField(blank=True, null=True)),
                ("terrorism", models.BooleanField(default=False)),
                ("first_imposed_on", models.DateField(blank=True, null=True)),
                ("recalled_on", models.DateField(blank=True, null=True)),
                ("quashed_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
