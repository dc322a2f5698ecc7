"""What belongs to the record of somebody's risk: told only to whoever may read about that (domain reference, a.10, c).

The supervision level does not belong to it (PSS-NOT-RISK): Reception decides the first one. Nor does what social work
arranges with anybody on the enhanced route, its first meeting and the designation letter: neither says how somebody was
assessed. Nobody outside needs to know of MAPPA, of the police or of what an assessment found.
"""

from icm.policy.facts import EventKind

KINDS = frozenset(
    {
        EventKind.LSCMI,
        EventKind.LSCMI_EXPLAINED,
        EventKind.DISCLOSED,
        EventKind.PAPERS_SENT,
        EventKind.ROSH_DECIDED,
        EventKind.PRA_ASKED,
        EventKind.PRA_DATES_TOLD,
        EventKind.PRA_DONE,
        EventKind.CHANGE,
        EventKind.CHANGE_ANSWERED,
        EventKind.RISK_PLAN,
        EventKind.RISK_PLAN_APPROVED,
        EventKind.OLR_REPORT,
        EventKind.RMA_TOLD,
        EventKind.MAPPA,
        EventKind.NOT_MAPPA,
        EventKind.POLICE_NOTICE,
    }
)
RULES = frozenset(
    {
        "LSCMI-6M",
        "LSCMI-BEFORE-INITIAL",
        "LSCMI-REPEAT",
        "LSCMI-EXPLAIN",
        "LSCMI-ROSH",
        "RA-2W",
        "RA-UPDATE",
        "PRA-TIMESCALE",
        "OLR-RMP",
        "OLR-9M",
        "OLR-AIR",
        "OLR-SIGCHANGE",
        "MAPPA-CAT1",
        "MAPPA-POLICE",
        "CC-EVENT",
        "CC-FOLLOWUP-LSCMI",
    }
)
