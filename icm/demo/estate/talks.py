"""Conversations, and whether the officer opened the plan: for most people neither.

Many of those inspectors asked had never met their personal officer about any of it (HMIPS 2024, §12). No figure is
given; the shares are invented.
"""

from datetime import date, timedelta

from casework.policy.officers import Topic
from icm.demo.estate.cases import Life, Talk
from icm.demo.estate.happenings import By, Of
from icm.policy.facts import EventKind
from icm.policy.roles import Role

TALKED = 0.35  # of people: their officer talked with them about the plan and recorded it
OPENED = 0.2  # of people with a plan: their officer opened it within the last quarter
BACK = timedelta(days=320)
_ABOUT = (
    Topic.WELLBEING, Topic.WELLBEING, Topic.ASSESSMENT, Topic.PLAN, Topic.HELP, Topic.FAMILY, Topic.MINUTES,
    Topic.SUPERVISION, Topic.PROGRESSION, Topic.RELEASE, Topic.CORE_SCREEN,
)  # fmt: skip


def talks(life: Life) -> None:
    _route_told(life)
    first = max(life.officer_from, life.on - BACK)
    days = (life.on - first).days
    if days > 2 and life.draw.random() < TALKED:
        for back in sorted(
            life.draw.sample(range(1, days), min(days - 1, life.draw.choice((1, 1, 2, 3)))),
            reverse=True,
        ):
            _talk(life, life.on - timedelta(days=back), life.draw.choice(_ABOUT))
    if life.case.entries and days > 80 and life.draw.random() < OPENED:
        life.case.opened_on = life.on - timedelta(days=life.draw.randint(1, 80))


def _route_told(life: Life) -> None:
    """Told in a conversation, where it was not told at the Core Screen."""
    told = life.first(EventKind.ROUTE_TOLD, life.since)
    if told is None or told.of is not None or life.draw.random() < 0.5 or told.on >= life.on:
        return
    life.drop(told)
    _talk(life, told.on, Topic.ROUTE)
    talk = life.case.talks[-1]
    of = Of("talks", len(life.case.talks) - 1)
    life.note(EventKind.ROUTE_TOLD, of, talk.by, talk.recorded_at, on=told.on)


def _talk(life: Life, day: date, topic: Topic) -> None:
    draw, by = life.draw, life.officer(day)
    if topic is Topic.ROUTE and by.role is not Role.PERSONAL_OFFICER:
        by = By(Role.ICM_CASE_CO_ORDINATOR, life.place(day))
    at = life.at(day, 10, 18)
    also = (Topic.NEXT,) if draw.random() < 0.3 else ()
    explained = life.words.say("talks", topic.value, day) if draw.random() < 0.8 else ""
    life.case.talks.append(
        Talk(
            at=at,
            recorded_at=at + timedelta(minutes=draw.randint(10, 90)),
            by=by,
            topics=(topic.value, *(one.value for one in also)),
            explained=explained,
            understood=draw.choice(("yes", "yes", "partly", "no", "")),
            said=life.words.say("talks", "said", day) if draw.random() < 0.6 else "",
            again_on=day + timedelta(days=draw.randint(7, 60)) if draw.random() < 0.35 else None,
        )
    )
