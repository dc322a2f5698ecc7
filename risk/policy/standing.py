"""What always holds of supervision levels (PSS-ANY, -CRITERIA, -NOT-RISK, -TR-LINK)."""

from datetime import date

from icm.policy.calendar import in_words
from icm.policy.dated import Dated, Since
from icm.policy.documents import THEMATIC
from icm.policy.duty import Duty, Ground, iso
from icm.policy.facts import Facts, Level
from icm.policy.roles import Role
from icm.policy.rules import Outcome
from risk.policy.reviews import (
    LEVEL_MEANS,
    LEVEL_RECORD,
    NO_REVIEW_YET,
    RULES_2011,
    Reviews,
    as_set_out,
    prison_rule,
    reviews_of,
)

CRITERIA = Dated(
    "PSS-CRITERIA",
    "What a review has regard to",
    Since(
        RULES_2011,
        (
            "seriousness of the offence",
            "previous convictions",
            "outstanding charges",
            "time spent in custody",
            "conduct in custody",
            "trustworthiness and stability",
            "anything specified by Ministers",
        ),
        prison_rule(f"rr.19, 22 as set out in {THEMATIC}, §9(a) to (g)"),
    ),
)
LEVEL_FOR_RELEASE = Dated(
    "PSS-TR-LINK",
    "Level that temporary release needs",
    Since(RULES_2011, Level.LOW, prison_rule("r.134(2)(a), (5)(b)")),
)
ANY = Duty(
    "PSS-ANY",
    "Review of the supervision level at any time",
    Role.RMT_CHAIR,
    "look again at your level if they need to",
    "looked again at your level",
    "standing",
    means=LEVEL_MEANS,
)
REGARD = Duty(
    "PSS-CRITERIA",
    "Seven criteria regarded at every review",
    Role.RMT_CHAIR,
    "think about seven things when they set your level",
    "thought about seven things when they set your level",
    "standing",
    means=LEVEL_MEANS,
)
NOT_RISK = Duty(
    "PSS-NOT-RISK",
    "A supervision level is not an assessment of risk",
    None,
    "keep your level apart from your risk",
    "kept your level apart from your risk",
    "standing",
)
RELEASE = Duty(
    "PSS-TR-LINK",
    "Temporary release needs Low supervision",
    Role.RMT_CHAIR,
    "check your level before you can go out for a day",
    "checked your level",
    "standing",
    means=LEVEL_MEANS,
)


def _any(facts: Facts, on: date) -> Outcome:
    reviews = reviews_of(facts, on)
    ground = Ground((_R19_D,), iso(RULES_2011), _inputs(reviews))
    basis = "The Governor may review whenever that is thought necessary."
    staff = "may be held whenever the Governor thinks it necessary."
    if reviews.level is Level.LOW:
        staff = f"{staff[:-1]}; for a Low level it is the only review."
    words = "Staff can look again at your level at any time. You can ask them to."
    return ANY.holds(_since(reviews), basis, staff, words, ground)


def _criteria(facts: Facts, on: date) -> Outcome:
    version = CRITERIA.version(on)
    reviews = reviews_of(facts, on)
    ground = Ground.of(version).using(_inputs(reviews))
    if reviews.latest is None:
        words = f"{NO_REVIEW_YET} When they do, they must think about seven things."
        return REGARD.outside("No review since admission is recorded.", ground, words)
    day, review = reviews.latest
    asked, noted = len(version.value), review.criteria_noted
    basis = f"Review of {in_words(day)}: {noted} of {asked} criteria noted."
    if noted < asked:
        settle = "A note on each criterion, also where there is nothing to note."
        words = f"Staff must look at {asked} things to set your level. Some notes are missing."
        return REGARD.unknown(basis, settle, ground, words)
    words = f"Staff looked at {asked} things when they set your level."
    return REGARD.holds(day, basis, basis, words, ground)


def _not_risk(facts: Facts, on: date) -> Outcome:
    """Holds by how the system is made: the two are never one field, one colour or one place."""
    reviews = reviews_of(facts, on)
    ground = Ground((_R17,), iso(RULES_2011), _inputs(reviews))
    basis = "A level says how much supervision is needed inside the prison, and nothing else."
    staff = (
        "the level is about supervision inside the prison; the risk of absconding or of danger"
        " to the public is assessed separately."
    )
    words = (
        "Your level says how closely staff watch you in prison."
        " It does not say how big a risk you are outside."
    )
    return NOT_RISK.holds(_since(reviews), basis, staff, words, ground)


def _release(facts: Facts, on: date) -> Outcome:
    version = LEVEL_FOR_RELEASE.version(on)
    reviews = reviews_of(facts, on)
    ground = Ground.of(version).using(_inputs(reviews))
    level = reviews.level
    if level is None:
        because = "The supervision level now held is not recorded."
        words = "You need a Low level to go out for a day. Staff must check your level."
        return RELEASE.unknown(because, LEVEL_RECORD, ground, words)
    if level is not version.value:
        why = (
            f"the supervision level is {level.value.capitalize()} and temporary release needs Low."
        )
        words = (
            f"Your level is {level.value.capitalize()}. You need a Low level to go out for a day."
        )
        return RELEASE.barred(why, words, ground)
    basis = "The supervision level is Low."
    staff = "the level is Low, so it is no bar; a life prisoner's consent lasts only while it is."
    words = "Being at Low is one thing you need to go out for a day. Staff decide, and may say no."
    if any(span.indeterminate for span in reviews.person.spans):
        words += " For you, Ministers must agree to it first."
    return RELEASE.holds(_since(reviews), basis, staff, words, ground)


def _since(reviews: Reviews) -> date:
    """The first day on which what holds is known to: the last review, admission, or the rule."""
    if reviews.latest is not None:
        return reviews.latest[0]
    return reviews.person.admitted_on or RULES_2011


def _inputs(reviews: Reviews) -> dict[str, str]:
    return {"supervision level": reviews.level.value if reviews.level else "not recorded"}


_R19_D = as_set_out("§9(d)")
_R17 = prison_rule("r.17(2)(b)")

RULES = (
    ANY.rule(Since(RULES_2011, _any, _R19_D)),
    REGARD.rule(Since(RULES_2011, _criteria, CRITERIA.history[0].source)),
    NOT_RISK.rule(Since(RULES_2011, _not_risk, _R17)),
    RELEASE.rule(Since(RULES_2011, _release, LEVEL_FOR_RELEASE.history[0].source)),
)
