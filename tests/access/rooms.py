"""A room, a closed day, an engagement and a placing of the first world."""

from datetime import timedelta

from conferences.models import ClosedDay, Conference, Engagement, Placing, Room
from icm.policy.roles import Role
from tests.access.secrets import secret
from tests.factories import persons
from tests.factories.worlds import World


def plant(world: World) -> dict[str, int | str]:
    """Keys by the names addresses take."""
    start = persons.NOW + timedelta(days=40)
    room = Room.objects.create(establishment=world.here, name="ICM room 1")
    closed = ClosedDay.objects.create(
        establishment=world.here, on=start.date(), why="Staff training"
    )
    engagement = Engagement.objects.create(
        person=world.person,
        kind="court",
        from_at=start,
        until_at=start + timedelta(hours=3),
        source="court",
        recorded_at=persons.NOW,
        recorded_by=world.user(Role.ICM_ADMINISTRATOR),
    )
    return {
        "room": room.pk,
        "closed": closed.pk,
        "engagement": engagement.pk,
        **_placed(world, room),
    }


def _placed(world: World, room: Room) -> dict[str, int | str]:
    """A standing placing, with the words that only a refused one has."""
    to_arrange = Conference.objects.get(person=world.person, reference="to-arrange")
    start = persons.NOW + timedelta(days=45)
    placing = Placing.objects.create(
        conference=to_arrange,
        room=room,
        starts_at=start,
        ends_at=start + timedelta(hours=1),
        standing=Placing.Standing.PINNED,
        why=secret("Placing.why"),
        at=persons.NOW,
        by=world.user(Role.ICM_CASE_CO_ORDINATOR),
    )
    return {"placing": placing.pk, "conferences:place": to_arrange.pk}
