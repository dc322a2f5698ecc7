"""The log of who looked: one row a page, nothing for nobody, and never changed."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from icm.core.consultations import record_consultation
from icm.core.models import BreakGlass, Consultation
from icm.policy.roles import Role
from tests.factories import persons

pytestmark = pytest.mark.django_db


def test_one_row_names_everybody_shown(world, asking):
    shown = [world.standard.pk, world.person.pk]

    record_consultation(
        asking(Role.ICM_CO_ORDINATOR), page="pages:people", persons=shown, at=persons.NOW
    )

    kept = Consultation.objects.get()
    assert kept.persons == sorted(shown)
    assert (kept.user, kept.page, kept.at) == (
        world.user(Role.ICM_CO_ORDINATOR),
        "pages:people",
        persons.NOW,
    )


def test_nobody_shown_leaves_no_row(asking):
    record_consultation(asking(Role.PROVIDER), page="pages:people", persons=[], at=persons.NOW)

    assert not Consultation.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE core_consultation SET page = 'elsewhere'",
        "DELETE FROM core_consultation",
        "TRUNCATE core_consultation",
    ],
)
def test_the_log_refuses_to_be_changed_even_by_its_owner(world, asking, change):
    record_consultation(
        asking(Role.HQ), page="pages:person", persons=[world.person.pk], at=persons.NOW
    )

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)

    assert Consultation.objects.get().page == "pages:person"


def test_a_look_by_broken_glass_is_kept_with_its_reason(world, asking):
    BreakGlass.objects.create(
        person=world.person_there,
        user=world.user(Role.RESIDENTIAL_OFFICER),
        reason="A threat was reported",
        from_at=persons.NOW,
        until_at=persons.NOW + timedelta(hours=1),
    )

    record_consultation(
        asking(Role.RESIDENTIAL_OFFICER),
        page="pages:person",
        persons=[world.person_there.pk],
        at=persons.NOW,
    )

    kept = Consultation.objects.get()
    assert (kept.break_glass, kept.why) == (True, "A threat was reported")
