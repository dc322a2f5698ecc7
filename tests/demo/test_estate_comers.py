"""Guests of invented conferences: who answered, who came, and of the oldest nothing; shares and no certainties."""

from collections import Counter
from datetime import date, datetime, timedelta
from random import Random

from conferences.policy.holding import Came
from conferences.policy.kinds import CORE, Party
from icm.demo.estate.comers import INVITATION, MARKED, Table, invitations
from icm.demo.estate.happenings import By
from icm.demo.estate.meetings import Meeting
from icm.demo.estate.staff import Staff
from icm.policy.calendar import LONDON
from icm.policy.roles import Role

ON = date(2026, 11, 21)
STAFF = Staff({(Role.ICM_CO_ORDINATOR, "barlinnie"): [9]})
TEAM = {Role.PERSONAL_OFFICER: 1, Role.PBSW: 2, Role.CBSW: 3}


def table(days=30, *, held=True, invited=True, team=TEAM):
    day = ON - timedelta(days=days)
    at = datetime(day.year, day.month, day.day, 10, tzinfo=LONDON)
    meeting = Meeting(
        kind="periodic",
        place="barlinnie",
        by=By(Role.ICM_CASE_CO_ORDINATOR, "barlinnie"),
        made_at=at - timedelta(days=60),
        starts_at=at,
        fixed_at=at - timedelta(days=50),
        invited_at=at - timedelta(days=40) if invited else None,
        held_on=day if held else None,
    )
    return Table(1, meeting, at, team, 5)


def rows(of, seed=1):
    found = invitations(of, STAFF, ON, Random(seed))
    return {row[1]: dict(zip(INVITATION, row, strict=True)) for row in found}


def test_core_members_and_the_officer_are_invited_once_each():
    found = rows(table())

    assert set(found) == {party.value for party in (*CORE, Party.OFFICER)}
    assert {name: row["user"] for name, row in found.items()} == {
        "person": None, "case-co-ordinator": 5, "pbsw": 2, "cbsw": 3, "officer": 1,
    }  # fmt: skip
    assert not found["officer"]["core"]
    assert all(row["came"] for row in found.values())


def test_nobody_is_invited_who_is_not_there_and_none_before_the_invitations():
    found = rows(table(team={}))

    assert "officer" not in found
    assert found["cbsw"]["name"] == "The duty social worker"
    assert rows(table(invited=False)) == {}


def test_who_came_answered_so_and_an_absent_social_worker_was_excused():
    for seed in range(60):
        for name, row in rows(table(), seed).items():
            away = row["came"] in (Came.ABSENT, Came.WRITTEN)
            assert bool(row["reply_why"]) is away
            assert bool(row["excused_why"]) is (away and name in ("pbsw", "cbsw"))
            assert row["answered_at"] is not None


def test_of_the_oldest_nothing_is_on_record_and_of_those_to_come_some_did_not_answer():
    assert not any(row["came"] for row in rows(table(MARKED.days)).values())
    coming = [row for seed in range(60) for row in rows(table(-20, held=False), seed).values()]

    assert not any(row["came"] for row in coming)
    assert 0.05 < sum(not row["reply"] for row in coming) / len(coming) < 0.35


def test_officers_are_there_about_as_often_as_not_and_more_often_lately():
    def share(days):
        found = Counter(rows(table(days), seed)["officer"]["came"] for seed in range(400))
        return (found[Came.ATTENDED] + found[Came.VIDEO]) / 400

    assert 0.45 < share(600) < share(1) < 0.85
