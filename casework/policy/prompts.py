"""What to ask oneself before writing in a domain, and what a reader will ask of the words. Nothing here writes.

All of it is a local default: HMIPS found entries copied and thin, and no source says what a good one holds.
"""

import re
from dataclasses import dataclass
from datetime import date

from casework.policy.areas import Domain
from icm.policy.dated import Dated, Since, Source

BEGAN = date(2024, 6, 24)
_WHY = (
    "No source gives questions or a measure; HMIPS found thin and copied entries (2024, §§12, 14)."
)


@dataclass(frozen=True, slots=True)
class Prompts:
    domain: Domain
    questions: tuple[str, ...]

    @property
    def label(self) -> str:
        return f"{self.domain.label}: {' '.join(self.questions)}"


@dataclass(frozen=True, slots=True)
class Vague:
    """Words that leave the reader guessing, and what the reader will ask."""

    words: str
    ask: str

    @property
    def label(self) -> str:
        return self.words


_CHANGED, _NEXT = "What has changed since last time?", "What comes next, who does it, by when?"
ALWAYS = ("What did you see or hear yourself?", _CHANGED, _NEXT)
QUESTIONS: Dated[tuple[Prompts, ...]] = Dated(
    "CIP-ALL",
    "Questions beside the box, by domain",
    Since(
        BEGAN,
        (
            Prompts(
                Domain.SUBSTANCE_MISUSE,
                (
                    "What did they tell you about using, or staying off?",
                    "Which help do they go to, and how often?",
                    _CHANGED,
                    _NEXT,
                ),
            ),
            Prompts(
                Domain.MENTAL_HEALTH,
                (
                    "How are they from day to day, as you saw it?",
                    "What helps them, and what makes it worse?",
                    _CHANGED,
                    _NEXT,
                ),
            ),
            Prompts(
                Domain.LEARNING,
                (
                    "What do they go to, and what can they do now?",
                    "What gets in the way of learning?",
                    _CHANGED,
                    _NEXT,
                ),
            ),
            Prompts(
                Domain.EMPLOYMENT,
                (
                    "Which work or training, and how do they do it?",
                    "What do they want to do outside?",
                    _CHANGED,
                    _NEXT,
                ),
            ),
            Prompts(
                Domain.ACCOMMODATION,
                (
                    "Where will they live? Who has said so?",
                    "Is a tenancy at risk while they are here?",
                    _CHANGED,
                    _NEXT,
                ),
            ),
            Prompts(
                Domain.FINANCES,
                (
                    "Which debts, benefits or bank account do they have?",
                    "Is anybody else depending on their money?",
                    _CHANGED,
                    _NEXT,
                ),
            ),
            Prompts(
                Domain.RESETTLEMENT,
                (
                    "Who outside supports them? When was the last contact?",
                    "What worries them about going out?",
                    _CHANGED,
                    _NEXT,
                ),
            ),
            Prompts(
                Domain.VIOLENCE,
                (
                    "What happened, where, and what came before it?",
                    "What did they do when it could have gone wrong and did not?",
                    _CHANGED,
                    _NEXT,
                ),
            ),
            Prompts(
                Domain.SEXUAL_CONDUCT,
                (
                    "What did you see or hear, in plain words?",
                    "What work is under way, and how do they take part?",
                    _CHANGED,
                    _NEXT,
                ),
            ),
            Prompts(
                Domain.OTHER_OFFENDING,
                (
                    "What do they say about why they offended?",
                    "Where have you seen the same pattern, or the opposite, in here?",
                    _CHANGED,
                    _NEXT,
                ),
            ),
            Prompts(
                Domain.RESPONSIVITY,
                (
                    "What helps them take part: language, reading, hearing, time of day?",
                    "What did you try, and did it work?",
                    _CHANGED,
                    _NEXT,
                ),
            ),
        ),
        Source.local(_WHY),
    ),
)
VAGUE: Dated[tuple[Vague, ...]] = Dated(
    "CIP-ALL",
    "Words a reader will ask about",
    Since(
        BEGAN,
        (
            Vague("engaging well", "What did they do?"),
            Vague("engaged well", "What did they do?"),
            Vague("good engagement", "What did they do?"),
            Vague("no concerns", "What did you look at?"),
            Vague("no issues", "What did you look at?"),
            Vague("no change", "When did you last ask, and what did they say?"),
            Vague("as before", "What is it now?"),
            Vague("as above", "What is it here?"),
            Vague("ongoing", "What is the next step, and when?"),
            Vague("continues to", "Since when, and what is new?"),
            Vague("doing well", "At what? What did you see?"),
            Vague("settled", "What did you see that shows it?"),
            Vague("polite", "What does that tell about this domain?"),
            Vague("compliant", "What were they asked to do, and did?"),
            Vague("appropriate", "What did they say or do?"),
            Vague("inappropriate", "What did they say or do?"),
            Vague("challenging", "What did they say or do?"),
            Vague("manipulative", "What did they say or do?"),
            Vague("bad attitude", "What did they say or do?"),
            Vague("issues", "Which?"),
            Vague("various", "Which?"),
            Vague("seems", "What makes you think so?"),
            Vague("appears to", "What makes you think so?"),
            Vague("will be monitored", "By whom, how, and until when?"),
        ),
        Source.local(_WHY),
    ),
)
FEWEST_WORDS: Dated[int] = Dated(
    "CIP-ALL", "Words under which an entry is called thin", Since(BEGAN, 12, Source.local(_WHY))
)
_SAYS_WHO = re.compile(
    r"\b(i|we) (saw|see|heard|asked|spoke|met|read|was told|were told|noticed)\b"
    r"|\b(said|says|told|tells|reports?|reported|according to|stated)\b|\bby (their|his|her) own\b",
    re.IGNORECASE,
)


def questions(domain: Domain | None, on: date) -> tuple[str, ...]:
    """Short questions for that domain; without one, those that fit every domain."""
    if domain is None:
        return ALWAYS
    return next((one.questions for one in QUESTIONS.at(on) if one.domain is domain), ALWAYS)


def hints(body: str, source: str, on: date) -> tuple[str, ...]:
    """What a reader will ask about these words. Hints only: nothing is refused for them."""
    found = [
        f"“{one.words}”: {one.ask}"
        for one in VAGUE.at(on)
        if re.search(rf"\b{re.escape(one.words)}\b", body, re.IGNORECASE)
    ]
    if not source.strip() and not _SAYS_WHO.search(body):
        found.append("Who says so? Write whether you saw it, they told you, or you read it.")
    if len(body.split()) < FEWEST_WORDS.at(on):
        found.append("That is short. Would somebody who was not there understand it?")
    return tuple(found)
