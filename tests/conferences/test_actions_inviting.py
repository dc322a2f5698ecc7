"""Everybody is invited once and written to once; an answer counts for the date it was given for."""

from dataclasses import replace
from datetime import timedelta

import pytest

from conferences import access, actions
from conferences.models import Invitation
from conferences.policy.kinds import Party
from conferences.policy.replies import Reply
from conferences.queries import guests, invitations
from icm.core.models import Outgoing
from icm.core.refusals import NotAllowed, Refused, Stale
from icm.policy.roles import Role
from tests.factories import conferences, persons, staff
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser(world):
    return world.user(Role.ICM_CASE_CO_ORDINATOR)


@pytest.fixture
def row(world, organiser):
    return conferences.fixed(world.person, organiser, kind="periodic")


@pytest.fixture
def worker(world):
    return world.user(Role.PBSW)


def invite(row, by, *guests):
    row.refresh_from_db()
    return actions.invite(
        row,
        guests,
        version=row.version,
        by=by,
        principals=principals(by),
        at=persons.NOW,
    )


def answer(one, by, reply, **said):
    one.refresh_from_db()
    given = actions.Answer(reply=reply, version=one.version, **said)
    return actions.answer(one, given, by=by, principals=principals(by), at=persons.NOW)


def letters():
    return list(Outgoing.objects.order_by("pk").values_list("subject", "recipient"))


def test_invite_writes_to_each_once_and_names_nobody(row, organiser, worker):
    guest = actions.Guest(Party.PBSW, worker)

    (one,) = invite(row, organiser, guest, guest, actions.Guest(Party.PERSON))[:1]

    assert invite(row, organiser, guest) == []
    assert one.core
    assert letters() == [("ICM: you are invited to a case conference", worker.pk)]
    body = Outgoing.objects.get().body
    assert row.person.family_name not in body
    assert "/conferences/mine/" in body
    row.refresh_from_db()
    assert row.invited_at == persons.NOW


def test_invite_is_to_a_fixed_date(world, organiser, worker):
    planned = conferences.planned(world.person, organiser, kind="periodic")

    with pytest.raises(Refused, match="Invitations are to a fixed date"):
        invite(planned, organiser, actions.Guest(Party.PBSW, worker))


def test_invite_somebody_without_a_name_is_refused_and_nobody_is_invited(row, organiser, worker):
    with pytest.raises(Refused, match="Say who"):
        invite(row, organiser, actions.Guest(Party.PBSW, worker), actions.Guest(Party.NHS))
    assert not Invitation.objects.exists()
    assert letters() == []


def test_invite_is_not_for_whoever_only_reads(row, worker):
    with pytest.raises(NotAllowed):
        invite(row, worker, actions.Guest(Party.PERSON))


def test_answer_is_ones_own(row, organiser, worker):
    (one,) = invite(row, organiser, actions.Guest(Party.PBSW, worker))
    outsider = staff.user()

    with pytest.raises(NotAllowed):
        answer(one, outsider, Reply.ACCEPTED)
    assert answer(one, worker, Reply.VIDEO).reply == "video"
    assert answer(one, organiser, Reply.ACCEPTED).answered_by == organiser


def test_whoever_prepares_the_person_records_what_the_person_says(world, row, organiser):
    (one,) = invite(row, organiser, actions.Guest(Party.PERSON))
    officer = world.user(Role.PERSONAL_OFFICER)

    assert answer(one, officer, Reply.CANNOT).reply == "cannot"


@pytest.mark.parametrize("reply", [Reply.WRITTEN, Reply.CANNOT])
def test_staff_who_do_not_come_say_why(row, organiser, worker, reply):
    (one,) = invite(row, organiser, actions.Guest(Party.PBSW, worker))

    with pytest.raises(Refused, match="Say why"):
        answer(one, worker, reply)
    assert answer(one, worker, reply, why="In court.").reply_why == "In court."


def test_a_deputy_is_named_told_and_not_oneself(world, row, organiser, worker):
    (one,) = invite(row, organiser, actions.Guest(Party.PBSW, worker))
    other = staff.user((Role.PBSW, "barlinnie"))

    for wrong in ({"reply": Reply.DEPUTY}, {"reply": Reply.ACCEPTED, "deputy": other}):
        with pytest.raises(Refused, match="who comes instead"):
            answer(one, worker, **wrong)
    with pytest.raises(Refused, match="same person"):
        answer(one, worker, Reply.DEPUTY, deputy=worker)
    answer(one, worker, Reply.DEPUTY, deputy=other)

    assert ("ICM: you are invited to a case conference", other.pk) in letters()
    assert [one.title for one in invitations.mine(other.pk, principals(other), at=persons.NOW)]


def test_an_answer_counts_for_the_date_it_was_given_for(row, organiser, worker):
    (one,) = invite(row, organiser, actions.Guest(Party.PBSW, worker))
    answer(one, worker, Reply.ACCEPTED)
    row.refresh_from_db()
    later = replace(conferences.sitting(52), why="The room is closed.")

    moved = actions.move(
        row,
        later,
        version=row.version,
        by=organiser,
        principals=principals(organiser),
        at=persons.NOW,
    )

    found = guests.guests(moved, "team", frozenset())
    assert found.waiting == 1
    assert "For the date it had before: comes" in found.entries[0].text
    assert ("ICM: a case conference is moved", worker.pk) in letters()


def test_an_absence_is_approved_by_the_icm_co_ordinator_alone(world, row, organiser, worker):
    (one,) = invite(row, organiser, actions.Guest(Party.PBSW, worker))
    manager = world.user(Role.ICM_CO_ORDINATOR)

    def excuse(by, why="Nothing new since August."):
        one.refresh_from_db()
        return actions.excuse(
            one,
            why=why,
            version=one.version,
            by=by,
            principals=principals(by),
            at=persons.NOW + timedelta(hours=1),
        )

    with pytest.raises(Refused, match="have not said"):
        excuse(manager)
    answer(one, worker, Reply.WRITTEN, why="On leave.")
    with pytest.raises(NotAllowed):
        excuse(organiser)
    with pytest.raises(Refused, match="Say why"):
        excuse(manager, "")
    assert excuse(manager).excused_by == manager
    # Another answer asks for another approval.
    assert answer(one, worker, Reply.CANNOT, why="Ill.").excused_at is None


def test_a_withdrawn_invitation_is_nobodys_any_more(row, organiser, worker):
    (one,) = invite(row, organiser, actions.Guest(Party.PBSW, worker))

    actions.uninvite(one, version=one.version, principals=principals(organiser), at=persons.NOW)

    assert invitations.mine(worker.pk, principals(worker), at=persons.NOW) == ()
    with pytest.raises(Refused, match="not invited any more"):
        answer(one, worker, Reply.ACCEPTED)
    assert len(invite(row, organiser, actions.Guest(Party.PBSW, worker))) == 1


def test_who_is_not_invited_any_more_is_told_and_once_invited_again_told_again(
    row, organiser, worker
):
    guest = actions.Guest(Party.PBSW, worker)
    (one,) = invite(row, organiser, guest)
    actions.uninvite(one, version=one.version, principals=principals(organiser), at=persons.NOW)
    invite(row, organiser, guest)

    assert letters() == [
        ("ICM: you are invited to a case conference", worker.pk),
        ("ICM: you are not invited to a case conference any more", worker.pk),
        ("ICM: you are invited to a case conference", worker.pk),
    ]


def test_naming_a_deputy_tells_the_deputy_alone_and_taking_it_back_tells_them_too(
    row, organiser, worker
):
    (one,) = invite(row, organiser, actions.Guest(Party.PBSW, worker))
    row.refresh_from_db()
    moved = replace(conferences.sitting(52), why="The room is closed.")
    named = {"version": row.version, "by": organiser, "principals": principals(organiser)}
    actions.move(row, moved, **named, at=persons.NOW)
    other = staff.user((Role.PBSW, "barlinnie"))
    told = len(letters())

    answer(one, worker, Reply.DEPUTY, deputy=other)
    answer(one, worker, Reply.DEPUTY, deputy=other)
    answer(one, worker, Reply.ACCEPTED)

    assert letters()[told:] == [
        ("ICM: you are invited to a case conference", other.pk),
        ("ICM: you are not invited to a case conference any more", other.pk),
    ]


def test_a_deputy_who_is_invited_too_stays_so(world, row, organiser, worker):
    other = staff.user((Role.PBSW, "barlinnie"))
    one, _ = invite(
        row, organiser, actions.Guest(Party.PBSW, worker), actions.Guest(Party.OTHER, other)
    )
    answer(one, worker, Reply.DEPUTY, deputy=other)
    told = len(letters())

    answer(one, worker, Reply.ACCEPTED)

    assert letters()[told:] == []


def test_an_answer_from_an_earlier_version_is_refused_and_told(row, organiser, worker):
    (one,) = invite(row, organiser, actions.Guest(Party.PBSW, worker))
    answer(one, worker, Reply.ACCEPTED)
    late = actions.Answer(reply=Reply.VIDEO, version=1)

    with pytest.raises(Stale, match="comes"):
        actions.answer(one, late, by=organiser, principals=principals(organiser), at=persons.NOW)


def test_whether_an_invitation_reached_somebody_is_kept_and_shown_to_whoever_arranges(
    row, organiser, worker
):
    invite(row, organiser, actions.Guest(Party.PBSW, worker))
    row.refresh_from_db()

    def reached(of=row, held=frozenset({access.ARRANGE})):
        (entry,) = guests.guests(of, "team", held).entries
        return {fact.key: (fact.value, fact.note) for fact in entry.facts}

    assert reached() == {"E-mail": ("Waits to be sent", "Not opened yet")}
    assert reached(held=frozenset({access.READ})) == {}

    Outgoing.objects.update(state="sent", sent_at=persons.NOW)
    assert actions.look(worker.pk, at=persons.NOW) == 1
    assert actions.look(worker.pk, at=persons.NOW + timedelta(hours=1)) == 0
    now = "21 November 2026 at 10:00"
    assert reached() == {"E-mail": (f"Sent on {now}", f"Opened on {now}")}

    later = replace(conferences.sitting(52), why="The room is closed.")
    at = persons.NOW + timedelta(hours=2)
    moved = actions.move(
        row, later, version=row.version, by=organiser, principals=principals(organiser), at=at
    )
    opened = f"Opened on {now}, not since the date was changed"
    assert reached(moved) == {"E-mail": ("Waits to be sent", opened)}
    assert actions.look(worker.pk, at=at) == 1
