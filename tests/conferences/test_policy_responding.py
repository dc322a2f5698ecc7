"""Conferences that answer a change, a return or a request; invitations before and the minute after."""

import pytest

from icm.policy.conference_facts import ConferenceFacts, JudgedFacts
from tests.policy.examples import TODAY, day, event, outcome_of, plain, serving

LTP = plain("ltp", "2025-09-01", years=9)
INITIAL = ("conference-initial", "2026-02-10")


def with_events(case, *events, **more):
    return serving(case, events=tuple(event(*one) for one in events), **more)


def kept(kind, **days):
    """A conference kept here; texts that look like days become days."""
    days.setdefault("made_on", "2025-12-01")
    read = {
        name: day(one) if isinstance(one, str) and one[:2] == "20" else one
        for name, one in days.items()
    }
    return ConferenceFacts(kind=kind, **read)


class TestCcEvent:
    @pytest.mark.parametrize(
        "changed",
        [
            "offence",
            "removal",
            "transfer",
            "relapse",
            "health",
            "non-compliance",
            "goals",
            "sustained",
            "progress",
        ],
    )
    def test_each_of_the_nine_asks_for_a_conference(self, changed):
        facts = serving(
            LTP,
            events=(event(*INITIAL), event("significant-change", "2026-10-12", value=changed)),
        )

        outcome = outcome_of("CC-EVENT", facts)

        assert (outcome.status, outcome.due_on) == ("due", day("2026-11-23"))
        assert [source.is_local for source in outcome.sources] == [False, True]

    @pytest.mark.parametrize(
        ("facts", "status"),
        [
            pytest.param(with_events(LTP, INITIAL, ("further-offence", "2026-10-11")), "due", id="offence, 41 days"),
            pytest.param(with_events(LTP, INITIAL, ("further-offence", "2026-10-09")), "overdue", id="43 days"),
            pytest.param(with_events(LTP, INITIAL, moved_on=day("2026-10-12")), "due", id="transferred"),
            pytest.param(
                with_events(LTP, INITIAL, ("further-offence", "2026-10-01"), ("conference-event", "2026-11-12")),
                "met", id="met about",
            ),
            pytest.param(
                with_events(LTP, INITIAL, ("further-offence", "2026-10-01"), ("conference-periodic", "2026-11-13")),
                "met late", id="taken up at the next one, late",
            ),
            pytest.param(with_events(LTP, ("further-offence", "2026-02-09")), "does not apply", id="no Initial yet"),
            pytest.param(
                with_events(LTP, ("further-offence", "2026-02-09"), INITIAL), "does not apply", id="before the Initial"
            ),
            pytest.param(with_events(LTP, INITIAL), "does not apply", id="nothing happened"),
        ],
    )  # fmt: skip
    def test_is_within_six_weeks_by_a_local_default(self, facts, status):
        assert outcome_of("CC-EVENT", facts).status == status

    def test_counts_from_the_day_it_was_known(self):
        late = event("further-offence", "2026-09-01", recorded_on=day("2026-10-20"))
        facts = serving(LTP, events=(event(*INITIAL), late))

        assert outcome_of("CC-EVENT", facts).due_on == day("2026-12-01")

    @pytest.mark.parametrize(
        ("change", "status"),
        [
            pytest.param("2024-06-23", "does not apply", id="last day before the guidance"),
            pytest.param("2024-06-24", "overdue", id="its first day"),
        ],
    )
    def test_asks_for_nothing_before_the_guidance(self, change, status):
        case = plain("ltp", "2022-03-02", years=10)
        facts = with_events(case, ("conference-initial", "2022-08-02"), ("further-offence", change))

        assert outcome_of("CC-EVENT", facts).status == status

    @pytest.mark.parametrize(
        ("judged", "status", "due"),
        [
            pytest.param(
                ("2026-10-11", "2027-01-15"), "due", "2026-11-23", id="judged before it was known"
            ),
            pytest.param(("2026-10-12", "2027-01-15"), "due", "2027-01-15", id="judged on the day"),
            pytest.param(("2026-10-12", None), "does not apply", None, id="judged to wait"),
        ],
    )
    def test_professional_judgement_takes_the_place_of_the_days(self, judged, status, due):
        judged_on, until = judged
        word = JudgedFacts(kind="event", judged_on=day(judged_on), on=day(until))
        facts = with_events(LTP, INITIAL, ("further-offence", "2026-10-12"), judged=word)

        outcome = outcome_of("CC-EVENT", facts)

        assert (outcome.status, outcome.due_on) == (status, day(due))


class TestCcReturn:
    @pytest.mark.parametrize(
        ("events", "on", "status", "due"),
        [
            pytest.param((), TODAY, "does not apply", None, id="never left closed conditions"),
            pytest.param((("back-in-closed", "2026-10-01"),), "2026-11-12", "due", "2026-11-12", id="last day"),
            pytest.param((("back-in-closed", "2026-10-01"),), "2026-11-13", "overdue", "2026-11-12", id="day after"),
            pytest.param(
                (("back-in-closed", "2026-10-01"), ("conference-return", "2026-11-12")),
                TODAY, "met", "2026-11-12", id="held",
            ),
            pytest.param((("back-in-closed", "2024-06-23"),), TODAY, "does not apply", None, id="before the guidance"),
        ],
    )  # fmt: skip
    def test_follows_a_return_to_closed_conditions(self, events, on, status, due):
        case = plain("ltp", "2022-03-02", years=10)

        outcome = outcome_of("CC-RETURN", with_events(case, *events), on)

        assert (outcome.status, outcome.due_on) == (status, day(due))

    def test_professional_judgement_takes_the_place_of_the_days(self):
        judged = JudgedFacts(kind="return", judged_on=day("2026-10-05"), on=day("2026-12-20"))
        facts = with_events(LTP, INITIAL, ("back-in-closed", "2026-10-01"), judged=judged)

        assert outcome_of("CC-RETURN", facts).due_on == day("2026-12-20")


class TestCcRequest:
    @pytest.mark.parametrize(
        ("events", "on", "status", "due"),
        [
            pytest.param((), TODAY, "does not apply", None, id="none asked for"),
            pytest.param((("conference-asked", "2026-11-02"),), "2026-11-16", "due", "2026-11-16", id="last day"),
            pytest.param((("conference-asked", "2026-11-02"),), "2026-11-17", "overdue", "2026-11-16", id="day after"),
            pytest.param(
                (("conference-asked", "2026-11-02"), ("conference-refused", "2026-11-09")),
                TODAY, "met", None, id="refused",
            ),
            pytest.param(
                (("conference-asked", "2026-11-02"), ("conference-agreed", "2026-11-09")),
                "2026-12-21", "due", "2026-12-21", id="agreed: last day",
            ),
            pytest.param(
                (("conference-asked", "2026-11-02"), ("conference-agreed", "2026-11-09")),
                "2026-12-22", "overdue", "2026-12-21", id="agreed: day after",
            ),
            pytest.param(
                (
                    ("conference-asked", "2026-11-02"),
                    ("conference-refused", "2026-11-09"),
                    ("conference-agreed", "2026-11-10"),
                ),
                TODAY, "due", "2026-12-22", id="agreed to after all",
            ),
            pytest.param(
                (
                    ("conference-asked", "2026-09-02"),
                    ("conference-agreed", "2026-09-09"),
                    ("conference-request", "2026-10-21"),
                ),
                TODAY, "met", "2026-10-21", id="held",
            ),
            pytest.param(
                (("conference-asked", "2026-09-02"), ("conference-request", "2026-10-15")),
                TODAY, "met late", "2026-10-14", id="held unanswered",
            ),
        ],
    )  # fmt: skip
    def test_is_answered_and_then_held(self, events, on, status, due):
        outcome = outcome_of("CC-REQUEST", with_events(LTP, *events), on)

        assert (outcome.status, outcome.due_on) == (status, day(due))

    def test_an_answer_is_to_the_request_it_names(self):
        """Two requests on one day: the no to the first leaves the second open."""
        day_of = "2026-11-12"
        events = tuple(
            event(kind, day_of, value=number)
            for kind, number in (
                ("conference-asked", "1"),
                ("conference-refused", "1"),
                ("conference-asked", "2"),
            )
        )
        facts = serving(LTP, events=events)

        assert outcome_of("CC-REQUEST", facts).due_on == day("2026-11-26")

    def test_tells_the_person_which_step_it_is_at(self):
        asked = with_events(LTP, ("conference-asked", "2026-11-12"))
        refused = with_events(
            LTP, ("conference-asked", "2026-11-12"), ("conference-refused", "2026-11-16")
        )

        assert "if you can have" in outcome_of("CC-REQUEST", asked).person
        assert "said no" in outcome_of("CC-REQUEST", refused).person


class TestCcInvite4w:
    @pytest.mark.parametrize(
        ("invited", "on", "status"),
        [
            pytest.param(None, "2026-11-03", "due", id="last day"),
            pytest.param(None, "2026-11-04", "overdue", id="day after"),
            pytest.param("2026-11-03", TODAY, "met", id="in time"),
            pytest.param("2026-11-04", TODAY, "met late", id="late"),
            pytest.param(None, "2026-12-02", "does not apply", id="the conference is past"),
        ],
    )
    def test_is_four_weeks_before_the_conference(self, invited, on, status):
        coming = kept("periodic", fixed_for="2026-12-01", fixed_on="2026-10-01", invited_on=invited)

        outcome = outcome_of("CC-INVITE-4W", serving(LTP, conferences=(coming,)), on)

        assert outcome.status == status
        assert outcome.due_on == (day("2026-11-03") if status != "does not apply" else None)

    def test_is_about_the_next_one_nobody_is_invited_to(self):
        invited = kept("periodic", fixed_for="2026-12-01", invited_on="2026-10-20")
        bare = kept("event", fixed_for="2027-01-12")

        outcome = outcome_of("CC-INVITE-4W", serving(LTP, conferences=(bare, invited)))

        assert outcome.due_on == day("2026-12-15")

    def test_without_a_date_there_is_nobody_to_invite(self):
        planned = kept("periodic", due_on="2026-12-01")

        assert (
            outcome_of("CC-INVITE-4W", serving(LTP, conferences=(planned,))).status
            == "does not apply"
        )
