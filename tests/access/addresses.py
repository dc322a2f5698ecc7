"""Every address of the system, with what to put into it in the first of two parallel worlds."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from casework.models import ActionPlan, Chase, Narrative, PlanAction, Provider, Referral
from casework.policy.areas import Domain
from casework.policy.copies import Copy
from icm.clocks import actions as clocks
from icm.clocks.models import Due
from icm.core.consultations import record_consultation
from icm.core.models import BreakGlass, Document, Team, User
from icm.family.views.bases import FamilyAct
from icm.kiosk.views.bases import KioskAct
from icm.people import actions as people
from icm.people.models import Event, Person, Sentence
from icm.people.policy import DateKind
from icm.policy.facts import EventKind, Level
from icm.policy.roles import Role
from risk.models import SupervisionReview
from tests.access import (
    asks,
    coming,
    conferences,
    minutes,
    officers,
    plans,
    requests,
    risks,
    rooms,
    screens,
    terminals,
    windows,
    writings,
)
from tests.access.secrets import secret
from tests.factories import copies, persons, receptions, referrals
from tests.factories.worlds import World


def patterns(
    resolver: URLResolver | None = None, space: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    """Name and pattern of every address, through all includes."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            below = f"{entry.namespace}:" if entry.namespace else ""
            yield from patterns(entry, space + below)
        else:
            yield f"{space}{entry.name}", entry


# Not ours to survey, and why.
ELSEWHERE = {
    "account_": "signing in and out, one's own password: tests/core",
    "mfa_": "one's own second factors: tests/core",
    "socialaccount_": "sign-in at an outside provider: tests/core",
    "openid_connect_": "sign-in at an outside provider: tests/core",
    "usersessions_": "one's own sessions: tests/core",
    "core:": "one's own account and kept texts: tests/core",
    "family:": "the window of a relative: tests/access/test_family.py",
    "kiosk:": "pages of terminals, one's own: tests/access/test_kiosk.py",
    "healthz": "says only that the system is up: tests/core",
}


def ours() -> list[str]:
    """The names of all addresses that lead to pages about people or about the rules."""
    return sorted(name for name, _ in patterns() if not name.startswith(tuple(ELSEWHERE)))


def of_terminals() -> list[str]:
    """The names of the addresses that only a registered terminal finds."""
    return sorted(name for name, _ in patterns() if name.startswith("kiosk:"))


def acts_at_terminals() -> list[str]:
    """Those of them on which something is done."""
    return _acts(KioskAct)


def of_families() -> list[str]:
    """The names of the addresses of the window through which a relative reads."""
    return sorted(name for name, _ in patterns() if name.startswith("family:"))


def acts_of_families() -> list[str]:
    """Those of them on which something is done."""
    return _acts(FamilyAct)


def _acts(base: type) -> list[str]:
    return sorted(
        name
        for name, pattern in patterns()
        if issubclass(getattr(pattern.callback, "view_class", type), base)
    )


# What a service does with its own part of the plan.
OWN_PART = {
    "casework:change_own_entry",
    "casework:withdraw_own_entry",
    "casework:own_progress",
}


@dataclass
class Case:
    """A person of the first world with something of everything on record."""

    person: Person
    event: Event
    sentence: Sentence
    review: SupervisionReview
    decided: SupervisionReview
    glass: BreakGlass
    referral: Referral  # to the service of the provider of this world
    silent: Referral  # to a service without a team
    taken: Referral  # to the provider's service too, and under way
    action: int  # the line of an action of their plan
    copy: Document  # the person's own copy of the plan
    for_social_work: Document

    keys_of_service: dict[str, int | str]  # what it wrote, and what the plan asks of it
    keys: dict[str, int | str]  # what else an address may take, by its name there or by its own

    def address(self, name: str) -> str:
        return reverse(name, kwargs=self._kwargs(name))

    def _kwargs(self, name: str) -> dict[str, Any]:
        takes = dict(patterns())[name].pattern.converters
        values = {
            "pk": self._key(name),
            "event": self.event.pk,
            "sentence": self.sentence.pk,
            "glass": self.glass.pk,
            "document": self.keys.get(f"document of {name}") or self._document(name).pk,
            "slug": "barlinnie",
            "referral": self._referral(name).pk,
            "move": "accept",
            "service": self.referral.provider_id,
            "number": 1,  # the action plan in force
            "line": self.action,
            "rule": "CSA-72H",  # one that is not of the law: tests/clocks says who sets those aside
            **self.keys,
            "consent": self.keys.get(f"consent of {name}") or self.keys["consent"],
            "kind": _KINDS.get(name) or self.keys["kind"],
            "notice": self.keys.get(f"notice of {name}"),
            **(self.keys_of_service if name in OWN_PART else {}),
        }
        return {key: values[key] for key in takes}

    def _referral(self, name: str) -> Referral:
        if name in OWN_PART:
            return self.taken
        return self.silent if name == "casework:record_answer" else self.referral

    def _document(self, name: str) -> Document:
        return self.for_social_work if name == "casework:open_copy" else self.copy

    def _key(self, name: str) -> int | str:
        if name in self.keys:
            return self.keys[name]
        if name in ("risk:decided", "risk:letter", "risk:tell", "risk:acknowledge"):
            return self.decided.pk
        if name in OF_AN_OPEN_REVIEW:
            return self.review.pk
        return self.person.pk


OF_AN_OPEN_REVIEW = frozenset(
    f"risk:{name}"
    for name in ("review", "notify", "give", "represent", "decide", "withdraw", "ask", "answer")
)
_SENTENCES = ("record_sentence", "change_sentence")
_KINDS = {
    **{f"people:{name}": "ltp" for name in _SENTENCES},
    "people:record_kind": EventKind.CORE_SCREEN.value,
    "people:enter_date": "pqd",
    "people:withdraw_date": "pqd",
}


def case(world: World) -> Case:
    """One decided and one open review, an event, a sentence, an opening from outside; a secret in every text."""
    person, chair = world.person, world.user(Role.RMT_CHAIR)
    Person.objects.filter(pk=person.pk).update(
        communication_needs=secret("Person.communication_needs")
    )
    Sentence.objects.filter(person=person).update(
        offence=secret("Sentence.offence"), court=secret("Sentence.court")
    )
    decided, review = _reviews(person, chair)
    _words_by_hand(world)
    referral, silent = _referrals(world)
    return Case(
        person=Person.objects.get(pk=person.pk),
        keys=_planted(world),
        referral=referral,
        silent=silent,
        event=Event.objects.create(
            person=person,
            reference="core-screen",
            kind=EventKind.CORE_SCREEN,
            on=persons.TODAY,
            note=secret("Event.note"),
            recorded_at=persons.NOW,
            recorded_by=world.user(Role.RESIDENTIAL_OFFICER),
        ),
        sentence=person.sentences.get(),
        review=review,
        decided=decided,
        glass=BreakGlass.objects.create(
            person=person,
            user=world.user(Role.RESIDENTIAL_OFFICER, "perth"),
            reason=secret("BreakGlass.reason"),
            from_at=persons.days_ago(2),
            until_at=persons.days_ago(1),
        ),
        action=plans.planted(world),
        **_part_of_service(world, referral.provider),
        **_copies(world),
    )


def _planted(world: World) -> dict[str, int | str]:
    parts = (
        screens,
        asks,
        officers,
        writings,
        risks,
        conferences,
        requests,
        coming,
        rooms,
        minutes,
        terminals,
        windows,
    )
    return {name: key for part in parts for name, key in part.plant(world).items()}


def _part_of_service(world: World, service: Provider) -> dict[str, Any]:
    """A referral under way with an entry of the service, and an action it does, withheld from all but social work."""
    taken = referrals.referral(
        world.person, service, world.user(Role.PERSONAL_OFFICER), domain=Domain.LEARNING.value
    )
    Referral.objects.filter(pk=taken.pk).update(state="active", started_on=persons.TODAY)
    worker = world.user(Role.PROVIDER)
    entry = Narrative.objects.create(
        person=world.person,
        reference="by-the-service",
        domain=Domain.LEARNING.value,
        agency=service.agency,
        provider=service,
        role=Role.PROVIDER,
        author=worker,
        on=persons.TODAY,
        body="He comes each week.",
        written_at=persons.NOW,
    )
    withheld = {name: secret(f"PlanAction.{name}") for name in ("what", "gist", "ground")}
    done = PlanAction.objects.create(
        plan=ActionPlan.objects.get(person=world.person, state="agreed"),
        line=99,
        sequence=99,
        domain=Domain.LEARNING.value,
        disclosure="social work",
        provider=service,
        target_on=persons.TODAY,
        evidence=secret("PlanAction.evidence"),
        **withheld,
    )
    taken.refresh_from_db()
    return {"taken": taken, "keys_of_service": {"narrative": entry.pk, "line": done.line}}


def _copies(world: World) -> dict[str, Document]:
    """Real documents, made last, so that every text planted may come to stand on them."""
    officer, social_worker = world.user(Role.PERSONAL_OFFICER), world.user(Role.PBSW)
    copies.narrative(world.person, officer)
    return {
        "copy": copies.made(world.person, Copy.PERSON, officer),
        "for_social_work": copies.made(world.person, Copy.STAFF, social_worker),
    }


def _reviews(person: Person, chair: User) -> tuple[SupervisionReview, SupervisionReview]:
    """A decided and an open one, and one withdrawn; texts that no act allows together are put there directly."""
    notes = receptions.criteria(secret("SupervisionReview.criteria"))
    texts = {
        name: secret(f"SupervisionReview.{name}")
        for name in ("notice_reasons", "representations", "reasons", "documents_withheld")
    }
    days = {"notice_on": persons.TODAY, "documents_requested_on": persons.TODAY}
    decided = receptions.decided(person, chair, Level.LOW, criteria=notes)
    review = receptions.proposed(person, chair, level=Level.LOW, criteria=notes)
    SupervisionReview.objects.filter(person=person).update(
        **texts, **days, representations_on=persons.TODAY
    )
    SupervisionReview.objects.filter(pk=review.pk).update(
        withdrawn_why=secret("SupervisionReview.withdrawn_why")
    )
    for row in (decided, review):
        row.refresh_from_db()
    return decided, review


def _referrals(world: World) -> tuple[Referral, Referral]:
    """One to the provider's own service, its reason withheld, with words that no act allows together; one without."""
    officer = world.user(Role.PERSONAL_OFFICER)
    service, silent = referrals.provider(role=None), referrals.provider(role=None)
    service.team = Team.objects.get(role=Role.PROVIDER, place=world.here.slug)
    service.save(update_fields=["team"])
    words = {name: secret(f"Referral.{name}") for name in ("why", "gist", "ground")}
    made = referrals.referral(world.person, service, officer, disclosure="team", **words)
    said = {name: secret(f"Referral.{name}") for name in ("answer", "outcome")}
    Referral.objects.filter(pk=made.pk).update(answered_on=persons.TODAY, **said)
    Chase.objects.create(
        referral=made, reference="c", at=persons.NOW, by=officer, said=secret("Chase.said")
    )
    made.refresh_from_db()
    return made, referrals.referral(world.person, silent, officer)


def _words_by_hand(world: World) -> None:
    """A date entered and a deadline set aside by hand, and a look with its reason."""
    co_ordinator = world.user(Role.ICM_CO_ORDINATOR)
    asking = receptions.principals(co_ordinator)
    person = Person.objects.get(pk=world.person.pk)
    entry = people.Entry(
        kind=DateKind.PQD,
        on=persons.TODAY,
        why=secret("EnteredDate.why"),
        version=person.version,
    )
    people.enter_date(person, entry, by=co_ordinator, principals=asking, at=persons.NOW)
    due = Due.objects.get(person=person, rule="CC-INITIAL-6M")
    clocks.waive(
        person,
        clocks.Deadline(due.rule, due.due_on),
        why=secret("Waiver.why"),
        by=co_ordinator,
        principals=asking,
        at=persons.NOW,
    )
    record_consultation(
        asking,
        page="pages:person",
        persons=[person.pk],
        at=persons.NOW + timedelta(minutes=1),  # the newest, whoever looks meanwhile
        why=secret("Consultation.why"),
    )
