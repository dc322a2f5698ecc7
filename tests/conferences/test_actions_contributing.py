"""Contributions are drafted, sent and corrected; nothing that was sent is ever overwritten."""

from datetime import timedelta

import pytest

from conferences import actions
from conferences.actions import chasing
from conferences.models import Conference, Contribution, Invitation
from conferences.policy.contributing import Text
from conferences.policy.kinds import Party
from icm.core.models import Outgoing
from icm.core.refusals import NotAllowed, Refused, SentBefore, Stale
from icm.policy.roles import Role
from tests.factories import conferences, persons
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db
DAYS = 45  # from today to the conference of these tests


@pytest.fixture
def organiser(world):
    return world.user(Role.ICM_CASE_CO_ORDINATOR)


@pytest.fixture
def worker(world):
    return world.user(Role.PBSW)


@pytest.fixture
def officer(world):
    return world.user(Role.PERSONAL_OFFICER)


@pytest.fixture
def row(world, organiser):
    return conferences.fixed(world.person, organiser, kind="periodic")


@pytest.fixture
def one(row, organiser, worker):
    guests = [
        actions.Guest(Party.PBSW, worker),
        actions.Guest(Party.PERSON),
        actions.Guest(Party.NHS, name="Dr Ada Roe"),
    ]
    known = {"by": organiser, "principals": principals(organiser), "at": persons.NOW}
    return actions.invite(row, guests, version=row.version, **known)[0]


def text(reference="t1", **values):
    return Text(**{"reference": reference, "body": "He keeps to his plan.", "sends": True} | values)


def write(one, by, said, corrects=None):
    return actions.contribute(
        one, said, corrects=corrects, by=by, principals=principals(by), at=persons.NOW
    )


def test_a_draft_is_changed_and_then_sent(one, worker):
    draft = write(one, worker, text(sends=False))
    changed = write(one, worker, text("t2", sends=False, body="He keeps to it.", version=1))
    sent = write(one, worker, text("t3", body="He keeps to all of it.", version=2))

    assert draft.pk == changed.pk == sent.pk
    assert sent.sent_at == persons.NOW
    assert Contribution.objects.get().body == "He keeps to all of it."


def test_sent_twice_is_sent_once_and_other_words_under_its_name_are_refused(one, worker):
    first = write(one, worker, text())

    assert write(one, worker, text()).pk == first.pk
    assert (
        write(one, worker, text("d1", sends=False)).pk
        == write(one, worker, text("d1", sends=False)).pk
    )
    with pytest.raises(SentBefore):
        write(one, worker, text(body="Other words."))
    assert Contribution.objects.count() == 2


def test_a_draft_changed_meanwhile_is_not_overwritten_and_one_that_was_sent_not_either(one, worker):
    write(one, worker, text(sends=False, body="From one window."))

    with pytest.raises(Stale, match="From one window"):
        write(one, worker, text("t2", body="From another.", version=0))
    write(one, worker, text("t3", version=1))
    with pytest.raises(Refused, match="sent already"):
        write(one, worker, text("t4", version=2))


def test_what_was_sent_is_corrected_by_another_text_once_and_with_a_reason(one, worker):
    first = write(one, worker, text())
    with pytest.raises(Refused, match="Say why it is corrected"):
        write(one, worker, text("t2", body="It was May."), corrects=first)

    second = write(one, worker, text("t3", body="It was May.", why="A slip."), corrects=first)

    first.refresh_from_db()
    assert first.body == "He keeps to his plan."
    assert second.corrects == first
    with pytest.raises(Refused, match="corrected already"):
        write(one, worker, text("t4", body="It was June.", why="Again."), corrects=first)


def test_a_draft_is_not_corrected_and_nobody_elses_text(one, worker, organiser):
    draft = write(one, worker, text(sends=False))
    with pytest.raises(Refused, match="Only what was sent"):
        write(one, worker, text("t2", why="x"), corrects=draft)
    nhs = Invitation.objects.get(party=Party.NHS)
    theirs = write(nhs, organiser, text("n1"))
    with pytest.raises(Refused, match="Only what was sent"):
        write(one, worker, text("t3", why="x"), corrects=theirs)


def test_withheld_it_says_why_and_a_draft_may_still_lack_it(one, worker):
    write(one, worker, text(sends=False, disclosure="team"))
    with pytest.raises(Refused, match="withheld from the person"):
        write(one, worker, text("t2", disclosure="team", version=1))

    assert write(one, worker, text("t3", disclosure="team", ground="Safety.", version=1)).sent_at


def test_nobody_withholds_what_they_do_not_read_and_no_figures_go_to_others(one, organiser, worker):
    nhs = Invitation.objects.get(party=Party.NHS)
    with pytest.raises(NotAllowed):
        write(nhs, organiser, text(disclosure="social work", ground="x"))
    figure = "The LS/CMI score is 27."
    with pytest.raises(Refused):
        write(one, worker, text(body=figure))
    assert write(one, worker, text(body=figure, disclosure="social work", ground="Scores.")).sent_at


def test_empty_is_refused(one, worker):
    with pytest.raises(Refused, match="Write what you contribute"):
        write(one, worker, text(body=""))


def test_who_writes_for_whom(one, worker, organiser, officer, world):
    nhs, person = (Invitation.objects.get(party=party) for party in (Party.NHS, Party.PERSON))

    assert write(nhs, officer, text("n1")).written_by == officer  # who does not sign in
    assert write(one, organiser, text("c1")).written_by == organiser  # who arranges it
    for row, by in (
        (one, officer),  # who signs in writes it
        (person, organiser),  # the person is asked
        (nhs, world.user(Role.RESIDENTIAL_OFFICER)),
        (nhs, world.user(Role.PBSW, "perth")),
    ):
        with pytest.raises(NotAllowed):
            write(row, by, text("no"))


def test_somebody_from_outside_the_case_writes_by_invitation_alone(row, organiser, world):
    outsider = world.user(Role.PBSW, "perth")
    known = {"by": organiser, "principals": principals(organiser), "at": persons.NOW}
    guest = actions.Guest(Party.PROGRAMMES, outsider)
    mine = actions.invite(row, [guest], version=row.version, **known)[0]

    assert write(mine, outsider, text()).sent_at
    Invitation.objects.filter(pk=mine.pk).update(withdrawn_at=persons.NOW)
    with pytest.raises(Refused, match="not invited any more"):
        write(mine, outsider, text("t2"))


def test_nothing_more_once_it_was_held(one, row, worker):
    Conference.objects.filter(pk=row.pk).update(state="held", held_on=persons.TODAY)

    with pytest.raises(Refused, match="tell the chair"):
        write(one, worker, text())


class TestReminders:
    def remind(self, before):
        """As many days before the conference."""
        day = timedelta(days=DAYS - before)
        chasing.chase(on=persons.TODAY + day, at=persons.NOW + day)
        return Outgoing.objects.filter(key__startswith="conference-contribute:")

    def test_once_a_stage_to_who_signs_in_and_by_no_name(self, one, row, worker):
        for before in (20, 19, 18, 15, 14, 13, 12, 10, 9, 1):
            found = self.remind(before)

        assert found.count() == 4
        assert set(found.values_list("recipient", flat=True)) == {worker.pk}
        letter = found.first()
        assert letter.subject == "ICM: a case conference waits for your contribution"
        for word in (row.person.family_name, row.person.number, "eriodic", "Conference room"):
            assert word not in letter.subject + letter.body

    def test_not_whoever_has_given_and_a_draft_is_not_given(self, one, worker):
        write(one, worker, text(sends=False))
        assert self.remind(15).count() == 1
        write(one, worker, text("t2", version=1))

        assert self.remind(9).count() == 1

    def test_not_those_who_are_not_asked(self, one, row, organiser):
        known = {"by": organiser, "principals": principals(organiser), "at": persons.NOW}
        here = Conference.objects.get(pk=row.pk)
        guest = actions.Guest(Party.CASE_CO_ORDINATOR, organiser)
        actions.invite(here, [guest], version=here.version, **known)

        assert not self.remind(9).filter(recipient=organiser.pk).exists()
