"""Invented examples for the gallery of components."""

from datetime import UTC, date, datetime

from icm.core.screen import (
    Appointment,
    Bar,
    BarChart,
    Basis,
    Day,
    Entry,
    Fact,
    Identity,
    LevelHistory,
    Link,
    NextStep,
    Pages,
    Point,
    Profile,
    Reading,
    Span,
    State,
    Step,
    Timeline,
    Tone,
    Weighed,
)
from icm.core.tables import Column, Table

STATUSES = (
    "due",
    "overdue",
    "met",
    "met late",
    "not possible",
    "waived",
    "unknown",
    "does not apply",
    "not met",
    "not yet known",
)

IDENTITY = Identity(
    name="EXAMPLE, Callum Iain",
    number="900123",
    born="14 February 1991, aged 35",
    place="HMP Barlinnie, Letham Hall",
    href="#",
    states=(
        State("Arrived today", Tone.INFO, "From HMP Glenochil at 11:20."),
        State("Being transferred", Tone.WARNING, "To HMP Shotts."),
        State(
            "Not in your establishment",
            Tone.ERROR,
            "Break-glass access until 18:00 today; your reason is recorded.",
        ),
    ),
    tags=("Sentenced", "Enhanced ICM"),
)

NAVIGATION = (
    Link("Overview", "#", current=True),
    Link("What is due", "#", count=3),
    Link("Dates and sentence", "#"),
    Link("Supervision level", "#"),
    Link("Case conferences", note="Comes with a later release"),
)

FACTS = (
    Fact("Sentence", "6 years 4 months, imposed on 3 March 2025"),
    Fact("Residence", "Glasgow City", source="the record system", age="checked 3 days ago"),
    Fact(
        "Personal officer",
        "Officer J. Example",
        note="Allocated on 4 March 2025",
        actions=(Link("Change", "#"),),
    ),
    Fact("Punishment part", "", note="The warrant has no figure that can be read.", unknown=True),
)

NEXT = NextStep(
    "Core Screen",
    "overdue",
    "72 hours after admission on 16 November 2026 at 14:00.",
    "Residential officer",
    when="By 19 November 2026",
    href="#",
    act=Link("Record: Core Screen", "#"),
)

WORK = Table(
    "What is due in HMP Barlinnie",
    (
        Column.of("Person", "link", header=True, text="name", href="url", note="number"),
        Column.of("What is due", "work", title="title", href="why_url", why="why"),
        Column.of("Due", "date", text="due"),
        Column.of("State", "status", status="status"),
        Column.of("Supervision", "level", text="level"),
    ),
    tuple(
        {
            "name": name,
            "url": "#",
            "number": number,
            "title": title,
            "why_url": "#",
            "why": why,
            "due": due,
            "status": status,
            "level": level,
        }
        for name, number, title, why, due, status, level in (
            (
                "EXAMPLE, Callum Iain",
                "900123",
                "Core Screen",
                "72 hours after admission on 16 November 2026 at 14:00",
                "19 November 2026",
                "overdue",
                "high",
            ),
            (
                "O’SAMPLE, Mairi",
                "900456",
                "Supervision level review",
                "Six months after the review of 2 June 2026",
                "2 December 2026",
                "due",
                "medium",
            ),
            (
                "MOCK-NAME, Rashid",
                "900789",
                "Case conference before progression",
                "No programme place before the planned day",
                "1 October 2026",
                "not possible",
                "low",
            ),
        )
    ),
    sorts={"Due": ("?sort=-due", "ascending"), "Person": ("?sort=name", "")},
)

NUMBERS = Table(
    "Numbers by establishment",
    (
        Column.of("Establishment", header=True, text="place"),
        Column.of("People", "number", text="people"),
        Column.of("Capacity", "number", text="capacity"),
    ),
    ({"place": "HMP Barlinnie", "people": "1,204", "capacity": "987"},),
    stacked=False,
)
NOBODY = Table("People", NUMBERS.columns, (), empty="Nobody matches these filters.")

KEPT_AT = datetime(2026, 11, 21, 13, 40, tzinfo=UTC)

PAGES = Pages(number=4, count=17, total=832, query="state=overdue", noun="people")

BASES = (
    Basis(
        "Parole qualifying date",
        date(2028, 5, 3),
        "computed",
        because="Half of 6 years 4 months from 3 March 2025.",
        rule="SD-PQD",
        law=date(1993, 10, 1),
        sources=("Prisoners and Criminal Proceedings (Scotland) Act 1993, section 1",),
        rounding_stated=False,
        href="#",
    ),
    Basis(
        "Earliest day of liberation",
        date(2031, 7, 4),
        "overridden",
        by="M. Sample, ICM Co-ordinator",
        why="Appeal court substituted the sentence.",
        computed_on=date(2031, 6, 30),
        rule="SD-EDL-NEW",
    ),
    Basis(
        "Punishment part ends",
        None,
        "unknown",
        because="No punishment part is recorded.",
        settle="The warrant of the sentencing court.",
        rule="SD-LIFE",
    ),
    Basis(
        "Core Screen",
        date(2026, 11, 19),
        "computed",
        because="72 hours after admission.",
        local="Where admission has no hour, 09:00 is taken.",
    ),
)

PROGRESS = {"waits": True, "percent": 40, "words": "The copy is being made."}
STEPS = (
    Step("Check the warrant", "Completed", "#", done=True),
    Step("Record the Core Screen", "To do", "#", "By 19 November 2026"),
    Step("Hold the case conference", "Not open yet", locked="The LS/CMI is with social work."),
)

ENTRIES = (
    Entry(
        "Supervision level set to medium",
        "2 June 2026 at 10:15",
        "A. Manager, First Line Manager",
        "No reports since March.",
        facts=(Fact("Before", "High"), Fact("After", "Medium")),
        known="recorded 2 days later",
    ),
    Entry("Arrived from HMP Glenochil", "3 March 2025 at 14:00", "Reception"),
)

TIMELINE = Timeline(
    "The sentence as a line",
    date(2026, 11, 21),
    points=(
        Point("Admission", date(2025, 3, 3), "event", "Reception record"),
        Point("Initial conference", date(2025, 8, 20), "event", "Held"),
        Point("Annual conference", date(2026, 8, 18), "event", "Held"),
        Point("Annual conference", date(2027, 8, 18), "event", "Planned"),
        Point("Conference before progression", date(2027, 11, 3), "event", "Planned"),
        Point("Parole qualifying date", date(2028, 5, 3), "date", "Computed: SD-PQD"),
        Point("Earliest day of liberation", date(2031, 1, 4), "date", "Computed: SD-EDL-NEW"),
        Point("Sentence ends", date(2031, 7, 4), "date", "Entered from the warrant"),
        Point("Home detention curfew", None, settle="Whether the person is excluded."),
    ),
    spans=(
        Span("In custody", date(2025, 3, 3), date(2028, 5, 3), "custody"),
        Span("Progression window", date(2027, 5, 3), date(2028, 5, 3), "window", "Computed"),
        Span("On licence at the latest", date(2031, 1, 4), date(2031, 7, 4), "licence"),
    ),
)

LIFE = Timeline(
    "A life sentence as a line",
    date(2026, 11, 21),
    points=(
        Point("Admission", date(2009, 6, 1), "event"),
        *(Point("Annual conference", date(year, 6, 10), "event") for year in range(2010, 2028)),
        Point("Punishment part ends", date(2027, 6, 1), "date"),
        Point("First tribunal", date(2027, 6, 20), "event"),
    ),
    spans=(Span("Punishment part", date(2009, 6, 1), date(2027, 6, 1), "custody"),),
    open_ended=True,
)

CHART = BarChart(
    "What is due, by establishment",
    ("Overdue", "Due", "Met", "Not possible", "Waived", "Unknown"),
    (
        Bar("HMP Barlinnie", (42, 120, 610, 8, 3, 31), "#"),
        Bar("HMP Glenochil", (12, 80, 420, 2, 0, 9), "#"),
        Bar("HMP & YOI Polmont", (3, 41, 190, 0, 1, 4), "#"),
        Bar("HMP Castle Huntly (Open Estate)", (0, 4, 20, 0, 0, 0), "#"),
    ),
    summary="57 things are overdue; HMP Barlinnie has most of them.",
)

LEVELS = LevelHistory(
    "The level over the sentence, an example",
    ("Very low", "Low", "Medium", "High", "Very high"),
    date(2021, 3, 1),
    date(2026, 11, 22),
    (
        Reading(date(2021, 8, 20), 3, "LS/CMI, in prison", href="#"),
        Reading(date(2023, 8, 14), 3, "LS/CMI, in prison", href="#"),
        Reading(date(2025, 8, 11), 2, "LS/CMI, in prison", href="#"),
        Reading(date(2025, 10, 3), 3, "LS/CMI, in the community", href="#"),
        Reading(date(2026, 8, 10), None, "LS/CMI, in prison", "Not to be used yet", "#"),
    ),
)

PROFILE = Profile(
    "Needs and strengths, an example",
    ("A strength", "No need found", "Some need", "Considerable need"),
    (
        Weighed("Education and employment", 2, "Three months in the joiner's shop."),
        Weighed("Family and marital", 0, "A sister visits every week."),
        Weighed("Alcohol and drug problem", 3),
        Weighed("Leisure and recreation", None),
    ),
)

WEEK = (
    Day("Monday 30 November", note="Nothing is held on St Andrew’s Day"),
    Day(
        "Tuesday 1 December",
        (
            Appointment(
                "10:00 to 11:30", "EXAMPLE, Callum Iain", "#", "Conference room 1", "Fixed"
            ),
            Appointment("14:00 to 15:00", "O’SAMPLE, Mairi", "#", "By video", "Proposed"),
        ),
    ),
)
