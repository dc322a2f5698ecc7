"""Who is told of which deadline in a list, a count or a reminder: of the risk record only who may read it."""

from datetime import timedelta

import pytest
from django.test import override_settings
from django.urls import reverse

from icm.clocks import actions, queries
from icm.clocks.models import Due, Reminder
from icm.core.access import principals_of
from icm.core.models import BreakGlass
from icm.people import access
from icm.people.models import Absence, Allocation, Person
from icm.policy.roles import Role
from tests.factories import persons, staff
from tests.factories.worlds import HERE, THERE

pytestmark = pytest.mark.django_db
TODAY, NOW = persons.TODAY, persons.NOW
OF_THE_RISK, OTHER = "OLR-RMP", "CC-INITIAL-6M"


@pytest.fixture
def expected(world):
    """The first world's person is to come to the second's establishment."""
    Person.objects.filter(pk=world.person.pk).update(transfer_to=world.there)
    world.person.refresh_from_db()
    access.sync(world.person)
    return world.person


def due(person, rule=OF_THE_RISK, *, owner=Role.RMT_CHAIR, status="due", days=3, **values):
    return Due.objects.create(
        person=person,
        rule=rule,
        status=status,
        due_on=TODAY + timedelta(days=days),
        owner=owner,
        basis=f"{rule} of {person.number}",
        staff="Something is due.",
        **values,
    )


def asking(user):
    return principals_of(user, at=NOW)


def reads(user):
    """Of the people this user may know of, those about whose risk they read: by the list, and one by one."""
    who = asking(user)
    known = access.visible_to(who)
    listed = set(known.filter(access.reads_risk(who)))
    return listed, {one for one in known if access.READ_RISK in access.held(one, who)}


def unread(user):
    """The others, as a list leaves them out."""
    left_out = access.unread_risk(asking(user))
    return set(access.visible_to(asking(user)).filter(left_out) if left_out else ())


class TestOfWhom:
    """The filter of lists says what is held of each person."""

    @pytest.mark.parametrize("place", [HERE, THERE])
    @pytest.mark.parametrize("role", sorted(access.VERBS))
    def test_is_the_same_for_every_role(self, world, expected, role, place):
        user = world.user(role, world.place_of(role, there=place == THERE))

        listed, one_by_one = reads(user)

        assert listed == one_by_one
        assert unread(user) == set(access.visible_to(asking(user))) - listed

    def test_is_the_same_with_posts_in_both_establishments(self, world, expected):
        user = staff.user((Role.LINKS_CENTRE, HERE), (Role.ICM_CO_ORDINATOR, THERE))

        listed, one_by_one = reads(user)

        assert listed == one_by_one == {world.person_there}
        assert unread(user) == set(access.visible_to(asking(user))) - listed

    def test_is_the_same_for_whoever_works_elsewhere_now(self, world, expected):
        user = staff.user((Role.PERSONAL_OFFICER, THERE))
        Allocation.objects.create(
            person=world.standard, user=user, role=Role.PERSONAL_OFFICER, from_on=TODAY
        )
        access.sync(world.standard)

        listed, one_by_one = reads(user)

        assert listed == one_by_one == set()

    def test_is_the_same_for_whoever_stands_in(self, world, expected):
        cover = staff.user((Role.RESIDENTIAL_OFFICER, HERE))
        Absence.objects.create(
            user=world.user(Role.PERSONAL_OFFICER),
            from_on=TODAY,
            until_on=TODAY,
            cover=cover,
            recorded_at=NOW,
            recorded_by=cover,
        )

        listed, one_by_one = reads(cover)

        assert listed == one_by_one
        assert world.person in listed

    def test_is_the_same_by_broken_glass(self, world):
        user = world.user(Role.LINKS_CENTRE)
        BreakGlass.objects.create(
            person=world.person_there,
            user=user,
            reason="Ill.",
            from_at=NOW,
            until_at=NOW + timedelta(hours=1),
        )

        listed, one_by_one = reads(user)

        assert listed == one_by_one == {world.person_there}


class TestLists:
    @pytest.fixture(autouse=True)
    def dues(self, world, expected):
        due(expected)
        due(expected, OTHER)

    @pytest.mark.parametrize(
        ("role", "place"),
        [(Role.LINKS_CENTRE, HERE), (Role.RECEPTION, THERE), (Role.ICM_CO_ORDINATOR, THERE)],
    )
    def test_tell_whoever_may_not_read_of_the_rest_and_count_what_is_left_out(
        self, world, role, place
    ):
        telling = queries.telling(asking(world.user(role, place)))

        assert [row.rule for row in telling.dues()] == [OTHER]
        assert [row.rule for row in telling.untold_dues()] == [OF_THE_RISK]
        assert telling.left_out() == "1 deadline is not shown to your role."

    @pytest.mark.parametrize("role", [Role.ICM_CO_ORDINATOR, Role.PBSW, Role.RMT_CHAIR, Role.HQ])
    def test_tell_whoever_may_read_of_everything(self, world, role):
        telling = queries.telling(asking(world.user(role)))

        assert {row.rule for row in telling.dues()} == {OTHER, OF_THE_RISK}
        assert telling.unread is None
        assert telling.left_out() == ""


class TestPages:
    def test_the_order_of_work_does_not_tell_how_somebody_was_assessed(self, world, signed_in):
        high = due(world.person, OTHER, owner=Role.LINKS_CENTRE, days=9, risk_rank=5)
        low = due(world.standard, OTHER, owner=Role.LINKS_CENTRE, days=2, risk_rank=1)

        page = signed_in(Role.LINKS_CENTRE).get(reverse("pages:work")).text

        assert page.index(low.basis) < page.index(high.basis)
        assert page.count("Not shown to your role") == 2
        assert "Very high" not in page

    def test_people_are_not_counted_by_what_is_not_told(self, world, signed_in):
        due(world.person, status="overdue", days=-3)

        links = signed_in(Role.LINKS_CENTRE).get(reverse("pages:people")).text
        worker = signed_in(Role.PBSW).get(reverse("pages:people")).text

        assert "1 deadline is not shown to your role." in links
        assert "not shown to your role" not in worker
        late = {"late": "on"}
        found = signed_in(Role.LINKS_CENTRE).get(reverse("pages:people"), late).text
        assert world.person.number not in found

    @pytest.mark.parametrize("page", ["pages:establishments", "pages:establishment"])
    def test_establishments_are_not_counted_by_it_either(self, world, signed_in, page):
        due(world.person, status="overdue", days=-3)
        address = reverse(page, args=[HERE] if page.endswith("ment") else [])

        links, worker = signed_in(Role.LINKS_CENTRE), signed_in(Role.PBSW)

        assert "1 deadline is not shown to your role." in links.get(address).text
        assert "not shown to your role" not in worker.get(address).text


def reminded():
    return set(Reminder.objects.values_list("recipient__username", "rule"))


class TestReminders:
    def test_go_to_nobody_where_the_person_is_only_expected(self, world, expected):
        due(expected, OF_THE_RISK, owner=Role.ICM_CO_ORDINATOR)
        due(expected, OTHER, owner=Role.ICM_CO_ORDINATOR)

        actions.remind(on=TODAY, at=NOW)

        assert reminded() == {
            ("icm-co-ordinator@barlinnie", OF_THE_RISK),
            ("icm-co-ordinator@barlinnie", OTHER),
            ("icm-co-ordinator@perth", OTHER),
        }

    @override_settings(REMINDER_STAGES="-3 links-centre")
    def test_go_to_no_role_that_may_not_read_whatever_an_installation_sets(self, world):
        due(world.person, OF_THE_RISK)
        due(world.person, OTHER)

        actions.remind(on=TODAY, at=NOW)

        assert ("links-centre@barlinnie", OTHER) in reminded()
        assert ("links-centre@barlinnie", OF_THE_RISK) not in reminded()

    def test_given_before_they_may_not_be_read_any_more(self, world, signed_in):
        user = world.user(Role.LINKS_CENTRE)
        row = due(world.person)
        Reminder.objects.create(
            person=world.person,
            rule=row.rule,
            due_on=row.due_on,
            stage=-7,
            recipient=user,
            on=TODAY,
        )

        found = queries.reminder_page(asking(user), on=TODAY, page=1)

        assert (found.table.rows, found.unread) == ([], 0)
