"""What is written in the plan: entries by domain, changed and withdrawn by whoever wrote them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from casework import access
from casework.actions.writers import Standing, reader_again, writer, writer_again
from casework.models import Narrative, Referral
from casework.policy.areas import Domain
from casework.queries.likeness import Reader, nearest
from icm.core.access import Principals
from icm.core.disclosure import Disclosure
from icm.core.models import User
from icm.core.refusals import NotAllowed, Refused, SentBefore, Stale
from icm.core.wording import for_others, refuse_figures
from icm.people.actions import Happening, note_events, retract_events
from icm.people.models import Person
from icm.policy.calendar import in_scotland
from icm.policy.facts import EventKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What an entry says. ``gist`` is what may be said instead to whom it is withheld from, ``ground`` why it is.

    ``anyway``: the writer has seen that it nearly repeats an earlier entry, and keeps it as it is.
    """

    on: date
    body: str
    source: str = ""
    disclosure: Disclosure = Disclosure.PERSON
    gist: str = ""
    ground: str = ""
    anyway: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing(Words):
    """A new entry. ``reference`` names it, so that sending it twice is harmless."""

    reference: str
    domain: Domain


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewriting(Words):
    """An entry put in other words; ``version`` is the page's."""

    version: int


class NearCopy(Exception):
    """Nothing is saved yet: the writer is asked first. ``earlier`` may be about somebody else; see ``queries``."""

    def __init__(self, earlier: Narrative, likeness: float) -> None:
        super().__init__()
        self.earlier, self.likeness = earlier, likeness


class StaleWords(Stale):
    """Both texts stand on the page; the one that stands is shown whole beside the one typed."""

    def __init__(self, row: Narrative) -> None:
        super().__init__(current=row.body, version=row.version)
        self.args = (
            "This entry was changed somewhere else while you were writing. Both texts are on this page:"
            " what stands now, and what you typed. Put them together, then save again.",
        )


@transaction.atomic
def write_narrative(
    person: Person,
    writing: Writing,
    *,
    by: User,
    principals: Principals,
    at: datetime,
    referral: Referral | None = None,
) -> Narrative:
    """One more entry; the same reference a second time is the same entry.

    Staff write as those who hold the person; a provider through a referral to it, in that referral's domain.
    """
    standing = writer(person, principals, referral)
    row = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    before = Narrative.objects.filter(person=row, reference=writing.reference).first()
    if before is not None:
        return _same(before, writing, by)
    _check(writing, standing, at)
    if referral is not None and writing.domain != referral.domain:
        raise Refused("You write in the domain you were asked to help with.")
    like, likeness = _like(writing, row, standing, by, at)
    made = Narrative.objects.create(
        person=row,
        reference=writing.reference,
        domain=writing.domain,
        agency=standing.agency,
        provider_id=standing.provider,
        role=standing.role,
        author=by,
        written_at=at,
        like=like,
        likeness=likeness,
        **_columns(writing),
    )
    _updated(row, _reference(made), by=by, at=at)
    return made


@transaction.atomic
def change_narrative(
    narrative: Narrative, change: Rewriting, *, by: User, principals: Principals, at: datetime
) -> Narrative:
    """The entry in other words. The earlier ones stay in the history."""
    row = _locked(narrative)
    standing = writer_again(row, principals)
    if not access.may_change(row, principals, standing.audience):
        raise NotAllowed("An entry is changed by whoever wrote it. Write one of your own instead.")
    if row.version != change.version:
        if _as_sent(row, change):
            return row  # sent twice
        raise StaleWords(row)
    _check(change, standing, at)
    columns = _columns(change)
    if all(getattr(row, name) == value for name, value in columns.items()):
        return row
    row.like, row.likeness = _like(change, row.person, standing, by, at, but=row.pk)
    for name, value in columns.items():
        setattr(row, name, value)
    row.changed_at, row.changed_by, row.version = at, by, row.version + 1
    kept = ("like", "likeness", "changed_at", "changed_by", "version")
    row.save(update_fields=[*columns, *kept])
    _updated(row.person, f"{_reference(row)}-{row.version}", by=by, at=at)
    return row


@transaction.atomic
def withdraw_narrative(
    narrative: Narrative, *, why: str, version: int, principals: Principals, at: datetime
) -> Narrative:
    """The entry counts no more, and neither does what it did for the clocks. The history keeps it, with the reason."""
    row = _locked(narrative)
    if row.withdrawn_at is not None and row.withdrawn_why == why.strip():
        return row
    audience = reader_again(row, principals)
    keeps = access.kept_classes(row.person, principals)
    if not access.may_withdraw(row, principals, audience, keeps):
        raise NotAllowed(
            "An entry is withdrawn by whoever wrote it, or by those who keep the record."
        )
    if row.version != version:
        raise StaleWords(row)
    if not why.strip():
        raise Refused("Say why it is withdrawn.")
    refuse_figures(why)
    row.withdrawn_at, row.withdrawn_why, row.version = at, why.strip(), row.version + 1
    row.save(update_fields=["withdrawn_at", "withdrawn_why", "version"])
    own = [_reference(row), *(f"{_reference(row)}-{n}" for n in range(2, row.version))]
    retract_events(row.person, own, why=row.withdrawn_why, at=at)
    return row


def _locked(narrative: Narrative) -> Narrative:
    """The person before the entry, as everywhere; others may still name it as what theirs is like."""
    Person.objects.select_for_update(of=("self",)).get(pk=narrative.person_id)
    rows = Narrative.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("person").get(pk=narrative.pk)


def _check(words: Words, standing: Standing, at: datetime) -> None:
    if not words.body.strip():
        raise Refused("Write what you want to say.")
    if words.on > in_scotland(at).date():
        raise Refused("That day is in the future. Write about what has been.")
    if words.disclosure not in access.classes_for(standing.audience):
        raise Refused("Choose who may read this: not this, in the plan.")
    if access.withheld(words.disclosure) and not words.ground.strip():
        raise Refused("Say why the person may not read it: a text is never withheld without.")
    refuse_figures(*for_others(words.disclosure, words.body, words.source), words.gist)


def _like(
    words: Words,
    person: Person,
    standing: Standing,
    by: User,
    at: datetime,
    *,
    but: int | None = None,
) -> tuple[Narrative | None, float | None]:
    """The earlier entry it nearly repeats, if any, to be kept with it; asks the writer first, unless they have been."""
    reader = Reader(by.pk, standing.audience, standing.provider)
    found, alike = nearest(words.body.strip(), person, reader, on=in_scotland(at).date(), but=but)
    if found is not None and not words.anyway:
        raise NearCopy(found, alike)
    return (found, alike) if found is not None else (None, None)


def _columns(words: Words) -> dict[str, object]:
    kept_back = access.withheld(words.disclosure)
    return {
        "on": words.on,
        "source": words.source.strip(),
        "body": words.body.strip(),
        "disclosure": words.disclosure.value,
        "gist": words.gist.strip() if kept_back else "",
        "ground": words.ground.strip() if kept_back else "",
    }


def _as_sent(row: Narrative, words: Words) -> bool:
    return all(getattr(row, name) == value for name, value in _columns(words).items())


def _same(before: Narrative, writing: Writing, by: User) -> Narrative:
    mine = before.author_id == by.pk and before.domain == writing.domain
    if not (mine and _as_sent(before, writing)):
        raise SentBefore
    return before


def _reference(row: Narrative) -> str:
    return f"narrative-{row.pk}"


def _updated(person: Person, reference: str, *, by: User, at: datetime) -> None:
    """The plan counts as brought up to date on the day somebody wrote, whichever day they wrote about."""
    on = in_scotland(at).date()
    noted = Happening(reference=reference, kind=EventKind.PLAN_UPDATED, on=on, at=at)
    note_events(person, [noted], by=by, at=at)
