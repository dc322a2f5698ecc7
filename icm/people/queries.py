"""What is read of people, places and sentences."""

from django.db.models import QuerySet

from icm.core.access import Principals
from icm.people import access
from icm.people.models import Person


def visible(principals: Principals) -> QuerySet[Person]:
    """The people the asker may know of, in no order."""
    return access.visible_to(principals)
