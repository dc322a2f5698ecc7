"""The steps every case conference has, as the people in it take them: from what is due to the minute issued."""

from datetime import date, datetime, timedelta

from django.urls import reverse

from conferences.models import Conference, Next
from conferences.policy.kinds import Kind
from conferences.policy.minutes import NEEDED
from icm.clocks import actions as clocks
from icm.people import actions as people
from icm.people.models import Person, Sentence
from icm.policy.facts import EventKind
from icm.policy.roles import Role
from tests.factories import persons
from tests.journeys.stories import Story
from tests.journeys.walking import Walker, typed_day

MEETING = datetime(
    2026, 12, 22, 10, tzinfo=persons.LONDON
)  # a Tuesday, with more than four weeks' notice
CO_ORDINATOR = Role.ICM_CO_ORDINATOR
ANSWERING = (
    Role.PBSW,
    Role.CBSW,
    Role.PERSONAL_OFFICER,
)  # those who sign in, besides the co-ordinator


class Conferring:
    """One conference of the person of the world."""

    row: Conference

    def __init__(self, story: Story, kind: Kind, rule: str) -> None:
        self.story, self.kind, self.rule = story, kind, rule
        self.person = story.person = Person.objects.get(pk=story.world.person.pk)

    # -- what is on record before ------------------------------------------------------------------

    def sentenced_on(self, on: date, **sentence: object) -> None:
        """They came in on that day, and not a month ago."""
        at = datetime(on.year, on.month, on.day, 9, tzinfo=persons.LONDON)
        Person.objects.filter(pk=self.person.pk).update(admitted_at=at, arrived_on=on)
        Sentence.objects.filter(person=self.person).update(imposed_on=on, start_on=on, **sentence)

    def happened(self, kind: EventKind, *, days: int, value: str = "") -> None:
        on = persons.TODAY - timedelta(days)
        told = people.Happening(reference=f"{kind}-{days}", kind=kind, on=on, value=value)
        by = self.story.world.user(CO_ORDINATOR)
        people.note_events(self.person, [told], by=by, at=persons.days_ago(max(days, 0)))

    def work_out(self) -> None:
        clocks.reevaluate([self.person.pk], at=persons.NOW)

    # -- what everybody does -----------------------------------------------------------------------

    def arrange(self) -> Walker:
        """From the work that is due to a fixed date."""
        walker = self.story.home(CO_ORDINATOR)
        walker.go(reverse("pages:why", args=[self.person.pk]))
        (address,) = {href for _, href in walker.page.links if f"rule={self.rule}&" in f"{href}&"}
        walker.go(address)
        form = walker.page.form_for(["why"])
        assert form.fields["kind"] == self.kind.value
        walker.send("Plan it", why="The rule asks for it.")
        chair = str(self.story.world.user(CO_ORDINATOR).pk)
        walker.send(
            "Fix the date",
            time="10:00",
            place="Conference room 1",
            chair=chair,
            **typed_day("on", MEETING),
        )
        self.row = Conference.objects.get(person=self.person, kind=self.kind, rule=self.rule)
        return walker

    def invite(self, walker: Walker) -> None:
        walker.send("Invite them")
        assert "Not quorate yet" in walker.text
        self.story.later(minutes=5)
        told = {role: self.story.world.user(role) for role in ANSWERING}
        subject = "ICM: you are invited to a case conference"
        assert all(subject in self.story.letters_to(user) for user in told.values())

    def answer(self) -> None:
        """Each on their own page; what the person says, to their officer."""
        for role in (*ANSWERING, CO_ORDINATOR):
            self.story.home(role).go(reverse("conferences:mine")).follow("Answer").send(
                reply="accepted"
            )
        theirs = self.row.invitations.get(party="person")
        officer = self.story.home(Role.PERSONAL_OFFICER)
        officer.go(reverse("conferences:answer_for", args=[self.row.pk, theirs.pk]))
        officer.send("Save the answer", reply="accepted")
        assert "Not quorate yet" not in self.page(CO_ORDINATOR).text

    def hold(self, **after: str) -> Walker:
        """Everybody came, as they had answered."""
        self.story.later(days=(MEETING.date() - persons.TODAY).days, hours=3)
        chair = self.page(CO_ORDINATOR).follow("Record that it was held")
        return chair.send(**after)

    def minute(self, walker: Walker) -> None:
        """Written while it is fresh, signed, issued; each reader is told and reads it."""
        walker.follow("Minute").follow("Write the minute")
        words = {f"body_{one.value}": f"Said of {one.value}." for one in NEEDED}
        walker.send("Save the minute", **words, what_new1="It goes on.", why_new1="It helps.")
        walker.go(reverse("conferences:minute", args=[self.row.pk]))
        walker.follow("Sign it").send("Sign the minute")
        walker.follow("Issue it").send()
        self.story.later(minutes=5)
        officer = self.story.world.user(Role.PERSONAL_OFFICER)
        subject = "ICM: the minute of a case conference is issued"
        assert self.story.letters_to(officer).count(subject) == 1
        mine = reverse("conferences:my_minute", args=[self.row.invitations.get(user=officer).pk])
        assert "Said of needs." in self.story.home(officer).go(mine).text

    def page(self, who: Role) -> Walker:
        address = reverse("conferences:conference", args=[self.row.pk])
        return self.story.home(who).go(address)

    @property
    def next(self) -> Next:
        return Next.objects.get(person=self.person)
