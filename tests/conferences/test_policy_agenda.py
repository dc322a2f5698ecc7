"""The agenda says what changed since the last conference, and nothing of risk to who may not know of it (CC-AIMS)."""

from datetime import date

from conferences.policy.agenda import (
    ActionFacts,
    Known,
    Progress,
    ReferralFacts,
    agenda,
    last_held,
)
from conferences.policy.contributing import Stand
from conferences.policy.minutes import Section
from tests.policy.examples import day, event, plain, serving

LTP = plain("ltp", "2025-03-03", years=6)
HELD = event("conference-periodic", "2026-05-04")
ON = "2026-11-16"


def topics(known=None, *events, reads_risk=True, **more):
    facts = serving(LTP, events=(HELD, *events), **more)
    known = known or Known(reads_risk=reads_risk)
    return {one.title: one for one in agenda(known, facts, day(ON))}


def points(title, known=None, *events, **more):
    return topics(known, *events, **more)[title].points


RISK = "Risk and what changed about it"


def test_cc_aims_the_last_conference_before_the_day_is_where_it_begins():
    facts = serving(LTP, events=(HELD, event("conference-event", "2026-08-03")))

    assert last_held(facts, day(ON)).on == date(2026, 8, 3)
    assert last_held(facts, date(2026, 8, 3)).on == date(2026, 5, 4)
    assert last_held(serving(LTP), day(ON)) is None


def test_actions_done_since_and_those_that_are_late_or_not_done():
    known = Known(
        reads_risk=True,
        actions=(
            ActionFacts(what="A.", progress=Progress.DONE, done_on=date(2026, 5, 4)),
            ActionFacts(what="Before.", progress=Progress.DONE, done_on=date(2026, 5, 3)),
            ActionFacts(what="Withheld.", progress=Progress.DONE),
            ActionFacts(what="", progress=Progress.DONE, done_on=date(2026, 6, 1)),
            ActionFacts(what="B.", progress=Progress.NOT_DONE),
            ActionFacts(what="C.", progress=Progress.OPEN, target_on=date(2026, 11, 15)),
            ActionFacts(what="Today.", progress=Progress.OPEN, target_on=date(2026, 11, 16)),
        ),
    )

    assert points("The plan: what was done", known) == ("A. Done on 4 May 2026.",)
    assert points("The plan: what was not", known) == (
        "B. Not done.",
        "C. It was to be done by 15 November 2026.",
    )


def test_referrals_that_stand_and_those_that_ended_since():
    known = Known(
        reads_risk=True,
        referrals=(
            ReferralFacts(to="Positive Steps", stands="Waiting", since=date(2026, 1, 5)),
            ReferralFacts(to="Family", stands="Closed", since=date(2026, 5, 3), ended=True),
            ReferralFacts(to="Work", stands="Closed", since=date(2026, 5, 5), ended=True),
        ),
    )

    assert points("Referrals", known) == (
        "Positive Steps: waiting, since 5 January 2026.",
        "Work: closed, since 5 May 2026.",
    )


def test_what_the_person_wants_raised_stands_first_in_their_words():
    first = next(iter(topics(Known(reads_risk=False, asked=True, raised="My visits."))))
    assert first == "What the person wants raised"
    assert points(first, Known(reads_risk=False, asked=True, raised="My visits.")) == (
        "My visits.",
    )
    assert points(first, Known(reads_risk=False, asked=True)) == (
        "They were asked and want nothing raised.",
    )
    assert points(first) == ("They have not been asked yet.",)


def test_who_wrote_and_who_is_late():
    written = (("A Roe", Stand.GIVEN), ("B Poe", Stand.OVERDUE), ("C Doe", Stand.NOT_ASKED))
    known = Known(reads_risk=True, contributions=written)

    assert points("What others wrote", known) == ("A Roe: given.", "B Poe: overdue.")


class TestRisk:
    def test_who_may_not_know_of_it_reads_not_even_its_title(self):
        events = (
            event("lscmi", "2026-09-01", value="high"),
            event("significant-change", "2026-09-07", value="relapse"),
            event("risk-plan", "2026-09-08"),
            event("mappa", "2026-09-09"),
        )

        found = topics(None, *events, reads_risk=False)

        assert RISK not in found
        told = " ".join(point for one in found.values() for point in one.points).lower()
        for word in ("lscmi", "ls/cmi", "relapse", "risk", "mappa", "assess"):
            assert word not in told
        assert len(topics(None, *events)[RISK].points) == 4

    def test_a_new_assessment_with_the_level_before_it(self):
        old = event("lscmi", "2025-09-01", value="high")
        new = event("lscmi", "2026-09-01", value="medium")
        same = event("lscmi", "2026-09-01", value="high")
        bare = event("lscmi", "2026-09-01")

        assert points(RISK, None, old, new)[0].endswith(
            "1 September 2026: medium, before that high."
        )
        assert points(RISK, None, old, same)[0].endswith("1 September 2026: high.")
        assert points(RISK, None, old, bare)[0].endswith("1 September 2026.")
        assert points(RISK, None, old)[0].endswith("the same as at the last conference.")
        assert points(RISK) == ("There is no LS/CMI.",)

    def test_a_change_says_whether_somebody_answered(self):
        assessed = event("lscmi", "2026-06-01", value="high")
        change = event("significant-change", "2026-09-07", value="relapse")
        answered = event("significant-change-answered", "2026-09-09", value="relapse 2026-09-07")

        waits = points(RISK, None, assessed, change)[1]
        assert waits.startswith("Prolonged relapse into substance use on 7 September 2026.")
        assert waits.endswith("whether the assessment still holds.")
        assert points(RISK, None, assessed, change, answered)[1].endswith("7 September 2026.")


def test_what_happened_since_and_a_move():
    events = (
        event("back-in-closed", "2026-09-01"),
        event("back-in-closed", "2026-03-02"),
        event("parole-started", "2026-07-01"),
    )

    assert points("What has happened", None, *events, moved_on=date(2026, 10, 1)) == (
        "They came to this establishment on 1 October 2026.",
        "Parole process started: 1 July 2026.",
        "Back in closed conditions: 1 September 2026.",
    )


def test_without_a_conference_everything_since_they_came():
    facts = serving(LTP, events=(event("parole-started", "2025-06-02"),))

    found = {one.title: one for one in agenda(Known(reads_risk=False), facts, day(ON))}

    assert found["What has happened"].points == ("Parole process started: 2 June 2025.",)


def test_each_topic_leads_to_its_part_of_the_minute_but_what_comes_next():
    found = topics()

    assert found["What the person wants raised"].section is Section.PERSON
    assert found[RISK].section is Section.LIKELIHOOD
    assert [one.title for one in found.values() if one.section is None] == ["What comes next"]
