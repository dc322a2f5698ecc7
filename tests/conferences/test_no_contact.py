"""No contact: it ends at once what was shared, whoever wishes otherwise; its reason is kept for those it protects."""

import pytest
from django.urls import reverse

from conferences import access, actions
from conferences.actions import consents
from conferences.actions.family_letters import order_letter
from conferences.models import Conference, FamilyConsent, Invitation
from conferences.policy.kinds import Party
from conferences.queries import history, invitations
from conferences.queries import issues as issued
from icm.core import documents
from icm.core.access import Principals, principals_of
from icm.core.disclosure import WITHHELD
from icm.core.models import Document
from icm.core.refusals import NotAllowed, Refused, Stale
from icm.people import queries as people
from icm.policy.roles import Role
from risk.queries import reads_victims
from tests.factories import conferences, family, persons
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db
NOW = persons.NOW
WHY = "She was the one he hurt."


@pytest.fixture
def organiser(world):
    return world.user(Role.ICM_CASE_CO_ORDINATOR)


@pytest.fixture
def worker(world):
    return world.user(Role.PBSW)


@pytest.fixture
def consent(world):
    return family.shared(world)


@pytest.fixture
def one(world, consent, organiser):
    """The relative's invitation to a conference to come."""
    row = conferences.fixed(world.person, organiser, kind="periodic")
    (made,) = actions.invite(
        row,
        [actions.Guest(Party.FAMILY, consent=consent)],
        version=row.version,
        by=organiser,
        principals=principals(organiser),
        at=NOW,
    )
    return made


def forbidden(row, by, why=WHY, asking=None):
    return consents.forbid(row, why=why, by=by, principals=asking or principals(by), at=NOW)


def allowed(row, by, why="The order of the court is over.", version=None):
    row.refresh_from_db()
    return consents.allow(
        row,
        why=why,
        version=version or row.version,
        by=by,
        principals=principals(by),
        at=NOW,
    )


def test_it_ends_invitation_and_consent_in_the_same_act(consent, one, organiser):
    here = forbidden(consent, organiser)

    assert not here.shares
    assert not here.may_attend
    assert here.stands
    one.refresh_from_db()
    assert one.withdrawn_at == NOW
    with pytest.raises(Refused, match="only with the person's consent"):
        consents.consented(here, here.person_id)
    assert not [found for found in invitations.proposed(one.conference) if found.consent]


def test_said_twice_it_is_said_once(consent, organiser, worker):
    forbidden(consent, organiser)

    again = forbidden(consent, worker, why="Other words.")

    assert (again.no_contact_why, again.no_contact_by) == (WHY, organiser)


def test_it_asks_for_a_reason(consent, organiser, worker):
    with pytest.raises(Refused, match="Say why"):
        forbidden(consent, organiser, why="")
    forbidden(consent, organiser)
    with pytest.raises(Refused, match="Say why"):
        allowed(consent, worker, why="")


def test_who_keeps_the_record_says_it_and_only_social_work_ends_it(world, consent, worker):
    administrator = world.user(Role.ICM_ADMINISTRATOR)
    with pytest.raises(NotAllowed):
        forbidden(consent, administrator)
    for role in (Role.PERSONAL_OFFICER, Role.CBSW_TEAM_MANAGER):
        forbidden(consent, world.user(role))
    with pytest.raises(NotAllowed):
        allowed(consent, world.user(Role.PERSONAL_OFFICER))
    allowed(consent, worker)
    consent.refresh_from_db()
    assert consent.no_contact_at is None


def test_the_person_does_not_say_it_of_their_own(consent, organiser):
    themselves = Principals(
        user_id=organiser.pk, posts=(), broken_glass={}, person=consent.person_id
    )

    assert not access.may_forbid(consent.person, themselves)
    assert not reads_victims(consent.person, themselves)
    with pytest.raises(NotAllowed):
        forbidden(consent, organiser, asking=themselves)


def test_while_it_stands_it_is_not_approved_and_once_over_looked_at_anew(consent, worker):
    forbidden(consent, worker)
    with pytest.raises(Refused, match="No contact is allowed"):
        family.approved(consent, worker)
    family.approved(consent, worker, found=False)
    with pytest.raises(Stale):
        allowed(consent, worker, version=1)

    here = allowed(consent, worker)

    assert not here.shares
    assert (here.approved, here.looked_at) == (None, None)
    assert allowed(consent, worker, version=1).version == here.version
    assert family.approved(consent, worker).shares


def test_its_reason_is_read_by_who_reads_what_is_kept_for_victims(
    world, consent, organiser, worker, signed_in
):
    forbidden(consent, organiser)
    page = reverse("conferences:family", args=[world.person.pk])

    shown = signed_in(worker).get(page).content.decode()
    told = signed_in(organiser).get(page).content.decode()

    for text in (shown, told):
        assert "No contact is allowed since" in text
    assert WHY in shown
    assert WHY not in told
    assert WITHHELD in told


def test_in_the_history_too(world, consent, organiser, worker):
    forbidden(consent, organiser)
    allowed(consent, worker, why="The order ended.")

    def told(role):
        asking = principals_of(world.user(role), at=NOW)
        tables = history.tracked(world.person, asking)
        return str(people.history_entries(world.person, *tables))

    assert WHY in told(Role.PBSW_TEAM_MANAGER)
    assert "The order ended." in told(Role.PBSW_TEAM_MANAGER)
    for role in (Role.ICM_CO_ORDINATOR, Role.RMT_CHAIR):
        assert WHY not in told(role)
        assert "The order ended." not in told(role)


def test_on_the_pages_from_saying_it_to_ending_it(world, consent, one, worker, signed_in):
    client = signed_in(worker)
    page = client.get(reverse("conferences:family", args=[world.person.pk])).content.decode()
    forbid = reverse("conferences:forbid", args=[consent.pk])
    assert forbid in page

    said = client.post(forbid, {"why": ""}).content.decode()
    assert "There is a problem" in said
    shown = client.post(forbid, {"why": WHY}, follow=True).content.decode()

    assert WHY in shown
    allow = reverse("conferences:allow", args=[consent.pk])
    assert allow in shown
    assert f'"{forbid}"' not in shown
    look = client.get(reverse("conferences:look", args=[consent.pk])).content.decode()
    assert "They cannot be approved while that is so." in look
    consent.refresh_from_db()
    said = {"why": "The order ended.", "version": consent.version}
    assert "Contact is allowed again" in client.post(allow, said, follow=True).content.decode()
    assert FamilyConsent.objects.get().no_contact_at is None


def test_a_new_consent_is_looked_at_beside_those_refused_before(world, consent, worker, signed_in):
    forbidden(consent, worker)
    family.approved(family.shared(world, name="Ann Fraser"), worker, found=False)
    consents.withdraw(
        consent, on=persons.TODAY, why="", by=worker, principals=principals(worker), at=NOW
    )
    family.shared(world, name="Una Fine")
    again = family.consented(world.person, worker, name="M. Fraser", relation="friend")

    page = signed_in(worker).get(reverse("conferences:look", args=[again.pk])).content.decode()

    for part in ("Mairi Fraser", "No contact is allowed since", "Ann Fraser", "Not approved on"):
        assert part in page, part
    assert "Una Fine" not in page


def test_its_letter_is_not_made_or_opened_any_more(consent, one, organiser, signed_in):
    def ordered(reference):
        row = Invitation.objects.select_related("conference__person").get(pk=one.pk)
        return order_letter(
            row, reference=reference, by=organiser, principals=principals(organiser), at=NOW
        )

    made = ordered("made")
    documents.make(clock=lambda: NOW)
    waits = ordered("waits")
    address = reverse("conferences:open_letter", args=[one.conference_id, one.pk, made.pk])
    client = signed_in(organiser)
    assert client.get(address).status_code == 200
    forbidden(consent, organiser)
    documents.make(clock=lambda: NOW)

    assert client.get(address).status_code == 404
    assert Document.objects.get(pk=waits.pk).state == Document.State.FAILED
    with pytest.raises(Refused):
        ordered("later")


def test_nor_do_they_get_the_minute(consent, one, organiser):
    # A minute is of one that was held: its invitations stay.
    Conference.objects.filter(pk=one.conference_id).update(state="held", held_on=persons.TODAY)
    issued.refuse_withdrawn(Invitation.objects.get(pk=one.pk))

    forbidden(consent, organiser)

    here = Invitation.objects.get(pk=one.pk)
    assert here.withdrawn_at is None
    with pytest.raises(Refused, match="do not get the minute"):
        issued.refuse_withdrawn(here)
