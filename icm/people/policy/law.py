"""The law of release and of early progression, as dated values.

Two choices of date are themselves policy. Release of a short-term prisoner turns on the day of
release: a fraction counts for everybody released while it is in force, whenever sentenced. Release
of a long-term prisoner turns on the day the sentence was imposed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from icm.policy.dated import Dated, Since, Source, Standing
from icm.policy.documents import (
    ACT_1993,
    ACT_1995,
    ACT_2015,
    ACT_2023,
    ACT_2025,
    HDC_ORDER_2025,
    PAROLE_BOARD,
    REGULATIONS_2026,
    SPS_HDC,
    THEMATIC,
    THROUGHCARE,
)
from icm.policy.sentence import suitable_day, weekday_before

PARTLY, ASSUMED = Standing.PARTLY_STATED, Standing.ASSUMED
PART_I = date(1993, 10, 1)
NOT_READ = "first day in force not read"
HALF, TWO_THIRDS = Fraction(1, 2), Fraction(2, 3)


@dataclass(frozen=True, slots=True)
class Curfew:
    """Home detention curfew: the least fraction served, the most days before release."""

    served: Fraction
    most_days: int

    def __str__(self) -> str:
        return f"{self.served} served, {self.most_days} days"


@dataclass(frozen=True, slots=True)
class Pathway:
    """When progression may first be considered: months in custody, months before the date it
    counts back from, and the shortest sentence in months."""

    in_custody: int = 0
    before: int = 0
    shortest: int = 0

    def __str__(self) -> str:
        said = (
            (self.in_custody, "in custody"),
            (self.before, "before"),
            (self.shortest, "of sentence"),
        )
        return ", ".join(f"{months} months {what}" for months, what in said if months)


LONG_TERM_MONTHS = Dated(
    "SD-STP-LTP",
    "Months from which a determinate sentence is long-term",
    Since(
        PART_I,
        48,
        Source(ACT_1993, f"s.27(1); {NOT_READ}", PARTLY),
    ),
    unit="months",
)
STP_50 = Dated(
    "SD-STP-50",
    "Short-term prisoners: fraction served at release",
    Since(PART_I, HALF, Source(ACT_1993, "s.1(1) before amendment; first day not read", PARTLY)),
    ends=date(2025, 2, 10),
    unit="of the sentence",
)
STP_40 = Dated(
    "SD-STP-40",
    "Short-term prisoners: fraction served at release",
    Since(date(2025, 2, 11), Fraction(2, 5), Source(ACT_2025, "s.1; 1993 Act s.1(1)(b)")),
    ends=date(2026, 4, 30),
    unit="of the sentence",
)
STP_30 = Dated(
    "SD-STP-30",
    "Short-term prisoners: fraction served at release",
    Since(
        date(2026, 5, 1),
        Fraction(3, 10),
        Source(
            REGULATIONS_2026,
            "announced for May 2026; the exact first day and the transitional rules were not"
            " found, so 1 May 2026 is assumed",
            ASSUMED,
        ),
    ),
    unit="of the sentence",
)
STP_RELEASE = (STP_50, STP_40, STP_30)

STP_EXCLUDED = Dated(
    "SD-STP-EXCL",
    "Short-term prisoners excluded from the lower fractions: fraction served at release",
    Since(
        date(2025, 2, 11),
        HALF,
        Source(ACT_1993, "s.1(1)(a) and (1ZA); 2025 Act notes 11, 18 to 21"),
    ),
    unit="of the sentence",
)
STSO_MONTHS = Dated(
    "SD-STSO",
    "Months from which a short-term sentence for a listed sexual offence ends in a licence",
    Since(PART_I, 6, Source(ACT_1993, f"s.1AA; {NOT_READ}", PARTLY)),
    unit="months",
)
STSO = Dated(
    "SD-STSO",
    "Short-term sexual offence sentences: fraction served at release on licence",
    Since(PART_I, HALF, Source(ACT_1993, "s.1AA; 2025 Act notes 20", PARTLY)),
    unit="of the sentence",
)
TERRORISM = Dated(
    "SD-TERROR",
    "Terrorism sentences are released under rules of their own, which are not worked out here",
    Since(PART_I, None, Source(ACT_1993, "s.1AB; not worked out here", PARTLY)),
)
SUPERVISED_RELEASE = Dated(
    "SD-SRO",
    "Most months of supervision a supervised release order may add",
    Since(date(1996, 4, 1), 12, Source(ACT_1995, f"s.209; {NOT_READ}", PARTLY)),
    unit="months",
)
PQD = Dated(
    "SD-PQD",
    "Long-term prisoners: fraction served when parole may first be considered",
    Since(PART_I, HALF, Source(ACT_1993, f"s.1(3); {NOT_READ}", PARTLY)),
    unit="of the sentence",
)
EDL_OLD = Dated(
    "SD-EDL-OLD",
    "Long-term sentences imposed before 1 February 2016: fraction served at release on licence",
    Since(PART_I, TWO_THIRDS, Source(ACT_1993, f"s.1(2); {NOT_READ}", PARTLY)),
    ends=date(2016, 1, 31),
    unit="of the sentence",
)
EDL_NEW = Dated(
    "SD-EDL-NEW",
    "Long-term sentences imposed from 1 February 2016: months left at release on licence",
    Since(date(2016, 2, 1), 6, Source(ACT_2015, "s.1; 1993 Act s.1(2A)")),
    unit="months",
)
EDL_EXTENDED = Dated(
    "SD-EDL-EXT",
    "Long-term extended sentences imposed from 1 February 2016: no automatic early release",
    Since(date(2016, 2, 1), None, Source(ACT_2015, "s.1; 1993 Act s.1(1A)(b)(ii)")),
)
LIFE = Dated(
    "SD-LIFE",
    "Life sentences and OLRs are considered when the punishment part has been served",
    Since(
        PART_I,
        None,
        Source(THROUGHCARE, f"§7.2; 1993 Act s.2 as amended in 2003; {NOT_READ}", PARTLY),
    ),
)
RELEASE_DAY: Dated[Callable[[date], date]] = Dated(
    "SD-RELDAY",
    "The day of the week on which a release falls",
    Since(
        PART_I,
        weekday_before,
        Source(ACT_1993, "s.27(7) before amendment, as far as the 2023 Act shows it", PARTLY),
    ),
    Since(
        date(2024, 5, 26),
        suitable_day,
        Source(
            ACT_2023,
            "s.8, notes 35 to 38; its first day in force was not found in a stored text, so"
            " 26 May 2024 is assumed",
            ASSUMED,
        ),
    ),
)
CURFEW = Dated(
    "HDC-15-210",
    "Home detention curfew: least fraction served and most days before release",
    Since(
        date(2006, 6, 1),
        Curfew(Fraction(1, 4), 180),
        Source(SPS_HDC, "a quarter served, 180 days; first day of these figures assumed", ASSUMED),
    ),
    Since(
        date(2025, 7, 1),
        Curfew(Fraction(15, 100), 210),
        Source(
            HDC_ORDER_2025,
            "Criminal Justice Committee report of 17 June 2025; the day in force was not found,"
            " so 1 July 2025 is assumed",
            ASSUMED,
        ),
    ),
)
PATHWAY_LIFE = Dated(
    "PROG-LIFE",
    "Life sentences and OLRs: months before the punishment part ends",
    Since(date(2006, 6, 1), Pathway(before=48), Source(THEMATIC, "§8; first day assumed", PARTLY)),
)
PATHWAY_LTP = Dated(
    "PROG-LTP",
    "Long-term prisoners: months in custody, months before parole qualifying date",
    Since(
        date(2006, 6, 1),
        Pathway(in_custody=6, before=24),
        Source(THEMATIC, "§8; first day assumed", PARTLY),
    ),
)
PATHWAY_STP = Dated(
    "PROG-STP",
    "Short-term prisoners: months in custody, shortest sentence in months",
    Since(
        date(2006, 6, 1),
        Pathway(in_custody=3, shortest=12),
        Source(THEMATIC, "§8; first day assumed", PARTLY),
    ),
)
COUNTED_IN_DAYS = Dated(
    "SD-DAYS",
    "How sentence dates are counted",
    Since(
        PART_I,
        "in days, to the day before the anniversary",
        Source(
            ACT_2025,
            "notes 18: in days. That a sentence ends on the day before its anniversary, and how part"
            " days are rounded, no source read states",
            ASSUMED,
        ),
    ),
)
LONGEST_EXTENSION = Dated(
    "SD-EXT",
    "Most months by which an extended sentence lengthens the licence",
    Since(
        date(1998, 9, 30),
        120,
        Source(
            PAROLE_BOARD,
            "extended sentences: ten years in the High Court, five in the sheriff court; first day in"
            " force not read",
            PARTLY,
        ),
    ),
    unit="months",
)
RE_RELEASE = Dated(
    "SUP-REREL",
    "Release again after a recall is for the Parole Board",
    Since(PART_I, None, Source(PAROLE_BOARD, "re-release; undated, earlier site", PARTLY)),
)
EARLIER_SENTENCE = Source(ACT_1993, "s.1(1B): an appeal sentence counts from the first one's day")
SINGLE_TERM = Source.local(
    "Several sentences: where one runs around the others the latest of each date governs; where"
    " each begins the day after the last one ends they count as one term. Anything else needs a"
    " single-term calculation from the warrants."
)
