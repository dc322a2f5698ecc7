"""The pages of contributions, papers and agenda: written by invitation, read by class, told nothing of risk unread."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conferences import actions
from conferences.models import Contribution, Invitation, Minute
from conferences.policy.kinds import Party
from icm.core.models import Consultation
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


def url(name, *args):
    return reverse(f"conferences:{name}", args=args)


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def invite(row, by, *guests):
    known = {"by": by, "principals": principals(by), "at": persons.NOW}
    return actions.invite(row, guests, version=row.version, **known)


def write(client, one, **said):
    known = {"reference": "r1", "version": "0", "disclosure": "person", "gist": "", "ground": ""}
    return client.post(url("contribute", one.pk), known | said, follow=True)


WORDS = "She finished the course in May."


def test_somebody_from_outside_drafts_and_sends_by_invitation_and_sees_nothing_else(
    row, organiser, signed_in, world
):
    psychologist = staff.user((Role.PSYCHOLOGY, "barlinnie"))
    mine, _ = invite(
        row,
        organiser,
        actions.Guest(Party.PSYCHOLOGY, psychologist),
        actions.Guest(Party.PBSW, world.user(Role.PBSW)),
    )
    client = signed_in(psychologist)
    assert "Waited for" in page(client, url("mine"))

    shown = write(client, mine, body=WORDS, keep="1").content.decode()
    assert "not sent yet" in shown
    assert WORDS in page(client, url("contribute", mine.pk))
    assert WORDS not in page(signed_in(organiser), url("contributions", row.pk))
    write(client, mine, body=WORDS, reference="r2", version="1", send="1")

    assert Contribution.objects.get().sent_at
    assert WORDS in page(signed_in(organiser), url("contributions", row.pk))
    assert client.get(url("contributions", row.pk)).status_code == 404
    assert client.get(url("conference", row.pk)).status_code == 404
    theirs = Invitation.objects.get(party=Party.PBSW)
    assert client.get(url("contribute", theirs.pk)).status_code == 404
    kept = Consultation.objects.filter(page="conferences:contribute", user=psychologist)
    assert kept.exists()


def test_a_refusal_keeps_the_words(row, organiser, signed_in, world):
    (mine,) = invite(row, organiser, actions.Guest(Party.PBSW, world.user(Role.PBSW)))
    client = signed_in(world.user(Role.PBSW))

    shown = write(client, mine, body=WORDS, disclosure="team", send="1").content.decode()

    assert "Say why it is withheld" in shown
    assert WORDS in shown
    assert not Contribution.objects.exists()


def test_it_is_corrected_and_both_stand_on_the_page(row, organiser, signed_in, world):
    (mine,) = invite(row, organiser, actions.Guest(Party.PBSW, world.user(Role.PBSW)))
    client = signed_in(world.user(Role.PBSW))
    write(client, mine, body=WORDS, send="1")
    first = Contribution.objects.get()

    said = {"reference": "r2", "version": "0", "body": "It was June.", "why": "A slip."}
    more = {"disclosure": "person", "gist": "", "ground": "", "send": "1"}
    client.post(url("correct", first.pk), said | more)

    shown = page(client, url("contributions", row.pk))
    assert WORDS in shown
    assert "It was June." in shown
    assert "earlier words, corrected since" in shown


def test_what_is_withheld_from_the_reader_is_replaced_by_its_gist(row, organiser, signed_in, world):
    (mine,) = invite(row, organiser, actions.Guest(Party.PBSW, world.user(Role.PBSW)))
    said = {"disclosure": "social work", "gist": "She is assessed.", "ground": "Scores."}
    write(signed_in(world.user(Role.PBSW)), mine, body="Total of 27.", send="1", **said)

    officer = page(signed_in(world.user(Role.PERSONAL_OFFICER)), url("contributions", row.pk))

    assert "Total of 27" not in officer
    assert "She is assessed." in officer
    assert "Total of 27" in page(signed_in(world.user(Role.PBSW)), url("contributions", row.pk))


def test_whoever_answers_in_writing_goes_on_to_the_writing(row, organiser, signed_in, world):
    (mine,) = invite(row, organiser, actions.Guest(Party.PBSW, world.user(Role.PBSW)))
    client = signed_in(world.user(Role.PBSW))
    said = {"version": "1", "reply": "written", "why": "On leave.", "deputy": ""}

    answer = client.post(url("answer", mine.pk), said)

    assert answer.headers["Location"] == url("contribute", mine.pk)


def test_the_pages_ask_the_same_number_of_questions_for_two_and_for_six(
    row, organiser, signed_in, world
):
    client = signed_in(organiser)
    counted = []
    for names in (("A", "B"), ("C", "D", "E", "F")):
        row.refresh_from_db()
        for one in invite(row, organiser, *(actions.Guest(Party.NHS, name=n) for n in names)):
            write(client, one, body=WORDS, reference=f"r{one.pk}", send="1")
        for name in ("contributions", "agenda"):
            page(client, url(name, row.pk))
            with CaptureQueriesContext(connection) as found:
                page(client, url(name, row.pk))
            counted.append(len(found))

    assert counted[:2] == counted[2:]


def test_the_agenda_says_what_stands_and_whoever_reads_no_risk_reads_none(
    row, organiser, signed_in, world, monkeypatch
):
    invite(row, organiser, actions.Guest(Party.NHS, name="Dr Ada Roe"))
    client = signed_in(organiser)
    shown = page(client, url("agenda", row.pk))
    assert "Dr Ada Roe (NHS): waited for." in shown
    assert "They have not been asked yet." in shown
    assert "Risk and what changed about it" in shown
    assert "Papers" in page(client, url("conference", row.pk))

    assert "On the agenda: information shared" in page(client, url("write_minute", row.pk))

    monkeypatch.setattr("conferences.queries.papers.may_read", lambda *_: False)
    monkeypatch.setattr("conferences.queries.agenda.may_read", lambda *_: False)

    assert "Risk and what changed" not in page(client, url("agenda", row.pk))
    assert url("papers", row.pk) not in page(client, url("conference", row.pk))
    assert client.get(url("papers", row.pk)).status_code == 403


def test_the_minute_begins_from_the_agenda_and_holds_nothing_of_it_unwritten(
    row, organiser, signed_in
):
    invite(row, organiser, actions.Guest(Party.NHS, name="Dr Ada Roe"))

    shown = page(signed_in(organiser), url("write_minute", row.pk))

    assert "Dr Ada Roe (NHS): waited for." in shown
    assert not Minute.objects.exists()


def test_papers_page_names_who_still_has_to_have_them(row, organiser, signed_in):
    shown = page(signed_in(organiser), url("papers", row.pk))

    assert "Not done" in shown
    assert "They have not been sent." in shown
