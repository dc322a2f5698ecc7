"""Which windows a mailbox has, and whether they show anything."""

import pytest

from icm.family.queries import windows
from icm.family.queries.home import steps
from icm.policy.roles import Role
from tests.factories import family, persons

pytestmark = pytest.mark.django_db


def test_a_letter_on_its_way_is_no_window_yet(made):
    assert not windows.windows_of(family.EMAIL)
    assert windows.waits_for_letter(family.EMAIL, at=persons.NOW)
    family.reading(made)
    assert list(windows.windows_of(family.EMAIL)) == [made.row]
    assert not windows.waits_for_letter(family.EMAIL, at=persons.NOW)


def test_those_that_show_something_come_first(world, made, coordinator):
    family.reading(made)
    other = family.shared(world, name="The same, asked again")
    second = family.window(other, coordinator)
    family.reading(second)
    family.approved(made.row.consent, world.user(Role.PBSW), found=False)

    found = windows.windows_of(family.EMAIL)

    assert [one.pk for one in found] == [second.row.pk, made.row.pk]
    assert [windows.is_open(one.consent) for one in found] == [True, False]


def test_the_first_page_offers_no_more_than_was_agreed_to(world):
    for_dates = family.shared(world, scope=["dates"], name="For dates")
    for_all = family.shared(world, name="For all")

    few = {one.href for one in steps(for_dates, at=persons.NOW)}
    many = {one.href for one in steps(for_all, at=persons.NOW)}
    assert few <= many


def test_a_relative_asks_as_somebody_without_a_post(made):
    made.row.consent.refresh_from_db()
    asking = windows.principals_of(made.row.consent)

    assert asking.user_id == made.row.consent.user_id
    assert asking.posts == ()
    assert asking.person is None
