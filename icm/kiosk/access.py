"""Which staff keep terminals and give PINs. What the person may read and do of their own stands in each room."""

from icm.core.access import Principals
from icm.people import access as people

GIVE = people.GIVE_PIN
KEEP = people.KEEP_TERMINALS

held = people.held
require = people.require


def kept_places(principals: Principals) -> frozenset[str]:
    """The establishments whose terminals the asker keeps."""
    return people.places_with(principals, KEEP)
