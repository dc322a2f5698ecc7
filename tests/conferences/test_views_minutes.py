"""The pages of the minute: kept live in one page, read, signed, issued, changed in another edition."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.models import PlanAction
from conferences.actions import issuing
from conferences.models import Decision, Issue, Minute, Objection, Part, Receipt
from conferences.policy.minutes import NEEDED
from icm.policy.roles import Role
from tests.factories import minutes
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(world):
    return world.user(Role.ICM_CASE_CO_ORDINATOR)


@pytest.fixture
def row(world, keeper):
    return minutes.hold(minutes.to_hold(world.person, keeper), keeper)


def url(name, row):
    return reverse(f"conferences:{name}", args=[row.pk])


def typed(client, row, **said):
    """What a browser would send: everything the page shows, with this typed into it."""
    form = client.get(url("write_minute", row)).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {
        name: value for name, value in values.items() if value is not None and value is not False
    } | said


def test_everything_is_kept_in_one_page(row, keeper, signed_in):
    client = signed_in(keeper)
    said = {f"body_{one.value}": f"Said of {one.value}." for one in NEEDED}
    said |= {"what_new1": "The programme goes on.", "why_new1": "They take part well."}
    said |= {
        "todo_new1": "Apply for college.",
        "domain_new1": "learning",
        "owner_new1": str(keeper.pk),
        "by_new1": minutes.todo(keeper).by_on.isoformat(),
    }
    sent = typed(client, row, **said)

    for _ in range(2):  # pressed twice
        shown = client.post(url("write_minute", row), sent, follow=True).content.decode()

    assert "The minute is saved." in shown
    assert "Said of imminence." in shown
    assert "Apply for college." in shown
    assert Part.objects.count() == len(NEEDED)
    assert Decision.objects.count() == PlanAction.objects.count() == 1


def test_a_refusal_loses_nothing_that_was_typed(row, keeper, signed_in):
    client = signed_in(keeper)
    sent = typed(client, row, body_needs="Work.", todo_new1="Do it.", domain_new1="learning")

    shown = client.post(url("write_minute", row), sent).content.decode()

    assert "say who does it" in shown
    assert ">\nWork.</textarea>" in shown
    assert not Minute.objects.exists()


def test_what_was_taken_out_meanwhile_is_not_lost_by_who_still_changed_it(row, keeper, signed_in):
    client = signed_in(keeper)
    minutes.keep(row, keeper, decisions=[minutes.decided()])
    pk = Decision.objects.get().pk
    sent = typed(client, row, **{f"what_{pk}": "Changed."})
    minutes.keep(row, keeper, 2, decisions=[minutes.decided(what="", why="")])

    client.post(url("write_minute", row), sent)

    assert Decision.objects.get().what == "Changed."


def test_what_the_keeper_may_not_read_stays_as_it_is(world, row, keeper, signed_in):
    worker = world.user(Role.PBSW)
    kept = {
        minutes.Section.ANNEX: minutes.Words(
            body="For us.", disclosure="social work", gist="More is known.", ground="Scores"
        )
    }
    minutes.keep(row, worker, parts=kept)
    client = signed_in(keeper)

    sent = typed(client, row, body_needs="Work.")
    shown = client.post(url("write_minute", row), sent, follow=True).content.decode()

    assert "withheld from you" in shown
    assert "For us." not in shown
    assert Part.objects.get(section="annex").body == "For us."
    assert "More is known." in client.get(url("minute", row)).content.decode()


def test_it_is_signed_issued_and_changed_in_another_edition(world, row, keeper, signed_in):
    client = signed_in(keeper)
    assert "cannot be signed yet" in client.get(url("sign_minute", row)).content.decode()
    minutes.keep(row, keeper, parts=minutes.whole(), decisions=[minutes.decided()])
    reader = world.user(Role.PERSONAL_OFFICER)

    shown = client.get(url("sign_minute", row)).content.decode()
    assert "Said of pattern." in shown
    signed = client.post(url("sign_minute", row), {"version": 2}, follow=True).content.decode()
    assert "Edition 1, signed by" in signed
    assert "It is not issued yet." in signed_in(reader).get(url("minute", row)).content.decode()
    issued = signed_in(keeper).post(url("issue_minute", row), {"version": 1}, follow=True)
    assert "For the person" in issued.content.decode()
    assert "Said of pattern." in signed_in(reader).get(url("minute", row)).content.decode()

    client = signed_in(keeper)
    client.post(url("reopen_minute", row), {"why": "A name was wrong."})
    sent = typed(client, row, body_needs="Other needs.")
    client.post(url("write_minute", row), sent)
    old = signed_in(reader).get(url("minute", row)).content.decode()
    assert "Said of needs." in old
    assert "Other needs." not in old


def test_who_keeps_no_minutes_reads_only(world, row, signed_in):
    client = signed_in(world.user(Role.PERSONAL_OFFICER))

    for name in ("write_minute", "sign_minute", "issue_minute", "reopen_minute"):
        assert client.get(url(name, row)).status_code == 403


def test_an_edition_that_is_not_there_is_not_found(row, keeper, signed_in):
    address = reverse("conferences:edition", args=[row.pk, 1])

    assert signed_in(keeper).get(address).status_code == 404


@pytest.fixture
def issued(world, row, keeper):
    made = minutes.keep(row, keeper, parts=minutes.whole(), decisions=[minutes.decided()])
    minutes.sign(row, keeper, made.version)
    issuing.issue(row, number=1, by=keeper, principals=principals(keeper), at=minutes.AFTER)
    return row


def copy_of(row, party):
    return Issue.objects.get(edition__minute__conference=row, invitation__party=party)


@pytest.mark.usefixtures("issued")
def test_ones_minute_is_on_the_page_of_ones_conferences_and_that_it_was_opened_is_kept(
    world, row, keeper, signed_in
):
    client = signed_in(world.user(Role.PBSW))
    given = copy_of(row, "pbsw")
    address = reverse("conferences:my_minute", args=[given.invitation_id])
    assert "You have not opened it yet." in client.get(reverse("conferences:mine")).content.decode()
    assert "Not opened yet" in signed_in(keeper).get(url("minute", row)).content.decode()

    for _ in range(2):
        assert client.get(address).status_code == 200

    assert Receipt.objects.get(issue=given).by == world.user(Role.PBSW)
    shown = client.get(reverse("conferences:mine")).content.decode()
    assert address in shown
    assert "You have not opened it yet." not in shown
    assert "Opened by" in signed_in(keeper).get(url("minute", row)).content.decode()


@pytest.mark.usefixtures("issued")
def test_what_is_wrong_is_said_from_ones_own_copy_and_answered_on_the_page_of_the_minute(
    world, row, signed_in
):
    Issue.objects.update(at=timezone.now())
    client, given = signed_in(world.user(Role.PBSW)), copy_of(row, "pbsw")
    address = reverse("conferences:tell", args=[given.invitation_id])
    form = client.get(address).context["form"]
    sent = {"reference": form["reference"].value(), "words": "I came.", "readers": "team"}
    for _ in range(2):
        shown = client.post(address, sent, follow=True).content.decode()
    assert "I came." in shown
    said = Objection.objects.get()

    chair = signed_in(world.user(Role.ICM_CO_ORDINATOR))
    address = reverse("conferences:settle", args=[row.pk, said.pk])
    assert address in chair.get(url("minute", row)).content.decode()
    answer = {"version": 1, "agreed": "no", "why": "The list says otherwise."}
    shown = chair.post(address, answer, follow=True).content.decode()

    assert "Not agreed to" in shown
    officer = signed_in(world.user(Role.PERSONAL_OFFICER))
    assert "The list says otherwise." in officer.get(url("minute", row)).content.decode()


@pytest.mark.usefixtures("issued")
def test_after_the_time_for_it_nobody_is_asked_what_is_wrong(world, row, signed_in):
    Issue.objects.update(at=timezone.now() - timedelta(days=15))
    client, given = signed_in(world.user(Role.PBSW)), copy_of(row, "pbsw")
    address = reverse("conferences:my_minute", args=[given.invitation_id])

    shown = client.get(address).content.decode()

    assert "The time to say what is wrong in it ended" in shown
    assert reverse("conferences:tell", args=[given.invitation_id]) not in shown


@pytest.mark.usefixtures("issued")
def test_what_is_handed_over_and_what_the_person_says_go_through_the_officer(world, row, signed_in):
    Issue.objects.update(at=timezone.now())
    client, given = signed_in(world.user(Role.PERSONAL_OFFICER)), copy_of(row, "person")
    copy = reverse("conferences:minute_for", args=[row.pk, given.pk])
    shown = client.get(copy).content.decode()
    today = timezone.localdate().isoformat()
    for name, more in (
        ("hand_over", {}),
        ("tell_for", {"words": "Not so.", "readers": "person", "reference": "t1"}),
        ("pass_on", {"words": "Nobody heard me.", "reference": "p1"}),
    ):
        address = reverse(f"conferences:{name}", args=[row.pk, given.pk])
        assert address in shown
        client.post(address, {"on": today, **more}, follow=True)

    shown = client.get(copy).content.decode()
    assert "Not so." in shown
    assert "Nobody heard me." in shown
    assert Receipt.objects.get(how="handed").issue == given

    overseer = signed_in(world.user(Role.ICM_CO_ORDINATOR))
    comment = Objection.objects.get(kind="comment")
    address = reverse("conferences:send_on", args=[row.pk, comment.pk])
    overseer.post(address, {"version": 1})
    mine = copy_of(row, "pbsw").invitation_id
    worker = signed_in(world.user(Role.PBSW))
    address = reverse("conferences:remark", args=[mine, comment.pk])
    page = worker.get(reverse("conferences:my_minute", args=[mine])).content.decode()
    assert address in page
    sent = {"reference": "r1", "words": "They spoke for an hour.", "readers": "team"}
    worker.post(address, sent)

    assert "They spoke for an hour." in overseer.get(url("minute", row)).content.decode()
    assert "They spoke for an hour." not in client.get(copy).content.decode()


@pytest.mark.usefixtures("issued")
def test_a_deputy_who_came_reads_the_minute_and_one_who_did_not_does_not(world, row, signed_in):
    deputy = world.user(Role.RESIDENTIAL_OFFICER)
    given = copy_of(row, "officer")
    address = reverse("conferences:my_minute", args=[given.invitation_id])
    for came, status in (("attended", 200), ("absent", 404)):
        row.invitations.filter(pk=given.invitation_id).update(
            deputy=deputy, reply="deputy", answered_at=minutes.AFTER, came=came
        )
        assert signed_in(deputy).get(address).status_code == status
