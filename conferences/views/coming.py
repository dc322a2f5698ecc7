"""Whom to confer about next: the list, one person with every reason, and judging it otherwise."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from conferences import access
from conferences.actions import judging
from conferences.forms import coming as forms
from conferences.models import Judgement
from conferences.policy.kinds import Kind
from conferences.queries import coming
from conferences.views.bases import ConferencesAct, ConferencesPage
from icm.core.consultations import record_consultation
from icm.core.paging import page_number
from icm.core.views import Page
from icm.people.models import Person


class NextList(Page):
    """Everybody on Enhanced ICM the asker may read of, the most pressing first."""

    permission_required = (
        None  # asked of the asker's posts: 403 where none of them reads of conferences
    )
    template_name = "conferences/next_list.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not coming.may_list(self.request.principals):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        principals, asked = self.request.principals, self.request.GET
        form = forms.Filters(asked, places=coming.places(principals))
        page = coming.next_list(
            principals, form.wanted, page=page_number(asked), on=timezone.localdate()
        )
        record_consultation(
            principals, page="conferences:next_list", persons=page.persons, at=timezone.now()
        )
        return super().get_context_data(page=page, form=form, **kwargs)


class Next(ConferencesPage):
    """What is next for one person, and why."""

    template_name = "conferences/next.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = coming.next_page(self.person, self.request.principals, timezone.localdate())
        may_judge = page is not None and bool(page.arrange) and access.ARRANGE in self.verbs
        return super().get_context_data(page=page, may_judge=may_judge, **kwargs)


class Judge(ConferencesAct):
    """Somebody judges when the next conference is right, and says why."""

    permission_required = access.ARRANGE
    form_class = forms.Judge
    template_name = "conferences/judge.html"
    done = "It is judged. What is next is worked out from it."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": timezone.localdate()}

    def act(self, record: Person, form: forms.Judge) -> Judgement:
        said = form.cleaned_data
        judged = judging.Judged(
            reference=said["reference"],
            kind=Kind(said["kind"]),
            why=said["why"],
            on=said["on"],
            waits=said["waits"],
        )
        return judging.judge_next(record, judged, **self.pressed)

    def next_url(self, record: Person, result: Judgement) -> str:
        return reverse("conferences:next", args=[record.pk])
