"""Pages with figures on them: for those alone who may read the scores, and for nobody else in any form."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse

from icm.core.access import Principals
from icm.core.dates import day, moment
from icm.core.disclosure import Audience
from icm.core.paging import slice_of, turned_to
from icm.core.screen import Fact, Link, Pages
from icm.core.tables import Column, Table
from icm.policy.facts import Band
from risk import access
from risk.models import Assessment, Finding, Scores
from risk.policy.assessments import Override, Section, Tool
from risk.policy.integrity import LIMITS, band_of
from risk.queries import doing
from risk.queries.figures import SECTIONS, figures_of, scores_of

NOT_RECORDED = "Not recorded"
_FINDINGS = (
    Column.of("What is on record", "text", header=True, text="said"),
    Column.of("What it would have to be", "text", text="found"),
    Column.of("Found", "date", text="seen", note="by"),
    Column.of("Settled", "text", text="settled", note="how"),
)
_SECTIONS = (
    Column.of("Section", "text", header=True, text="section"),
    Column.of("Figure", "number", text="figure"),
    Column.of("Highest there is", "number", text="most"),
)
_OPEN = (
    Column.of("Person", "link", header=True, text="name", href="url", note="number"),
    Column.of("Done", "date", text="done"),
    Column.of("What is on record", "text", text="said"),
    Column.of("What it would have to be", "text", text="found"),
    Column.of("Found", "date", text="seen", note="by"),
)


@dataclass(frozen=True, slots=True)
class FiguresPage:
    sections: Table
    outcome: tuple[Fact, ...]
    findings: Table
    stopped: bool


@dataclass(frozen=True, slots=True)
class ContradictionsPage:
    counts: tuple[Fact, ...]
    table: Table
    pages: Pages
    persons: tuple[int, ...]


def may_read_scores(principals: Principals) -> bool:
    return any(access.SCORES in access.VERBS.get(post.role, ()) for post in principals.posts)


def figures_page(row: Assessment) -> FiguresPage:
    """The figures of one LS/CMI, both values of what contradicts itself, and how that was settled. Two queries."""
    scores = scores_of(row)
    found = Finding.objects.filter(assessment=row).select_related("settled_by")
    return FiguresPage(
        sections=Table("The eight sections", _SECTIONS, _sections(row, scores), stacked=False),
        outcome=_outcome(row, scores),
        findings=Table(
            "Contradictions",
            _FINDINGS,
            [_finding(one) for one in found.order_by("-seen_at", "-pk")],
            empty="Nothing in it contradicts itself.",
        ),
        stopped=row.stopped,
    )


def open_findings(row: Assessment) -> tuple[Finding, ...]:
    """What is to be settled."""
    rows = Finding.objects.filter(assessment=row, settled_at=None)
    return tuple(rows.order_by("seen_at", "pk"))


def contradictions_page(principals: Principals, page: int) -> ContradictionsPage:
    """Everything that is stopped among the people whose scores the asker may read, the oldest first, counted."""
    mine = Finding.objects.filter(assessment__in=access.scored(principals))
    counts = mine.aggregate(
        standing=Count("pk", filter=Q(settled_at=None)),
        stopped=Count("assessment", filter=Q(settled_at=None), distinct=True),
        settled=Count("pk", filter=Q(settled_at__isnull=False)),
        **{f"seen_{seen}": Count("pk", filter=Q(seen=seen)) for seen in Finding.Seen.values},
    )
    pages = turned_to(page, counts["standing"], wanted={}, noun="contradictions")
    rows = mine.filter(settled_at=None).select_related("assessment__person")
    shown = list(rows.order_by("seen_at", "pk")[slice_of(pages)])
    return ContradictionsPage(
        counts=(
            Fact("LS/CMIs not to be used now", str(counts["stopped"])),
            Fact("Contradictions open", str(counts["standing"])),
            Fact("Settled so far", str(counts["settled"])),
            *(
                Fact(f"Found {seen.label[:1].lower()}{seen.label[1:]}", str(counts[f"seen_{seen}"]))
                for seen in Finding.Seen
            ),
        ),
        table=Table(
            "Open contradictions",
            _OPEN,
            [_open(one) for one in shown],
            quiet_caption=True,
            empty="Nothing is stopped.",
        ),
        pages=pages,
        persons=tuple(sorted({one.assessment.person_id for one in shown})),
    )


def steps(row: Assessment, held: frozenset[str]) -> tuple[Link, ...]:
    """What can be done about the figures, from their own page."""
    here = reverse("risk:figures", args=[row.pk])
    return tuple(link for link in doing.with_outcome(row, held) if link.href != here)


def _sections(row: Assessment, scores: Scores | None) -> list[dict[str, str]]:
    limits = LIMITS.at(max(row.done_on or date.max, LIMITS.history[0].start))
    found = [(section, getattr(scores, section.value, None)) for section in Section]
    return [
        {
            "section": section.label,
            "figure": NOT_RECORDED if value is None else str(value),
            "most": str(limits[section]),
        }
        for section, value in found
    ]


def _figure(title: str, value: int | None) -> Fact:
    return Fact(title, NOT_RECORDED if value is None else str(value), unknown=value is None)


def _outcome(row: Assessment, scores: Scores | None) -> tuple[Fact, ...]:
    known = figures_of(row, scores)
    whole = len(known.sections) == len(SECTIONS)
    added = sum(value or 0 for value in known.sections.values()) if whole else None
    reckoned = added if added is not None else known.total
    level = _level(reckoned, row.done_on)
    why = access.shown(row, "override_why", Audience.SOCIAL_WORK)
    override = Override(row.override).label if row.override else NOT_RECORDED
    return (
        _figure("Total, as recorded", known.total),
        _figure("Total, added up anew", added),
        Fact("Level by the figures", level or NOT_RECORDED, unknown=not level),
        Fact(
            "Level it ended in",
            Band(row.band).label if row.band else NOT_RECORDED,
            unknown=not row.band,
        ),
        Fact("Override", override, note=why, unknown=not row.override),
    )


def _level(total: int | None, done_on: date | None) -> str:
    if total is None or done_on is None:
        return ""
    return band_of(total, max(done_on, LIMITS.history[0].start)).label


def _finding(row: Finding) -> dict[str, str]:
    settled = f"{moment(row.settled_at)}" if row.settled_at else "No"
    by = f" ({row.settled_by.display_name()})" if row.settled_by else ""
    return {**_both(row), "settled": f"{settled}{by}", "how": _shown(row, "how")}


def _both(row: Finding) -> dict[str, str]:
    return {
        "said": _shown(row, "said"),
        "found": _capital(_shown(row, "found")),
        "seen": day(row.seen_at),
        "by": row.get_seen_display(),
    }


def _capital(text: str) -> str:
    """In a cell of its own it begins a sentence."""
    return f"{text[:1].upper()}{text[1:]}"


def _shown(row: Finding, field: str) -> str:
    return access.shown(row, field, Audience.SOCIAL_WORK)


def _open(row: Finding) -> dict[str, str]:
    person = row.assessment.person
    return {
        **_both(row),
        "name": f"{person.family_name.upper()}, {person.given_names}",
        "number": person.number,
        "url": reverse("risk:figures", args=[row.assessment_id]),
        "done": f"{Tool(row.assessment.tool).label}, {day(row.assessment.done_on)}",
    }
