"""People who sign in, and the teams they belong to."""

from django.contrib.auth.models import AbstractUser, Group
from django.db import models

from icm.core.history import kept
from icm.policy.roles import Role


class User(AbstractUser):
    """A named member of staff. What they may see and do follows from their teams, never from a flag here."""

    def display_name(self) -> str:
        return self.get_full_name() or self.username


# The table behind membership, tracked so that "who could see this in May" has an answer.
kept(app_label="core", model_name="MembershipEvent", obj_field=None)(User.groups.through)


@kept()
class Team(models.Model):
    """A role at a place: the group through which standing access is given.

    ``place`` is the slug of an establishment or a local authority; empty for national roles.
    """

    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="team")
    role = models.CharField(max_length=40, choices=[(role.value, role.label) for role in Role])
    place = models.SlugField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["role", "place"], name="one_team_per_role_and_place")
        ]

    def __str__(self) -> str:
        return team_name(self.role, self.place)


def team_name(role: str, place: str) -> str:
    """The group's name, e.g. ``icm-co-ordinator@barlinnie``."""
    return f"{role}@{place or 'scotland'}"


class SignInAttempt(models.Model):
    """Failed sign-ins for one account from one place, so that a delay grows there and nowhere else."""

    key = models.CharField(max_length=64, unique=True)
    failures = models.PositiveIntegerField(default=0)
    last_failed_at = models.DateTimeField()
