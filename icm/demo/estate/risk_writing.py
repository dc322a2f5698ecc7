"""Putting invented assessments, plans and MAPPA into the tables, in the order in which rows name each other."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import apps

from icm.core.bulk import copy
from icm.demo.estate.held import Hands, Held
from icm.demo.estate.risks import Assessed
from risk.policy import changes
from risk.policy.assessments import Change, Section

Row = Sequence[Any]

ASSESSMENT = (
    "id", "person", "reference", "tool", "purpose", "side", "state", "requested_on", "requested_by", "requested_why",
    "due_on", "owner", "promised_start_on", "promised_end_on", "told_on", "done_on", "assessor", "band", "override",
    "override_why", "imported", "stopped", "withdrawn_why", "version",
)  # fmt: skip
SCORES = ("assessment", *(section.value for section in Section), "total")
FINDING = (
    "assessment", "kind", "said", "found", "seen", "seen_at", "settled_at", "settled_by", "how",
)  # fmt: skip
FORMULATION = (
    "assessment", "summary", "pattern", "nature", "seriousness", "likelihood", "imminence", "disclosure", "gist",
    "withheld_why", "rosh", "rosh_level", "rosh_on", "rosh_by", "rosh_why", "written_at", "written_by", "version",
)  # fmt: skip
NEED = ("assessment", "section", "weight", "words")
FACTOR = ("assessment", "number", "what", "has_before", "how")
EXPLANATION = (
    "id", "person", "assessment", "reference", "occasion", "on", "by", "role", "form", "said_back", "understood",
    "again_on", "recorded_at",
)  # fmt: skip
CHANGE = (
    "id", "person", "reference", "kind", "on", "what", "asked_at", "asked_by", "holds", "why", "answered_at",
    "answered_by", "reassessment",
)  # fmt: skip
PLAN = (
    "id", "person", "number", "state", "scenario", "monitoring", "supervision", "intervention", "victim_safety",
    "warning_signs", "contingency", "drafted_at", "drafted_by", "in_force_on", "agreed_by", "review_on", "rma_sent_on",
    "rma_approved_on", "rma_reference", "version",
)  # fmt: skip
REPORT = ("id", "plan", "reference", "due_on", "sent_on", "progress", "assured_by")
NOTICE = (
    "id",
    "plan",
    "reference",
    "on",
    "potential",
    "what",
    "told_on",
    "answered_on",
    "answer",
    "by",
)
MAPPA = (
    "id", "person", "category", "level", "co_ordinator", "why", "changed_at", "changed_by", "version",
)  # fmt: skip
STAGE = ("person", "reference", "stage", "on", "note", "by")
POLICE = (
    "id", "person", "reference", "occasion", "sent_on", "asked", "by", "replied_on", "reply", "gist", "version",
)  # fmt: skip


class RiskWriter(Hands):
    """Writes one batch after the other."""

    def write(self, held: list[Held]) -> None:
        for model, names, rows in (
            ("Assessment", ASSESSMENT, self._assessments),
            ("Scores", SCORES, self._scores),
            ("Finding", FINDING, self._findings),
            ("Formulation", FORMULATION, self._formulations),
            ("NeedFound", NEED, self._needs),
            ("ProtectiveFactor", FACTOR, self._factors),
            ("Explanation", EXPLANATION, self._explanations),
            ("ChangeQuestion", CHANGE, self._changes),
            ("RiskPlan", PLAN, self._plans),
            ("YearlyReport", REPORT, self._reports),
            ("ChangeNotice", NOTICE, self._notices),
            ("Mappa", MAPPA, self._mappa),
            ("MappaStage", STAGE, self._stages),
            ("PoliceNotice", POLICE, self._police),
        ):
            found = (row for one in held for row in rows(one))
            copy(apps.get_model("risk", model), names, found)

    def _assessments(self, one: Held) -> Iterator[Row]:
        for number, made in enumerate(one.risk.assessments):
            by, _ = self.who(made.by, one.allocated)
            asker = made.requested_by
            done = made.done_on is not None
            yield (
                one.keys["assessments"][number], one.key, f"A{number + 1}", made.tool, made.purpose, made.side,
                "done" if done else "requested", made.requested_on,
                self.who(asker, one.allocated)[0] if asker else None, made.why, made.due_on,
                by if made.owned else None, *made.promised, made.told_on, made.done_on, by if done else None,
                made.band, made.override, made.override_why, made.imported, made.stopped, "",
                1 + (done and made.requested_on is not None),
            )  # fmt: skip

    def _scores(self, one: Held) -> Iterator[Row]:
        for key, made in _each(one):
            if made.figures is not None:
                yield (key, *made.figures.sections, made.figures.total)

    def _findings(self, one: Held) -> Iterator[Row]:
        for key, made in _each(one):
            if (found := made.contradiction) is not None:
                by = self.who(found.settled_by, one.allocated)[0] if found.settled_by else None
                yield (
                    key, found.kind, found.said, found.found, found.seen, found.seen_at, found.settled_at, by,
                    found.how,
                )  # fmt: skip

    def _formulations(self, one: Held) -> Iterator[Row]:
        for key, made in _each(one):
            if (said := made.words) is not None:
                by, _ = self.who(made.by, one.allocated)
                yield (
                    key, *said.parts, said.disclosure, said.gist, said.withheld_why, said.rosh, said.rosh_level,
                    said.rosh_on, by if said.rosh_on else None, said.rosh_why, said.written_at, by, 1,
                )  # fmt: skip

    def _needs(self, one: Held) -> Iterator[Row]:
        for key, made in _each(one):
            if made.words is not None:
                for section, (weight, said) in zip(Section, made.words.needs, strict=True):
                    yield (key, section.value, weight, said)

    def _factors(self, one: Held) -> Iterator[Row]:
        for key, made in _each(one):
            if made.words is not None:
                for number, factor in enumerate(made.words.factors, 1):
                    yield (key, number, factor.what, factor.has_before, factor.how)

    def _explanations(self, one: Held) -> Iterator[Row]:
        for number, told in enumerate(one.risk.explanations):
            by, role = self.who(told.by, one.allocated)
            yield (
                one.keys["explanations"][number], one.key, one.keys["assessments"][told.assessment],
                f"X{number + 1}", told.occasion, told.on, by, role.value, told.form, told.said_back, told.understood,
                told.again_on, told.recorded_at,
            )  # fmt: skip

    def _changes(self, one: Held) -> Iterator[Row]:
        for number, made in enumerate(one.risk.changes):
            asker, answerer = (
                self.who(by, one.allocated)[0] if by else None
                for by in (made.asked_by, made.answered_by)
            )
            yield (
                one.keys["changes"][number], one.key, changes.key(Change(made.kind), made.on), made.kind, made.on,
                made.what, made.asked_at, asker, made.holds, made.why, made.answered_at, answerer,
                None if made.again is None else one.keys["assessments"][made.again],
            )  # fmt: skip

    def _plans(self, one: Held) -> Iterator[Row]:
        for number, plan in enumerate(one.risk.managed):
            by, _ = self.who(plan.by, one.allocated)
            yield (
                one.keys["managed"][number], one.key, number + 1, plan.state, *plan.parts, plan.drafted_at, by,
                plan.in_force_on, by if plan.in_force_on else None, plan.review_on, plan.sent_on, plan.approved_on,
                plan.approved_as, 1 + (plan.in_force_on is not None),
            )  # fmt: skip

    def _reports(self, one: Held) -> Iterator[Row]:
        for number, report in enumerate(one.risk.reports):
            by, _ = self.who(report.by, one.allocated)
            yield (
                one.keys["reports"][number], one.keys["managed"][report.plan], f"Y{number + 1}", report.due_on,
                report.sent_on, report.progress, by,
            )  # fmt: skip

    def _notices(self, one: Held) -> Iterator[Row]:
        for number, notice in enumerate(one.risk.notices):
            by, _ = self.who(notice.by, one.allocated)
            yield (
                one.keys["notices"][number], one.keys["managed"][notice.plan], f"N{number + 1}", notice.on,
                notice.potential, notice.what, notice.told_on, notice.answered_on, notice.answer, by,
            )  # fmt: skip

    def _mappa(self, one: Held) -> Iterator[Row]:
        for key, public in zip(one.keys["public"], one.risk.public, strict=True):
            by, _ = self.who(public.by, one.allocated)
            yield (
                key, one.key, public.category, public.level, public.co_ordinator, public.why, public.changed_at, by,
                len(public.stages),
            )  # fmt: skip

    def _stages(self, one: Held) -> Iterator[Row]:
        for public in one.risk.public:
            by, _ = self.who(public.by, one.allocated)
            for number, stood in enumerate(public.stages, 1):
                yield (one.key, f"S{number}", stood.stage, stood.on, stood.note, by)

    def _police(self, one: Held) -> Iterator[Row]:
        for number, asked in enumerate(one.risk.police):
            by, _ = self.who(asked.by, one.allocated)
            yield (
                one.keys["police"][number], one.key, f"P{number + 1}", asked.occasion, asked.sent_on, asked.asked, by,
                asked.replied_on, asked.reply, asked.gist, 1 + (asked.replied_on is not None),
            )  # fmt: skip


def _each(one: Held) -> Iterator[tuple[int, Assessed]]:
    return zip(one.keys["assessments"], one.risk.assessments, strict=True)
