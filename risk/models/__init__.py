"""Tables of the risk app. A supervision level is about supervision inside the prison, never about risk."""

from risk.models.assessments import Assessment, Finding, Scores
from risk.models.mappa import Mappa, MappaStage, PoliceNotice
from risk.models.outcomes import (
    ChangeQuestion,
    Explanation,
    Formulation,
    NeedFound,
    ProtectiveFactor,
)
from risk.models.plans import ChangeNotice, RiskPlan, YearlyReport
from risk.models.supervision import LEVELS, SupervisionReview

__all__ = [
    "LEVELS",
    "Assessment",
    "ChangeNotice",
    "ChangeQuestion",
    "Explanation",
    "Finding",
    "Formulation",
    "Mappa",
    "MappaStage",
    "NeedFound",
    "PoliceNotice",
    "ProtectiveFactor",
    "RiskPlan",
    "Scores",
    "SupervisionReview",
    "YearlyReport",
]
