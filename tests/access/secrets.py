"""One secret in every free text about a person, and who may read it."""

from icm.policy.roles import Role

R = Role
# Who may know of somebody on the enhanced route who is allocated to these officers.
KNOW = frozenset(
    {
        R.ICM_CO_ORDINATOR,
        R.ICM_CASE_CO_ORDINATOR,
        R.ICM_ADMINISTRATOR,
        R.PERSONAL_OFFICER,
        R.RESIDENTIAL_OFFICER,
        R.FIRST_LINE_MANAGER,
        R.LINKS_CENTRE,
        R.RECEPTION,
        R.PBSW,
        R.PBSW_TEAM_MANAGER,
        R.CBSW,
        R.CBSW_TEAM_MANAGER,
        R.RMT_CHAIR,
        R.HQ,
        R.PAROLE_CO_ORDINATOR,
    }
)
ASSURE = frozenset({R.ICM_CO_ORDINATOR, R.RMT_CHAIR, R.HQ})

# Of what is said to a service, and what it says: its own staff too.
THEIRS = KNOW | {R.PROVIDER}

# Who makes action plans.
PLAN = frozenset(
    {
        R.ICM_CO_ORDINATOR,
        R.ICM_CASE_CO_ORDINATOR,
        R.PERSONAL_OFFICER,
        R.FIRST_LINE_MANAGER,
        R.PBSW,
        R.PBSW_TEAM_MANAGER,
    }
)
SOCIAL_WORKERS = frozenset({R.PBSW, R.PBSW_TEAM_MANAGER, R.CBSW, R.CBSW_TEAM_MANAGER})

# Field -> who may read what is planted there. The key names the table and the column.
CLEARED: dict[str, frozenset[Role]] = {
    "Person.communication_needs": KNOW,
    "Sentence.offence": KNOW,
    "Sentence.court": KNOW,
    "Event.note": KNOW,
    "EnteredDate.why": KNOW,
    "Waiver.why": KNOW,
    "SupervisionReview.criteria": KNOW,
    "SupervisionReview.notice_reasons": KNOW,
    "SupervisionReview.representations": KNOW,
    "SupervisionReview.reasons": KNOW,
    "SupervisionReview.documents_withheld": KNOW,
    "SupervisionReview.withdrawn_why": KNOW,
    "Referral.why": KNOW,  # withheld: the service reads the gist
    "Referral.gist": THEIRS,
    "Referral.ground": KNOW,
    "Referral.answer": THEIRS,
    "Referral.outcome": THEIRS,
    "Chase.said": KNOW,
    "ActionPlan.aims": KNOW,
    "ActionPlan.view_words": KNOW,
    "ActionPlan.family_help": KNOW,
    "PlanAction.what": SOCIAL_WORKERS,  # of their class: all others read a gist
    "PlanAction.risk_factor": KNOW,
    "PlanAction.evidence": THEIRS,  # of what the service does
    "PlanAction.not_done_why": KNOW,
    "PlanAction.gist": THEIRS,  # beside what it stands for, so that nobody reads that out
    "PlanAction.ground": PLAN,
    "Answer.own_words": KNOW,
    "Answer.note": KNOW,
    "Sitting.ended_why": KNOW,
    "CoreScreen.ended_why": KNOW,
    "SafetyAlert.seen": KNOW,
    "SafetyAlert.done": KNOW,
    "Narrative.body": SOCIAL_WORKERS,  # of their class: all others read a gist
    "Narrative.gist": KNOW,
    "Narrative.ground": frozenset({R.PBSW}),  # in its author's form only
    "Narrative.source": SOCIAL_WORKERS,  # with the text
    "Narrative.withdrawn_why": KNOW,
    "DomainRating.why": KNOW,
    "Conversation.explained": KNOW,
    "Conversation.said": KNOW,
    "QualityReading.feedback": frozenset({R.PERSONAL_OFFICER, R.FIRST_LINE_MANAGER}),
    "BreakGlass.reason": ASSURE,
    "Consultation.why": ASSURE,
}
# What the person themselves may read of it.
FOR_THE_PERSON = frozenset(
    {
        "ActionPlan.aims",
        "ActionPlan.family_help",
        "ActionPlan.view_words",
        "Answer.own_words",
        "DomainRating.why",
        "Conversation.explained",
        "Conversation.said",
        "Person.communication_needs",
        "PlanAction.evidence",
        "PlanAction.not_done_why",
        "PlanAction.risk_factor",
        "Referral.answer",
        "Referral.outcome",
        "Sentence.offence",
        "Sentence.court",
        "SupervisionReview.notice_reasons",
        "SupervisionReview.representations",
        "SupervisionReview.reasons",
    }
)


def secret(field: str) -> str:
    """A word that stands nowhere by chance."""
    return f"canary-{field.replace('.', '-').replace('_', '-').lower()}"


def found_in(text: str) -> frozenset[str]:
    """The fields whose secret stands in this text."""
    return frozenset(field for field in CLEARED if secret(field) in text)
