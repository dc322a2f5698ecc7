"""No page without a word on who may open it."""

from icm.core.views import ActionView, Page
from tests.access import addresses

# Views of our own that are open to everybody signed in, and why.
OPEN = {
    "CalendarFile": "one's own invitation: 404 for any other",
    "Contradictions": "asked of the asker's posts: only whoever reads the figures of social work's assessments",
    "EarlyLooks": "asked of the asker's posts: only whoever proposes a supervision level",
    "Desk": "what psychology was asked for: 403 where no post of the asker's is psychology's",
    "WorkList": "one's own work",
    "FeedbackSeen": "what was said of one's own entries",
    "People": "lists only whom the asker may know of",
    "Establishments": "numbers of whom the asker may know of",
    "EstablishmentPage": "numbers of whom the asker may know of",
    "Gallery": "components with invented values",
    "Reminders": "one's own reminders",
    "MarkRead": "one's own reminders",
    "ReferralList": "lists only who was referred to one's own services: 403 where there are none",
    "Asks": "of whom the asker may answer, by their posts and people",
    "Chasing": "one's own, of whom the asker may know of",
    "Waits": "averages, where a post of the asker's sees them: 403 where none does",
    "Load": "asked of the asker's posts: 403 where none reads numbers of conferences",
    "Mine": "what one is invited to, and one's own minutes: 404 for any other",
    "NextList": "lists only whom the asker may know of: 403 where no post reads conferences",
    "Numbers": "asked of the asker's posts: 403 where none reads numbers of conferences",
    **dict.fromkeys(
        ["Start", "SignIn", "Leave"],
        "of a terminal, before anybody has signed in: tests/access/test_kiosk.py",
    ),
    **dict.fromkeys(
        [
            "Home",
            "MyDates",
            "MyPeople",
            "WhoLooked",
            "Looks",
            "ChoosePin",
            "Covered",
            "Cover",
            "Here",
            "Meeting",
            "MyFamily",
            "Minutes",
            "OwnMinute",
            "Ask",
            "Asked",
            "AskOne",
            "Plan",
            "Action",
            "Decisions",
            "Assessment",
            "Referrals",
        ],
        "one's own, at a terminal: tests/access/test_kiosk.py",
    ),
    **dict.fromkeys(
        [
            "EnterCode",
            "EnterLetter",
            "Whose",
            "Stay",
            "Draft",
            "FamilyPlan",
            "Meetings",
            "FamilyMinute",
            "Help",
        ],
        "of a relative's window: tests/access/test_family.py",
    ),
    "Register": "with a code that staff were shown; and the rules themselves, about nobody",
    "Services": "those the asker keeps: 403 where no post of theirs keeps any",
}


def _views():
    for name, pattern in addresses.patterns():
        view = getattr(pattern.callback, "view_class", None)
        if view and view.__module__.startswith(
            (
                "icm.pages",
                "icm.people",
                "icm.clocks",
                "icm.kiosk",
                "icm.family",
                "risk",
                "casework",
                "conferences",
            )
        ):
            yield name, view


def test_every_view_says_what_it_requires():
    silent = [name for name, view in _views() if not hasattr(view, "permission_required")]

    assert silent == []


def test_what_requires_nothing_has_a_reason():
    unguarded = {view.__name__ for _, view in _views() if view.permission_required is None}

    assert unguarded <= set(OPEN)


def test_every_view_is_one_of_the_two_kinds_or_a_button():
    other = [
        name
        for name, view in _views()
        if not issubclass(view, Page | ActionView) and view.http_method_names != ["post"]
    ]

    assert other == []


def test_no_page_of_ours_is_a_bare_function():
    bare = [
        name
        for name, pattern in addresses.patterns()
        if not hasattr(pattern.callback, "view_class")
        and name.split(":")[0]
        in (
            *("pages", "people", "clocks", "kiosk", "terminals", "family", "windows"),
            *("risk", "casework", "conferences"),
        )
    ]

    assert bare == []
