"""What the page of who changed what tells of the case: every kept table of it, its texts as the asker may read them."""

from collections.abc import Iterator
from functools import cached_property, partial
from typing import Any

from django.db.models import Model, TextField

from casework import access
from casework.models import (
    ActionPlan,
    ActionSay,
    Answer,
    Ask,
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
from casework.queries.plan_history import Withheld, withheld_since, withheld_versions
from icm.core.access import Principals
from icm.core.disclosure import Audience
from icm.core.history import events
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
    (ActionSay, "What they say of an action", "person_id", ""),
    (Referral, "Referral", "person_id", "domain"),
    (Chase, "Question how a referral stands", "referral__person_id", ""),
    (Conversation, "Conversation", "person_id", ""),
    (Ask, "What they asked for", "person_id", "wanted"),
    (PlanCopy, "Copy of the plan given", "person_id", ""),
)
_PATHS: dict[type[Model], str] = {model: path for model, _, path, _ in _TABLES}
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
    "view_own": "They entered it themselves",
    "words": "Their words",
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
    """The tables of the case, for whoever asks. One query for each kind of text that carries its own class."""
    audience = access.audience_of(person, principals)
    return tuple(_tracked(audience, _Withheld(person.pk, audience)))


def _tracked(audience: Audience, withheld: "_Withheld") -> Iterator[Tracked]:
    for model, title, person, about in _TABLES:
        texts = {field.name for field in model._meta.fields if isinstance(field, TextField)}
        yield Tracked(
            model,
            title,
            person,
            about=about,
            texts=access.texts_of(model) | texts,
            tell=partial(_told, audience=audience, withheld=withheld),
            words=_WORDS,
            codes=_CODES,
            silent=_SILENT,
            named=_NAMED,
        )


class _Withheld:
    """The forms of a case's texts with a class of their own that are kept from this audience. Read when asked."""

    def __init__(self, person: int, audience: Audience) -> None:
        self.person, self.audience = person, audience
        self._forms: dict[type[Model], tuple[Any, ...]] = {}

    @cached_property
    def _versions(self) -> Withheld:
        return withheld_versions(self.person, self.audience)

    def since(self, model: type[Model], form: Any) -> Any:
        """The newest of them that is this form or came after it; an action is a row of its own in every version."""
        if model is PlanAction and (
            found := withheld_since(self._versions, form.line, form.plan_id)
        ):
            return found
        of_it = (one for one in self._read(model) if one.pgh_obj_id == form.pgh_obj_id)
        return next((one for one in of_it if one.pgh_id >= form.pgh_id), None)

    def _read(self, model: type[Model]) -> tuple[Any, ...]:
        if model not in self._forms:
            rows = events(model).filter(**{_PATHS[model]: self.person}).order_by("-pgh_id")
            rows = rows.only("pgh_id", "pgh_obj_id", "disclosure", "gist")
            self._forms[model] = tuple(
                one for one in rows if not access.cleared(one, self.audience)
            )
        return self._forms[model]


def _told(
    model: type[Model],
    form: Any,
    last: Any,
    field: str,
    *,
    audience: Audience,
    withheld: _Withheld,
) -> str:
    """A text as the asker may read it. What it said before somebody withheld it stays withheld from them, also where it
    was written anew for everybody.
    """
    since = withheld.since(model, form) if model in access.CLASSED else None
    return access.kept(model, form, since or last, field, audience=audience)
