"""The person in custody, and who may know of them."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from icm.core.access import GroupGrant, UserGrant
from icm.core.history import kept
from icm.policy.facts import Legal, Level, RouteSlug


def _choices(enum: type) -> list[tuple[str, str]]:
    return [(item.value, item.label) for item in enum]  # type: ignore[attr-defined]


@kept(exclude=["acl"])
class Person(models.Model):
    """A person in custody, or formerly so. ``number`` is the prisoner number.

    ``route``, ``supervision_level`` and ``risk_band`` are results of rules and reviews, stored by the acts that
    settle them so that lists can filter by them; empty means not yet known. The level says how somebody is
    supervised inside; the band is the outcome of an assessment: they are never shown as one (PSS-NOT-RISK).
    """

    class Location(models.TextChoices):
        MAINSTREAM = "mainstream", "Mainstream"
        NTE = "nte", "National Top End"
        CIU = "ciu", "Community Integration Unit"
        OPEN = "open", "Open Estate"
        CCU = "ccu", "Community custody unit"

    class Gender(models.TextChoices):
        MAN = "man", "Man"
        WOMAN = "woman", "Woman"
        OTHER = "other", "Other"
        UNKNOWN = "", "Not recorded"

    number = models.CharField(max_length=12, unique=True)
    family_name = models.CharField(max_length=80)
    given_names = models.CharField(max_length=80)
    born_on = models.DateField(null=True, blank=True)
    gender = models.CharField(max_length=10, choices=Gender.choices, blank=True)
    communication_needs = models.TextField(blank=True)

    establishment = models.ForeignKey(
        "people.Establishment",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="persons",
    )
    hall = models.CharField(max_length=60, blank=True)
    location = models.CharField(
        max_length=12, choices=Location.choices, default=Location.MAINSTREAM
    )
    transfer_to = models.ForeignKey(
        "people.Establishment",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="expected",
    )
    admitted_at = models.DateTimeField(null=True, blank=True)
    arrived_on = models.DateField(null=True, blank=True)
    released_on = models.DateField(null=True, blank=True)
    residence = models.ForeignKey(
        "people.LocalAuthority",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="residents",
    )
    supervising_authority = models.ForeignKey(
        "people.LocalAuthority",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="supervised",
    )

    legal = models.CharField(max_length=12, choices=_choices(Legal), blank=True)
    route = models.CharField(max_length=12, choices=_choices(RouteSlug), blank=True)
    supervision_level = models.CharField(max_length=10, choices=_choices(Level), blank=True)
    risk_band = models.CharField(max_length=12, blank=True)

    version = models.PositiveIntegerField(default=1)
    acl = ArrayField(models.IntegerField(), default=list, editable=False)

    search = models.GeneratedField(
        expression=models.functions.Lower(
            models.functions.Concat(
                "given_names", models.Value(" "), "family_name", models.Value(" "), "number"
            )
        ),
        output_field=models.CharField(max_length=200),
        db_persist=True,
    )

    class Meta:
        permissions = []
        indexes = [
            GinIndex(fields=["acl"], name="person_acl"),
            models.Index(fields=["family_name", "given_names", "id"], name="person_order"),
            GinIndex(fields=["search"], opclasses=["gin_trgm_ops"], name="person_search"),
            models.Index(fields=["establishment", "route"], name="person_place"),
        ]

    @property
    def full_name(self) -> str:
        return f"{self.given_names} {self.family_name}"


# Recomputes the ``acl`` of the persons a statement touched, in its own transaction, however the grants changed.
_PROJECT = """
    UPDATE people_person AS person
    SET acl = COALESCE(
        (
            SELECT array_agg(principal ORDER BY principal)
            FROM (
                SELECT DISTINCT group_id AS principal FROM people_persongroupgrant WHERE content_object_id = person.id
                UNION
                SELECT -user_id FROM people_personusergrant WHERE content_object_id = person.id
            ) AS granted
        ),
        '{{}}'
    )
    WHERE person.id IN ({touched});
    RETURN NULL;
"""


def _projection() -> list[pgtrigger.Trigger]:
    new = "SELECT content_object_id FROM new_rows"
    old = "SELECT content_object_id FROM old_rows"
    return [
        pgtrigger.Trigger(
            name=f"project_acl_{name}",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=operation,
            referencing=pgtrigger.Referencing(**tables),  # type: ignore[no-untyped-call]
            func=_PROJECT.format(touched=touched),
        )
        for name, operation, tables, touched in (
            ("insert", pgtrigger.Insert, {"new": "new_rows"}, new),
            ("delete", pgtrigger.Delete, {"old": "old_rows"}, old),
            (
                "update",
                pgtrigger.Update,
                {"old": "old_rows", "new": "new_rows"},
                f"{old} UNION {new}",
            ),
        )
    ]


@kept()
class PersonGroupGrant(GroupGrant):
    """Which teams may know of a person."""

    allowed = frozenset({"view_person"})
    content_object = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="group_grants"
    )

    class Meta(GroupGrant.Meta):
        triggers = _projection()


@kept()
class PersonUserGrant(UserGrant):
    """Which members of staff a person is personally allocated to."""

    allowed = frozenset({"view_person"})
    content_object = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="user_grants")

    class Meta(UserGrant.Meta):
        triggers = _projection()
