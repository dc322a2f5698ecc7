"""Two hundred officers write at once, against the real web server: nothing is lost and nothing is doubled.

The officers are threads of the test, so many at a time; the server's processes are those of an installation.
"""

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from casework.models import Narrative
from icm.clocks import actions as clocks
from icm.clocks.models import Due
from icm.core.models import Consultation, User
from icm.people.actions.places import open_places
from icm.people.models import Event
from icm.policy.calendar import in_scotland
from icm.policy.facts import EventKind, RouteSlug
from icm.policy.roles import Role
from tests.casework.windows import Window, sent_at_once, session_of, web_server
from tests.factories import persons, staff

OFFICERS, PEOPLE, IN_FLIGHT, TWO_WINDOWS = 200, 40, 24, 30
SYLLABLES = [first + second for first in "bdfgklmnprstvz" for second in "aeiou"]


@dataclass(frozen=True)
class Officer:
    number: int
    user: User
    session: str
    person: int

    @property
    def words(self) -> str:
        return prose(self.number)


@dataclass(frozen=True)
class Double:
    """Somebody who signed in on a second machine, and where the entry they wrote is changed."""

    officer: Officer
    session: str
    address: str

    @classmethod
    def of(cls, officer: Officer) -> "Double":
        row = Narrative.objects.get(author=officer.user)
        address = reverse("casework:change_narrative", args=[row.person_id, row.pk])
        return cls(officer, session_of(officer.user), address)


def prose(seed: int) -> str:
    """Like no other text: a near copy would be pointed out instead of saved."""
    chance = random.Random(seed)
    words = ("".join(chance.choices(SYLLABLES, k=3)) for _ in range(25))
    return f"Entry {seed}: {' '.join(words)}."


@pytest.fixture
def today():
    """The server's processes go by the real clock, so the test does too."""
    return in_scotland(datetime.now(UTC)).date()


@pytest.fixture
def officers(transactional_db, today):
    """Forty people of one establishment, five officers to each, all signed in."""
    open_places()
    admitted_at = datetime.now(UTC) - timedelta(days=30)
    held = [
        persons.person(admitted_at=admitted_at, route=RouteSlug.ENHANCED) for _ in range(PEOPLE)
    ]
    for person in held:
        persons.sentence(person)
    clocks.sweep(on=today)
    assert without_a_plan() == PEOPLE
    users = [staff.user((Role.RESIDENTIAL_OFFICER, "barlinnie")) for _ in range(OFFICERS)]
    return [
        Officer(number, user, session_of(user), held[number % PEOPLE].pk)
        for number, user in enumerate(users)
    ]


@pytest.fixture
def port(officers, tmp_path):
    with web_server(tmp_path) as port:
        yield port


def writes(officer: Officer, port: int) -> list[int]:
    """Every third presses twice at once; every fifth sends the page again afterwards, as after a lost answer."""
    address = reverse("casework:write", args=[officer.person])
    window = Window(port, officer.session)
    form = window.open(address).form_for(["body", "reference"], "Save the entry")
    fields = form.fields | {"body": officer.words, "domain": "violence"}
    times = 2 if officer.number % 3 == 0 else 1
    statuses = [status for status, _ in sent_at_once([(window, address, fields)] * times)]
    if officer.number % 5 == 0:
        statuses.append(window.send(address, fields)[0])
    return statuses


def changes_in_two_windows(double: Double, port: int) -> str:
    """Their entry, open in two windows and changed in both; the one who comes second puts both texts together."""
    officer, address = double.officer, double.address
    windows = [Window(port, officer.session), Window(port, double.session)]
    fields = [window.open(address).form_for(["body", "version"]).fields for window in windows]
    assert [one["body"] for one in fields] == [officer.words] * 2
    typed = [prose(OFFICERS + 2 * officer.number + one) for one in range(2)]

    answers = sent_at_once(
        [(windows[one], address, fields[one] | {"body": typed[one]}) for one in range(2)]
    )

    assert sorted(status for status, _ in answers) == [200, 302], address
    late = next(one for one in range(2) if answers[one][0] == 200)
    page = answers[late][1]
    assert typed[1 - late] in page.text  # what stands now
    kept = page.form_for(["body", "version"]).fields
    assert kept["body"] == typed[late]
    together = f"{typed[1 - late]} {typed[late]}"
    status, _ = windows[late].send(address, kept | {"body": together})
    assert status == 302
    return together


def all_at_once(act, people, port):
    """The threads touch no database: each would keep a connection of its own."""
    with ThreadPoolExecutor(IN_FLIGHT) as threads:
        return list(threads.map(lambda one: act(one, port), people))


def test_two_hundred_officers_save_at_once_and_nothing_is_lost_or_doubled(officers, port, today):
    statuses = Counter(status for sent in all_at_once(writes, officers, port) for status in sent)

    assert statuses.keys() == {302}
    assert statuses[302] == OFFICERS + len(officers[::3]) + len(officers[::5])
    assert_stored({officer: officer.words for officer in officers})
    assert_history({officer: [officer.words] for officer in officers})
    assert_clocks(entries=OFFICERS, on=today)

    twice = officers[:TWO_WINDOWS]
    doubles = [Double.of(officer) for officer in twice]
    joined = dict(zip(twice, all_at_once(changes_in_two_windows, doubles, port), strict=True))

    assert_stored({officer: joined.get(officer, officer.words) for officer in officers})
    assert_history_length({officer: 3 if officer in joined else 1 for officer in officers})
    assert_clocks(entries=OFFICERS + 2 * TWO_WINDOWS, on=today)
    looks = Consultation.objects.filter(page="casework:write")
    assert looks.values("user").distinct().count() == OFFICERS


def assert_stored(words):
    """Each text once, under its author and about the right person; and nothing else."""
    found = Counter(Narrative.objects.values_list("author", "person", "body"))
    assert found == Counter((one.user.pk, one.person, text) for one, text in words.items())


def assert_history(words):
    kept = kept_rows().values_list("author", "pgh_label", "body", "pgh_context__user")
    wanted = [
        (officer.user.pk, "insert", text, officer.user.pk)
        for officer, texts in words.items()
        for text in texts
    ]
    assert Counter(kept) == Counter(wanted)


def assert_history_length(times):
    kept = Counter(kept_rows().values_list("author", flat=True))
    assert kept == Counter({officer.user.pk: count for officer, count in times.items()})


def kept_rows():
    return Narrative.events.rel.related_model.objects.all()


def assert_clocks(*, entries, on):
    """Every entry moved the clocks once, at once: the nightly sweep finds nothing left to write."""
    updated = Event.objects.filter(kind=EventKind.PLAN_UPDATED)
    assert updated.count() == entries
    assert without_a_plan() == 0
    swept = clocks.sweep(on=on)
    assert (swept.people, swept.written, swept.removed) == (PEOPLE, 0, 0)


def without_a_plan():
    """For how many the due list asks for a plan."""
    return Due.objects.filter(rule="CIP-ALL").count()
