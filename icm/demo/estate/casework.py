"""Everything that was done with one invented person in casework, one thing following from another."""

from icm.demo.estate.action_plans import plans
from icm.demo.estate.cases import Life
from icm.demo.estate.entries import entries, needs
from icm.demo.estate.referrals import refer_between
from icm.demo.estate.screens import screen
from icm.demo.estate.talks import talks


def live(life: Life) -> Life:
    """The same life with its rows made, and with the events that come with them in place of the diary's own."""
    screen(life)
    refer_between(life)
    domains = needs(life)
    last = entries(life, domains)
    plans(life, domains, last)
    talks(life)
    life.happened.sort(key=lambda one: (one.on, one.kind.value))
    return life
