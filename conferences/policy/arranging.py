"""Whether a kind of conference can be arranged for somebody, and why not (domain reference, a.4)."""

from datetime import date

from conferences.policy.kinds import NOTED_AS, Kind
from icm.people.policy import custody
from icm.people.policy.scope import begun
from icm.policy.calendar import in_words
from icm.policy.facts import Facts, Legal, RouteSlug

# One after the other in a stay, not twice: whoever means another means another kind.
ONCE = frozenset({Kind.INITIAL, Kind.RECALL})


def why_not(kind: Kind, facts: Facts, on: date) -> str:
    """Why a conference of this kind is not arranged for this person; "" where it can be."""
    person = custody(facts, on)
    if facts.legal is not None and facts.legal is not Legal.SENTENCED:
        return "They are not sentenced. A case conference is about a sentence."
    if kind is Kind.INITIAL and person.route.recalled:
        return (
            "They were recalled. A recall conference is due, for which an Initial is no substitute:"
            " arrange that."
        )
    if kind is Kind.RECALL and not person.route.recalled:
        return "No recall is recorded. Record the recall with the sentence, or choose another kind."
    if kind is Kind.INITIAL and person.route.slug is RouteSlug.STANDARD:
        return (
            "They are on Standard ICM, for which no Initial conference is prescribed. If one is needed,"
            " choose another kind."
        )
    held = facts.first_since(NOTED_AS[kind], begun(person))
    if kind in ONCE and held is not None:
        return f"It was held on {in_words(held.on)} in this stay. Choose another kind."
    return ""
