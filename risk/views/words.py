"""Writing what an assessment says in words, and deciding on serious harm."""

from typing import Any

from django.utils import timezone

from icm.core.access import Principals
from icm.core.disclosure import Disclosure
from icm.core.views import SignedInRequest
from icm.people.models import Person
from risk import access, actions
from risk.actions.words import PARTS, classes_for
from risk.forms import words as forms
from risk.models import Assessment, Formulation, NeedFound, ProtectiveFactor
from risk.policy.assessments import RoshChoice, Seriousness
from risk.queries import outcome
from risk.views.bases import AssessmentAct

READERS = {
    Disclosure.PERSON: "The person and the team",
    Disclosure.TEAM: "The team, not the person",
    Disclosure.SOCIAL_WORK: "Social work alone",
    Disclosure.VICTIM: "Those alone who plan the safety of victims",
}
_BEFORE = {True: "yes", False: "no", None: ""}


class _Words(AssessmentAct):
    """An act on the words of an assessment, at the version the page was made from; nought where there are none."""

    permission_required = access.ASSESS
    words: Formulation | None

    def load(self) -> Person:
        person = super().load()
        self.words = outcome.formulation_of(self.assessment)
        return person

    def held(self, record: Person) -> frozenset[str]:
        words = held_on_words(self.assessment, self.words, self.request.principals)
        return super().held(record) & words

    def get_initial(self) -> dict[str, Any]:
        version = self.words.version if self.words else 0
        return super().get_initial() | {"version": version}


class Formulate(_Words):
    """The narrative outcome."""

    form_class = forms.Formulate
    template_name = "risk/words.html"
    done = "The formulation is written."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"readers": readers_for(self.assessment, self.request)}

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | written(self.assessment)

    def act(self, record: Person, form: forms.Formulate) -> Formulation:
        return write(self.assessment, form, self.request)


class Needs(_Words):
    """Needs and strengths by area, and what protects."""

    form_class = forms.Needs
    template_name = "risk/needs.html"
    done = "Needs, strengths and what protects are written."

    def get_initial(self) -> dict[str, Any]:
        found = super().get_initial()
        for need in NeedFound.objects.filter(assessment=self.assessment):
            found[f"weight_{need.section}"] = need.weight
            found[f"words_{need.section}"] = need.words
        for factor in ProtectiveFactor.objects.filter(assessment=self.assessment):
            found[f"what_{factor.number}"] = factor.what
            found[f"before_{factor.number}"] = _BEFORE[factor.has_before]
            found[f"how_{factor.number}"] = factor.how
        return found

    def act(self, record: Person, form: forms.Needs) -> Formulation:
        profile = actions.Profile(
            needs=tuple(actions.Need(*one) for one in form.weighed),
            factors=tuple(actions.Factor(*one) for one in form.protective),
        )
        version = form.cleaned_data["version"]
        return actions.write_needs(self.assessment, profile, version=version, **self.pressed)


class SeriousHarm(_Words):
    """Is a risk of serious harm assessment needed?"""

    form_class = forms.SeriousHarm
    template_name = "risk/serious_harm.html"
    done = "The decision is recorded."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": timezone.localdate()}

    def get_initial(self) -> dict[str, Any]:
        words = self.words
        if words is None or not words.rosh:
            return super().get_initial()
        decided = {"choice": words.rosh, "level": words.rosh_level, "on": words.rosh_on}
        return super().get_initial() | decided | {"why": words.rosh_why}

    def act(self, record: Person, form: forms.SeriousHarm) -> Formulation:
        said = form.cleaned_data
        decision = actions.HarmDecision(
            choice=RoshChoice(said["choice"]),
            on=said["on"],
            level=Seriousness(said["level"]) if said["level"] else None,
            why=said["why"],
        )
        return actions.decide_serious_harm(
            self.assessment, decision, version=said["version"], **self.pressed
        )


def held_on_words(
    row: Assessment, words: Formulation | None, principals: Principals
) -> frozenset[str]:
    """What the asker may do with its words: nobody changes those that they may not read."""
    held = access.held_on(row, principals)
    if words and not access.cleared(words.disclosure, access.audiences_of(row.person, principals)):
        return held - {access.ASSESS}
    return held


def readers_for(row: Assessment, request: SignedInRequest) -> list[tuple[str, str]]:
    """For whom the asker may write the five parts of this one."""
    audiences = access.audiences_of(row.person, request.principals)
    return [(one.value, READERS[one]) for one in classes_for(audiences)]


def written(row: Assessment) -> dict[str, Any]:
    """What stands in the form to begin with; without any words the version is nought."""
    words = outcome.formulation_of(row)
    if words is None:
        return {"disclosure": Disclosure.PERSON.value, "version": 0}
    names = ("summary", *PARTS, "disclosure", "gist", "withheld_why", "version")
    return {name: getattr(words, name) for name in names}


def write(row: Assessment, form: forms.Formulate, request: SignedInRequest) -> Formulation:
    said = dict(form.cleaned_data)
    version, disclosure = said.pop("version"), Disclosure(said.pop("disclosure"))
    return actions.write_formulation(
        row,
        actions.Formulated(**said, disclosure=disclosure),
        version=version,
        by=request.user,
        principals=request.principals,
        at=timezone.now(),
    )
