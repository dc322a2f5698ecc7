"""A minute as one value: every text with its class, so that it can be kept as it was and rendered for an audience."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from casework.models import PlanAction
from conferences import access
from conferences.models import Conference, Decision, Invitation, Minute, Part
from conferences.policy.holding import Came
from conferences.policy.kinds import Kind, Party
from conferences.policy.minutes import Section
from conferences.policy.notes import CORE_MEMBER, Say, as_written
from icm.core.dates import day
from icm.core.disclosure import WITHHELD, Audience, Disclosure
from icm.core.screen import Entry, Fact

Content = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A minute as one audience reads it. ``withheld`` says, once, that there is more."""

    about: tuple[Fact, ...]
    came: tuple[Fact, ...]
    sections: tuple[tuple[str, str], ...]
    decisions: tuple[Entry, ...]
    actions: tuple[Entry, ...]
    after: tuple[Fact, ...]
    withheld: str


def content_of(row: Minute) -> Content:
    """The minute as it stands now, to be kept or shown. Five queries."""
    held = row.conference
    parts = {one.section: one for one in Part.objects.filter(minute=row)}
    decisions = Decision.objects.filter(minute=row).order_by("pk")
    return {
        "about": _about(held),
        "came": [_guest(one) for one in _invited(held)],
        "sections": [
            {"section": section.value, "body": part.body, **_class(part)}
            for section in Section
            if (part := parts.get(section.value)) and part.body
        ],
        "decisions": [{"body": one.what, "why": one.why, **_class(one)} for one in decisions],
        "actions": [_action(one) for one in agreed_actions(row)],
        "after": _after(held),
    }


def sheet(content: Content, audience: Audience, say: Say = as_written) -> Sheet:
    """What this audience reads of it: the one way from a minute to any page, paper or answer. `say` puts our own
    words, never anybody's, in others."""
    reader = _Reader(audience, say)
    about, after = content["about"], content["after"]
    return Sheet(
        about=tuple(
            Fact(say("about", key), say("about", value), unknown=not value)
            for key, value in about.items()
        ),
        came=tuple(reader.guest(one) for one in content["came"]),
        sections=tuple(
            (say("section", Section(one["section"]).label), body)
            for one in content["sections"]
            if (body := reader.read(one))
        ),
        decisions=tuple(entry for one in content["decisions"] if (entry := reader.decision(one))),
        actions=tuple(entry for one in content["actions"] if (entry := reader.action(one))),
        after=(
            Fact(
                say("after", "Next conference"),
                say("after", after["kind"] or "None: the last before release"),
            ),
            Fact("When", after["on"] or reader.read(after["when"])),
            Fact(say("after", "Why then"), reader.read(after["why"])),
        ),
        withheld=WITHHELD if reader.withheld else "",
    )


def agreed_actions(row: Minute) -> list[PlanAction]:
    """The actions agreed at this conference, each as the newest version of the plan has it, in their order."""
    lines = list(row.agreed.order_by("pk").values_list("line", flat=True))
    rows = PlanAction.objects.filter(plan__person=row.conference.person_id, line__in=lines)
    newest = {
        one.line: one for one in rows.select_related("owner", "provider").order_by("plan__number")
    }
    return [newest[line] for line in lines if line in newest]


class _Reader:
    """Renders each text and remembers whether anything was left out."""

    def __init__(self, audience: Audience, say: Say) -> None:
        self.audience = audience
        self.say = say
        self.withheld = False

    def read(self, words: Mapping[str, Any], field: str = "body") -> str:
        """The text or its gist; nothing where there is no more to say than that something is withheld."""
        said = access.minuted(words, self.audience, field)
        if said == WITHHELD:
            self.withheld = True
            return ""
        return said

    def guest(self, one: Mapping[str, Any]) -> Fact:
        why = self.read(one["why"]) if one["why"]["body"] else ""
        there, invited_as = self.say("came", one["came"]), self.say("guest", one["as"])
        return Fact(one["name"], there, note=f"{invited_as}. {why}".strip())

    def decision(self, one: Mapping[str, Any]) -> Entry | None:
        what = self.read(one)
        if not what:
            return None
        clear = access.cleared(one["disclosure"], self.audience)
        facts = (Fact("Why", one["why"], unknown=not one["why"]),) if clear else ()
        return Entry(title=what, when="", facts=facts)

    def action(self, one: Mapping[str, Any]) -> Entry | None:
        what = self.read(one)
        if not what:
            return None
        return Entry(
            title=what,
            when="",
            facts=(Fact("Who", self.say("who", one["who"])), Fact("By", one["by"])),
        )


def _class(row: Part | Decision | PlanAction) -> dict[str, str]:
    return {"disclosure": row.disclosure, "gist": row.gist, "ground": row.ground}


def _of(text: str, disclosure: Disclosure) -> dict[str, str]:
    return {"body": text, "disclosure": disclosure.value}


def _about(held: Conference) -> dict[str, str]:
    return {
        "Conference": Kind(held.kind).label,
        "Held on": day(held.held_on) if held.held_on else "",
        "Where": held.place,
        "Chair": held.chair.display_name() if held.chair else "",
        "LS/CMI": {True: "Was there", False: "Was not there", None: ""}[held.assessed],
    }


def _invited(held: Conference) -> Iterable[Invitation]:
    rows = Invitation.objects.filter(conference=held, withdrawn_at__isnull=True)
    return rows.select_related("user").order_by("pk")


def _guest(one: Invitation) -> dict[str, Any]:
    core = CORE_MEMBER if one.core else ""
    return {
        # A relative is named with the consent alone, which can be withdrawn: never in what is kept for good.
        "name": one.get_party_display() if one.party == Party.FAMILY else one.who(),
        "as": f"{one.get_party_display()}{core}",
        "came": Came(one.came).label if one.came else "",
        "why": _of(one.excused_why, access.DISCLOSURE["Invitation.excused_why"]),
    }


def _action(one: PlanAction) -> dict[str, str]:
    owner = one.owner.display_name() if one.owner else ""
    provider = one.provider.name if one.provider else ""
    return {
        "body": one.what,
        "who": "The person" if one.theirs else owner or provider,
        "by": day(one.target_on),
        **_class(one),
    }


def _after(held: Conference) -> dict[str, Any]:
    return {
        "kind": Kind(held.next_kind).label if held.next_kind else "",
        "on": f"By {day(held.next_on)}" if held.next_on else "",
        "when": _of(held.next_when, access.DISCLOSURE["Conference.next_when"]),
        "why": _of(held.next_why, access.DISCLOSURE["Conference.next_why"]),
    }
