"""Conferences of the case, one in each state of being arranged, with a secret in every text."""

from datetime import timedelta

from conferences.actions.family_letters import order_letter
from conferences.models import (
    Conference,
    Contribution,
    FamilyConsent,
    Invitation,
    Preparation,
    Step,
)
from icm.core import documents
from icm.core.models import Document, User
from icm.people.models import Person
from icm.policy.roles import Role
from tests.access.secrets import secret
from tests.factories import persons
from tests.factories.receptions import principals
from tests.factories.worlds import World

_OF_INVITATION = ("answer_for", "excuse", "uninvite")


_OF_A_FIXED = (
    "move",
    "postpone",
    "cancel",
    "invite",
    "prepare",
    "hold",
    "adjourn",
    *_OF_INVITATION,
)


def plant(world: World) -> dict[str, int | str]:
    """Keys of the addresses by their name: each page is asked of a row of which its act is possible."""
    person, by = Person.objects.get(pk=world.person.pk), world.user(Role.ICM_CASE_CO_ORDINATOR)
    to_arrange = _conference(person, by, "to-arrange", kind="periodic")
    fixed, held = _fixed(person, by), _held(person, by)
    relative = _family(person, by, world.user(Role.PBSW))
    for row in (held, fixed):
        _asked(row, by)
        family = _invited(row, by, party="family", consent=relative)
    nhs = _invited(held, by, name=secret("Invitation.name"), party="nhs")
    own = _invited(fixed, by, user=world.user(Role.PBSW), core=True)
    texts = [_contributed(one, world.user(Role.PBSW)) for one in (nhs, own)]
    return {
        "conferences:conference": held.pk,
        "conferences:fix": to_arrange.pk,
        **{f"conferences:{name}": fixed.pk for name in _OF_A_FIXED},
        "conferences:answer": own.pk,
        "conferences:contributions": held.pk,
        "conferences:contribute": own.pk,
        "conferences:agenda": fixed.pk,
        "conferences:papers": fixed.pk,
        "conferences:send_papers": fixed.pk,
        "contribution": texts[1].pk,
        "conferences:calendar_file": own.pk,
        "consent": relative.pk,
        "kiosk:stop_family": relative.pk,
        "family:answer": family.pk,
        "family:say": family.pk,
        "consent of conferences:allow": _barred(person, world.user(Role.PBSW)).pk,
        "invitation": family.pk,
        "conferences:family_letter": fixed.pk,
        "conferences:open_letter": fixed.pk,
        "conferences:letter_progress": fixed.pk,
        **_document(_letter(family, by)),
    }


def _fixed(person: Person, by: User) -> Conference:
    return _conference(
        person,
        by,
        "fixed",
        kind="initial",
        state="set",
        establishment=person.establishment,
        starts_at=persons.NOW + timedelta(days=42),
        fixed_at=persons.NOW,
        place="Conference room 1",
    )


def _held(person: Person, by: User) -> Conference:
    """One that was held and said what comes next."""
    return _conference(
        person,
        by,
        "held",
        kind="pre-parole",
        state="held",
        establishment=person.establishment,
        starts_at=persons.NOW - timedelta(days=10),
        fixed_at=persons.NOW - timedelta(days=40),
        held_on=persons.TODAY - timedelta(days=10),
        place="Conference room 1",
        next_kind="periodic",
    )


def _invited(conference: Conference, by: User, **values: object) -> Invitation:
    """Somebody who does not come, which was approved."""
    known: dict[str, object] = {
        "party": "pbsw",
        "reply": "written",
        "reply_why": secret("Invitation.reply_why"),
        "answered_for": conference.starts_at,
        "answered_at": persons.NOW,
        "answered_by": by,
        "excused_why": secret("Invitation.excused_why"),
        "excused_at": persons.NOW,
        "excused_by": by,
        "sent_at": persons.NOW,
        "sent_by": by,
    }
    return Invitation.objects.create(conference=conference, **known | values)


def _document(letter: Document) -> dict[str, int | str]:
    names = ("open_letter", "letter_progress")
    return {f"document of conferences:{name}": letter.pk for name in names}


def _contributed(one: Invitation, by: User) -> Contribution:
    """Withheld from all but social work: a text that was corrected, and the correction. Returns that."""
    words = {name: secret(f"Contribution.{name}") for name in ("body", "gist", "ground")}
    known = {
        "invitation": one,
        "disclosure": "social work",
        "written_at": persons.NOW,
        "written_by": by,
        "sent_at": persons.NOW,
        **words,
    }
    first = Contribution.objects.create(reference="first", **known)
    why = secret("Contribution.why")
    return Contribution.objects.create(reference="second", corrects=first, why=why, **known)


def _letter(family: Invitation, by: User) -> Document:
    """A real one, as a worker makes it."""
    made = order_letter(
        family, reference="letter", by=by, principals=principals(by), at=persons.NOW
    )
    documents.make(clock=lambda: persons.NOW)
    return Document.objects.get(pk=made.pk)


def _family(person: Person, by: User, worker: User) -> FamilyConsent:
    """One who is approved, and one whose consent is withdrawn."""
    words = {
        name: secret(f"FamilyConsent.{name}")
        for name in ("name", "relation", "contact", "approved_why")
    }
    known = {
        "person": person,
        "scope": ["dates", "attending", "plan", "minute"],
        "given_on": persons.TODAY,
        "form": "signed",
        "recorded_at": persons.NOW,
        "recorded_by": by,
    }
    FamilyConsent.objects.create(
        reference="gone",
        name="Morag Withdrawn",
        relation="aunt",
        contact="12 Some Street",
        withdrawn_on=persons.TODAY,
        withdrawn_why=secret("FamilyConsent.withdrawn_why"),
        withdrawn_at=persons.NOW,
        withdrawn_by=by,
        **known,
    )
    return FamilyConsent.objects.create(
        reference="relative",
        approved=True,
        looked_at=persons.NOW,
        looked_by=worker,
        **words,
        **known,
    )


def _barred(person: Person, worker: User) -> FamilyConsent:
    """One with whom no contact is allowed."""
    return FamilyConsent.objects.create(
        person=person,
        reference="barred",
        name="Una Barred",
        relation="friend",
        contact="13 Some Street",
        scope=["dates", "attending"],
        given_on=persons.TODAY,
        form="signed",
        recorded_at=persons.NOW,
        recorded_by=worker,
        no_contact_at=persons.NOW,
        no_contact_by=worker,
        no_contact_why=secret("FamilyConsent.no_contact_why"),
    )


def _asked(conference: Conference, by: User) -> None:
    words = {name: secret(f"Preparation.{name}") for name in ("wants", "help_words")}
    Preparation.objects.create(
        conference=conference,
        reference="asked",
        attends="yes",
        help=["interpreter"],
        asked_on=persons.TODAY,
        recorded_at=persons.NOW,
        asked_by=by,
        **words,
    )


def _conference(person: Person, by: User, reference: str, **values: object) -> Conference:
    words = {name: secret(f"Conference.{name}") for name in ("why", "next_when", "next_why")}
    made = Conference.objects.create(
        person=person,
        reference=reference,
        due_on=persons.TODAY + timedelta(days=60),
        made_at=persons.NOW,
        made_by=by,
        **words,
        **values,
    )
    Step.objects.create(
        conference=made,
        reference="plan",
        move="plan",
        why=secret("Step.why"),
        at=persons.NOW,
        by=by,
    )
    return made
