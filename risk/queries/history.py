"""What the page of who changed what tells of risk: every kept table of it, its texts by their class.

Figures of an LS/CMI, and what contradicts them, stand in tables of their own: these are told to social work alone.
"""

from collections.abc import Callable, Collection, Mapping
from functools import cached_property, partial
from typing import Any

from django.db.models import Model, TextField

from icm.core.access import Principals
from icm.core.disclosure import Audience, Disclosure, Text
from icm.core.history import events
from icm.people.models import Person
from icm.people.queries import Tracked
from risk import access
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

# Model, what one row of it is, the path to the person, the column that says which one it is.
_Table = tuple[type[Model], str, str, str]
_TABLES: tuple[_Table, ...] = (
    (Assessment, "Assessment", "person_id", "tool"),
    (Formulation, "Outcome of an assessment in words", "assessment__person_id", ""),
    (NeedFound, "Need or strength", "assessment__person_id", "section"),
    (ProtectiveFactor, "Protective factor", "assessment__person_id", "number"),
    (Explanation, "Explanation of an assessment", "person_id", "occasion"),
    (ChangeQuestion, "Question after a significant change", "person_id", "kind"),
    (RiskPlan, "Risk management plan", "person_id", "number"),
    (YearlyReport, "Annual Implementation Report", "plan__person_id", ""),
    (ChangeNotice, "Change told to the RMA", "plan__person_id", ""),
    (Mappa, "MAPPA", "person_id", ""),
    (MappaStage, "Stage of MAPPA", "person_id", "stage"),
    (PoliceNotice, "Notice to the police", "person_id", "occasion"),
)
_FIGURES: tuple[_Table, ...] = (
    (Scores, "Figures of an LS/CMI", "assessment__person_id", ""),
    (Finding, "Contradiction in an LS/CMI", "assessment__person_id", "kind"),
)
# The five parts share the class that stands on their row.
PARTS = frozenset({"pattern", "nature", "seriousness", "likelihood", "imminence"})
_WORDS = {
    "on": "Day",
    "what": "What",
    "why": "Why",
    "disclosure": "Who may read it",
    "gist": "What others read instead",
    "asked": "What was asked",
    "reply": "What the police replied",
    "co_ordinator": "MAPPA co-ordinator",
    "rosh": "Risk of serious harm assessment",
    "rma_sent_on": "Sent to the RMA",
    "rma_approved_on": "Approved by the RMA",
    "rma_reference": "Reference of the RMA",
}
_SILENT = frozenset({"written_at", "changed_at", "asked_at", "answered_at", "withheld_why"})
# Which way an assessor went from the figures says something of the figures.
_OF_THE_FIGURES = frozenset({"override"})
_NAMED = frozenset({"owner", "assessor"})
# Why an LS/CMI was corrected argues with its figures: kept apart from reasons that everybody reads.
WHY_OF_FIGURES = "why_of_figures"


def tracked(person: Person, principals: Principals) -> tuple[Tracked, ...]:
    """The tables of somebody's risk, for whoever asks; none for who may not read about it."""
    if access.READ not in access.held(person, principals):
        return ()
    audiences = access.audiences_of(person, principals)
    figures = access.cleared(Disclosure.SOCIAL_WORK, audiences)
    tables = _TABLES + _FIGURES if figures else _TABLES
    silent = _SILENT if figures else _SILENT | _OF_THE_FIGURES
    tell = partial(_told, audiences=audiences, withheld=_Withheld(person, audiences))
    reason = partial(_reason, audiences=audiences)
    return tuple(_tracked(table, silent, tell, reason) for table in tables)


def _tracked(
    table: _Table,
    silent: frozenset[str],
    tell: Callable[[type[Model], Any, Any, str], str],
    reason: Callable[[Mapping[str, Any]], str],
) -> Tracked:
    model, title, person, about = table
    return Tracked(
        model,
        title,
        person,
        about=about,
        texts=texts_of(model),
        tell=tell,
        words=_WORDS,
        silent=silent,
        named=_NAMED,
        reason=reason,
    )


def _reason(context: Mapping[str, Any], *, audiences: Collection[Audience]) -> str:
    of_figures = Text(str(context.get(WHY_OF_FIGURES, "")), Disclosure.SOCIAL_WORK)
    return access.told(of_figures, audiences) or str(context.get("why", ""))


def texts_of(model: type[Model]) -> frozenset[str]:
    """The columns of a table that hold free text, whatever their type."""
    named = (field.partition(".") for field in access.DISCLOSURE)
    own = {field for table, _, field in named if table == model.__name__}
    return frozenset(own | {f.name for f in model._meta.fields if isinstance(f, TextField)})


class _Withheld:
    """The forms of somebody's formulations in which the parts are kept from these audiences. One query, when asked."""

    def __init__(self, person: Person, audiences: Collection[Audience]) -> None:
        self.person, self.audiences = person, audiences

    @cached_property
    def _forms(self) -> tuple[Any, ...]:
        rows = events(Formulation).filter(assessment__person_id=self.person.pk).order_by("-pgh_id")
        rows = rows.only("pgh_id", "pgh_obj_id", "disclosure", "gist")
        return tuple(one for one in rows if not access.cleared(one.disclosure, self.audiences))

    def since(self, form: Any) -> Any:
        """The newest of them that is this form or came after it."""
        of_it = (one for one in self._forms if one.pgh_obj_id == form.pgh_obj_id)
        return next((one for one in of_it if one.pgh_id >= form.pgh_id), None)


def _told(
    model: type[Model],
    form: Any,
    last: Any,
    field: str,
    *,
    audiences: Collection[Audience],
    withheld: _Withheld,
) -> str:
    """A text of an earlier form of a row as these audiences may read it.

    What the parts said before somebody withheld them stays withheld, also where they were written anew for everybody.
    """
    text = getattr(form, field)
    if field == "gist":
        return str(text)
    if model is PoliceNotice and field == "reply":
        return access.told(Text(text, Disclosure.RESTRICTED, form.gist), audiences)
    if model is Formulation and field in PARTS:
        strictest = withheld.since(form) or form
        kind = Disclosure(strictest.disclosure)
        return access.told(Text(text, kind, strictest.gist), audiences)
    return access.told(Text(text, access.DISCLOSURE[f"{model.__name__}.{field}"]), audiences)
