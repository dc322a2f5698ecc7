"""Putting invented records into the tables: one COPY a table and batch, with the histories that any write leaves."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group

from icm.core.access import permission_id
from icm.core.bulk import copy, reserve
from icm.demo.estate.case_writing import CaseWriter
from icm.demo.estate.held import Held, hold
from icm.demo.estate.meeting_writing import MeetingWriter
from icm.demo.estate.recorders import Team, recorder
from icm.demo.estate.records import Record
from icm.demo.estate.risk_writing import RiskWriter
from icm.demo.estate.sentences import Warrant
from icm.demo.estate.staff import Staff
from icm.people.access import VIEW_PERSON, Standing, wanted_teams
from icm.people.policy import own_acts
from icm.policy.facts import RouteSlug, Term
from icm.policy.roles import Role

Row = Sequence[Any]

PERSON = (
    "id", "number", "family_name", "given_names", "born_on", "gender", "communication_needs",
    "establishment", "hall", "location", "transfer_to", "admitted_at", "arrived_on", "residence",
    "supervising_authority", "legal", "route", "supervision_level", "risk_band", "version", "acl",
)  # fmt: skip
SENTENCE = (
    "person", "reference", "kind", "offence", "court", "imposed_on", "start_on", "term_years",
    "term_months", "extension_months", "supervision_months", "punishment_years",
    "punishment_months", "domestic_abuse", "listed_sexual", "terrorism", "recalled_on",
)  # fmt: skip
MOVEMENT = (
    "person", "reference", "kind", "at", "from_establishment", "to_establishment", "hall",
    "recorded_at", "recorded_by",
)  # fmt: skip
EVENT = (
    "person", "reference", "kind", "on", "at", "value", "note", "recorded_at", "recorded_by",
)  # fmt: skip
REVIEW = (
    "person", "reference", "establishment", "kind", "state", "due_on", "level_before",
    "proposed_level", "proposed_at", "proposed_by", "criteria", "notice_needed", "notice_reasons",
    "notice_on", "representations_on", "representations", "level_after", "decided_at", "decided_by",
    "reasons", "told_on", "documents_withheld", "withdrawn_why", "version",
)  # fmt: skip
ALLOCATION = ("person", "user", "role", "from_on", "by")
ENTERED = ("person", "kind", "on", "overrides", "why", "by", "at", "stands")
REPRESENTED = "I think my level should be lower. I have kept to the rules."


@dataclass(frozen=True, slots=True)
class Places:
    """The keys of what every installation knows."""

    establishments: dict[str, int]
    councils: dict[str, int]
    teams: dict[str, int]

    @classmethod
    def read(cls) -> "Places":
        def keys(model: str) -> dict[str, int]:
            rows = apps.get_model("people", model)._default_manager.values_list("slug", "pk")
            return dict(rows)

        teams = dict(Group.objects.values_list("name", "pk"))
        return cls(keys("Establishment"), keys("LocalAuthority"), teams)


class Writer:
    """Writes one batch of records after the other."""

    def __init__(
        self, staff: Staff, places: Places, cases: CaseWriter, on: date, at: datetime
    ) -> None:
        self.staff, self.places, self.cases, self.on, self.at = staff, places, cases, on, at
        self.risks = RiskWriter(staff)
        self.meetings = MeetingWriter(staff, places.establishments, on)

    def write(self, records: Sequence[Record]) -> list[int]:
        """The keys of the persons written, in order."""
        keys = reserve(apps.get_model("people", "Person"), len(records))
        held = list(zip(keys, records, strict=True))
        allocated = {key: self._allocated(record) for key, record in held}
        worked = hold((key, record, allocated[key]) for key, record in held)
        _copy("people", "Person", PERSON, (self._person(*pair) for pair in held))
        _copy("people", "Sentence", SENTENCE, _each(held, self._sentences))
        _copy("people", "Movement", MOVEMENT, _each(held, self._movements))
        self.cases.write(worked)
        self.risks.write(worked)
        self.meetings.write(worked)
        _copy("people", "Event", EVENT, (row for one in worked for row in self._events(one)))
        _copy("risk", "SupervisionReview", REVIEW, _each(held, self._reviews))
        _copy("people", "EnteredDate", ENTERED, _each(held, self._entered))
        _copy(
            "people", "Allocation", ALLOCATION,
            (row for key, record in held for row in self._allocations(key, record, allocated[key])),
        )  # fmt: skip
        self._grant(held, allocated)
        return keys

    def _person(self, key: int, record: Record) -> Row:
        slot, councils = record.slot, self.places.councils
        return (
            key,
            record.number,
            record.family_name,
            record.given_names,
            record.born_on,
            "woman" if slot.woman else "man",
            record.communication_needs,
            self.places.establishments[slot.establishment],
            record.hall,
            slot.location,
            self.places.establishments.get(record.transfer_to),
            record.admitted_at,
            record.arrived_on,
            councils.get(record.residence),
            councils.get(record.supervising_authority),
            slot.sort.legal.value,
            record.route.value,
            record.supervision_level,
            record.risk_band,
            1,
            [],
        )

    def _sentences(self, key: int, record: Record) -> Iterator[Row]:
        for warrant in record.warrants:
            yield (key, warrant.reference, *_terms(warrant))

    def _movements(self, key: int, record: Record) -> Iterator[Row]:
        establishments = self.places.establishments
        for number, move in enumerate(record.moves, 1):
            by = self.staff.first(Role.RECEPTION, move.to or move.from_)
            last = move is record.moves[-1]
            yield (
                key,
                f"M{number}",
                move.kind,
                move.at,
                establishments.get(move.from_),
                establishments.get(move.to),
                record.hall if last else "",
                move.at,
                by,
            )

    def _events(self, one: Held) -> Iterator[Row]:
        """Those that came with a row bear its name, all others a number. What is not recorded by hand, and came with no
        row, is of the time before ICM: the record system sent it."""
        place, number = one.record.slot.establishment, count(1)
        for done in one.record.happenings:
            if done.of is not None:
                noted: tuple[str, int | None] | None = self.cases.event(one, done)
            elif done.kind in own_acts.OF_KIND:
                noted = (f"E{next(number)}", None)
            else:
                by = recorder(done.kind, place, one.allocated, self.staff)
                noted = (f"E{next(number)}", by) if by is not None else None
            if noted is not None:
                reference, who = noted
                yield (
                    one.key, reference, done.kind.value, done.on, done.at, done.value, done.note,
                    done.recorded_at, who,
                )  # fmt: skip

    def _reviews(self, key: int, record: Record) -> Iterator[Row]:
        place = record.slot.establishment
        here = self.places.establishments[place]
        proposes = self.staff.first(Role.ICM_CASE_CO_ORDINATOR, place)
        decides = self.staff.first(Role.RMT_CHAIR, place)
        for number, review in enumerate(record.reviews, 1):
            if review.kind == "reception":
                proposer = decider = self.staff.first(Role.RECEPTION, place)
            else:
                proposer, decider = proposes, decides
            yield (
                key,
                f"R{number}",
                here,
                review.kind,
                "decided" if review.after else "proposed",
                review.due_on,
                review.before.value if review.before else "",
                review.proposed.value,
                review.proposed_at,
                proposer,
                review.criteria,
                review.notice_needed,
                review.notice_reasons,
                review.notice_on,
                review.represented_on,
                REPRESENTED if review.represented_on else "",
                review.after.value if review.after else "",
                review.decided_at,
                decider if review.after else None,
                review.reasons,
                review.told_on,
                "",
                "",
                1,
            )

    def _entered(self, key: int, record: Record) -> Iterator[Row]:
        by = self.staff.first(Role.ICM_CASE_CO_ORDINATOR, record.slot.establishment)
        for entered in record.entered:
            yield (key, *entered, by, self.at - timedelta(days=20), True)

    def _allocated(self, record: Record) -> Team:
        """One in twenty has no personal officer yet, nor has anybody who came within three days."""
        place, index = record.slot.establishment, int(record.number[-6:])
        team: Team = {}
        if index % 20 and (self.on - record.arrived_on).days > 2:
            team[Role.PERSONAL_OFFICER] = self.staff.next(Role.PERSONAL_OFFICER, place)
        if record.route is RouteSlug.ENHANCED:
            team[Role.PBSW] = self.staff.next(Role.PBSW, place)
            council = record.supervising_authority
            if council:
                team[Role.CBSW] = self.staff.next(Role.CBSW, council)
        return team

    def _allocations(self, key: int, record: Record, allocated: Team) -> Iterator[Row]:
        by = self.staff.first(Role.FIRST_LINE_MANAGER, record.slot.establishment)
        manager = self.staff.first(Role.PBSW_TEAM_MANAGER, record.slot.establishment)
        from_on = min(record.arrived_on + timedelta(days=3), self.on)
        for role, user in allocated.items():
            yield (key, user, role.value, from_on, by if role is Role.PERSONAL_OFFICER else manager)

    def _grant(self, held: list[tuple[int, Record]], allocated: dict[int, Team]) -> None:
        to_groups = apps.get_model("people", "PersonGroupGrant")
        to_users = apps.get_model("people", "PersonUserGrant")
        may = permission_id(to_groups, VIEW_PERSON)
        copy(
            to_groups,
            ("content_object", "group", "permission"),
            (
                (key, self.places.teams[name], may)
                for key, record in held
                for name in sorted(wanted_teams(_standing(record)))
            ),
        )
        copy(
            to_users,
            ("content_object", "user", "permission"),
            ((key, user, may) for key, team in allocated.items() for user in team.values()),
        )


def _standing(record: Record) -> Standing:
    council = record.supervising_authority or record.residence
    councils = (council,) if council else ()
    return Standing(record.slot.establishment, record.route, councils, record.transfer_to)


def _terms(warrant: Warrant) -> Row:
    facts = warrant.facts
    term, part = facts.term, facts.punishment_part
    return (
        facts.kind.value if facts.kind else "",
        warrant.offence,
        warrant.court,
        facts.imposed_on,
        facts.start_on,
        *_years_and_months(term),
        facts.extension_months,
        facts.supervision_months,
        *_years_and_months(part),
        facts.domestic_abuse,
        facts.listed_sexual,
        facts.terrorism,
        facts.recalled_on,
    )


def _years_and_months(term: Term | None) -> tuple[int | None, int | None]:
    return (term.years or None, term.months or None) if term else (None, None)


def _copy(app: str, model: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    copy(apps.get_model(app, model), columns, rows)


def _each(held: list[tuple[int, Record]], rows: Any) -> Iterator[Row]:
    return (row for pair in held for row in rows(*pair))
