"""Those in custody as they are once everybody is written: where they are, since when, and who is allocated to them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.apps import apps

from icm.demo.estate.recorders import Team
from icm.demo.estate.staff import Staff
from icm.policy.roles import Role


@dataclass(frozen=True, slots=True)
class Inside:
    key: int
    place: str
    arrived_on: date
    team: Team
    shown: bool  # of the officers whom somebody who looks for the first time signs in as

    def officer(self, staff: Staff) -> int:
        """Who answers them: their own, else their hall's manager."""
        own = self.team.get(Role.PERSONAL_OFFICER)
        return own or staff.first(Role.FIRST_LINE_MANAGER, self.place)

    def social_worker(self, staff: Staff) -> int:
        return self.team.get(Role.PBSW) or staff.first(Role.PBSW, self.place)


def everybody_inside(staff: Staff, places: tuple[str, ...]) -> list[Inside]:
    """Two queries. ``places``: where the first of the personal officers is shown somebody of everything."""
    model = apps.get_model("people", "Allocation")._default_manager
    teams: dict[int, Team] = defaultdict(dict)
    for person, role, user in model.filter(until_on=None).values_list("person", "role", "user"):
        teams[person][Role(role)] = user
    first = {staff.first(Role.PERSONAL_OFFICER, place) for place in places}
    rows = (
        apps.get_model("people", "Person")
        ._default_manager.filter(released_on=None, establishment__isnull=False)
        .order_by("pk")
        .values_list("pk", "establishment__slug", "arrived_on")
    )
    return [
        Inside(key, place, on, team := teams[key], team.get(Role.PERSONAL_OFFICER) in first)
        for key, place, on in rows
        if on is not None
    ]
