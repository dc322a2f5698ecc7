"""Who changed what about conferences: each text as whoever asks may read it."""

import pytest
from django.apps import apps

from conferences.models import (
    Decision,
    Edition,
    FamilyConsent,
    Issue,
    Minute,
    Objection,
    Part,
    Request,
)
from conferences.queries import history
from icm.core.access import principals_of
from icm.core.disclosure import WITHHELD, Disclosure
from icm.people import queries as people
from icm.policy.roles import Role
from tests.factories import conferences, persons

pytestmark = pytest.mark.django_db
SECRET = "He blames his former partner."


@pytest.fixture
def told(world):
    """What somebody in that role reads on the page of who changed what."""

    def read(role):
        asking = principals_of(world.user(role), at=persons.NOW)
        tables = history.tracked(world.person, asking)
        return str(people.history_entries(world.person, *tables))

    return read


@pytest.fixture
def row(world):
    by = world.user(Role.ICM_CASE_CO_ORDINATOR)
    made = conferences.fixed(world.person, by, kind="periodic")
    conferences.invited(made, by)
    return made


@pytest.fixture
def minute(world, row):
    """A part and a decision for social work alone, once written for everybody."""
    by = world.user(Role.PBSW)
    found = Minute.objects.create(conference=row, drafted_at=persons.NOW, drafted_by=by)
    known = {"minute": found, "at_version": 1, "written_at": persons.NOW, "written_by": by}
    part = Part.objects.create(section="pattern", body=SECRET, **known)
    Part.objects.filter(pk=part.pk).update(
        body="Put otherwise.",
        disclosure=Disclosure.SOCIAL_WORK,
        gist="Risk was looked at.",
        ground="Of a third party.",
    )
    Decision.objects.create(
        reference="d",
        what=SECRET,
        disclosure=Disclosure.SOCIAL_WORK,
        gist="Work goes on.",
        ground="Of a third party.",
        **known,
    )
    return found


def test_a_conference_and_its_invitations_are_told(told, row):
    found = told(Role.ICM_CO_ORDINATOR)

    assert "Case conference (Periodic) recorded" in found
    assert "First conference of this sentence." in found
    assert "Invitation (Prison-based social worker) recorded" in found


def test_a_request_and_its_answer_are_told(world, told):
    by = world.user(Role.ICM_CO_ORDINATOR)
    Request.objects.create(
        person=world.person,
        reference="a",
        number=1,
        grounds=["goals"],
        why="I have done the course.",
        how="spoken",
        asked_on=persons.TODAY,
        recorded_at=persons.NOW,
        recorded_by=by,
        state="refused",
        answer_why="Too soon.",
        answered_at=persons.NOW,
        answered_by=by,
    )

    found = told(Role.HQ)

    assert "Request for a conference (number 1) recorded" in found
    assert "I have done the course." in found
    assert "Too soon." in found
    assert "Goals of an intervention reached" in found


def test_what_was_withheld_since_stays_withheld_in_its_earlier_forms(told, minute):
    found = told(Role.ICM_CO_ORDINATOR)

    assert SECRET not in found
    assert "Put otherwise." not in found
    assert "Of a third party." not in found
    assert "Risk was looked at." in found
    assert "Work goes on." in found
    assert WITHHELD in found


def test_social_work_reads_what_is_for_social_work(told, minute):
    found = told(Role.PBSW_TEAM_MANAGER)

    assert SECRET in found
    assert "Put otherwise." in found


def test_consents_are_told_to_those_who_keep_their_record(world, told):
    by = world.user(Role.PBSW)
    FamilyConsent.objects.create(
        person=world.person,
        reference="a",
        name="Aileen Quern",
        relation="his sister",
        contact="0141 496 0000",
        scope=["dates"],
        given_on=persons.TODAY,
        form="signed",
        recorded_at=persons.NOW,
        recorded_by=by,
        approved=True,
        approved_why="Known to us.",
        looked_at=persons.NOW,
        looked_by=by,
    )

    assert "Aileen Quern" not in told(Role.HQ)
    read = told(Role.ICM_CO_ORDINATOR)
    assert "Aileen Quern" in read
    assert "Known to us." not in read
    assert "Known to us." in told(Role.PBSW_TEAM_MANAGER)


def test_who_reads_nothing_of_conferences_is_told_nothing(world):
    asking = principals_of(world.user(Role.RECEPTION), at=persons.NOW)

    assert history.tracked(world.person, asking) == ()


def test_what_is_said_of_a_minute_is_told_to_whoever_may_read_it(world, told, minute):
    by = world.user(Role.PBSW)
    edition = Edition.objects.create(
        minute=minute, number=1, content={}, signed_at=persons.NOW, signed_by=by
    )
    issue = Issue.objects.create(
        edition=edition,
        invitation=minute.conference.invitations.first(),
        audience="social work",
        at=persons.NOW,
        by=by,
    )
    Objection.objects.create(
        person=world.person,
        issue=issue,
        kind="notice",
        reference="o",
        words=SECRET,
        disclosure=Disclosure.SOCIAL_WORK,
        told_on=persons.TODAY,
        made_at=persons.NOW,
        made_by=by,
    )

    assert SECRET in told(Role.PBSW_TEAM_MANAGER)
    assert SECRET not in told(Role.ICM_CO_ORDINATOR)
    assert "Said to be wrong in a minute" in told(Role.ICM_CO_ORDINATOR)


# Kept tables that the page does not tell of, and why.
ELSEWHERE = {
    "ClosedDay": "of an establishment, not of a person",
    "Contribution": "never changed once it is sent: each of its texts stands on the page of contributions",
    "Hour": "of an establishment, not of a person",
    "Next": "worked out by rules: its reasons, and what changed them, stand on its own page",
    "Room": "of an establishment, not of a person",
    "SocialWorkDay": "of an establishment, not of a person",
    "Step": "never changed: each stands on the page of its conference",
}


def test_every_kept_table_is_told_of_or_has_its_reason(world):
    asking = principals_of(world.user(Role.ICM_CO_ORDINATOR), at=persons.NOW)
    told_of = {one.model.__name__ for one in history.tracked(world.person, asking)}
    kept = {
        model.pgh_tracked_model.__name__
        for model in apps.get_app_config("conferences").get_models()
        if hasattr(model, "pgh_tracked_model")
    }

    assert kept == told_of | set(ELSEWHERE)
    assert not told_of & set(ELSEWHERE)
