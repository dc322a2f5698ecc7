"""Risk management plans, orders for lifelong restriction and MAPPA records: states reached by the acts themselves."""

from datetime import date
from itertools import count
from typing import Any

from icm.core.models import User
from icm.people.models import Person
from icm.policy.facts import SentenceKind
from risk.actions import lifelong, mappa, risk_plans
from risk.models import ChangeNotice, Mappa, PoliceNotice, RiskPlan, YearlyReport
from risk.policy.managing import PARTS
from risk.policy.mappa import Category, Management, Occasion
from tests.factories import persons
from tests.factories.receptions import principals

_NUMBERS = count(1)
FIELDS = tuple(part.field for part in PARTS.at(persons.TODAY))


def order(of: Person, on: date = date(2025, 3, 3)) -> Person:
    """The person's sentence is an Order for Lifelong Restriction made on that day."""
    found = of.sentences.get()
    found.kind, found.punishment_years = SentenceKind.OLR, 6
    found.imposed_on = found.start_on = on
    found.term_years = None
    found.save()
    return of


def _asking(by: User) -> dict[str, Any]:
    return {"principals": principals(by), "at": persons.NOW}


def drafted(of: Person, by: User, **texts: str) -> RiskPlan:
    made = risk_plans.draft_risk_plan(of, by=by, **_asking(by))
    written = risk_plans.Written(
        texts=dict.fromkeys(FIELDS, "As agreed.") | texts, review_on=None, version=made.version
    )
    return risk_plans.write_risk_plan(made, written, **_asking(by))


def in_force(of: Person, by: User, **texts: str) -> RiskPlan:
    made = drafted(of, by, **texts)
    return risk_plans.put_in_force(made, version=made.version, by=by, **_asking(by))


def approved(of: Person, by: User, on: date = persons.TODAY, **texts: str) -> RiskPlan:
    made = in_force(of, by, **texts)
    letter = lifelong.Approval(on=on, reference="RMA 1", version=made.version)
    return lifelong.record_approval(made, letter, by=by, **_asking(by))


def reported(plan: RiskPlan, by: User, **values: Any) -> YearlyReport:
    report = lifelong.Report(
        **{
            "reference": f"report-{next(_NUMBERS)}",
            "sent_on": persons.TODAY,
            "progress": "As planned.",
        }
        | values
    )
    return lifelong.report_year(plan, report, by=by, **_asking(by))


def noticed(plan: RiskPlan, by: User, **values: Any) -> ChangeNotice:
    notice = lifelong.Notice(
        **{
            "reference": f"notice-{next(_NUMBERS)}",
            "on": persons.TODAY,
            "potential": False,
            "what": "Moved to another hall.",
        }
        | values
    )
    return lifelong.notice_change(plan, notice, by=by, **_asking(by))


def kept(of: Person, by: User, **values: Any) -> Mappa:
    found = Mappa.objects.filter(person=of).first()
    sent = mappa.Kept(
        **{
            "category": Category.ONE,
            "level": Management.ROUTINE,
            "co_ordinator": "A. Co-ordinator",
            "why": "Notification requirement.",
            "version": found.version if found else 0,
        }
        | values
    )
    return mappa.keep_mappa(of, sent, by=by, **_asking(by))


def to_police(of: Person, by: User, **values: Any) -> PoliceNotice:
    asked = mappa.Asked(
        **{
            "reference": f"police-{next(_NUMBERS)}",
            "occasion": Occasion.COMMUNITY,
            "sent_on": persons.TODAY,
            "asked": "Is anything known?",
        }
        | values
    )
    return mappa.notify_police(of, asked, by=by, **_asking(by))


def replied(notice: PoliceNotice, by: User, **values: Any) -> PoliceNotice:
    reply = mappa.Reply(
        **{
            "on": persons.TODAY,
            "reply": "Nothing new.",
            "gist": "They replied.",
            "version": notice.version,
        }
        | values
    )
    return mappa.record_reply(notice, reply, **_asking(by))
