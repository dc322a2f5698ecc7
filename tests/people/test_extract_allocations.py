"""Who goes on working with somebody after an extract: the same people as after the same act by hand."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from icm.core.access import principals_of
from icm.people import access, actions
from icm.people.actions.extract import import_folder
from icm.people.models import Allocation, LocalAuthority, Person
from icm.policy.roles import Role
from tests.factories import staff

AT = datetime(2026, 11, 21, 10, 0, tzinfo=ZoneInfo("Europe/London"))
NAMES = "number,family_name,given_names,establishment,residence,supervising_authority,legal\n"
SENTENCES = "number,reference,kind,start_on,imposed_on,term_years,quashed_on\n"
HELD = (Role.PERSONAL_OFFICER, Role.PBSW, Role.CBSW)


class Extract:
    """A folder that is written and taken in."""

    def __init__(self, folder):
        self.folder = folder

    def take_in(self, at=AT, **texts):
        for name, text in texts.items():
            (self.folder / f"{name}.csv").write_text(text, encoding="utf-8")
        done = import_folder(self.folder, at=at)
        assert done.problems == ()
        return done


def row(number, residence="fife", supervising=""):
    return f"{number},Roe,Ann,barlinnie,{residence},{supervising},sentenced\n"


def sentence(number, quashed=""):
    return f"{number},W1,ltp,2026-05-04,2026-05-04,6,{quashed}\n"


@pytest.fixture
def extract(tmp_path, db):
    return Extract(tmp_path)


@pytest.fixture
def workers():
    return {
        Role.PERSONAL_OFFICER: staff.user((Role.PERSONAL_OFFICER, "barlinnie")),
        Role.PBSW: staff.user((Role.PBSW, "barlinnie")),
        Role.CBSW: staff.user((Role.CBSW, "fife")),
    }


@pytest.fixture
def two(extract, workers):
    """Two people alike in everything: what is done to one by hand comes to the other in an extract."""
    extract.take_in(
        people=NAMES + row("BYHAND") + row("SENT"),
        sentences=SENTENCES + sentence("BYHAND") + sentence("SENT"),
    )
    people = [Person.objects.get(number=number) for number in ("BYHAND", "SENT")]
    for person in people:
        assert person.route == "enhanced"
        for role, user in workers.items():
            Allocation.objects.create(person=person, user=user, role=role, from_on=date(2026, 6, 1))
        access.sync(person)
    return people


def standing(person):
    rows = Allocation.objects.filter(person=person).order_by("role")
    return list(rows.values_list("role", "user", "from_on", "until_on"))


def sight(person):
    return sorted(Person.objects.values_list("acl", flat=True).get(pk=person.pk))


def alike(by_hand, sent):
    assert standing(sent) == standing(by_hand)
    assert sight(sent) == sight(by_hand)
    return {role for role, _, _, until in standing(sent) if until is None}


def test_off_the_enhanced_route_social_work_ends_as_by_hand(extract, two):
    by_hand, sent = two
    co_ordinator = staff.user((Role.ICM_CO_ORDINATOR, "barlinnie"))
    warrant = actions.Warrant(
        kind="ltp",
        imposed_on=date(2026, 5, 4),
        start_on=date(2026, 5, 4),
        term_years=6,
        quashed_on=date(2026, 11, 20),
    )
    actions.change_sentence(
        by_hand.sentences.get(),
        warrant,
        version=by_hand.version,
        principals=principals_of(co_ordinator, at=AT),
        at=AT,
    )

    extract.take_in(sentences=SENTENCES + sentence("SENT", "2026-11-20"))

    assert Person.objects.get(number="SENT").route == "unknown"
    assert alike(by_hand, sent) == {Role.PERSONAL_OFFICER}
    assert {until for *_, until in standing(sent)} == {None, date(2026, 11, 21)}


@pytest.mark.parametrize(
    ("residence", "supervising", "goes_on"),
    [
        pytest.param("highland", "", False, id="another home"),
        pytest.param("fife", "highland", False, id="supervised elsewhere"),
        pytest.param("highland", "fife", True, id="another home, supervised as before"),
        pytest.param("", "", False, id="not known any more"),
    ],
)
def test_another_council_ends_its_worker_as_by_hand(extract, two, residence, supervising, goes_on):
    by_hand, sent = two
    co_ordinator = staff.user((Role.ICM_CO_ORDINATOR, "barlinnie"))
    councils = {council.slug: council for council in LocalAuthority.objects.all()}
    details = actions.Details(
        version=by_hand.version,
        family_name=by_hand.family_name,
        given_names=by_hand.given_names,
        born_on=None,
        gender="",
        communication_needs="",
        legal="sentenced",
        residence=councils.get(residence),
        supervising_authority=councils.get(supervising),
    )
    actions.change_details(by_hand, details, principals=principals_of(co_ordinator, at=AT), at=AT)

    extract.take_in(people=NAMES + row("SENT", residence, supervising), sentences=SENTENCES)

    left = {Role.PERSONAL_OFFICER, Role.PBSW}
    assert alike(by_hand, sent) == (left | {Role.CBSW} if goes_on else left)


def test_a_worker_of_both_councils_goes_on(extract, two, workers):
    _, sent = two
    staff.appoint(workers[Role.CBSW], (Role.CBSW, "highland"))

    extract.take_in(people=NAMES + row("SENT", "highland"), sentences=SENTENCES)

    assert {role for role, *_, until in standing(sent) if until is None} == set(HELD)


def test_an_allocation_of_a_later_day_ends_on_that_day(extract, two):
    """Entered ahead: it never began, and a row cannot end before its own first day."""
    _, sent = two
    Allocation.objects.filter(person=sent).update(from_on=date(2026, 12, 1))

    extract.take_in(sentences=SENTENCES + sentence("SENT", "2026-11-20"))

    ended = {role: until for role, _, _, until in standing(sent)}
    assert ended[Role.PBSW] == ended[Role.CBSW] == date(2026, 12, 1)


def test_ending_many_costs_as_many_queries_as_ending_one(extract, workers):
    """Off the route and to another council, all at once."""

    def move(numbers):
        extract.take_in(
            people=NAMES + "".join(row(number) for number in numbers),
            sentences=SENTENCES + "".join(sentence(number) for number in numbers),
        )
        for person in Person.objects.filter(number__in=numbers):
            for role, user in workers.items():
                Allocation.objects.create(
                    person=person, user=user, role=role, from_on=date(2026, 6, 1)
                )
        with CaptureQueriesContext(connection) as asked:
            extract.take_in(
                at=AT + timedelta(hours=1),
                people=NAMES + "".join(row(number, "highland") for number in numbers),
                sentences=SENTENCES + "".join(sentence(n, "2026-11-20") for n in numbers),
            )
        return len(asked)

    assert move([f"M{number}" for number in range(12)]) == move(["ONE"])
