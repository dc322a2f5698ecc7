"""What the person is asked before a conference, and what a relative may be told or take part in."""

from conferences.policy.replies import Reply
from icm.policy.named import Named


class Attends(Named):
    YES = "yes", "Wants to come"
    VIDEO = "video", "Wants to take part by video"
    NOTE = "note", "Does not come, and sends a note"
    NO = "no", "Does not want to come"
    UNSURE = "unsure", "Has not decided"


# What that answers to the invitation. Who has not decided has not answered.
ANSWERS = {
    Attends.YES: Reply.ACCEPTED,
    Attends.VIDEO: Reply.VIDEO,
    Attends.NOTE: Reply.WRITTEN,
    Attends.NO: Reply.CANNOT,
}


class Help(Named):
    INTERPRETER = "interpreter", "An interpreter"
    READING = "reading", "Somebody to read the papers with them"
    SUPPORT = "support", "Somebody to support them there"


class Scope(Named):
    """What the person agrees to, of one relative. Each is agreed to by itself (domain reference, c)."""

    DATES = "dates", "Be told when and where their conferences are"
    ATTENDING = "attending", "Take part in their conferences"
    PLAN = "plan", "Know what is in their plan"
    MINUTE = "minute", "Get the notes of the conference"


class Form(Named):
    """By which form a consent was given."""

    SIGNED = "signed", "Signed by them on paper"
    SPOKEN = "spoken", "Said by them and written down by staff"
    INTERPRETED = "interpreted", "Said by them through an interpreter"
    SELF = "self", "Entered by them at a terminal"


BY_STAFF = (Form.SIGNED, Form.SPOKEN, Form.INTERPRETED)
