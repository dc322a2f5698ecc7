import django.contrib.auth.models
import django.contrib.auth.validators
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
import pghistory.utils
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="SignInAttempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64, unique=True)),
                ("failures", models.PositiveIntegerField(default=0)),
                ("last_failed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Slot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("schedule", models.CharField(max_length=60)),
                ("slot_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("schedule", "slot_at"), name="one_slot_per_moment"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Team",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "group",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="team",
                        to="auth.group",
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
                ("place", models.SlugField(blank=True, max_length=60)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("role", "place"), name="one_team_per_role_and_place"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                (
                    "first_name",
                    models.CharField(blank=True, max_length=150, verbose_name="first name"),
                ),
                (
                    "last_name",
                    models.CharField(blank=True, max_length=150, verbose_name="last name"),
                ),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="email address"),
                ),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="date joined"
                    ),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "user",
                "verbose_name_plural": "users",
                "abstract": False,
            },
            managers=[
                ("objects", django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name="Consultation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("page", models.CharField(max_length=80)),
                (
                    "persons",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(), size=None
                    ),
                ),
                ("why", models.TextField(blank=True)),
                ("break_glass", models.BooleanField(default=False)),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["persons"], name="core_consul_persons_67043e_gin"
                    ),
                    models.Index(fields=["user", "-at"], name="core_consul_user_id_9d6c58_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Draft",
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
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("page", models.CharField(max_length=300)),
                ("fields", models.JSONField(default=dict)),
                ("saved_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "page"), name="one_draft_per_user_and_page"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MembershipEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        db_tablespace="",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        db_constraint=False,
                        db_tablespace="",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="auth.group",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Outgoing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=120, unique=True)),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("subject", models.CharField(max_length=200)),
                ("body", models.TextField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("sending", "Sending"),
                            ("sent", "Sent"),
                            ("failed", "Failed"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("taken_at", models.DateTimeField(blank=True, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("problem", models.TextField(blank=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "sent"), _negated=True),
                        fields=["id"],
                        name="outgoing_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", False), ("state", "sent")),
                            models.Q(("state", "sent"), _negated=True),
                            _connector="OR",
                        ),
                        name="outgoing_sent_has_moment",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SecurityEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("signed in", "Signed In"),
                            ("signed in after failures", "Signed In After Failures"),
                            ("sign-in failed", "Sign In Failed"),
                            ("made to wait", "Made To Wait"),
                            ("address made to wait", "Address Made To Wait"),
                            ("sign-in refused", "Sign In Refused"),
                            ("signed out", "Signed Out"),
                            ("signed out while idle", "Idle Sign Out"),
                            ("password changed", "Password Changed"),
                            ("password reset", "Password Reset"),
                            ("password reset asked", "Password Reset Asked"),
                            ("second factor added", "Second Factor Added"),
                            ("second factor removed", "Second Factor Removed"),
                            ("recovery codes made", "Recovery Codes Made"),
                            ("recovery code used", "Recovery Code Used"),
                            ("session ended", "Session Ended"),
                            ("provider linked", "Provider Linked"),
                            ("account disabled", "Account Disabled"),
                            ("account enabled", "Account Enabled"),
                            ("break-glass, no such number", "Glass Of Nobody"),
                            ("break-glass, too often", "Glass Too Often"),
                        ],
                        max_length=30,
                    ),
                ),
                ("origin", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["user", "-at"], name="core_securi_user_id_1afb3b_idx"),
                    models.Index(fields=["kind", "-at"], name="core_securi_kind_cdcf3f_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "signed in",
                                    "signed in after failures",
                                    "sign-in failed",
                                    "made to wait",
                                    "address made to wait",
                                    "sign-in refused",
                                    "signed out",
                                    "signed out while idle",
                                    "password changed",
                                    "password reset",
                                    "password reset asked",
                                    "second factor added",
                                    "second factor removed",
                                    "recovery codes made",
                                    "recovery code used",
                                    "session ended",
                                    "provider linked",
                                    "account disabled",
                                    "account enabled",
                                    "break-glass, no such number",
                                    "break-glass, too often",
                                ],
                            )
                        ),
                        name="security_event_kind_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TeamEvent",
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
                        to="core.team",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
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
                ("place", models.SlugField(blank=True, db_index=False, max_length=60)),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
