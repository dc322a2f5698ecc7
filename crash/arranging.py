"""`python -m crash.arranging cases`: whoever arranges conferences, as a process that can be killed.

Each case is taken up where it stands, by the acts of the pages; it goes round for ever, so that all is sent again.
"""

import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import django
from django.db import InterfaceError, OperationalError, close_old_connections, transaction

django.setup()

from django.utils import timezone  # noqa: E402

from conferences import actions  # noqa: E402
from conferences.actions import issuing, minuting, signing  # noqa: E402
from conferences.models import Conference, Invitation  # noqa: E402
from conferences.policy.holding import Came, Next  # noqa: E402
from conferences.policy.kinds import Kind, Party  # noqa: E402
from conferences.policy.minutes import NEEDED, Decided, Kept, Words  # noqa: E402
from conferences.policy.replies import Reply  # noqa: E402
from conferences.workflow import Conferring  # noqa: E402
from crash.cases import GUESTS, address, story  # noqa: E402
from crash.stage import LEADER  # noqa: E402
from icm.core.access import principals_of  # noqa: E402
from icm.core.models import User  # noqa: E402
from icm.core.refusals import Refused, SentBefore, Stale  # noqa: E402
from icm.people.models import Person  # noqa: E402

AGO, BEHIND = timedelta(days=40), timedelta(days=2)
AHEAD = timedelta(days=13)  # past the day of its second chaser, so that one is due now
AS = (Party.CASE_CO_ORDINATOR, Party.PBSW, Party.CBSW)
WHY = "Nothing else was free."


class Arranger:
    """One case after another. ``before`` is when each was arranged, ``now`` when what befell it was recorded."""

    def __init__(self, cases: int) -> None:
        self.persons = list(Person.objects.order_by("number")[:cases])
        self.by = User.objects.get(username=LEADER)
        emails = [address(case, guest) for case in range(cases) for guest in range(GUESTS)]
        User.objects.bulk_create(
            [User(username=one, email=one, password="!") for one in emails],  # noqa: S106
            ignore_conflicts=True,
        )
        self.users = {one.email: one for one in User.objects.filter(email__in=emails)}
        self.now = timezone.now()
        self.before = self.now - AGO

    def take_up(self, case: int) -> None:
        """What is still to be done of it. Each act is one of the pages', and stands or falls as a whole."""
        what, row = story(case), self._planned(case)
        if row.state == Conferring.PLANNED and not row.steps.exclude(move="plan").exists():
            row = actions.fix(
                row, self._sitting(what), version=row.version, **self._at(self.before)
            )
        if row.state == Conferring.SET and not row.invitations.exists():
            self._invite(row, case)
        row.refresh_from_db()
        befalls: Callable[[Conference], object] | None = getattr(self, f"_{what}", None)
        if befalls is not None:
            befalls(row)

    def _planned(self, case: int) -> Conference:
        plan = actions.Plan(reference="crash", kind=Kind.PERIODIC, why="To be broken.")
        return actions.plan_conference(self.persons[case], plan, **self._at(self.before))

    def _invite(self, row: Conference, case: int) -> None:
        guests = [actions.Guest(Party.PERSON)]
        guests += [
            actions.Guest(party, self.users[address(case, guest)]) for guest, party in enumerate(AS)
        ]
        with transaction.atomic():
            made = actions.invite(row, guests, version=row.version, **self._at(self.before))
            first = next((one for one in made if one.party == AS[0]), None)
            if story(case) == "answered" and first is not None:
                said = actions.Answer(reply=Reply.ACCEPTED, version=first.version)
                actions.answer(first, said, **self._at(self.before))

    def _moved(self, row: Conference) -> None:
        if not row.steps.filter(move="move").exists():
            sitting = self._sitting("moved", days=57)
            actions.move(row, sitting, version=row.version, **self._at(self.now))

    def _postponed(self, row: Conference) -> None:
        if row.steps.filter(move="fix").count() > 1:
            return
        if row.state == Conferring.SET:
            row = actions.postpone(row, why=WHY, version=row.version, **self._at(self.now))
        sitting = self._sitting("postponed", days=57)
        actions.fix(row, sitting, version=row.version, **self._at(self.now))

    def _cancelled(self, row: Conference) -> None:
        if row.state == Conferring.SET:
            actions.cancel(row, why=WHY, version=row.version, **self._at(self.now))

    def _withdrawn(self, row: Conference) -> None:
        one = Invitation.objects.get(conference=row, party=AS[-1])
        if one.withdrawn_at is None:
            at: dict[str, Any] = {"principals": principals_of(self.by, at=self.now), "at": self.now}
            actions.uninvite(one, version=one.version, **at)

    def _held(self, row: Conference) -> None:
        at = self._at(self.now)
        if row.state == Conferring.SET and row.starts_at is not None:
            came = dict.fromkeys(row.invitations.values_list("pk", flat=True), Came.ATTENDED)
            after = Next(Kind.PERIODIC, (self.now + AGO).date(), why="As agreed.")
            held = actions.Holding(on=row.starts_at.date(), came=came, after=after)
            row = actions.hold(row, held, version=row.version, **at)
        minute = getattr(row, "minute", None)
        if minute is None or minute.state == "draft":
            parts = {one: Words(body="Said.") for one in NEEDED}
            decided = Decided(reference="one", what="It goes on.", why="It helps.")
            kept = Kept(version=1, parts=parts, decisions=[decided])
            minute = minuting.keep_minute(row, kept, **at)
            signing.sign(row, version=minute.version, **at)
        issuing.issue(row, number=1, **at)

    def _sitting(self, what: str, days: int = 50) -> actions.Sitting:
        """Far off, unless it is over, or near enough for its guests to be asked again."""
        near = {"held": -BEHIND, "stands": AHEAD, "answered": AHEAD}
        starts_at = timezone.localtime(self.now + near.get(what, timedelta(days=days))).replace(
            hour=10, minute=0, second=0, microsecond=0
        )
        return actions.Sitting(starts_at=starts_at, minutes=60, place="Room 1", why=WHY)

    def _at(self, at: datetime) -> dict[str, Any]:
        return {"by": self.by, "principals": principals_of(self.by, at=at), "at": at}


def main(cases: int) -> None:
    while True:
        try:
            arranger = Arranger(cases)
            for case in range(cases):
                _try(arranger, case)
        except (OperationalError, InterfaceError):
            close_old_connections()  # the database is away: that is part of the play
        time.sleep(1)


def _try(arranger: Arranger, case: int) -> None:
    try:
        arranger.take_up(case)
    except (Refused, SentBefore, Stale):
        return  # the other one was quicker


if __name__ == "__main__":
    main(int(sys.argv[1]))
