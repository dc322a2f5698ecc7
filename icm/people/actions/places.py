"""The places every installation knows: 17 establishments, their special units, 32 councils, and the teams at each.

The slugs are our own and never official codes. The migration that fills a new database calls `open_places`; so may
anybody who emptied one. It names tables through `apps`, so that the migration runs on the tables of its own day.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.apps import apps as current_apps

from icm.policy.roles import Role

ANSWER_2022 = "Written answer to Parliament, 3 March 2022"
ABOUT = "approximate; official publications on the women's estate"


class Place(NamedTuple):
    """An establishment with its design capacity and where that figure comes from."""

    slug: str
    name: str
    capacity: int
    kind: str = "prison"
    source: str = ANSWER_2022
    men: bool = True
    women: bool = False
    young: bool = False
    private: bool = False
    units: tuple[str, ...] = ()
    note: str = ""


ESTABLISHMENTS = (
    Place("addiewell", "HMP Addiewell", 702, private=True),
    Place("barlinnie", "HMP Barlinnie", 987, units=("nte",)),
    Place("castle-huntly", "HMP Castle Huntly", 284, kind="open", units=("open",)),
    Place("dumfries", "HMP Dumfries", 176),
    Place("edinburgh", "HMP Edinburgh", 867, women=True),
    Place("glenochil", "HMP Glenochil", 668),
    Place("grampian", "HMP & YOI Grampian", 552, women=True, young=True, units=("ciu",)),
    Place(
        "greenock",
        "HMP Greenock",
        230,
        women=True,
        units=("nte", "ciu"),
        note="237 places in 2019, 230 in 2020",
    ),
    Place("inverness", "HMP Inverness", 93),
    Place(
        "kilmarnock",
        "HMP Kilmarnock",
        501,
        note="Built as a private prison; who operates it today was not found in a source",
    ),
    Place("low-moss", "HMP Low Moss", 784, note="784 or 785 places, by year"),
    Place("perth", "HMP Perth", 631),
    Place("polmont", "HMP & YOI Polmont", 758, women=True, young=True),
    Place("shotts", "HMP Shotts", 538),
    Place("stirling", "HMP & YOI Stirling", 100, source=ABOUT, men=False, women=True, young=True),
    Place("bella", "Bella Centre", 16, "ccu", ABOUT, men=False, women=True, units=("ccu",)),
    Place("lilias", "Lilias Centre", 24, "ccu", ABOUT, men=False, women=True, units=("ccu",)),
)
# The two kinds of unit that are a whole establishment; no source gives the places of the others.
WHOLE = ("open", "ccu")

COUNCILS = {
    "aberdeen-city": "Aberdeen City",
    "aberdeenshire": "Aberdeenshire",
    "angus": "Angus",
    "argyll-and-bute": "Argyll and Bute",
    "city-of-edinburgh": "City of Edinburgh",
    "clackmannanshire": "Clackmannanshire",
    "dumfries-and-galloway": "Dumfries and Galloway",
    "dundee-city": "Dundee City",
    "east-ayrshire": "East Ayrshire",
    "east-dunbartonshire": "East Dunbartonshire",
    "east-lothian": "East Lothian",
    "east-renfrewshire": "East Renfrewshire",
    "falkirk": "Falkirk",
    "fife": "Fife",
    "glasgow-city": "Glasgow City",
    "highland": "Highland",
    "inverclyde": "Inverclyde",
    "midlothian": "Midlothian",
    "moray": "Moray",
    "na-h-eileanan-siar": "Na h-Eileanan Siar",
    "north-ayrshire": "North Ayrshire",
    "north-lanarkshire": "North Lanarkshire",
    "orkney-islands": "Orkney Islands",
    "perth-and-kinross": "Perth and Kinross",
    "renfrewshire": "Renfrewshire",
    "scottish-borders": "Scottish Borders",
    "shetland-islands": "Shetland Islands",
    "south-ayrshire": "South Ayrshire",
    "south-lanarkshire": "South Lanarkshire",
    "stirling": "Stirling",
    "west-dunbartonshire": "West Dunbartonshire",
    "west-lothian": "West Lothian",
}

COUNCIL_ROLES = (Role.CBSW, Role.CBSW_TEAM_MANAGER)
NATIONAL_ROLES = (
    Role.HQ,
    Role.MINISTERS,
    Role.RMA,
    Role.POLICE,
    Role.HMIPS,
    Role.SYSTEM_ADMINISTRATOR,
)
ESTABLISHMENT_ROLES = tuple(role for role in Role if role not in COUNCIL_ROLES + NATIONAL_ROLES)


def posts() -> Iterator[tuple[Role, str]]:
    """Every role at every place that has it."""
    yield from ((role, place.slug) for place in ESTABLISHMENTS for role in ESTABLISHMENT_ROLES)
    yield from ((role, slug) for slug in COUNCILS for role in COUNCIL_ROLES)
    yield from ((role, "") for role in NATIONAL_ROLES)


def open_places(apps: Any = current_apps) -> None:
    """Make sure every place, unit and team is there; what is there already stays as it is."""
    establishments = apps.get_model("people", "Establishment").objects
    establishments.bulk_create(
        [establishments.model(**_columns(place)) for place in ESTABLISHMENTS], ignore_conflicts=True
    )
    ids = dict(establishments.values_list("slug", "pk"))
    units = apps.get_model("people", "Unit").objects
    units.bulk_create(
        [
            units.model(
                establishment_id=ids[place.slug],
                kind=kind,
                capacity=place.capacity if kind in WHOLE else None,
            )
            for place in ESTABLISHMENTS
            for kind in place.units
        ],
        ignore_conflicts=True,
    )
    councils = apps.get_model("people", "LocalAuthority").objects
    councils.bulk_create(
        [councils.model(slug=slug, name=name) for slug, name in COUNCILS.items()],
        ignore_conflicts=True,
    )
    _open_teams(apps)


def _columns(place: Place) -> dict[str, Any]:
    return {
        "slug": place.slug,
        "name": place.name,
        "kind": place.kind,
        "design_capacity": place.capacity,
        "capacity_source": place.source,
        "private": place.private,
        "holds_men": place.men,
        "holds_women": place.women,
        "young_people": place.young,
        "note": place.note,
    }


def _open_teams(apps: Any) -> None:
    groups = apps.get_model("auth", "Group").objects
    names = {f"{role}@{place or 'scotland'}": (role, place) for role, place in posts()}
    groups.bulk_create([groups.model(name=name) for name in names], ignore_conflicts=True)
    ids = dict(groups.filter(name__in=names).values_list("name", "pk"))
    teams = apps.get_model("core", "Team").objects
    teams.bulk_create(
        [
            teams.model(group_id=ids[name], role=role.value, place=place)
            for name, (role, place) in names.items()
        ],
        ignore_conflicts=True,
    )
