"""What the page of who changed what tells of conferences: every kept table, its texts as the asker may read them."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from django.db.models import Model, TextField

from conferences import access
from conferences.models import (
    Agreed,
    Conference,
    Decision,
    Edition,
    Engagement,
    FamilyConsent,
    Invitation,
    Issue,
    Judgement,
    Minute,
    Objection,
    Papers,
    Part,
    Placing,
    Preparation,
    Receipt,
    Remark,
    Request,
)
from conferences.policy.preparing import Help, Scope
from conferences.policy.requests import GROUNDS
from icm.core.access import Principals
from icm.core.disclosure import Audience
from icm.core.history import events
from icm.people.models import Person
from icm.people.queries import Tracked
from risk.queries import reads_victims

# Model, what one row of it is, the path to the person, the column that says which one it is.
_TABLES = (
    (Conference, "Case conference", "person_id", "kind"),
    (Judgement, "Judgement of what is next", "person_id", "kind"),
    (Request, "Request for a conference", "person_id", "number"),
    (Invitation, "Invitation", "conference__person_id", "party"),
    (Placing, "Place in the schedule", "conference__person_id", ""),
    (Engagement, "Engagement", "person_id", "kind"),
    (Preparation, "What the person said before it", "conference__person_id", ""),
    (Minute, "Minute", "conference__person_id", "number"),
    (Part, "Part of a minute", "minute__conference__person_id", "section"),
    (Decision, "Decision", "minute__conference__person_id", ""),
    (Agreed, "Action agreed", "minute__conference__person_id", ""),
    (Edition, "Signed edition of a minute", "minute__conference__person_id", "number"),
    (Issue, "Minute issued", "edition__minute__conference__person_id", "audience"),
    (Receipt, "Minute received", "issue__edition__minute__conference__person_id", "how"),
    (Objection, "Said to be wrong in a minute", "person_id", "kind"),
    (Remark, "Remark on the person's comments", "objection__person_id", ""),
    (Papers, "Papers sent", "conference__person_id", "how"),
)
_PATHS: dict[type[Model], str] = {model: path for model, _, path, _ in _TABLES}
_FAMILY = (FamilyConsent, "Consent for a relative", "person_id", "")
# Texts that carry their own class, by table.
CLASSED: dict[type[Model], frozenset[str]] = {
    Part: frozenset({"body", "gist", "ground"}),
    Decision: frozenset({"what", "why", "gist", "ground"}),
    Objection: frozenset({"words", "answer"}),
    Remark: frozenset({"words"}),
}
_WORDS = {
    "why": "Why",
    "what": "What was decided",
    "body": "Text",
    "words": "What was said",
    "answer": "The answer",
    "disclosure": "Who may read it",
    "gist": "What others read instead",
    "ground": "Why it is kept back",
    "wants": "Wants raised",
    "no_contact_at": "No contact since",
    "no_contact_by": "No contact, said by",
    "no_contact_why": "Why no contact, or why it ended",
    "grounds": "What it is about",
    "answer_why": "Why that answer",
    "on": "Day",
    "starts_at": "When",
    "place": "Where",
    "core": "Core member",
    "waits": "What it waits for",
}
_CODES = {
    "grounds": GROUNDS,
    "help": {one.value: one.label for one in Help},
    "scope": {one.value: one.label for one in Scope},
}
# Keys of pages, what follows from the rest, and the frozen words of an edition: each text stands in its part.
_SILENT = frozenset(
    {"content", "explained", "at_version", "written_at", "drafted_at", "made_at", "line", "at"}
)
_NAMED = frozenset({"chair", "user", "deputy"})  # whose names tell what was changed


def tracked(person: Person, principals: Principals) -> tuple[Tracked, ...]:
    """The tables of somebody's conferences, for whoever asks; none for who reads nothing of conferences."""
    held = access.held(person, principals)
    if access.READ not in held:
        return ()
    audience = access.audience_of(person, principals)
    tables = (*_TABLES, _FAMILY) if access.keeps_family(held) else _TABLES
    victims = reads_victims(person, principals)
    withheld = _Withheld(person.pk, audience, victims)
    tell = partial(_told, audience=audience, withheld=withheld)
    return tuple(_tracked(tables, tell))


def _tracked(
    tables: Iterable[tuple[type[Model], str, str, str]],
    tell: Callable[[type[Model], Any, Any, str], str],
) -> Iterator[Tracked]:
    for model, title, person, about in tables:
        yield Tracked(
            model,
            title,
            person,
            about=about,
            texts=texts_of(model),
            tell=tell,
            words=_WORDS,
            codes=_CODES,
            silent=_SILENT,
            named=_NAMED,
        )


def texts_of(model: type[Model]) -> frozenset[str]:
    """The columns of a table that hold free text, whatever their type."""
    named = (field.partition(".") for field in access.DISCLOSURE)
    own = {field for table, _, field in named if table == model.__name__}
    texts = {field.name for field in model._meta.fields if isinstance(field, TextField)}
    return frozenset(own | texts) | CLASSED.get(model, frozenset())


class _Withheld:
    """The forms of a minute's texts that are kept from this audience. One query a table, when asked."""

    def __init__(self, person: int, audience: Audience, victims: bool) -> None:
        self.person, self.audience, self.victims = person, audience, victims
        self._forms: dict[type[Model], tuple[Any, ...]] = {}

    def since(self, model: type[Model], form: Any) -> Any:
        """The newest of them that is this form or came after it."""
        of_it = (one for one in self._read(model) if one.pgh_obj_id == form.pgh_obj_id)
        return next((one for one in of_it if one.pgh_id >= form.pgh_id), None)

    def _read(self, model: type[Model]) -> tuple[Any, ...]:
        if model not in self._forms:
            rows = events(model).filter(**{_PATHS[model]: self.person}).order_by("-pgh_id")
            self._forms[model] = tuple(
                one for one in rows if not access.cleared(one.disclosure, self.audience)
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
    """A text as the asker may read it. What it said before somebody withheld it stays withheld from them."""
    if field not in CLASSED.get(model, ()):
        return access.told(model, field, getattr(form, field), audience, victims=withheld.victims)
    since = withheld.since(model, form)
    if since is None or field == "gist":
        return str(getattr(form, field))
    gist = "" if field == "ground" else getattr(since, "gist", "")
    words = {"body": getattr(form, field), "disclosure": since.disclosure, "gist": gist}
    return access.minuted(words, audience)
