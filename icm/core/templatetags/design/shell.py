"""What stands around every page: header, messages, ways onward and back."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from django import template
from django.urls import NoReverseMatch, get_urlconf, reverse

from icm.core.screen import Identity, Link, Pages
from icm.core.templatetags.design.tones import WORDS, tone_of

register = template.Library()
Context = dict[str, Any]

REMINDERS, MY_PEOPLE, TEAM = "clocks:reminders", "pages:my_people", "pages:team"
SOCIAL_WORK, COMMUNITY = "pages:social_work", "pages:community"
SERVICE, PSYCHOLOGY = "casework:referral_list", "risk:psychology"
SECTIONS = (
    ("My people", MY_PEOPLE, ("my_people",)),
    (
        "Referrals",
        SERVICE,
        ("referral", "answer", "provider_entry", "change_own", "withdraw_own", "own_progress"),
    ),
    ("Assessments", PSYCHOLOGY, ("psychology", "asked", "promise", "tell_dates")),
    ("My work", "pages:home", ("home", "work")),
    (
        "Team",
        TEAM,
        ("team", "quality", "draw", "reading", "shifts", "absence", "cover", "end_absence"),
    ),
    ("Social work", SOCIAL_WORK, ("social_work",)),
    ("Local authorities", COMMUNITY, ("community",)),
    ("Reminders", REMINDERS, ("reminder",)),
    ("People", "pages:people", ("people", "person")),
    (
        "Establishments",
        "pages:establishments",
        ("establishment", "service", "open_service", "change_service", "waits"),
    ),
    ("Policy register", "pages:register", ("register", "rule", "value")),
    ("My account", "core:account", ("account", "mfa", "usersessions", "session")),
)
# Which parts only some have; whoever has people of their own begins there, and finds the work list beside them.
DESKS = {
    MY_PEOPLE: "my-people",
    TEAM: "team",
    SERVICE: "service",
    PSYCHOLOGY: "psychology",
    SOCIAL_WORK: "social-work",
    COMMUNITY: "community",
}
# What says nothing to whoever only works for a service: their people are those referred to it.
OF_THE_CASE = frozenset({"pages:home", "pages:people", "pages:establishments"})
WORK_LIST = "pages:work"
# What is counted in a list, where there is one alone and its word does not only lose an s.
_ONE = {"people": "person", "entries": "entry", "things to do": "thing to do"}
# More messages than this at the top of a page hide the page itself.
MESSAGES_SHOWN = 3


def address(name: str) -> str:
    """A page's address, or nothing where this installation has no such page."""
    return _address(name, get_urlconf())


@cache
def _address(name: str, urlconf: str | None) -> str:
    """Looked up once: each page's header asks for the same seven."""
    try:
        return reverse(name, urlconf)
    except NoReverseMatch:
        return ""


@register.inclusion_tag("components/site_header.html", takes_context=True)
def site_header(
    context: Mapping[str, Any], icm: Mapping[str, Any] | None = None, section: str = ""
) -> Context:
    """`section` is the address name of the part of the site this page belongs to, where its own name does not say."""
    icm = icm or {}
    if not icm.get("user_name"):
        return {"home": address("pages:home")}
    nav = str(icm.get("nav") or "")
    unread = context.get("unread_reminders")
    desks = icm.get("desks") or frozenset()
    links = [
        Link(
            text,
            address(WORK_LIST if name == "pages:home" and DESKS[MY_PEOPLE] in desks else name),
            current=name == section if section else nav.startswith(prefixes),
            count=unread() if unread and name == REMINDERS else None,
        )
        for text, name, prefixes in SECTIONS
        if _has(name, desks)
    ]
    return {
        "home": address("pages:home"),
        "links": [link for link in links if link.href],
        "user_name": icm["user_name"],
        "posts": icm.get("posts", ""),
        "sign_out": address("account_logout"),
    }


def _has(name: str, desks: Collection[str]) -> bool:
    """Whether somebody with these parts of the site has this one."""
    if name in DESKS:
        return DESKS[name] in desks
    return name not in OF_THE_CASE or "only-service" not in desks


@register.inclusion_tag("components/page_messages.html")
def page_messages(messages: Iterable[Any]) -> Context:
    found = [
        {"text": message.message, "tone": tone, "word": WORDS[tone]}
        for message in messages
        for tone in [tone_of(message.level_tag)]
    ]
    return {"shown": found[:MESSAGES_SHOWN], "more": len(found[MESSAGES_SHOWN:])}


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(*pairs: str) -> Context:
    """Text and address in turn; the last text, without an address, is this page."""
    texts, hrefs = pairs[::2], pairs[1::2]
    padded = [*hrefs, ""][: len(texts)]
    return {"crumbs": [Link(text, href) for text, href in zip(texts, padded, strict=True)]}


@register.inclusion_tag("components/page_header.html")
def page_header(title: str, label: str = "", lead: str = "") -> Context:
    return {"title": title, "label": label, "lead": lead}


@register.inclusion_tag("components/identity_banner.html")
def identity_banner(person: Identity) -> Context:
    return {"person": person}


@register.inclusion_tag("components/side_navigation.html")
def side_navigation(links: Sequence[Link], label: str = "Pages") -> Context:
    return {"links": links, "label": label}


@register.inclusion_tag("components/tabs.html")
def tabs(links: Sequence[Link], label: str = "Views") -> Context:
    return {"links": links, "label": label}


@register.inclusion_tag("components/pagination.html")
def pagination(pages: Pages) -> Context:
    def href(number: int) -> str:
        return f"?{pages.query}&page={number}" if pages.query else f"?page={number}"

    noun = _ONE.get(pages.noun, pages.noun.removesuffix("s")) if pages.total == 1 else pages.noun
    total = f"{'More than ' if pages.more else ''}{pages.total:,} {noun}"
    if pages.count <= 1:
        return {"total_text": total}
    near = {1, pages.number - 1, pages.number, pages.number + 1, pages.count}
    steps: list[Link] = []
    last = 0
    for number in sorted(near & set(range(1, pages.count + 1))):
        if number - last > 1:
            steps.append(Link("…"))
        steps.append(Link(str(number), href(number), current=number == pages.number))
        last = number
    return {
        "total_text": f"{total}, page {pages.number} of {pages.count}",
        "steps": steps,
        "previous": href(pages.number - 1) if pages.number > 1 else "",
        "next": href(pages.number + 1) if pages.number < pages.count else "",
    }


@register.inclusion_tag("components/pager.html")
def pager(
    previous: str = "",
    previous_text: str = "",
    next: str = "",
    next_text: str = "",
    label: str = "Previous and next",
) -> Context:
    return {
        "previous": previous,
        "previous_text": previous_text,
        "next": next,
        "next_text": next_text,
        "label": label,
    }
