"""Categories, levels and stages of MAPPA, as the national guidance of 2022 has them (§§4.3, 9.1, 9.3, 15.4)."""

from icm.policy.named import Named


class Category(Named):
    ONE = "1", "Category 1: sexual offence with notification requirement"
    TWO = "2", "Category 2: restricted patient"
    THREE = "3", "Category 3: other risk of serious harm to the public"


class Management(Named):
    """The level at which somebody is managed; never a level of risk."""

    ROUTINE = "1", "Level 1: routine"
    MULTI_AGENCY = "2", "Level 2: multi-agency"
    PANEL = "3", "Level 3: Multi-Agency Public Protection Panel"


class Stage(Named):
    IDENTIFIED = "identified", "Identified"
    REFERRED = "referred", "Referred"
    SHARED = "shared", "Information shared before the meeting"
    MET = "met", "Meeting held"
    EXITED = "exited", "Left MAPPA"


class Occasion(Named):
    """What the police are told of, and asked about, beforehand (MAPPA-POLICE)."""

    LESS_SECURE = "less-secure", "Move to less secure conditions"
    COMMUNITY = "community", "Access to the community"
    LIBERATION = "liberation", "Liberation"
