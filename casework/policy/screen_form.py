"""The questions of the Core Screen, by version. Each screen keeps the version it was begun with.

The areas asked about are those of `areas.AREAS`. The national form's own questions were not found, so every wording
here is this system's own and is shown as such.
"""

from dataclasses import dataclass
from datetime import date

from casework.policy.areas import Area
from icm.policy.dated import Dated, Since, Source, Standing
from icm.policy.documents import THEMATIC

WORDING = Source.local(
    "The questions of the national form were not found. The areas are those of the national sheet;"
    " the words are this system's own."
)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked aloud in one area, what may be asked after it, and what the officer should bear in mind."""

    area: Area
    ask: str
    prompts: tuple[str, ...]
    hint: str = ""


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """One version of the form. ``opening`` is said before the first question."""

    version: str
    opening: tuple[str, ...]
    questions: tuple[Question, ...]

    def __str__(self) -> str:
        return f"version {self.version}, {len(self.questions)} areas"

    def about(self, area: str) -> Question | None:
        return next((question for question in self.questions if question.area == area), None)


_2026_1 = QuestionSet(
    "2026-1",
    (
        "We ask everyone who comes in what help they need. Staff call this the Core Screen.",
        "There are ten things to talk about. You do not have to answer.",
        "If it is too much today, we can stop and go on another day.",
        "The staff who work with you will read what you say. We can ask others to help you, if you want.",
    ),
    (
        Question(
            Area.IMMEDIATE,
            "Is there something you need today?",
            (
                "Does someone need to know where you are?",
                "Does someone need to look after a child or a pet today?",
                "Is there medicine that you need and do not have?",
            ),
            "It comes first, so that it is asked even if the talk has to end early.",
        ),
        Question(
            Area.SUBSTANCES,
            "Do you want help with drink or drugs?",
            (
                "Did you drink or take drugs in the days before you came in?",
                "Did you get help with it outside? Who from?",
            ),
            "Ask whether they want help. What they take is for healthcare to ask.",
        ),
        Question(
            Area.MENTAL_HEALTH,
            "How are you coping? Would you like to talk to someone about how you feel?",
            (
                "Did you get help with it outside? Who from?",
                "What helps you when things get hard?",
            ),
            "If what they say worries you, stop the form with the button on this page.",
        ),
        Question(
            Area.VIOLENCE,
            "Do you feel safe here? Do you find it hard to stay out of fights?",
            ("Is there anyone in here you should be kept away from?", "What sets it off?"),
            "Tell the First Line Manager at once about anybody they must be kept apart from.",
        ),
        Question(
            Area.HOUSING,
            "Do you have a home to go back to? Could you lose it while you are here?",
            (
                "Do you rent it? Does the landlord know where you are?",
                "Is someone looking after it, and your things?",
            ),
        ),
        Question(
            Area.MONEY,
            "Do you have bills, debts, fines or benefits that worry you?",
            (
                "Who needs to be told that you are here?",
                "Does somebody at home count on your money?",
            ),
        ),
        Question(
            Area.RELATIONSHIPS,
            "Who matters to you outside? Do they know where you are?",
            (
                "Do you look after children or someone who is ill?",
                "Is there someone we should not call?",
            ),
        ),
        Question(
            Area.WORK,
            "What work have you done? What would you like to learn here?",
            ("Do you have a job to go back to?", "Do you hold any cards or papers for a trade?"),
        ),
        Question(
            Area.LITERACY,
            "Would you like help with reading, writing or numbers?",
            (
                "How do you get on with forms and letters?",
                "Would you like things read out, in large print or in another language?",
            ),
            "Many people hide this. Ask it as one question among the others.",
        ),
        Question(
            Area.OFFENDING,
            "What would help you to stay out of trouble?",
            ("What was going on for you before you came in?",),
            "If they are not convicted, do not ask about the charge. Ask only what would help them.",
        ),
    ),
)

QUESTIONS: Dated[QuestionSet] = Dated(
    "CSA-72H",
    "Questions of the Core Screen",
    Since(date(2026, 1, 1), _2026_1, WORDING),
)
DECLARATION: Dated[str] = Dated(
    "CSA-72H",
    "What whoever completes a Core Screen declares",
    Since(
        date(2026, 1, 1),
        "I know how to do a Core Screen, and I have asked about each area or said why not.",
        Source(
            THEMATIC,
            "§11: by competent and appropriate staff; the words are this system's own",
            Standing.PARTLY_STATED,
        ),
    ),
)


def question_set(version: str) -> QuestionSet:
    """The version a screen was begun with, whichever is in force now."""
    return next(since.value for since in QUESTIONS if since.value.version == version)
