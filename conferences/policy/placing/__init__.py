"""Finding times and rooms for conferences at which everybody can be there: facts in, a schedule with its reasons out.

`facts` says what is known, `options` which times each conference could have, `served` what taking them in turn would
give, `solving` searches for the best schedule and proves how good it is, `telling` puts both into words,
`changing` says what is otherwise than in the schedule before, and why.
"""

from conferences.policy.placing.facts import (
    Case,
    Estate,
    Member,
    Pin,
    Room,
    Stood,
    Taken,
    Time,
)

__all__ = ["Case", "Estate", "Member", "Pin", "Room", "Stood", "Taken", "Time"]
