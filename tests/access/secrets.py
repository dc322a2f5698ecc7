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
PRISON_BASED = frozenset({R.PBSW, R.PBSW_TEAM_MANAGER})  # the assessments planted are theirs
# Who reads assessments, plans and MAPPA; what is kept for the safety of victims; who wrote a formulation may read why
# a part of it is kept back.
READ_RISK = KNOW - {R.LINKS_CENTRE, R.RECEPTION}
VICTIMS = frozenset({R.PBSW, R.PBSW_TEAM_MANAGER, R.CBSW, R.RMT_CHAIR})
# Who records the consent for a relative; who looks at it or invites by it reads of it too.
CONSENT = PLAN | {R.CBSW}
FAMILY = CONSENT | SOCIAL_WORKERS | {R.ICM_ADMINISTRATOR}
ASSESSORS = PRISON_BASED | {R.CBSW}

_FIGURES = (
    "history", "education", "family", "leisure", "companions", "substances", "attitude", "pattern", "total",
)  # fmt: skip
# Figures are numbers: these stand nowhere by chance.
NUMBERS = {f"Scores.{name}": str(27431 + place * 101) for place, name in enumerate(_FIGURES)}

FORMULATED = ("pattern", "nature", "seriousness", "likelihood", "imminence")
PLANNED = (
    "scenario", "monitoring", "supervision", "intervention", "warning_signs", "contingency",
)  # fmt: skip

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
    "Conference.why": READ_RISK,
    "Conference.next_when": READ_RISK,
    "Conference.next_why": READ_RISK,
    "Step.why": READ_RISK,
    "Judgement.waits": READ_RISK,
    "Judgement.why": READ_RISK,
    "Invitation.name": READ_RISK,
    "Invitation.reply_why": READ_RISK,
    "Contribution.body": SOCIAL_WORKERS,  # of its class: all others read a gist
    "Contribution.gist": READ_RISK,
    "Contribution.ground": frozenset({R.PBSW}),  # in its author's form only
    "Contribution.why": READ_RISK,
    "Preparation.wants": READ_RISK,
    "Preparation.help_words": READ_RISK,
    "FamilyConsent.name": READ_RISK,  # where they are invited
    "FamilyConsent.relation": FAMILY,
    "FamilyConsent.contact": FAMILY,
    "FamilyConsent.approved_why": SOCIAL_WORKERS,
    "FamilyConsent.no_contact_why": VICTIMS,
    "FamilyConsent.withdrawn_why": CONSENT | SOCIAL_WORKERS,
    "Window.email": frozenset({R.ICM_CO_ORDINATOR, R.ICM_CASE_CO_ORDINATOR, R.ICM_ADMINISTRATOR}),
    "Invitation.excused_why": READ_RISK,
    "Placing.why": READ_RISK,
    "Request.why": READ_RISK,
    "Request.answer_why": READ_RISK,
    "Request.withdrawn_why": READ_RISK,
    "Part.body": SOCIAL_WORKERS,  # of their class: all others read a gist
    "Part.gist": READ_RISK,
    "Part.ground": PRISON_BASED,  # in the form of who keeps the minute
    "Decision.what": SOCIAL_WORKERS,
    "Decision.why": SOCIAL_WORKERS,
    "Decision.gist": READ_RISK,
    "Decision.ground": PRISON_BASED,
    "Edition.why": READ_RISK,
    "Objection.words": SOCIAL_WORKERS,  # of their class
    "Objection.answer": SOCIAL_WORKERS,
    "Remark.words": SOCIAL_WORKERS,
    "Referral.why": KNOW,  # withheld: the service reads the gist
    "Referral.gist": THEIRS,
    "Referral.ground": KNOW,
    "Referral.answer": THEIRS,
    "Referral.outcome": THEIRS,
    "Chase.said": KNOW,
    "ActionPlan.aims": KNOW,
    "ActionPlan.view_words": KNOW,
    "ActionPlan.family_help": KNOW,
    "ActionSay.words": KNOW,  # and no service
    "Ask.words": KNOW,
    "Ask.answer": KNOW,
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
    **dict.fromkeys(NUMBERS, SOCIAL_WORKERS),
    "Assessment.requested_why": READ_RISK | {R.PSYCHOLOGY},  # who was asked reads why
    "Assessment.override_why": SOCIAL_WORKERS,
    "Assessment.withdrawn_why": READ_RISK,
    "Finding.said": SOCIAL_WORKERS,
    "Finding.found": SOCIAL_WORKERS,
    "Finding.how": SOCIAL_WORKERS,
    "Formulation.summary": READ_RISK,
    **{f"Formulation.{part}": SOCIAL_WORKERS for part in FORMULATED},  # of their class
    "Formulation.gist": READ_RISK,
    "Formulation.withheld_why": PRISON_BASED,
    "Formulation.rosh_why": READ_RISK,
    "NeedFound.words": READ_RISK,
    "ProtectiveFactor.what": READ_RISK,
    "ProtectiveFactor.how": READ_RISK,
    "Explanation.form": READ_RISK,
    "Explanation.said_back": READ_RISK,
    "ChangeQuestion.what": READ_RISK,
    "ChangeQuestion.why": READ_RISK,
    **{f"RiskPlan.{part}": READ_RISK for part in PLANNED},
    "RiskPlan.victim_safety": VICTIMS,
    "YearlyReport.progress": READ_RISK,
    "ChangeNotice.what": READ_RISK,
    "ChangeNotice.answer": READ_RISK,
    "Mappa.co_ordinator": READ_RISK,
    "Mappa.why": READ_RISK,
    "MappaStage.note": READ_RISK,
    "PoliceNotice.asked": READ_RISK,
    "PoliceNotice.reply": frozenset({R.RMT_CHAIR}),
    "PoliceNotice.gist": READ_RISK,
    "BreakGlass.reason": ASSURE,
    "Consultation.why": ASSURE,
}
# What the person themselves may read of it.
# What is said to them instead of a text of a minute whose class they may not read.
INSTEAD = frozenset({"Decision.gist", "Part.gist"})
# What a relative may read through their window, by the person's consent.
FOR_THE_FAMILY = frozenset({"ActionPlan.aims", "ActionPlan.family_help"})
FOR_THE_PERSON = INSTEAD | frozenset(
    {
        "ActionPlan.aims",
        "ActionPlan.family_help",
        "ActionPlan.view_words",
        "ActionSay.words",
        "Answer.own_words",
        "Ask.answer",
        "Ask.words",
        "DomainRating.why",
        "Conference.next_when",
        "Conference.next_why",
        "Conversation.explained",
        "Conversation.said",
        "Explanation.said_back",
        "FamilyConsent.name",  # as they named them
        "FamilyConsent.relation",
        "Formulation.summary",
        "NeedFound.words",
        "ProtectiveFactor.what",
        "ProtectiveFactor.how",
        "Judgement.waits",
        "Person.communication_needs",
        "Preparation.help_words",
        "Preparation.wants",
        "Request.why",
        "Request.answer_why",
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
    """A word, or of a figure a number, that stands nowhere by chance."""
    if field in NUMBERS:
        return NUMBERS[field]
    return f"canary-{field.replace('.', '-').replace('_', '-').lower()}"


def found_in(text: str) -> frozenset[str]:
    """The fields whose secret stands in this text."""
    return frozenset(field for field in CLEARED if secret(field) in text)
