"""How long a wrong password or code makes one wait, and how long a session lasts. Pure: no clock, no database.

Source.local("Sign-in rules of this installation; ASVS 5.0 V6 and V7 set the aims, not the numbers").
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

FREE_TRIES = 3
LONGEST_WAIT = timedelta(minutes=5)
FORGOTTEN_AFTER = timedelta(hours=24)

# One address may be a whole prison behind one router, so its own limit only slows down guessing at many accounts.
CROWD_TRIES = 60
CROWD_FORGIVES_ONE_EVERY = timedelta(seconds=10)
CROWD_SLOWS_TO = timedelta(seconds=5)


def wait_after(failures: int, *, crowded: bool = False) -> timedelta:
    """Nothing for the first two, then 2, 4, 8 … seconds, never longer than five minutes.

    Where many fail, a name that failed there itself waits at least a few seconds from its first failure on.
    """
    least = CROWD_SLOWS_TO if crowded and failures else timedelta(0)
    if failures < FREE_TRIES:
        return least
    doublings = min(failures - FREE_TRIES + 1, 20)
    return max(least, min(timedelta(seconds=2**doublings), LONGEST_WAIT))


def still_counting(failures: int, last_failed_at: datetime, at: datetime) -> int:
    """Failures that still count: after a day without one, none."""
    return 0 if at - last_failed_at >= FORGOTTEN_AFTER else failures


@dataclass(frozen=True, slots=True)
class Bucket:
    """How full the bucket of a crowd of tries is. One failure leaks out every few seconds, counted from ``since``."""

    level: int
    since: datetime

    def at(self, at: datetime) -> "Bucket":
        leaked = max(at - self.since, timedelta(0)) // CROWD_FORGIVES_ONE_EVERY
        if leaked >= self.level:
            return Bucket(0, at)
        return Bucket(self.level - leaked, self.since + leaked * CROWD_FORGIVES_ONE_EVERY)

    def wait(self, at: datetime) -> timedelta:
        """How long until there is room for one more try."""
        now = self.at(at)
        if now.level < CROWD_TRIES:
            return timedelta(0)
        return (now.level - CROWD_TRIES + 1) * CROWD_FORGIVES_ONE_EVERY - (at - now.since)


def in_words(wait: timedelta) -> str:
    """ "40 seconds", "1 minute", "5 minutes": rounded up, so that nobody is told to come back too soon."""
    seconds = max(1, -(-wait // timedelta(seconds=1)))
    if seconds < 60:
        return f"{seconds} second{'' if seconds == 1 else 's'}"
    minutes = -(-seconds // 60)
    return f"{minutes} minute{'' if minutes == 1 else 's'}"
