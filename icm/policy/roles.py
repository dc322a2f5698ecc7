"""The roles of integrated case management, by the slug the whole project uses."""

from icm.policy.named import Named


class Role(Named):
    """A post held by a person; slugs are stable, labels are what a screen shows."""

    ICM_CO_ORDINATOR = "icm-co-ordinator", "ICM Co-ordinator"
    ICM_CASE_CO_ORDINATOR = "icm-case-co-ordinator", "ICM Case Co-ordinator"
    ICM_ADMINISTRATOR = "icm-administrator", "ICM administrator"
    PERSONAL_OFFICER = "personal-officer", "Personal officer"
    RESIDENTIAL_OFFICER = "residential-officer", "Residential officer"
    FIRST_LINE_MANAGER = "first-line-manager", "First Line Manager"
    LINKS_CENTRE = "links-centre", "Links Centre"
    RECEPTION = "reception", "Reception officer"
    PBSW = "pbsw", "Prison-based social worker"
    PBSW_TEAM_MANAGER = "pbsw-team-manager", "Prison-based social work team manager"
    CBSW = "cbsw", "Community-based social worker"
    CBSW_TEAM_MANAGER = "cbsw-team-manager", "Community-based social work team manager"
    PSYCHOLOGY = "psychology", "Psychology"
    PROGRAMMES_OFFICER = "programmes-officer", "Programmes officer"
    NHS = "nhs", "NHS"
    PROVIDER = "provider", "Provider"
    INTELLIGENCE_UNIT = "intelligence-unit", "Intelligence unit"
    RMT_CHAIR = "rmt-chair", "RMT chair (Deputy Governor or Governor)"
    PAROLE_CO_ORDINATOR = "parole-co-ordinator", "Parole Co-ordinator"
    HQ = "hq", "Headquarters"
    MINISTERS = "ministers", "Scottish Ministers' decision-maker"
    RMA = "rma", "Risk Management Authority"
    POLICE = "police", "Police Scotland"
    HMIPS = "hmips", "HM Inspectorate of Prisons for Scotland"
    SYSTEM_ADMINISTRATOR = "system-administrator", "System administrator"


# The roles in which a member of staff is personally allocated to somebody.
PERSONAL_ROLES = (Role.PERSONAL_OFFICER, Role.PBSW, Role.CBSW)
# The roles whose posts may be in the team of a service: they know of nobody but those referred to it.
PROVIDING = frozenset({Role.PROVIDER, Role.NHS, Role.PROGRAMMES_OFFICER, Role.PSYCHOLOGY})
# Who may stand in for a personal officer of the same establishment (PO-CONTINUITY: residential staff).
COVERERS = (Role.PERSONAL_OFFICER, Role.RESIDENTIAL_OFFICER, Role.FIRST_LINE_MANAGER)
SOCIAL_WORKERS = frozenset({Role.PBSW, Role.PBSW_TEAM_MANAGER, Role.CBSW, Role.CBSW_TEAM_MANAGER})
# Who works with people by the local authority whose social work is concerned.
BY_COUNCIL = frozenset({Role.CBSW, Role.CBSW_TEAM_MANAGER, Role.PBSW_TEAM_MANAGER, Role.HQ})
