"""A case with something of everything that may stand on a copy of the plan."""

from itertools import count

from casework import actions
from casework.models import (
    ActionPlan,
    ActionSay,
    CoreScreen,
    DomainRating,
    Narrative,
    PlanAction,
    Provider,
    Referral,
)
from casework.policy.areas import Domain
from casework.policy.copies import Copy
from icm.core import documents
from icm.core.disclosure import Disclosure
from icm.core.models import Document, User
from icm.people.models import Person
from icm.policy.roles import Role
from tests.factories import persons
from tests.factories.receptions import principals

_NUMBERS = count(1)
OPEN_TO_THE_PERSON = (Disclosure.OPEN, Disclosure.PERSON)


def provider(name: str = "Turning Point", **values) -> Provider:
    number = next(_NUMBERS)
    return Provider.objects.create(
        slug=f"provider-{number}", name=name, agency="third-sector", **values
    )


def plan(of: Person, by: User, **values) -> ActionPlan:
    """One in force, with the person's aims."""
    return ActionPlan.objects.create(
        **{
            "person": of,
            "number": 1,
            "state": "agreed",
            "from_on": persons.TODAY,
            "review_on": persons.days_ago(-90).date(),
            "aims": "I want to work as a joiner.",
            "view": "agreed",
            "view_words": "It is fair.",
            "view_on": persons.TODAY,
            "family_help": "My sister can bring my tools.",
            "drafted_at": persons.NOW,
            "drafted_by": by,
            "agreed_at": persons.NOW,
            "agreed_by": by,
        }
        | values
    )


def action(of: ActionPlan, **values) -> PlanAction:
    number = next(_NUMBERS)
    values.setdefault("line", number)
    return PlanAction.objects.create(
        **{
            "plan": of,
            "sequence": of.actions.count() + 1,
            "domain": Domain.EMPLOYMENT.value,
            "what": "Start the joinery course.",
            "theirs": True,
            "target_on": persons.days_ago(-30).date(),
        }
        | values
    )


def say(of: ActionPlan, line: int, by: User, **values) -> ActionSay:
    """What the person says of one action."""
    return ActionSay.objects.create(
        **{
            "person": of.person,
            "plan": of,
            "line": line,
            "view": "disagreed",
            "words": "The shed is too far.",
            "said_at": persons.NOW,
            "said_by": by,
        }
        | values
    )


def narrative(of: Person, by: User, **values) -> Narrative:
    return Narrative.objects.create(
        **{
            "person": of,
            "reference": f"n{next(_NUMBERS)}",
            "domain": Domain.EMPLOYMENT.value,
            "agency": "residential",
            "role": Role.RESIDENTIAL_OFFICER.value,
            "author": by,
            "on": persons.TODAY,
            "body": "Goes to the work shed every day.",
            "written_at": persons.NOW,
        }
        | values
    )


def rating(of: Person, by: User, **values) -> DomainRating:
    return DomainRating.objects.create(
        **{
            "person": of,
            "reference": f"r{next(_NUMBERS)}",
            "domain": Domain.EMPLOYMENT.value,
            "intervention": "some",
            "support": "considerable",
            "why": "No work since 2019.",
            "agency": "residential",
            "role": Role.RESIDENTIAL_OFFICER.value,
            "at": persons.NOW,
            "by": by,
        }
        | values
    )


def referral(of: Person, to: Provider, by: User, **values) -> Referral:
    number = next(_NUMBERS)
    return Referral.objects.create(
        **{
            "person": of,
            "reference": f"f{number}",
            "provider": to,
            "domain": Domain.SUBSTANCE_MISUSE.value,
            "origin": "officer",
            "consent": "given",
            "why": "Asked for help with drink.",
            "made_at": persons.NOW,
            "made_by": by,
        }
        | values
    )


def screen(of: Person, by: User, route: str = "enhanced") -> CoreScreen:
    """A Core Screen that was completed."""
    return CoreScreen.objects.create(
        person=of,
        reference=f"s{next(_NUMBERS)}",
        questions="1",
        state="completed",
        begun_at=persons.NOW,
        begun_by=by,
        completed_at=persons.NOW,
        completed_by=by,
        competent=True,
        route=route,
    )


def whole(of: Person, by: User) -> Provider:
    """A plan in force with one action, an entry, a rating and a referral; answers with the provider."""
    to = provider()
    action(plan(of, by), owner=by, provider=to, risk_factor="No trade")
    narrative(of, by)
    rating(of, by)
    referral(of, to, by)
    return to


def ordered(of: Person, kind: Copy, by: User, provider: int | None = None) -> Document:
    wanted = actions.CopyRequest(f"c{next(_NUMBERS)}", kind, provider)
    return actions.order_copy(of, wanted, by=by, principals=principals(by), at=persons.NOW)


def made(of: Person, kind: Copy, by: User, provider: int | None = None) -> Document:
    """Asked for, and made by a worker."""
    row = ordered(of, kind, by, provider)
    documents.make(clock=lambda: persons.NOW)
    row.refresh_from_db()
    assert row.state == "ready", row.problem
    return row
