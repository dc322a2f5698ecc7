"""What is said to be wrong in a minute: told in time, answered by whoever may, and put right without overwriting."""

from dataclasses import replace
from datetime import timedelta

import pytest

from conferences.actions import issuing, objecting, receiving
from conferences.actions.objecting import Said, Verdict
from conferences.models import Edition, Invitation, Issue, Minute, Objection, Remark
from conferences.queries.issues import received
from icm.clocks.models import Due
from icm.core.models import Outgoing
from icm.core.refusals import NotAllowed, Refused, SentBefore, Stale
from icm.policy.roles import Role
from tests.factories import minutes
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db
WRONG = Said(reference="n1", words="I was there by video.", disclosure="team", on=minutes.ON)
COMMENTS = Said(reference="c1", words="They did not hear me.", disclosure="person", on=minutes.ON)


@pytest.fixture
def keeper(world):
    return world.user(Role.ICM_CASE_CO_ORDINATOR)


@pytest.fixture
def overseer(world):
    return world.user(Role.ICM_CO_ORDINATOR)


@pytest.fixture
def edition(world, keeper):
    made = minutes.signed(world.person, keeper)
    issue(made, keeper)
    return made


def issue(edition, by, number=1):
    row = edition.minute.conference
    issuing.issue(row, number=number, by=by, principals=principals(by), at=minutes.AFTER)


def issued_to(edition, party):
    return Issue.objects.get(edition=edition, invitation__party=party)


def pressed(by, days=0):
    return {"by": by, "principals": principals(by), "at": minutes.AFTER + timedelta(days)}


def settle(row, by, *, agreed, version=None):
    row.refresh_from_db()
    said = Verdict(agreed=agreed, why="The chair looked.", version=version or row.version)
    return objecting.settle(row, said, **pressed(by))


@pytest.fixture
def notice(world, edition):
    officer = world.user(Role.PERSONAL_OFFICER)
    return objecting.tell(issued_to(edition, "officer"), WRONG, **pressed(officer))


@pytest.fixture
def comments(world, edition):
    officer = world.user(Role.PERSONAL_OFFICER)
    return objecting.pass_on(issued_to(edition, "person"), COMMENTS, **pressed(officer))


def test_whoever_it_was_issued_to_says_once_what_is_wrong_and_it_is_on_the_due_list(
    world, edition, notice
):
    officer = world.user(Role.PERSONAL_OFFICER)

    again = objecting.tell(issued_to(edition, "officer"), WRONG, **pressed(officer))

    assert again == notice
    due = Due.objects.get(person=world.person, rule="CC-MINUTE-14D")
    assert (due.status, due.owner) == ("due", Role.ICM_CO_ORDINATOR)
    assert due.due_on == minutes.ON + timedelta(14)
    other = replace(WRONG, words="Something else.")
    with pytest.raises(SentBefore):
        objecting.tell(issued_to(edition, "officer"), other, **pressed(officer))


def test_nobody_says_it_for_somebody_who_signs_in(edition, overseer, keeper):
    with pytest.raises(NotAllowed):
        objecting.tell(issued_to(edition, "officer"), WRONG, **pressed(overseer))
    said = objecting.tell(issued_to(edition, "person"), WRONG, **pressed(keeper))
    assert said.made_by == keeper


def test_fourteen_days_from_the_minute_it_is_too_late(world, edition):
    officer = world.user(Role.PERSONAL_OFFICER)
    late = replace(WRONG, on=minutes.ON + timedelta(15))

    with pytest.raises(Refused, match="another edition"):
        objecting.tell(issued_to(edition, "officer"), late, **pressed(officer, 15))
    assert not Objection.objects.exists()


def test_on_paper_the_days_count_from_the_day_it_was_handed_over(world, edition):
    officer, given = world.user(Role.PERSONAL_OFFICER), issued_to(edition, "person")
    on = minutes.ON + timedelta(3)

    for day in (on, on + timedelta(1)):  # recorded again, the first stands
        receiving.hand_over(given, on=day, **pressed(officer, 4))

    assert received(given) == on
    late = replace(WRONG, on=minutes.ON + timedelta(17))
    assert objecting.tell(given, late, **pressed(officer, 17)).told_on == late.on


@pytest.mark.parametrize("days", [-1, 1])
def test_nothing_is_handed_over_before_it_is_issued_or_tomorrow(world, edition, days):
    officer, given = world.user(Role.PERSONAL_OFFICER), issued_to(edition, "person")

    with pytest.raises(Refused):
        receiving.hand_over(given, on=minutes.ON + timedelta(days), **pressed(officer))


def test_whoever_signs_in_is_handed_nothing(world, edition, keeper):
    with pytest.raises(NotAllowed):
        receiving.hand_over(issued_to(edition, "officer"), on=minutes.ON, **pressed(keeper))


def test_a_figure_is_refused_unless_for_social_work(world, edition):
    worker = world.user(Role.PBSW)
    told = replace(WRONG, words="The LS/CMI total score was 21.")

    with pytest.raises(Refused):
        objecting.tell(issued_to(edition, "pbsw"), told, **pressed(worker))
    kept = replace(told, disclosure="social work")
    said = objecting.tell(issued_to(edition, "pbsw"), kept, **pressed(worker))
    with pytest.raises(NotAllowed, match="may read it answers"):
        settle(said, world.user(Role.ICM_CO_ORDINATOR), agreed=False)


def test_nobody_writes_what_they_may_not_read(world, edition):
    officer = world.user(Role.PERSONAL_OFFICER)
    kept = replace(WRONG, disclosure="social work")
    with pytest.raises(NotAllowed):
        objecting.tell(issued_to(edition, "officer"), kept, **pressed(officer))


def test_what_is_agreed_to_is_put_right_by_another_edition_and_nothing_is_overwritten(
    world, edition, notice, overseer, keeper
):
    before = edition.content

    settle(notice, overseer, agreed=True)

    minute = Minute.objects.get()
    assert (minute.state, minute.number) == ("draft", 2)
    assert Due.objects.filter(rule="CC-MINUTE-14D").exists()  # until the edition is out
    minutes.sign(minute.conference, keeper, minute.version)
    issue(edition, keeper, 2)
    notice.refresh_from_db()
    assert (notice.amended_in, notice.settled_on) == (2, minutes.ON)
    assert Edition.objects.get(number=1).content == before
    assert not Due.objects.filter(rule="CC-MINUTE-14D").exists()


def test_two_that_are_agreed_to_are_put_right_in_one_edition(
    world, edition, notice, comments, overseer
):
    objecting.send_on(comments, version=1, **pressed(overseer))
    settle(notice, overseer, agreed=True)
    settle(comments, overseer, agreed=True)

    assert set(Objection.objects.values_list("amended_in", flat=True)) == {2}


def test_what_is_not_agreed_to_stands_with_the_reason(world, notice, overseer):
    settle(notice, overseer, agreed=False)

    notice.refresh_from_db()
    assert (notice.agreed, notice.settled_on, notice.amended_in) == (False, minutes.ON, None)
    assert notice.answer == "The chair looked."
    assert not Due.objects.filter(rule="CC-MINUTE-14D").exists()
    assert Minute.objects.get().state == "issued"
    with pytest.raises(Refused, match="already"):
        settle(notice, overseer, agreed=True)


def test_an_answer_needs_its_reason_its_text_and_whoever_may(world, notice, overseer):
    with pytest.raises(Stale):
        settle(notice, overseer, agreed=False, version=9)
    with pytest.raises(NotAllowed):
        settle(notice, world.user(Role.PERSONAL_OFFICER), agreed=False)
    said = Verdict(agreed=False, why="", version=1)
    with pytest.raises(Refused, match="Say why"):
        objecting.settle(notice, said, **pressed(overseer))


def test_comments_go_on_to_those_who_attended_and_are_answered(world, edition, comments, overseer):
    Invitation.objects.filter(party="cbsw").update(came="absent")
    due = Due.objects.get(person=world.person, rule="CC-COMMENT")
    assert due.due_on == minutes.ON + timedelta(7)
    with pytest.raises(Refused, match="first"):
        settle(comments, overseer, agreed=False)

    for version in (1, 2):  # pressed twice
        objecting.send_on(comments, version=version, **pressed(overseer))

    letters = Outgoing.objects.filter(key__startswith="minute-comment:")
    assert letters.count() == 3  # the person reads it on paper, the absent one is not asked
    assert world.person.family_name not in "".join(letters.values_list("body", flat=True))
    due.refresh_from_db()
    assert due.due_on == minutes.ON + timedelta(28)
    settle(comments, overseer, agreed=False)
    due.refresh_from_db()
    assert due.status == "met"


def test_those_who_attended_say_what_they_make_of_comments(world, edition, comments, overseer):
    officer, given = world.user(Role.PERSONAL_OFFICER), issued_to(edition, "officer")
    words = replace(WRONG, words="They were heard at length.")
    with pytest.raises(NotAllowed):
        objecting.remark(comments, given.invitation, words, by=officer, at=minutes.AFTER)
    sent = objecting.send_on(comments, version=1, **pressed(overseer))

    for _ in range(2):
        objecting.remark(sent, given.invitation, words, by=officer, at=minutes.AFTER)

    assert Remark.objects.get().words == "They were heard at length."
    with pytest.raises(SentBefore):
        objecting.remark(sent, given.invitation, WRONG, by=officer, at=minutes.AFTER)
    with pytest.raises(NotAllowed):
        objecting.remark(sent, given.invitation, words, by=overseer, at=minutes.AFTER)
    settle(sent, overseer, agreed=False)
    sent.refresh_from_db()
    with pytest.raises(Refused, match="answered already"):
        objecting.remark(sent, given.invitation, words, by=officer, at=minutes.AFTER)


def test_comments_are_the_persons_own_and_the_co_ordinators_to_oversee(
    world, edition, comments, notice, overseer, keeper
):
    officer = world.user(Role.PERSONAL_OFFICER)
    with pytest.raises(Refused, match="own"):
        objecting.pass_on(issued_to(edition, "pbsw"), COMMENTS, **pressed(officer))
    with pytest.raises(NotAllowed):
        objecting.send_on(comments, version=1, **pressed(keeper))
    with pytest.raises(Refused, match="Only comments"):
        objecting.send_on(notice, version=1, **pressed(overseer))
    ahead = replace(COMMENTS, reference="c2", on=minutes.ON + timedelta(1))
    with pytest.raises(Refused, match="future"):
        objecting.pass_on(issued_to(edition, "person"), ahead, **pressed(officer))


def test_whose_invitation_is_withdrawn_says_nothing_more(world, edition, keeper):
    given = issued_to(edition, "person")
    Invitation.objects.filter(pk=given.invitation_id).update(withdrawn_at=minutes.AFTER)

    with pytest.raises(Refused, match="any more"):
        objecting.tell(issued_to(edition, "person"), WRONG, **pressed(keeper))
