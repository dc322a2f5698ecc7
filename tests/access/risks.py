"""Assessments, a risk management plan and MAPPA of the case, with a secret in every text and in every figure."""

from datetime import timedelta
from typing import Any

from icm.core.models import User
from icm.people.models import Event, Person, Sentence
from icm.policy.facts import Band, EventKind
from icm.policy.roles import Role
from risk.models import (
    Assessment,
    ChangeNotice,
    ChangeQuestion,
    Explanation,
    Finding,
    Formulation,
    Mappa,
    MappaStage,
    NeedFound,
    PoliceNotice,
    ProtectiveFactor,
    RiskPlan,
    Scores,
    YearlyReport,
)
from risk.policy.assessments import Section
from tests.access.secrets import secret
from tests.factories import persons
from tests.factories.worlds import World

TODAY, NOW = persons.TODAY, persons.NOW
DONE_ON = TODAY - timedelta(days=30)
PLAN_TEXTS = (
    "scenario", "monitoring", "supervision", "intervention", "victim_safety", "warning_signs", "contingency",
)  # fmt: skip
PARTS = ("summary", "pattern", "nature", "seriousness", "likelihood", "imminence")


def plant(world: World) -> dict[str, int | str]:
    """Keys of the addresses by their name: each page is asked of a row of which its act is possible."""
    person, worker = Person.objects.get(pk=world.person.pk), world.user(Role.PBSW)
    _order(person)
    done, stopped = _done(person, worker), _stopped(person, worker)
    asked, psychology = _asked(person, worker), _psychology(world, person, worker)
    change = _change(person, worker)
    return {
        **_about(done, "assessment", "words", "needs", "serious_harm", "explain", "figures"),
        **_about(done, "correct_assessment", "take_back_explanation"),
        "explanation": Explanation.objects.get(assessment=done).pk,
        **_about(stopped, "settle"),
        **_about(asked, "complete_assessment", "withdraw_assessment"),
        **_about(
            psychology, "asked", "promise", "tell_dates", "psychology_done", "psychology_words"
        ),
        **_plans(person, worker),
        **_mappa(person, worker),
        "kind": change.kind,
        "on": change.on.isoformat(),
    }


def _about(row: Assessment, *names: str) -> dict[str, int | str]:
    return {f"risk:{name}": row.pk for name in names}


def _words(model: str, *names: str) -> dict[str, str]:
    return {name: secret(f"{model}.{name}") for name in names}


def _order(person: Person) -> None:
    """An Order for Lifelong Restriction, of which the Risk Management Authority is told."""
    Sentence.objects.filter(person=person).update(
        kind="olr", punishment_years=6, term_years=None, term_months=None
    )


def _assessment(person: Person, worker: User, reference: str, **values: Any) -> Assessment:
    known = {
        "tool": "lscmi",
        "purpose": "admission",
        "side": "prison",
        "state": "done",
        "requested_on": DONE_ON - timedelta(days=60),
        "requested_by": worker,
        "done_on": DONE_ON,
        "assessor": worker,
        "band": Band.HIGH.value,
    }
    return Assessment.objects.create(person=person, reference=reference, **known | values)


def _figures(row: Assessment) -> None:
    """Numbers that stand nowhere by chance, far beyond what any section may have."""
    names = (*(section.value for section in Section), "total")
    Scores.objects.create(assessment=row, **{name: int(secret(f"Scores.{name}")) for name in names})


def _done(person: Person, worker: User) -> Assessment:
    row = _assessment(
        person, worker, "done", override="up", **_words("Assessment", "override_why", "requested_why")
    )  # fmt: skip
    _figures(row)
    Event.objects.create(
        person=person,
        reference=f"assessment-{row.pk}",
        kind=EventKind.LSCMI,
        on=DONE_ON,
        value=row.band,
        recorded_at=NOW,
        recorded_by=worker,
    )
    Formulation.objects.create(
        assessment=row,
        disclosure="social work",
        rosh="done",
        rosh_level="high",
        rosh_on=DONE_ON,
        rosh_by=worker,
        written_at=NOW,
        written_by=worker,
        **_words("Formulation", *PARTS, "gist", "withheld_why", "rosh_why"),
    )
    _said_of(row, person, worker)
    return row


def _said_of(row: Assessment, person: Person, worker: User) -> None:
    NeedFound.objects.create(
        assessment=row, section="family", weight="some", **_words("NeedFound", "words")
    )
    ProtectiveFactor.objects.create(
        assessment=row, number=1, has_before=True, **_words("ProtectiveFactor", "what", "how")
    )
    Explanation.objects.create(
        person=person,
        assessment=row,
        reference="told",
        occasion="outcome",
        on=TODAY,
        by=worker,
        role=Role.PBSW.value,
        understood="partly",
        again_on=TODAY + timedelta(days=7),
        recorded_at=NOW,
        **_words("Explanation", "form", "said_back"),
    )


def _stopped(person: Person, worker: User) -> Assessment:
    """Older than the other, with a finding that is open and one that was settled."""
    older = DONE_ON - timedelta(days=300)
    row = _assessment(person, worker, "stopped", stopped=True, done_on=older)
    _figures(row)
    said = {"seen": "night", "seen_at": NOW, **_words("Finding", "said", "found")}
    Finding.objects.create(assessment=row, kind="total", **said)
    Finding.objects.create(
        assessment=row,
        kind="level",
        settled_at=NOW,
        settled_by=worker,
        how=secret("Finding.how"),
        **said,
    )
    return row


def _asked(person: Person, worker: User) -> Assessment:
    withdrawn = _words("Assessment", "requested_why", "withdrawn_why")
    _assessment(
        person, worker, "withdrawn", state="withdrawn", done_on=None, assessor=None, band="", **withdrawn
    )  # fmt: skip
    return _assessment(
        person, worker, "asked", tool="sa07", state="requested", done_on=None, assessor=None, band="", owner=worker
    )  # fmt: skip


def _psychology(world: World, person: Person, worker: User) -> Assessment:
    """Of which its psychologist may know."""
    return _assessment(
        person, worker, "psychology", tool="psychological", side="psychology", state="requested", done_on=None,
        assessor=None, band="", owner=world.user(Role.PSYCHOLOGY), promised_start_on=TODAY,
        promised_end_on=TODAY + timedelta(days=60), **_words("Assessment", "requested_why"),
    )  # fmt: skip


def _change(person: Person, worker: User) -> ChangeQuestion:
    """One that waits for its answer, and is an event; one that was answered."""
    known = {"person": person, "asked_at": NOW, "asked_by": worker}
    ChangeQuestion.objects.create(
        reference="health 2026-11-01",
        kind="health",
        on=TODAY,
        holds=True,
        answered_at=NOW,
        answered_by=worker,
        **known,
        **_words("ChangeQuestion", "what", "why"),
    )
    reference = f"relapse {TODAY.isoformat()}"
    made = ChangeQuestion.objects.create(
        reference=reference, kind="relapse", on=TODAY, **known, **_words("ChangeQuestion", "what")
    )
    Event.objects.create(
        person=person,
        reference=f"change-{made.pk}",
        kind=EventKind.CHANGE,
        on=TODAY,
        value="relapse",
        recorded_at=NOW,
        recorded_by=worker,
    )
    return made


def _plans(person: Person, worker: User) -> dict[str, int | str]:
    texts = _words("RiskPlan", *PLAN_TEXTS)
    plan = RiskPlan.objects.create(
        person=person,
        number=1,
        state="in-force",
        in_force_on=DONE_ON,
        agreed_by=worker,
        drafted_at=NOW,
        drafted_by=worker,
        rma_sent_on=DONE_ON,
        **texts,
    )
    RiskPlan.objects.create(
        person=person, number=2, state="draft", drafted_at=NOW, drafted_by=worker, **texts
    )
    return _told_of(plan, worker)


def _told_of(plan: RiskPlan, worker: User) -> dict[str, int | str]:
    """What the Risk Management Authority is told, and what it still has to be told or to answer."""
    YearlyReport.objects.create(
        plan=plan,
        reference="report",
        due_on=TODAY,
        sent_on=TODAY,
        assured_by=worker,
        **_words("YearlyReport", "progress"),
    )
    ChangeNotice.objects.create(
        plan=plan,
        reference="answered",
        on=DONE_ON,
        potential=True,
        told_on=TODAY,
        answered_on=TODAY,
        by=worker,
        **_words("ChangeNotice", "what", "answer"),
    )
    told = ChangeNotice.objects.create(
        plan=plan, reference="told", on=DONE_ON, potential=False, what="Moved.", told_on=TODAY, by=worker
    )  # fmt: skip
    untold = ChangeNotice.objects.create(
        plan=plan, reference="untold", on=DONE_ON, potential=False, what="Moved.", by=worker
    )
    return {"notice of risk:rma_told": untold.pk, "notice of risk:rma_answer": told.pk}


def _mappa(person: Person, worker: User) -> dict[str, int | str]:
    Mappa.objects.create(
        person=person,
        category="1",
        level="2",
        changed_at=NOW,
        changed_by=worker,
        **_words("Mappa", "co_ordinator", "why"),
    )
    MappaStage.objects.create(
        person=person,
        reference="stage",
        stage="referred",
        on=DONE_ON,
        by=worker,
        **_words("MappaStage", "note"),
    )
    PoliceNotice.objects.create(
        person=person,
        reference="replied",
        occasion="community",
        sent_on=DONE_ON,
        by=worker,
        replied_on=TODAY,
        **_words("PoliceNotice", "asked", "reply", "gist"),
    )
    waiting = PoliceNotice.objects.create(
        person=person, reference="waiting", occasion="liberation", sent_on=DONE_ON, by=worker
    )
    return {"notice of risk:police_reply": waiting.pk}
