"""Whether a copy may still be opened. It holds what it held when made; what may be read is asked of the record now.

That one was given is recorded whatever has happened since: it is so.
"""

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from casework import access
from casework.models import Narrative, PlanAction
from casework.policy.copies import HANDED, Copy
from casework.queries.plan_history import withheld_since, withheld_versions
from icm.core.access import Principals
from icm.core.disclosure import CLEARED, Audience
from icm.core.history import events
from icm.core.models import Document
from icm.people.models import Person

FOR_OTHERS = "You may see that this copy exists, but not open it: it was made for other readers."
WITHHELD_SINCE = "Since it was made, something on it has been withheld from you."
OUTDATED = (
    "Since it was made, something on it has been withheld from its reader or taken back."
    " Ask for a new one, and destroy what was printed of this."
)


def why_shut(row: Document, person: Person, principals: Principals) -> str:
    """Why the asker may not open a copy that is ready, or nothing. Five queries at most."""
    if not access.may_open(row.kind, row.audience, person, principals):
        return FOR_OTHERS
    if row.kind == Copy.SLIP:
        return ""  # it holds no text of anybody's
    if _withheld(row, access.audience_of(person, principals)):
        return WITHHELD_SINCE
    if row.kind in HANDED and _outdated(row) and not row.copies.exists():
        return OUTDATED  # once given, it is what shows what was given
    return ""


def _withheld(row: Document, audience: Audience) -> bool:
    """Whether something that may stand on it is withheld from this audience now."""
    return (
        _entries(row).exclude(disclosure__in=CLEARED[audience]).exists()
        or _actions_withheld(row, audience)
    )  # fmt: skip


def _outdated(row: Document) -> bool:
    """Whether whoever it was made for would not find all of it on one made now."""
    taken_back = _entries(row).filter(withdrawn_at__isnull=False)
    return _withheld(row, Audience(row.audience)) or taken_back.exists()


def _entries(row: Document) -> QuerySet[Narrative]:
    """The entries that its audience could read when it was made."""
    forms = (
        events(Narrative)
        .filter(pgh_obj_id=OuterRef("pk"))
        .annotate(said_at=Coalesce("changed_at", "written_at"))
    )
    then = forms.filter(said_at__lte=row.taken_at).order_by("-pgh_id").values("disclosure")[:1]
    stood = Q(withdrawn_at=None) | Q(withdrawn_at__gt=row.taken_at)
    rows = Narrative.objects.filter(stood, person=row.person_id)
    if row.kind == Copy.PROVIDER:
        rows = rows.filter(provider=row.parts["provider"])
    return rows.annotate(then=Subquery(then)).filter(then__in=CLEARED[Audience(row.audience)])


def _actions_withheld(row: Document, audience: Audience) -> bool:
    """The same of the actions of the plan that was in force. An extract holds none."""
    if row.kind == Copy.PROVIDER:
        return False
    stood = Q(plan__superseded_at=None) | Q(plan__superseded_at__gt=row.taken_at)
    rows = PlanAction.objects.filter(
        stood,
        plan__person=row.person_id,
        plan__agreed_at__lte=row.taken_at,
        disclosure__in=CLEARED[Audience(row.audience)],
    )
    versions = withheld_versions(row.person_id, audience)
    return any(
        withheld_since(versions, line, plan) for line, plan in rows.values_list("line", "plan_id")
    )
