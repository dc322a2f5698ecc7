"""Putting invented casework into the tables, one COPY a table and batch, in the order in which rows name each other."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps

from casework.policy.areas import AGENCY_OF
from casework.policy.likeness import near
from icm.core.bulk import copy
from icm.demo.estate import case_columns as columns
from icm.demo.estate.cases import Entry, Screen
from icm.demo.estate.held import Hands, Held
from icm.demo.estate.services import kind_of
from icm.demo.estate.staff import Staff
from icm.demo.estate.words import likeness, thin
from icm.policy.roles import Role

Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Readable:
    """An entry a manager could draw for reading."""

    place: str
    narrative: int
    author: int
    written_at: datetime
    thin: bool
    copied: bool


class CaseWriter(Hands):
    """Writes one batch after the other, and remembers what can be read for quality."""

    def __init__(self, staff: Staff, providers: Mapping[str, int]) -> None:
        super().__init__(staff)
        self.providers = providers
        self.readable: list[Readable] = []
        self._thin: Counter[int] = Counter()
        self._authors: dict[int, int] = {}
        self._written: dict[tuple[int, str], tuple[int, datetime]] = {}

    def write(self, held: list[Held]) -> None:
        for model, names, rows in (
            ("CoreScreen", columns.SCREEN, self._screens),
            ("Sitting", columns.SITTING, self._sittings),
            ("Answer", columns.ANSWER, self._answers),
            ("SafetyAlert", columns.ALERT, self._alerts),
            ("Referral", columns.REFERRAL, self._referrals),
            ("Chase", columns.CHASE, self._chases),
            ("Narrative", columns.NARRATIVE, self._entries),
            ("DomainRating", columns.RATING, self._ratings),
            ("ActionPlan", columns.PLAN, self._plans),
            ("PlanAction", columns.ACTION, self._actions),
            ("Conversation", columns.TALK, self._talks),
        ):
            found = (row for one in held for row in rows(one))
            copy(apps.get_model("casework", model), names, found)
        opened = (row for one in held for row in self._opened(one))
        copy(apps.get_model("core", "Consultation"), columns.CONSULTATION, opened)

    def _screens(self, one: Held) -> Iterator[Row]:
        for key, screen in zip(one.keys["screens"], one.case.screens, strict=True):
            by, role = self.who(screen.by, one.allocated)
            reader = one.allocated.get(Role.PERSONAL_OFFICER) if screen.read_at else None
            done = screen.completed_at is not None
            yield (
                key, one.key, screen.reference, screen.questions, screen.state,
                screen.sittings[0].began_at, by, screen.completed_at, by if done else None,
                role.value if done else "", done, screen.understood, screen.route,
                screen.told_at, screen.read_at if reader else None, reader, screen.ended_why,
                2 if screen.state != "open" else 1,
            )  # fmt: skip

    def _sittings(self, one: Held) -> Iterator[Row]:
        for key, screen in zip(one.keys["screens"], one.case.screens, strict=True):
            by, role = self.who(screen.by, one.allocated)
            for number, sat in enumerate(screen.sittings, 1):
                yield (
                    key, number, sat.began_at, by, role.value, sat.fit, sat.ended_at, sat.why, sat.again_on,
                )  # fmt: skip

    def _answers(self, one: Held) -> Iterator[Row]:
        for key, screen in zip(one.keys["screens"], one.case.screens, strict=True):
            by, _ = self.who(screen.by, one.allocated)
            for answer in screen.answers:
                yield (
                    key, answer.area.value, answer.need, answer.urgency, answer.own_words, answer.note,
                    answer.referral, self.providers.get(answer.service), _answered_at(screen), by, 1,
                )  # fmt: skip

    def _alerts(self, one: Held) -> Iterator[Row]:
        for key, screen in zip(one.keys["screens"], one.case.screens, strict=True):
            if (alert := screen.alert) is None:
                continue
            by, _ = self.who(screen.by, one.allocated)
            flm = self.staff.first(Role.FIRST_LINE_MANAGER, screen.by.place)
            yield (
                one.key, key, f"screen-{key}-1", alert.kind, alert.seen, alert.seen_at, by,
                alert.done, alert.done_at, flm if alert.done_at else None,
            )  # fmt: skip

    def _referrals(self, one: Held) -> Iterator[Row]:
        for number, made in enumerate(one.case.referrals):
            by, _ = self.who(made.by, one.allocated)
            stands = made.standing
            moves = sum(map(bool, (stands.answered_on, stands.started_on, stands.ended_on)))
            yield (
                one.keys["referrals"][number], one.key, f"R{number + 1}", self.providers[made.service],
                made.domain.value, made.area, made.origin,
                None if made.screen is None else one.keys["screens"][made.screen],
                stands.state, made.urgency, made.consent, made.why, made.disclosure, made.gist,
                made.ground, made.made_at, by, self.who(made.chaser, one.allocated)[0],
                made.chase_on, made.answer_by, stands.answered_on, stands.answer,
                stands.waiting_since, stands.expected_on, stands.started_on, stands.ended_on,
                stands.outcome, 1 + moves,
            )  # fmt: skip

    def _chases(self, one: Held) -> Iterator[Row]:
        for key, made in zip(one.keys["referrals"], one.case.referrals, strict=True):
            by, _ = self.who(made.chaser, one.allocated)
            for number, asked in enumerate(made.chases, 1):
                yield (key, f"C{number}", asked.at, by, asked.said)

    def _entries(self, one: Held) -> Iterator[Row]:
        bodies: list[str] = []
        for number, entry in enumerate(one.case.entries):
            author, role = self.who(entry.by, one.allocated)
            bodies.append(self._body(entry, author, bodies))
            key = one.keys["entries"][number]
            like, alike = self._like(one, entry, key, author, bodies)
            agency = kind_of(entry.service).agency if entry.service else AGENCY_OF[role]
            self._remember(one, entry, key, author, role)
            yield (
                key, one.key, f"N{number + 1}", entry.domain.value, agency.value,
                self.providers.get(entry.service),
                Role.PROVIDER.value if entry.service else role.value,
                author, entry.on, entry.source, bodies[-1], entry.disclosure, entry.gist,
                entry.ground, entry.written_at,
                like, alike, "", 1,
            )  # fmt: skip

    def _body(self, entry: Entry, author: int, bodies: list[str]) -> str:
        if entry.copies is not None:
            return " ".join(filter(None, (bodies[entry.copies], entry.body)))
        if entry.thin:
            self._thin[author] += 1
            number = self._authors.setdefault(author, len(self._authors))
            return thin(number, self._thin[author])
        return entry.body

    def _like(
        self, one: Held, entry: Entry, key: int, author: int, bodies: list[str]
    ) -> tuple[int | None, float | None]:
        """The entry it repeats and how nearly: an earlier one about the person, or the author's about anybody."""
        if entry.copies is not None:
            alike = likeness(bodies[-1], bodies[entry.copies])
            if near(alike, entry.written_at.date()):
                return one.keys["entries"][entry.copies], alike
        same, at = self._written.setdefault((author, bodies[-1]), (key, entry.written_at))
        return (same, 1.0) if at < entry.written_at else (None, None)

    def _remember(self, one: Held, entry: Entry, key: int, author: int, role: Role) -> None:
        on_the_hall = role in (Role.PERSONAL_OFFICER, Role.RESIDENTIAL_OFFICER)
        here = entry.by.place == one.record.slot.establishment
        if on_the_hall and here and entry.disclosure == "person":
            copied = entry.copies is not None
            found = Readable(entry.by.place, key, author, entry.written_at, entry.thin, copied)
            self.readable.append(found)

    def _ratings(self, one: Held) -> Iterator[Row]:
        for number, rated in enumerate(one.case.ratings):
            by, role = self.who(rated.by, one.allocated)
            yield (
                one.keys["ratings"][number], one.key, f"T{number + 1}", rated.domain.value,
                rated.intervention, rated.support, rated.why, AGENCY_OF[role].value, role.value,
                rated.at, by,
            )  # fmt: skip

    def _plans(self, one: Held) -> Iterator[Row]:
        for number, plan in enumerate(one.case.plans):
            by, _ = self.who(plan.by, one.allocated)
            yield (
                one.keys["plans"][number], one.key, number + 1, plan.state, plan.from_on,
                plan.until_on, plan.review_on, plan.aims, plan.view, plan.view_words, plan.view_on,
                plan.ask_again_on, plan.family_help, plan.drafted_at, by, plan.agreed_at,
                by if plan.agreed_at else None, plan.superseded_at, 1 + bool(plan.agreed_at),
            )  # fmt: skip

    def _actions(self, one: Held) -> Iterator[Row]:
        for key, plan in zip(one.keys["plans"], one.case.plans, strict=True):
            for sequence, action in enumerate(plan.actions, 1):
                owner = self.who(action.owner, one.allocated)[0] if action.owner else None
                referral = action.referral
                yield (
                    key, action.line, "", sequence, action.domain.value, action.risk_factor,
                    action.what, action.disclosure, action.gist, action.ground, action.theirs, owner,
                    self.providers.get(action.service),
                    None if referral is None else one.keys["referrals"][referral],
                    action.start_on, action.target_on, action.status, action.evidence,
                    action.not_done_why, action.done_on, 1 + (action.status != "not-started"),
                )  # fmt: skip

    def _talks(self, one: Held) -> Iterator[Row]:
        for number, talk in enumerate(one.case.talks):
            by, role = self.who(talk.by, one.allocated)
            yield (
                one.keys["talks"][number], one.key, f"K{number + 1}", talk.at, by, role.value,
                list(talk.topics), talk.explained, talk.understood, talk.said, talk.again_on,
                talk.recorded_at,
            )  # fmt: skip

    def _opened(self, one: Held) -> Iterator[Row]:
        """That the officer opened the plan, in the log of who looked."""
        officer, day = one.allocated.get(Role.PERSONAL_OFFICER), one.case.opened_on
        if officer is not None and day is not None:
            at = one.case.entries[0].written_at.replace(year=day.year, month=day.month, day=day.day)
            yield (at, officer, "casework:plan", [one.key], "", False)


def _answered_at(screen: Screen) -> datetime:
    return screen.completed_at or screen.sittings[-1].ended_at
