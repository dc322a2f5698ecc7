"""One assessment as whoever asks may read it: the level with its definition, needs, strengths and the narrative.

No figure is read here: those have a page of their own (``risk.queries.scores``).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from icm.core.dates import day, moment
from icm.core.disclosure import Audience, Disclosure, Text
from icm.core.screen import Entry, Fact, Link, Profile, Weighed
from icm.policy.facts import Band
from icm.policy.roles import Role
from risk import access
from risk.models import (
    Assessment,
    Explanation,
    Formulation,
    NeedFound,
    ProtectiveFactor,
)
from risk.policy import definitions
from risk.policy.assessments import RoshChoice, Section, Seriousness, Tool, Understood, Weight
from risk.queries import doing
from risk.workflow import Assessing

Audiences = Collection[Audience]
STOPPED = (
    "Something in this assessment contradicts itself. It may not be used for a conference or a referral until"
    " social work has settled it."
)
_PARTS = {
    "pattern": "Pattern",
    "nature": "Nature",
    "seriousness": "Seriousness",
    "likelihood": "Likelihood",
    "imminence": "Imminence",
}
_BEFORE = {
    True: "Yes",
    False: "No, not so far",
    None: "Not known: ask whether it has protected them before",
}


@dataclass(frozen=True, slots=True)
class Level:
    """A level with what it means; ``local`` says whose words these are."""

    label: str
    meaning: str
    local: str
    source: str

    @property
    def facts(self) -> tuple[Fact, ...]:
        return (
            Fact("Level", self.label, source=self.source),
            Fact("What it means", self.meaning),
        )


@dataclass(frozen=True, slots=True)
class OutcomePage:
    facts: tuple[Fact, ...]
    stopped: str
    level: Level | None
    profile: Profile | None
    strengths: tuple[str, ...]
    protective: tuple[Fact, ...]
    summary: str
    parts: tuple[Fact, ...]
    missing: str
    is_done: bool
    harm: tuple[Fact, ...]
    harm_level: Level | None
    harm_means: str
    explained: tuple[Entry, ...]
    acts: tuple[Link, ...]


def outcome_page(
    row: Assessment, held: frozenset[str], audiences: Audiences, on: date, *, asker: int
) -> OutcomePage:
    """Five queries, whatever is in it. ``asker`` may take back what they recorded themselves."""
    words = formulation_of(row)
    needs = list(NeedFound.objects.filter(assessment=row))
    parts = _parts(words, audiences) if words else ()
    return OutcomePage(
        facts=_facts(row, audiences),
        stopped=STOPPED if row.stopped else "",
        level=level_of(row, on),
        profile=profile_of(needs, audiences),
        strengths=strengths(needs),
        protective=_protective(row, audiences),
        summary=access.shown(words, "summary", *audiences) if words else "",
        parts=parts,
        missing=_missing(words) if words else "",
        is_done=row.state == Assessing.DONE,
        harm=_harm(words, audiences),
        harm_level=harm_level(words, on),
        harm_means=definitions.SERIOUS_HARM_MEANS,
        explained=_explained(row, held, audiences, asker),
        acts=_acts(row, words, held),
    )


def formulation_of(row: Assessment) -> Formulation | None:
    rows = Formulation.objects.select_related("written_by", "rosh_by")
    return rows.filter(assessment=row).first()


def level_of(row: Assessment, on: date) -> Level | None:
    """None where it gives none, or may not be used."""
    if not row.band or row.stopped or row.done_on is None:
        return None
    band = Band(row.band)
    return Level(
        band.label,
        definitions.meaning(band, on),
        definitions.why_local(band, on),
        f"{Tool(row.tool).label} of {day(row.done_on)}",
    )


def harm_level(words: Formulation | None, on: date) -> Level | None:
    if words is None or not words.rosh_level:
        return None
    level = Seriousness(words.rosh_level)
    meaning, local = definitions.meaning(level, on), definitions.why_local(level, on)
    return Level(level.label, meaning, local, f"the decision of {day(words.rosh_on)}")


def profile_of(needs: Collection[NeedFound], audiences: Audiences) -> Profile | None:
    """Needs and strengths by area, in the order of the areas; an area nobody looked at is said so."""
    if not needs:
        return None
    found = {need.section: need for need in needs}
    scale = tuple(weight.value for weight in Weight)
    return Profile(
        "Needs and strengths by area",
        tuple(weight.label for weight in Weight),
        tuple(
            Weighed(
                section.label,
                scale.index(found[section].weight) if section in found else None,
                access.shown(found[section], "words", *audiences) if section in found else "",
            )
            for section in Section
        ),
    )


def strengths(needs: Collection[NeedFound]) -> tuple[str, ...]:
    strong = {need.section for need in needs if need.weight == Weight.STRENGTH}
    return tuple(section.label for section in Section if section in strong)


def _facts(row: Assessment, audiences: Audiences) -> tuple[Fact, ...]:
    by = row.requested_by.display_name() if row.requested_by else ""
    why = access.shown(row, "requested_why", *audiences)
    asked = [
        Fact("Asked for", day(row.requested_on), note=f"by {by}" if by else ""),
        Fact("Why it was asked for", why),
        Fact("Needed by", day(row.due_on) if row.due_on else ""),
        Fact("Who does it", row.owner.display_name() if row.owner else ""),
        Fact("Promised to start on", day(row.promised_start_on) if row.promised_start_on else ""),
        Fact("Promised to end on", day(row.promised_end_on) if row.promised_end_on else ""),
        Fact("The person was told the dates on", day(row.told_on) if row.told_on else ""),
    ]
    assessor = row.assessor.display_name() if row.assessor else ""
    stands = (
        Fact("How it stands", row.get_state_display()),
        Fact("What for", row.get_purpose_display()),
        Fact("Who assesses", row.get_side_display()),
    )
    done = (
        (
            Fact("Done on", day(row.done_on)),
            Fact("By", assessor or "Not recorded", unknown=not assessor),
        )
        if row.done_on
        else ()
    )
    gone = access.shown(row, "withdrawn_why", *audiences)
    withdrawn = (Fact("Why it was withdrawn", gone),) if gone else ()
    shown = asked if row.requested_on else [one for one in asked[2:] if one.value]
    return (*stands, *done, *withdrawn, *(one for one in shown if one.value))


def _parts(words: Formulation, audiences: Audiences) -> tuple[Fact, ...]:
    """The five parts; where they may not be read, what may be said instead stands once."""
    disclosure = Disclosure(words.disclosure)
    if not access.cleared(disclosure, audiences):
        first = next((name for name in _PARTS if getattr(words, name)), None)
        if first is None:
            return ()
        said = access.told(Text(getattr(words, first), disclosure, words.gist), audiences)
        return (Fact("How they come to offend", said),)
    told = (
        (title, access.told(Text(getattr(words, name), disclosure), audiences))
        for name, title in _PARTS.items()
    )
    return tuple(Fact(title, said or "Not written yet", unknown=not said) for title, said in told)


def _missing(words: Formulation) -> str:
    """FRAME-FORM has five parts: an empty one is warned of."""
    empty = [title.lower() for name, title in _PARTS.items() if not getattr(words, name)]
    return f"Not written yet: {', '.join(empty)}." if empty else ""


def _protective(row: Assessment, audiences: Audiences) -> tuple[Fact, ...]:
    rows = ProtectiveFactor.objects.filter(assessment=row).order_by("number")
    return tuple(
        Fact(
            access.shown(one, "what", *audiences),
            f"Has it protected them before? {_BEFORE[one.has_before]}",
            note=access.shown(one, "how", *audiences),
            unknown=one.has_before is None,
        )
        for one in rows
    )


def _harm(words: Formulation | None, audiences: Audiences) -> tuple[Fact, ...]:
    if words is None or not words.rosh:
        return (Fact("Decision", "Not decided yet", unknown=True),)
    by = words.rosh_by.display_name() if words.rosh_by else ""
    decided = Fact("Decision", RoshChoice(words.rosh).label, note=f"by {by}" if by else "")
    why = access.shown(words, "rosh_why", *audiences)
    on = Fact("Decided on", day(words.rosh_on), unknown=words.rosh_on is None)
    return (decided, on, Fact("Why", why)) if why else (decided, on)


def _explained(
    row: Assessment, held: frozenset[str], audiences: Audiences, asker: int
) -> tuple[Entry, ...]:
    rows = Explanation.objects.filter(assessment=row).select_related("by")
    return tuple(
        _talk(one, audiences, theirs=access.may_take_back(one.by_id, held, asker))
        for one in rows.order_by("-on", "-pk")
    )


def _talk(row: Explanation, audiences: Audiences, *, theirs: bool) -> Entry:
    facts = [
        Fact("In which way", row.form),
        Fact("Did they understand?", Understood(row.understood).label),
    ]
    if row.again_on:
        facts.append(Fact("To be explained again on", day(row.again_on)))
    if theirs:
        page = reverse("risk:take_back_explanation", args=[row.assessment_id, row.pk])
        facts.append(Fact("Recorded by mistake?", "Take it back", href=page))
    said = access.shown(row, "said_back", *audiences)
    return Entry(
        title=row.get_occasion_display(),
        when=day(row.on),
        by=f"{row.by.display_name()}, {Role(row.role).label.lower()}",
        text=f"They said: {said}" if said else "",
        facts=tuple(facts),
        known=f"recorded {moment(row.recorded_at)}",
    )


def _acts(row: Assessment, words: Formulation | None, held: frozenset[str]) -> tuple[Link, ...]:
    """What the asker may do with its outcome and its words. Withdrawn, it says nothing."""
    if row.state == Assessing.WITHDRAWN:
        return ()
    done = row.state == Assessing.DONE
    offered = (
        (access.EXPLAIN, "explain", "Record that it was explained", done and not row.stopped),
        (access.ASSESS, "words", "Change the formulation" if words else "Write the formulation", True),
        (access.ASSESS, "needs", "Needs, strengths and what protects", True),
        (access.ASSESS, "serious_harm", "Decide on serious harm", done),
    )  # fmt: skip
    words_of_it = tuple(
        Link(text, reverse(f"risk:{name}", args=[row.pk]))
        for verb, name, text, possible in offered
        if possible and verb in held
    )
    return doing.with_outcome(row, held) + words_of_it
