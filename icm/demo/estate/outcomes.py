"""What an invented assessment says in words, and whether anybody explained it: mostly nobody did.

Inspectors found outcomes that prisoners and their officers had not been told, formulations without likelihood or
imminence, and no agreement on when a fuller look at serious harm is needed (HMIPS 2024, §§13, 19, 25). They gave no
figures; the shares are invented.
"""

from dataclasses import replace
from datetime import date, timedelta

from icm.demo.estate.cases import Life
from icm.demo.estate.happenings import By, Of
from icm.demo.estate.plan import Sort
from icm.demo.estate.risks import Explained, Factor, Risk, Words
from icm.policy.facts import Band, EventKind
from icm.policy.roles import Role
from risk.policy.assessments import Section, Weight

WRITTEN = 0.85  # of outcomes this record holds: with words beside the band
PART_LEFT_EMPTY = {"likelihood": 0.15, "imminence": 0.4, "seriousness": 0.08}
KEPT_BACK = 0.06
EXPLAINED = 0.5
UNDERSTOOD = ("yes", "yes", "yes", "yes", "yes", "yes", "yes", "partly", "partly", "no")
DISCLOSED = 0.35  # of conferences with an assessment before them
FORMS = (
    "Face to face, read aloud", "Face to face, in plain words", "Face to face, with an interpreter",
    "By video link, with the personal officer in the room", "Face to face, in two short talks",
)  # fmt: skip
PARTS = ("summary", "pattern", "nature", "seriousness", "likelihood", "imminence")
SEXUAL = (Sort.STSO, Sort.SHORT_EXTENDED, Sort.LONG_EXTENDED, Sort.OLR)
_BANDS = [band.value for band in Band]
# How often an area is of no, some and considerable need, from the lowest band to the highest.
_WEIGHTS = ((75, 22, 3), (55, 38, 7), (30, 50, 20), (14, 46, 40), (6, 34, 60))
_NEEDS = (Weight.NONE.value, Weight.SOME.value, Weight.CONSIDERABLE.value)
_ROSH = {"high": ("done", "done", "not-needed", "needed", ""), "medium": ("not-needed", "", "", "")}
_HARM = ("low", "medium", "high", "very-high")


def words(life: Life, place: int, band: str, done_on: date, by: By) -> Words | None:
    """The formulation of an assessment; ``place`` is where it stands among the person's."""
    draw, say = life.draw, life.words
    if draw.random() > WRITTEN:
        return None
    texts = {
        part: ""
        if draw.random() < PART_LEFT_EMPTY.get(part, 0.0)
        else say.say("risk", part, done_on)
        for part in PARTS
    }
    disclosure, gist, ground = "person", "", ""
    if draw.random() < KEPT_BACK:
        texts["pattern"], gist, ground = say.triple("risk", "team only", done_on)
        disclosure = "team"
    rosh, level, why, rosh_on = _rosh(life, place, band, done_on, by)
    return Words(
        parts=tuple(texts.values()),
        written_at=life.at(done_on),
        needs=tuple(_need(life, section, band, done_on) for section in Section),
        factors=tuple(_factor(life, done_on) for _ in range(draw.choice((0, 1, 1, 2, 3)))),
        disclosure=disclosure,
        gist=gist,
        withheld_why=ground,
        rosh=rosh,
        rosh_level=level,
        rosh_on=rosh_on,
        rosh_why=why,
    )


def _need(life: Life, section: Section, band: str, day: date) -> tuple[str, str]:
    draw = life.draw
    weight = draw.choices(_NEEDS, _WEIGHTS[_BANDS.index(band)])[0]
    if weight == Weight.NONE.value and section is not Section.HISTORY and draw.random() < 0.3:
        said = life.words.say("risk", "strength", day) if draw.random() < 0.5 else ""
        return Weight.STRENGTH.value, said
    speaks = weight == Weight.CONSIDERABLE.value and draw.random() < 0.6
    return weight, life.words.say("risk", f"need {section.value}", day) if speaks else ""


def _factor(life: Life, day: date) -> Factor:
    """Whether it has protected before is asked of fewer than half."""
    before = life.draw.choice((True, True, False, None, None, None))
    heading = "protected before" if before else "did not protect"
    how = "" if before is None else life.words.say("risk", heading, day)
    return Factor(life.words.say("risk", "protects", day), before, how)


def _rosh(
    life: Life, place: int, band: str, day: date, by: By
) -> tuple[str, str, str, date | None]:
    """Whether risk of serious harm was looked at more fully; in some the level found is far from the band."""
    draw = life.draw
    grave = band in ("high", "very-high") or life.course.slot.sort in SEXUAL
    chosen = draw.choice(_ROSH["high" if grave else "medium"])
    if not chosen:
        return "", "", "", None
    on = min(day + timedelta(days=draw.randint(0, 25)), life.on)
    why = life.words.say("risk", f"rosh {chosen}".replace("-", " "), on)
    if chosen == "needed":
        return chosen, "", why, None
    of = Of("assessments", place, name=f"rosh-{{key}}-{on}")
    life.note(EventKind.ROSH_DECIDED, of, by, life.at(on), on=on)
    level = ""
    if chosen == "done":
        near = min(max(_BANDS.index(band) - 1, 0), 3)
        level = _HARM[near] if draw.random() < 0.85 else draw.choice(_HARM)
    return chosen, level, why, on


def explained(life: Life, risk: Risk, place: int, by: By) -> None:
    """That it was gone through with the person, where it was; not understood, it is to be done again."""
    draw, done_on = life.draw, risk.assessments[place].done_on or life.on
    on = done_on + timedelta(days=draw.randint(2, 60))
    if draw.random() > EXPLAINED or on >= life.on:
        return
    officer = life.officer(on)
    own = officer.role is Role.PERSONAL_OFFICER and draw.random() < 0.3
    _tell(life, risk, place, "outcome", on, officer if own else by)


def disclosed(life: Life, risk: Risk, place: int, held: date) -> None:
    """Before a conference, by the personal officer where they have one."""
    on = held - timedelta(days=life.draw.randint(9, 24))
    if life.draw.random() < DISCLOSED and life.officer_from <= on < life.on:
        _tell(life, risk, place, "conference", on, life.officer(on))


def _tell(life: Life, risk: Risk, place: int, occasion: str, on: date, by: By) -> None:
    draw, at = life.draw, life.at(on, 10, 18)
    understood = draw.choice(UNDERSTOOD)
    of = Of("explanations", len(risk.explanations))
    if understood == "yes":  # until then it stays to be done
        life.note(EventKind.LSCMI_EXPLAINED, replace(of, name="explained-{key}"), by, at, on=on)
    if understood == "yes" and occasion == "conference":
        life.note(EventKind.DISCLOSED, replace(of, name="disclosed-{key}"), by, at, on=on)
    risk.explanations.append(
        Explained(
            assessment=place,
            occasion=occasion,
            on=on,
            by=by,
            form=draw.choice(FORMS),
            said_back=life.words.say(
                "risk", "said back" if understood == "yes" else "said back not", on
            ),
            understood=understood,
            again_on=on + timedelta(days=draw.randint(7, 30)) if understood != "yes" else None,
            recorded_at=at,
        )
    )
