"""What stands in a plan: entries, ratings and referrals under way."""

from itertools import count
from typing import Any

from casework import actions
from casework.models import DomainRating, Narrative, Provider, Referral
from casework.policy.areas import Agency, Domain, Need
from icm.core.access import principals_of
from icm.core.models import User
from icm.people.models import Person
from tests.factories import persons

_NUMBERS = count(1)
# Each of these says something else, so that none is a near copy of another.
TEXTS = (
    "He told me on the landing that his sister will take him in once he is out.",
    "I saw her walk away from an argument at breakfast and speak to the gate officer instead.",
    "The work party reports four half days this week, on time, and first welding without help.",
    "Asked about the debt to the council. Letter shown, dated 3 March, for six hundred pounds.",
    "She reads the weekly menu aloud now; in May she asked others to do it for her.",
)


def writing(**values: Any) -> actions.Writing:
    number = next(_NUMBERS)
    return actions.Writing(
        **{
            "reference": f"entry-{number}",
            "domain": Domain.VIOLENCE,
            "on": persons.TODAY,
            "body": f"{TEXTS[number % len(TEXTS)]} {number:x}{number * 7919:x}",
            "source": "I saw it.",
        }
        | values
    )


def entry(of: Person, by: User, at=persons.NOW, referral=None, **values: Any) -> Narrative:
    return actions.write_narrative(
        of,
        writing(**{"anyway": True, "on": at.date()} | values),
        by=by,
        principals=principals_of(by, at=at),
        at=at,
        referral=referral,
    )


def rating(of: Person, by: User, at=persons.NOW, **values: Any) -> DomainRating:
    asked = actions.Rating(
        **{
            "reference": f"rating-{next(_NUMBERS)}",
            "domain": Domain.VIOLENCE,
            "intervention": Need.SOME,
            "support": Need.NONE,
        }
        | values
    )
    return actions.rate_domain(of, asked, by=by, principals=principals_of(by, at=at), at=at)


def provider(agency: Agency = Agency.HEALTH, **values: Any) -> Provider:
    number = next(_NUMBERS)
    return Provider.objects.create(
        **{"slug": f"provider-{number}", "name": f"Provider {number}", "agency": agency.value}
        | values
    )


def referral(of: Person, to: Provider, by: User, **values: Any) -> Referral:
    """Under way since ten days ago, unless the test says otherwise; put there directly."""
    began = persons.days_ago(10)
    return Referral.objects.create(
        **{
            "person": of,
            "reference": f"referral-{next(_NUMBERS)}",
            "provider": to,
            "domain": Domain.VIOLENCE.value,
            "origin": Referral.Origin.OFFICER,
            "state": Referral.State.ACTIVE,
            "started_on": began.date(),
            "made_at": began,
            "made_by": by,
        }
        | values
    )
