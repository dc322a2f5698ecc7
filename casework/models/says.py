"""What the person says of the actions of their plan, by themselves."""

from django.db import models

from casework.models.plans import ActionPlan
from icm.core.history import kept


@kept()
class ActionSay(models.Model):
    """What the person says of one action, now; what they said before is in the history.

    ``line`` is the action in every version of the plan; ``plan`` the version they read when they said it.
    """

    class View(models.TextChoices):
        AGREED = "agreed", "They agree"
        DISAGREED = "disagreed", "They do not agree"
        UNSURE = "unsure", "They are not sure"

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="action_says"
    )
    plan = models.ForeignKey(ActionPlan, on_delete=models.PROTECT, related_name="says")
    line = models.PositiveIntegerField()
    view = models.CharField(max_length=10, choices=View.choices)
    words = models.TextField(blank=True)  # PERSON, but for providers: see access.NOT_FOR_PROVIDERS
    said_at = models.DateTimeField()
    said_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "line"], name="one_say_per_action")
        ]
