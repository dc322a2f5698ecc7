"""What an assessment says in words: the formulation, needs and strengths, and what may protect."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from icm.core.access import Principals
from icm.core.dates import moment
from icm.core.disclosure import CLEARED, Audience, Disclosure
from icm.core.models import User
from icm.core.refusals import NotAllowed, Refused, Stale
from risk import access
from risk.actions.standing import refuse_figures
from risk.models import Assessment, Formulation, NeedFound, ProtectiveFactor
from risk.policy.assessments import Section, Weight
from risk.policy.wording import why_not_in_words
from risk.workflow import Assessing

PARTS = ("pattern", "nature", "seriousness", "likelihood", "imminence")
MOST_FACTORS = 6
NOT_READABLE = "These words are withheld from you: somebody who may read them can change them."


@dataclass(frozen=True, slots=True, kw_only=True)
class Formulated:
    """The narrative in FRAME terms. The parts share one class; ``gist`` is what may be said instead of them."""

    summary: str
    pattern: str = ""
    nature: str = ""
    seriousness: str = ""
    likelihood: str = ""
    imminence: str = ""
    disclosure: Disclosure = Disclosure.PERSON
    gist: str = ""
    withheld_why: str = ""


@dataclass(frozen=True, slots=True)
class Need:
    """How much one area matters, in words."""

    section: Section
    weight: Weight
    words: str = ""


@dataclass(frozen=True, slots=True)
class Factor:
    """What may protect; ``has_before``: whether it has protected this person before, None where that is not known."""

    what: str
    has_before: bool | None = None
    how: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """Needs and strengths by area, and what may protect."""

    needs: tuple[Need, ...] = ()
    factors: tuple[Factor, ...] = ()


@transaction.atomic
def write_formulation(
    assessment: Assessment,
    words: Formulated,
    *,
    version: int,
    by: User,
    principals: Principals,
    at: datetime,
) -> Formulation:
    """The formulation in these words. What it said before stays in the history."""
    access.require_on(assessment, principals, access.ASSESS)
    _, row = locked_words(assessment)
    audiences = access.audiences_of(assessment.person, principals)
    if row is not None and not access.cleared(row.disclosure, audiences):
        raise NotAllowed(NOT_READABLE)
    columns = {name: getattr(words, name) for name in Formulated.__dataclass_fields__}
    if row is not None and row.version != version and _says(row, columns):
        return row  # sent twice
    refuse_stale(row, version)
    if reason := _why_not(words, audiences):
        raise Refused(reason)
    return kept(assessment, row, columns, by, at)


@transaction.atomic
def write_needs(
    assessment: Assessment,
    profile: Profile,
    *,
    version: int,
    by: User,
    principals: Principals,
    at: datetime,
) -> Formulation:
    """Needs and strengths by area, and what may protect: what is left out was not looked at, and is said so."""
    access.require_on(assessment, principals, access.ASSESS)
    _, row = locked_words(assessment)
    if row is not None and row.version != version and _same(assessment, profile):
        return row  # sent twice
    refuse_stale(row, version)
    factors = profile.factors
    if len(factors) > MOST_FACTORS:
        raise Refused(f"Name no more than {MOST_FACTORS}: those that matter most.")
    if any(not factor.what for factor in factors):
        raise Refused("Say what it is that may protect.")
    if any(factor.has_before and not factor.how for factor in factors):
        raise Refused("Say how it has protected them before.")
    texts = [text for factor in factors for text in (factor.what, factor.how)]
    refuse_figures(*(need.words for need in profile.needs), *texts)
    _needs(assessment, profile.needs)
    _factors(assessment, factors)
    return kept(assessment, row, {}, by, at)


def locked_words(assessment: Assessment) -> tuple[Assessment, Formulation | None]:
    """The assessment as it is now, locked, with its words if there are any. A withdrawn one says nothing."""
    here = Assessment.objects.select_for_update(of=("self",)).get(pk=assessment.pk)
    if here.state == Assessing.WITHDRAWN:
        raise Refused("The request was withdrawn: there is nothing to write about.")
    rows = Formulation.objects.select_for_update(of=("self",)).select_related("written_by")
    return here, rows.filter(assessment=here).first()


def refuse_stale(row: Formulation | None, version: int) -> None:
    """A page made before somebody else wrote. Without any words the version is nought."""
    if row is not None and row.version != version:
        written = f"written by {row.written_by.display_name()} on {moment(row.written_at)}."
        raise Stale(current=written, version=row.version)


def kept(
    assessment: Assessment,
    row: Formulation | None,
    columns: dict[str, Any],
    by: User,
    at: datetime,
) -> Formulation:
    """The next version of the words, with these columns changed."""
    if row is None:
        return Formulation.objects.create(
            assessment=assessment, written_at=at, written_by=by, **columns
        )
    for name, value in columns.items():
        setattr(row, name, value)
    row.written_at, row.written_by, row.version = at, by, row.version + 1
    row.save(update_fields=[*columns, "written_at", "written_by", "version"])
    return row


def classes_for(audiences: frozenset[Audience]) -> tuple[Disclosure, ...]:
    """Whom a writer may write the parts for: no class that they cannot read back themselves."""
    offered = (Disclosure.PERSON, Disclosure.TEAM, Disclosure.SOCIAL_WORK, Disclosure.VICTIM)
    return tuple(one for one in offered if any(one in CLEARED[who] for who in audiences))


def _says(row: Formulation, columns: dict[str, Any]) -> bool:
    return all(getattr(row, name) == value for name, value in columns.items())


def _why_not(words: Formulated, audiences: frozenset[Audience]) -> str:
    if words.disclosure not in classes_for(audiences):
        return "You cannot write for readers you do not belong to."
    if words.disclosure is not Disclosure.PERSON and not words.withheld_why:
        return "Say why the person may not read it."
    parts = [getattr(words, name) for name in PARTS]
    for_others = [] if words.disclosure is Disclosure.SOCIAL_WORK else parts
    return why_not_in_words(words.summary, words.gist, *for_others)


def _same(assessment: Assessment, profile: Profile) -> bool:
    rows = NeedFound.objects.filter(assessment=assessment)
    stored = {(row.section, row.weight, row.words) for row in rows}
    sent = {(need.section.value, need.weight.value, need.words) for need in profile.needs}
    protective = ProtectiveFactor.objects.filter(assessment=assessment).order_by("number")
    return stored == sent and [(row.what, row.has_before, row.how) for row in protective] == [
        (factor.what, factor.has_before, factor.how) for factor in profile.factors
    ]


def _needs(assessment: Assessment, needs: Sequence[Need]) -> None:
    before = {row.section: row for row in NeedFound.objects.filter(assessment=assessment)}
    for need in needs:
        row = before.pop(need.section.value, None)
        if row is None:
            NeedFound.objects.create(
                assessment=assessment, section=need.section, weight=need.weight, words=need.words
            )
        elif (row.weight, row.words) != (need.weight.value, need.words):
            row.weight, row.words = need.weight.value, need.words
            row.save(update_fields=["weight", "words"])
    for row in before.values():
        row.delete()


def _factors(assessment: Assessment, factors: Sequence[Factor]) -> None:
    before = {row.number: row for row in ProtectiveFactor.objects.filter(assessment=assessment)}
    for number, factor in enumerate(factors, start=1):
        row = before.pop(number, None)
        if row is None:
            ProtectiveFactor.objects.create(
                assessment=assessment,
                number=number,
                what=factor.what,
                has_before=factor.has_before,
                how=factor.how,
            )
        elif (row.what, row.has_before, row.how) != (factor.what, factor.has_before, factor.how):
            row.what, row.has_before, row.how = factor.what, factor.has_before, factor.how
            row.save(update_fields=["what", "has_before", "how"])
    for row in before.values():
        row.delete()
