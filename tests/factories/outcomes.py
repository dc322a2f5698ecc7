"""Assessments that are done, what is written about them, and how they were explained: by the acts themselves."""

from datetime import timedelta
from itertools import count
from typing import Any

from icm.core.access import principals_of
from icm.core.disclosure import Disclosure
from icm.core.models import User
from icm.people.models import Person
from icm.policy.facts import Band
from risk import actions
from risk.models import Assessment, ChangeQuestion, Explanation, Formulation
from risk.policy.assessments import Change, Purpose, Section, Side, Tool, Understood, Weight
from tests.factories import persons

_NUMBERS = count(1)
DONE_ON = persons.TODAY - timedelta(days=10)


def asked(by: User, at=persons.NOW) -> dict[str, Any]:
    return {"by": by, "principals": principals_of(by, at=at), "at": at}


def lscmi(of: Person, by: User, band: Band = Band.HIGH, **values: Any) -> Assessment:
    request = actions.Request(
        reference=f"lscmi-{next(_NUMBERS)}",
        tool=values.pop("tool", Tool.LSCMI),
        purpose=Purpose.ADMISSION,
        side=values.pop("side", Side.PRISON),
    )
    result = actions.Result(**{"done_on": DONE_ON, "version": 1, "band": band} | values)
    return actions.record_assessment(of, request, result, **asked(by))


def formulated(row: Assessment, by: User, version: int = 0, **values: Any) -> Formulation:
    words = {
        "summary": "You have had trouble when you drink. You have started to work on it.",
        "pattern": "Fights after drinking, on Friday nights in town.",
        "nature": "Punches thrown at men he knows.",
        "seriousness": "Cuts and bruises, once a broken jaw.",
        "likelihood": "More likely while he drinks.",
        "imminence": "Within days of drinking again.",
        "disclosure": Disclosure.PERSON,
    }
    return actions.write_formulation(
        row, actions.Formulated(**words | values), version=version, **asked(by)
    )


def profile(*weights: tuple[Section, Weight]) -> actions.Profile:
    return actions.Profile(
        needs=tuple(actions.Need(section, weight, f"On {section}.") for section, weight in weights),
        factors=(actions.Factor("His sister", has_before=True, how="She took him in, in 2019."),),
    )


def told(**values: Any) -> actions.Told:
    return actions.Told(
        **{
            "reference": f"told-{next(_NUMBERS)}",
            "occasion": Explanation.Occasion.OUTCOME,
            "on": persons.TODAY,
            "form": "Face to face, with the summary read aloud.",
            "understood": Understood.YES,
            "said_back": "I get into bother when I drink.",
        }
        | values
    )


def changed(of: Person, by: User, **values: Any) -> ChangeQuestion:
    news = {"kind": Change.RELAPSE, "on": persons.TODAY, "what": "Found under the influence twice."}
    return actions.tell_change(of, actions.News(**news | values), **asked(by))
