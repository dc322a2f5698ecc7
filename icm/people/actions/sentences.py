"""Sentences as the warrants give them. Not known stays not known; the dates follow from the rules."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from icm.core.access import Principals
from icm.core.dates import day
from icm.core.refusals import Refused, SentBefore
from icm.people import access
from icm.people.actions.settling import changed, locked, settle
from icm.people.models import Person, Sentence
from icm.people.queries import acts
from icm.policy.facts import SentenceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Warrant:
    """The fields of one sentence; None is not known."""

    kind: str = ""
    offence: str = ""
    court: str = ""
    imposed_on: date | None = None
    start_on: date | None = None
    term_years: int | None = None
    term_months: int | None = None
    term_weeks: int | None = None
    term_days: int | None = None
    ends_on: date | None = None
    extension_months: int | None = None
    supervision_months: int | None = None
    punishment_years: int | None = None
    punishment_months: int | None = None
    punishment_days: int | None = None
    domestic_abuse: bool | None = None
    listed_sexual: bool | None = None
    terrorism: bool = False
    first_imposed_on: date | None = None
    recalled_on: date | None = None
    quashed_on: date | None = None


@transaction.atomic
def record_sentence(
    person: Person, warrant: Warrant, *, reference: str, principals: Principals, at: datetime
) -> Sentence:
    """One more sentence; the same reference a second time is the same sentence."""
    access.require(person, principals, access.SENTENCE)
    row = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    before = Sentence.objects.filter(person=row, reference=reference).first()
    if before:
        if any(getattr(before, field) != value for field, value in asdict(warrant).items()):
            raise SentBefore
        return before
    _readable(warrant)
    made = Sentence.objects.create(person=row, reference=reference, **asdict(warrant))
    changed(row)
    settle(row, at=at)
    return made


@transaction.atomic
def change_sentence(
    sentence: Sentence, warrant: Warrant, *, version: int, principals: Principals, at: datetime
) -> Sentence:
    """What the warrant says, put right. The earlier form stays in the history."""
    person = sentence.person
    access.require(person, principals, access.SENTENCE)
    row = locked(person, version=version, stands=lambda _: in_words(sentence))
    _readable(warrant)
    found = Sentence.objects.select_for_update().get(pk=sentence.pk)
    fields = asdict(warrant)
    for field, value in fields.items():
        setattr(found, field, value)
    found.save(update_fields=list(fields))
    changed(row)
    settle(row, at=at)
    return found


def in_words(sentence: Sentence) -> str:
    """The sentence as recorded now, in one line."""
    now = Sentence.objects.get(pk=sentence.pk)
    kind = SentenceKind(now.kind).label if now.kind else "Kind not known"
    length = acts.in_words(
        years=now.term_years, months=now.term_months, weeks=now.term_weeks, days=now.term_days
    )
    return f"{kind}, {length or 'length not known'}, imposed {day(now.imposed_on)}."


def _readable(warrant: Warrant) -> None:
    """Refuse what contradicts itself; what is missing is nobody's mistake."""
    begins = warrant.start_on or warrant.imposed_on
    if warrant.ends_on and begins and warrant.ends_on < begins:
        raise Refused("The sentence ends before it starts. Check the two dates.")
    if warrant.recalled_on and warrant.imposed_on and warrant.recalled_on < warrant.imposed_on:
        raise Refused("The recall is before the sentence. Check the two dates.")
    if warrant.quashed_on and warrant.imposed_on and warrant.quashed_on < warrant.imposed_on:
        raise Refused("It was quashed before it was imposed. Check the two dates.")
