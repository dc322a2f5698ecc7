"""Establishments and local authorities. The slugs are our own, never official codes."""

from django.db import models


class Establishment(models.Model):
    """A prison or community custody unit (domain reference e.2)."""

    class Kind(models.TextChoices):
        PRISON = "prison", "Prison"
        OPEN = "open", "Open Estate"
        CCU = "ccu", "Community custody unit"

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    design_capacity = models.PositiveSmallIntegerField()
    capacity_source = models.CharField(max_length=120)
    private = models.BooleanField(default=False)
    holds_women = models.BooleanField(default=False)
    holds_men = models.BooleanField(default=True)
    young_people = models.BooleanField(default=False)
    note = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A part of an establishment with a purpose of its own. Capacity empty where no source gives one."""

    class Kind(models.TextChoices):
        NTE = "nte", "National Top End"
        CIU = "ciu", "Community Integration Unit"
        OPEN = "open", "Open Estate"
        CCU = "ccu", "Community custody unit"

    establishment = models.ForeignKey(Establishment, on_delete=models.CASCADE, related_name="units")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["establishment", "kind"], name="one_unit_of_a_kind")
        ]


class LocalAuthority(models.Model):
    """One of Scotland's 32 councils."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=80, unique=True)

    def __str__(self) -> str:
        return self.name
