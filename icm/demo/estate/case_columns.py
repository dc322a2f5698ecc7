"""The columns that casework is written into, in the order of each row's values."""

SCREEN = (
    "id", "person", "reference", "questions", "state", "begun_at", "begun_by", "completed_at", "completed_by",
    "completed_role", "competent", "understood", "route", "route_told_at", "read_at", "read_by", "ended_why",
    "version",
)  # fmt: skip
SITTING = ("screen", "number", "began_at", "by", "role", "fit", "ended_at", "ended_why", "again_on")
ANSWER = (
    "screen", "area", "need", "urgency", "own_words", "note", "referral", "provider", "answered_at", "by", "version",
)  # fmt: skip
ALERT = (
    "person", "screen", "reference", "kind", "seen", "seen_at", "seen_by", "done", "done_at", "done_by",
)  # fmt: skip
REFERRAL = (
    "id", "person", "reference", "provider", "domain", "area", "origin", "screen", "state", "urgency", "consent",
    "why", "disclosure", "gist", "ground", "made_at", "made_by", "chaser", "chase_on", "answer_by", "answered_on",
    "answer", "waiting_since", "expected_on", "started_on", "ended_on", "outcome", "version",
)  # fmt: skip
CHASE = ("referral", "reference", "at", "by", "said")
NARRATIVE = (
    "id", "person", "reference", "domain", "agency", "provider", "role", "author", "on", "source", "body",
    "disclosure", "gist", "ground", "written_at", "like", "likeness", "withdrawn_why", "version",
)  # fmt: skip
RATING = (
    "id", "person", "reference", "domain", "intervention", "support", "why", "agency", "role", "at", "by",
)  # fmt: skip
PLAN = (
    "id", "person", "number", "state", "from_on", "until_on", "review_on", "aims", "view", "view_words", "view_on",
    "ask_again_on", "family_help", "drafted_at", "drafted_by", "agreed_at", "agreed_by", "superseded_at", "version",
)  # fmt: skip
ACTION = (
    "plan", "line", "reference", "sequence", "domain", "risk_factor", "what", "disclosure", "gist", "ground",
    "theirs", "owner", "provider", "referral", "start_on", "target_on", "status", "evidence", "not_done_why",
    "done_on", "version",
)  # fmt: skip
TALK = (
    "id", "person", "reference", "at", "by", "role", "topics", "explained", "understood", "said", "again_on",
    "recorded_at",
)  # fmt: skip
CONSULTATION = ("at", "user", "page", "persons", "why", "break_glass")
READING = (
    "narrative", "establishment", "drawn_at", "drawn_by", "marks", "feedback", "read_at", "read_by", "seen_at",
)  # fmt: skip
SHIFTS = ("user", "from_on", "shifts", "recorded_at", "recorded_by")
ABSENCE = ("user", "from_on", "until_on", "cover", "recorded_at", "recorded_by")
