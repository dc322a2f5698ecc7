"""A completed Core Screen: its answers, needs first; the slip; and whose task it is to read it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from casework import access
from casework.models import Answer, CoreScreen, Referral
from casework.policy import route_slip
from casework.policy.route_slip import Slip
from casework.policy.screen_form import QuestionSet
from casework.queries.screens import (
    answers_of,
    change_link,
    entries,
    form_of,
    in_short,
    referral_in_short,
)
from casework.workflow import Screening
from icm.core.access import Principals, visible
from icm.core.dates import day, moment
from icm.core.disclosure import Audience
from icm.core.screen import Entry, Fact
from icm.people.models import Allocation, Person
from icm.policy.calendar import in_scotland
from icm.policy.facts import RouteSlug
from icm.policy.roles import Role

NAMES = ("person__family_name", "person__given_names")


@dataclass(frozen=True)
class Area:
    """One area as somebody reads it."""

    title: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Read:
    """A completed screen for reading: where something is needed first, then what was said elsewhere, then the rest."""

    screen: CoreScreen
    needs: tuple[Area, ...]
    others: tuple[Fact, ...]
    facts: tuple[Fact, ...]
    sittings: tuple[Entry, ...]
    referred: int
    open_needs: tuple[str, ...]  # accepted, and nobody chosen to refer to


@dataclass(frozen=True)
class SlipPage:
    """What is printed and handed over."""

    slip: Slip
    name: str
    number: str
    on: str
    officer: str


def done_screens(person: Person) -> QuerySet[CoreScreen]:
    """The completed ones, newest first."""
    rows = CoreScreen.objects.filter(person=person, state=Screening.COMPLETED)
    return rows.select_related("completed_by", "read_by").order_by("-completed_at", "-pk")


def given_up(person: Person, audience: Audience) -> tuple[Entry, ...]:
    """The ones that were given up, with why."""
    rows = CoreScreen.objects.filter(person=person, state=Screening.ABANDONED)
    return tuple(
        Entry(
            title="Core Screen given up",
            when=f"begun {moment(row.begun_at)}",
            by=row.begun_by.display_name(),
            text=access.shown(row, "ended_why", audience),
        )
        for row in rows.select_related("begun_by").order_by("-begun_at", "-pk")
    )


def screen_of(person: Person, pk: int) -> CoreScreen:
    found = done_screens(person).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def check_facts(screen: CoreScreen, audience: Audience) -> tuple[Fact, ...]:
    """Every area with its answer and the way to change it, for the check before the end."""
    answers = answers_of(screen)
    return tuple(
        Fact(
            question.area.label,
            _all_of(found, audience) if found else "Not done yet",
            actions=change_link(screen, question.area),
            unknown=found is None,
        )
        for question in form_of(screen).questions
        for found in (answers.get(question.area),)
    )


def _all_of(found: Answer, audience: Audience) -> str:
    words = access.shown(found, "own_words", audience)
    note = access.shown(found, "note", audience)
    parts = (in_short(found), f"“{words}”" if words else "", f"Note: {note}" if note else "")
    return "\n".join(part for part in parts if part)


def read_page(screen: CoreScreen, audience: Audience) -> Read:
    """Everything found, in the order in which it matters. Three queries."""
    answers = answers_of(screen)
    form = form_of(screen)
    needs = [found for found in _ordered(form, answers) if found.need == Answer.Found.NEED]
    rest = [found for found in _ordered(form, answers) if found.need != Answer.Found.NEED]
    sittings = list(screen.sittings.select_related("by").order_by("number"))
    return Read(
        screen=screen,
        needs=tuple(_area(found, audience) for found in sorted(needs, key=_urgency)),
        others=tuple(Fact(found.get_area_display(), _all_of(found, audience)) for found in rest),
        facts=_facts(screen),
        sittings=entries(sittings),
        referred=Referral.objects.filter(screen=screen).count(),
        open_needs=tuple(_unreferred(needs)),
    )


def _ordered(form: QuestionSet, answers: dict[str, Answer]) -> Iterable[Answer]:
    return (answers[question.area] for question in form.questions if question.area in answers)


_SOONEST = {"today": 0, "days": 1, "later": 2, "": 3}


def _urgency(found: Answer) -> int:
    return _SOONEST[found.urgency]


def _unreferred(needs: Iterable[Answer]) -> Iterable[str]:
    for found in needs:
        if found.referral == Answer.Choice.ACCEPTED and found.provider is None:
            yield found.get_area_display()


def _area(found: Answer, audience: Audience) -> Area:
    words = access.shown(found, "own_words", audience)
    note = access.shown(found, "note", audience)
    facts = [
        Fact("How soon", found.get_urgency_display(), unknown=not found.urgency),
        Fact("In their own words", f"“{words}”") if words else None,
        Fact("Note for staff", note) if note else None,
        Fact("Referral", referral_in_short(found), unknown=not found.referral),
        Fact("Asked by", found.by.display_name(), note=moment(found.answered_at)),
    ]
    return Area(found.get_area_display(), tuple(fact for fact in facts if fact))


def _facts(screen: CoreScreen) -> tuple[Fact, ...]:
    by = screen.completed_by
    understood = {True: "Yes", False: "No", None: ""}[screen.understood]
    return (
        Fact(
            "Completed",
            moment(screen.completed_at),
            note=f"by {by.display_name()}, {screen.get_completed_role_display()}" if by else "",
        ),
        Fact("Do they know what this is?", understood, unknown=not understood),
        Fact("Route then", RouteSlug(screen.route).label if screen.route else ""),
        Fact(
            "Route told to them", day(screen.route_told_at) if screen.route_told_at else "Not yet"
        ),
        Fact(
            "Read by the personal officer",
            moment(screen.read_at) if screen.read_at else "Not yet",
            note=f"by {screen.read_by.display_name()}" if screen.read_by else "",
        ),
        Fact("Form", f"Version {screen.questions}"),
    )


def slip_page(screen: CoreScreen, person: Person) -> SlipPage:
    """The slip for the route as it was on completion."""
    completed_at = screen.completed_at or screen.begun_at
    on = in_scotland(completed_at).date()
    slip = route_slip.SLIPS.at(on)[RouteSlug(screen.route or RouteSlug.UNKNOWN)]
    return SlipPage(
        slip=slip,
        name=f"{person.given_names} {person.family_name}",
        number=person.number,
        on=day(completed_at),
        officer=officer_name(person),
    )


def changed_route(screen: CoreScreen, person: Person) -> str:
    """The route as it is now, where it is another than on completion."""
    now = RouteSlug(person.route or RouteSlug.UNKNOWN)
    return "" if now == (screen.route or RouteSlug.UNKNOWN) else now.label


def officer_name(person: Person) -> str:
    """Their personal officer, where one is allocated."""
    standing = Allocation.objects.filter(
        person=person, role=Role.PERSONAL_OFFICER, until_on__isnull=True
    )
    found = standing.select_related("user").first()
    return found.user.display_name() if found else ""


def unread_screens(principals: Principals) -> list[CoreScreen]:
    """Completed, not yet read, of people whose personal officer the asker is or stands in for; oldest first.

    One query.
    """
    officers = [-principal for principal in principals.allocated_to]
    mine = Allocation.objects.filter(
        user__in=officers, role=Role.PERSONAL_OFFICER, until_on__isnull=True
    )
    rows = visible(CoreScreen.objects.all(), principals, through="person").filter(
        state=Screening.COMPLETED, read_at__isnull=True, person__in=mine.values("person")
    )
    return list(rows.select_related("person").order_by("completed_at", "pk"))
