"""What somebody does about their own conferences is theirs alone: the acts refuse everybody else's person."""

import pytest

from conferences import access
from conferences.actions import asking, consents, issuing, objecting, requests
from conferences.models import (
    FamilyConsent,
    Invitation,
    Issue,
    Objection,
    Preparation,
    Request,
)
from conferences.policy.preparing import Attends, Form, Scope
from conferences.policy.requests import How
from icm.core.access import Principals
from icm.core.refusals import NotAllowed
from icm.policy.roles import Role
from tests.factories import conferences, minutes, persons
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db
SAID = objecting.Said(reference="s", words="Wrong.", disclosure="person", on=minutes.ON)
WISH = requests.Wish(
    reference="w", grounds=["goals"], why="To talk.", how=How.SELF, on=persons.TODAY
)
GIVEN = consents.Given(
    reference="g",
    name="Aileen Quern",
    relation="my sister",
    contact="0141 496 0000",
    scope=[Scope.DATES],
    on=persons.TODAY,
    form=Form.SELF,
)
ASKED = asking.Asked(reference="a", attends=Attends.YES, on=persons.TODAY)


@pytest.fixture
def writer(world):
    return world.user(Role.ICM_CASE_CO_ORDINATOR)


@pytest.fixture
def as_somebody(world, account):
    """``as_somebody(person)``: what an act is told of who stands before a terminal."""

    def told(person, at=persons.NOW):
        user = account.user
        own = Principals(user_id=user.pk, posts=(), broken_glass={}, person=person.pk)
        return {"by": user, "principals": own, "at": at}

    return told


def test_of_oneself_one_may_do_these_and_of_nobody_else_anything(world, as_somebody):
    own = as_somebody(world.person)["principals"]

    assert access.held(world.person, own) == access.OWN
    assert access.held(world.standard, own) == frozenset()


def test_nobody_says_for_another_whether_they_come(world, writer, as_somebody):
    row = conferences.fixed(world.person, writer, kind="periodic")
    conferences.invited(row, writer)

    with pytest.raises(NotAllowed):
        asking.prepare(row, ASKED, **as_somebody(world.standard))

    assert not Preparation.objects.exists()
    assert not Invitation.objects.exclude(reply="").exists()


def test_nobody_answers_an_invitation_of_staff(world, writer, as_somebody):
    row = conferences.fixed(world.person, writer, kind="periodic")
    staff = next(one for one in conferences.invited(row, writer) if one.user_id)

    assert not access.may_answer_for(staff, as_somebody(world.person)["principals"])
    assert not access.may_contribute(staff, as_somebody(world.person)["principals"])


def test_nobody_consents_or_stops_a_consent_for_another(world, as_somebody):
    with pytest.raises(NotAllowed):
        consents.consent(world.person, GIVEN, **as_somebody(world.standard))
    assert not FamilyConsent.objects.exists()

    one = consents.consent(world.person, GIVEN, **as_somebody(world.person))
    with pytest.raises(NotAllowed):
        consents.withdraw(one, on=persons.TODAY, why="", **as_somebody(world.standard))

    one.refresh_from_db()
    assert one.stands


def test_nobody_looks_at_their_own_consent(world, as_somebody):
    one = consents.consent(world.person, GIVEN, **as_somebody(world.person))
    look = consents.Look(approved=True, why="I know her.", version=one.version)

    with pytest.raises(NotAllowed):
        consents.look(one, look, **as_somebody(world.person))

    one.refresh_from_db()
    assert one.approved is None


def test_nobody_asks_for_another_nor_answers_their_own_request(world, as_somebody):
    with pytest.raises(NotAllowed):
        requests.ask(world.person, WISH, **as_somebody(world.standard))
    assert not Request.objects.exists()

    row = requests.ask(world.person, WISH, **as_somebody(world.person))
    with pytest.raises(NotAllowed):
        requests.agree(row, why="", version=row.version, **as_somebody(world.person))

    row.refresh_from_db()
    assert row.state == "waiting"


def test_nobody_says_what_is_wrong_in_a_minute_of_another(world, writer, as_somebody):
    made = minutes.signed(world.person, writer)
    row = made.minute.conference
    issuing.issue(row, number=1, by=writer, principals=principals(writer), at=minutes.AFTER)
    given = Issue.objects.get(invitation__party="person")
    others = Issue.objects.exclude(pk=given.pk)

    for act in (objecting.tell, objecting.pass_on):
        with pytest.raises(NotAllowed):
            act(given, SAID, **as_somebody(world.standard, minutes.AFTER))
    for one in others:
        with pytest.raises(NotAllowed):
            objecting.tell(one, SAID, **as_somebody(world.person, minutes.AFTER))

    assert not Objection.objects.exists()
