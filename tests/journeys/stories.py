"""What the journeys through a case have in common: who sits at which screen when, and the steps that every case has.

Each step goes where its people go: from where they begin, along the links and forms that the pages hold.
"""

from datetime import datetime, timedelta

from django.core import mail
from django.urls import reverse

from casework.models import Provider
from casework.policy.areas import Agency, Area, Domain
from icm.clocks.models import Due
from icm.clocks.tasks import keep_time
from icm.core.models import User
from icm.core.tasks import empty_outbox, make_documents
from icm.people.models import Event, Person
from icm.policy.facts import EventKind
from icm.policy.roles import Role
from tests import pdf
from tests.factories import persons, referrals, staff
from tests.journeys.walking import Walker, typed_day
from tests.pdf import Pdf

NAME = "JOURNEY, Jo"


class Story:
    """One person, and everybody who works with them. Time passes only when the story says so."""

    person: Person
    officer: User
    housing: Provider
    health: Provider

    def __init__(self, world, signed_in, clock) -> None:
        self.world, self._signed_in, self._clock = world, signed_in, clock
        self.at = persons.NOW
        self.officer = staff.user((Role.PERSONAL_OFFICER, "barlinnie"), name="Pat Officer")
        self.housing = referrals.provider(name="Way Home", domains=(Domain.ACCOMMODATION.value,))
        self.health = referrals.provider(
            name="Recovery team",
            role=None,
            agency=Agency.HEALTH.value,
            domains=(Domain.SUBSTANCE_MISUSE.value,),
        )
        self.housing_worker = referrals.worker(self.housing)

    # -- time and places --------------------------------------------------------------------------

    def later(self, **time: int) -> datetime:
        """So much later; the night has worked out anew what is due, and what was posted has gone out."""
        before = self.at
        self.at += timedelta(**time)
        if self.at.date() > before.date():
            self._clock(self.at.replace(hour=2, minute=5))
            keep_time()
        self._clock(self.at)
        empty_outbox()
        return self.at

    def worker(self) -> None:
        """The worker of the documents' queue makes what waits there."""
        make_documents()

    def home(self, who: Role | User, place: str | None = None) -> Walker:
        """They sign in and see where they begin."""
        return Walker(self._signed_in(who, place)).go("/")

    def record(self, who: Role | User, page: str = "") -> Walker:
        """From where they begin to the person, and to one page of their case."""
        walker = self.home(who).follow("People").follow(NAME)
        return walker.follow(page) if page else walker

    # -- what is on record ------------------------------------------------------------------------

    def standing(self, rule: str) -> str | None:
        """How a rule stands in the due list; None where it asks for nothing."""
        return (
            Due.objects.filter(person=self.person, rule=rule)
            .values_list("status", flat=True)
            .first()
        )

    def due_on(self, rule: str):
        return Due.objects.get(person=self.person, rule=rule).due_on

    def events(self, kind: EventKind) -> int:
        return Event.objects.filter(person=self.person, kind=kind).count()

    def letters_to(self, user: User) -> list[str]:
        return [letter.subject for letter in mail.outbox if letter.to == [user.email]]

    def hidden_from(self, *who: Role | User | None, place: str | None = None) -> None:
        """None of these may know that the person is there."""
        for one in who:
            walker = Walker(self._signed_in(one, place))
            for page in ("screen", "plan", "action_plan", "referrals", "copies"):
                assert walker.may_not(reverse(f"casework:{page}", args=[self.person.pk])) == 404

    # -- steps that every case has ----------------------------------------------------------------

    def receive(self, legal: str) -> None:
        reception = self.home(Role.RECEPTION).go(reverse("risk:receive"))
        reception.send(
            number="J-0001",
            family_name="Journey",
            given_names="Jo",
            establishment=str(self.world.here.pk),
            hall="Reception",
            time="08:30",
            legal=legal,
            residence=str(self.world.council.pk),
            **typed_day("on", self.at.date()),
        )
        self.person = Person.objects.get(number="J-0001")

    def allocate(self) -> None:
        manager = self.record(Role.FIRST_LINE_MANAGER)
        manager.go(reverse("people:allocate", args=[self.person.pk])).send(to=str(self.officer.pk))

    def answer(self, walker: Walker, area: Area, **found: str) -> Walker:
        """One area of the Core Screen: the page before them must ask about it."""
        assert walker.address.endswith(f"/screen/area/{area.value}/"), walker.address
        return walker.send("Save and go on", **({"need": "none"} | found))

    def copy_text(self, walker: Walker) -> Pdf:
        answer = walker.follow("Download the PDF").answer
        assert answer["Content-Type"] == "application/pdf"
        return pdf.read(answer.content)
