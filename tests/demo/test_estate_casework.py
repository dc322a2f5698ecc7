"""The casework of the invented estate before it is written: faults are staged, and nothing contradicts itself."""

from collections import Counter
from datetime import date
from functools import cache
from itertools import pairwise
from random import Random

import pytest

from casework import access
from casework.policy import screen_form
from casework.policy.areas import AREAS, Domain
from icm.core.disclosure import CLEARED, Audience, Disclosure
from icm.demo.estate import action_plans, entries, screens, services, talks
from icm.demo.estate.cases import KEPT
from icm.demo.estate.plan import HOME, REMAND, slots
from icm.demo.estate.records import record
from icm.demo.estate.words import FILES, Words, likeness, lines, thin
from icm.policy.facts import EventKind, RouteSlug
from icm.policy.roles import SOCIAL_WORKERS

ON = date(2026, 11, 21)
WITHHELD = [line.split("|") for kind in ("team", "social work") for line in lines("withheld", kind)]


@cache
def records():
    planned = slots(HOME, Random(1))[:1500]
    return [record(index, slot, seed=1, on=ON) for index, slot in enumerate(planned, 1)]


def every(table):
    return [row for one in records() for row in getattr(one.case, table)]


def share(wanted, among):
    found = list(among)
    return sum(map(wanted, found)) / len(found)


def test_every_row_that_tells_the_rules_something_has_its_event():
    for one in records():
        told = Counter((done.of.table, done.of.index) for done in one.happenings if done.of)
        for table in ("referrals", "entries", "ratings", "plans"):
            rows = getattr(one.case, table)
            drafts = {n for n, row in enumerate(rows) if getattr(row, "state", "") == "draft"}
            assert {n for kind, n in told if kind == table} == set(range(len(rows))) - drafts


def test_an_event_of_casework_without_a_row_is_older_than_this_record():
    kinds = (EventKind.PLAN_UPDATED, EventKind.PLAN_AGREED, EventKind.PLAN_COPY)
    for one in records():
        loose = [d for d in one.happenings if d.kind in kinds and d.of is None]
        since = max(
            ON - KEPT, one.moves[0].at.date() if not one.admitted_at else one.admitted_at.date()
        )
        assert all(done.on < since for done in loose)
        first_form = screen_form.QUESTIONS.history[0].start
        for done in one.happenings:
            if done.kind is EventKind.CORE_SCREEN and done.of is None:
                assert done.on < max(first_form, since)


def test_a_screen_and_its_events_name_the_same_moments():
    for one in records():
        of_screen = {d.of.after: d for d in one.happenings if d.of and d.of.table == "screens"}
        for screen in one.case.screens:
            assert ("" in of_screen) == (screen.state == "completed")
            assert screen.state != "completed" or of_screen[""].at == screen.completed_at
            assert ("-read-{by}" in of_screen) == (screen.read_at is not None)
            assert ("-told" in of_screen) == (screen.told_at is not None)
            urgent = {a.area for a in screen.answers if a.need == "need" and a.urgency == "today"}
            assert {name for name in of_screen if name.startswith("-need")} == {
                f"-need-{area.value}" for area in urgent
            }


def test_a_completed_screen_answers_every_area_and_sittings_follow_one_another():
    for screen in every("screens"):
        if screen.state == "completed":
            assert {answer.area for answer in screen.answers} == set(AREAS.at(ON))
            assert screen.sittings[-1].ended_at == screen.completed_at
        for before, after in pairwise(screen.sittings):
            assert before.began_at < before.ended_at <= after.began_at


def test_a_plan_is_as_old_as_its_last_update():
    for one in records():
        updates = [done.on for done in one.happenings if done.kind is EventKind.PLAN_UPDATED]
        for plan in one.case.plans:
            assert plan.from_on is None or plan.from_on <= max(updates)
        assert all(entry.written_at.date() <= max(updates) for entry in one.case.entries)


def test_plans_follow_one_another_and_keep_their_lines():
    for one in records():
        states = [plan.state for plan in one.case.plans]
        assert states.count("agreed") <= 1
        assert states.count("draft") <= 1
        assert "agreed" not in states or states[-1] in ("agreed", "draft")
        for plan in one.case.plans:
            numbers = [action.line for action in plan.actions]
            assert len(numbers) == len(set(numbers))
            assert plan.state == "draft" or (plan.actions and plan.view and plan.agreed_at)
            assert (plan.view == "no-answer") == (plan.ask_again_on is not None)


def test_actions_have_one_doer_and_say_why_they_were_not_done():
    for plan in every("plans"):
        for action in plan.actions:
            assert sum((action.theirs, action.owner is not None, bool(action.service))) == 1
            assert action.start_on <= action.target_on
            assert (action.status == "not-done") == bool(action.not_done_why)
            assert (action.status == "done") == (action.done_on is not None)


def test_a_referral_stands_as_its_days_say():
    ended = ("closed", "declined", "withdrawn", "moved")
    for one in every("referrals"):
        stands = one.standing
        days = [stands.answered_on, stands.started_on, stands.ended_on]
        known = [day for day in (one.made_at.date(), *days) if day]
        assert known == sorted(known)
        assert known[-1] <= ON
        assert (stands.state in ended) == (stands.ended_on is not None)
        assert stands.state != "active" or stands.started_on
        assert stands.state != "open" or stands.answered_on is None
        assert (one.chase_on is None) == (stands.state in (*ended, "active"))
        assert one.domain in services.kind_of(one.service).domains


def test_nobody_stands_twice_with_one_service_for_one_thing():
    for one in records():
        standing = [(r.service, r.domain) for r in one.case.referrals if not r.standing.ended_on]
        assert len(standing) == len(set(standing))


def test_what_a_transfer_left_behind_ended_or_still_stands_there():
    left = [
        made.standing.state
        for one in records()
        for made in one.case.referrals
        if services.place_of(made.service) != one.slot.establishment
    ]
    assert {"moved", "open"} <= set(left)


def test_only_those_sentenced_have_a_plan():
    for one in records():
        if one.slot.sort in REMAND:
            assert [one.case.entries, one.case.plans, one.case.ratings] == [[], [], []]


def on_the_hall():
    return [one for one in every("entries") if one.by.role in entries._HALL and not one.service]


@pytest.mark.parametrize(
    ("wanted", "among", "expected"),
    [
        pytest.param(lambda e: e.thin, on_the_hall, entries.THIN, id="thin"),
        pytest.param(lambda e: e.copies is not None, on_the_hall, entries.COPIED, id="near copies"),
        pytest.param(
            lambda s: s.read_at is not None,
            lambda: [s for s in every("screens") if s.state == "completed"],
            0.42,
            id="screens read",
        ),
        pytest.param(
            lambda one: bool(one.case.talks),
            lambda: [one for one in records() if (ON - one.arrived_on).days > 40],
            talks.TALKED + 0.05,  # with those told their route in one
            id="talked with",
        ),
        pytest.param(
            lambda one: any(plan.state == "agreed" for plan in one.case.plans),
            lambda: [o for o in records() if o.route is RouteSlug.ENHANCED and o.case.entries],
            action_plans.PLANNED[RouteSlug.ENHANCED] - 0.2,  # of them some had no conference
            id="a plan in force",
        ),
        pytest.param(
            lambda r: bool(r.chases),
            lambda: [r for r in every("referrals") if r.standing.state in ("open", "waiting")],
            0.2,
            id="chased",
        ),
    ],
)
def test_what_was_found_is_staged(wanted, among, expected):
    assert share(wanted, among()) == pytest.approx(expected, abs=0.1)


@pytest.mark.parametrize(
    "is_there",
    [
        pytest.param(lambda one: any(s.state == "open" for s in one.case.screens), id="left open"),
        pytest.param(
            lambda one: any(s.state == "abandoned" for s in one.case.screens), id="given up"
        ),
        pytest.param(
            lambda one: any(len(s.sittings) > 1 for s in one.case.screens), id="two sittings"
        ),
        pytest.param(lambda one: any(s.alert for s in one.case.screens), id="stopped"),
        pytest.param(
            lambda one: any(d.kind is EventKind.REFERRAL_DECLINED for d in one.happenings),
            id="help that could not wait declined",
        ),
        pytest.param(
            lambda one: any(p.view == "disagreed" for p in one.case.plans), id="disagrees"
        ),
        pytest.param(
            lambda one: any(r.disclosure == "team" for r in one.case.referrals), id="why withheld"
        ),
        pytest.param(
            lambda one: any(a.disclosure == "team" for p in one.case.plans for a in p.actions),
            id="action withheld",
        ),
    ],
)
def test_what_pages_must_cope_with_is_there(is_there):
    assert any(is_there(one) for one in records())


def classed():
    yield from every("entries")
    yield from every("referrals")
    yield from (action for plan in every("plans") for action in plan.actions)


def test_a_text_has_a_class_its_writer_could_choose():
    for row in classed():
        social = getattr(row, "by", None) is not None and row.by.role in SOCIAL_WORKERS
        audience = Audience.SOCIAL_WORK if social else Audience.TEAM
        assert Disclosure(row.disclosure) in access.classes_for(audience)
        assert access.withheld(row.disclosure) == bool(row.ground) == bool(row.gist)


def test_what_is_withheld_stands_in_no_text_for_wider_readers():
    """Neither in a gist, nor in any text the person or a service may read."""
    secrets = [body.replace("{He} ", "").split("{")[0][:30] for body, _, _ in WITHHELD]
    open_to_all = CLEARED[Audience.PERSON]
    for row in classed():
        text = getattr(row, "body", None) or getattr(row, "why", None) or getattr(row, "what", "")
        told = [row.gist] if Disclosure(row.disclosure) not in open_to_all else [text]
        assert not any(secret in said for secret in secrets if len(secret) > 12 for said in told)


def test_screens_of_another_day_are_on_the_form_of_that_day():
    old = date(2025, 6, 2)
    made = [record(n, slot, seed=3, on=old) for n, slot in enumerate(slots(200, Random(3)), 1)]
    assert not any(one.case.screens for one in made)
    assert any(one.case.entries for one in made)


def test_likeness_is_what_the_database_says(db):
    from django.db import connection

    pairs = [
        ("Settled on the hall. No issues.", "Settled on the hall. No issues. As before."),
        ("He's 40, and feels seventy!", "He is forty and feels 70"),
        ("One two", "three"),
    ]
    with connection.cursor() as cursor:
        for one, other in pairs:
            cursor.execute("SELECT similarity(%s, %s)", [one, other])
            assert likeness(one, other) == pytest.approx(cursor.fetchone()[0], abs=1e-6)


def test_an_author_does_not_write_the_same_thin_line_twice_by_chance():
    written = [thin(3, turn) for turn in range(60)]
    assert len(set(written)) == 60
    assert max(likeness(a, b) for a, b in pairwise(written)) < 0.7


def test_every_sentence_can_be_said_of_a_woman_and_of_a_man():
    for woman in (True, False):
        words = Words(Random(1), woman=woman)
        for name in FILES:
            for heading in words_of(name):
                for line in lines(name, heading):
                    said = words.filled(line, ON)
                    assert "{" not in said
                    assert "}" not in said


def words_of(name):
    from icm.demo.estate import words

    return words._LINES[name]


def test_every_domain_and_area_has_its_words():
    for domain in Domain:
        for part in ("saw", "said", "next"):
            assert lines("residential", f"{domain.value} {part}")
        assert lines("plan", f"{domain.value} do")
        assert lines("social", f"{domain.value} found")
    for area in screens.NEEDED:
        assert lines("own", f"{area.value} need")


def test_life_draws_nothing_that_changes_the_rest_of_a_record():
    planned = slots(HOME, Random(1))[4]
    assert record(5, planned, seed=1, on=ON) == records()[4]
