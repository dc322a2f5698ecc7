"""A relative is invited only by the person's consent and once social work approved; withdrawn, it ends at once."""

from datetime import timedelta

import pytest
from django.urls import reverse

from conferences import actions
from conferences.actions import consents
from conferences.models import FamilyConsent, Invitation
from conferences.policy.kinds import Party
from conferences.policy.preparing import Form, Scope
from conferences.queries import invitations
from icm.core.models import Outgoing
from icm.core.refusals import NotAllowed, Refused, SentBefore, Stale
from icm.policy.roles import Role
from tests.factories import conferences, persons
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db
WITHOUT = "only with the person's consent"


@pytest.fixture
def organiser(world):
    return world.user(Role.ICM_CASE_CO_ORDINATOR)


@pytest.fixture
def worker(world):
    return world.user(Role.PBSW)


@pytest.fixture
def row(world, organiser):
    return conferences.fixed(world.person, organiser, kind="periodic")


def given(person, by, **said):
    known = {
        "reference": "a",
        "name": "Aileen Quern",
        "relation": "his sister",
        "contact": "0141 496 0000",
        "scope": [Scope.DATES, Scope.ATTENDING],
        "on": persons.TODAY,
        "form": Form.SIGNED,
    } | said
    return consents.consent(
        person, consents.Given(**known), by=by, principals=principals(by), at=persons.NOW
    )


def looked(one, by, approved=True, why="Known to us.", version=None):
    if version is None:
        one.refresh_from_db()
    found = consents.Look(approved=approved, why=why, version=version or one.version)
    return consents.look(one, found, by=by, principals=principals(by), at=persons.NOW)


def withdrawn(one, by, on=persons.TODAY, why=""):
    return consents.withdraw(one, on=on, why=why, by=by, principals=principals(by), at=persons.NOW)


def invite(row, by, *guests):
    row.refresh_from_db()
    return actions.invite(
        row, guests, version=row.version, by=by, principals=principals(by), at=persons.NOW
    )


def relative(one):
    return actions.Guest(Party.FAMILY, consent=one)


def family_of(row):
    return Invitation.objects.filter(conference=row, party=Party.FAMILY, withdrawn_at__isnull=True)


def test_cc_family_consent_invites_by_both_and_writes_no_mail(world, row, organiser, worker):
    one = looked(given(world.person, organiser), worker)

    (made,) = invite(row, organiser, relative(one), relative(one))

    assert invite(row, organiser, relative(one)) == []
    assert (made.who(), made.name, made.core) == ("Aileen Quern", "", False)
    assert not Outgoing.objects.exists()


def test_cc_family_consent_never_without_both(world, row, organiser, worker):
    unseen = given(world.person, organiser)
    refused = looked(given(world.person, organiser, reference="b"), worker, approved=False)
    dates = looked(given(world.person, organiser, reference="c", scope=[Scope.DATES]), worker)
    gone = withdrawn(looked(given(world.person, organiser, reference="d"), worker), organiser)
    others = looked(given(world.person, organiser, reference="e"), worker)
    FamilyConsent.objects.filter(pk=others.pk).update(person=world.standard)

    for one in (None, unseen, refused, dates, gone, others):
        with pytest.raises(Refused, match=WITHOUT):
            invite(row, organiser, relative(one))
    with pytest.raises(Refused, match=WITHOUT):
        invite(row, organiser, actions.Guest(Party.FAMILY, name="Aileen Quern"))
    assert not family_of(row).exists()


def test_with_consent_family_is_proposed_to_every_conference(world, row, organiser, worker):
    unseen = given(world.person, organiser)
    said = [one.missing for one in invitations.proposed(row) if one.consent]
    assert said == [
        "Family member: the person agreed, but social work has not looked at whom it is yet."
    ]

    looked(unseen, worker)
    (found,) = [one for one in invitations.proposed(row) if one.consent]

    assert (found.known, found.words) == (True, "Family member: Aileen Quern, his sister")
    looked(unseen, worker, approved=False)
    assert not [one for one in invitations.proposed(row) if one.consent]


def test_withdrawing_ends_the_invitation_in_the_same_act(world, row, organiser, worker):
    one = looked(given(world.person, organiser), worker)
    invite(row, organiser, relative(one))

    withdrawn(one, world.user(Role.PERSONAL_OFFICER), why="They fell out.")

    assert not family_of(row).exists()
    (kept,) = Invitation.objects.filter(consent=one)
    assert (kept.withdrawn_at, kept.who()) == (persons.NOW, "Family member")
    again = withdrawn(one, organiser, why="Other words.")
    assert again.withdrawn_why == "They fell out."


def test_of_a_conference_that_was_held_only_the_name_goes(world, row, organiser, worker):
    one = looked(given(world.person, organiser), worker)
    invite(row, organiser, relative(one))
    type(row).objects.filter(pk=row.pk).update(state="held", held_on=persons.TODAY)

    withdrawn(one, organiser)

    assert family_of(row).get().who() == "Family member"


def test_an_approval_taken_back_ends_the_invitation(world, row, organiser, worker):
    one = looked(given(world.person, organiser), worker)
    invite(row, organiser, relative(one))

    looked(one, worker, approved=False, why="An order of the court.")

    assert not family_of(row).exists()


def test_sent_twice_it_is_one_consent(world, organiser):
    assert given(world.person, organiser) == given(world.person, organiser)
    with pytest.raises(SentBefore):
        given(world.person, organiser, name="Somebody Else")
    assert FamilyConsent.objects.count() == 1


def test_refusals(world, organiser, worker):
    day = timedelta(days=1)
    with pytest.raises(Refused, match="what they agree to"):
        given(world.person, organiser, scope=[])
    with pytest.raises(Refused, match="in the future"):
        given(world.person, organiser, on=persons.TODAY + day)
    one = given(world.person, organiser)
    with pytest.raises(Refused, match="Say why"):
        looked(one, worker, why="")
    with pytest.raises(Stale):
        looked(one, worker, version=7)
    with pytest.raises(Refused, match="in the future"):
        withdrawn(one, organiser, on=persons.TODAY + day)
    with pytest.raises(Refused, match="before it was given"):
        withdrawn(one, organiser, on=persons.TODAY - day)
    withdrawn(one, organiser)
    with pytest.raises(Refused, match="nothing to look at"):
        looked(one, worker)


def test_each_act_is_for_whom_it_is_for(world, organiser, worker):
    with pytest.raises(NotAllowed):
        given(world.person, world.user(Role.ICM_ADMINISTRATOR))
    one = given(world.person, organiser)
    with pytest.raises(NotAllowed):
        looked(one, organiser)
    with pytest.raises(NotAllowed):
        withdrawn(one, world.user(Role.CBSW_TEAM_MANAGER))


def test_on_the_pages_from_consent_to_withdrawal(world, row, organiser, worker, signed_in):
    page = reverse("conferences:family", args=[world.person.pk])
    form = {
        "reference": "x", "name": "Aileen Quern", "relation": "his sister",
        "contact": "0141 496 0000", "scope": ["dates", "attending"], "form": "spoken",
        "on": "2026-11-20",
    }  # fmt: skip
    client, social_work = signed_in(organiser), signed_in(worker)
    add = reverse("conferences:add_consent", args=[world.person.pk])
    assert "The consent is recorded" in client.post(add, form, follow=True).content.decode()
    one = FamilyConsent.objects.get()
    look = reverse("conferences:look", args=[one.pk])
    said = {"version": one.version, "approved": "yes", "why": "Visited at home."}
    assert "Visited at home." in social_work.post(look, said, follow=True).content.decode()
    shown = client.get(page).content.decode()
    assert "Approved" in shown
    assert "Visited at home." not in shown
    row.refresh_from_db()
    invite_them = reverse("conferences:invite", args=[row.pk])
    assert "Aileen Quern, his sister" in client.get(invite_them).content.decode()
    client.post(invite_them, {"version": row.version, "guests": [f"family-{one.pk}"]})
    one_page = reverse("conferences:conference", args=[row.pk])
    assert "Aileen Quern" in client.get(one_page).content.decode()

    end = reverse("conferences:withdraw_consent", args=[one.pk])
    client.post(end, {"on": "2026-11-21", "why": ""}, follow=True)

    administrator = signed_in(world.user(Role.ICM_ADMINISTRATOR))
    for address in (one_page, invite_them, page):
        assert "Quern" not in administrator.get(address).content.decode()
    for address in (one_page, invite_them):
        assert "Quern" not in client.get(address).content.decode()
    kept = client.get(page).content.decode()
    assert "Aileen Quern" in kept
    assert "0141 496 0000" not in kept
    assert social_work.get(look).status_code == 404
