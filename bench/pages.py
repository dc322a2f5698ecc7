"""P1 the list page against a raw floor and a naive page; P3 what permissions cost; P4 queries; P10 the log.

The floor runs the very statements our page runs, through the bare driver, and joins the very bytes our page sends
with f-strings. The naive page loads models and formats in the template, as Django's tutorial does.
"""

from collections.abc import Callable, Iterator
from html import escape
from typing import Any
from unittest.mock import patch

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.template import engines
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bench import _estate
from bench.measure import Figure, interleaved, ratio
from icm.core.access import Principals, principals_of
from icm.core.models import User
from icm.core.models.users import team_name
from icm.pages.queries.people import people_page
from icm.pages.views.people import People
from icm.pages.views.person import PersonOverview
from icm.people.access import sync_all
from icm.people.models import Allocation, Person
from icm.policy.roles import Role

ROUNDS = 120
OVERSEER = "coordinator.barlinnie"
# How many queries each may take: the goals for list and person; budgets of our own for the work list, which is four
# lists in one (what is late, alerts, screens to read, referrals to ask about), and for an officer's people, who come
# with all that each of them needs next.
PAGES = (("pages:people", 6), ("pages:person", 12), ("pages:work", 10), ("pages:my_people", 26))


def figures() -> Iterator[Figure]:
    _estate.ready()
    yield from list_page()
    yield from permissions()
    yield from queries()
    yield from log()


def _asker(username: str) -> tuple[User, Principals]:
    user = get_user_model().objects.get(username=username)
    return user, principals_of(user, at=timezone.now())


def _request(username: str) -> HttpRequest:
    user, principals = _asker(username)
    request = RequestFactory().get("/people/")
    request.user = user
    request.principals = principals  # type: ignore[attr-defined]
    request.resolver_match = None
    request.session = {}  # type: ignore[assignment]
    return request


def _ours(username: str) -> Callable[[], bytes]:
    view, request = People.as_view(), _request(username)
    return lambda: _rendered(view(request))


def _rendered(answer: Any) -> bytes:
    """A template answer is rendered late; here its price must fall within the round."""
    content: bytes = answer.render().content
    return content


def list_page() -> Iterator[Figure]:
    ours = _ours(OVERSEER)
    taken = interleaved(
        {"ours": ours, "floor": _floor(ours), "naive": _naive(OVERSEER)}, rounds=ROUNDS
    )
    yield ratio("P1 list page / raw floor", taken["ours"], taken["floor"], goal=4.0)
    yield ratio("P1 list page / naive page", taken["ours"], taken["naive"], goal=0.30)


def _floor(ours: Callable[[], bytes]) -> Callable[[], bytes]:
    """The same statements and the same bytes, without Django."""
    with CaptureQueriesContext(connection) as captured:
        page = ours().decode()
    statements = [query["sql"] for query in captured]
    start, end = page.index("<tbody"), page.index("</tbody>")
    start = page.index(">", start) + 1
    head, tail = page[:start], page[end:]
    cells = page[start:end].split("</tr>")[0].count("</td>") + 1
    connection.ensure_connection()
    raw = connection.connection

    def run() -> bytes:
        found: list[tuple[object, ...]] = []
        for statement in statements:
            with raw.cursor() as cursor:
                cursor.execute(statement)
                rows = cursor.fetchall() if cursor.description else []
                found = rows if len(rows) > len(found) else found
        body = "".join(
            f"<tr>{''.join(f'<td>{escape(str(value))}</td>' for value in row[:cells])}</tr>"
            for row in found
        )
        return f"{head}{body}{tail}".encode()

    return run


_NAIVE = """
<table>{% for person in people %}<tr>
<td><a href="{% url 'pages:person' person.pk %}">{{ person.family_name|upper }}, {{ person.given_names }}</a></td>
<td>{{ person.number }}</td><td>{{ person.born_on|date:"j F Y" }}</td>
<td>{{ person.establishment.name|truncatechars:40 }} {{ person.hall }}</td><td>{{ person.get_route_display }}</td>
<td>{{ person.get_legal_display }}</td><td>{{ person.get_supervision_level_display }}</td>
<td>{{ person.late }}</td><td>{{ person.coming|date:"j F Y" }}</td></tr>{% endfor %}</table>
"""


def _naive(username: str) -> Callable[[], bytes]:
    """Models, permissions asked row by row through guardian, dates formatted in the template."""
    from guardian.shortcuts import get_objects_for_user

    user, _ = _asker(username)
    template = engines["django"].from_string(_NAIVE)

    def run() -> bytes:
        people = list(
            get_objects_for_user(user, "people.view_person", Person)
            .filter(released_on__isnull=True)
            .order_by("family_name", "given_names", "pk")[:50]
        )
        for person in people:
            dues = person.dues.filter(status__in=("due", "overdue"))
            coming = dues.filter(status="due").order_by("due_on").first()
            shown = {
                "late": dues.filter(status="overdue").count(),
                "coming": coming and coming.due_on,
            }
            vars(person).update(shown)
        return template.render({"people": people}).encode()

    return run


def permissions() -> Iterator[Figure]:
    """Our page of rows with the acl filter, and the same rows asked for without it."""
    _, overseer = _asker(OVERSEER)
    _, three = _asker(_with_sight_of(3))
    _, everybody = _asker("hq")
    plain = Person.objects.all()
    own = Person.objects.filter(acl__among=three.ids).values_list("pk", flat=True)
    for kind, principals, unfiltered in (
        ("median", overseer, plain.filter(establishment__slug="barlinnie")),
        ("three people", three, plain.filter(pk__in=list(own))),
        ("whole estate", everybody, plain),
    ):
        taken = interleaved(
            {"with": _rows(principals, None), "without": _rows(principals, unfiltered)},
            rounds=ROUNDS,
        )
        yield ratio(f"P3 permissions, {kind}", taken["with"], taken["without"], goal=1.15)


def _rows(principals: Principals, instead: QuerySet[Person] | None) -> Callable[[], object]:
    def run() -> object:
        if instead is None:
            return people_page(principals, {}, page=1)
        with patch("icm.people.queries.visible", lambda _: instead):
            return people_page(principals, {}, page=1)

    return run


def _with_sight_of(count: int) -> str:
    """A personal officer of this many people, made once; whoever was their officer is so no more."""
    user, made = User.objects.get_or_create(username=f"bench.{count}")
    if made:
        user.groups.add(Group.objects.get(name=team_name(Role.PERSONAL_OFFICER, "barlinnie")))
        first = count  # so that nobody is taken from the officer made before
        today = timezone.localdate()
        here = Person.objects.filter(released_on=None, establishment__slug="barlinnie")
        people = list(here.order_by("pk")[first : first + count])
        standing = Allocation.objects.filter(
            person__in=people, role=Role.PERSONAL_OFFICER, until_on=None
        )
        standing.update(until_on=F("from_on"))
        Allocation.objects.bulk_create(
            Allocation(person=person, user=user, role=Role.PERSONAL_OFFICER, from_on=today)
            for person in people
        )
        sync_all(people)
    return user.username


def queries() -> Iterator[Figure]:
    """How many queries a page costs for somebody with 5, 50 and 500 people; the greatest, against the limit."""
    for page, limit in PAGES:
        counts = []
        for sight in (5, 50, 500):
            user = User.objects.get(username=_with_sight_of(sight))
            client = Client(headers={"host": "localhost"})
            client.force_login(user)
            first = Person.objects.filter(user_grants__user=user).order_by("pk").first()
            address = reverse(page, args=[first.pk] if page == "pages:person" and first else [])
            client.get(address)
            with CaptureQueriesContext(connection) as captured:
                answer = client.get(address)
            assert answer.status_code == 200, (page, answer.status_code)
            counts.append(len(captured))
        detail = (
            f"{counts[0]}, {counts[1]}, {counts[2]} queries at 5, 50, 500 people; at most {limit}"
        )
        yield Figure(
            f"P4 {page}", max(counts) / limit, min(counts) / limit, max(counts) / limit, 1.0, detail
        )
        yield Figure(f"P4 {page}, 500 people / 5 people", counts[2] / counts[0], 1, 1, 1.0)


def log() -> Iterator[Figure]:
    """The person's page with the consultation written, and without."""
    _, principals = _asker(OVERSEER)
    pk = (
        Person.objects.filter(acl__among=principals.ids, route="enhanced")
        .order_by("pk")
        .values_list("pk")[0][0]
    )
    view, request = PersonOverview.as_view(), _request(OVERSEER)

    def written() -> object:
        return _rendered(view(request, pk=pk))

    def silent() -> object:
        with patch("icm.pages.views.person.record_consultation"):
            return _rendered(view(request, pk=pk))

    taken = interleaved({"written": written, "silent": silent}, rounds=ROUNDS)
    yield ratio(
        "P10 person page with the log / without", taken["written"], taken["silent"], goal=1.15
    )
