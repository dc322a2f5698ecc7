"""What the page of who changed what tells of the case: every kept table of it, its texts as the asker may read them."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from django.db.models import Model, TextField

from casework import access
from casework.models import (
    ActionPlan,
    Answer,
    Chase,
    Conversation,
    CoreScreen,
    DomainRating,
    Narrative,
    PlanAction,
    PlanCopy,
    Referral,
    SafetyAlert,
    Sitting,
)
from casework.policy.officers import Topic
from casework.queries.entries import READERS
from casework.queries.plan_history import newest_forms
from icm.core.access import Principals
from icm.core.disclosure import Audience
from icm.people.models import Person
from icm.people.queries import Tracked

# Model, what one row of it is, the path to the person, the column that says which one it is.
_TABLES = (
    (CoreScreen, "Core Screen", "person_id", ""),
    (Sitting, "Sitting of the Core Screen", "screen__person_id", "number"),
    (Answer, "Answer of the Core Screen", "screen__person_id", "area"),
    (SafetyAlert, "Safety alert", "person_id", "kind"),
    (DomainRating, "Rating", "person_id", "domain"),
    (Narrative, "Entry in the plan", "person_id", "domain"),
    (ActionPlan, "Action plan", "person_id", "number"),
    (PlanAction, "Action", "plan__person_id", "domain"),
    (Referral, "Referral", "person_id", "domain"),
    (Chase, "Question how a referral stands", "referral__person_id", ""),
    (Conversation, "Conversation", "person_id", ""),
    (PlanCopy, "Copy of the plan given", "person_id", ""),
)
_WORDS = {
    "disclosure": "Who may read it",
    "gist": "What others read instead",
    "own_words": "In their own words",
    "on": "Day",
    "what": "What is to be done",
    "theirs": "They do it themselves",
    "why": "Why",
    "body": "Text",
    "seen": "What was seen",
    "done": "What was done",
    "view": "What they say of it",
    "view_words": "Their words",
    "family_help": "How family can help",
    "again_on": "Talk again by",
}
_CODES = {
    "topics": {topic.value: topic.label for topic in Topic},
    "disclosure": {kind.value: words for kind, words in READERS.items()},
}
# Keys of pages and what follows from the rest: nothing to a reader of changes.
_SILENT = frozenset(
    {"questions", "line", "sequence", "likeness", "written_at", "changed_at", "answered_at"}
)
_NAMED = frozenset({"owner", "provider", "chaser"})  # whose names tell what was changed


def tracked(person: Person, principals: Principals) -> tuple[Tracked, ...]:
    """The tables of the case, for whoever asks. One query."""
    newest = newest_forms(person.pk)
    return tuple(_tracked(access.audience_of(person, principals), newest))


def _tracked(audience: Audience, newest: Mapping[int, PlanAction]) -> Iterator[Tracked]:
    for model, title, person, about in _TABLES:
        texts = {field.name for field in model._meta.fields if isinstance(field, TextField)}
        yield Tracked(
            model,
            title,
            person,
            about=about,
            texts=access.texts_of(model) | texts,
            tell=partial(_told, audience=audience, newest=newest),
            words=_WORDS,
            codes=_CODES,
            silent=_SILENT,
            named=_NAMED,
        )


def _told(
    model: type[Model],
    form: Any,
    last: Any,
    field: str,
    *,
    audience: Audience,
    newest: Mapping[int, PlanAction],
) -> str:
    """A text as the asker may read it. An action is a row of its own in every version of the plan: what the newest
    withholds from them stands in no earlier one either.
    """
    now = newest.get(form.line) if model is PlanAction else None
    withheld = now is not None and not access.cleared(now, audience)
    return access.kept(model, form, now if withheld else last, field, audience=audience)
