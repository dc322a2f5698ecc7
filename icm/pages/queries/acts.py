"""The next step: from a rule that asks for something to the act that answers it, if it is the asker's to take."""

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from conferences.policy.asking import ANSWER
from conferences.policy.kinds import NOTED_AS, Kind
from conferences.policy.targeting import ASKED_BY
from icm.core.screen import Link
from icm.people.policy import own_acts
from icm.policy.facts import EventKind
from icm.policy.rules import Outcome, Status

# The event whose record answers the rule. The PSS rules are answered by a review of the level.
ANSWERS = {
    "CSA-72H": EventKind.CORE_SCREEN,
    "CSA-DISTRESS": EventKind.CORE_SCREEN,
    "CSA-REUSE": EventKind.CORE_SCREEN_READ,
    "CSA-REFER": EventKind.REFERRAL,
    "ROUTE-LEARNER": EventKind.LEARNER_REPORTS,
    "ROUTE-CHANGE": EventKind.ROUTE_TOLD,
    "PBSW-10WD": EventKind.PBSW_INDUCTION,
    "DESIG-10WD": EventKind.DESIGNATION,
    "LSCMI-6M": EventKind.LSCMI,
    "LSCMI-BEFORE-INITIAL": EventKind.LSCMI,
    "LSCMI-REPEAT": EventKind.LSCMI,
    "PAROLE-6M": EventKind.PAROLE_STARTED,
    "PAROLE-TARL-12W": EventKind.PAROLE_REPORTS,
}
# What is answered on the pages of the plan: by writing in it, or by giving it out.
_WRITING = ("Open the plan", "casework:plan")
IN_THE_PLAN = {
    **dict.fromkeys(("CIP-ALL", "PR2-QUARTER", "STAFF-QUARTER", "PO-CONTINUITY"), _WRITING),
    "PLAN-COPY": ("Give a copy", "casework:copies"),
}
# What is answered on the pages of the assessments, the risk management plan and MAPPA, for who may read about risk.
_RISK_PLAN, _MAPPA = ("Open the risk plan", "risk:risk_plan"), ("Open MAPPA", "risk:mappa")
_ASSESSMENTS = ("Open the assessments", "risk:assessments")
OF_THE_RISK = {
    **dict.fromkeys(("LSCMI-EXPLAIN", "LSCMI-ROSH", "PRA-TIMESCALE"), _ASSESSMENTS),
    "RA-2W": ("Open the case conferences", "conferences:conferences"),
    "RA-UPDATE": ("Open the changes", "risk:changes"),
    **dict.fromkeys(("OLR-RMP", "OLR-9M", "OLR-AIR", "OLR-SIGCHANGE"), _RISK_PLAN),
    **dict.fromkeys(("MAPPA-CAT1", "MAPPA-POLICE"), _MAPPA),
}
# What a case conference answers, and of which kind: it is arranged, not recorded.
CONFERENCES = {**ASKED_BY, "CC-PERIODIC": Kind.PERIODIC}
# What is answered on the pages of the Core Screen, by whoever could record the same from paper.
ON_THE_SCREEN = {
    "CSA-72H": "Do the Core Screen",
    "CSA-DISTRESS": "Go on with the Core Screen",
    "CSA-REUSE": "Read the Core Screen",
}


@dataclass(frozen=True, slots=True)
class Acts:
    """What the asker may do with one person."""

    person: int
    held: frozenset[str]
    recordable: Collection[EventKind]

    def for_rule(self, outcome: Outcome) -> Link | None:
        """The act that would answer the rule; None where it is somebody else's."""
        if outcome.status is Status.UNKNOWN and "warrant" in outcome.settle.lower():
            if "record a sentence" in self.held:
                return Link("Record the sentence", reverse("people:sentences", args=[self.person]))
            return None
        if outcome.rule.startswith("PSS-"):
            proposes = "propose a supervision level" in self.held
            return self._page("See the reviews of the level", "risk:reviews") if proposes else None
        if outcome.rule in IN_THE_PLAN:
            return self._page(*IN_THE_PLAN[outcome.rule])
        if outcome.rule in OF_THE_RISK:
            reads = "read the assessments" in self.held
            return self._page(*OF_THE_RISK[outcome.rule]) if reads else None
        if outcome.rule == "PO-ALLOC" and "allocate an officer" in self.held:
            return Link("Allocate an officer", reverse("people:allocate", args=[self.person]))
        return self._arranging(outcome) or self._recording(outcome.rule)

    def _arranging(self, outcome: Outcome) -> Link | None:
        """Where whoever arranges conferences plans this one, with what the rule says of it filled in."""
        if outcome.title == ANSWER.title:  # asked for: before one is planned, somebody decides
            answers = EventKind.CC_AGREED in self.recordable
            return self._page("Answer the request", "conferences:requests") if answers else None
        kind = CONFERENCES.get(outcome.rule)
        if kind is None or NOTED_AS[kind] not in self.recordable:
            return None
        asked = {"kind": kind.value, "rule": outcome.rule}
        if outcome.due_on is not None:
            asked["due"] = outcome.due_on.isoformat()
        address = reverse("conferences:plan", args=[self.person])
        return Link("Arrange the conference", f"{address}?{urlencode(asked)}")

    def _page(self, text: str, name: str) -> Link:
        return Link(text, reverse(name, args=[self.person]))

    def _recording(self, rule: str) -> Link | None:
        kind = ANSWERS.get(rule)
        if kind is None or kind not in self.recordable or "record an event" not in self.held:
            return None
        if rule in ON_THE_SCREEN:
            return Link(ON_THE_SCREEN[rule], reverse("casework:screen", args=[self.person]))
        if place := own_acts.OF_KIND.get(kind):
            return self._page(place.title, place.page)
        address = reverse("people:record_kind", args=[self.person, kind.value])
        return Link(f"Record: {kind.label}", address)
