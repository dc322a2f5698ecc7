"""A plan with something in every domain, and the same kind of content as a pack of any length."""

from datetime import datetime, timedelta
from random import Random

from django.template.loader import render_to_string

from casework.models import ActionPlan, DomainRating, Narrative, PlanAction
from casework.policy.areas import Agency, Domain
from casework.queries.copies import Head, StaffCopy
from casework.queries.copies.staff import ActionLine, DomainPart, EntryText
from icm.core.models import User
from icm.people.models import Person
from icm.policy.roles import Role

WORDS = (
    "they went to the group each week and spoke about what had led to the offence and what has"
    " changed since then staff on the hall say that mornings are steady and that visits help most"
)
ENTRIES, ACTIONS = 3, 12


def write(person: Person, by: User, *, at: datetime) -> None:
    """Into the database, in place of what plan the person had."""
    random, today = Random(1), at.date()
    ActionPlan.objects.filter(person=person, state="agreed").update(state="superseded")
    plan = ActionPlan.objects.create(
        person=person, number=999, state="agreed", from_on=today, aims=_text(random, 40),
        view="agreed", view_on=today, drafted_at=at, drafted_by=by, agreed_at=at, agreed_by=by,
    )  # fmt: skip
    domains = list(Domain)
    PlanAction.objects.bulk_create(
        PlanAction(
            plan=plan, line=line, sequence=line, domain=domains[line % len(domains)], owner=by,
            what=_text(random, 15), target_on=today + timedelta(days=line),
        )
        for line in range(1, ACTIONS + 1)
    )  # fmt: skip
    role = Role.ICM_CO_ORDINATOR.value
    for domain in domains:
        DomainRating.objects.create(
            person=person, reference=f"bench-{domain}", domain=domain, intervention="some", support="some",
            why=_text(random, 15), agency=Agency.ICM, role=role, at=at, by=by,
        )  # fmt: skip
        Narrative.objects.bulk_create(
            Narrative(
                person=person, reference=f"bench-{domain}-{n}", domain=domain, agency=Agency.ICM, role=role,
                author=by, on=today, body=_text(random, 120), written_at=at,
            )
            for n in range(ENTRIES)
        )  # fmt: skip


def pack(sections: int) -> str:
    """The HTML of a staff version with so many domains, without a database."""
    random = Random(2)
    head = Head("Given Family", "T00001", "HMP Barlinnie", "Somebody", "today", "Somebody")
    entries = [
        tuple(EntryText(_text(random, 120), "Officer, ICM team", "today", "") for _ in range(3))
        for _ in range(sections)
    ]
    copy = StaffCopy(
        head=head,
        facts=(),
        aims=_text(random, 40),
        family="",
        view_words="",
        actions=tuple(
            ActionLine(
                str(n), "Learning", _text(random, 15), "", "Officer", "", "today", "Done", ""
            )
            for n in range(sections)
        ),
        domains=tuple(
            DomainPart(f"Domain {n}", "Some need", "Some need", "", _text(random, 15), written, 0)
            for n, written in enumerate(entries)
        ),
        referrals=(),
    )
    return render_to_string("documents/staff.html", {"copy": copy})


def _text(random: Random, words: int) -> str:
    said = " ".join(random.choice(WORDS.split()) for _ in range(words))
    return f"{said.capitalize()}."
