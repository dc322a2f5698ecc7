"""What the journeys through a case have in common: who sits at which screen when, and the steps that every case has.

Each step goes where its people go: from where they begin, along the links and forms that the pages hold.
"""

from datetime import date, datetime, timedelta

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

    def sentence(self, kind: str, **term: str) -> None:
        court = self.record(Role.ICM_CO_ORDINATOR, "Sentences").follow("Record a sentence")
        days = typed_day("imposed_on", self.at) | typed_day("start_on", self.at)
        court.follow(kind).send(**term, **days)

    def allocate(self) -> None:
        manager = self.record(Role.FIRST_LINE_MANAGER)
        manager.go(reverse("people:allocate", args=[self.person.pk])).send(to=str(self.officer.pk))

    def answer(self, walker: Walker, area: Area, **found: str) -> Walker:
        """One area of the Core Screen: the page before them must ask about it."""
        assert walker.address.endswith(f"/screen/area/{area.value}/"), walker.address
        return walker.send("Save and go on", **({"need": "none"} | found))

    def screen(self, who: Role | User, **answers: dict[str, str]) -> Walker:
        """Go on with the open screen to its end; areas that are not named hold no need."""
        sits = self.record(who, "Core Screen").follow("Start a sitting").send("Go on")
        while "/screen/area/" in sits.address:
            area = Area(sits.address.split("/")[-2])
            self.answer(sits, area, **answers.get(area.value, {}))
        return sits.send("Complete the Core Screen", competent="on", understood="yes")

    def tell_the_route(self, who: Role) -> str:
        """The slip is printed and read out; answers with what it says."""
        slip = self.record(who, "Core Screen").follow("slip to print")
        said = slip.text
        slip.follow("Record that they were told").send("Save the day", **typed_day("on", self.at))
        return said

    def read_the_screen(self) -> Walker:
        officer = self.home(self.officer)
        assert "1 Core Screen to read" in officer.text
        return officer.follow("Read their Core Screen").send("I have read it")

    def plan(self, view: dict[str, str], target: date, **action: str) -> Walker:
        """The officer drafts it with one action of the person's own, asks them, and puts it in force."""
        officer = self.record(self.officer, "Action plan").follow("Begin the plan")
        officer.send("Begin the draft").follow("Add an action")
        officer.send(theirs="on", **action, **typed_day("target_on", target))
        officer.follow("What they say of the plan").send(**view)
        return officer.follow("Check it and put it in force").send("Put the plan in force")

    def copy_for_them(self) -> Walker:
        """The officer asks for it, the worker makes it, and the page offers it."""
        officer = self.record(self.officer, "Copies").follow("Make a copy")
        officer.send("Make the copy", kind="plan-person")
        assert "Download the PDF" not in officer.text
        self.worker()
        return officer.go(officer.address)

    def copy_text(self, walker: Walker) -> str:
        """What the person reads."""
        answer = walker.client.get(dict(walker.page.links)["Download the PDF"])
        assert answer["Content-Type"] == "application/pdf"
        return " ".join(pdf.read(answer.content).text.split())

    def give(self, walker: Walker) -> None:
        walker.follow("Record that it was given").send("Record it", whom="person", how="hand")
