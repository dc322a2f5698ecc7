import django.contrib.postgres.fields
import django.db.models.deletion
import pghistory.utils
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0002_break_glass"),
        ("people", "0002_places"),
    ]

    operations = [
        migrations.CreateModel(
            name="ActionPlan",
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
                        related_name="plans",
                        to="people.person",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("agreed", "In force"),
                            ("superseded", "Replaced"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("from_on", models.DateField(blank=True, null=True)),
                ("until_on", models.DateField(blank=True, null=True)),
                ("review_on", models.DateField(blank=True, null=True)),
                ("aims", models.TextField(blank=True)),
                (
                    "view",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("agreed", "They agree"),
                            ("disagreed", "They disagree"),
                            ("no-answer", "They could not answer"),
                            ("", "Not asked yet"),
                        ],
                        max_length=10,
                    ),
                ),
                ("view_words", models.TextField(blank=True)),
                ("view_on", models.DateField(blank=True, null=True)),
                ("ask_again_on", models.DateField(blank=True, null=True)),
                ("family_help", models.TextField(blank=True)),
                ("drafted_at", models.DateTimeField()),
                (
                    "drafted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("agreed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agreed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("superseded_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "number"), name="one_plan_per_number"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "draft")),
                        fields=("person",),
                        name="one_draft_plan",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "agreed")),
                        fields=("person",),
                        name="one_plan_in_force",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agreed_at__isnull", True), ("state", "draft")),
                            models.Q(
                                models.Q(("state", "draft"), _negated=True),
                                ("agreed_at__isnull", False),
                                ("agreed_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="plan_in_force_says_by_whom",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Conversation",
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
                        related_name="conversations",
                        to="people.person",
                    ),
                ),
                ("reference", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("icm-co-ordinator", "ICM Co-ordinator"),
                            ("icm-case-co-ordinator", "ICM Case Co-ordinator"),
                            ("icm-administrator", "ICM administrator"),
                            ("personal-officer", "Personal officer"),
                            ("residential-officer", "Residential officer"),
                            ("first-line-manager", "First Line Manager"),
                            ("links-centre", "Links Centre"),
                            ("reception", "Reception officer"),
                            ("pbsw", "Prison-based social worker"),
                            ("pbsw-team-manager", "Prison-based social work team manager"),
                            ("cbsw", "Community-based social worker"),
                            ("cbsw-team-manager", "Community-based social work team manager"),
                            ("psychology", "Psychology"),
                            ("programmes-officer", "Programmes officer"),
                            ("nhs", "NHS"),
                            ("provider", "Provider"),
                            ("intelligence-unit", "Intelligence unit"),
                            ("rmt-chair", "RMT chair (Deputy Governor or Governor)"),
                            ("parole-co-ordinator", "Parole Co-ordinator"),
                            ("hq", "Headquarters"),
                            ("ministers", "Scottish Ministers' decision-maker"),
                            ("rma", "Risk Management Authority"),
                            ("police", "Police Scotland"),
                            ("hmips", "HM Inspectorate of Prisons for Scotland"),
                            ("system-administrator", "System administrator"),
                        ],
                        max_length=40,
                    ),
                ),
                (
                    "topics",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30), default=list, size=None
                    ),
                ),
                ("explained", models.TextField(blank=True)),
                (
                    "understood",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yes", "Yes"),
                            ("partly", "In part"),
                            ("no", "No"),
                            ("", "Could not tell"),
                        ],
                        max_length=10,
                    ),
                ),
                ("said", models.TextField(blank=True)),
                ("again_on", models.DateField(blank=True, null=True)),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["person", "-at"], name="talk_of_person")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "reference"), name="one_talk_per_reference"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CoreScreen",
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
                        related_name="core_screens",
                        to="people.person",
                    ),
                ),
                ("reference", models.CharField(max_length=40)),
                ("questions", models.CharField(max_length=20)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("completed", "Completed"),
                            ("abandoned", "Ended without completion"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("begun_at", models.DateTimeField()),
                (
                    "begun_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("completed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "completed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "completed_role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("icm-co-ordinator", "ICM Co-ordinator"),
                            ("icm-case-co-ordinator", "ICM Case Co-ordinator"),
                            ("icm-administrator", "ICM administrator"),
                            ("personal-officer", "Personal officer"),
                            ("residential-officer", "Residential officer"),
                            ("first-line-manager", "First Line Manager"),
                            ("links-centre", "Links Centre"),
                            ("reception", "Reception officer"),
                            ("pbsw", "Prison-based social worker"),
                            ("pbsw-team-manager", "Prison-based social work team manager"),
                            ("cbsw", "Community-based social worker"),
                            ("cbsw-team-manager", "Community-based social work team manager"),
                            ("psychology", "Psychology"),
                            ("programmes-officer", "Programmes officer"),
                            ("nhs", "NHS"),
                            ("provider", "Provider"),
                            ("intelligence-unit", "Intelligence unit"),
                            ("rmt-chair", "RMT chair (Deputy Governor or Governor)"),
                            ("parole-co-ordinator", "Parole Co-ordinator"),
                            ("hq", "Headquarters"),
                            ("ministers", "Scottish Ministers' decision-maker"),
                            ("rma", "Risk Management Authority"),
                            ("police", "Police Scotland"),
                            ("hmips", "HM Inspectorate of Prisons for Scotland"),
                            ("system-administrator", "System administrator"),
                        ],
                        max_length=40,
                    ),
                ),
                ("competent", models.BooleanField(default=False)),
                ("understood", models.BooleanField(blank=True, null=True)),
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
                ("route_told_at", models.DateTimeField(blank=True, null=True)),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                (
                    "read_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("ended_why", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "indexes": [models.Index(fields=["person", "-begun_at"], name="screen_of_person")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "reference"), name="one_screen_per_reference"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")),
                        fields=("person",),
                        name="one_open_screen_per_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "completed"), _negated=True),
                            models.Q(
                                ("competent", True),
                                ("completed_at__isnull", False),
                                ("completed_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="completed_screen_is_declared",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DomainRating",
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
                        related_name="ratings",
                        to="people.person",
                    ),
                ),
                ("reference", models.CharField(max_length=40)),
                (
                    "domain",
                    models.CharField(
                        choices=[
                            ("substance-misuse", "Substance misuse"),
                            ("mental-health", "Mental health"),
                            ("learning", "Learning"),
                            ("employment", "Skills and employment"),
                            ("accommodation", "Social care: accommodation"),
                            ("finances", "Social care: finances"),
                            ("resettlement", "Resettlement"),
                            ("violence", "Violent conduct"),
                            ("sexual-conduct", "Inappropriate sexual conduct"),
                            ("other-offending", "Other offending behaviour"),
                            ("responsivity", "Responsivity"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "intervention",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "No need"),
                            ("some", "Some need"),
                            ("considerable", "Considerable need"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "support",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "No need"),
                            ("some", "Some need"),
                            ("considerable", "Considerable need"),
                        ],
                        max_length=14,
                    ),
                ),
                ("why", models.TextField(blank=True)),
                (
                    "agency",
                    models.CharField(
                        choices=[
                            ("icm", "ICM team"),
                            ("residential", "Residential staff"),
                            ("links", "Links Centre"),
                            ("pbsw", "Prison-based social work"),
                            ("cbsw", "Community-based social work"),
                            ("interventions", "Programmes and interventions"),
                            ("psychology", "Psychology"),
                            ("health", "Healthcare"),
                            ("work-party", "Work party"),
                            ("education", "Education"),
                            ("pti", "Physical training"),
                            ("chaplaincy", "Chaplaincy"),
                            ("visits", "Visits"),
                            ("third-sector", "Third sector"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("icm-co-ordinator", "ICM Co-ordinator"),
                            ("icm-case-co-ordinator", "ICM Case Co-ordinator"),
                            ("icm-administrator", "ICM administrator"),
                            ("personal-officer", "Personal officer"),
                            ("residential-officer", "Residential officer"),
                            ("first-line-manager", "First Line Manager"),
                            ("links-centre", "Links Centre"),
                            ("reception", "Reception officer"),
                            ("pbsw", "Prison-based social worker"),
                            ("pbsw-team-manager", "Prison-based social work team manager"),
                            ("cbsw", "Community-based social worker"),
                            ("cbsw-team-manager", "Community-based social work team manager"),
                            ("psychology", "Psychology"),
                            ("programmes-officer", "Programmes officer"),
                            ("nhs", "NHS"),
                            ("provider", "Provider"),
                            ("intelligence-unit", "Intelligence unit"),
                            ("rmt-chair", "RMT chair (Deputy Governor or Governor)"),
                            ("parole-co-ordinator", "Parole Co-ordinator"),
                            ("hq", "Headquarters"),
                            ("ministers", "Scottish Ministers' decision-maker"),
                            ("rma", "Risk Management Authority"),
                            ("police", "Police Scotland"),
                            ("hmips", "HM Inspectorate of Prisons for Scotland"),
                            ("system-administrator", "System administrator"),
                        ],
                        max_length=40,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "domain", "-at"], name="rating_of_domain")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "reference"), name="one_rating_per_reference"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanCopy",
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
                        related_name="copies",
                        to="people.person",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="copies",
                        to="core.document",
                    ),
                ),
                ("to", models.CharField(max_length=120)),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("hand", "Given by hand"),
                            ("post", "Posted"),
                            ("email", "Sent by secure e-mail"),
                        ],
                        max_length=10,
                    ),
                ),
                ("issued_on", models.DateField()),
                (
                    "issued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "to", "issued_on"), name="one_copy_per_day_and_reader"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Provider",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=100)),
                (
                    "agency",
                    models.CharField(
                        choices=[
                            ("icm", "ICM team"),
                            ("residential", "Residential staff"),
                            ("links", "Links Centre"),
                            ("pbsw", "Prison-based social work"),
                            ("cbsw", "Community-based social work"),
                            ("interventions", "Programmes and interventions"),
                            ("psychology", "Psychology"),
                            ("health", "Healthcare"),
                            ("work-party", "Work party"),
                            ("education", "Education"),
                            ("pti", "Physical training"),
                            ("chaplaincy", "Chaplaincy"),
                            ("visits", "Visits"),
                            ("third-sector", "Third sector"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "domains",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("substance-misuse", "Substance misuse"),
                                ("mental-health", "Mental health"),
                                ("learning", "Learning"),
                                ("employment", "Skills and employment"),
                                ("accommodation", "Social care: accommodation"),
                                ("finances", "Social care: finances"),
                                ("resettlement", "Resettlement"),
                                ("violence", "Violent conduct"),
                                ("sexual-conduct", "Inappropriate sexual conduct"),
                                ("other-offending", "Other offending behaviour"),
                                ("responsivity", "Responsivity"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "establishment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="providers",
                        to="people.establishment",
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="providers",
                        to="people.localauthority",
                    ),
                ),
                (
                    "team",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="provider",
                        to="core.team",
                    ),
                ),
                ("closed_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["establishment", "name"], name="provider_of_place")
                ],
            },
        ),
        migrations.CreateModel(
            name="ActionPlanEvent",
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
                        to="casework.actionplan",
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
                ("number", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("agreed", "In force"),
                            ("superseded", "Replaced"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("from_on", models.DateField(blank=True, null=True)),
                ("until_on", models.DateField(blank=True, null=True)),
                ("review_on", models.DateField(blank=True, null=True)),
                ("aims", models.TextField(blank=True)),
                (
                    "view",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("agreed", "They agree"),
                            ("disagreed", "They disagree"),
                            ("no-answer", "They could not answer"),
                            ("", "Not asked yet"),
                        ],
                        max_length=10,
                    ),
                ),
                ("view_words", models.TextField(blank=True)),
                ("view_on", models.DateField(blank=True, null=True)),
                ("ask_again_on", models.DateField(blank=True, null=True)),
                ("family_help", models.TextField(blank=True)),
                ("drafted_at", models.DateTimeField()),
                (
                    "drafted_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("agreed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agreed_by",
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
                ("superseded_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "screen",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="casework.corescreen",
                    ),
                ),
                (
                    "area",
                    models.CharField(
                        choices=[
                            ("substances", "Alcohol or drugs"),
                            ("mental-health", "Mental health"),
                            ("violence", "Violence"),
                            ("work", "Training for work"),
                            ("housing", "Housing"),
                            ("offending", "Offending behaviour"),
                            ("relationships", "Relationships"),
                            ("money", "Money"),
                            ("literacy", "Reading, writing and numbers"),
                            ("immediate", "What cannot wait"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "need",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("need", "There is a need"),
                            ("none", "No need"),
                            ("unsaid", "They did not want to say"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "urgency",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("today", "Today"),
                            ("days", "Within a few days"),
                            ("later", "It can wait"),
                        ],
                        max_length=10,
                    ),
                ),
                ("own_words", models.TextField(blank=True)),
                ("note", models.TextField(blank=True)),
                (
                    "referral",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepted", "Offered and accepted"),
                            ("declined", "Offered and declined"),
                            ("not-offered", "Not offered"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.provider",
                    ),
                ),
                ("answered_at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("screen", "area"), name="one_answer_per_area")
                ],
            },
        ),
        migrations.CreateModel(
            name="ConversationEvent",
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
                        to="casework.conversation",
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
                ("at", models.DateTimeField()),
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
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("icm-co-ordinator", "ICM Co-ordinator"),
                            ("icm-case-co-ordinator", "ICM Case Co-ordinator"),
                            ("icm-administrator", "ICM administrator"),
                            ("personal-officer", "Personal officer"),
                            ("residential-officer", "Residential officer"),
                            ("first-line-manager", "First Line Manager"),
                            ("links-centre", "Links Centre"),
                            ("reception", "Reception officer"),
                            ("pbsw", "Prison-based social worker"),
                            ("pbsw-team-manager", "Prison-based social work team manager"),
                            ("cbsw", "Community-based social worker"),
                            ("cbsw-team-manager", "Community-based social work team manager"),
                            ("psychology", "Psychology"),
                            ("programmes-officer", "Programmes officer"),
                            ("nhs", "NHS"),
                            ("provider", "Provider"),
                            ("intelligence-unit", "Intelligence unit"),
                            ("rmt-chair", "RMT chair (Deputy Governor or Governor)"),
                            ("parole-co-ordinator", "Parole Co-ordinator"),
                            ("hq", "Headquarters"),
                            ("ministers", "Scottish Ministers' decision-maker"),
                            ("rma", "Risk Management Authority"),
                            ("police", "Police Scotland"),
                            ("hmips", "HM Inspectorate of Prisons for Scotland"),
                            ("system-administrator", "System administrator"),
                        ],
                        max_length=40,
                    ),
                ),
                (
                    "topics",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30), default=list, size=None
                    ),
                ),
                ("explained", models.TextField(blank=True)),
                (
                    "understood",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yes", "Yes"),
                            ("partly", "In part"),
                            ("no", "No"),
                            ("", "Could not tell"),
                        ],
                        max_length=10,
                    ),
                ),
                ("said", models.TextField(blank=True)),
                ("again_on", models.DateField(blank=True, null=True)),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CoreScreenEvent",
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
                        to="casework.corescreen",
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
                ("questions", models.CharField(max_length=20)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("completed", "Completed"),
                            ("abandoned", "Ended without completion"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("begun_at", models.DateTimeField()),
                (
                    "begun_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("completed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "completed_by",
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
                (
                    "completed_role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("icm-co-ordinator", "ICM Co-ordinator"),
                            ("icm-case-co-ordinator", "ICM Case Co-ordinator"),
                            ("icm-administrator", "ICM administrator"),
                            ("personal-officer", "Personal officer"),
                            ("residential-officer", "Residential officer"),
                            ("first-line-manager", "First Line Manager"),
                            ("links-centre", "Links Centre"),
                            ("reception", "Reception officer"),
                            ("pbsw", "Prison-based social worker"),
                            ("pbsw-team-manager", "Prison-based social work team manager"),
                            ("cbsw", "Community-based social worker"),
                            ("cbsw-team-manager", "Community-based social work team manager"),
                            ("psychology", "Psychology"),
                            ("programmes-officer", "Programmes officer"),
                            ("nhs", "NHS"),
                            ("provider", "Provider"),
                            ("intelligence-unit", "Intelligence unit"),
                            ("rmt-chair", "RMT chair (Deputy Governor or Governor)"),
                            ("parole-co-ordinator", "Parole Co-ordinator"),
                            ("hq", "Headquarters"),
                            ("ministers", "Scottish Ministers' decision-maker"),
                            ("rma", "Risk Management Authority"),
                            ("police", "Police Scotland"),
                            ("hmips", "HM Inspectorate of Prisons for Scotland"),
                            ("system-administrator", "System administrator"),
                        ],
                        max_length=40,
                    ),
                ),
                ("competent", models.BooleanField(default=False)),
                ("understood", models.BooleanField(blank=True, null=True)),
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
                ("route_told_at", models.DateTimeField(blank=True, null=True)),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                (
                    "read_by",
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
                ("ended_why", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DomainRatingEvent",
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
                        to="casework.domainrating",
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
                    "domain",
                    models.CharField(
                        choices=[
                            ("substance-misuse", "Substance misuse"),
                            ("mental-health", "Mental health"),
                            ("learning", "Learning"),
                            ("employment", "Skills and employment"),
                            ("accommodation", "Social care: accommodation"),
                            ("finances", "Social care: finances"),
                            ("resettlement", "Resettlement"),
                            ("violence", "Violent conduct"),
                            ("sexual-conduct", "Inappropriate sexual conduct"),
                            ("other-offending", "Other offending behaviour"),
                            ("responsivity", "Responsivity"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "intervention",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "No need"),
                            ("some", "Some need"),
                            ("considerable", "Considerable need"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "support",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "No need"),
                            ("some", "Some need"),
                            ("considerable", "Considerable need"),
                        ],
                        max_length=14,
                    ),
                ),
                ("why", models.TextField(blank=True)),
                (
                    "agency",
                    models.CharField(
                        choices=[
                            ("icm", "ICM team"),
                            ("residential", "Residential staff"),
                            ("links", "Links Centre"),
                            ("pbsw", "Prison-based social work"),
                            ("cbsw", "Community-based social work"),
                            ("interventions", "Programmes and interventions"),
                            ("psychology", "Psychology"),
                            ("health", "Healthcare"),
                            ("work-party", "Work party"),
                            ("education", "Education"),
                            ("pti", "Physical training"),
                            ("chaplaincy", "Chaplaincy"),
                            ("visits", "Visits"),
                            ("third-sector", "Third sector"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("icm-co-ordinator", "ICM Co-ordinator"),
                            ("icm-case-co-ordinator", "ICM Case Co-ordinator"),
                            ("icm-administrator", "ICM administrator"),
                            ("personal-officer", "Personal officer"),
                            ("residential-officer", "Residential officer"),
                            ("first-line-manager", "First Line Manager"),
                            ("links-centre", "Links Centre"),
                            ("reception", "Reception officer"),
                            ("pbsw", "Prison-based social worker"),
                            ("pbsw-team-manager", "Prison-based social work team manager"),
                            ("cbsw", "Community-based social worker"),
                            ("cbsw-team-manager", "Community-based social work team manager"),
                            ("psychology", "Psychology"),
                            ("programmes-officer", "Programmes officer"),
                            ("nhs", "NHS"),
                            ("provider", "Provider"),
                            ("intelligence-unit", "Intelligence unit"),
                            ("rmt-chair", "RMT chair (Deputy Governor or Governor)"),
                            ("parole-co-ordinator", "Parole Co-ordinator"),
                            ("hq", "Headquarters"),
                            ("ministers", "Scottish Ministers' decision-maker"),
                            ("rma", "Risk Management Authority"),
                            ("police", "Police Scotland"),
                            ("hmips", "HM Inspectorate of Prisons for Scotland"),
                            ("system-administrator", "System administrator"),
                        ],
                        max_length=40,
                    ),
                ),
                ("at", models.DateTimeField()),
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Narrative",
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
                        related_name="narratives",
                        to="people.person",
                    ),
                ),
                ("reference", models.CharField(max_length=60)),
                (
                    "domain",
                    models.CharField(
                        choices=[
                            ("substance-misuse", "Substance misuse"),
                            ("mental-health", "Mental health"),
                            ("learning", "Learning"),
                            ("employment", "Skills and employment"),
                            ("accommodation", "Social care: accommodation"),
                            ("finances", "Social care: finances"),
                            ("resettlement", "Resettlement"),
                            ("violence", "Violent conduct"),
                            ("sexual-conduct", "Inappropriate sexual conduct"),
                            ("other-offending", "Other offending behaviour"),
                            ("responsivity", "Responsivity"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "agency",
                    models.CharField(
                        choices=[
                            ("icm", "ICM team"),
                            ("residential", "Residential staff"),
                            ("links", "Links Centre"),
                            ("pbsw", "Prison-based social work"),
                            ("cbsw", "Community-based social work"),
                            ("interventions", "Programmes and interventions"),
                            ("psychology", "Psychology"),
                            ("health", "Healthcare"),
                            ("work-party", "Work party"),
                            ("education", "Education"),
                            ("pti", "Physical training"),
                            ("chaplaincy", "Chaplaincy"),
                            ("visits", "Visits"),
                            ("third-sector", "Third sector"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="narratives",
                        to="casework.provider",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("icm-co-ordinator", "ICM Co-ordinator"),
                            ("icm-case-co-ordinator", "ICM Case Co-ordinator"),
                            ("icm-administrator", "ICM administrator"),
                            ("personal-officer", "Personal officer"),
                            ("residential-officer", "Residential officer"),
                            ("first-line-manager", "First Line Manager"),
                            ("links-centre", "Links Centre"),
                            ("reception", "Reception officer"),
                            ("pbsw", "Prison-based social worker"),
                            ("pbsw-team-manager", "Prison-based social work team manager"),
                            ("cbsw", "Community-based social worker"),
                            ("cbsw-team-manager", "Community-based social work team manager"),
                            ("psychology", "Psychology"),
                            ("programmes-officer", "Programmes officer"),
                            ("nhs", "NHS"),
                            ("provider", "Provider"),
                            ("intelligence-unit", "Intelligence unit"),
                            ("rmt-chair", "RMT chair (Deputy Governor or Governor)"),
                            ("parole-co-ordinator", "Parole Co-ordinator"),
                            ("hq", "Headquarters"),
                            ("ministers", "Scottish Ministers' decision-maker"),
                            ("rma", "Risk Management Authority"),
                            ("police", "Police Scotland"),
                            ("hmips", "HM Inspectorate of Prisons for Scotland"),
                            ("system-administrator", "System administrator"),
                        ],
                        max_length=40,
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("on", models.DateField()),
                ("source", models.CharField(blank=True, max_length=200)),
                ("body", models.TextField()),
                (
                    "disclosure",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("person", "person"),
                            ("team", "team"),
                            ("social work", "social work"),
                            ("restricted", "restricted"),
                            ("victim", "victim"),
                        ],
                        default="person",
                        max_length=12,
                    ),
                ),
                ("gist", models.TextField(blank=True)),
                ("ground", models.TextField(blank=True)),
                ("written_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "like",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="casework.narrative",
                    ),
                ),
                ("likeness", models.FloatField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_why", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "domain", "-on"], name="narrative_of_domain"),
                    models.Index(fields=["author", "-written_at"], name="narrative_of_author"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "reference"), name="one_narrative_per_reference"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("body", ""), _negated=True),
                        name="narrative_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("disclosure__in", ["open", "person"]),
                            models.Q(("ground", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="withheld_narrative_has_its_ground",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanCopyEvent",
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
                        to="casework.plancopy",
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
                    "document",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="core.document",
                    ),
                ),
                ("to", models.CharField(max_length=120)),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("hand", "Given by hand"),
                            ("post", "Posted"),
                            ("email", "Sent by secure e-mail"),
                        ],
                        max_length=10,
                    ),
                ),
                ("issued_on", models.DateField()),
                (
                    "issued_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProviderEvent",
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
                        to="casework.provider",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("slug", models.SlugField(db_index=False, max_length=60)),
                ("name", models.CharField(max_length=100)),
                (
                    "agency",
                    models.CharField(
                        choices=[
                            ("icm", "ICM team"),
                            ("residential", "Residential staff"),
                            ("links", "Links Centre"),
                            ("pbsw", "Prison-based social work"),
                            ("cbsw", "Community-based social work"),
                            ("interventions", "Programmes and interventions"),
                            ("psychology", "Psychology"),
                            ("health", "Healthcare"),
                            ("work-party", "Work party"),
                            ("education", "Education"),
                            ("pti", "Physical training"),
                            ("chaplaincy", "Chaplaincy"),
                            ("visits", "Visits"),
                            ("third-sector", "Third sector"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "domains",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("substance-misuse", "Substance misuse"),
                                ("mental-health", "Mental health"),
                                ("learning", "Learning"),
                                ("employment", "Skills and employment"),
                                ("accommodation", "Social care: accommodation"),
                                ("finances", "Social care: finances"),
                                ("resettlement", "Resettlement"),
                                ("violence", "Violent conduct"),
                                ("sexual-conduct", "Inappropriate sexual conduct"),
                                ("other-offending", "Other offending behaviour"),
                                ("responsivity", "Responsivity"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
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
                (
                    "authority",
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
                    "team",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="core.team",
                    ),
                ),
                ("closed_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Referral",
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
                        related_name="referrals",
                        to="people.person",
                    ),
                ),
                ("reference", models.CharField(max_length=60)),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
                        to="casework.provider",
                    ),
                ),
                (
                    "domain",
                    models.CharField(
                        choices=[
                            ("substance-misuse", "Substance misuse"),
                            ("mental-health", "Mental health"),
                            ("learning", "Learning"),
                            ("employment", "Skills and employment"),
                            ("accommodation", "Social care: accommodation"),
                            ("finances", "Social care: finances"),
                            ("resettlement", "Resettlement"),
                            ("violence", "Violent conduct"),
                            ("sexual-conduct", "Inappropriate sexual conduct"),
                            ("other-offending", "Other offending behaviour"),
                            ("responsivity", "Responsivity"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "area",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("substances", "Alcohol or drugs"),
                            ("mental-health", "Mental health"),
                            ("violence", "Violence"),
                            ("work", "Training for work"),
                            ("housing", "Housing"),
                            ("offending", "Offending behaviour"),
                            ("relationships", "Relationships"),
                            ("money", "Money"),
                            ("literacy", "Reading, writing and numbers"),
                            ("immediate", "What cannot wait"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("screen", "Core Screen"),
                            ("plan", "Action plan"),
                            ("officer", "Between conferences"),
                            ("conference", "Case conference"),
                            ("provider", "Another provider"),
                            ("self", "The person asked"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "screen",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
                        to="casework.corescreen",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("accepted", "Accepted"),
                            ("waiting", "Waiting"),
                            ("active", "Under way"),
                            ("closed", "Closed"),
                            ("declined", "Declined by the provider"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                (
                    "urgency",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("today", "Today"),
                            ("days", "Within a few days"),
                            ("later", "It can wait"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "consent",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("given", "They agree"),
                            ("refused", "They do not agree"),
                            ("", "Not asked yet"),
                        ],
                        max_length=10,
                    ),
                ),
                ("why", models.TextField(blank=True)),
                (
                    "disclosure",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("person", "person"),
                            ("team", "team"),
                            ("social work", "social work"),
                            ("restricted", "restricted"),
                            ("victim", "victim"),
                        ],
                        default="person",
                        max_length=12,
                    ),
                ),
                ("gist", models.TextField(blank=True)),
                ("ground", models.TextField(blank=True)),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "chaser",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("chase_on", models.DateField(blank=True, null=True)),
                ("answer_by", models.DateField(blank=True, null=True)),
                ("answered_on", models.DateField(blank=True, null=True)),
                ("answer", models.TextField(blank=True)),
                ("waiting_since", models.DateField(blank=True, null=True)),
                ("expected_on", models.DateField(blank=True, null=True)),
                ("started_on", models.DateField(blank=True, null=True)),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("outcome", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "-made_at"], name="referral_of_person"),
                    models.Index(
                        fields=["provider", "state", "made_at"], name="referral_of_provider"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "reference"), name="one_referral_per_reference"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_on__isnull", False),
                                ("state__in", ["closed", "declined", "withdrawn"]),
                            ),
                            models.Q(
                                models.Q(
                                    ("state__in", ["closed", "declined", "withdrawn"]),
                                    _negated=True,
                                ),
                                ("ended_on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="ended_referral_has_its_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SafetyAlert",
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
                        related_name="alerts",
                        to="people.person",
                    ),
                ),
                (
                    "screen",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alerts",
                        to="casework.corescreen",
                    ),
                ),
                ("reference", models.CharField(max_length=40)),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Not said yet"),
                            ("suicide", "Risk of suicide or self-harm"),
                            ("danger", "Immediate danger from or to somebody"),
                        ],
                        max_length=10,
                    ),
                ),
                ("seen", models.TextField(blank=True)),
                ("seen_at", models.DateTimeField()),
                (
                    "seen_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("done", models.TextField(blank=True)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "done_by",
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
                        condition=models.Q(("done_at__isnull", True)),
                        fields=["person"],
                        name="open_alert",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "reference"), name="one_alert_per_reference"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at__isnull", True), ("done_by__isnull", True)),
                            models.Q(
                                ("done_at__isnull", False),
                                ("done_by__isnull", False),
                                models.Q(("done", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="acted_alert_says_what",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sitting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "screen",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sittings",
                        to="casework.corescreen",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("began_at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("icm-co-ordinator", "ICM Co-ordinator"),
                            ("icm-case-co-ordinator", "ICM Case Co-ordinator"),
                            ("icm-administrator", "ICM administrator"),
                            ("personal-officer", "Personal officer"),
                            ("residential-officer", "Residential officer"),
                            ("first-line-manager", "First Line Manager"),
                            ("links-centre", "Links Centre"),
                            ("reception", "Reception officer"),
                            ("pbsw", "Prison-based social worker"),
                            ("pbsw-team-manager", "Prison-based social work team manager"),
                            ("cbsw", "Community-based social worker"),
                            ("cbsw-team-manager", "Community-based social work team manager"),
                            ("psychology", "Psychology"),
                            ("programmes-officer", "Programmes officer"),
                            ("nhs", "NHS"),
                            ("provider", "Provider"),
                            ("intelligence-unit", "Intelligence unit"),
                            ("rmt-chair", "RMT chair (Deputy Governor or Governor)"),
                            ("parole-co-ordinator", "Parole Co-ordinator"),
                            ("hq", "Headquarters"),
                            ("ministers", "Scottish Ministers' decision-maker"),
                            ("rma", "Risk Management Authority"),
                            ("police", "Police Scotland"),
                            ("hmips", "HM Inspectorate of Prisons for Scotland"),
                            ("system-administrator", "System administrator"),
                        ],
                        max_length=40,
                    ),
                ),
                ("fit", models.BooleanField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_why", models.TextField(blank=True)),
                ("again_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("screen", "number"), name="one_sitting_per_number"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("screen",),
                        name="one_open_sitting_per_screen",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AnswerEvent",
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
                        to="casework.answer",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "screen",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="casework.corescreen",
                    ),
                ),
                (
                    "area",
                    models.CharField(
                        choices=[
                            ("substances", "Alcohol or drugs"),
                            ("mental-health", "Mental health"),
                            ("violence", "Violence"),
                            ("work", "Training for work"),
                            ("housing", "Housing"),
                            ("offending", "Offending behaviour"),
                            ("relationships", "Relationships"),
                            ("money", "Money"),
                            ("literacy", "Reading, writing and numbers"),
                            ("immediate", "What cannot wait"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "need",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("need", "There is a need"),
                            ("none", "No need"),
                            ("unsaid", "They did not want to say"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "urgency",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("today", "Today"),
                            ("days", "Within a few days"),
                            ("later", "It can wait"),
                        ],
                        max_length=10,
                    ),
                ),
                ("own_words", models.TextField(blank=True)),
                ("note", models.TextField(blank=True)),
                (
                    "referral",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepted", "Offered and accepted"),
                            ("declined", "Offered and declined"),
                            ("not-offered", "Not offered"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="casework.provider",
                    ),
                ),
                ("answered_at", models.DateTimeField()),
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
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Chase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="chases",
                        to="casework.referral",
                    ),
                ),
                ("reference", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("said", models.TextField(blank=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("referral", "reference"), name="one_chase_per_reference"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NarrativeEvent",
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
                        to="casework.narrative",
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
                ("reference", models.CharField(max_length=60)),
                (
                    "domain",
                    models.CharField(
                        choices=[
                            ("substance-misuse", "Substance misuse"),
                            ("mental-health", "Mental health"),
                            ("learning", "Learning"),
                            ("employment", "Skills and employment"),
                            ("accommodation", "Social care: accommodation"),
                            ("finances", "Social care: finances"),
                            ("resettlement", "Resettlement"),
                            ("violence", "Violent conduct"),
                            ("sexual-conduct", "Inappropriate sexual conduct"),
                            ("other-offending", "Other offending behaviour"),
                            ("responsivity", "Responsivity"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "agency",
                    models.CharField(
                        choices=[
                            ("icm", "ICM team"),
                            ("residential", "Residential staff"),
                            ("links", "Links Centre"),
                            ("pbsw", "Prison-based social work"),
                            ("cbsw", "Community-based social work"),
                            ("interventions", "Programmes and interventions"),
                            ("psychology", "Psychology"),
                            ("health", "Healthcare"),
                            ("work-party", "Work party"),
                            ("education", "Education"),
                            ("pti", "Physical training"),
                            ("chaplaincy", "Chaplaincy"),
                            ("visits", "Visits"),
                            ("third-sector", "Third sector"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="casework.provider",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("icm-co-ordinator", "ICM Co-ordinator"),
                            ("icm-case-co-ordinator", "ICM Case Co-ordinator"),
                            ("icm-administrator", "ICM administrator"),
                            ("personal-officer", "Personal officer"),
                            ("residential-officer", "Residential officer"),
                            ("first-line-manager", "First Line Manager"),
                            ("links-centre", "Links Centre"),
                            ("reception", "Reception officer"),
                            ("pbsw", "Prison-based social worker"),
                            ("pbsw-team-manager", "Prison-based social work team manager"),
                            ("cbsw", "Community-based social worker"),
                            ("cbsw-team-manager", "Community-based social work team manager"),
                            ("psychology", "Psychology"),
                            ("programmes-officer", "Programmes officer"),
                            ("nhs", "NHS"),
                            ("provider", "Provider"),
                            ("intelligence-unit", "Intelligence unit"),
                            ("rmt-chair", "RMT chair (Deputy Governor or Governor)"),
                            ("parole-co-ordinator", "Parole Co-ordinator"),
                            ("hq", "Headquarters"),
                            ("ministers", "Scottish Ministers' decision-maker"),
                            ("rma", "Risk Management Authority"),
                            ("police", "Police Scotland"),
                            ("hmips", "HM Inspectorate of Prisons for Scotland"),
                            ("system-administrator", "System administrator"),
                        ],
                        max_length=40,
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("on", models.DateField()),
                ("source", models.CharField(blank=True, max_length=200)),
                ("body", models.TextField()),
                (
                    "disclosure",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("person", "person"),
                            ("team", "team"),
                            ("social work", "social work"),
                            ("restricted", "restricted"),
                            ("victim", "victim"),
                        ],
                        default="person",
                        max_length=12,
                    ),
                ),
                ("gist", models.TextField(blank=True)),
                ("ground", models.TextField(blank=True)),
                ("written_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "changed_by",
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
                (
                    "like",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="casework.narrative",
                    ),
                ),
                ("likeness", models.FloatField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_why", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PlanAction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="casework.actionplan",
                    ),
                ),
                ("line", models.PositiveIntegerField()),
                ("reference", models.CharField(blank=True, max_length=40)),
                ("sequence", models.PositiveSmallIntegerField()),
                (
                    "domain",
                    models.CharField(
                        choices=[
                            ("substance-misuse", "Substance misuse"),
                            ("mental-health", "Mental health"),
                            ("learning", "Learning"),
                            ("employment", "Skills and employment"),
                            ("accommodation", "Social care: accommodation"),
                            ("finances", "Social care: finances"),
                            ("resettlement", "Resettlement"),
                            ("violence", "Violent conduct"),
                            ("sexual-conduct", "Inappropriate sexual conduct"),
                            ("other-offending", "Other offending behaviour"),
                            ("responsivity", "Responsivity"),
                        ],
                        max_length=20,
                    ),
                ),
                ("risk_factor", models.CharField(blank=True, max_length=200)),
                ("what", models.TextField()),
                (
                    "disclosure",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("person", "person"),
                            ("team", "team"),
                            ("social work", "social work"),
                            ("restricted", "restricted"),
                            ("victim", "victim"),
                        ],
                        default="person",
                        max_length=12,
                    ),
                ),
                ("gist", models.TextField(blank=True)),
                ("ground", models.TextField(blank=True)),
                ("theirs", models.BooleanField(default=False)),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.provider",
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.referral",
                    ),
                ),
                ("start_on", models.DateField(blank=True, null=True)),
                ("target_on", models.DateField(blank=True, null=True)),
                ("review_on", models.DateField(blank=True, null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("not-started", "Not started"),
                            ("under-way", "Under way"),
                            ("done", "Done"),
                            ("not-done", "Not done"),
                        ],
                        default="not-started",
                        max_length=12,
                    ),
                ),
                ("evidence", models.TextField(blank=True)),
                ("not_done_why", models.TextField(blank=True)),
                ("done_on", models.DateField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["owner", "status", "target_on"], name="action_of_owner")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "line"), name="one_action_per_line"),
                    models.UniqueConstraint(
                        condition=models.Q(("reference", ""), _negated=True),
                        fields=("plan", "reference"),
                        name="one_action_per_reference",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "not-done"), _negated=True),
                            models.Q(("not_done_why", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="action_not_done_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("disclosure__in", ["open", "person"]),
                            models.Q(("ground", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="withheld_action_has_its_ground",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QualityReading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "narrative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="readings",
                        to="casework.narrative",
                    ),
                ),
                (
                    "establishment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.establishment",
                    ),
                ),
                ("drawn_at", models.DateTimeField()),
                (
                    "drawn_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("marks", models.JSONField(blank=True, default=dict)),
                ("feedback", models.TextField(blank=True)),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                (
                    "read_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("seen_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["establishment", "-drawn_at"], name="reading_of_place")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("read_at__isnull", True)),
                        fields=("narrative", "drawn_by"),
                        name="one_open_reading",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReferralEvent",
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
                        to="casework.referral",
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
                ("reference", models.CharField(max_length=60)),
                (
                    "provider",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="casework.provider",
                    ),
                ),
                (
                    "domain",
                    models.CharField(
                        choices=[
                            ("substance-misuse", "Substance misuse"),
                            ("mental-health", "Mental health"),
                            ("learning", "Learning"),
                            ("employment", "Skills and employment"),
                            ("accommodation", "Social care: accommodation"),
                            ("finances", "Social care: finances"),
                            ("resettlement", "Resettlement"),
                            ("violence", "Violent conduct"),
                            ("sexual-conduct", "Inappropriate sexual conduct"),
                            ("other-offending", "Other offending behaviour"),
                            ("responsivity", "Responsivity"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "area",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("substances", "Alcohol or drugs"),
                            ("mental-health", "Mental health"),
                            ("violence", "Violence"),
                            ("work", "Training for work"),
                            ("housing", "Housing"),
                            ("offending", "Offending behaviour"),
                            ("relationships", "Relationships"),
                            ("money", "Money"),
                            ("literacy", "Reading, writing and numbers"),
                            ("immediate", "What cannot wait"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("screen", "Core Screen"),
                            ("plan", "Action plan"),
                            ("officer", "Between conferences"),
                            ("conference", "Case conference"),
                            ("provider", "Another provider"),
                            ("self", "The person asked"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "screen",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="casework.corescreen",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("accepted", "Accepted"),
                            ("waiting", "Waiting"),
                            ("active", "Under way"),
                            ("closed", "Closed"),
                            ("declined", "Declined by the provider"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                (
                    "urgency",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("today", "Today"),
                            ("days", "Within a few days"),
                            ("later", "It can wait"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "consent",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("given", "They agree"),
                            ("refused", "They do not agree"),
                            ("", "Not asked yet"),
                        ],
                        max_length=10,
                    ),
                ),
                ("why", models.TextField(blank=True)),
                (
                    "disclosure",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("person", "person"),
                            ("team", "team"),
                            ("social work", "social work"),
                            ("restricted", "restricted"),
                            ("victim", "victim"),
                        ],
                        default="person",
                        max_length=12,
                    ),
                ),
                ("gist", models.TextField(blank=True)),
                ("ground", models.TextField(blank=True)),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "chaser",
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
                ("chase_on", models.DateField(blank=True, null=True)),
                ("answer_by", models.DateField(blank=True, null=True)),
                ("answered_on", models.DateField(blank=True, null=True)),
                ("answer", models.TextField(blank=True)),
                ("waiting_since", models.DateField(blank=True, null=True)),
                ("expected_on", models.DateField(blank=True, null=True)),
                ("started_on", models.DateField(blank=True, null=True)),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("outcome", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SafetyAlertEvent",
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
                        to="casework.safetyalert",
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
                    "screen",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="casework.corescreen",
                    ),
                ),
                ("reference", models.CharField(max_length=40)),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Not said yet"),
                            ("suicide", "Risk of suicide or self-harm"),
                            ("danger", "Immediate danger from or to somebody"),
                        ],
                        max_length=10,
                    ),
                ),
                ("seen", models.TextField(blank=True)),
                ("seen_at", models.DateTimeField()),
                (
                    "seen_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("done", models.TextField(blank=True)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "done_by",
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
            name="SittingEvent",
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
                        to="casework.sitting",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "screen",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="casework.corescreen",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("began_at", models.DateTimeField()),
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
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("icm-co-ordinator", "ICM Co-ordinator"),
                            ("icm-case-co-ordinator", "ICM Case Co-ordinator"),
                            ("icm-administrator", "ICM administrator"),
                            ("personal-officer", "Personal officer"),
                            ("residential-officer", "Residential officer"),
                            ("first-line-manager", "First Line Manager"),
                            ("links-centre", "Links Centre"),
                            ("reception", "Reception officer"),
                            ("pbsw", "Prison-based social worker"),
                            ("pbsw-team-manager", "Prison-based social work team manager"),
                            ("cbsw", "Community-based social worker"),
                            ("cbsw-team-manager", "Community-based social work team manager"),
                            ("psychology", "Psychology"),
                            ("programmes-officer", "Programmes officer"),
                            ("nhs", "NHS"),
                            ("provider", "Provider"),
                            ("intelligence-unit", "Intelligence unit"),
                            ("rmt-chair", "RMT chair (Deputy Governor or Governor)"),
                            ("parole-co-ordinator", "Parole Co-ordinator"),
                            ("hq", "Headquarters"),
                            ("ministers", "Scottish Ministers' decision-maker"),
                            ("rma", "Risk Management Authority"),
                            ("police", "Police Scotland"),
                            ("hmips", "HM Inspectorate of Prisons for Scotland"),
                            ("system-administrator", "System administrator"),
                        ],
                        max_length=40,
                    ),
                ),
                ("fit", models.BooleanField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_why", models.TextField(blank=True)),
                ("again_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ChaseEvent",
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
                        to="casework.chase",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "referral",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="casework.referral",
                    ),
                ),
                ("reference", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
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
                ("said", models.TextField(blank=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PlanActionEvent",
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
                        to="casework.planaction",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "plan",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="casework.actionplan",
                    ),
                ),
                ("line", models.PositiveIntegerField()),
                ("reference", models.CharField(blank=True, max_length=40)),
                ("sequence", models.PositiveSmallIntegerField()),
                (
                    "domain",
                    models.CharField(
                        choices=[
                            ("substance-misuse", "Substance misuse"),
                            ("mental-health", "Mental health"),
                            ("learning", "Learning"),
                            ("employment", "Skills and employment"),
                            ("accommodation", "Social care: accommodation"),
                            ("finances", "Social care: finances"),
                            ("resettlement", "Resettlement"),
                            ("violence", "Violent conduct"),
                            ("sexual-conduct", "Inappropriate sexual conduct"),
                            ("other-offending", "Other offending behaviour"),
                            ("responsivity", "Responsivity"),
                        ],
                        max_length=20,
                    ),
                ),
                ("risk_factor", models.CharField(blank=True, max_length=200)),
                ("what", models.TextField()),
                (
                    "disclosure",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("person", "person"),
                            ("team", "team"),
                            ("social work", "social work"),
                            ("restricted", "restricted"),
                            ("victim", "victim"),
                        ],
                        default="person",
                        max_length=12,
                    ),
                ),
                ("gist", models.TextField(blank=True)),
                ("ground", models.TextField(blank=True)),
                ("theirs", models.BooleanField(default=False)),
                (
                    "owner",
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
                (
                    "provider",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="casework.provider",
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="casework.referral",
                    ),
                ),
                ("start_on", models.DateField(blank=True, null=True)),
                ("target_on", models.DateField(blank=True, null=True)),
                ("review_on", models.DateField(blank=True, null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("not-started", "Not started"),
                            ("under-way", "Under way"),
                            ("done", "Done"),
                            ("not-done", "Not done"),
                        ],
                        default="not-started",
                        max_length=12,
                    ),
                ),
                ("evidence", models.TextField(blank=True)),
                ("not_done_why", models.TextField(blank=True)),
                ("done_on", models.DateField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="QualityReadingEvent",
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
                        to="casework.qualityreading",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "narrative",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="casework.narrative",
                    ),
                ),
                (
                    "establishment",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.establishment",
                    ),
                ),
                ("drawn_at", models.DateTimeField()),
                (
                    "drawn_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("marks", models.JSONField(blank=True, default=dict)),
                ("feedback", models.TextField(blank=True)),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                (
                    "read_by",
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
                ("seen_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
