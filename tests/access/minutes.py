"""Minutes of the case in each state, with a secret in every text."""

from datetime import timedelta

from conferences.actions.printing import order_minute
from conferences.models import (
    Conference,
    Decision,
    Edition,
    FamilyConsent,
    Invitation,
    Issue,
    Minute,
    Objection,
    Part,
    Remark,
)
from conferences.queries.editions import content_of
from icm.core import documents
from icm.core.models import Document, User
from icm.people.models import Person
from icm.policy.roles import Role
from tests.access.secrets import secret
from tests.factories import persons
from tests.factories.receptions import principals
from tests.factories.worlds import World


def plant(world: World) -> dict[str, int | str]:
    """Each is withheld from all but social work, with what is said instead."""
    person, by = Person.objects.get(pk=world.person.pk), world.user(Role.ICM_CASE_CO_ORDINATOR)
    worker = world.user(Role.PBSW)
    draft, signed, issued = (_held(person, by, name) for name in ("draft", "signed", "issued"))
    for one in (draft, signed, issued):
        _minute(one, by)
    for one in (signed, issued):
        _edition(one, by, one.reference)
    edition = Edition.objects.get(minute__conference=issued)
    mine = _guest(issued, by, user=worker, party="pbsw")
    themself = _guest(issued, by, party="person")
    known = {"edition": edition, "at": persons.NOW, "by": by}
    Issue.objects.create(invitation=mine, audience="social work", **known)
    given = Issue.objects.create(invitation=themself, audience="person", **known)
    relative = FamilyConsent.objects.get(person=person, reference="relative")
    kin = _guest(issued, by, party="family", consent=relative)
    to_family = Issue.objects.create(invitation=kin, audience="family", **known)
    comment = _objections(given, mine, by, worker)
    names = {"minute": draft, "write_minute": draft, "sign_minute": draft, "issue_minute": signed}
    names |= {"edition": issued, "reopen_minute": issued, "minute_for": issued}
    names |= dict.fromkeys(("tell_for", "pass_on", "hand_over", "send_on", "settle"), issued)
    names |= dict.fromkeys(("minute_paper", "open_minute"), issued)
    return {
        **{f"conferences:{name}": one.pk for name, one in names.items()},
        **{f"conferences:{name}": mine.pk for name in ("my_minute", "tell", "remark")},
        **{f"kiosk:{name}": given.pk for name in ("minute", "wrong", "comment")},
        **{f"family:{name}": to_family.pk for name in ("minute", "wrong")},
        "objection": comment.pk,
        "document of conferences:open_minute": _paper(given, by).pk,
        "issue": given.pk,
    }


def _paper(given: Issue, by: User) -> Document:
    """A real one, as a worker makes it."""
    made = order_minute(given, reference="paper", by=by, principals=principals(by), at=persons.NOW)
    documents.make(clock=lambda: persons.NOW)
    return Document.objects.get(pk=made.pk)


def _objections(given: Issue, mine: Invitation, by: User, worker: User) -> Objection:
    """A notice that was answered, withheld from all but social work; and comments that were sent on."""
    known = {
        "person": given.edition.minute.conference.person,
        "told_on": persons.TODAY,
        "made_at": persons.NOW,
        "made_by": by,
    }
    Objection.objects.create(
        issue=Issue.objects.get(invitation=mine),
        kind="notice",
        reference="notice",
        words=secret("Objection.words"),
        disclosure="social work",
        agreed=False,
        answer=secret("Objection.answer"),
        answered_at=persons.NOW,
        answered_by=worker,
        settled_on=persons.TODAY,
        **known,
    )
    comment = Objection.objects.create(
        issue=given,
        kind="comment",
        reference="comment",
        words="They did not hear me.",
        disclosure="person",
        sent_at=persons.NOW,
        sent_by=by,
        **known,
    )
    _remarked(comment, mine, worker)
    return comment


def _remarked(comment: Objection, mine: Invitation, worker: User) -> None:
    Remark.objects.create(
        objection=comment,
        invitation=mine,
        reference="remark",
        words=secret("Remark.words"),
        disclosure="social work",
        at=persons.NOW,
        by=worker,
    )


def _held(person: Person, by: User, reference: str) -> Conference:
    return Conference.objects.create(
        person=person,
        reference=reference,
        made_at=persons.NOW,
        made_by=by,
        kind="event",
        state="held",
        establishment=person.establishment,
        starts_at=persons.NOW - timedelta(days=3),
        fixed_at=persons.NOW - timedelta(days=40),
        held_on=persons.TODAY - timedelta(days=3),
        place="Conference room 1",
    )


def _minute(conference: Conference, by: User) -> None:
    row = Minute.objects.create(conference=conference, drafted_at=persons.NOW, drafted_by=by)
    known = {
        "minute": row,
        "disclosure": "social work",
        "at_version": 1,
        "written_at": persons.NOW,
        "written_by": by,
    }
    words = {name: secret(f"Part.{name}") for name in ("body", "gist", "ground")}
    Part.objects.create(section="annex", **known, **words)
    words = {name: secret(f"Decision.{name}") for name in ("what", "why", "gist", "ground")}
    Decision.objects.create(reference="d1", **known, **words)


def _edition(conference: Conference, by: User, state: str) -> None:
    row = Minute.objects.get(conference=conference)
    row.conference = conference
    content, signed = content_of(row), {"signed_at": persons.NOW, "signed_by": by}
    Edition.objects.create(
        minute=row, number=1, content=content, why=secret("Edition.why"), **signed
    )
    issued = {"issued_at": persons.NOW, "issued_by": by} if state == "issued" else {}
    Minute.objects.filter(pk=row.pk).update(state=state, **signed, **issued)


def _guest(conference: Conference, by: User, **values: object) -> Invitation:
    return Invitation.objects.create(
        conference=conference,
        core=True,
        came="attended",
        sent_at=persons.NOW,
        sent_by=by,
        **values,
    )
