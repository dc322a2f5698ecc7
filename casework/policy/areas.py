"""What is asked about and planned for: the areas of the Core Screen, the domains of the plan, who reports on them.

The nine areas are those of the Families Outside sheet on ICM; the eleven domains those of the 2007 practice manual.
No source gives the scale of the two ratings, nor which area leads to which domain: both are local defaults.
"""

from datetime import date

from icm.policy.dated import Dated, Since, Source, Standing
from icm.policy.documents import FAMILIES_ICM, TARGETED
from icm.policy.named import Named
from icm.policy.roles import Role

ICM_BEGAN = date(2006, 6, 1)
MANUAL_2007 = "ICM Practice Guidance Manual 2007"


class Area(Named):
    """What the Core Screen asks about."""

    SUBSTANCES = "substances", "Alcohol or drugs"
    MENTAL_HEALTH = "mental-health", "Mental health"
    VIOLENCE = "violence", "Violence"
    WORK = "work", "Training for work"
    HOUSING = "housing", "Housing"
    OFFENDING = "offending", "Offending behaviour"
    RELATIONSHIPS = "relationships", "Relationships"
    MONEY = "money", "Money"
    LITERACY = "literacy", "Reading, writing and numbers"
    IMMEDIATE = "immediate", "What cannot wait"


class Domain(Named):
    """What the Community Integration Plan is ordered by."""

    SUBSTANCE_MISUSE = "substance-misuse", "Substance misuse"
    MENTAL_HEALTH = "mental-health", "Mental health"
    LEARNING = "learning", "Learning"
    EMPLOYMENT = "employment", "Skills and employment"
    ACCOMMODATION = "accommodation", "Social care: accommodation"
    FINANCES = "finances", "Social care: finances"
    RESETTLEMENT = "resettlement", "Resettlement"
    VIOLENCE = "violence", "Violent conduct"
    SEXUAL_CONDUCT = "sexual-conduct", "Inappropriate sexual conduct"
    OTHER_OFFENDING = "other-offending", "Other offending behaviour"
    RESPONSIVITY = "responsivity", "Responsivity"


class Need(Named):
    """How far somebody needs intervention, or support, in one domain. Empty where nobody has said."""

    NONE = "none", "No need"
    SOME = "some", "Some need"
    CONSIDERABLE = "considerable", "Considerable need"


class Urgency(Named):
    """How soon a need has to be met."""

    TODAY = "today", "Today"
    DAYS = "days", "Within a few days"
    LATER = "later", "It can wait"


class Agency(Named):
    """Who writes in the plan, as the person knows them."""

    ICM = "icm", "ICM team"
    RESIDENTIAL = "residential", "Residential staff"
    LINKS = "links", "Links Centre"
    PBSW = "pbsw", "Prison-based social work"
    CBSW = "cbsw", "Community-based social work"
    INTERVENTIONS = "interventions", "Programmes and interventions"
    PSYCHOLOGY = "psychology", "Psychology"
    HEALTH = "health", "Healthcare"
    WORK_PARTY = "work-party", "Work party"
    EDUCATION = "education", "Education"
    PTI = "pti", "Physical training"
    CHAPLAINCY = "chaplaincy", "Chaplaincy"
    VISITS = "visits", "Visits"
    THIRD_SECTOR = "third-sector", "Third sector"


AREAS: Dated[tuple[Area, ...]] = Dated(
    "CSA-72H",
    "Areas of the Core Screen",
    Since(
        ICM_BEGAN,
        tuple(Area),
        Source(
            FAMILIES_ICM,
            "needs screened; what cannot wait is added here, from HMIPS §11",
            Standing.PARTLY_STATED,
        ),
    ),
)
DOMAINS: Dated[tuple[Domain, ...]] = Dated(
    "CIP-ALL",
    "Domains of the Community Integration Plan",
    Since(ICM_BEGAN, tuple(Domain), Source(MANUAL_2007, "contents, section 7, pp. 28 to 39")),
)
SCALE: Dated[tuple[Need, ...]] = Dated(
    "CIP-ALL",
    "Scale of need for intervention and need for support",
    Since(
        ICM_BEGAN,
        tuple(Need),
        Source.local("The manual has both ratings; the values of their scale were not found."),
    ),
)
DOMAIN_OF: Dated[dict[Area, Domain]] = Dated(
    "CSA-REFER",
    "Domain of the plan that an area of the Core Screen opens",
    Since(
        ICM_BEGAN,
        {
            Area.SUBSTANCES: Domain.SUBSTANCE_MISUSE,
            Area.MENTAL_HEALTH: Domain.MENTAL_HEALTH,
            Area.VIOLENCE: Domain.VIOLENCE,
            Area.WORK: Domain.EMPLOYMENT,
            Area.HOUSING: Domain.ACCOMMODATION,
            Area.OFFENDING: Domain.OTHER_OFFENDING,
            Area.RELATIONSHIPS: Domain.RESETTLEMENT,
            Area.MONEY: Domain.FINANCES,
            Area.LITERACY: Domain.LEARNING,
            Area.IMMEDIATE: Domain.RESETTLEMENT,
        },
        Source.local("The areas screened and the domains planned come from different documents."),
    ),
)
# Who is to report at least quarterly: SPS guidance of June 2024, section 8.
REPORTERS: Dated[tuple[Agency, ...]] = Dated(
    "STAFF-QUARTER",
    "Agencies that report to the ICM Co-ordinator every quarter while they are involved",
    Since(
        date(2024, 6, 24),
        (
            Agency.WORK_PARTY,
            Agency.RESIDENTIAL,
            Agency.LINKS,
            Agency.VISITS,
            Agency.INTERVENTIONS,
            Agency.PTI,
            Agency.CHAPLAINCY,
            Agency.HEALTH,
            Agency.THIRD_SECTOR,
        ),
        Source(TARGETED, "§8, Staff contributions"),
    ),
)
# As which agency somebody writes, by the post in which they hold the person. A provider says its own.
AGENCY_OF: dict[Role, Agency] = {
    Role.ICM_CO_ORDINATOR: Agency.ICM,
    Role.ICM_CASE_CO_ORDINATOR: Agency.ICM,
    Role.ICM_ADMINISTRATOR: Agency.ICM,
    Role.PERSONAL_OFFICER: Agency.RESIDENTIAL,
    Role.RESIDENTIAL_OFFICER: Agency.RESIDENTIAL,
    Role.FIRST_LINE_MANAGER: Agency.RESIDENTIAL,
    Role.RECEPTION: Agency.RESIDENTIAL,
    Role.LINKS_CENTRE: Agency.LINKS,
    Role.PBSW: Agency.PBSW,
    Role.PBSW_TEAM_MANAGER: Agency.PBSW,
    Role.CBSW: Agency.CBSW,
    Role.CBSW_TEAM_MANAGER: Agency.CBSW,
    Role.PSYCHOLOGY: Agency.PSYCHOLOGY,
    Role.PROGRAMMES_OFFICER: Agency.INTERVENTIONS,
    Role.NHS: Agency.HEALTH,
}
