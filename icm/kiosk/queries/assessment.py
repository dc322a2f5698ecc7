"""What social work found of somebody, in everyday words: the level, needs and strengths. Never a figure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from icm.kiosk.queries.words import in_full
from icm.people.models import Person
from icm.policy.facts import Band
from risk.policy.assessments import Section, Weight
from risk.queries.own import Found, Need, OwnAssessment, own_assessment

SECTIONS = {
    Section.HISTORY: gettext_lazy("What you were in court for before"),
    Section.EDUCATION: gettext_lazy("School and work"),
    Section.FAMILY: gettext_lazy("Family and partner"),
    Section.LEISURE: gettext_lazy("Free time"),
    Section.COMPANIONS: gettext_lazy("Friends"),
    Section.SUBSTANCES: gettext_lazy("Alcohol and drugs"),
    Section.ATTITUDE: gettext_lazy("How you see crime and rules"),
    Section.PATTERN: gettext_lazy("How you have lived and acted so far"),
}
BANDS = {
    Band.VERY_LOW: (
        gettext_lazy("Very low"),
        gettext_lazy("They found very little that may lead you back to crime."),
    ),
    Band.LOW: (
        gettext_lazy("Low"),
        gettext_lazy(
            "They found a few things that may lead you back to crime. A little help is enough."
        ),
    ),
    Band.MEDIUM: (
        gettext_lazy("Medium"),
        gettext_lazy(
            "They found some things that may lead you back to crime. You need a plan to work on them."
        ),
    ),
    Band.HIGH: (
        gettext_lazy("High"),
        gettext_lazy(
            "They found many things that may lead you back to crime. You need a lot of help with them."
        ),
    ),
    Band.VERY_HIGH: (
        gettext_lazy("Very high"),
        gettext_lazy(
            "They found things in most parts of life that may lead you back to crime. You need the most help."
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of life, and what they wrote about it."""

    title: str
    words: str


@dataclass(frozen=True, slots=True)
class AssessmentPage:
    answer: str
    lines: tuple[str, ...]
    level: str = ""
    level_means: str = ""
    summary: str = ""
    much: tuple[Part, ...] = ()
    some: tuple[Part, ...] = ()
    strong: tuple[Part, ...] = ()
    protects: tuple[Part, ...] = ()
    talk: tuple[str, ...] = ()


def assessment_page(person: Person, on: date) -> AssessmentPage:
    """What was found, once somebody has gone through it with them; until then who does that, and by when."""
    own = own_assessment(person, on)
    if own.found is not None:
        return _told(own.found, on)
    if own.stopped:
        return AssessmentPage(
            _("Social work has to check something first."),
            (
                _("Part of what they wrote does not fit together. They will put it right."),
                *_who(own),
            ),
        )
    if own.done_on is not None:
        return _not_told(own, on)
    asked = _("Social work has been asked to do this with you.") if own.asked_for else ""
    return AssessmentPage(
        _("Social work has not done this with you yet."), tuple(filter(None, (asked, *_who(own))))
    )


def _who(own: OwnAssessment) -> Iterator[str]:
    if own.worker:
        yield _("%(name)s is your social worker in prison. You can ask for a talk.") % {
            "name": own.worker
        }
    else:
        yield _("No social worker is named for you yet. Ask your officer about it.")


def _not_told(own: OwnAssessment, on: date) -> AssessmentPage:
    """It is for somebody to say face to face first: here stands who, and by when."""
    assert own.done_on is not None  # noqa: S101 - asked by the caller
    by = own.explain_by
    when = _("Nobody has set a day for this talk yet. Ask your officer.")
    if by is not None and by >= on:
        when = _("They should do that by %(day)s.") % {"day": in_full(by)}
    elif by is not None:
        when = _("They should have done that by %(day)s. Ask your officer about it.") % {
            "day": in_full(by)
        }
    done = _("Social work did this with you on %(day)s.") % {"day": in_full(own.done_on)}
    first = _("A social worker or your officer will go through it with you, face to face.")
    after = _("You can read it here after that talk.")
    return AssessmentPage(
        _("Nobody has gone through this with you yet."), (done, first, when, after)
    )


def _told(found: Found, on: date) -> AssessmentPage:
    level, means = BANDS[found.band] if found.band else ("", "")
    done = _("Social work did this with you on %(day)s.") % {"day": in_full(found.done_on)}
    return AssessmentPage(
        answer=done,
        lines=(_("It says what may lead you back to crime, and what keeps you out of it."),),
        level=str(level),
        level_means=str(means),
        summary=found.summary,
        much=_parts(found.needs, Weight.CONSIDERABLE),
        some=_parts(found.needs, Weight.SOME),
        strong=_parts(found.needs, Weight.STRENGTH),
        protects=tuple(Part(one.what, one.how) for one in found.protects),
        talk=tuple(_talk(found, on)),
    )


def _parts(needs: tuple[Need, ...], weight: Weight) -> tuple[Part, ...]:
    return tuple(
        Part(str(SECTIONS[one.section]), one.words) for one in needs if one.weight is weight
    )


def _talk(found: Found, on: date) -> Iterator[str]:
    talk = found.talk
    yield _("%(name)s went through it with you on %(day)s.") % {
        "name": talk.by,
        "day": in_full(talk.on),
    }
    if talk.again_on and talk.again_on >= on:
        yield _("You will talk about it again by %(day)s.") % {"day": in_full(talk.again_on)}
    elif talk.again_on:
        yield _("You were to talk about it again by %(day)s. Ask your officer about it.") % {
            "day": in_full(talk.again_on)
        }
    yield _("If you do not understand it, or think it is wrong, ask for a talk about it.")
